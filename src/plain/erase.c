/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Erasing for good: a number says what, and a whole line that it shall be. */
#include <config.h>

#include "workbook/erase.h"

#include <stdlib.h>

#include "base/intl.h"
#include "base/mem.h"
#include "plain/talk.h"
#include "plain/words.h"

#define SAID_MAX ((size_t)64 * 1024)
#define REACHES 3

/* What can bring words back, or holds them: what undo has, the box that was written in last, an
 * answer at `more:`. */
static void forget(struct talk *t)
{
	free(t->before.text);
	t->before.text = NULL;
	free(t->answer);
	t->answer = NULL;
	buf_release(&t->words.text);
	t->words.changed = false;
	console_forget(&t->console);
}

static bool can_be_erased(struct talk *t)
{
	const char *why = erase_why_not(t->wb);

	if (!words_are_covered(t) && !why)
		return true;
	talk_untaken(t);
	if (why)
		sayf(t, _("Nothing can be erased here: %s."), why);
	return false;
}

/* 0: what is left stays for now. */
static size_t choose_again(struct talk *t)
{
	const char *const answers[] = { _("Erase once more"), _("Leave it as it is for now") };

	return talk_choose(t, answers, ARRAY_LEN(answers)) == 1;
}

static void do_it(struct talk *t, struct erase *e, enum erase_reach reach)
{
	enum erase_end end;
	struct buf said;

	buf_init(&said, SAID_MAX);
	do {
		buf_clear(&said);
		end = workbook_erase(t->wb, e, reach, &said);
		if (end != ERASE_NOTHING)
			forget(t);
		if (end != ERASE_DONE)
			talk_untaken(t);
		say(t, said.data);
	} while (end == ERASE_PARTLY && choose_again(t));
	if (end == ERASE_DONE)
		say(t, _("What was shown before is in the scrollback still."));
	buf_release(&said);
}

/* Where the same words stand elsewhere; false: the reader wants back. */
static bool choose_reach(struct talk *t, const struct erase *e, enum erase_reach *reach)
{
	const char *labels[REACHES];
	enum erase_reach reaches[REACHES];
	size_t count = 0, chosen;

	for (enum erase_reach r = ERASE_THIS; r <= ERASE_EVERYWHERE; r++)
		if (erase_reach_label(e, r)) {
			reaches[count] = r;
			labels[count++] = erase_reach_label(e, r);
		}
	chosen = count > 1 ? talk_choose(t, labels, count) : 1;
	if (chosen)
		*reach = reaches[chosen - 1];
	return chosen > 0;
}

/* No number and no command is this line, and it counts at its own prompt alone. */
static bool is_confirmed(struct talk *t)
{
	const char *wanted = _("erase for good");
	struct slice line;
	bool confirmed;

	if (!sayf(t, _("To do it, type this whole line: %s. Anything else leaves everything as it is."), wanted))
		return false;
	confirmed = talk_ask(t, _("sure: "), &line) && slice_is(line, wanted);
	if (!confirmed && line.len)
		talk_untaken(t);
	return confirmed;
}

/* What will be gone is said first, and to its end. */
static bool ask(struct talk *t, struct erase *e, size_t chosen, enum erase_reach *reach)
{
	struct doc *doc = erase_ask(e, t->wb, chosen);
	bool heard = say_doc(t, doc, 0, false);

	doc_free(doc);
	if (heard)
		say_gap(t);
	return heard && choose_reach(t, e, reach) && is_confirmed(t);
}

static size_t choose_what(struct talk *t, const struct erase *e)
{
	const char **labels = mem_zero(erase_count(e), sizeof(*labels));
	size_t chosen;

	for (size_t i = 0; i < erase_count(e); i++)
		labels[i] = erase_label(e, i);
	say(t, _("What shall be erased for good? You are asked once more before anything goes. To erase what "
		 "stands under another page, go to that page first."));
	chosen = talk_choose(t, labels, erase_count(e));
	free(labels);
	return chosen;
}

void do_erase(struct talk *t, const char *argument)
{
	enum erase_reach reach = ERASE_THIS;
	struct erase *e;
	size_t chosen;

	(void)argument;
	if (!can_be_erased(t))
		return;
	talk_save_changes(t);
	if (!can_be_erased(t))
		return;
	e = erase_new(t->wb, workbook_here(t->wb));
	chosen = choose_what(t, e);
	if (chosen && ask(t, e, chosen - 1, &reach))
		do_it(t, e, reach);
	else if (!t->quit)
		say(t, _("Nothing was erased."));
	erase_free(e);
}
