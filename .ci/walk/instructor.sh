# An instructor's first half hour: a plan, the student edition, three submissions, marks.
. "$(dirname "$0")/steps.sh"

command -v mvn >/dev/null && command -v git >/dev/null || install_tools
get_course

step "mvn -DskipTests package"
mvn -B -q -DskipTests package >/tmp/package.log 2>&1 || fail "mvn -DskipTests package" /tmp/package.log

step "a plan, and the student edition"
cat >course.yaml <<'PLAN'
course: Recurrent networks, a trial
zone: Europe/Berlin
assignments:
  - {exercise: 01-sequences, points: 10, due: 2030-11-30 23:59}
PLAN
edition=$HOME/edition
unroll release --plan course.yaml --skip-verify --out "$edition" >/tmp/release.log 2>&1 || fail "release" /tmp/release.log
[ -f "$edition/exercises/e01_sequences/Sequences.java" ] || fail "the edition has no starter" /tmp/release.log
[ ! -e "$edition/solutions" ] || fail "the edition has solutions" /tmp/release.log
says "$edition/README.md" "30 November 2030" 1

step "three submissions: all, one task, nothing"
solution=solutions/e01_sequences/Sequences.java
for student in ada ben cem; do
  mkdir -p "hand-ins/$student"
  cp "$edition/exercises/e01_sequences/Sequences.java" "hand-ins/$student/"
done
for task in 1 2 3; do
  solve hand-ins/ada/Sequences.java "$solution" "$task"
done
solve hand-ins/ben/Sequences.java "$solution" 1

step "grade"
unroll grade hand-ins --exercise 01-sequences --out marks >/tmp/grade.log 2>&1 || fail "grade" /tmp/grade.log
sed 's/^/      /' /tmp/grade.log
says /tmp/grade.log ", official" 1
awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
  { points[$1] = $column["points"]; possible = $column["possible"] }
  END { exit !(NR == 4 && points["ada"] == possible && points["ben"] > 0 && points["ben"] < possible && points["cem"] == 0) }' \
  marks/results.csv || fail "the marks are not what they should be" marks/results.csv
for student in ada ben cem; do
  [ -s "marks/feedback/$student.html" ] || fail "no page for $student" /tmp/grade.log
done

step "the same command again keeps what was marked"
unroll grade hand-ins --exercise 01-sequences --out marks >/tmp/grade.log 2>&1 || fail "grade again" /tmp/grade.log
says /tmp/grade.log "3 kept from the run before" 1
step "done"
