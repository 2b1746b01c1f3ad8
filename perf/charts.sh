#!/bin/sh
# Measures with JMH and draws what docs/performance.md shows: docs/results/jmh-*.json and jmh-*.svg. Many short
# iterations, of which the best counts, get by on a machine that others use as well; whole programs get few.
#
#   perf/charts.sh           about five minutes
set -eu
[ $# -eq 0 ] || { echo "usage: perf/charts.sh" >&2; exit 2; }
top=$(cd "$(dirname "$0")/.." && pwd)
results=$top/docs/results
mkdir -p "$results"
"$top/armature" bench -e MachineBenchmark -wi 5 -w 1s -i 50 -r 3ms -rf json -rff "$results/jmh-code.json"
"$top/armature" bench -rf json -rff "$results/jmh-programs.json" MachineBenchmark
# Where things are on this machine is nobody's business.
sed -i '/"jvmArgs" : \[/,/\],/d; /"jvm" : /d' "$results/jmh-code.json" "$results/jmh-programs.json"
"$top/armature" bench chart "$results" "$results/jmh-code.json" "$results/jmh-programs.json"
