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

# commands FOLDER TEST...: how make builds an object and these programs there, a line each, to which
# make itself comes back in most of a second.
commands() (
	cd "$1" || exit 99
	shift
	# shellcheck disable=SC2016 # these are for make
	make -s TRIED="$*" --eval='commands: ; $(info object: $(COMPILE))$(foreach t,$(TRIED:%=tests/%),$(info \
		$(t): $(CCLD) $(AM_CFLAGS) $(CFLAGS) $(AM_LDFLAGS) $(LDFLAGS) -o $(t) $($(subst /,_,$(t))_OBJECTS) \
		$(subst libleaderplus.a,$$object libleaderplus.a,$($(subst /,_,$(t))_LDADD)) $(LIBS)))' commands
)

# how NAME: the line for an object or program.
how() { sed -n "s|^ *$1: ||p" "$tmp/commands"; }

# build FOLDER SOURCE TEST...: the object, and the programs with it before the library, in which is the
# one that is not broken.
build() (
	cd "$1" || exit 99
	source=$2
	object=${source%.c}.o
	shift 2
	eval "$(how object) -c -o $object $source" || exit
	for program; do
		eval "$(how "tests/$program")" || exit
	done
)

# passes FOLDER TEST...: false when a test fails or hangs, which $failing and the log name.  What fails
# first is enough.
passes() {
	folder=$1
	shift
	for failing; do
		{
			CK_DEFAULT_TIMEOUT=30 in_copy "$folder" timeout 100 stdbuf -oL "tests/$failing"
			echo "status $?"
		} 2>&1 | awk '{ print; fflush() } /^not ok/ { exit }' >"$folder.log"
		[ "$(tail -n 1 "$folder.log")" = "status 0" ] || return 1
	done
}

# say WORD NAME WORDS
say() { printf '%s: %s: %s\n' "$@"; }

# try FOLDER NAME: breaks the sources there, and mends them.
try() {
	mutation=$top/tests/mutations/$2
	source=$(header file "$mutation")
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
	if ! build "$1" "$source" $tests >"$1.log" 2>&1; then
		tail -n 20 "$1.log"
		say ERROR "$2" "it does not build"
	elif passes "$1" $tests; then
		say FAIL "$2" "no test notices it ($tests)"
	else
		say PASS "$2" "caught by $failing: $(
			sed -n 's/^not ok [0-9]* - [^:]*:[^:]*:\([^:]*\):.*/\1/p' "$1.log")"
	fi
	cp -p "$tmp/0/$source" "$1/$source"
}

# work FOLDER NAME...: tries those that no other has begun; before, the tests as they are.
work() {
	folder=$1
	shift
	for test in $tests; do
		mkdir "$tmp/begun/${test##*/}" 2>/dev/null || continue
		passes "$folder" "$test" || say ERROR "$test" "it fails without any mutation"
	done
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
commands "$tmp/0" $tests >"$tmp/commands" || fail "make does not tell how it builds" "$tmp/commands"

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
[ "$PASS" -eq $# ] && [ "$ERROR" -eq 0 ]
