#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Calendar files as another program reads them: Debian's python3-icalendar finds each event,
# its day and every letter of its texts, however long they are.
#
# ICS_PRINT: tests/unit/ics_print; PYTHON: a python3 that has icalendar.
: "${TOP_SRCDIR:=$(dirname "$0")/..}" "${ICS_PRINT:=$TOP_SRCDIR/build/tests/unit/ics_print}"
for python in ${PYTHON:-python3 /usr/bin/python3}; do
	"$python" -c 'import icalendar' 2>/dev/null || continue
	exec "$python" -B "$TOP_SRCDIR/tests/ics.py" "$ICS_PRINT"
done
echo "SKIPPED: python3-icalendar is not installed, so no other program read a calendar file"
exit 77
