package unroll.grade.worker;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import unroll.grade.wire.Callbacks;
import unroll.grade.wire.Contract;
import unroll.grade.wire.Frame;
import unroll.grade.wire.FrameReader;
import unroll.grade.wire.FrameWriter;
import unroll.grade.wire.Kind;
import unroll.grade.wire.Leaves;
import unroll.grade.wire.Thrown;
import unroll.grade.wire.WireException;

/**
 * A submission as the tests see it: objects of the contract, each call of which goes to a process
 * and back.
 *
 * <p>The process lives as long as it behaves; after a crash, a time-out or a broken frame the next
 * object comes from a fresh one. Arrays and matrices that a call changes in place are changed here
 * too, unless that is withheld: then only those arguments are changed that the reference changes.
 */
public final class Answer implements AutoCloseable {
  private final WorkerPool pool;
  private final Code code;
  private final Optional<Set<Place>> changeable;
  private final Set<Place> changed = ConcurrentHashMap.newKeySet();
  private final Map<Method, Integer> numbers = new HashMap<>();
  // held during a call: one call at a time goes over the wire
  private final ReentrantLock calling = new ReentrantLock();
  private Optional<Worker> current = Optional.empty();

  /**
   * Makes a submission ready to be called.
   *
   * @param pool where its processes come from
   * @param code its classes
   * @param changeable the arguments that a call may change; empty if it may change all
   */
  public Answer(WorkerPool pool, Code code, Optional<Set<Place>> changeable) {
    this.pool = pool;
    this.code = code;
    this.changeable = changeable;
    for (int i = 0; i < code.contract().calls().size(); i++) {
      numbers.put(code.contract().calls().get(i).method(), i);
    }
  }

  /**
   * Classes that belong together.
   *
   * @param contract the contract, as the tests see it
   * @param contractClasses its classes, by binary name
   * @param subject the name of the class that implements it
   * @param classes the submission's classes, by binary name; never loaded here
   */
  public record Code(
      Contract contract,
      Map<String, byte[]> contractClasses,
      String subject,
      Map<String, byte[]> classes) {}

  /**
   * One parameter of one of the contract's methods.
   *
   * @param method the method's number
   * @param parameter the parameter's index
   */
  public record Place(int method, int parameter) {}

  /**
   * A new object of the submission.
   *
   * @param seconds how long its constructor may take
   * @return an object of the contract's interface
   * @throws LateException if it took longer
   * @throws LostException if its process ended
   * @throws NoWorkerException if there is no process for it
   * @throws Throwable what its constructor threw
   */
  public Object make(int seconds) throws Throwable {
    Worker worker = worker();
    AtomicBoolean late = new AtomicBoolean();
    ScheduledFuture<?> limit =
        Watchdog.after(
            Duration.ofSeconds(seconds),
            () -> {
              late.set(true);
              worker.close();
            });
    try {
      FrameReader made = worker.ask(Kind.MAKE, new FrameWriter());
      int handle =
          worker.parsed(
              () -> {
                int number = made.number();
                made.end();
                return number;
              });
      return proxy(worker, handle);
    } catch (LostException e) {
      if (late.get()) {
        throw new LateException("Its constructor did not end within " + seconds + " s.", e);
      }
      throw e;
    } finally {
      limit.cancel(false);
    }
  }

  private synchronized Worker worker() throws Throwable {
    if (calling.isLocked()) {
      // a test was given up, and its call goes on
      current.ifPresent(Worker::close);
    }
    if (current.filter(Worker::isUsable).isEmpty()) {
      current.ifPresent(pool::release);
      current = Optional.empty();
      Worker fresh = pool.take();
      current = Optional.of(fresh);
      fresh.load(
          code.contract().type().getName(), code.contractClasses(), code.subject(), code.classes());
    }
    return current.get();
  }

  private Object proxy(Worker worker, int handle) {
    Class<?> type = code.contract().type();
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          Object[] given = arguments == null ? new Object[0] : arguments;
          if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
              case "equals" -> proxy == given[0];
              case "hashCode" -> handle;
              default -> code.subject() + " in worker " + worker.number();
            };
          }
          calling.lock();
          try {
            return call(worker, handle, numbers.get(method), given);
          } finally {
            calling.unlock();
          }
        });
  }

  private Object call(Worker worker, int handle, int number, Object[] arguments) throws Throwable {
    Contract.Call call = code.contract().calls().get(number);
    Leaves leaves = new Leaves();
    Callbacks functions = new Callbacks();
    FrameWriter request = new FrameWriter(leaves, functions);
    request.number(handle);
    request.number(number);
    int[] ends = call.writeArguments(request, arguments);
    worker.send(Kind.CALL, request);
    Frame reply = worker.receive();
    while (reply.kind() == Kind.ASK) {
      reply(worker, functions, reply.body());
      reply = worker.receive();
    }
    FrameReader body = reply.body();
    if (reply.kind() == Kind.THROWN) {
      throw Rethrown.of(worker.parsed(() -> Thrown.read(body)));
    }
    if (reply.kind() != Kind.DONE) {
      throw worker.lost(new WireException("an answer of kind " + reply.kind()));
    }
    body.within(leaves, new Callbacks());
    return worker.parsed(
        () -> {
          for (int leaf : leaves.readChanges(body, leaf -> mayChange(number, leaf, ends))) {
            changed.add(new Place(number, parameterOf(leaf, ends)));
          }
          Object result = result(call, body.withoutNulls());
          body.end();
          return result;
        });
  }

  private static Object result(Contract.Call call, FrameReader body) throws IOException {
    try {
      return call.readResult(body);
    } catch (IllegalArgumentException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  private boolean mayChange(int method, int leaf, int[] ends) {
    return changeable
        .map(places -> places.contains(new Place(method, parameterOf(leaf, ends))))
        .orElse(true);
  }

  private static int parameterOf(int leaf, int[] ends) {
    int parameter = 0;
    while (parameter < ends.length - 1 && leaf >= ends[parameter]) {
      parameter++;
    }
    return parameter;
  }

  /** Calls a function of the tests for the submission. */
  private static void reply(Worker worker, Callbacks functions, FrameReader question)
      throws Throwable {
    Callbacks.Function function = worker.parsed(() -> functions.function(question.number()));
    Contract.Call call = worker.parsed(() -> function.contract().call(question.number()));
    Object[] arguments =
        worker.parsed(
            () -> {
              Object[] read = call.readArguments(question);
              question.end();
              return read;
            });
    FrameWriter reply = new FrameWriter();
    Kind kind = Kind.REPLY;
    try {
      call.writeResult(reply, call.method().invoke(function.object(), arguments));
    } catch (InvocationTargetException e) {
      // the submission gave it something that it cannot take; it hears so
      reply = new FrameWriter();
      Thrown.of(e.getCause()).write(reply);
      kind = Kind.REFUSED;
    }
    worker.send(kind, reply);
  }

  /**
   * The arguments that calls have changed so far.
   *
   * @return a copy
   */
  public Set<Place> changed() {
    return new HashSet<>(changed);
  }

  /**
   * Where the call was, each second, that takes long.
   *
   * @return the submission's stack, innermost frame first; empty if no call took a second
   */
  public synchronized List<StackTraceElement> lastPlace() {
    return current.map(Worker::lastPlace).orElse(List.of());
  }

  /** Ends its process. */
  @Override
  public synchronized void close() {
    current.ifPresent(pool::release);
    current = Optional.empty();
  }
}
