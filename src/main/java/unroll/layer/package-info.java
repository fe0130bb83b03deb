/** Layers without memory: linear maps, and the losses that compare outputs with targets. */
package unroll.layer;
