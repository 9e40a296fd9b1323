/* SPDX-License-Identifier: GPL-3.0-or-later */
/* About the workbook's file: where it is, how to take it along, whether it is in order. */
#include <config.h>

#include "workbook/about.h"

#include "base/intl.h"
#include "plain/talk.h"

static void say_and_free(struct talk *t, struct doc *doc)
{
	say_doc(t, doc, 0, false);
	doc_free(doc);
}

void do_about(struct talk *t, const char *argument)
{
	(void)argument;
	say_and_free(t, about_doc(t->wb, _("Nothing is kept while you look around. To write, choose a "
					   "place first: write on a page with a box asks where.")));
}

void do_check(struct talk *t, const char *argument)
{
	(void)argument;
	if (!workbook_path(t->wb)) {
		say(t, about_no_file());
		return;
	}
	if (!workbook_locked(t->wb))
		talk_save(t);
	say_and_free(t, about_check(t->sys, t->wb,
				    _("This is not as it should be. The workbook goes on as long as it "
				      "is open; please save a copy of your reflections: summary and the "
				      "name of a file, as in summary ~/mine.html.")));
}
