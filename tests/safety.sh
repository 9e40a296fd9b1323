#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The table in README.md's section on safety has the rows and columns that
# tests/safety/table knows, and what it says of leaderplus in rows that are soon
# run is what the program does now.
#
# LEADERPLUS, FAULT: the programs; TOP_SRCDIR: the tree; README: the file.
set -u
: "${TOP_SRCDIR:=$(cd "$(dirname "$0")/.." && pwd)}"
: "${LEADERPLUS:=$TOP_SRCDIR/build/leaderplus}" "${README:=$TOP_SRCDIR/README.md}"
: "${FAULT:=$(dirname "$LEADERPLUS")/tests/safety/fault}" "${CONTENT:=$TOP_SRCDIR/content}"
export TOP_SRCDIR LEADERPLUS FAULT CONTENT
fresh=killed-idle,stopped,enospc

if ! command -v python3 >/dev/null; then
	echo "python3 is not installed"
	exit 77
fi
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
trap 'exit 99' HUP INT TERM

table() { python3 -B "$TOP_SRCDIR/tests/safety/table" "$@"; }

# shape: the first column and the heads of the others.
shape() {
	awk -F '[[:blank:]]*[|][[:blank:]]*' '
		!/^[|]/ { next }
		!head++ { print }
		{ print $2 }' | tr -s ' '
}

# ours: leaderplus's cells as "row: cell".
ours() {
	awk -F '[[:blank:]]*[|][[:blank:]]*' '
		!/^[|]/ || /^[|]-/ { next }
		!head++ { for (i = 3; i < NF; i++) if ($i == "leaderplus") column = i; next }
		column && $column != "" { print $2 ": " $column }'
}

for mark in '<!-- safety -->' '<!-- /safety -->'; do
	if [ "$(grep -cxF -e "$mark" "$README")" -ne 1 ]; then
		echo "$README does not have the line '$mark' once"
		exit 1
	fi
done
sed -n '/^<!-- safety -->$/,/^<!-- \/safety -->$/p' "$README" >"$tmp/readme"
shape <"$tmp/readme" >"$tmp/has"
table --list >"$tmp/list" || exit 99
shape <"$tmp/list" >"$tmp/knows"
[ "$(wc -l <"$tmp/knows")" -gt 20 ] || { echo "the script's list was not understood"; exit 99; }
if ! diff -u "$tmp/has" "$tmp/knows"; then
	echo "README.md has other rows or columns: 'make safety SAFETY=--write' makes them anew"
	exit 1
fi

table --only "$fresh" --columns leaderplus >"$tmp/run" || { cat "$tmp/run"; exit 1; }
ours <"$tmp/readme" >"$tmp/told"
ours <"$tmp/run" >"$tmp/done"
cat "$tmp/done"
[ "$(wc -l <"$tmp/done")" -eq 3 ] || { echo "the run did not fill its cells"; exit 1; }
grep -v ': not run$' "$tmp/done" | grep -vFx -f "$tmp/told" >"$tmp/other"
if [ -s "$tmp/other" ]; then
	echo "README.md says something else of this:"
	cat "$tmp/other"
	exit 1
fi
if grep -q ': not run$' "$tmp/done"; then
	echo "skipped: this kernel lets no calls fail"
	exit 77
fi
