#!/usr/bin/env bash
# Gradescope runs this once, as root, while it builds the autograder's image: a JDK, a sandbox, and a trial. Whatever
# fails here fails the build, in words, before a student hands anything in.
set -u
source=/autograder/source
export DEBIAN_FRONTEND=noninteractive

fail() {
  echo "unroll setup FAILED: $*" >&2
  exit 1
}

apt-get update -qq || fail "apt-get update: has the image a network while it is built?"

jdk=
for each in openjdk-17-jdk-headless openjdk-21-jdk-headless openjdk-25-jdk-headless default-jdk-headless; do
  if apt-get install -y -qq --no-install-recommends "$each" >/tmp/unroll-setup.log 2>&1; then
    jdk=$each
    break
  fi
done
[ -n "$jdk" ] || { tail -n 5 /tmp/unroll-setup.log; fail "no JDK could be installed"; }
echo "unroll setup: $jdk"

command -v setpriv >/dev/null && command -v prlimit >/dev/null \
  || apt-get install -y -qq --no-install-recommends util-linux >/dev/null \
  || fail "util-linux (setpriv, prlimit) could not be installed, and there is no sandbox without it"
# The stronger sandbox, where the container allows namespaces; without it every submission is another user.
apt-get install -y -qq --no-install-recommends bubblewrap >/dev/null 2>&1 \
  || echo "unroll setup: bubblewrap is not to be had; the sandbox is a separate uid"

chmod go-rwx "$source"
reference=$source/course/solutions/@package@/@subject@.java
sh "$source/kit/mark.sh" "$reference" json /tmp/unroll-trial.json || fail "the reference could not be marked"
rm -f /tmp/unroll-trial.json /tmp/unroll-setup.log
echo "unroll setup: ready"
