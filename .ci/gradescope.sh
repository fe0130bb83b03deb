#!/usr/bin/env bash
# Runs `unroll export gradescope` as Gradescope does: a bare Debian root, the zip unpacked to /autograder/source, setup.sh once,
# run_autograder for each submission, all as root. In a root of its own as a container has it (pivot_root), where bubblewrap
# works if the machine allows namespaces, and in a chroot, where the kernel refuses them: there a separate uid takes over.
# Wants root, debootstrap, unzip and python3-jsonschema (all of Debian), a network for Debian's packages, and target/unroll.jar.
# Then the entrypoints of PrairieLearn, Autolab and GitHub in the same root, laid out as each of them does.
#   .ci/gradescope.sh [EXERCISE]      some minutes; JAR=FILE takes another jar than target/unroll.jar,
#                                 BASE=FILE keeps the packages of the bare root for the next time
set -euo pipefail
cd "$(dirname "$0")/.."
exercise=${1:-02-elman}
jar=${JAR:-target/unroll.jar}
[ -f "$jar" ] || { echo "no $jar: mvn package first" >&2; exit 2; }
solution=solutions/e${exercise//-/_}
subject=$(sed -n 's/^subject *= *//p' "exercises/${solution#solutions/}/exercise.properties")
work=$(mktemp -d)
root=$work/root
cleanup() {
  if mountpoint -q "$root/proc"; then umount "$root/proc"; fi
  rm -rf --one-file-system "$work"
}
trap cleanup EXIT

# enter COMMAND...: in a root of its own, or in a chroot
way=own
enter() {
  if [ "$way" = chroot ]; then
    chroot "$root" "$@"
  else
    unshare --mount --propagation private sh -c \
      'mount --rbind "$0" "$0" && cd "$0" && mkdir -p .old && pivot_root . .old && umount -l /.old && exec "$@"' "$root" "$@"
  fi
}

step() { printf -- '-- %s (%s)\n' "$1" "$(date -u +%T)"; }

step "a bare root"
read -r release mirror < <(.ci/mirror) || { echo "skipped: no mirror in apt's sources"; exit 0; }
base=${BASE:-$work/base.tar}
bare() { debootstrap --variant=minbase "$@" "$mirror" >"$work/debootstrap.log" || { tail "$work/debootstrap.log"; exit 1; }; }
[ -f "$base" ] || bare --make-tarball="$base" "$release" "$work/packages"
bare --unpack-tarball="$(realpath "$base")" "$release" "$root"
cp /etc/resolv.conf "$root/etc/"
mount -t proc proc "$root/proc"

step "export, and setup.sh as in the image's build"
java -jar "$jar" export gradescope --exercise "$exercise" --out "$work/autograder.zip"
ls -l "$work/autograder.zip"
mkdir -p "$root"/autograder/{source,submission,results}
unzip -q "$work/autograder.zip" -d "$root/autograder/source"
cp "$root/autograder/source/run_autograder" "$root/autograder/run_autograder"
chmod +x "$root/autograder/run_autograder"
enter bash /autograder/source/setup.sh

# one SUBMISSION... : what a student hands in; leaves results.json, or not
one() {
  rm -rf "$root"/autograder/submission "$root"/autograder/results
  mkdir -p "$root"/autograder/{submission,results}
  chmod 777 "$root/autograder/results"
  cp -r "$@" "$root/autograder/submission/"
  echo '{"id": 1, "users": [{"email": "anna@example.org", "id": 7, "name": "Anna"}], "previous_submissions": []}' \
    >"$root/autograder/submission_metadata.json"
  (enter /bin/sh -c 'cd /autograder && ./run_autograder') >"$work/stdout" 2>&1
}

# valid EXPRESSION: results.json keeps to the schema, and the expression in Python holds of it (r)
valid() {
  /usr/bin/python3 - "$root/autograder/results/results.json" "$1" <<'END'
import json, jsonschema, sys
r = json.load(open(sys.argv[1]))
jsonschema.validate(r, json.load(open("src/test/resources/unroll/grade/export/gradescope.schema.json")))
full = sum(t["max_score"] for t in r["tests"])
assert eval(sys.argv[2]), (sys.argv[2], json.dumps(r, indent=1)[:3000])
END
}

mkdir "$work/wrong" "$work/hostile" "$work/garbage" "$work/notebook"
# a known-wrong answer in the place of the reference: the reference under another name, and what extends it
wrong=("$solution"/wrong/*.java)
wrong=${wrong[0]}
name=$(basename "$wrong" .java)
sed "s/\b$subject\b/${subject}Right/g" "$solution/$subject.java" >"$work/wrong/${subject}Right.java"
sed "s/\b$subject\b/${subject}Right/g; s/\b$name\b/$subject/g" "$wrong" >"$work/wrong/$subject.java"
head -c 3000 /dev/urandom >"$work/garbage/answer.doc"
/usr/bin/python3 - "$solution/$subject.java" "$work/hostile/$subject.java" <<'END'
import re, sys
text = open(sys.argv[1]).read()
attack = '''
  static {
    for (String file : new String[] {"/autograder/results/results.json", "/autograder/run_autograder"}) {
      try {
        java.nio.file.Files.writeString(java.nio.file.Path.of(file), "{\\"score\\": 1000}");
      } catch (Throwable e) {
      }
    }
    for (String file : new String[] {"/autograder/source", "/autograder/source/course/solutions", "/autograder/submission_metadata.json"}) {
      if (java.nio.file.Files.isReadable(java.nio.file.Path.of(file))) {
        throw new IllegalStateException("could read " + file);
      }
    }
  }
'''
at = re.search(r"class \w+[^{]*\{", text).end()
open(sys.argv[2], "w").write(text[:at] + attack + text[at:])
END

for way in own chroot; do
  sandbox=bubblewrap
  [ "$way" = own ] || sandbox="separate uid"
  step "submissions, $sandbox"
  one "$solution/$subject.java"
  if [ "$sandbox" = bubblewrap ] && grep -q 'No sandbox "bubblewrap"' "$work/stdout"; then
    echo "   namespaces are refused on this machine: only the separate uid is tried"
    continue
  fi
  valid "r['score'] == full > 0 and r['extra_data']['sandbox'] == '$sandbox' and r['extra_data']['official']"
  one "$work/wrong"/*
  valid "r['score'] < full and any(t['status'] == 'failed' and t['output'] for t in r['tests'])"
  one "$work/garbage"/*
  valid "r['score'] == 0 and not r['tests'] and 'Please hand in $subject.java' in r['output']"
  one "$work/hostile"/*
  valid "r['score'] == full"
  head -n 1 "$root/autograder/run_autograder" | grep -q '^#!'
done

step "a grader that is broken gives no score"
mv "$root/autograder/source/course/${solution}/$subject.java" "$work/kept.java"
if one "$solution/$subject.java"; then
  echo "run_autograder must fail" >&2
  exit 1
fi
[ ! -e "$root/autograder/results/results.json" ]
grep -q 'the GRADER failed' "$work/stdout"
mv "$work/kept.java" "$root/autograder/source/course/${solution}/$subject.java"
way=own

# The other platforms' entrypoints in the same root, laid out as each does it.
schema() {
  /usr/bin/python3 -c 'import json, jsonschema, sys
r = json.loads(open(sys.argv[1]).read().rstrip().splitlines()[-1]) if sys.argv[4:] else json.load(open(sys.argv[1]))
jsonschema.validate(r, json.load(open("src/test/resources/unroll/grade/export/" + sys.argv[2])))
assert eval(sys.argv[3]), (sys.argv[3], r)' "$@"
}

step "PrairieLearn: /grade/student, /grade/tests, entrypoint of info.json"
java -jar "$jar" export prairielearn --exercise "$exercise" --out "$work/question"
entrypoint=$(/usr/bin/python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["externalGradingOptions"]["entrypoint"])' \
  "$work/question/info.json")
prairielearn() {
  rm -rf "$root/grade"
  mkdir -p "$root"/grade/{student,data}
  cp -r "$work/question/tests" "$root/grade/tests"
  cp -r "$@" "$root/grade/student/"
  echo '{}' >"$root/grade/data/data.json"
  enter /bin/sh -c "chmod +x $entrypoint && $entrypoint" >"$work/stdout" 2>&1
}
prairielearn "$solution/$subject.java"
schema "$root/grade/results/results.json" prairielearn.schema.json "r['gradable'] and r['score'] == 1"
prairielearn "$work/wrong"/*
schema "$root/grade/results/results.json" prairielearn.schema.json "r['gradable'] and 0 < r['score'] < 1"
prairielearn "$work/garbage"/*
schema "$root/grade/results/results.json" prairielearn.schema.json "not r['gradable'] and 'hand in' in r['format_errors'][0]"
rm "$work/question/tests/course/$solution/$subject.java"
prairielearn "$solution/$subject.java"
schema "$root/grade/results/results.json" prairielearn.schema.json "not r['gradable'] and 'course staff' in r['format_errors'][0]"

step "Autolab: Makefile, autograde.tar and the hand-in in an empty folder, make"
java -jar "$jar" export autolab --exercise "$exercise" --out "$work/autolab"
enter apt-get install -y -qq --no-install-recommends make >"$work/make.log" 2>&1 || { tail "$work/make.log"; exit 1; }
autolab() {
  rm -rf "$root/home/autograde"
  mkdir -p "$root/home/autograde"
  cp "$work/autolab/autograde.tar" "$root/home/autograde/"
  cp "$work/autolab/autograde-Makefile" "$root/home/autograde/Makefile"
  cp "$1" "$root/home/autograde/$2"
  enter /bin/sh -c 'cd /home/autograde && make' >"$work/autolab.txt" 2>"$work/stderr"
}
autolab "$solution/$subject.java" "$subject.java"
schema "$work/autolab.txt" autolab.schema.json "sum(r['scores'].values()) == r['scoreboard'][0] > 0" last
full=$(tail -n 1 "$work/autolab.txt")
(cd "$work/wrong" && /usr/bin/python3 -m zipfile -c "$work/wrong.zip" ./*.java)
autolab "$work/wrong.zip" handin.zip
schema "$work/autolab.txt" autolab.schema.json "0 < r['scoreboard'][0]" last
[ "$(tail -n 1 "$work/autolab.txt")" != "$full" ]
autolab "$work/garbage/answer.doc" "$subject.java"
schema "$work/autolab.txt" autolab.schema.json "r['scoreboard'] == [0]" last
if autolab "$work/garbage/answer.doc" unexpected.doc; then exit 1; fi
grep -q 'course staff' "$work/autolab.txt"

step "GitHub: the student's repository, the runner's files, annotations"
java -jar "$jar" export github --exercise "$exercise" --out "$work/github"
rm -rf "$root/home/runner"
mkdir -p "$root/home/runner/submission/src"
cp -r "$work/github/grader" "$root/home/runner/grader"
sed '0,/return/s//retrun/' "$solution/$subject.java" >"$root/home/runner/submission/src/$subject.java"
enter /bin/sh -c 'cd /home/runner/submission && GITHUB_OUTPUT=/home/runner/output GITHUB_STEP_SUMMARY=/home/runner/summary \
  sh ../grader/kit/mark.sh . github /home/runner/result.json' >"$work/stdout"
schema "$root/home/runner/result.json" classroom.schema.json "r['status'] == 'fail' and r['max_score'] > 0"
grep -q "^::error file=src/$subject.java,line=[0-9]*,title=does not compile::" "$work/stdout"
sed -n 's/^result=//p' "$root/home/runner/output" | base64 -d | cmp - "$root/home/runner/result.json"
grep -q "^## $exercise: 0 of" "$root/home/runner/summary"
step "all as it should be"
