#!/usr/bin/env bash
# Two builds of the release, from two fresh clones of this commit that differ in folder, umask, locale and time zone,
# must give the same bytes of the jar and of the zip. The same JDK and Maven build both: another JDK's compiler writes
# other bytes. Give a folder to keep the zip in.
set -euo pipefail
cd "$(dirname "$0")/.."
here=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build() { # folder umask locale zone
  git clone -q "$here" "$1"
  (
    cd "$1"
    umask "$2"
    export LC_ALL=$3 TZ=$4
    mvn -q -B -Prelease >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
    cd target && sha256sum unroll.jar unroll-*.zip
  )
}

build "$work/one" 022 C UTC >"$work/one.sums"
build "$work/two builds later" 077 C.UTF-8 Asia/Tokyo >"$work/two.sums"
cat "$work/one.sums"
if ! cmp -s "$work/one.sums" "$work/two.sums"; then
  echo "the second build gave other bytes:" >&2
  cat "$work/two.sums" >&2
  exit 1
fi
echo "two builds, the same bytes"
if [ $# -gt 0 ]; then cp "$work"/one/target/unroll-*.zip "$1"; fi
