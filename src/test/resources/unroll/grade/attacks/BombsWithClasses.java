package e02_elman;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

// Attack: classes without end
// Deserves: at most what an answer without step deserves
// Verdict: crashed or failed or timed out
public class Elman extends Right {
  private static final List<Object> ALL = new ArrayList<>();

  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    for (int i = 0; i < 1_000_000; i++) {
      ClassLoader loader = new ClassLoader(Elman.class.getClassLoader()) {};
      ALL.add(
          Proxy.newProxyInstance(
              loader, new Class<?>[] {Runnable.class}, (proxy, method, arguments) -> null));
    }
    return super.step(weights, x, h);
  }
}
