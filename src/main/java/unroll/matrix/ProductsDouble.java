package unroll.matrix;

/**
 * Products of 64-bit matrices: the one place that decides how a product is computed.
 *
 * <p>A product of many rows lays its right factor out in panels ({@link PanelsDouble}) and goes
 * over them in register tiles ({@link TilesDouble}); one of few rows takes the factor as it is,
 * since the layout would not be repaid. The work is shared among threads ({@link Crew}) by rows of
 * the result, or by columns where there are few rows; every number of the result is the sum over
 * the inner size in rising order, whoever computes it.
 */
final class ProductsDouble {
  /** With fewer rows a product is faster without laying out its right factor. */
  private static final int ROWS_WORTH_PACKING = 8;

  /** Multiplications that are worth a thread: some 20 microseconds. */
  private static final long WORTH_A_THREAD = 1 << 20;

  /** Multiplications that take as long as moving a number to its place in a layout. */
  private static final long MOVE = 32;

  private static final int PANEL = PanelsDouble.PANEL;
  private static final int BLOCK = PanelsDouble.BLOCK;

  private static final int LANES = PANEL / 3;
  private static final int TILE_ROWS = PanelsDouble.TILE_ROWS;

  /** Numbers of a transposed left factor that are laid out at a time: bounds the workspace. */
  private static final int LEFT = 1 << 20;

  /** With fewer vectors in a row, a result is not shared by columns. */
  private static final int FEW_VECTORS = 16;

  /** Panels of a weight gradient that are gathered at a time. */
  private static final int CHUNK = 4;

  private final ThreadLocal<Workspace> workspaces = ThreadLocal.withInitial(Workspace::new);

  /** Room for factors laid out and for a panel of a result, kept from product to product. */
  private static final class Workspace {
    private double[] panels = {};
    private double[] groups = {};
    private double[] sums = {};

    double[] panels(int size) {
      panels = panels.length < size ? new double[size] : panels;
      return panels;
    }

    double[] groups(int size) {
      groups = groups.length < size ? new double[size] : groups;
      return groups;
    }

    double[] sums(int size) {
      sums = sums.length < size ? new double[size] : sums;
      return sums;
    }
  }

  /** {@code c += a b}. */
  void addProduct(Matrix a, Matrix b, Matrix c) {
    if (a.rows() < ROWS_WORTH_PACKING) {
      addFewRows(a, b, c);
      return;
    }
    double[] panels = workspaces.get().panels(PanelsDouble.panelSize(b.rows(), b.columns()));
    pack(b, panels);
    addPanels(a, panels, c);
  }

  /** {@code c += a b'}. */
  void addProductRightTransposed(Matrix a, Matrix b, Matrix c) {
    if (a.rows() < ROWS_WORTH_PACKING) {
      addDots(a, b, c);
      return;
    }
    double[] panels = workspaces.get().panels(PanelsDouble.panelSize(b.columns(), b.rows()));
    packTransposed(b, panels);
    addPanels(a, panels, c);
  }

  /** {@code c += a b} with b laid out before. */
  void addProduct(Matrix a, Packed b, Matrix c) {
    if (b.isInPanels()) {
      addPanels(a, b.panels().doubles(), c);
    } else if (b.transposed()) {
      addProductRightTransposed(a, b.source(), c);
    } else {
      addProduct(a, b.source(), c);
    }
  }

  /** Lays out the right factor of products with so many rows in all. */
  Packed pack(Matrix b, int rows) {
    if (rows < ROWS_WORTH_PACKING) {
      return Packed.asItIs(b, false, rows);
    }
    Matrix panels = b.zerosLike(1, PanelsDouble.panelSize(b.rows(), b.columns()));
    pack(b, panels.doubles());
    return Packed.inPanels(b, false, rows, panels);
  }

  /** Lays out the transpose of a matrix as the right factor of products with so many rows. */
  Packed packTransposed(Matrix b, int rows) {
    if (rows < ROWS_WORTH_PACKING) {
      return Packed.asItIs(b, true, rows);
    }
    Matrix panels = b.zerosLike(1, PanelsDouble.panelSize(b.columns(), b.rows()));
    packTransposed(b, panels.doubles());
    return Packed.inPanels(b, true, rows, panels);
  }

