#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# nano, given the keys of the editing scripts that it knows, makes the same text of them
# and stands at the same place: what tests/edit expects is what people are used to.
#
# TOP_SRCDIR: the source tree.
: "${TOP_SRCDIR:=$(dirname "$0")/..}"
for tool in nano python3; do
	if ! command -v "$tool" >/dev/null; then
		echo "SKIPPED: $tool is not installed, so no editing script was compared with nano"
		exit 77
	fi
done
exec python3 -B "$TOP_SRCDIR/tests/edit/nano.py" "$TOP_SRCDIR/tests/edit"
