#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What the tests of commands share; read in by each with ".".
#
# LEADERPLUS: the program; TOP_SRCDIR: the tree.  With UPDATE_GOLDEN=1 what the
# program says takes the place of what golden/ holds: look at the difference.
set -u
: "${TOP_SRCDIR:=$(cd "$(dirname "$0")/../.." && pwd)}"
: "${LEADERPLUS:=$TOP_SRCDIR/build/leaderplus}"
: "${CONTENT:=$TOP_SRCDIR/content}"
data=$TOP_SRCDIR/tests/cmd/data
# shellcheck disable=SC2034 # for those that read this in
pack=$data/pack
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
trap 'exit 99' HUP INT TERM
HOME=$tmp/home
TZ=UTC
LC_ALL=C.UTF-8
export HOME TZ LC_ALL
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME LANGUAGE
mkdir "$HOME"
umask 000

# In a file, for pipelines count in shells of their own.
wrong() { printf '%s\n' "$@" | tee -a "$tmp/wrongs"; }

# run STATUS ARGUMENT...: runs the program; its words are in $tmp/out and $tmp/err.
run() {
	wanted=$1
	shift
	asked=$*
	"$LEADERPLUS" "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	got=$?
	[ "$got" -eq "$wanted" ] || wrong "$asked: status $got, not $wanted:" "$(cat "$tmp/err")"
}

# The last run said nothing on standard output, or nothing as an error.
no_out() { [ ! -s "$tmp/out" ] || wrong "$asked: printed" "$(cat "$tmp/out")"; }
no_err() { [ ! -s "$tmp/err" ] || wrong "$asked: complained" "$(cat "$tmp/err")"; }

# err_has WORDS: the message of the last run has them.
err_has() {
	grep -qF -e "$1" "$tmp/err" || wrong "$asked: the message lacks '$1':" "$(cat "$tmp/err")"
}

# golden NAME FILE: FILE is as golden/NAME.
golden() {
	if [ "${UPDATE_GOLDEN:-}" = 1 ]; then
		cp "$2" "$TOP_SRCDIR/tests/cmd/golden/$1"
	elif ! diff -u "$TOP_SRCDIR/tests/cmd/golden/$1" "$2" >"$tmp/diff"; then
		wrong "golden/$1:" "$(cat "$tmp/diff")"
	fi
}

# mode FILE: its permission bits.
mode() { stat -c %a "$1" 2>/dev/null || stat -f %Lp "$1"; }

# same BEFORE AFTER WHAT
same() { cmp -s "$1" "$2" || wrong "$3 has been changed"; }

finish() { [ ! -s "$tmp/wrongs" ]; }
