package unroll.grade.wire;

/** What a frame is for. The tests' side asks, the submission's side answers. */
public enum Kind {
  /** Answer, the first frame: the protocol's version. */
  READY,
  /** Request: sources to compile. */
  COMPILE,
  /** Answer: classes, or the compiler's complaints. */
  COMPILED,
  /** Request: the contract's classes and the submission's. */
  LOAD,
  /** Request: a new instance of the submission's class. */
  MAKE,
  /** Request: a call of one of the contract's methods. */
  CALL,
  /** Answer: it is done; after a call, the arguments that were changed and the result. */
  DONE,
  /** Answer: the submission threw. */
  THROWN,
  /** Question within a call: the submission calls an argument that is a function. */
  ASK,
  /** Reply to a question: what the function gave. */
  REPLY,
  /** Reply to a question: the function threw. */
  REFUSED,
  /** A notice within a call that takes long: where it is. */
  STILL_AT
}
