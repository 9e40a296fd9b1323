/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing in the reader's own editor. */
#include <config.h>

#include "plain/talk.h"

#include <stdlib.h>
#include <string.h>

#include "base/editor.h"
#include "base/intl.h"
#include "base/mem.h"
#include "plain/words.h"
#include "text/edit.h"
#include "text/handed.h"

/* The program is to end while the editor still runs. */
static void stop(void *context)
{
	struct talk *t = context;

	workbook_stop(t->wb);
	t->stopped = t->quit = true;
}

static void hand_over(struct talk *t, const char *command, const char *old)
{
	struct editor editor = {
		.sys = t->sys, .command = command, .max = EDIT_MAX + 1,
		.fits = handed_fits, .stop = stop, .context = t,
	};
	struct buf given, back, text;
	struct err err;

	buf_init(&given, strlen(old) + 1);
	buf_init(&back, EDIT_MAX + 1);
	buf_init(&text, (EDIT_MAX + 1) * 3);
	handed_out(&given, slice_of(old));
	console_leave(&t->console);
	if (!editor_run(&editor, slice_buf(&given), &back, &err)) {
		console_return(&t->console);
		sayf(t, _("That does not work: %s."), err.text);
	} else {
		console_return(&t->console);
		handed_back(&text, slice_buf(&back));
		workbook_write(t->wb, workbook_here(t->wb), slice_buf(&text));
	}
	buf_release(&text);
	buf_release(&back);
	buf_release(&given);
}

void do_edit(struct talk *t, const char *argument)
{
	const char *command = editor_command();
	char *old;

	(void)argument;
	if (!command) {
		say(t, _("No editor is set; write writes without one. To set one, put this line into the "
			 "file ~/.profile: export EDITOR=\"nano --softwrap\""));
		return;
	}
	if (!words_can_be_written(t))
		return;
	workbook_prepare(t->wb, workbook_here(t->wb));
	old = mem_string(workbook_text(t->wb, workbook_here(t->wb)));
	hand_over(t, command, old);
	words_written(t, old);
	free(old);
}