  /** Lays out a factor in the place of an earlier one of its shape. */
  Packed repack(Matrix b, Packed old) {
    if (!old.isInPanels()) {
      return Packed.asItIs(b, old.transposed(), old.products());
    }
    if (old.transposed()) {
      packTransposed(b, old.panels().doubles());
    } else {
      pack(b, old.panels().doubles());
    }
    return Packed.inPanels(b, old.transposed(), old.products(), old.panels());
  }

  private static void pack(Matrix b, double[] panels) {
    int m = b.columns();
    Crew.shared()
        .share(
            b.rows(),
            worth(MOVE * m),
            (from, to) ->
                PanelsDouble.pack(b.doubles(), b.offset(), m, from, to, b.rows(), m, panels));
  }

  private static void packTransposed(Matrix b, double[] panels) {
    int inner = b.columns();
    Crew.shared()
        .share(
            (b.rows() + PANEL - 1) / PANEL,
            worth(MOVE * inner * PANEL),
            (from, to) -> {
              for (int p = from; p < to; p++) {
                int j = p * PANEL;
                int width = Math.min(PANEL, b.rows() - j);
                PanelsDouble.packTransposed(
                    b.doubles(), b.offset() + j * inner, inner, width, panels, p * inner * PANEL);
              }
            });
  }

  /** How many items, each of so many multiplications, are worth a thread. */
  private static int worth(long item) {
    return (int) Math.max(1, WORTH_A_THREAD / Math.max(1, item));
  }

