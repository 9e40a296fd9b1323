#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every branch of what keeps words is taken by a test, or named in tests/uncovered.txt with
# the reason why none can take it.
#
#	tests/coverage.sh [--list]
#
# A copy of the sources is built, those files with gcc's counters, and the tests of them run in
# it.  A branch that no test took and that is not named there is a failure, and so is one
# that is named and was taken, or is gone.  A branch is named by its file and function,
# how many of the line's branches are never taken, and the line itself:
#
#	Why no test can take those that follow.
#		src/base/x.c function 1/4: if (text || of_the_line)
#
# --list only prints what is not taken, in that form.  JOBS at a time (2).
: "${JOBS:=2}"
# shellcheck source=tests/copy.sh
. "$(dirname "$0")/copy.sh"
tmp=$(mktemp -d "${TMPDIR:-/tmp}/leaderplus-coverage.XXXXXX") || exit 99
# Where syncing costs nothing, if there is such a place.
scratch=$(mktemp -d /dev/shm/leaderplus-coverage.XXXXXX 2>/dev/null) || scratch=$tmp/scratch
mkdir -p "$scratch" || exit 99
workers=
# shellcheck disable=SC2086 # one number a word
trap '[ -z "$workers" ] || kill $workers 2>/dev/null; wait; rm -rf "$tmp" "$scratch"' EXIT
trap 'exit 99' HUP INT TERM
copy "$tmp/copy" CC=gcc CFLAGS='-O0 -g0' LDFLAGS=--coverage
cd "$tmp/copy" || exit 99

sources="$(echo src/answers/*.c src/base/file*.c) src/text/safe.c"
for name in buf hash lock sys temp; do
	sources="$sources src/base/$name.c"
done
# Not those that look at other things, or take long and no branch that none else takes: where one
# comes to be needed, that branch is found to be not taken.
tests=$(cd tests/unit && grep -LE '"(desk\.h|(cli|doc|pack|plain|ui|workbook)/)' t_*.c |
	grep -vE '^t_(base|child|damage|editor|editor_stop|erase_power|fold|fold_random|handed|intl|kill|lines|power|round|sort|unicode|word|wrap|writers)\.c$')
tests=$(for name in $tests t_bring.c t_conflicts.c t_kinds.c t_lint.c t_replies.c; do
	echo "tests/unit/${name%.c}"
done | sort -u)
# shellcheck disable=SC2046,SC2086
{
	make -s -j"$JOBS" $(echo $sources | sed 's/\.c\>/.o/g') CFLAGS='-O0 -g0 --coverage' &&
		make -s -j"$JOBS" $tests
} >build.log 2>&1 || fail "the copy does not build" build.log

# work: runs those that no other has begun, and names those that fail.
work() {
	for test in $tests; do
		log=$tmp/begun/${test##*/}
		mkdir "$log" 2>/dev/null || continue
		in_copy "$tmp/copy" env CK_TIMEOUT_MULTIPLIER=10 timeout 900 "$test" >"$log/log" 2>&1 ||
			echo "$test" "$(grep '^not ok' "$log/log")" >>"$tmp/failed"
	done
}

mkdir "$tmp/begun"
i=0
while [ $i -lt "$JOBS" ]; do
	i=$((i + 1))
	work &
	workers="$workers $!"
done
wait
workers=
[ ! -e "$tmp/failed" ] || fail "tests fail" "$tmp/failed"

for source in $sources; do
	gcov -b -c -t -o "${source%/*}" "$source" 2>gcov.log |
		awk -v sums="$tmp/sum" -f "$top/tests/coverage.awk" >>"$tmp/found" &&
		cat "$tmp/sum" >>"$tmp/sums" || fail "gcov cannot tell about $source" gcov.log
done
if [ "$1" = --list ]; then
	sed 's/^/	/' "$tmp/found"
	exit
fi

# Whoever names a branch says why, in a paragraph's first lines.
awk '
	/^$/ { why = "" }
	/^[^\t#]/ { why = why $0 }
	/^\t/ && why == "" { print FILENAME ":" FNR ": no reason is given" }' \
	"$top/tests/uncovered.txt" >"$tmp/wrong"
sed -n 's/^	//p' "$top/tests/uncovered.txt" | sort >"$tmp/named"
sort "$tmp/found" >"$tmp/sorted"
{
	comm -13 "$tmp/named" "$tmp/sorted" | sed 's/^/not taken: /'
	comm -23 "$tmp/named" "$tmp/sorted" | sed 's/^/in uncovered.txt, but taken or gone: /'
	uniq -d "$tmp/named" | sed 's/^/named twice: /'
} >>"$tmp/wrong"
cat "$tmp/sums" "$tmp/wrong"
awk '{ all += $2; never += $3 } END {
	print "coverage: " all - never " of " all " branches taken, " never " named"
}' "$tmp/sums"
[ ! -s "$tmp/wrong" ]
