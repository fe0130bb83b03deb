#!/bin/sh
# PrairieLearn runs this in the grading container: /grade/student in, /grade/results/results.json out.
mkdir -p /grade/results
chmod go-rwx /grade/tests /grade/results /grade/data 2>/dev/null
sh /grade/tests/kit/mark.sh /grade/student prairielearn /grade/results/results.json
status=$?
if [ "$status" -ne 0 ] && [ ! -s /grade/results/results.json ]; then
  echo "unroll: the grader failed (status $status), not the answer" >&2
  cat >/grade/results/results.json <<'END'
{"gradable": false, "format_errors": ["The grader failed, not your answer. This is no score: please tell the course staff, who can run it again."]}
END
fi
exit 0
