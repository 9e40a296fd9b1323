/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What I wrote before, on the page at the place. */
#include <config.h>

#include "workbook/before.h"

#include "base/intl.h"
#include "plain/talk.h"
#include "plain/words.h"

void do_before(struct talk *t, const char *argument)
{
	size_t page = workbook_here(t->wb);
	struct before_parts parts;
	struct doc *doc;

	(void)argument;
	talk_save_changes(t);
	if (!workbook_has_box(t->wb, page)) {
		say(t, _("There is no box on this page."));
		return;
	}
	if (words_are_covered(t))
		return;
	doc = before_doc(t->wb, page, &parts);
	if (doc)
		say_doc(t, doc, 0, false);
	else
		say(t, workbook_is_copy(t->wb) ? _("No words of this page were given to you.") :
		    _("No words of yours are kept here."));
	doc_free(doc);
}
