/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holding answers up to conditions and cautions, and noting what one notices. */
#include <config.h>

#include "plain/talk.h"

#include <stdlib.h>

#include "base/intl.h"
#include "base/mem.h"
#include "plain/words.h"
#include "text/clean.h"
#include "text/edit.h"
#include "workbook/lens.h"

/* Adds what was typed to what was noticed in this sitting. */
static void take_note(struct talk *t, size_t lens, size_t answer, struct slice line)
{
	struct buf text;

	buf_init(&text, EDIT_MAX);
	buf_add_str(&text, lens_note(t->wb, lens, answer));
	if (text.len)
		buf_add_char(&text, '\n');
	clean_add(&text, line);
	if (text.full || t->console.line.full) {
		talk_untaken(t);
		say(t, _("That is too long for one note, and was not taken."));
	} else {
		lens_write(t->wb, lens, answer, slice_buf(&text));
		talk_keep(t);
	}
	buf_release(&text);
}

/* Lines, until one is empty. */
static void ask_note(struct talk *t, size_t lens, size_t answer)
{
	struct slice line;

	if (workbook_locked(t->wb)) {
		sayf(t, _("For reading only: %s."), workbook_locked(t->wb));
		return;
	}
	say_gap(t);
	if (*lens_note(t->wb, lens, answer)) {
		struct doc *doc = doc_new();

		say(t, _("What you noticed in this sitting:"));
		doc_add_words(doc, slice_of(lens_note(t->wb, lens, answer)));
		say_doc(t, doc, 0, false);
		doc_free(doc);
	}
	say(t, _("What do you notice? Each line is kept; an empty line ends it."));
	while (talk_line(t, _("your words: "), &line) == CONSOLE_LINE && slice_trim(line).len &&
	       !slice_is(slice_trim(line), "."))
		take_note(t, lens, answer, line);
	talk_save_changes(t);
}

static void hold(struct talk *t, size_t lens, size_t answer)
{
	struct doc *doc = lens_doc(t->wb, lens, answer, workbook_here(t->wb) != lens);
	bool more = say_doc(t, doc, 0, false);

	doc_free(doc);
	if (more && lens_takes_notes(t->wb, lens))
		ask_note(t, lens, answer);
}

/* Which answer; false for none. */
static bool choose(struct talk *t, size_t lens, size_t *answer)
{
	size_t count = pack_page_count(workbook_pack(t->wb)), listed = 0, chosen;
	char **labels = NULL;
	size_t *pages = NULL, cap = 0, cap_pages = 0;

	for (size_t i = lens_next_answer(t->wb, 0); i < count; i = lens_next_answer(t->wb, i + 1)) {
		struct buf label;

		buf_init(&label, (size_t)1024 * 1024);
		lens_tell(t->wb, lens, i, &label);
		labels = mem_grow(labels, listed, &cap, sizeof(*labels));
		pages = mem_grow(pages, listed, &cap_pages, sizeof(*pages));
		labels[listed] = buf_steal(&label);
		pages[listed++] = i;
	}
	chosen = listed ? talk_choose(t, (const char *const *)labels, listed) : 0;
	if (chosen)
		*answer = pages[chosen - 1];
	for (size_t i = 0; i < listed; i++)
		free(labels[i]);
	free(labels);
	free(pages);
	return chosen != 0;
}

void do_answers(struct talk *t, const char *argument)
{
	size_t here = workbook_here(t->wb), answer;

	(void)argument;
	if (!lens_is(t->wb, here)) {
		say(t, _("That is for the pages of conditions and cautions. On a question, through holds "
			 "your answer up to the conditions."));
		return;
	}
	if (words_are_covered(t))
		return;
	if (lens_next_answer(t->wb, 0) == pack_page_count(workbook_pack(t->wb))) {
		say(t, _("Nothing of yours stands under the questions yet. You can come back here."));
		return;
	}
	say(t, lens_takes_notes(t->wb, here) ?
	    _("Which of your answers would you like to hold up to this?") :
	    _("Which of your answers would you like to read again beside this?"));
	if (choose(t, here, &answer))
		hold(t, here, answer);
}

void do_through(struct talk *t, const char *argument)
{
	size_t here = workbook_here(t->wb), count = pack_page_count(workbook_pack(t->wb));

	(void)argument;
	if (words_are_covered(t))
		return;
	if (!lens_is_answer(t->wb, here)) {
		say(t, _("There is no answer of yours on this page to look at."));
		return;
	}
	for (size_t i = lens_next_condition(t->wb, 0); i < count && !t->quit && !t->stopped;
	     i = lens_next_condition(t->wb, i + 1))
		hold(t, i, here);
}
