package unroll.grade.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Values cross as they are, in both directions, and nothing else does. */
class ContractTest {
  private final Contract contract = Contract.of(Sample.class);

  @Test
  void numbersCrossToTheBit() throws IOException {
    Sample.Numbers numbers =
        new Sample.Numbers(
            true, (byte) -7, '\ud800', (short) 300, -1, 1L << 40, -0f, Double.NaN, null, 1e-300);
    assertEquals(numbers, there("numbers", numbers));
  }

  @Test
  void arraysOfEveryTypeCross() throws IOException {
    Sample.Arrays sent = arrays();
    Sample.Arrays came = (Sample.Arrays) there("arrays", sent);
    assertArrayEquals(sent.a(), came.a());
    assertArrayEquals(sent.b(), came.b());
    assertArrayEquals(sent.c(), came.c());
    assertArrayEquals(sent.d(), came.d());
    assertArrayEquals(sent.e(), came.e());
    assertArrayEquals(sent.f(), came.f());
    assertArrayEquals(sent.g(), came.g());
    assertArrayEquals(sent.h(), came.h());
    assertArrayEquals(sent.i(), came.i());
    assertArrayEquals(sent.j(), came.j());
    assertArrayEquals(sent.k()[0].data, came.k()[0].data);
  }

  @Test
  void recordsWithinThemselvesCross() throws IOException {
    Sample.Tree leaf = new Sample.Tree(new Sample.Leaf("leaf", new DMatrixRMaj(0, 5)), List.of());
    Sample.Tree tree =
        new Sample.Tree(new Sample.Leaf("root", new DMatrixRMaj(2, 3)), List.of(leaf, leaf));
    Sample.Tree came = (Sample.Tree) there("tree", tree);
    assertEquals("leaf", came.branches().get(1).leaf().name());
    assertEquals(5, came.branches().get(0).leaf().matrix().numCols);
    assertSame(
        came.branches().get(0).leaf().matrix(),
        came.branches().get(1).leaf().matrix(),
        "one matrix in two places is one matrix");
  }

  @Test
  void mapsCrossInTheirOrder() throws IOException {
    Map<String, List<Sample.Colour>> map = new LinkedHashMap<>();
    map.put("z", List.of(Sample.Colour.GREEN, Sample.Colour.RED));
    map.put("a", List.of());
    Map<?, ?> came = (Map<?, ?>) there("map", map);
    assertEquals(map, came);
    assertEquals("[z, a]", came.keySet().toString());
  }

  @Test
  void matrixThatIsAPartOfItsStorageCrosses() throws IOException {
    FMatrixRMaj matrix = new FMatrixRMaj(4, 4);
    matrix.reshape(2, 3);
    matrix.set(1, 2, 6);
    FMatrixRMaj came = (FMatrixRMaj) there("floats", matrix);
    assertEquals(6, came.get(1, 2));
    assertEquals(6, came.getNumElements());
  }

  @Test
  void changeInPlaceComesBack() throws IOException {
    double[] array = {1, 2};
    Exchange exchange = new Exchange("nothing", array);
    ((double[]) exchange.arguments[0])[1] = 5;
    exchange.back(null, Set.of(0));
    assertArrayEquals(new double[] {1, 5}, array);
  }

  @Test
  void withheldChangeDoesNot() throws IOException {
    double[] array = {1, 2};
    Exchange exchange = new Exchange("nothing", array);
    ((double[]) exchange.arguments[0])[1] = 5;
    assertEquals(List.of(0), exchange.back(null, Set.of()).changed);
    assertArrayEquals(new double[] {1, 2}, array);
  }

  @Test
  void matrixThatWasReshapedComesBackReshaped() throws IOException {
    FMatrixRMaj matrix = new FMatrixRMaj(2, 2);
    Exchange exchange = new Exchange("floats", matrix);
    ((FMatrixRMaj) exchange.arguments[0]).reshape(1, 7);
    exchange.back(exchange.arguments[0], Set.of(0));
    assertEquals(7, matrix.numCols);
  }

