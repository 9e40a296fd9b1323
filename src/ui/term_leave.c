/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What leaves the full screen without curses, kept ready for a crash. */
#include <config.h>

#include "ui/term_leave.h"

#include <string.h>

#include "base/intl.h"
#include "text/utf8.h"
#include "ui/rescue.h"

void leave_add(struct buf *out, const char *capability)
{
	while (*capability) {
		const char *end = strncmp(capability, "$<", 2) == 0 ? strchr(capability, '>') : NULL;

		if (end)
			capability = end + 1;
		else
			buf_add_char(out, *capability++);
	}
}

void leave_arm(struct slice leave, bool utf8, int terminal, int messages,
	       const struct termios *modes)
{
	const char *text = _("leaderplus: an error stopped the program. What it called safe or "
			     "saved is kept in the workbook file and its journal; start it again "
			     "to carry on.\n");
	struct buf message;

	buf_init(&message, RESCUE_BYTES);
	if (utf8)
		buf_add_str(&message, text);
	else
		text_to_ascii(&message, slice_of(text));
	rescue_arm(&(struct rescue){
		.terminal = terminal,
		.messages = messages,
		.modes = modes,
		.leave = leave,
		.message = slice_buf(&message),
	});
	buf_release(&message);
}
