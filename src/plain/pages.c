/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages: going to them, and reading them. */
#include <config.h>

#include "plain/talk.h"

#include <string.h>

#include "base/intl.h"
#include "plain/words.h"
#include "workbook/audience.h"
#include "workbook/before.h"
#include "workbook/lens.h"
#include "workbook/replies.h"
#include "workbook/tell.h"

static const struct pack_page *page_here(const struct talk *t)
{
	return pack_page(workbook_pack(t->wb), workbook_here(t->wb));
}

static bool has_hint(const struct pack_page *page)
{
	return page->kind == PAGE_QUESTION && page->aside;
}

/* Where one is: "1. From the few to the many?, page 11 of 41". */
static void say_place(struct talk *t)
{
	const struct pack *pack = workbook_pack(t->wb);

	/* TRANSLATORS: a chapter, and the place in the book: 'Foreword, page 3 of 41.' */
	sayf(t, _("%s, page %zu of %zu."), pack_chapter(pack, page_here(t)->chapter)->title,
	     workbook_here(t->wb) + 1, pack_page_count(pack));
}

static void say_box_hints(struct talk *t, bool words)
{
	if (workbook_locked(t->wb) && workbook_state(t->wb) != STATE_LOOKING)
		sayf(t, _("For reading only: %s."), workbook_locked(t->wb));
	else if (talk_first(t, HINT_BOX))
		say(t, has_hint(page_here(t)) ?
		    _("Type write and press Enter to write here, hint for a hint.") :
		    _("Type write and press Enter to write here."));
	if (lens_is(t->wb, workbook_here(t->wb)) && talk_first(t, HINT_ANSWERS))
		say(t, _("Type answers to hold one of your answers up to this."));
	if (words && talk_first(t, HINT_WORDS))
		say(t, _("Type words to read them."));
}

static void say_replies(struct talk *t, size_t page)
{
	struct replies_at at = replies_under(t->wb, page);
	size_t count = replies_count(t->wb, at);
	struct buf said;

	if (!count)
		return;
	buf_init(&said, ANSWERS_TEXT_MAX * 2);
	replies_tell(replies_item(t->wb, at, count - 1), &said);
	/* TRANSLATORS: %s is 'Reply from Ms Hughes, 3 December 2026'. */
	sayf(t, _("%s. Type before to read it."), said.data);
	buf_release(&said);
}

static void say_earlier(struct talk *t, size_t page)
{
	struct buf date;

	buf_init(&date, 256);
	if (before_date(t->wb, page, &date))
		sayf(t, _("You wrote about this before: %s. Type before to read it."), date.data);
	buf_release(&date);
}

/* What stands in the page's box; never the words themselves, for others may be listening. */
static void say_box(struct talk *t)
{
	size_t page = workbook_here(t->wb);
	const char *title = workbook_box_title(t->wb, page);
	bool words = *workbook_text(t->wb, page);

	say_gap(t);
	/* TRANSLATORS: what the box is for: 'what I think now'. */
	if (workbook_is_covered(t->wb)) {
		/* Whether there are any is covered, too. */
		sayf(t, _("A box: %s."), title);
		(void)words_are_covered(t);
		return;
	}
	if (words)
		sayf(t, _("A box: %s. Words of yours stand in it."), title);
	else if (workbook_is_open(t->wb, page))
		sayf(t, *workbook_reason(t->wb, page) ?
		     _("A box: %s. You left it open on purpose; words says why.") :
		     _("A box: %s. You left it open on purpose."), title);
	else if (workbook_is_emptied(t->wb, page))
		sayf(t, _("A box: %s. It is empty now; your earlier words are kept, and before shows "
			  "them."), title);
	else
		sayf(t, _("A box: %s. It is empty."), title);
	if (audience_of(t->wb, page))
		/* TRANSLATORS: %s is 'my mentor', 'the group' ... */
		sayf(t, _("Marked to be seen by: %s."), audience_words(audience_of(t->wb, page)));
	if (words)
		say_earlier(t, page);
	say_replies(t, page);
	say_box_hints(t, words);
}

/* What somebody gave to read is said with the page. */
static void say_given(struct talk *t)
{
	size_t page = workbook_here(t->wb);

	say_gap(t);
	do_words(t, "");
	say_replies(t, page);
	if (talk_first(t, HINT_BOX))
		say(t, replies_locked(t->wb) ? _("Type given and press Enter to see whose words these are.") :
		    _("Type reply and press Enter to reply, given to see whose words these are."));
}

void talk_forget_found(struct talk *t)
{
	search_free(t->found);
	t->found = NULL;
}

