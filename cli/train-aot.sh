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
cd "$work" || exit 0
# The second JVM finds some translations of the first, as most runs do, and makes the others.
export ARMATURE_CODE_CACHE="$work/cache"

# Most of what it takes to link our one foreign function are some 25 forms of method handles. HotSpot
# puts those into the cache that the JDK's own list of classes names, and takes no other list. So it
# is trained in a copy of the JDK, nearly all of it links, whose list has the forms as well.
copy_jdk() {
  home=$(sed -n 's/^ *java\.home = //p' settings)
  [ -f "$home/lib/classlist" ] && cp -rs "$home/." jdk || return
  # By these HotSpot finds out where it lives, without links.
  for file in bin/java lib/libjli.so lib/server/libjvm.so lib/classlist; do
    rm -f "jdk/$file" && cp "$home/$file" "jdk/$file" || return
  done
  sed -n 's/^\(\[[A-Z]*_RESOLVE\] .*\) ([a-z]*)$/@lambda-form-invoker \1/p' forms >>jdk/lib/classlist
}

# What the programs answer does not matter here; whether there is a cache does.
train() {
  ARMATURE_AOT_OUTPUT=$work/armature.aot "$top/armature" train "$@" >log 2>&1 </dev/null
  [ -s armature.aot ] && cp armature.aot "$target/armature.aot.new" &&
    mv "$target/armature.aot.new" "$target/armature.aot"
}

# Does the JDK itself take what the copy has written? HotSpot ends when it does not and must.
is_taken() {
  ARMATURE_JAVA_OPTS=-XX:AOTMode=on "$top/armature" run "$bin/hello" >>log 2>&1 </dev/null
}

ARMATURE_JAVA_OPTS="-Djava.lang.invoke.MethodHandle.TRACE_RESOLVE=true -XshowSettings:properties" \
  "$top/armature" train "$bin/hello" "$bin/kernel-list 50" "$bin/hello" \
  >forms 2>settings </dev/null
if ! { copy_jdk 2>/dev/null &&
  (ARMATURE_JAVA_HOME=$work/jdk && export ARMATURE_JAVA_HOME && train "$@") && is_taken; }; then
  rm -f armature.aot "$target/armature.aot"
  if ! train "$@"; then
    cp log "$target/train-aot.log"
    echo "armature: no start-up cache, see cli/target/train-aot.log" >&2
  fi
fi
exit 0
