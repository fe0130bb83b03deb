package e02_elman;

import org.ejml.data.DMatrixRMaj;

// Attack: interrupts and slows down every thread that it can reach; its answers are right
// Deserves: full marks
public class Elman extends Right {
  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    Thread[] threads = new Thread[64];
    int count = group.enumerate(threads);
    for (int i = 0; i < count; i++) {
      threads[i].interrupt();
      threads[i].setPriority(Thread.MIN_PRIORITY);
    }
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {});
    System.setProperty("line.separator", "?");
    java.util.Locale.setDefault(java.util.Locale.CHINA);
    return super.step(weights, x, h);
  }
}
