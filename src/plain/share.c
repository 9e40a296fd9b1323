/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may see this, by number. */
#include <config.h>

#include "plain/talk.h"

#include "base/intl.h"
#include "plain/words.h"
#include "workbook/audience.h"

static void choose(struct talk *t, size_t page)
{
	const char *labels[AUDIENCE_CHOICES];
	struct doc *ask = audience_ask(t->wb, page);
	struct buf said;
	size_t chosen;

	for (unsigned i = 0; i < AUDIENCE_CHOICES; i++)
		labels[i] = audience_line(i);
	say_doc(t, ask, 0, false);
	doc_free(ask);
	chosen = talk_choose(t, labels, AUDIENCE_CHOICES);
	if (!chosen)
		return;
	buf_init(&said, 4096);
	audience_choose(t->wb, page, (unsigned)chosen - 1, &said);
	if (talk_save(t))
		say(t, said.data);
	buf_release(&said);
}

void do_share(struct talk *t, const char *argument)
{
	size_t page = workbook_here(t->wb);

	(void)argument;
	if (!workbook_has_box(t->wb, page)) {
		talk_untaken(t);
		say(t, _("There is nothing to write on this page. next goes on."));
	} else if (words_are_covered(t)) {
		talk_untaken(t);
	} else if (workbook_locked(t->wb)) {
		talk_untaken(t);
		sayf(t, _("For reading only: %s."), workbook_locked(t->wb));
	} else {
		choose(t, page);
	}
}
