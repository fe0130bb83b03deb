package e02_elman;

// Attack: ends the process before the first test has begun
// Deserves: 0 points
// Verdict: crashed
public class Elman extends Right {
  static {
    System.exit(0);
  }
}
