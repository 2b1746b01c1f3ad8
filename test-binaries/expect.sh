#!/bin/sh
# Writes the expected output of the cases in cases.tsv. The programs under src/linux say the same on every
# Linux, so theirs comes from a build for this machine, run by its kernel; the others' comes from qemu-arm.
# A case whose remark begins with "not-qemu" tells where qemu-arm differs from the kernel; when it does not come from
# this machine's kernel either (remark "by hand") the file is left alone.
# Read the difference before committing it: the file says what a real ARM Linux prints.
#
#   test-binaries/expect.sh [CASE...]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
tab=$(printf '\t')
for wanted; do
  cut -f1 "$here/cases.tsv" | grep -qxF -e "$wanted" || {
    echo "expect.sh: cases.tsv has no case '$wanted'" >&2
    exit 2
  }
done
grep -v '^#' "$here/cases.tsv" | while IFS=$tab read -r id program args status file remark; do
  [ -n "$id" ] || continue
  if [ $# -gt 0 ]; then case " $* " in *" $id "*) ;; *) continue ;; esac; fi
  case $remark in *"by hand"*) continue ;; esac
  [ "$args" != - ] || args=
  dir=$(mktemp -d)
  run="qemu-arm $here/bin/$program"
  case $program in
    linux-*)
      mkdir "$dir/native"
      gcc -std=gnu17 -funsigned-char -w "$here/src/linux/${program#linux-}.c" -o "$dir/native/$program"
      run=$dir/native/$program ;;
  esac
  mkdir "$dir/cwd"
  got=0
  # shellcheck disable=SC2086 # the arguments are words
  (cd "$dir/cwd" && env -i PATH=/usr/bin:/bin LC_ALL=C TZ=UTC $run $args </dev/null) \
    >"$here/src/$file.new" 2>/dev/null || got=$?
  rm -rf "$dir"
  if [ "$file" = - ]; then rm -f "$here/src/-.new"; else mv "$here/src/$file.new" "$here/src/$file"; fi
  [ "$got" = "$status" ] || echo "$id: exit status $got, cases.tsv says $status" >&2
done
