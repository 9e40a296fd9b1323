/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may see what stands under a page, in words. */
#include <config.h>

#include "workbook/audience.h"

#include "base/intl.h"

#define MENTOR (1U << AUDIENCE_MENTOR)
#define GROUP (1U << AUDIENCE_GROUP)

static const struct { const char *words, *brief, *line, *said; } choices[AUDIENCE_CHOICES] = {
	/* TRANSLATORS: who may see what was written, at the edge of a box; the second of each is
	 * shorter, for where there is little room. */
	[0] = { N_("only me"), N_("only me"), N_("Only me"),
		N_("Only you may see this. Copies that were given away already keep what is in them.") },
	[MENTOR] = { N_("my mentor"), N_("mentor"), N_("My mentor"),
		     N_("Marked for your mentor. Nothing is sent.") },
	[GROUP] = { N_("the group"), N_("group"), N_("The group, without my name"),
		    N_("Marked for the group. Nothing is sent.") },
	[MENTOR | GROUP] = { N_("my mentor, the group"), N_("mentor, group"),
			     N_("My mentor, and the group without my name"),
			     N_("Marked for your mentor and the group. Nothing is sent.") },
};

unsigned audience_of(const struct workbook *wb, size_t page)
{
	unsigned choice = 0;

	for (enum audience i = 0; i < AUDIENCE_COUNT; i++)
		if (beside_is_shared(wb, page, i))
			choice |= 1U << i;
	return choice;
}

const char *audience_words(unsigned choice)
{
	return _(choices[choice].words);
}

const char *audience_brief(unsigned choice)
{
	return _(choices[choice].brief);
}

const char *audience_line(unsigned choice)
{
	return _(choices[choice].line);
}

struct doc *audience_ask(const struct workbook *wb, size_t page)
{
	struct doc *doc = doc_new();
	struct buf line;

	buf_init(&line, 8192);
	/* TRANSLATORS: %s is the title of a page. */
	buf_addf(&line, _("Who may see what you write under '%s'? It goes into the copies that you make "
			  "for them, and nowhere else."), pack_page(workbook_pack(wb), page)->title);
	doc_add_paragraph(doc, slice_buf(&line));
	buf_clear(&line);
	/* TRANSLATORS: %s is 'only me', 'my mentor' ... */
	buf_addf(&line, _("Chosen now: %s."), audience_words(audience_of(wb, page)));
	doc_add_paragraph(doc, slice_buf(&line));
	buf_release(&line);
	return doc;
}

static bool any_is_marked(const struct answers *a)
{
	for (enum answers_part part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < answers_count(a, part); i++)
			for (enum audience k = 0; k < AUDIENCE_COUNT; k++)
				if (answers_is_shared(a, part, answers_entry_id(a, part, i), k))
					return true;
	return false;
}

void audience_choose(struct workbook *wb, size_t page, unsigned choice, struct buf *said)
{
	bool chosen[AUDIENCE_COUNT], first;

	if (workbook_locked(wb))
		return;
	for (enum audience i = 0; i < AUDIENCE_COUNT; i++)
		chosen[i] = choice & 1U << i;
	first = choice && !any_is_marked(workbook_answers(wb));
	beside_set_share(wb, page, chosen);
	buf_add_str(said, _(choices[choice].said));
	if (first)
		buf_addf(said, " %s", _("If you name colleagues or pupils here, their names go along: you may "
					"want to write of them without."));
}
