#!/bin/sh
# Writes the expected output of the cases in cases.tsv from qemu-arm. A case whose remark begins with
# "not-qemu" is left alone: there qemu-arm is known to differ from the kernel, and the file is kept by hand.
# Read the difference before committing it: the file says what a real ARM Linux prints.
#
#   test-binaries/expect.sh [CASE...]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
tab=$(printf '\t')
grep -v '^#' "$here/cases.tsv" | while IFS=$tab read -r id program args status file remark; do
  [ -n "$id" ] || continue
  if [ $# -gt 0 ]; then case " $* " in *" $id "*) ;; *) continue ;; esac; fi
  case $remark in not-qemu*) continue ;; esac
  [ "$args" != - ] || args=
  dir=$(mktemp -d)
  got=0
  # shellcheck disable=SC2086 # the arguments are words
  (cd "$dir" && env -i PATH=/usr/bin:/bin LC_ALL=C TZ=UTC qemu-arm "$here/bin/$program" $args </dev/null) \
    >"$here/src/$file.new" 2>/dev/null || got=$?
  rm -rf "$dir"
  if [ "$file" = - ]; then rm -f "$here/src/-.new"; else mv "$here/src/$file.new" "$here/src/$file"; fi
  [ "$got" = "$status" ] || echo "$id: exit status $got, cases.tsv says $status" >&2
done
