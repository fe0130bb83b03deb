# The first hour of a newcomer: clone, mvn, first lesson, first exercise solved with a hint, watch, second lesson.
. "$(dirname "$0")/steps.sh"

install_tools
get_course

step "mvn"
# in a terminal, so that Ctrl-C is what it is at a desk; what a script starts in the background would not hear it
log=/tmp/mvn.log
rm -f /tmp/keys
mkfifo /tmp/keys
env --default-signal=INT,QUIT script --quiet --flush --return --command mvn "$log" </tmp/keys >/dev/null 2>&1 &
terminal=$!
exec 3>/tmp/keys
for _ in $(seq 1 900); do
  ! grep -q 'Ctrl-C ends it' "$log" 2>/dev/null || break
  kill -0 "$terminal" 2>/dev/null || fail "mvn ended" "$log"
  sleep 1
done
address="$(grep -oE 'http://[^[:space:]]+' "$log" | tail -n 1)"
case "$address" in
  *00-start.ipynb*) ;;
  *) fail "mvn did not print the address of the first lesson" "$log" ;;
esac
step "the course is open: ${address%%\?*}"

step "first lesson"
python3 "$(dirname "$0")/lesson.py" "$address" 00-start

step "first exercise: the starter is refused"
exercise=exercises/e01_sequences/Sequences.java
solution=solutions/e01_sequences/Sequences.java
out=/tmp/check.log
status=0
unroll check 01-sequences >"$out" 2>&1 || status=$?
[ "$status" = 1 ] || fail "check of the starter ended with $status" "$out"
says "$out" "Task 1 of 01-sequences is yours to write" 1

step "a hint, then task 1"
unroll check 01-sequences --hint >"$out" 2>&1 || fail "no hint" "$out"
says "$out" "Hint 1.1 of 01-sequences" 1
solve "$exercise" "$solution" 1
status=0
unroll check 01-sequences >"$out" 2>&1 || status=$?
[ "$status" = 1 ] || fail "check with one task of three ended with $status" "$out"
! grep -q "Task 1 of 01-sequences is yours" "$out" || fail "task 1 is not seen" "$out"
says "$out" "Task 2 of 01-sequences is yours to write" 1

step "watch sees task 2 saved, then task 3"
unroll watch 01-sequences >/tmp/watch.log 2>&1 &
watch=$!
says /tmp/watch.log "Waiting for you to save"
solve "$exercise" "$solution" 2
says /tmp/watch.log "Task 3 of 01-sequences is yours to write"
solve "$exercise" "$solution" 3
for _ in $(seq 1 60); do
  kill -0 "$watch" 2>/dev/null || break
  sleep 1
done
wait "$watch" || fail "watch ended with $?" /tmp/watch.log
unroll check 01-sequences >"$out" 2>&1 || fail "the solved exercise does not pass" "$out"

step "second lesson"
python3 "$(dirname "$0")/lesson.py" "$address" 01-sequences

step "Ctrl-C"
printf '\003' >&3
for _ in $(seq 1 20); do
  kill -0 "$terminal" 2>/dev/null || break
  sleep 1
done
! kill -0 "$terminal" 2>/dev/null || fail "mvn did not end within 20 s of Ctrl-C" "$log"
left="$(for each in /proc/[0-9]*; do tr '\0' ' ' <"$each/cmdline" 2>/dev/null | grep -E 'jupyter|unroll.jar|unroll.kernel' || true; done)"
[ -z "$left" ] || fail "left running after Ctrl-C: $left"
step "done"
