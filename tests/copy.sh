#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by tests/mutations.sh and tests/coverage.sh: a build of a copy of the sources,
# which may be broken or measured without touching the tree.
LC_ALL=C.UTF-8
export LC_ALL
unset CDPATH CFLAGS CPPFLAGS LDFLAGS MAKEFLAGS LANGUAGE
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME ACCESSIBLE LEADERPLUS_PLAIN NO_COLOR
top=$(cd "$(dirname "$0")/.." && pwd) || exit 99

# fail WORDS [LOG]: the end, after the last lines of LOG.
fail() {
	[ -z "$2" ] || tail -n 40 "$2"
	echo "${0##*/}: $1" >&2
	exit 1
}

# copy FOLDER OPTION...: puts the sources there and configures them in place, so that the
# whole folder may be copied again.
copy() {
	into=$1
	shift
	[ -x "$top/configure" ] || fail "there is no configure: run ./bootstrap check first"
	mkdir "$into" || exit 99
	(cd "$top" && tar -cf - --exclude=./build --exclude=./.git --exclude='*.o' --exclude='*.a' .) |
		(cd "$into" && tar -xf - && chmod -R u+w .) || exit 99
	(cd "$into" && ./configure -q --enable-all-tests --disable-hardening "$@") \
		>"$into/configure.log" 2>&1 || fail "cannot configure the copy" "$into/configure.log"
}

# in_copy FOLDER COMMAND...: runs a test there as `make check` does; what a test that fails
# leaves behind is in $scratch.
in_copy() (
	cd "$1" || exit 99
	shift
	mkdir -p tests/home
	env TOP_SRCDIR="$PWD" SRC="$PWD/src" OBJ="$PWD/src" CONTENT="$PWD/content" \
		FUZZ="$PWD/tests/fuzz" LEADERPLUS="$PWD/leaderplus" HOME="$PWD/tests/home" TMPDIR="$scratch" \
		CK_TAP_LOG_FILE_NAME=- CK_VERBOSITY=silent "$@" </dev/null
)
