#!/bin/sh
# CPU time of one fork + exec + wait of `busybox true` in a shell's loop, and of starting it once under
# qemu-arm; both in milliseconds, user and system together.
#
#   perf/fork.sh BUSYBOX     an armhf busybox-static; the difference of 1200 and 200 rounds counts
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
busybox=${1:-}
[ -x "$busybox" ] || { echo "usage: perf/fork.sh BUSYBOX${busybox:+; $busybox is no program}" >&2; exit 2; }

command -v qemu-arm >/dev/null || { echo "fork.sh: needs qemu-arm (Debian package qemu-user)" >&2; exit 2; }

# cpu COMMAND...: milliseconds of CPU time that it and its children take
cpu() {
  (
    "$@" >/dev/null
    times
  ) | awk 'NR == 2 { split($1, u, /[ms]/); split($2, s, /[ms]/); printf "%.0f", 1000 * (60 * (u[1] + s[1]) + u[2] + s[2]) }'
}
guest() {
  "$top/armature" run "$busybox" sh -c "i=0; while [ \$i -lt $1 ]; do $busybox true; i=\$((i+1)); done"
}
qemu() {
  for i in $(seq 100); do qemu-arm "$busybox" true; done
}
few=$(cpu guest 200)
many=$(cpu guest 1200)
awk "BEGIN { printf \"fork+exec+wait %.1f ms, qemu-arm starts it in %.1f ms\\n\", ($many - $few) / 1000, $(cpu qemu) / 100 }"
