package e02_elman;

// Attack: a contract of its own, in a file and beside its class
// Deserves: compile error
public class Elman extends Wrong {}

interface ElmanNetwork {
  record Weights(Object wx) {}

  record Step(Object h, Object o) {}
}
