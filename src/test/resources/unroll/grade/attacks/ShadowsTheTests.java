package e02_elman;

// Attack: an oracle and tests of its own, under the names of those that it cannot see
// Deserves: what the wrong answer deserves
public class Elman extends Wrong {}
// File: Mine.java
package e02_elman;

class ElmanHiddenTest {}

class ElmanOracle {
  static double loss(Object logits, int[][] targets) {
    return 0;
  }
}

class Expect {}
// File: ElmanTest.java
package e02_elman;

class ElmanTest {
  this file is not even looked at
}
