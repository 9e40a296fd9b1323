/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a mentor's copy lacks, for its writer's eyes: by title and in words, never how much. */
#include <config.h>

#include "workbook/summary_own.h"

#include "base/intl.h"
#include "base/mem.h"
#include "workbook/entry.h"
#include "workbook/preface.h"

static const char *title_of(const struct making *m, const struct summary_entry *e)
{
	const struct layer *newest = answers_newest(m->answers, e->part, e->id);

	return e->page ? e->page->title : newest ? newest->question : e->id;
}

/* A list of those that are absent, and MARKED for the mentor or not. */
struct absent {
	struct making *m;
	bool marked;
	const char *intro;
	bool any;
};

static void add_absent(struct absent *a, const struct summary_entry *e)
{
	struct making *m = a->m;

	if (!summary_has_own(m, e) || summary_may_have(m, e) != a->marked ||
	    (summary_takes(m, e) && summary_tells(m, e)))
		return;
	summary_in_program(m);
	if (!a->any)
		doc_add_paragraph(m->doc, slice_of(a->intro));
	a->any = true;
	summary_in_wording(m, e->page, title_of(m, e));
	doc_add_item(m->doc, slice_of(title_of(m, e)));
}

static void add_strays(struct absent *a)
{
	const struct answers *answers = a->m->answers;

	for (enum answers_part part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < answers_count(answers, part); i++) {
			struct summary_entry e = { .part = part, .id = answers_entry_id(answers, part, i) };
			size_t page;

			if (!entry_in_pack(answers, a->m->pack, part, e.id, &page) && !preface_is(part, e.id))
				add_absent(a, &e);
		}
}

static bool add_list(struct making *m, bool marked, const char *intro)
{
	struct absent a = { .m = m, .marked = marked, .intro = intro };

	for (size_t i = 0; i < pack_page_count(m->pack); i++) {
		struct summary_entry e = summary_entry(m, i);

		if (e.page->kind != PAGE_READ)
			add_absent(&a, &e);
	}
	add_strays(&a);
	return a.any;
}

/* Whether anything is marked that has words. */
static bool any_marked(const struct making *m)
{
	for (enum answers_part part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < answers_count(m->answers, part); i++) {
			struct summary_entry e = { .part = part, .id = answers_entry_id(m->answers, part, i) };

			if (summary_may_have(m, &e) && summary_has_own(m, &e))
				return true;
		}
	return false;
}

/* What stays out of all that is in. */
static void add_unchosen(struct making *m)
{
	const struct { bool out; const char *what; } kinds[] = {
		{ m->choice->layers == SUMMARY_NEWEST, _("Words that you wrote earlier") },
		{ m->choice->layers == SUMMARY_MOVED,
		  _("Words that you wrote earlier, but for the first where they changed") },
		{ !m->choice->has[SUMMARY_STEPS], _("What you mean to try") },
		{ !m->choice->has[SUMMARY_CONDITIONS], _("What you noticed through the conditions") },
		{ !m->choice->has[SUMMARY_CAUTIONS], _("What you noticed through the cautions") },
		{ !m->choice->has[SUMMARY_FIND_OUT], _("What passages of yours rest on") },
		{ !m->choice->has[SUMMARY_DATES], _("The days on which you wrote") },
		{ !m->choice->has[SUMMARY_REPLIES], _("What others said to you") },
	};
	bool any = false;

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		any = any || kinds[i].out;
	if (!any)
		return;
	summary_in_program(m);
	doc_add_paragraph(m->doc, slice_of(_("What stays out of all of them, too:")));
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		if (kinds[i].out)
			doc_add_item(m->doc, slice_of(kinds[i].what));
}

struct doc *summary_absent(struct workbook *wb, const struct summary_choice *choice)
{
	struct making m = {
		.wb = wb, .choice = choice, .pack = workbook_pack(wb), .answers = workbook_answers(wb),
	};
	bool unmarked, any;

	if (choice->reader != SUMMARY_MENTOR || !m.answers)
		return NULL;
	m.doc = doc_new();
	any = any_marked(&m);
	if (!any)
		doc_add_paragraph(m.doc, slice_of(_("Nothing that you wrote is marked for your mentor yet. Who may "
						    "see it is chosen on its page (F7, or share in plain "
						    "lines).")));
	unmarked = add_list(&m, false, _("Not in this copy, for it is not marked for your mentor:"));
	add_list(&m, true, _("Marked for your mentor, but not in this copy, as you chose it:"));
	if (any)
		add_unchosen(&m);
	if (unmarked && choice->has[SUMMARY_BLANK])
		doc_add_paragraph(m.doc, slice_of(_("This copy names the questions that are still open. Who "
						    "knows the book can tell from it which others you wrote "
						    "under.")));
	return m.doc;
}
