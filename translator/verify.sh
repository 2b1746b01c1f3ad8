#!/bin/sh
# Proves the instructions: holds decoder, interpreter and compiled code against objdump and qemu-arm
# (docs/verification.md). Nothing is built anew that is up to date.
#
#   translator/verify.sh sweep|random|ieee|coverage|all [--count N] [--kinds K,...] [--seed S]
#
# sweep     decode result, length and text against objdump: all of T16, N random words of each of A32
#           and T32 (default 10,000,000)
# random    N random cases of each kind against qemu-arm (default 200,000), interpreted and, one of
#           fifty, compiled; then random programs in both engines
# ieee      N floating-point cases at the edges of formats for each instruction against qemu-arm
#           (default 2,000), interpreted and, one of fifteen, compiled
# coverage  how often the last random run executed each decoder row, by engine; fails when one is
#           missing
# all       all of these; --count is the number of random cases, the others in proportion
set -eu

top=$(cd "$(dirname "$0")/.." && pwd)
reports=$top/translator/target/row-coverage

usage() {
  sed -n '2,/^set /s/^# \{0,1\}//p' "$0" >&2
  exit 2
}

[ $# -ge 1 ] || usage
what=$1
shift
count=
kinds=
seed=1
while [ $# -gt 0 ]; do
  [ $# -ge 2 ] || usage
  case $1 in
  --count) count=$2 ;;
  --kinds) kinds=$2 ;;
  --seed) seed=$2 ;;
  *) usage ;;
  esac
  shift 2
done
case $count in *[!0-9]* | 0) usage ;; esac

# run TESTS PROPERTY...
run() {
  tests=$1
  shift
  start=$(date +%s)
  echo "verify: $tests $*"
  (cd "$top" && mvn -B -q -ntp -Dquickly -Dmaven.test.skip=false -pl translator -am test \
    -Dsurefire.failIfNoSpecifiedTests=false -Dtest="$tests" "$@")
  echo "verify: $tests passed in $(($(date +%s) - start)) s"
}

sweep() {
  run ObjdumpTest,EncodingTableTest "-Darmature.decode.words=${1:-10000000}"
}

random() {
  rm -rf "$reports"
  run RandomInstructionsTest,ReproducersTest "-Darmature.random.tasks=${1:-200000}" \
    -Darmature.random.compiled=50 "-Darmature.random.kinds=$kinds" "-Darmature.random.seed=$seed"
  run EnginesAgreeTest "-Darmature.test.programs=$(((${1:-200000} + 19) / 20))"
}

ieee() {
  run FloatingPointTest "-Darmature.float.cases=${1:-2000}"
}

coverage() {
  ls "$reports"/*.txt >/dev/null 2>&1 || {
    echo "verify: no random run has left its counts in $reports" >&2
    exit 1
  }
  missing=0
  for report in "$reports"/*.txt; do
    awk -v name="$(basename "$report" .txt)" '
      $1 == 0 { print "never executed: " $0; missing++ }
      { sum += $1; if (NR == 1 || $1 < least) least = $1 }
      END {
        printf "%-30s %4d rows, %9d executions, the rarest row %d\n", name, NR, sum, least
        exit missing > 0
      }' "$report" || missing=1
  done
  return $missing
}

case $what in
sweep) sweep "$count" ;;
random) random "$count" ;;
ieee) ieee "$count" ;;
coverage) coverage ;;
all)
  count=${count:-200000}
  sweep $((count * 50))
  random "$count"
  coverage
  ieee $(((count + 99) / 100))
  ;;
*) usage ;;
esac