  @Test
  void rowThatWasExchangedComesBack() throws IOException {
    Sample.Arrays arrays = arrays();
    Exchange exchange = new Exchange("arrays", arrays);
    ((Sample.Arrays) exchange.arguments[0]).j()[1] = new int[] {8, 9};
    exchange.back(exchange.arguments[0], Set.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13));
    assertArrayEquals(new int[] {8, 9}, arrays.j()[1]);
  }

  @Test
  void resultThatIsAnArgumentIsThatVeryObject() throws IOException {
    FMatrixRMaj matrix = new FMatrixRMaj(2, 2);
    Exchange exchange = new Exchange("floats", matrix);
    assertSame(matrix, exchange.back(exchange.arguments[0], Set.of(0)).result);
  }

  @Test
  void resultThatIsAChangedArgumentIsAnotherObjectWhereChangesAreWithheld() throws IOException {
    FMatrixRMaj matrix = new FMatrixRMaj(2, 2);
    Exchange exchange = new Exchange("floats", matrix);
    ((FMatrixRMaj) exchange.arguments[0]).set(0, 0, 3);
    Object result = exchange.back(exchange.arguments[0], Set.of()).result;
    assertNotSame(matrix, result);
    assertEquals(3, ((FMatrixRMaj) result).get(0, 0));
    assertEquals(0, matrix.get(0, 0));
  }

  @Test
  void nullIsNoResult() throws IOException {
    Exchange exchange = new Exchange("floats", new FMatrixRMaj(1, 1));
    assertEquals(
        "floats gave null, or null within its result: give a value",
        assertThrows(IllegalArgumentException.class, () -> exchange.back(null, Set.of()))
            .getMessage());
  }

  @Test
  void valueThatContainsItselfIsRefusedByTheSender() {
    List<Sample.Tree> branches = new ArrayList<>();
    Sample.Tree tree = new Sample.Tree(new Sample.Leaf("", new DMatrixRMaj(1, 1)), branches);
    branches.add(tree);
    assertEquals(
        "the value is nested too deep to be sent",
        assertThrows(IllegalArgumentException.class, () -> there("tree", tree)).getMessage());
  }

  @Test
  void valueOfTooManyPartsIsRefusedByTheSender() {
    Map<String, List<Sample.Colour>> map = new LinkedHashMap<>();
    for (int i = 0; i <= Limits.VALUES / 2; i++) {
      map.put(String.valueOf(i), List.of());
    }
    assertThrows(IllegalArgumentException.class, () -> there("map", map));
  }

  @Test
  void tooLargeAnArrayIsRefusedByTheSender() {
    double[] large = new double[Limits.FRAME / 8 + 1];
    assertThrows(IllegalArgumentException.class, () -> there("nothing", large));
  }

  @Test
  void typeThatCannotCrossIsNamed() {
    assertEquals(
        "WithAThread.run: java.lang.Thread cannot cross",
        assertThrows(IllegalArgumentException.class, () -> Contract.of(WithAThread.class))
            .getMessage());
    assertEquals(
        "WithAFunctionGiven.give: java.lang.Runnable cannot cross",
        assertThrows(IllegalArgumentException.class, () -> Contract.of(WithAFunctionGiven.class))
            .getMessage());
  }

  @Test
  void objectsOwnMethodsAreNotCalled() {
    assertTrue(
        contract.calls().stream().noneMatch(call -> call.method().getName().equals("hashCode")));
    assertEquals(Optional.empty(), numberOf("hashCode"));
  }

  interface WithAThread {
    void run(Thread thread);
  }

  interface WithAFunctionGiven {
    Runnable give();
  }

  private Optional<Integer> numberOf(String name) {
    for (int i = 0; i < contract.calls().size(); i++) {
      if (contract.calls().get(i).method().getName().equals(name)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private Contract.Call call(String name) {
    return contract.calls().get(numberOf(name).orElseThrow());
  }

  private Object there(String method, Object argument) throws IOException {
    return new Exchange(method, argument).arguments[0];
  }

  static Sample.Arrays arrays() {
    return new Sample.Arrays(
        new boolean[] {true, false},
        new byte[] {1, -2},
        new char[] {'x'},
        new short[] {},
        new int[] {3, Integer.MIN_VALUE},
        new long[] {Long.MAX_VALUE},
        new float[] {Float.NaN, 1.5f},
        new double[] {-0.0, Double.NEGATIVE_INFINITY},
        new String[] {"a", null, ""},
        new int[][] {{1}, {2, 3}, {}},
        new DMatrixRMaj[] {new DMatrixRMaj(new double[][] {{1, 2}})});
  }

  /** A call to the other side and back, without a process. */
  private final class Exchange {
    private final Contract.Call call;
    private final Leaves here = new Leaves();
    private final Leaves there = new Leaves();
    private final List<Object> before;
    final Object[] arguments;
    List<Integer> changed = List.of();
    Object result;

    Exchange(String method, Object argument) throws IOException {
      call = call(method);
      FrameWriter out = new FrameWriter(here, new Callbacks());
      call.writeArguments(out, new Object[] {argument});
      FrameReader in = new FrameReader(out.toBytes()).within(there, new Callbacks());
      arguments = call.readArguments(in);
      in.end();
      before = there.snapshot();
    }

    Exchange back(Object given, Set<Integer> changeable) throws IOException {
      FrameWriter out = new FrameWriter(there, new Callbacks());
      there.writeChanges(out, before);
      call.writeResult(out, given);
      FrameReader in = new FrameReader(out.toBytes()).within(here, new Callbacks());
      changed = here.readChanges(in, changeable::contains);
      result = call.readResult(in.withoutNulls());
      in.end();
      return this;
    }
  }
}
