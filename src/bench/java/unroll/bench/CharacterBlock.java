package unroll.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.RecurrentBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/** DJL's recurrent block with a readout, and the state handed in and out. */
final class CharacterBlock extends AbstractBlock {
  private final RecurrentBlock cells;
  private final Linear readout;
  private final int states;

  CharacterBlock(RecurrentBlock cells, Linear readout, int states) {
    this.cells = addChildBlock("cells", cells);
    this.readout = addChildBlock("readout", readout);
    this.states = states;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList given, boolean training, PairList<String, Object> more) {
    NDList out = cells.forward(store, given, training);
    NDArray h = out.get(0);
    NDArray logits = readout.forward(store, new NDList(h), training).singletonOrThrow();
    NDList all = new NDList(logits);
    for (int i = 0; i < states; i++) {
      all.add(out.get(1 + i));
    }
    return all;
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
    cells.initialize(manager, type, shapes);
    Shape[] outputs = cells.getOutputShapes(new Shape[] {shapes[0]});
    readout.initialize(manager, type, outputs[0]);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return readout.getOutputShapes(cells.getOutputShapes(inputs));
  }
}
