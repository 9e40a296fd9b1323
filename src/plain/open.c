/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leaving a question open on purpose, and writing again without looking first. */
#include <config.h>

#include "base/intl.h"
#include "plain/talk.h"
#include "plain/words.h"

void do_open(struct talk *t, const char *argument)
{
	size_t page = workbook_here(t->wb);
	struct slice line;

	(void)argument;
	if (!words_can_be_written(t))
		return;
	say(t, _("This will stand here as left open on purpose. If you like, say why in one line; an "
		 "empty line is as good."));
	/* TRANSLATORS: a prompt, at which a reader may say why a question is left open. */
	if (!talk_ask(t, _("why:"), &line) && !t->ends)
		return;
	workbook_leave_open(t->wb, page, line);
	if (!talk_save(t))
		return;
	say(t, workbook_has_words(t->wb, page) ?
	    _("It is left open on purpose. What you wrote here is kept; before shows it. write begins to "
	      "write.") : _("It is left open on purpose. write begins to write, whenever you like."));
}

void do_afresh(struct talk *t, const char *argument)
{
	size_t page = workbook_here(t->wb);

	(void)argument;
	if (!words_can_be_written(t))
		return;
	workbook_write_again(t->wb, page);
	if (!workbook_is_again(t->wb, page)) {
		say(t, _("You have not written here before. write begins to write."));
		return;
	}
	say(t, _("What you wrote before is hidden until you have written."));
	do_write(t, "");
	if (workbook_is_again(t->wb, page)) {
		workbook_look(t->wb);
		say(t, _("Nothing was written, so what you wrote before stands here as it was."));
	} else {
		say(t, _("What you wrote before is kept beside what you wrote now:"));
		do_before(t, "");
	}
}
