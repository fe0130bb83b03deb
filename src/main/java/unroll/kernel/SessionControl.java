package unroll.kernel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * Runs what JShell compiled: in this process, on the cell thread, keeping the values themselves.
 */
final class SessionControl extends DirectExecutionControl implements ExecutionControlProvider {
  private final CellThread thread;
  private Optional<Object> value = Optional.empty();

  SessionControl(SessionLoader loader, CellThread thread) {
    super(loader);
    this.thread = thread;
  }

  /** The value of the last snippet that ran; empty if it was null. */
  Optional<Object> value() {
    return value;
  }

  @Override
  protected String invoke(Method snippet) throws Exception {
    value = Optional.empty();
    try {
      value = Optional.ofNullable(thread.run(() -> snippet.invoke(null)));
    } catch (CellThread.LeftBehind e) {
      throw new InvocationTargetException(e);
    }
    return "";
  }

  /** Nobody reads it, and a variable's text can be long to make. */
  @Override
  public String varValue(String className, String variable) {
    return "";
  }

  @Override
  public String name() {
    return "unroll";
  }

  @Override
  public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
    return this;
  }
}
