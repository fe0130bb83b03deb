package unroll.grade.guest;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import unroll.grade.wire.Adapter;
import unroll.grade.wire.Callbacks;
import unroll.grade.wire.Contract;
import unroll.grade.wire.Frame;
import unroll.grade.wire.FrameReader;
import unroll.grade.wire.FrameWriter;
import unroll.grade.wire.Kind;
import unroll.grade.wire.Leaves;
import unroll.grade.wire.Thrown;
import unroll.grade.wire.Wire;
import unroll.grade.wire.WireException;

/** The submission's objects, and the calls of their methods. */
final class Answers {
  /** A test makes one or a few; more would be a leak. */
  private static final int OBJECTS = 1 << 16;

  private final Wire wire;
  private final List<Object> objects = new ArrayList<>();
  private Optional<Loaded> loaded = Optional.empty();

  Answers(Wire wire) {
    this.wire = wire;
  }

  private record Loaded(Contract contract, String className, ClassLoader loader) {}

  /** Does what a frame asks, and sends one reply. */
  void answer(Frame frame) throws IOException {
    FrameWriter reply;
    Kind kind = Kind.DONE;
    try {
      reply =
          switch (frame.kind()) {
            case LOAD -> load(frame.body());
            case MAKE -> make();
            case CALL -> call(frame.body());
            default -> throw new WireException("a request of kind " + frame.kind());
          };
    } catch (IOException e) {
      throw e;
    } catch (InvocationTargetException e) {
      reply = thrown(e.getCause());
      kind = Kind.THROWN;
    } catch (Throwable e) {
      reply = thrown(e);
      kind = Kind.THROWN;
    }
    // an interrupted thread could not send
    Thread.interrupted();
    wire.send(kind, reply);
  }

  private static FrameWriter thrown(Throwable thrown) {
    FrameWriter reply = new FrameWriter();
    boolean wraps = thrown instanceof ExceptionInInitializerError && thrown.getCause() != null;
    Thrown.of(wraps ? thrown.getCause() : thrown).write(reply);
    return reply;
  }

  private FrameWriter load(FrameReader in) throws IOException, ReflectiveOperationException {
    String contractName = in.text();
    String className = in.text();
    Map<String, byte[]> contractClasses = readClasses(in);
    Map<String, byte[]> classes = readClasses(in);
    in.end();
    ClassLoader kit = Answers.class.getClassLoader();
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    ClassLoader contracts =
        new MemoryLoader(contractClasses, name -> name.startsWith("org.ejml.") ? kit : platform);
    ClassLoader answers = new MemoryLoader(classes, name -> contracts);
    Contract contract = Contract.of(contracts.loadClass(contractName));
    loaded = Optional.of(new Loaded(contract, className, answers));
    Thread.currentThread().setContextClassLoader(answers);
    return new FrameWriter();
  }

  private static Map<String, byte[]> readClasses(FrameReader in) throws WireException {
    Map<String, byte[]> classes = new HashMap<>();
    int count = in.count();
    for (int i = 0; i < count; i++) {
      classes.put(in.text(), in.bytes());
    }
    return classes;
  }

  private FrameWriter make() throws IOException, InvocationTargetException {
    Loaded answer = loaded();
    if (objects.size() >= OBJECTS) {
      throw new WireException("more than " + OBJECTS + " objects");
    }
    objects.add(newInstance(answer));
    FrameWriter reply = new FrameWriter();
    reply.number(objects.size() - 1);
    return reply;
  }

  private static Object newInstance(Loaded answer) throws InvocationTargetException {
    Class<?> contract = answer.contract().type();
    try {
      Constructor<?> constructor =
          Class.forName(answer.className(), false, answer.loader()).getDeclaredConstructor();
      constructor.setAccessible(true);
      // a class that was written in a notebook need not name the contract
      return Adapter.to(contract, constructor.newInstance());
    } catch (InvocationTargetException e) {
      throw e;
    } catch (ReflectiveOperationException e) {
      throw new UnsupportedOperationException(
          "There must be a class " + answer.className() + " with a constructor without parameters.",
          e);
    }
  }

  private FrameWriter call(FrameReader in) throws IOException, ReflectiveOperationException {
    int number = in.number();
    if (number < 0 || number >= objects.size()) {
      throw new WireException("no object number " + number);
    }
    Contract.Call call = loaded().contract().call(in.number());
    Leaves leaves = new Leaves();
    Object[] arguments = call.readArguments(in.within(leaves, new Callbacks(this::function)));
    in.end();
    List<Object> before = leaves.snapshot();
    Object result = call.method().invoke(objects.get(number), arguments);
    FrameWriter reply = new FrameWriter(leaves, new Callbacks());
    leaves.writeChanges(reply, before);
    call.writeResult(reply, result);
    return reply;
  }

  private Loaded loaded() throws WireException {
    return loaded.orElseThrow(() -> new WireException("nothing was loaded"));
  }

  /** What stands for a function of the tests: each call of it goes over there and back. */
  private Object function(Contract contract, int number) {
    Thread owner = Thread.currentThread();
    return Proxy.newProxyInstance(
        contract.type().getClassLoader(),
        new Class<?>[] {contract.type()},
        (proxy, method, arguments) -> {
          if (method.getDeclaringClass() == Object.class) {
            return ofAnObject(proxy, method, number, arguments);
          }
          if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
          }
          if (Thread.currentThread() != owner) {
            throw new IllegalStateException(
                "Call " + contract.type().getSimpleName() + " on the thread that it was given to.");
          }
          return ask(contract, number, method, arguments == null ? new Object[0] : arguments);
        });
  }

  private static Object ofAnObject(Object proxy, Method method, int number, Object[] arguments) {
    return switch (method.getName()) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> number;
      default -> "function " + number;
    };
  }

  private Object ask(Contract contract, int number, Method method, Object[] arguments)
      throws IOException {
    int methodNumber =
        contract
            .numberOf(method)
            .orElseThrow(() -> new UnsupportedOperationException(method.getName()));
    Contract.Call call = contract.call(methodNumber);
    FrameWriter question = new FrameWriter();
    question.number(number);
    question.number(methodNumber);
    call.writeArguments(question, arguments);
    wire.send(Kind.ASK, question);
    Frame reply = wire.receive();
    if (reply.kind() == Kind.REFUSED) {
      Thrown thrown = Thrown.read(reply.body());
      throw new IllegalStateException(thrown.type() + ": " + thrown.message());
    }
    Object result = call.readResult(reply.body());
    reply.body().end();
    return result;
  }
}
