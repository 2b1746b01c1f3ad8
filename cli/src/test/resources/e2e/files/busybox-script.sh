#!/bin/busybox sh
# A script with everything a start-up script does.
set -u
echo "arguments: $# first $1 second $2"
count() {
  local n=0 word
  for word; do n=$((n + 1)); done
  echo "$n words"
}
count "$@"
x=value
cat <<END
here-document with $x and $((6 * 7))
$(echo command substitution)
END
cat <<'END'
no $x here
END
cat <<-END
	tabs are taken away
END
while read -r name number rest; do
  case $name in
    alpha | beta) echo "$name $number" ;;
    g*) echo "g: $rest" ;;
    *) continue ;;
  esac
done <words.txt | head -12
total=0
IFS=,
while read -r id name amount city; do
  [ "$id" = id ] && continue
  [ "$city" = Oslo ] && total=$((total + id))
done <table.csv
unset IFS
echo "total $total"
until [ $total -lt 100 ]; do total=$((total / 2)); done
echo $total
i=0
while :; do
  i=$((i + 1))
  [ $i -eq 3 ] && continue
  [ $i -gt 5 ] && break
  printf '%d ' $i
done
echo
(cd / && pwd)
umask 077
: >private
ls -l private | cut -c1-10
trap 'echo cleaning; rm -f private' EXIT
eval 'y=evaluated'
echo "$y"
set -- $(sort -n numbers.txt | sed -n '1p;$p')
echo "range $1 $2"
! false && echo negated
test -f private && echo "private there"
readonly fixed=1
(fixed=2) 2>/dev/null || echo "readonly kept"
exec 4>log
echo logged >&4
exec 4>&-
cat log
exit 3
