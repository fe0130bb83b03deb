package unroll.data;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** One scene of {@link HouseNumbers} while it is painted. */
final class HouseWall {
  private static final int HEIGHT = HouseNumbers.HEIGHT;
  private static final int WIDTH = HouseNumbers.WIDTH;

  /** Where a number begins, and how high it is, if it does not roam. */
  private static final double CUT_LEFT = 3;

  private static final double CUT_HIGH = 18;

  /** By hand, then by digit: the pictures to choose from. */
  private final List<List<List<InkedDigit>>> hands;

  private final double clutter;
  private final double roam;
  private final double[] light = new double[HEIGHT * WIDTH];

  HouseWall(List<List<List<InkedDigit>>> hands, double clutter, double roam) {
    this.hands = hands;
    this.clutter = clutter;
    this.roam = roam;
  }

  /** How bright a pixel is: 0 to 1, or a little outside. */
  double light(int pixel) {
    return light[pixel];
  }

  /** Paints the wall, then what clutters it, then the number over it. */
  List<HouseNumbers.Box> show(int[] digits, RandomGenerator random) {
    double dark = clutter * between(random, 0, 0.35);
    double contrast = between(random, 0.4, 0.9);
    plaster(dark, random);
    for (int scraps = (int) Math.round(8 * clutter); scraps > 0; scraps--) {
      scrap(contrast * between(random, 0.2, 0.6), random);
    }
    List<InkedDigit> number = new ArrayList<>();
    List<List<InkedDigit>> hand = hands.get(0);
    if (hands.size() > 1 && random.nextBoolean()) {
      hand = hands.get(random.nextInt(1, hands.size()));
    }
    for (int digit : digits) {
      number.add(one(hand.get(digit), random));
    }
    return hang(number, Math.min(1, dark + contrast), random);
  }

  private void plaster(double dark, RandomGenerator random) {
    double across = clutter * between(random, -0.12, 0.12);
    double down = clutter * between(random, -0.12, 0.12);
    for (int at = 0; at < light.length; at++) {
      double x = at % WIDTH / (double) WIDTH - 0.5;
      double y = at / WIDTH / (double) HEIGHT - 0.5;
      light[at] = dark + across * x + down * y + 0.03 * clutter * random.nextGaussian();
    }
    for (int beams = (int) Math.round(3 * clutter); beams > 0; beams--) {
      boolean upright = random.nextBoolean();
      int from = random.nextInt(upright ? WIDTH : HEIGHT);
      int to = from + random.nextInt(1, 4);
      double more = between(random, -0.15, 0.2);
      for (int at = 0; at < light.length; at++) {
        int place = upright ? at % WIDTH : at / WIDTH;
        light[at] += place >= from && place < to ? more : 0;
      }
    }
  }

  /** Half a digit or less, anywhere. */
  private void scrap(double contrast, RandomGenerator random) {
    InkedDigit glyph = one(one(one(hands, random), random), random);
    int high = random.nextInt(4, 9);
    int wide = random.nextInt(4, 9);
    int left = random.nextInt(-2, WIDTH - 2);
    int top = random.nextInt(-2, HEIGHT - 2);
    int row = random.nextInt(Math.max(1, glyph.height() - high));
    int column = random.nextInt(Math.max(1, glyph.width() - wide));
    for (int y = Math.max(0, top); y < Math.min(HEIGHT, top + high); y++) {
      for (int x = Math.max(0, left); x < Math.min(WIDTH, left + wide); x++) {
        light[y * WIDTH + x] += contrast * glyph.at(row + y - top, column + x - left);
      }
    }
  }

  /** Writes the digits side by side, as large and where there is room for them. */
  private List<HouseNumbers.Box> hang(
      List<InkedDigit> number, double bright, RandomGenerator random) {
    double gap = between(random, 1, 4);
    double high = mix(CUT_HIGH, between(random, 12, 20), roam);
    double wide = -gap;
    for (InkedDigit glyph : number) {
      wide += glyph.width() * high / glyph.height() + gap;
    }
    double shrink = Math.min(1, (WIDTH - 2) / wide);
    high *= shrink;
    wide *= shrink;
    double climb = roam * between(random, -1, 1) * Math.min(3, (HEIGHT - 2 - high) / 2);
    double room = WIDTH - 1 - wide;
    double left = mix(Math.min(CUT_LEFT, room), between(random, 1, room), roam);
    double free = HEIGHT - 1 - high - Math.abs(climb);
    double top = mix((HEIGHT - high) / 2, between(random, 1 + Math.abs(climb), free), roam);
    List<HouseNumbers.Box> boxes = new ArrayList<>();
    double at = left;
    for (InkedDigit glyph : number) {
      double w = glyph.width() * high / glyph.height();
      double up = top + climb * (2 * (at + w / 2 - left) / wide - 1);
      HouseNumbers.Box box = new HouseNumbers.Box(at, up, at + w, up + high);
      write(glyph, box, bright);
      boxes.add(box);
      at += w + gap * shrink;
    }
    return List.copyOf(boxes);
  }

  private void write(InkedDigit glyph, HouseNumbers.Box box, double bright) {
    double step = glyph.height() / (box.bottom() - box.top());
    for (int y = (int) box.top() - 1; y <= box.bottom() + 1; y++) {
      for (int x = (int) box.left() - 1; x <= box.right() + 1; x++) {
        if (y >= 0 && y < HEIGHT && x >= 0 && x < WIDTH) {
          double row = (y + 0.5 - box.top()) * step - 0.5;
          double column = (x + 0.5 - box.left()) * step - 0.5;
          int up = (int) Math.floor(row);
          int left = (int) Math.floor(column);
          double upper = mix(glyph.at(up, left), glyph.at(up, left + 1), column - left);
          double lower = mix(glyph.at(up + 1, left), glyph.at(up + 1, left + 1), column - left);
          int pixel = y * WIDTH + x;
          light[pixel] = mix(light[pixel], bright, mix(upper, lower, row - up));
        }
      }
    }
  }

  /** The light between four pixels; beyond the border it goes on as at the border. */
  double between(double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double upper = mix(pixel(top, left), pixel(top, left + 1), x - left);
    double lower = mix(pixel(top + 1, left), pixel(top + 1, left + 1), x - left);
    return mix(upper, lower, y - top);
  }

  private double pixel(int row, int column) {
    int y = Math.max(0, Math.min(HEIGHT - 1, row));
    return light[y * WIDTH + Math.max(0, Math.min(WIDTH - 1, column))];
  }

  private static double mix(double from, double to, double part) {
    return from + part * (to - from);
  }

  private static double between(RandomGenerator random, double from, double to) {
    return HouseNumbers.between(random, from, to);
  }

  private static <T> T one(List<T> of, RandomGenerator random) {
    return of.get(random.nextInt(of.size()));
  }
}
