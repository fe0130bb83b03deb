package unroll.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;

class TapeTest {
  private final Tape tape = new Tape();
  private final Parameter x = new Parameter("x", numbers(2, 3));

  private static Matrix numbers(int rows, int columns) {
    return Initializer.of(new SplittableRandom(1), Precision.DOUBLE)
        .normal("m", rows, columns, 1)
        .matrix();
  }

  @Test
  void aValueUsedTwiceGetsBothGradients() {
    Value value = x.on(tape);
    tape.backward(value.sum().plus(value.scale(2).sum()));
    assertEquals(3, x.gradient().get(1, 2));
  }

  @Test
  void gradientsAccumulateOverPasses() {
    tape.backward(x.on(tape).sum());
    tape.clear();
    tape.backward(x.on(tape).sum());
    assertEquals(2, x.gradient().get(0, 0));
  }

  @Test
  void aValueWithoutParametersNeedsNoGradient() {
    assertFalse(tape.constant(numbers(2, 3)).tanh().needsGradient());
  }

  @Test
  void memoryIsReusedAfterClear() {
    Matrix first = x.on(tape).tanh().matrix();
    tape.clear();
    assertSame(first, x.on(tape).tanh().matrix());
  }

  @Test
  void anotherShapeAfterClearGetsMemoryOfItsOwn() {
    x.on(tape).tanh();
    tape.clear();
    assertEquals(5, tape.buffer(Precision.DOUBLE, 5, 1).rows());
  }

  @Test
  void aBufferIsZeroAfterReuse() {
    tape.buffer(Precision.FLOAT, 2, 2).fill(4);
    tape.clear();
    assertEquals(0, tape.buffer(Precision.FLOAT, 2, 2).get(1, 1));
  }

  @Test
  void symbolsChangedLaterDoNotChangeTheValue() {
    int[] symbols = {1, 0};
    Value value = tape.oneHot(Precision.DOUBLE, symbols, 2);
    symbols[0] = 0;
    assertEquals(1, value.matrix().get(0, 1));
  }

  @Test
  void aLossOfSeveralNumbersIsRefused() {
    Value loss = x.on(tape);
    assertEquals(
        "a loss is 1 x 1, this value is 2 x 3: take its sum or mean first",
        refusal(() -> tape.backward(loss)));
  }

  @Test
  void aLossThatDependsOnNoParameterIsRefused() {
    Value loss = tape.constant(numbers(1, 1));
    assertEquals("the loss depends on no parameter", refusal(() -> tape.backward(loss)));
  }

  @Test
  void aLossOfAnotherTapeIsRefused() {
    Value loss = x.on(new Tape()).sum();
    assertEquals(
        "values of two tapes meet; carry numbers over with tape.constant(value.matrix())",
        refusal(() -> tape.backward(loss)));
  }

  @Test
  void valuesOfTwoTapesMayNotMeet() {
    Value mine = x.on(tape);
    Value other = x.on(new Tape());
    assertEquals(
        "values of two tapes meet; carry numbers over with tape.constant(value.matrix())",
        refusal(() -> mine.plus(other)));
  }

  @Test
  void aValueOfAClearedPassIsRefused() {
    Value old = x.on(tape);
    tape.clear();
    assertEquals(
        "a value of an earlier pass: its tape was cleared; carry numbers over as a copy",
        refusal(old::tanh));
  }

  @Test
  void rowsOfAClearedPassAreRefused() {
    Value old = x.on(tape);
    tape.clear();
    assertEquals(
        "a value of an earlier pass: its tape was cleared; carry numbers over as a copy",
        refusal(() -> old.rows(0, 1)));
  }

  @Test
  void aTapeThatIsOffComputesTheSameNumbers() {
    assertEquals(x.on(tape).tanh().sum().scalar(), x.on(Tape.off()).tanh().sum().scalar());
  }

  @Test
  void aTapeThatIsOffWalksNowhere() {
    Tape off = Tape.off();
    Value loss = x.on(off).sum();
    var refusal = assertThrows(IllegalStateException.class, () -> off.backward(loss));
    assertEquals("this tape is off: it recorded no step to walk back over", refusal.getMessage());
  }

  @Test
  void aConstantHasNoGradientToRead() {
    Value constant = tape.constant(numbers(2, 3));
    var refusal = assertThrows(IllegalStateException.class, constant::gradient);
    assertEquals(
        "a constant of 2 x 3 has no gradient; only parameters and what is computed from them do",
        refusal.getMessage());
  }

  @Test
  void timesNamesBothShapes() {
    Value value = x.on(tape);
    assertEquals(
        "times: 2 x 3 (x) times 2 x 3 (x): the columns of the left must equal the rows of the right",
        refusal(() -> value.times(value)));
  }

  @Test
  void plusNamesBothShapes() {
    Value value = x.on(tape);
    Value other = tape.constant(numbers(2, 4));
    assertEquals(
        "add: 2 x 4 does not fit 2 x 3: the shapes must be equal",
        refusal(() -> value.plus(other)));
  }

  @Test
  void affineNamesBothShapes() {
    Value value = x.on(tape);
    Value w = tape.constant(numbers(3, 4));
    Value b = tape.constant(numbers(1, 3));
    assertEquals(
        "affine: the row added: needs 1 x 4 but got 1 x 3", refusal(() -> value.affine(w, b)));
  }

  @Test
  void stackNamesBothShapes() {
    List<Value> parts = List.of(x.on(tape), tape.constant(numbers(2, 4)));
    assertEquals("stack: needs 2 x 3 but got 2 x 4", refusal(() -> Value.stack(parts)));
  }

  @Test
  void besideNamesBothShapes() {
    List<Value> parts = List.of(x.on(tape), tape.constant(numbers(3, 1)));
    assertEquals("beside: needs 2 x 1 but got 3 x 1", refusal(() -> Value.beside(parts)));
  }

  @Test
  void columnsOutsideAreRefused() {
    Value value = x.on(tape);
    var refusal = assertThrows(IndexOutOfBoundsException.class, () -> value.columns(2, 4));
    assertEquals("columns 2 to 4 of 2 x 3 (x)", refusal.getMessage());
  }

  @Test
  void aSymbolOutsideTheVocabularyIsRefused() {
    assertEquals(
        "symbol 3 at row 1 is outside 0 to 2",
        refusal(() -> tape.oneHot(Precision.DOUBLE, new int[] {0, 3}, 3)));
  }

  @Test
  void gradientsAreCheckedInDoubleOnly() {
    Parameter rough = Initializer.seeded(1).zeros("w", 1, 2);
    assertEquals(
        "gradients are checked in double precision; w (1 x 2) is float",
        refusal(
            () ->
                GradientCheck.error(
                    List.of(rough), t -> rough.on(t).sum(), new SplittableRandom(1))));
  }

  @Test
  void gradientCheckNoticesAWrongGradient() {
    // The loss doubles its parameter's influence behind the tape's back.
    double error =
        GradientCheck.error(
            List.of(x),
            t -> x.on(t).sum().plus(t.constant(x.matrix().copy()).sum()),
            new SplittableRandom(1));
    assertEquals(0.5, error, 1e-6);
  }

  private static String refusal(Executable action) {
    return assertThrows(IllegalArgumentException.class, action).getMessage();
  }
}
