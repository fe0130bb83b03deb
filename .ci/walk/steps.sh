# What both walks use; sourced. A step says what a person does, and how long the one before took.
set -euo pipefail
course=$HOME/course
began=$SECONDS

step() {
  printf '   [%4d s] %s\n' $((SECONDS - began)) "$*"
}

fail() {
  echo "FAILED $1" >&2
  [ -z "${2:-}" ] || tail -n 25 "$2" >&2
  exit 1
}

# says FILE WORDS: the file holds the words, soon at the latest
says() {
  for _ in $(seq 1 "${3:-60}"); do
    if grep -qF -- "$2" "$1"; then
      return
    fi
    sleep 1
  done
  fail "no \"$2\" in what was printed" "$1"
}

unroll() { java -jar target/unroll.jar "$@"; }

# solve FILE SOLUTION TASK: puts a task's region of the solution into the starter, as its third hint leads one to
solve() {
  java "$(dirname "${BASH_SOURCE[0]}")/Solve.java" "$@"
}

install_tools() {
  step "apt-get install openjdk-17-jdk maven git"
  apt-get update -qq >/tmp/apt.log 2>&1 || fail "apt-get update" /tmp/apt.log
  local jdk=openjdk-17-jdk-headless
  apt-cache show "$jdk" >/dev/null 2>&1 || jdk=openjdk-21-jdk-headless
  apt-get install -y -qq --no-install-recommends "$jdk" maven git >/tmp/apt.log 2>&1 || fail "apt-get install" /tmp/apt.log
}

get_course() {
  step "git clone"
  rm -rf "$course"
  git clone --quiet /srv/unroll.git "$course"
  cd "$course"
}
