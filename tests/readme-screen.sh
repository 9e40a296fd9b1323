#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The picture in README.md is what the program shows.  Prints the picture; fails
# where README.md has another one.  With --write, puts it there.
#
# README_SCREEN: the program built from tests/pty/readme_screen.c; README: the file.
set -u
: "${TOP_SRCDIR:=$(cd "$(dirname "$0")/.." && pwd)}"
: "${OBJ:=$TOP_SRCDIR/build/src}"
: "${LEADERPLUS:=$OBJ/../leaderplus}" "${README_SCREEN:=$OBJ/../tests/pty/readme_screen}"
: "${CONTENT:=$TOP_SRCDIR/content}" "${README:=$TOP_SRCDIR/README.md}"
export LEADERPLUS CONTENT
case ${1:-} in
'' | --write) ;;
*)
	echo "usage: $0 [--write]" >&2
	exit 2
	;;
esac
if [ ! -x "$README_SCREEN" ]; then
	echo "$README_SCREEN has not been built (it needs Check and libvterm)"
	exit 77
fi
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
trap 'exit 99' HUP INT TERM
unset CK_TAP_LOG_FILE_NAME CK_VERBOSITY

"$README_SCREEN" "$tmp/screen" >"$tmp/log" 2>&1 || {
	cat "$tmp/log"
	exit 1
}
for mark in '<!-- screen -->' '<!-- /screen -->'; do
	if [ "$(grep -cxF -e "$mark" "$README")" -ne 1 ]; then
		echo "$README does not have the line '$mark' once"
		exit 1
	fi
done

# What README.md is to be: the picture in a fence between the two marks.
awk -v screen="$tmp/screen" '
	$0 == "<!-- /screen -->" { inside = 0 }
	!inside { print }
	$0 == "<!-- screen -->" {
		inside = 1
		print "```text"
		while ((getline line < screen) > 0)
			print line
		print "```"
	}' "$README" >"$tmp/README.md" || exit 99
cat "$tmp/screen"
if [ "${1:-}" = --write ]; then
	cmp -s "$tmp/README.md" "$README" || cat "$tmp/README.md" >"$README"
elif ! diff -u "$README" "$tmp/README.md"; then
	echo "the picture is another one: tests/readme-screen.sh --write puts it there"
	exit 1
fi
