package unroll.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A folder of small shell scripts that stand for programs of the machine. */
record FakePrograms(Path folder) {
  /** Writes a program; its body is shell. */
  FakePrograms with(String name, String body) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return this;
  }

  /** A path that holds these programs and nothing else. */
  SearchPath path() {
    return new SearchPath(List.of(folder));
  }
}
