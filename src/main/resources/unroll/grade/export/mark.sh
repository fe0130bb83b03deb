#!/bin/sh
# mark.sh SUBMISSION FORMAT OUT marks one submission of @exercise@ and ends as "unroll mark" does: 0 it was marked, or
# refused with a reason; 2 this could not begin; 3 the grader failed.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 2

# Where the sandbox is no more than another user, that user must not read tests and solutions.
chmod go-rwx "$here" "$here/../course" 2>/dev/null

# A JDK of version 17 or later: the compiler is needed, a Java that only runs programs is not enough.
java=
for each in "${JAVA_HOME:-/none}/bin/java" "$(command -v java)" /opt/java/*/bin/java /usr/lib/jvm/*/bin/java; do
  if [ -x "$each" ] && "$each" --list-modules 2>/dev/null | grep -q '^jdk\.compiler@'; then
    version=$("$each" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
    if [ "${version:-0}" -ge 17 ]; then
      java=$each
      break
    fi
  fi
done
if [ -z "$java" ]; then
  echo "unroll: no JDK of version 17 or later here (Debian: apt-get install openjdk-17-jdk-headless)" >&2
  exit 2
fi
if [ ! -d /proc/self ]; then
  echo "unroll: /proc is not mounted, and Java needs it" >&2
  exit 2
fi
exec "$java" -Xmx1g -XX:TieredStopAtLevel=1 "-Dunroll.home=$here/../course" -jar "$here/unroll.jar" \
  mark "$1" --exercise @exercise@ --format "$2" --out "$3"
