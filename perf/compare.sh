#!/bin/bash
# Compares Armature with qemu-arm, and with the same C code built for this machine, on the benchmark
# kernels of test-binaries/src/kernels: what one more repetition costs once everything is warm.
#
#   perf/compare.sh [-n REPETITIONS] [-r ROUNDS] [KERNEL...]
#
# A kernel is run N/4 and N times; the difference of the CPU times over the difference of the counts
# is the figure, so that start-up and compilation do not count. Programs take turns, the least of the
# rounds counts. Needs qemu-arm (Debian package qemu-user) and gcc.
set -eu
export LC_ALL=C
cd "$(dirname "$0")/.."
n=4000 rounds=3
while getopts n:r: option; do
  case $option in
  n) n=$OPTARG ;;
  r) rounds=$OPTARG ;;
  *) exit 2 ;;
  esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || set -- fib interpreter matrix sieve qsort hash bytes lz wide floats doubles
command -v qemu-arm >/dev/null || { echo "compare.sh: needs qemu-arm" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
TIMEFORMAT='%U %S'

# CPU seconds of a command
cpu() {
  { time "$@" >/dev/null 2>"$work/err"; } 2>"$work/time" || { cat "$work/err" >&2; exit 1; }
  awk '{ print $1 + $2 }' "$work/time"
}

# Microseconds for one repetition of a command that takes the number of them
each() {
  local few many
  few=$(cpu "$@" $((n / 4)))
  many=$(cpu "$@" "$n")
  awk -v f="$few" -v m="$many" -v n="$n" 'BEGIN { print (m - f) / (n - int(n / 4)) * 1e6 }'
}

least() { awk -v a="$1" -v b="$2" 'BEGIN { print a == "" || b < a ? b : a }'; }

printf '%-12s %12s %12s %12s %10s %10s\n' kernel 'native us' 'qemu-arm us' 'armature us' 'x qemu' 'of native'
for kernel; do
  native='' qemu='' ours=''
  guest=test-binaries/bin/kernel-$kernel
  gcc -O2 -w -ffp-contract=off -o "$work/native" "test-binaries/src/kernels/$kernel.c" -lm
  for ((round = 0; round < rounds; round++)); do
    native=$(least "$native" "$(each "$work/native")")
    qemu=$(least "$qemu" "$(each qemu-arm "$guest")")
    ours=$(least "$ours" "$(each ./armature run "$guest")")
  done
  awk -v k="$kernel" -v n="$native" -v q="$qemu" -v a="$ours" 'BEGIN {
    printf "%-12s %12.1f %12.1f %12.1f %10.2f %10.2f\n", k, n, q, a, q / a, n / a
    print q / a >> "'"$work"'/ratios" }'
done
awk '{ s += log($1) } END { printf "geometric mean of x qemu: %.2f\n", exp(s / NR) }' "$work/ratios"
