#!/bin/sh
# Runs a program so that the kernel gives every ARM program it starts to qemu-arm, without a trace on the machine:
# binfmt_misc belongs to a user namespace since Linux 6.7.
#
#   unshare --user --map-root-user --mount sh qemu-binfmt.sh QEMU PROGRAM [ARG...]
set -e
/bin/mount -t binfmt_misc none /proc/sys/fs/binfmt_misc
# P keeps argv[0], F opens the interpreter now.
printf ':qemu-arm:M::%s:%s:%s:PF' \
  '\x7fELF\x01\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\x28\x00' \
  '\xff\xff\xff\xff\xff\xff\xff\x00\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff\xff' "$1" \
  >/proc/sys/fs/binfmt_misc/register
shift
exec "$@"
