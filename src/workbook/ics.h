/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar files (RFC 5545): days to look again, for the calendar that somebody uses anyway.
 *
 * Each is a VEVENT that lasts its day, and not a VTODO: Outlook, Google and Apple show events
 * from such a file, while the first two pass over a VTODO.  An event blocks no time
 * (TRANSP:TRANSPARENT), is marked private (CLASS:PRIVATE), invites nobody and rings no bell.
 * There is no METHOD, for PUBLISH wants an organiser (RFC 5546, 3.2.1).
 *
 *	struct buf out;
 *	buf_init(&out, 1 << 20);
 *	ics_begin(&out);
 *	ics_add(&out, &(struct ics_event){ .uid = id, .day = day, .summary = "..." });
 *	ics_end(&out);
 *	if (out.full) ...
 *
 * A calendar without any event is none (3.6): whoever has nothing to add writes no file.
 * Texts may be any bytes and lines: invalid ones become U+FFFD, and control characters but
 * LF and TAB, which the RFC forbids, are left out.
 */
#ifndef WORKBOOK_ICS_H
#define WORKBOOK_ICS_H

#include <time.h>

#include "base/buf.h"
#include "workbook/day.h"

struct ics_event {
	const char *uid;	/* for ever the same, so that a calendar that takes the file again
				 * changes the event instead of adding one: the id of a step */
	unsigned long sequence;	/* grows with each change: the clock of the step */
	time_t stamp;		/* when this was written */
	struct day day;
	const char *summary;	/* the line that a calendar shows */
	const char *description;	/* NULL or "": none */
};

void ics_begin(struct buf *out);
void ics_add(struct buf *out, const struct ics_event *event);
void ics_end(struct buf *out);

#endif
