#!/bin/sh
# Measures with JMH and draws what docs/performance.md shows: docs/results/jmh.csv and jmh-*.svg.
#
#   perf/charts.sh           about five minutes; nothing else should run
#   perf/charts.sh WORD...   words of JMH: its options, or which benchmarks (then only these are in the file)
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$top/docs/results"
"$top/armature" bench -rf csv -rff "$top/docs/results/jmh.csv" "$@"
"$top/armature" bench chart "$top/docs/results/jmh.csv" "$top/docs/results"