  /** Adds a product with panels: shared by tiles of rows, or, of few rows, by panels. */
  private static void addPanels(Matrix a, double[] panels, Matrix c) {
    final int rows = a.rows();
    final int inner = a.columns();
    final int m = c.columns();
    final int tile = PanelsDouble.TILE_ROWS;
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
      Matrix a, int row, int rowEnd, double[] panels, int column, int columnEnd, Matrix c) {
    TilesDouble.addPanels(
        rowEnd - row,
        columnEnd - column,
        a.columns(),
        a.doubles(),
        a.offset() + row * a.columns(),
        panels,
        column * a.columns(),
        c.doubles(),
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
                PassesDouble.addRowProduct(
                    a.doubles(),
                    a.offset() + i * inner,
                    inner,
                    b.doubles(),
                    b.offset() + j,
                    m,
                    c.doubles(),
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
                  c.doubles()[c.offset() + i * m + j] +=
                      PassesDouble.dot(
                          a.doubles(), row, b.doubles(), b.offset() + j * inner, inner);
                }
              }
            });
  }

  /**
   * {@code c += a' b}, the gradient of a weight: an inner size of all rows of a batch and all
   * steps. Shared by columns of the result, vector by vector; if there are too few of them to be
   * shared evenly, by rows.
   */
  void addProductLeftTransposed(Matrix a, Matrix b, Matrix c) {
    final int n = a.columns();
    final int m = b.columns();
    final int most = Math.max(1, LEFT / (BLOCK * Math.max(1, n))) * BLOCK;
    for (int k = 0; k < a.rows(); k += most) {
      int first = k;
      int some = Math.min(most, a.rows() - k);
      if (m < FEW_VECTORS * LANES) {
        Crew.shared()
            .share(
                (n + TILE_ROWS - 1) / TILE_ROWS,
                worth((long) TILE_ROWS * m * some),
                (from, to) ->
                    addSomeRows(
                        a, from * TILE_ROWS, Math.min(to * TILE_ROWS, n), b, first, some, c));
      } else {
        addAllRows(a, b, first, some, c);
      }
    }
  }

  /** Adds some rows of {@code c += a' b} over some of the inner size. */
  private void addSomeRows(Matrix a, int row, int rowEnd, Matrix b, int first, int some, Matrix c) {
    int rows = rowEnd - row;
    double[] groups = workspaces.get().groups(PanelsDouble.groupSize(some, rows));
    packLeft(a, row, rows, first, some, 0, (some + BLOCK - 1) / BLOCK, groups);
    addGroups(groups, row, rows, b, first, some, 0, b.columns(), c);
  }

  /** Adds {@code c += a' b} over some of the inner size, all rows laid out once for all threads. */
  private void addAllRows(Matrix a, Matrix b, int first, int some, Matrix c) {
    final int n = a.columns();
    final int m = b.columns();
    double[] groups = workspaces.get().groups(PanelsDouble.groupSize(some, n));
    Crew.shared()
        .share(
            (some + BLOCK - 1) / BLOCK,
            worth(MOVE * BLOCK * n),
            (from, to) -> packLeft(a, 0, n, first, some, from, to, groups));
    Crew.shared()
        .share(
            (m + LANES - 1) / LANES,
            worth((long) LANES * n * some),
            (from, to) -> {
              int column = from * LANES;
              int columns = Math.min(to * LANES, m) - column;
              addGroups(groups, 0, n, b, first, some, column, columns, c);
            });
  }

  /** Lays out the blocks from one to before another of some rows and columns of a left factor. */
  private static void packLeft(
      Matrix a, int column, int columns, int first, int some, int from, int to, double[] groups) {
    int n = a.columns();
    for (int row = from * BLOCK; row < Math.min(to * BLOCK, some); row += BLOCK) {
      PanelsDouble.packLeft(
          a.doubles(),
          a.offset() + (first + row) * n + column,
          n,
          columns,
          Math.min(BLOCK, some - row),
          groups,
          PanelsDouble.groupSize(row, columns));
    }
  }

  /** Adds some rows and columns of {@code c += a' b}, a few panels at a time. */
  private void addGroups(
      double[] groups,
      int row,
      int rows,
      Matrix b,
      int first,
      int some,
      int column,
      int columns,
      Matrix c) {
    for (int j = 0; j < columns; j += CHUNK * PANEL) {
      int few = Math.min(CHUNK * PANEL, columns - j);
      addFewPanels(groups, row, rows, b, first, some, column + j, few, c);
    }
  }

  /**
   * Adds up to {@code CHUNK} panels of some rows of {@code c += a' b}. They are gathered in a place
   * of their own, since the rows of c lie far apart and would drive each other out of the cache.
   */
  private void addFewPanels(
      double[] groups,
      int row,
      int rows,
      Matrix b,
      int first,
      int some,
      int column,
      int columns,
      Matrix c) {
    final int m = b.columns();
    Workspace workspace = workspaces.get();
    double[] panels = workspace.panels(BLOCK * CHUNK * PANEL);
    final int size = PanelsDouble.groupSize(PANEL, rows);
    double[] sums = workspace.sums(CHUNK * size);
    for (int j = 0, p = 0; j < columns; j += PANEL, p++) {
      int width = Math.min(PANEL, columns - j);
      for (int i = 0; i < rows; i++) {
        int from = c.offset() + (row + i) * m + column + j;
        System.arraycopy(c.doubles(), from, sums, p * size + i * PANEL, width);
      }
    }
    for (int k = 0; k < some; k += BLOCK) {
      int inner = Math.min(BLOCK, some - k);
      int from = b.offset() + (first + k) * m + column;
      PanelsDouble.pack(b.doubles(), from, m, 0, inner, inner, columns, panels);
      for (int j = 0, p = 0; j < columns; j += PANEL, p++) {
        int width = Math.min(PANEL, columns - j);
        int group = PanelsDouble.groupSize(k, rows);
        TilesDouble.addGroups(rows, width, inner, groups, group, panels, j * inner, sums, p * size);
      }
    }
    for (int j = 0, p = 0; j < columns; j += PANEL, p++) {
      int width = Math.min(PANEL, columns - j);
      for (int i = 0; i < rows; i++) {
        int to = c.offset() + (row + i) * m + column + j;
        System.arraycopy(sums, p * size + i * PANEL, c.doubles(), to, width);
      }
    }
  }
}
