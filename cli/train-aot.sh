#!/bin/sh
# Writes cli/target/armature.aot, the cache that makes ./armature start faster: loaded classes and
# profiles of a JVM that ran a few of the test programs. Without it everything works, only slower,
# so whatever goes wrong here is told in one line and is no error.
top=$(cd "$(dirname "$0")/.." && pwd)
target=$top/cli/target
bin=$top/test-binaries/bin
work=$(mktemp -d) || exit 0
trap 'rm -rf "$work"' EXIT
set --
for program in hello hello-thumb linux-files linux-pipes linux-processes linux-signals \
  int-alu-thumb vfp-arm; do
  [ ! -x "$bin/$program" ] || set -- "$@" "$bin/$program"
done
rm -f "$target/armature.aot"
if (cd "$work" && ARMATURE_AOT_OUTPUT=$work/armature.aot "$top/armature" train "$@") \
  >"$work/log" 2>&1 </dev/null && [ -s "$work/armature.aot" ]; then
  cp "$work/armature.aot" "$target/armature.aot.new" &&
    mv "$target/armature.aot.new" "$target/armature.aot"
else
  cp "$work/log" "$target/train-aot.log"
  echo "armature: no start-up cache, see cli/target/train-aot.log" >&2
fi
exit 0
