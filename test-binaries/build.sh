#!/bin/sh
# Builds the guest programs listed in programs.tsv with Debian's cross compiler.
#
#   test-binaries/build.sh            builds all into bin/ and writes SHA256SUMS and TOOLCHAIN
#   test-binaries/build.sh NAME...    builds these only (SHA256SUMS is then written from what is in bin/)
#   test-binaries/build.sh --check    builds all into a temporary directory and compares with bin/;
#                                     exit status 0 same, 1 different, 3 other compiler than TOOLCHAIN names
#
# Programs linked with musl want Debian's musl-dev:armhf. It is looked for in $ARMATURE_MUSL_ROOT, then
# fetched into target/musl-armhf.
set -eu
export LC_ALL=C SOURCE_DATE_EPOCH=0
here=$(cd "$(dirname "$0")" && pwd)
src=$here/src
out=$here/bin
check=no
if [ "${1:-}" = --check ]; then
  check=yes
  shift
fi
for wanted; do
  cut -f1 "$here/programs.tsv" | grep -qxF -e "$wanted" || {
    echo "build.sh: programs.tsv has no program '$wanted'" >&2
    exit 2
  }
done

cc=arm-linux-gnueabihf-gcc
command -v $cc >/dev/null || {
  echo "build.sh: needs $cc (Debian package gcc-arm-linux-gnueabihf)" >&2
  exit 2
}
musl=${ARMATURE_MUSL_ROOT:-$here/target/musl-armhf}
[ -f "$musl/usr/lib/arm-linux-musleabihf/libc.a" ] || "$here/fetch-debian-armhf.sh" "$musl" musl-dev
gccdir=$(dirname "$($cc -print-libgcc-file-name)")
sysroot_headers=/usr/arm-linux-gnueabihf/include

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ $check = no ] || { out=$work/bin; mkdir "$out"; }
mkdir -p "$out" "$work/linux-headers"
for dir in linux asm asm-generic; do ln -s $sysroot_headers/$dir "$work/linux-headers/$dir"; done

toolchain() {
  $cc --version | head -1
  arm-linux-gnueabihf-ld --version | head -1
  echo "glibc $(sed -n 's/^#define[[:space:]]*__GLIBC__[[:space:]]*//p' $sysroot_headers/features.h).$(sed -n 's/^#define[[:space:]]*__GLIBC_MINOR__[[:space:]]*//p' $sysroot_headers/features.h)"
  sha256sum <"$musl/usr/lib/arm-linux-musleabihf/libc.a" | sed 's/ .*//; s/^/musl libc.a /'
  sha256sum </usr/arm-linux-gnueabihf/lib/libc.a | sed 's/ .*//; s/^/glibc libc.a /'
}
if [ $check = yes ] && [ "$(toolchain)" != "$(cat "$here/TOOLCHAIN")" ]; then
  echo "build.sh: the prebuilt programs were made with another tool chain; not compared:" >&2
  toolchain | diff "$here/TOOLCHAIN" - >&2 || true
  exit 3
fi

# The paths of this machine must not reach the files.
common="-std=gnu17 -fno-ident -ffile-prefix-map=$here=. -ffunction-sections -fdata-sections -Wall -Wextra -fno-stack-protector"
link="-Wl,--build-id=none -Wl,--gc-sections -Wl,-z,noseparate-code -s"
armv7="-march=armv7ve -mfpu=vfpv4 -mfloat-abi=hard -masm-syntax-unified"
bare="-nostdlib -static -ffreestanding -fno-builtin -fno-tree-loop-distribute-patterns -fomit-frame-pointer"

# build NAME FLAVOUR OPTIONS SOURCES: one file of bin/
build() {
  name=$1 flavour=$2 options=$3 sources=
  [ "$options" != - ] || options=
  for file in $4; do sources="$sources $src/$file"; done
  case $flavour in
    asm)
      $cc -nostdlib -static $options $link -I"$src/asm" $sources -o "$out/$name" ;;
    free)
      $cc $common $armv7 $bare -Os $options $link "$src/rt/start.S" "$src/rt/rt.c" $sources -o "$out/$name" ;;
    musl)
      lib=$musl/usr/lib/arm-linux-musleabihf
      $cc $common -Os $options -nostdinc -isystem "$musl/usr/include/arm-linux-musleabihf" \
        -isystem "$gccdir/include" -isystem "$work/linux-headers" -nostdlib -static -no-pie \
        $link "$lib/crt1.o" "$lib/crti.o" $sources \
        -Wl,--start-group "$lib/libc.a" -lgcc -Wl,--end-group "$lib/crtn.o" -o "$out/$name" ;;
    musl-pie)
      lib=$musl/usr/lib/arm-linux-musleabihf
      $cc $common -Os -fPIE $options -nostdinc -isystem "$musl/usr/include/arm-linux-musleabihf" \
        -isystem "$gccdir/include" -isystem "$work/linux-headers" -nostdlib -static-pie -Wl,--no-dynamic-linker \
        $link "$lib/rcrt1.o" "$lib/crti.o" $sources \
        -Wl,--start-group "$lib/libc.a" -lgcc -Wl,--end-group "$lib/crtn.o" -o "$out/$name" ;;
    glibc)
      $cc $common -Os $options -static $link $sources -lm -o "$out/$name" ;;
    dynamic)
      $cc $common -Os $options $link $sources -lm -o "$out/$name" ;;
    *)
      echo "build.sh: $name: unknown flavour $flavour" >&2
      exit 2 ;;
  esac
}

selected() {
  [ $# -gt 1 ] || return 0
  one=$1
  shift
  for wanted; do [ "$wanted" != "$one" ] || return 0; done
  return 1
}

tab=$(printf '\t')
grep -v '^#' "$here/programs.tsv" >"$work/programs"
# Of the listed programs only: running them in bin/ leaves other files there.
sums() {
  cut -f1 "$work/programs" | sort | (cd "$1" && xargs sha256sum --)
}
while IFS=$tab read -r name flavour options sources; do
  [ -n "$name" ] || continue
  selected "$name" "$@" || continue
  build "$name" "$flavour" "$options" "$sources"
done <"$work/programs"

if [ $check = yes ]; then
  sums "$out" >"$work/sums"
  if ! diff "$here/SHA256SUMS" "$work/sums" >&2; then
    echo "build.sh: the programs above differ from bin/" >&2
    exit 1
  fi
  (cd "$here/bin" && sha256sum --quiet -c ../SHA256SUMS)
  echo "build.sh: $(wc -l <"$work/sums") programs are as committed"
else
  sums "$out" >"$here/SHA256SUMS"
  toolchain >"$here/TOOLCHAIN"
fi
