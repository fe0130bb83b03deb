#!/bin/sh
# Prints what Autolab reads: text for the student, and in the last line the scores.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1
handin=
for each in @subject@.java handin.zip handin.ipynb handin.java; do
  if [ -z "$handin" ] && [ -f "$each" ]; then
    handin=$each
  fi
done
result=$here/result.txt
rm -f "$result"
if [ -n "$handin" ]; then
  sh "$here/kit/mark.sh" "$handin" autolab "$result" >"$here/log.txt" 2>&1
  status=$?
else
  echo "no hand-in here under a name that is known; set the assessment's handin filename to @subject@.java" >"$here/log.txt"
  status=2
fi
if [ -s "$result" ]; then
  cat "$result"
fi
if [ "$status" -ne 0 ]; then
  # No scores in the last line, so that Autolab reports an error and records no mark that somebody would believe.
  [ -s "$result" ] || echo "The grader failed, not your answer. This is no score: please tell the course staff, who can run it again."
  cat "$here/log.txt" >&2
  exit 1
fi
