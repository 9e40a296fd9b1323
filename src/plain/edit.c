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

/* False where all that is to say of it has been said. */
static bool hand_over(struct talk *t, const char *command, const char *old)
{
	struct editor editor = {
		.sys = t->sys, .command = command, .max = EDIT_MAX + 1,
		.fits = handed_fits, .stop = stop, .context = t,
	};
	struct buf given, back, text;
	enum editor_end end;
	struct err err;

	buf_init(&given, strlen(old) + 1);
	buf_init(&back, EDIT_MAX + 1);
	buf_init(&text, (EDIT_MAX + 1) * 3);
	handed_out(&given, slice_of(old));
	console_leave(&t->console);
	end = editor_run(&editor, slice_buf(&given), &back, &err);
	console_return(&t->console);
	if (end == EDITOR_FAILED) {
		sayf(t, _("That does not work: %s."), err.text);
	} else if (end == EDITOR_AT_ONCE) {
		say(t, err.text);
	} else {
		handed_back(&text, slice_buf(&back));
		workbook_write(t->wb, workbook_here(t->wb), slice_buf(&text));
	}
	buf_release(&text);
	buf_release(&back);
	buf_release(&given);
	return end != EDITOR_AT_ONCE;
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
	if (hand_over(t, command, old))
		words_written(t, old);
	free(old);
}
