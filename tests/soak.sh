#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The tests that draw what they do, for a night instead of a minute: `make soak`.
#
# Each row of the table below is run chunk by chunk, every chunk with a seed of its own.
# What has ended stands in soak/progress, in the build folder; a run that was stopped goes
# on where it was, and one that is done says again how it went (rm -r soak begins anew).
# A chunk that fails is named with the command that runs it again, its output stays in
# soak/, and the run goes on.  The last line is "N trials passed, N failed", where all
# trials of a chunk that failed count as failed; the exit status is 1 then.
#
#	SOAK_ONLY="NAME..."	only these rows
#	SOAK_TRIALS=N		so many trials of each row
#	SOAK_BASE=N		seeds are drawn from it; unless set: the day on which the
#				first run began
#
# A program of the table is a Check program or a script that runs SOAK_TRIALS trials from
# SOAK_SEED on: tests/unit/soak.h.

table() {
	cat <<'END'
calls           tests/pty/t_calls                12000    1000
clean           tests/unit/t_clean               1000000  50000
damage          tests/unit/t_damage              120000   10000
environment     tests/pty/t_environment          20       1
escape          tests/screen/t_escape            1        1
full            tests/pty/t_full                 200      20
items           tests/unit/t_items_random        300000   6000
journal         tests/unit/t_journal_power       20000    1000
kill            tests/unit/t_kill                100000   1000
large           tests/pty/t_large                1        1
merge           tests/unit/t_merge_random        200000   5000
locale          tests/pty/t_locale               1        1
memory          tests/pty/t_memory               16000    2000
power           tests/unit/t_power               200      10
round           tests/unit/t_round               1000000  10000
sequences       tests/pty/t_sequences            1        1
stops           tests/pty/t_stops                1000     100
typing          tests/pty/t_typing               1000     100
undo            tests/unit/t_undo_random         400000   10000
words           tests/unit/t_word                200000   5000
writers         tests/unit/t_writers             10000    500
END
}

: "${TOP_SRCDIR:=$(dirname "$0")/..}"
mkdir -p soak || exit 99
if [ -z "$SOAK_BASE" ]; then
	[ -s soak/base ] || date +%Y%m%d >soak/base || exit 99
	SOAK_BASE=$(cat soak/base)
fi
touch soak/progress || exit 99
passed=0 failed=0 child=

say() { echo "soak: $*"; }

stop() {
	[ -z "$child" ] || kill "$child" 2>/dev/null
	wait
	say "stopped; the same command goes on from here"
	exit 130
}
trap stop HUP INT TERM

# wanted NAME
wanted() {
	case " ${SOAK_ONLY:-$1} " in
	*" $1 "*) ;;
	*) return 1 ;;
	esac
}

# program PATH: as it is called from the build folder.
program() {
	if [ -x "$1" ]; then echo "./$1"; else echo "$TOP_SRCDIR/$1"; fi
}

# run_chunk NAME PROGRAM SEED TRIALS: a line in soak/progress.
run_chunk() {
	log=soak/$1-$3.log began=$(date +%s) how=passed
	SOAK_SEED=$3 SOAK_TRIALS=$4 "$(program "$2")" >"$log" 2>&1 </dev/null &
	child=$!
	wait "$child" || how=FAILED
	child=
	sed -n 's/^# /soak:     /p' "$log"
	echo "$1 $3 $4 $how $(($(date +%s) - began))" >>soak/progress
}

# one_chunk NAME PROGRAM SEED TRIALS: runs it unless it is done, and tells how it went.
one_chunk() {
	grep -q "^$1 $3 $4 " soak/progress || run_chunk "$@"
	line=$(grep "^$1 $3 $4 " soak/progress | tail -n 1)
	say "$line s"
	case $line in
	*" passed "*) passed=$((passed + $4)) ;;
	*)
		failed=$((failed + $4))
		grep -E '^not ok|:[FE]:' "soak/$1-$3.log" 2>/dev/null
		say "    again: SOAK_SEED=$3 SOAK_TRIALS=$4, then make check TESTS=$2"
		return
		;;
	esac
	rm -f "soak/$1-$3.log"
}

# one_row NAME PROGRAM TRIALS CHUNK
one_row() {
	trials=${SOAK_TRIALS_ALL:-$3} done=0
	while [ "$done" -lt "$trials" ]; do
		chunk=$((trials - done < $4 ? trials - done : $4))
		one_chunk "$1" "$2" $((SOAK_BASE * 10000000 + done + 1)) "$chunk"
		done=$((done + chunk))
	done
}

for name in $SOAK_ONLY; do
	table | grep -q "^$name " || {
		say "there is no row '$name'; there are: $(table | sed 's/ .*//' | tr '\n' ' ')" >&2
		exit 99
	}
done
SOAK_TRIALS_ALL=$SOAK_TRIALS
say "SOAK_BASE=$SOAK_BASE"
table >soak/table
while read -r name path trials chunk; do
	! wanted "$name" || one_row "$name" "$path" "$trials" "$chunk"
done <soak/table
echo "$passed trials passed, $failed failed"
[ "$failed" -eq 0 ]
