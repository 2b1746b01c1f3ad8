#!/bin/bash
# What the ways into the kernel cost: the same source under Armature, under qemu-arm and built for this
# machine, taking turns. Prints nanoseconds of wall time for one operation, the least of all rounds.
#
#   perf/kernel-entry.sh [-r ROUNDS] [BENCHMARK...]
#
# Benchmarks: getppid clock read signal futex pipe socket fork exec (test-binaries/src/bench/kernel-entry.c).
# Needs qemu-arm (Debian package qemu-user) and gcc.
set -eu
export LC_ALL=C
cd "$(dirname "$0")/.."
rounds=2
all='getppid clock read signal futex pipe socket fork exec'
usage() {
  echo "usage: perf/kernel-entry.sh [-r ROUNDS] [BENCHMARK...]; benchmarks: $all" >&2
  exit 2
}
while getopts r: option; do
  case $option in
  r) rounds=$OPTARG ;;
  *) usage ;;
  esac
done
case $rounds in '' | *[!0-9]* | 0) usage ;; esac
shift $((OPTIND - 1))
[ $# -gt 0 ] || set -- $all
for bench; do
  case " $all " in *" $bench "*) ;; *) usage ;; esac
done
command -v qemu-arm >/dev/null || { echo "kernel-entry.sh: needs qemu-arm" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
guest=test-binaries/bin/bench-kernel-entry
gcc -O2 -w test-binaries/src/bench/kernel-entry.c -o "$work/native"

least() { awk -v a="$1" -v b="$2" 'BEGIN { print a == "" || b + 0 < a + 0 ? b : a }'; }

printf '%-10s %12s %12s %12s %10s %10s\n' operation 'native ns' 'qemu-arm ns' 'armature ns' 'x qemu' 'x native'
for bench; do
  native='' qemu='' ours=''
  for ((round = 0; round < rounds; round++)); do
    native=$(least "$native" "$("$work/native" "$bench")")
    # qemu-arm starts no ARM program by itself unless the host's kernel knows how.
    qemu=$(least "$qemu" "$(BENCH_RUNNER=$(command -v qemu-arm) qemu-arm "$guest" "$bench")")
    ours=$(least "$ours" "$(./armature run "$guest" "$bench")")
  done
  awk -v k="$bench" -v n="$native" -v q="$qemu" -v a="$ours" 'BEGIN {
    printf "%-10s %12.1f %12.1f %12.1f %10.2f %10.2f\n", k, n, q, a, q / a, n / a }'
done
