package unroll.grade.wire;

/**
 * One message.
 *
 * @param kind what it is for
 * @param body its values
 */
public record Frame(Kind kind, FrameReader body) {}
