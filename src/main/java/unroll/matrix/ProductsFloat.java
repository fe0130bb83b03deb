package unroll.matrix;

/**
 * Products of 32-bit matrices: the one place that decides how a product is computed.
 *
 * <p>A product of many rows lays its right factor out in panels ({@link PanelsFloat}) and goes
 * over them in register tiles ({@link TilesFloat}); one of few rows takes the factor as it is,
 * since the layout would not be repaid. The work is shared among threads ({@link Crew}) by rows of
 * the result, or by columns where there are few rows; every number of the result is the sum over
 * the inner size in rising order, whoever computes it.
 */
final class ProductsFloat {
  /** With fewer rows a product is faster without laying out its right factor. */
  private static final int ROWS_WORTH_PACKING = 8;

  /** Multiplications that are worth a thread: some 20 microseconds. */
  private static final long WORTH_A_THREAD = 1 << 20;

  private static final int PANEL = PanelsFloat.PANEL;
  private static final int BLOCK = PanelsFloat.BLOCK;

  /** Rows of the inner size whose left factors are laid out at a time: bounds the workspace. */
  private static final int LEFT_ROWS = 8 * BLOCK;

  private final ThreadLocal<Workspace> workspaces = ThreadLocal.withInitial(Workspace::new);

  /** Room for laid-out factors, kept from product to product; one a thread. */
  private static final class Workspace {
    private float[] panels = {};
    private float[] groups = {};
    private float[] columns = {};

    float[] panels(int size) {
      panels = panels.length < size ? new float[size] : panels;
      return panels;
    }

    float[] groups(int size) {
      groups = groups.length < size ? new float[size] : groups;
      return groups;
    }

    float[] columns(int size) {
      columns = columns.length < size ? new float[size] : columns;
      return columns;
    }
  }

  /** {@code c += a b}. */
  void addProduct(Matrix a, Matrix b, Matrix c) {
    if (a.rows() < ROWS_WORTH_PACKING) {
      addFewRows(a, b, c);
      return;
    }
    float[] panels =
        workspaces.get().panels(PanelsFloat.panelSize(b.rows(), b.columns()));
    pack(b, panels);
    addPanels(a, panels, c);
  }

  /** {@code c += a b'}. */
  void addProductRightTransposed(Matrix a, Matrix b, Matrix c) {
    if (a.rows() < ROWS_WORTH_PACKING) {
      addDots(a, b, c);
      return;
    }
    float[] panels =
        workspaces.get().panels(PanelsFloat.panelSize(b.columns(), b.rows()));
    packTransposed(b, panels);
    addPanels(a, panels, c);
  }

  /** {@code c += a b} with b laid out before. */
  void addProduct(Matrix a, Packed b, Matrix c) {
    if (b.isInPanels()) {
      addPanels(a, b.panels().floats(), c);
    } else if (b.transposed()) {
      addProductRightTransposed(a, b.source(), c);
    } else {
      addProduct(a, b.source(), c);
    }
  }

  /** Lays out the right factor of products with so many rows in all. */
  Packed pack(Matrix b, int rows) {
    if (rows < ROWS_WORTH_PACKING) {
      return Packed.asItIs(b, false);
    }
    Matrix panels = b.zerosLike(1, PanelsFloat.panelSize(b.rows(), b.columns()));
    pack(b, panels.floats());
    return Packed.inPanels(b, false, panels);
  }

  /** Lays out the transpose of a matrix as the right factor of products with so many rows. */
  Packed packTransposed(Matrix b, int rows) {
    if (rows < ROWS_WORTH_PACKING) {
      return Packed.asItIs(b, true);
    }
    Matrix panels = b.zerosLike(1, PanelsFloat.panelSize(b.columns(), b.rows()));
    packTransposed(b, panels.floats());
    return Packed.inPanels(b, true, panels);
  }

  private static void pack(Matrix b, float[] panels) {
    int m = b.columns();
    Crew.shared()
        .share(
            (m + PANEL - 1) / PANEL,
            worth(8L * b.rows() * PANEL),
            (from, to) -> {
              for (int p = from; p < to; p++) {
                int j = p * PANEL;
                int width = Math.min(PANEL, m - j);
                PanelsFloat.pack(
                    b.floats(), b.offset() + j, m, b.rows(), width, panels, p * b.rows() * PANEL);
              }
            });
  }

  private static void packTransposed(Matrix b, float[] panels) {
    int inner = b.columns();
    Crew.shared()
        .share(
            (b.rows() + PANEL - 1) / PANEL,
            worth(8L * inner * PANEL),
            (from, to) -> {
              for (int p = from; p < to; p++) {
                int j = p * PANEL;
                int width = Math.min(PANEL, b.rows() - j);
                PanelsFloat.packTransposed(
                    b.floats(), b.offset() + j * inner, inner, width, panels, p * inner * PANEL);
              }
            });
  }

  /** How many items, each of so many multiplications, are worth a thread. */
  private static int worth(long item) {
    return (int) Math.max(1, WORTH_A_THREAD / Math.max(1, item));
  }

