#!/bin/sh
# Unpacks Debian 12 armhf packages, with all they depend on, into a directory that then looks like
# the root of a small ARM system. The tests run its programs; nothing is installed on this machine
# and the machine's own apt configuration, package lists and state are not changed; only the address
# of its archive is read.
#
#   test-binaries/fetch-debian-armhf.sh DIRECTORY [PACKAGE...]
#
# DIRECTORY  is created; when it already holds exactly this list of packages nothing is done.
# PACKAGE    replaces the list below.
# ARMATURE_DEBIAN_MIRROR  where to fetch from (default: the Debian archive of this machine's apt).
# ARMATURE_DEB_CACHE      keeps the downloaded .deb files for the next time (default: a temporary place).
set -eu

suite=bookworm
# The first archive in apt's sources, of either format, whose path is /debian.
archive=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list 2>/dev/null |
  sed -nE '/^(deb|URIs:)/s,^.*[[:space:]]([a-z+]+://[^[:space:]]+/debian)/?([[:space:]].*)?$,\1,p' | head -n 1)
mirror=${ARMATURE_DEBIAN_MIRROR:-$archive}
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
packages='base-files base-passwd libc6 libc-bin
  busybox-static bash-static mksh dash bash
  coreutils diffutils findutils grep sed gawk mawk bc tar gzip bzip2 xz-utils
  perl-base perl python3 sqlite3 lua5.4 openssl libjpeg-turbo-progs vim-tiny ncurses-base ncurses-bin
  debianutils util-linux procps tzdata netbase strace gdbserver gdb'

die() {
  echo "fetch-debian-armhf: $*" >&2
  exit 1
}

[ -n "$mirror" ] || die "found no Debian archive in apt's sources; name one in ARMATURE_DEBIAN_MIRROR"
[ $# -ge 1 ] || die "usage: $0 DIRECTORY [PACKAGE...]"
root=$1
shift
[ $# -eq 0 ] || packages=$*
packages=$(echo $packages)

stamp=$root/.armature-packages
wanted="$suite $packages"
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
  exit 0
fi
for tool in apt-get dpkg-deb tar; do
  command -v $tool >/dev/null || die "needs $tool (this script works on Debian and its relatives)"
done
[ -f $keyring ] || die "needs $keyring (package debian-archive-keyring)"

apt=$(mktemp -d)
trap 'rm -rf "$apt"' EXIT
trap 'exit 1' HUP INT TERM
cache=${ARMATURE_DEB_CACHE:-$apt/cache}
mkdir -p "$apt/etc/preferences.d" "$apt/etc/trusted.gpg.d" "$apt/state/lists/partial" "$cache/partial"
: >"$apt/status"
echo "deb [arch=armhf signed-by=$keyring] $mirror $suite main" >"$apt/etc/sources.list"
# An apt that knows one architecture, no installed package and no directory of this machine.
cat >"$apt/apt.conf" <<END
APT::Architecture "armhf";
APT::Architectures "armhf";
APT::Install-Recommends "false";
APT::Get::Assume-Yes "true";
APT::Sandbox::User "root";
Acquire::Languages "none";
Acquire::Retries "3";
Debug::NoLocking "true";
Dir::Etc "$apt/etc";
Dir::Etc::sourceparts "/dev/null";
Dir::State "$apt/state";
Dir::State::status "$apt/status";
Dir::Cache "$apt";
Dir::Cache::archives "$cache";
END
# The configuration is read before the machine's own, so the directories are given twice.
private() {
  tool=$1
  shift
  APT_CONFIG=$apt/apt.conf "$tool" -q -o Dir::Etc="$apt/etc" -o Dir::Cache::archives="$cache" \
    -o Dir::Cache="$apt" -o APT::Update::Post-Invoke::=/bin/true "$@"
}

log=$apt/log
private apt-get update >"$log" 2>&1 || { cat "$log" >&2; die "cannot read the package lists of $mirror"; }
private apt-get install --print-uris $packages >"$apt/uris" 2>"$log" ||
  { cat "$log" >&2; die "apt cannot resolve: $packages"; }
private apt-get install --download-only $packages >"$log" 2>&1 ||
  { tail -20 "$log" >&2; die "cannot download the packages"; }

rm -rf "$root.new"
mkdir -p "$root.new"
new=$(cd "$root.new" && pwd)
# /usr is merged in Debian 12: the packages still ship /bin, /sbin and /lib, base-files' scripts
# make these links before anything is unpacked.
for dir in bin sbin lib; do
  mkdir -p "$new/usr/$dir"
  ln -s usr/$dir "$new/$dir"
done
sed -n "s/^'[^']*' \([^ ]*\.deb\) .*/\1/p" "$apt/uris" >"$apt/files"
[ -s "$apt/files" ] || die "apt named no package to fetch"
while read -r file; do
  dpkg-deb --fsys-tarfile "$cache/$file" |
    tar -x -f - -C "$new" --keep-directory-symlink --no-same-owner --warning=no-timestamp ||
    die "cannot unpack $file"
done <"$apt/files"

# What maintainer scripts would have left behind, as far as the programs look for it.
mkdir -p "$new/tmp" "$new/root" "$new/proc" "$new/dev" "$new/etc"
chmod 1777 "$new/tmp"
for name in passwd group; do
  master=$new/usr/share/base-passwd/$name.master
  [ ! -f "$master" ] || [ -f "$new/etc/$name" ] || cp "$master" "$new/etc/$name"
done
alternative() {
  if [ -e "$new/usr/bin/$2" ] && [ ! -e "$new/usr/bin/$1" ] && [ ! -L "$new/usr/bin/$1" ]; then
    ln -s "$2" "$new/usr/bin/$1"
  fi
}
alternative awk gawk
alternative awk mawk
alternative vi vim.tiny
alternative lua lua5.4
alternative ksh mksh
alternative sh dash
sed 's/_.*//' "$apt/files" | sort >"$new/.armature-contents"
echo "$wanted" >"$new/.armature-packages"
rm -rf "$root"
mv "$new" "$root"
echo "fetch-debian-armhf: $(wc -l <"$root/.armature-contents") packages in $root" >&2
