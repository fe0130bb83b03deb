package unroll.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import unroll.cell.Gru;
import unroll.cell.Lstm;
import unroll.cell.SkipStacked;
import unroll.cell.VariationalDropout;
import unroll.layer.Linear;
import unroll.matrix.Precision;
import unroll.tape.Initializer;
import unroll.tape.Tape;
import unroll.tape.Value;

class FirstStateTest {
  private static final int VECTOR = 2;

  private final Initializer init = Initializer.of(new SplittableRandom(1), Precision.DOUBLE);

  private Value vectors(Tape tape) {
    return tape.constant(init.normal("v", 3, VECTOR, 1).matrix());
  }

  @Test
  void everyPartIsTheTanhOfItsProjection() {
    FirstState<Lstm.State> first = FirstState.of(Lstm.of(4, 5, init), VECTOR, init);
    Value vectors = vectors(Tape.off());
    Value expected = first.projections().get(1).apply(vectors).tanh();
    assertArrayEquals(expected.matrix().toArray(), first.from(vectors).c().matrix().toArray());
  }

  @Test
  void theOutputOfASkipStackIsThatOfItsLayers() {
    SkipStacked stack = SkipStacked.of(Lstm.of(4, 5, init), Gru.of(4 + 5, 3, init));
    FirstState<SkipStacked.State> first = FirstState.of(stack, VECTOR, init);
    Value vectors = vectors(Tape.off());
    Value top = first.projections().get(2).apply(vectors).tanh();
    Value output = stack.output(first.from(vectors)).columns(5, 8);
    assertArrayEquals(top.matrix().toArray(), output.matrix().toArray());
  }

  @Test
  void masksOfADropoutAreNoPartsOfAState() {
    Lstm lstm = Lstm.of(4, 5, init);
    var dropped = VariationalDropout.of(lstm, 0.5, new SplittableRandom(2));
    var first = FirstState.of(dropped, VECTOR, init);
    Value vectors = vectors(new Tape());
    Value expected = first.projections().get(0).apply(vectors).tanh();
    Value output = dropped.output(first.from(vectors));
    assertArrayEquals(expected.matrix().toArray(), output.matrix().toArray());
  }

  @Test
  void anotherNumberOfProjectionsThanPartsIsRefused() {
    List<Linear> one = List.of(Linear.of(VECTOR, 5, init));
    Lstm lstm = Lstm.of(4, 5, init);
    String message =
        assertThrows(IllegalArgumentException.class, () -> new FirstState<>(lstm, one))
            .getMessage();
    assertEquals("a state of 2 parts needs as many projections, not 1", message);
  }
}
