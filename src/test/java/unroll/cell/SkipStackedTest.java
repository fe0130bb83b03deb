package unroll.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import unroll.house.Published;
import unroll.matrix.Precision;
import unroll.tape.Initializer;
import unroll.tape.Tape;
import unroll.tape.Value;

class SkipStackedTest {
  private static final int INPUTS = 3;
  private static final int STEPS = 4;
  private static final int BATCH = 2;

  private final Initializer init = Initializer.of(new SplittableRandom(1), Precision.DOUBLE);
  private final Tape tape = Tape.off();
  private final Value xs = tape.constant(init.normal("x", STEPS * BATCH, INPUTS, 1).matrix());

  // their equations, the layers composed by hand
  @Test
  @Published("Graves 2013, section 2")
  void eachLayerHearsTheInputBesideTheLayerBelow() {
    Lstm low = Lstm.of(INPUTS, 5, init.named("low"));
    Gru high = Gru.of(INPUTS + 5, 2, init.named("high"));
    Value below = outputs(low, xs);
    Value above = outputs(high, Value.beside(List.of(xs, below)));
    Value expected = Value.beside(List.of(below, above));
    assertEquals(numbers(expected), numbers(outputs(SkipStacked.of(low, high), xs)));
  }

  @Test
  void theOutputIsThatOfAllLayers() {
    assertEquals(
        5 + 2 + 7,
        SkipStacked.of(
                Elman.of(INPUTS, 5, init),
                Elman.of(INPUTS + 5, 2, init),
                Elman.of(INPUTS + 2, 7, init))
            .hidden());
  }

  @Test
  void aSkipStackOfOneIsTheCellItself() {
    Lstm lstm = Lstm.of(INPUTS, 5, init);
    assertEquals(numbers(outputs(lstm, xs)), numbers(outputs(SkipStacked.of(lstm), xs)));
  }

  @Test
  void aLayerThatHasNoRoomForTheInputIsRefused() {
    Lstm low = Lstm.of(INPUTS, 5, init);
    Lstm high = Lstm.of(5, 5, init);
    String message =
        assertThrows(IllegalArgumentException.class, () -> SkipStacked.of(low, high)).getMessage();
    assertEquals(
        "layer 2 has 5 inputs, but 3 of the stack and 5 outputs of the layer below reach it",
        message);
  }

  @Test
  void aStackWithoutLayersIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> SkipStacked.of());
  }

  @Test
  void eachLayerCarriesItsOwnStateOn() {
    SkipStacked stack =
        SkipStacked.of(
            VariationalDropout.of(Elman.of(INPUTS, 5, init), 0.5, new SplittableRandom(1)));
    Tape recording = new Tape();
    SkipStacked.State before = stack.initialState(recording, BATCH);
    assertNotEquals(mask(before), mask(stack.carry(before, recording)));
  }

  private static String mask(SkipStacked.State state) {
    return numbers(((VariationalDropout.State<?>) state.layers().get(0)).masks().get(1));
  }

  private static <S> Value outputs(Cell<S> cell, Value xs) {
    Sequence sequence = new Sequence(xs, STEPS);
    return cell.unroll(sequence, cell.initialState(xs.tape(), BATCH)).outputs().rows();
  }

  /** All of them, every digit. */
  private static String numbers(Value value) {
    return Arrays.deepToString(value.matrix().toArray());
  }
}
