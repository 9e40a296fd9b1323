#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every branch of what keeps words is taken by a test, or named in tests/uncovered.txt with
# the reason why none can take it.
#
#	tests/coverage.sh [--list]
#
# A copy of the sources is built with gcc's counters and the tests without a screen run in
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
trap 'rm -rf "$tmp"' EXIT
trap 'exit 99' HUP INT TERM
copy "$tmp/copy" CC=gcc CFLAGS='-O0 -g0 --coverage'
cd "$tmp/copy" || exit 99

sources="$(echo src/answers/*.c src/base/file*.c) src/text/safe.c"
for name in buf hash lock sys temp; do
	sources="$sources src/base/$name.c"
done
units=$(cd tests/unit && ls t_*.c | sed 's|.*|tests/unit/&|; s|\.c$||')
replays=$(cd tests/fuzz && ls fuzz_*.c | sed 's|^fuzz_|tests/fuzz/replay_|; s|\.c$||')
# shellcheck disable=SC2086
make -s -j"$JOBS" leaderplus $units $replays >build.log 2>&1 ||
	fail "the copy does not build" build.log
# shellcheck disable=SC2086
make -s -j"$JOBS" check-TESTS TESTS="$(echo $units) tests/cmd/check.sh tests/fuzz.sh" \
	>tests.log 2>&1 || {
	grep -E '^(FAIL|ERROR)' tests.log >failed.log
	fail "the tests fail" failed.log
}

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
