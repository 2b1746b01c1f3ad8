#!/bin/sh
# Writes cli/target/armature.aot, the cache that makes ./armature start faster: the loaded classes of
# a JVM that ran a few of the test programs. Without it everything works, only slower,
# so whatever goes wrong here is told in one line and is no error.
top=$(cd "$(dirname "$0")/.." && pwd)
target=$top/cli/target
bin=$top/test-binaries/bin
work=$(mktemp -d) || exit 0
trap 'rm -rf "$work"' EXIT
set --
# The kernels run long enough for the classes that compile them.
for line in hello hello-thumb linux-files linux-dirs linux-pipes linux-processes linux-signals \
  linux-memory linux-exec linux-info glibc-static int-alu-thumb vfp-arm \
  "kernel-interpreter 100" "kernel-qsort 20" "kernel-strings 50" "kernel-malloc 50" \
  "kernel-doubles 50" "kernel-lz 100" "kernel-list 50" hello; do
  [ ! -x "$bin/${line%% *}" ] || set -- "$@" "$bin/$line"
done
rm -f "$target/armature.aot"
# What the programs answer does not matter here; whether there is a cache does.
(cd "$work" && ARMATURE_AOT_OUTPUT=$work/armature.aot ARMATURE_CODE_CACHE=$work/cache \
  "$top/armature" train "$@") \
  >"$work/log" 2>&1 </dev/null
if [ -s "$work/armature.aot" ]; then
  cp "$work/armature.aot" "$target/armature.aot.new" &&
    mv "$target/armature.aot.new" "$target/armature.aot"
else
  cp "$work/log" "$target/train-aot.log"
  echo "armature: no start-up cache, see cli/target/train-aot.log" >&2
fi
exit 0
