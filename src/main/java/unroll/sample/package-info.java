/** Choosing what comes next from what a model says is likely. */
package unroll.sample;