  /** Adds a product with panels: shared by tiles of rows, or, of few rows, by panels. */
  private static void addPanels(Matrix a, float[] panels, Matrix c) {
    final int rows = a.rows();
    final int inner = a.columns();
    final int m = c.columns();
    final int tile = PanelsFloat.TILE_ROWS;
    if (rows < 2 * tile) {
      Crew.shared()
          .share(
              (m + PANEL - 1) / PANEL,
              // read once from far away, a factor costs several multiplications a number
              worth(4L * inner * PANEL),
              (from, to) ->
                  addPanels(a, 0, rows, panels, from * PANEL, Math.min(to * PANEL, m), c));
    } else {
      Crew.shared()
          .share(
              (rows + tile - 1) / tile,
              worth((long) tile * inner * m),
              (from, to) -> addPanels(a, from * tile, Math.min(to * tile, rows), panels, 0, m, c));
    }
  }

  /** Adds some rows and columns of a product with panels. */
  private static void addPanels(
      Matrix a, int row, int rowEnd, float[] panels, int column, int columnEnd, Matrix c) {
    TilesFloat.addPanels(
        rowEnd - row,
        columnEnd - column,
        a.columns(),
        a.floats(),
        a.offset() + row * a.columns(),
        panels,
        column * a.columns(),
        c.floats(),
        c.offset() + row * c.columns() + column,
        c.columns());
  }

  /** Adds a product of a few rows, the right factor as it is, shared by columns. */
  private static void addFewRows(Matrix a, Matrix b, Matrix c) {
    final int inner = a.columns();
    final int m = b.columns();
    final int some = 64;
    Crew.shared()
        .share(
            (m + some - 1) / some,
            // read once from far away, a factor costs several multiplications a number
            worth(4L * inner * some),
            (from, to) -> {
              int j = from * some;
              int count = Math.min(to * some, m) - j;
              for (int i = 0; i < a.rows(); i++) {
                PassesFloat.addRowProduct(
                    a.floats(),
                    a.offset() + i * inner,
                    inner,
                    b.floats(),
                    b.offset() + j,
                    m,
                    c.floats(),
                    c.offset() + i * m + j,
                    count);
              }
            });
  }

  private static void addDots(Matrix a, Matrix b, Matrix c) {
    final int inner = a.columns();
    final int m = b.rows();
    Crew.shared()
        .share(
            m,
            worth(4L * inner),
            (from, to) -> {
              for (int i = 0; i < a.rows(); i++) {
                int row = a.offset() + i * inner;
                for (int j = from; j < to; j++) {
                  c.floats()[c.offset() + i * m + j] +=
                      PassesFloat.dot(a.floats(), row, b.floats(), b.offset() + j * inner, inner);
                }
              }
            });
  }

  /**
   * {@code c += a' b}, the gradient of a weight: an inner size of all rows of a batch and all steps.
   * Panel after panel of the result is gathered in a place of its own, since its rows lie far apart
   * and would drive each other out of the cache.
   */
  void addProductLeftTransposed(Matrix a, Matrix b, Matrix c) {
    final int n = a.columns();
    final int m = b.columns();
    float[] groups =
        workspaces.get().groups(PanelsFloat.groupSize(Math.min(LEFT_ROWS, a.rows()), n));
    for (int k = 0; k < a.rows(); k += LEFT_ROWS) {
      int first = k;
      int some = Math.min(LEFT_ROWS, a.rows() - k);
      Crew.shared()
          .share(
              (some + BLOCK - 1) / BLOCK,
              worth(8L * BLOCK * n),
              (from, to) -> packLeft(a, first, some, from, to, groups));
      Crew.shared()
          .share(
              (m + PANEL - 1) / PANEL,
              worth((long) PANEL * n * some),
              (from, to) -> {
                for (int p = from; p < to; p++) {
                  addGroups(groups, n, b, first, some, p * PANEL, c);
                }
              });
    }
  }

  /** Lays out the blocks from one to before another of some rows of a left factor. */
  private static void packLeft(
      Matrix a, int first, int some, int from, int to, float[] groups) {
    int n = a.columns();
    for (int block = from; block < to; block++) {
      int row = block * BLOCK;
      PanelsFloat.packLeft(
          a.floats(),
          a.offset() + (first + row) * n,
          n,
          Math.min(BLOCK, some - row),
          groups,
          PanelsFloat.groupSize(row, n));
    }
  }

  /** Adds one panel of {@code c += a' b} over some rows. */
  private void addGroups(
      float[] groups, int n, Matrix b, int first, int some, int j, Matrix c) {
    final int m = b.columns();
    final int width = Math.min(PANEL, m - j);
    Workspace workspace = workspaces.get();
    float[] panel = workspace.panels(BLOCK * PANEL);
    float[] sums = workspace.columns(PanelsFloat.groupSize(PANEL, n));
    for (int i = 0; i < n; i++) {
      System.arraycopy(c.floats(), c.offset() + i * m + j, sums, i * PANEL, width);
    }
    for (int k = 0; k < some; k += BLOCK) {
      int inner = Math.min(BLOCK, some - k);
      PanelsFloat.pack(
          b.floats(), b.offset() + (first + k) * m + j, m, inner, width, panel, 0);
      TilesFloat.addGroups(
          n, width, inner, groups, PanelsFloat.groupSize(k, n), panel, sums);
    }
    for (int i = 0; i < n; i++) {
      System.arraycopy(sums, i * PANEL, c.floats(), c.offset() + i * m + j, width);
    }
  }
}
