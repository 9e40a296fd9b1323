/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding words, in the book and in what the reader wrote. */
#include <config.h>

#include "plain/talk.h"

#include "base/intl.h"
#include "workbook/search.h"

#define HIT_MAX ((size_t)64 * 1024)

static void add_hit(const struct talk *t, const struct search_hit *hit, struct doc *doc)
{
	struct buf text;

	buf_init(&text, HIT_MAX);
	if (hit->page < pack_page_count(workbook_pack(t->wb)))
		/* TRANSLATORS: the number of a page, and its title. */
		buf_addf(&text, _("Page %zu, %s"), hit->page + 1, hit->where);
	else
		buf_add_str(&text, hit->where);
	buf_addf(&text, "\n%s", hit->context);
	doc_add_paragraph(doc, slice_buf(&text));
	buf_release(&text);
}

static void say_hits(struct talk *t, const struct search *s, const char *words)
{
	struct doc *doc = doc_new();
	bool more;

	for (size_t i = 0; i < search_count(s); i++)
		add_hit(t, search_hit(s, i), doc);
	if (search_is_apart(s))
		sayf(t, _("'%s' stands nowhere as it is; these have all of the words."), words);
	more = say_doc(t, doc, 0, false);
	if (more && workbook_is_covered(t->wb))
		say(t, _("Your words are covered, and were not looked through."));
	if (more && search_has_more(s))
		say(t, _("There is more; type more of what you look for."));
	if (more && talk_first(t, HINT_GO)) {
		say_gap(t);
		say(t, _("go and the number of a page goes there."));
	}
	doc_free(doc);
}

void do_find(struct talk *t, const char *argument)
{
	struct search *s = search_new(t->wb, argument);

	talk_forget_found(t);
	if (search_is_empty(s))
		say(t, _("Type find and what you look for, as in find trust."));
	else if (!search_count(s))
		sayf(t, workbook_is_copy(t->wb) ?
		     _("'%s' stands nowhere in the book or in what you were given.") :
		     workbook_is_covered(t->wb) ?
		     _("'%s' stands nowhere in the book; your words are covered.") :
		     _("'%s' stands nowhere in the book or in what you wrote."), argument);
	else
		say_hits(t, s, argument);
	t->found = s;
}
