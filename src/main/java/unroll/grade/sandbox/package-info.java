/** Processes that can do as little as possible: a ladder of sandboxes, each rung tried. */
package unroll.grade.sandbox;
