package unroll.grade.export;

import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import unroll.grade.Marks;
import unroll.grade.Outcome;
import unroll.grade.Visibility;
import unroll.grade.report.Result;
import unroll.grade.report.Status;

/**
 * A result as JUnit's XML, which Jenkins, GitLab and most other servers draw as a table of tests;
 * in the order of elements that Jenkins's schema asks for.
 *
 * <p>A wrong answer is a failure; a crash, an answer that came too late, and a fault of the grader
 * are errors; what did not run is skipped. What cannot be read is one test that fails.
 */
public final class JUnitXml {
  private final XMLStreamWriter xml;

  private JUnitXml(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /**
   * The XML of a result.
   *
   * @param result the result
   * @param moment when it will be read; tests that are shown later are added up
   * @return a document that ends in a line feed
   */
  public static String of(Result result, Visibility moment) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      new JUnitXml(xml).suites(result, entries(result, moment));
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Writing to memory failed", e);
    }
    return text + "\n";
  }

  private static List<Entry> entries(Result result, Visibility moment) {
    return switch (result.status()) {
      case GRADED -> Entry.of(result, moment);
      case UNREADABLE -> List.of(whole(result, "hand-in can be read", Outcome.FAILED));
      case FAULT -> List.of(whole(result, "the grader works", Outcome.GRADER_FAULT));
    };
  }

  private static Entry whole(Result result, String name, Outcome outcome) {
    return new Entry(0, "Handin", name, 0, 0, outcome, Opening.of(result), Duration.ZERO);
  }

  private void suites(Result result, List<Entry> entries) throws XMLStreamException {
    String time = seconds(result.marks().map(Marks::time).orElse(Duration.ZERO));
    String failures = count(entries, "failure");
    String errors = count(entries, "error");
    xml.writeStartElement("testsuites");
    attributes(
        Map.entry("name", "unroll"),
        Map.entry("time", time),
        Map.entry("tests", String.valueOf(entries.size())),
        Map.entry("failures", failures),
        Map.entry("errors", errors));
    xml.writeStartElement("testsuite");
    attributes(
        Map.entry("name", result.exercise().name()),
        Map.entry("tests", String.valueOf(entries.size())),
        Map.entry("failures", failures),
        Map.entry("errors", errors),
        Map.entry("time", time),
        Map.entry("skipped", count(entries, "skipped")),
        Map.entry("timestamp", result.at().toString().replaceAll("(\\.[0-9]+)?Z$", "")));
    properties(result);
    for (Entry entry : entries) {
      test(result.exercise().packageName(), entry);
    }
    if (result.status() == Status.GRADED && !Opening.of(result).isEmpty()) {
      xml.writeStartElement("system-out");
      xml.writeCharacters(legal(Opening.of(result)));
      xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private void properties(Result result) throws XMLStreamException {
    xml.writeStartElement("properties");
    property("status", result.status().words());
    if (result.status() == Status.GRADED) {
      Marks marks = result.marks().orElseThrow();
      property("points", String.valueOf(marks.report().points()));
      property("possible", String.valueOf(marks.report().possible()));
      property("sandbox", marks.sandbox());
      property("official", String.valueOf(marks.official()));
    }
    xml.writeEndElement();
  }

  private void property(String name, String value) throws XMLStreamException {
    xml.writeEmptyElement("property");
    attributes(Map.entry("name", name), Map.entry("value", value));
  }

  private void test(String packageName, Entry entry) throws XMLStreamException {
    xml.writeStartElement("testcase");
    attributes(
        Map.entry("name", entry.name()),
        Map.entry("classname", packageName + "." + entry.suite()),
        Map.entry("time", seconds(entry.time())));
    String element = element(entry.outcome());
    if (element.equals("skipped")) {
      xml.writeStartElement(element);
      xml.writeCharacters(legal(entry.message()));
      xml.writeEndElement();
    } else if (!element.isEmpty()) {
      xml.writeStartElement(element);
      attributes(
          Map.entry("type", entry.outcome().words()),
          Map.entry("message", entry.message().lines().findFirst().orElse("")));
      xml.writeCharacters(legal(entry.message()));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static String element(Outcome outcome) {
    return switch (outcome) {
      case PASSED -> "";
      case FAILED, COMPILE_ERROR -> "failure";
      case NOT_RUN -> "skipped";
      case TIMED_OUT, CRASHED, GRADER_FAULT -> "error";
    };
  }

  private static String count(List<Entry> entries, String element) {
    return String.valueOf(
        entries.stream().filter(entry -> element(entry.outcome()).equals(element)).count());
  }

  @SafeVarargs
  private void attributes(Map.Entry<String, String>... attributes) throws XMLStreamException {
    for (Map.Entry<String, String> each : attributes) {
      xml.writeAttribute(each.getKey(), legal(each.getValue()));
    }
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
  }

  /** XML 1.0 has no way to write most control characters, nor half a pair of surrogates. */
  static String legal(String text) {
    return text.codePoints()
        .map(each -> isLegal(each) ? each : 0xFFFD)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isLegal(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || (character >= 0x20 && character <= 0xD7FF)
        || (character >= 0xE000 && character <= 0xFFFD)
        || character >= 0x10000;
  }
}