/* The page at the place from BLOCK on, FROM saying why from there. */
static void show_from(struct talk *t, size_t block, const char *from)
{
	size_t page = workbook_here(t->wb);
	struct doc *doc = workbook_page_doc(t->wb, page, false);

	if (block >= doc_count(doc) || !t->console.pages)
		block = 0;
	workbook_go(t->wb, page, t->console.pages ? block : workbook_paragraph(t->wb));
	say_place(t);
	if (block)
		say(t, from);
	say_gap(t);
	if (say_doc(t, doc, block, true) && workbook_has_box(t->wb, page)) {
		if (workbook_is_copy(t->wb))
			say_given(t);
		else
			say_box(t);
	}
	doc_free(doc);
	if (!t->next && talk_first(t, HINT_COMMANDS)) {
		say_gap(t);
		say(t, _("Type next and press Enter to go on, help for all commands, quit to leave."));
	}
}

void talk_show_page(struct talk *t, size_t block)
{
	show_from(t, block, _("From where you stopped; again shows the whole page."));
}

/* The paragraph of PAGE in which something was found first, 0: the page has none. */
static size_t found_at(const struct talk *t, size_t page)
{
	for (size_t i = 0; t->found && i < search_count(t->found); i++) {
		const struct search_hit *hit = search_hit(t->found, i);

		if (hit->page == page)
			return hit->place == SEARCH_PAGE ? hit->block : 0;
	}
	return 0;
}

static void go_to(struct talk *t, size_t page)
{
	size_t block = t->console.pages ? found_at(t, page) : 0;

	talk_forget_found(t);
	if (t->unsaid && workbook_state(t->wb) == STATE_NOT_SAVED) {
		talk_say_trouble(t);
		say_gap(t);
	}
	t->unsaid = false;
	workbook_go(t->wb, page, block);
	show_from(t, block, _("From where it was found; again shows the whole page."));
}

void do_next(struct talk *t, const char *argument)
{
	size_t to;

	(void)argument;
	if (workbook_turn(t->wb, workbook_here(t->wb), false, &to))
		go_to(t, to);
	else if (workbook_is_copy(t->wb))
		say(t, _("This is the last page that you were given. summary shows all of it."));
	else
		say(t, _("This is the last page. summary shows your reflections, contents the pages."));
}

void do_back(struct talk *t, const char *argument)
{
	size_t to;

	(void)argument;
	if (workbook_turn(t->wb, workbook_here(t->wb), true, &to))
		go_to(t, to);
	else
		say(t, _("This is the first page."));
}

void do_go(struct talk *t, const char *argument)
{
	size_t count = pack_page_count(workbook_pack(t->wb)), n = 0;

	for (const char *c = argument; *c && n <= count; c++)
		n = *c >= '0' && *c <= '9' ? n * 10 + (size_t)(*c - '0') : count + 1;
	if (n > 0 && n <= count) {
		go_to(t, n - 1);
		return;
	}
	talk_untaken(t);
	if (!*argument)
		say(t, _("Type go and the number of a page, as in go 5. contents shows the numbers."));
	else
		sayf(t, _("There is no page %s; they have numbers from 1 to %zu. contents shows them."),
		     argument, count);
}

void do_contents(struct talk *t, const char *argument)
{
	const struct pack *pack = workbook_pack(t->wb);
	struct doc *doc = doc_new();
	struct buf list;

	(void)argument;
	doc_add_heading(doc, 1, slice_of(_("Contents")));
	buf_init(&list, (size_t)1024 * 1024);
	for (size_t i = 0; i < pack_page_count(pack); i++) {
		const struct pack_chapter *chapter = pack_chapter(pack, pack_page(pack, i)->chapter);

		if (!workbook_on_path(t->wb, i))
			continue;
		if (i == chapter->first && chapter->count > 1)
			buf_add_char(&list, '\n');
		buf_addf(&list, "%zu. ", i + 1);
		tell_page(t->wb, i, &list);
		buf_add_char(&list, '\n');
	}
	doc_add_paragraph(doc, slice_buf(&list));
	doc_add_paragraph(doc, slice_of(_("go and a number goes there.")));
	say_doc(t, doc, 0, false);
	buf_release(&list);
	doc_free(doc);
}

void do_again(struct talk *t, const char *argument)
{
	(void)argument;
	talk_show_page(t, 0);
}

void do_where(struct talk *t, const char *argument)
{
	struct buf state;

	(void)argument;
	say_place(t);
	say(t, page_here(t)->title);
	if (workbook_has_box(t->wb, workbook_here(t->wb)) && !workbook_is_copy(t->wb))
		say_box(t);
	say_gap(t);
	buf_init(&state, 1024);
	workbook_state_words(t->wb, &state);
	/* TRANSLATORS: how far words have come: "saved 19:04", "nothing is kept". */
	sayf(t, _("The state of saving: %s."), state.data);
	if (workbook_state(t->wb) == STATE_NOT_SAVED)
		talk_say_trouble(t);
	if (workbook_conflict(t->wb) || workbook_path(t->wb))
		sayf(t, _("The file: %s"), workbook_conflict(t->wb) ? workbook_conflict(t->wb) :
		     workbook_path(t->wb));
	buf_release(&state);
}

void do_hint(struct talk *t, const char *argument)
{
	(void)argument;
	if (has_hint(page_here(t)))
		say_doc(t, page_here(t)->aside, 0, false);
	else
		say(t, _("There is no hint on this page."));
}
