/**
 * What is written of a submission: a JSON of everything, a row of a table, a page for its author.
 */
package unroll.grade.report;
