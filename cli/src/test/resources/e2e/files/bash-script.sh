#!/bin/bash
# Two hundred lines of what bash scripts do: functions, arrays, here-documents, subshells, traps,
# process substitution, job control, pattern matching, arithmetic.
set -o nounset -o pipefail
shopt -s extglob nullglob

section() { printf '== %s\n' "$*"; }

section functions
factorial() {
  local -i n=$1
  if ((n <= 1)); then
    echo 1
  else
    echo $((n * $(factorial $((n - 1)))))
  fi
}
factorial 10
by_name() {
  local -n target=$1
  target=(one two "three four")
}
by_name words
echo "${#words[@]} ${words[2]}"
returns() { return "$1"; }
for status in 0 1 42 255; do
  returns $status
  echo -n "$? "
done
echo
default() { echo "${1:-none} ${2-unset} ${3+given}"; }
default
default a "" c
recursive_sum() { (($# == 0)) && { echo 0; return; }; local head=$1; shift; echo $((head + $(recursive_sum "$@"))); }
recursive_sum 1 2 3 4 5

section arrays
declare -a list=(delta alpha charlie bravo)
list+=(echo)
echo "${list[@]}" "${#list[@]}" "${list[-1]}" "${list[@]:1:2}"
unset 'list[1]'
echo "${!list[@]}"
IFS=$'\n' sorted=($(sort <<<"${list[*]}"))
unset IFS
echo "${sorted[*]}"
declare -A colour=([sky]=blue [grass]=green [snow]=white)
for key in $(printf '%s\n' "${!colour[@]}" | sort); do
  echo "$key is ${colour[$key]}"
done
[[ -v colour[sky] ]] && echo "sky is there"
mapfile -t lines <poem.txt
echo "${#lines[@]} lines, the last: ${lines[-1]}"
echo "${list[@]/#/<}" "${list[@]^}"

section parameters
path=/usr/local/share/file.tar.gz
echo "${path##*/} ${path%/*} ${path%%.*} ${path#*.} ${path/local/remote} ${path//\//:}"
text="Hello World"
echo "${text,,} ${text^^} ${text:6} ${text: -5:3} ${#text} ${text//[aeiou]/_}"
printf '%q %s\n' "it's quoted" "${text@Q}"
empty=
echo "${empty:-default} ${empty:=assigned} $empty ${text:+other}"
set -- a "b c" d
echo "$# $* ${*:2} ${@: -1}"
for ((i = 1; i <= $#; i++)); do printf '<%s>' "${!i}"; done
echo
printf -v formatted '%05d|%-8s|%x|%.3f' 42 left 255 3.14159
echo "$formatted"

section here-documents
cat <<END
value ${text} and $((6 * 7)) and $(echo inner)
	tab kept
END
cat <<'END'
no ${expansion} here
END
cat <<-END
	tab taken away
	END
tr a-z A-Z <<<"a here string"

section arithmetic
echo $((2 ** 10)) $((17 / 5)) $((17 % 5)) $((-17 / 5)) $((0xff)) $((8#17)) $((1 << 4 | 3)) $((5 > 3 ? 10 : 20))
((x = 5, y = x++ * 2, z = --x))
echo "$x $y $z"
echo $((9223372036854775807 + 1))
let 'a = 3 * (4 + 5)'
echo "$a"
for ((i = 0, j = 10; i < j; i += 3, j -= 1)); do echo -n "$i,$j "; done
echo

section patterns
for word in abc abcabc 123 file.txt FILE; do
  case $word in
    +(abc)) echo "$word: abc again and again" ;;
    [0-9]*) echo "$word: digits" ;;&
    +([0-9])) echo "$word: only digits" ;;
    *.txt) echo "$word: text" ;;
    *) echo "$word: other" ;;
  esac
done
if [[ "2024-02-29" =~ ^([0-9]{4})-([0-9]{2})-([0-9]{2})$ ]]; then
  echo "${BASH_REMATCH[1]} ${BASH_REMATCH[2]} ${BASH_REMATCH[3]}"
fi
[[ abc < abd && ! -e nowhere && -f poem.txt ]] && echo compared
echo {1..5} {a..e} {10..0..5} x{1,2}y pre{,fix}
for f in *.t@(xt|sv); do echo "$f"; done
echo nothing-like-*.this

section subshells
value=outer
(
  value=inner
  cd /
  echo "$value $PWD"
  exit 3
)
echo "$? $value"
result=$(
  echo captured
  exit 4
)
echo "$? $result"
{ echo grouped; echo too; } | while read -r line; do echo "got $line"; done
false | true
echo "pipe status ${PIPESTATUS[*]}"
true | false | true || echo "pipefail sees it"
[[ $BASH_SUBSHELL == 0 ]] && (echo "level $BASH_SUBSHELL")

section "process substitution"
diff <(echo a; echo b; echo c) <(echo a; echo x; echo c)
while read -r n; do total=$((${total:-0} + n)); done < <(seq 1 100)
echo "$total"
paste -d, <(seq 3) <(seq 4 6)
tee >(wc -l >count) <poem.txt >/dev/null
for ((i = 0; i < 100; i++)); do [[ -s count ]] && break; sleep 0.2; done
cat count

section traps
trap 'echo "got USR1"' USR1
kill -USR1 $$
trap - USR1
(
  trap 'echo "leaving with $?"' EXIT
  exit 7
)
echo "status $?"
on_error() { echo "failed at line $1"; }
(
  set -o errtrace
  trap 'on_error "some"' ERR
  false
  true
)
bash_pid=$BASHPID
(trap 'echo interrupted; exit 9' TERM; kill -TERM "$BASHPID"; sleep 1; echo not reached)
echo "status $?"
[[ $bash_pid == "$$" ]] && echo "same process"
trap '' HUP
(kill -HUP "$BASHPID"; echo "hangup ignored")
trap - HUP

section jobs
sleep 0.1 &
first=$!
(sleep 0.2; exit 5) &
second=$!
wait "$first"
echo "first $?"
wait "$second"
echo "second $?"
sleep 30 &
kill %%
wait $! 2>/dev/null
echo "killed $?"
pids=()
for i in 1 2 3; do
  (exit "$i") &
  pids+=($!)
done
for pid in "${pids[@]}"; do
  wait "$pid"
  echo "child $?"
done
# Which of them jobs still lists depends on who ended first, but none of them runs.
echo "all gone, $(jobs -r | wc -l) left"
coproc upper { while read -r line; do echo "${line^^}"; done; }
echo "to the coprocess" >&"${upper[1]}"
read -r answer <&"${upper[0]}"
echo "$answer"
eval "exec ${upper[1]}>&-"
wait
# A job that goes on when it is told to: nothing here depends on the clock, nor on
# whether the coprocess is still in the list of jobs: then this is not %1.
mkfifo gate
set -o monitor
read -r word <gate &
jobs %% | tr -s ' ' | cut -d' ' -f2-
kill -STOP $!
until jobs -s >stopped && [[ -s stopped ]]; do sleep 0.1; done
tr -s ' ' <stopped | cut -d' ' -f2-
bg %% >/dev/null
jobs -r | wc -l
echo word >gate
wait $!
echo "job $?"
set +o monitor
rm gate stopped

section redirection
exec 5>log
echo "first" >&5
echo "second" >&5
exec 5>&-
exec 6<log
read -r one <&6
read -r two <&6
exec 6<&-
echo "$one $two"
{ echo out; echo err >&2; } 2>&1 | sort
echo appended >>log
wc -l <log
ls nowhere 2>/dev/null || echo "ls failed with $?"
noclobber() (set -o noclobber; echo again >log) 2>/dev/null
noclobber || echo "not overwritten"

section text
while IFS=, read -r id name amount city; do
  [[ $id == id ]] && continue
  ((${#name} > 5)) || continue
  printf '%3d %-8s %8.2f %s\n' "$id" "$name" "$amount" "$city"
done <table.csv | sort -k2,2 -k1,1n | head -8
grep -c fox poem.txt
sed -n 's/fox/wolf/p' poem.txt
awk -F, 'NR > 1 { sum[$4] += $3 } END { for (c in sum) printf "%s %.2f\n", c, sum[c] }' table.csv | sort
printf '%s\n' "${words[@]}" | xargs -I{} echo "item {}"
select_menu() { PS3='? '; select item in red green; do echo "chose $item"; break; done; }
select_menu <<<2 2>/dev/null
getopts_test() {
  local OPTIND opt
  while getopts 'ab:c' opt; do echo "option $opt ${OPTARG-}"; done
  shift $((OPTIND - 1))
  echo "rest $*"
}
getopts_test -a -b value -c more words
printf 'done in %s\n' "bash ${BASH_VERSINFO[0]}"
exit 17
