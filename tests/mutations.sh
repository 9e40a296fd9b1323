#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Breaks the way of words to the disk, in one way after another, and wants the tests to
# notice each time:
#
#	tests/mutations.sh [NAME...]
#
# A mutation is a file in tests/mutations: why it matters, the source, the programs that
# should notice it (the likeliest first; one failing test is enough), and replacements:
#
#	why: Without the sync ...
#	file: src/base/temp.c
#	tests: unit/t_file_power unit/t_file_fault
#	<<<<
#	lines that stand in the source just once
#	====
#	lines instead
#	>>>>
#
# It is applied to a copy of the sources, and what changed there is built again.  A
# mutation that cannot be applied or built is an error, not a catch.  JOBS at a time (2).
: "${JOBS:=2}"
# shellcheck source=tests/copy.sh
. "$(dirname "$0")/copy.sh"
tmp=$(mktemp -d "${TMPDIR:-/tmp}/leaderplus-mutations.XXXXXX") || exit 99
# Where syncing costs nothing, if there is such a place.
scratch=$(mktemp -d /dev/shm/leaderplus-mutations.XXXXXX 2>/dev/null) || {
	scratch=$tmp/scratch
	mkdir "$scratch" || exit 99
}
workers=
# shellcheck disable=SC2086 # one number a word
trap 'trap "" HUP INT TERM; [ -z "$workers" ] || kill $workers 2>/dev/null; wait; rm -rf "$tmp" "$scratch"' EXIT
trap 'exit 99' HUP INT TERM

# header NAME MUTATION: what the line "NAME: ..." says.
header() { sed -n "/^<<<<\$/q; s/^$1: //p" "$2"; }

# build FOLDER TEST...: their programs.
build() (
	cd "$1" || exit 99
	shift
	# shellcheck disable=SC2046
	make -s $(printf ' tests/%s' "$@")
)

# passes FOLDER TEST...: false when a test fails or hangs, which $failing and the log name.
passes() {
	folder=$1
	shift
	for failing; do
		CK_DEFAULT_TIMEOUT=30 in_copy "$folder" timeout 100 "tests/$failing" \
			>"$folder.log" 2>&1 || return 1
	done
}

# say WORD NAME WORDS
say() { printf '%s: %s: %s\n' "$@"; }

# try FOLDER NAME: breaks the sources there, and mends them.
try() {
	mutation=$top/tests/mutations/$2
	source=$(header file "$mutation")
	object=${source%.c}.o
	tests=$(header tests "$mutation")
	if [ -z "$(header why "$mutation")" ] || [ -z "$tests" ]; then
		say ERROR "$2" "it lacks a line 'why:' or 'tests:'"
		return
	fi
	if ! awk -f "$top/tests/mutate.awk" "$mutation" "$top/$source" >"$1.c" 2>"$1.log"; then
		say ERROR "$2" "$(cat "$1.log")"
		return
	fi
	cp "$1.c" "$1/$source"
	# shellcheck disable=SC2086
	if ! build "$1" $tests >"$1.log" 2>&1; then
		tail -n 20 "$1.log"
		say ERROR "$2" "it does not build"
	elif passes "$1" $tests; then
		say FAIL "$2" "no test notices it ($tests)"
	else
		say PASS "$2" "caught by $failing ($(grep -c '^not ok' "$1.log")): $(
			sed -n 's/^not ok [0-9]* - [^:]*:[^:]*:\([^:]*\):.*/\1/p' "$1.log" |
			sed 1q)"
	fi
	cp -p "$tmp/0/$source" "$1/$source"
	cp -p "$tmp/0/$object" "$1/$object"
	rm "$1/libleaderplus.a"	# it has the broken object
}

# work FOLDER NAME...: tries those that no other has begun.
work() {
	folder=$1
	shift
	for name; do
		mkdir "$tmp/begun/$name" 2>/dev/null && try "$folder" "$name"
	done
}

start=$(date +%s)
if [ $# -eq 0 ]; then
	# shellcheck disable=SC2046
	set -- $(cd "$top/tests/mutations" && ls)
fi
tests=$(for name; do
	[ -f "$top/tests/mutations/$name" ] || echo "$name" >&2
	header tests "$top/tests/mutations/$name" | tr ' ' '\n'
done | sort -u)
copy "$tmp/0" CFLAGS='-O0 -g0'
# shellcheck disable=SC2046,SC2086
(cd "$tmp/0" && make -s -j"$JOBS" $(printf ' tests/%s' $tests)) >"$tmp/build.log" 2>&1 ||
	fail "the copy does not build" "$tmp/build.log"
# shellcheck disable=SC2086
passes "$tmp/0" $tests || fail "without any mutation, $failing fails" "$tmp/0.log"

mkdir "$tmp/begun"
i=0
while [ $i -lt "$JOBS" ]; do
	i=$((i + 1))
	cp -Rp "$tmp/0" "$tmp/$i" || exit 99
	work "$tmp/$i" "$@" >"$tmp/out.$i" &
	workers="$workers $!"
done
wait
workers=
cat "$tmp"/out.* | sort
for word in PASS FAIL ERROR; do
	eval "$word=\$(cat \"\$tmp\"/out.* | grep -c \"^$word: \")"
	eval "echo \"# $word: \$$word\""
done
echo "mutations: $PASS of $# caught, $FAIL not, $ERROR could not be tried ($(($(date +%s) - start)) s)"
[ "$PASS" -eq $# ]
