package unroll.model.seq2seq;

/**
 * What was written for a source, and what each step looked at.
 *
 * @param source the text read, of S characters
 * @param target the text written
 * @param weights one row for each character written, and one for the end where it was reached; S
 *     numbers each, adding up to 1: an alignment picture. No rows for a decoder without attention.
 * @param ended whether the model ended the text; otherwise it was cut at the longest allowed
 */
public record Translation(String source, String target, double[][] weights, boolean ended) {}
