/**
 * Marks a class: every submission of a folder, some at a time, with a journal that survives a kill
 * at any moment.
 */
package unroll.grade.desk;
