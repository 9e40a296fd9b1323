/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marking what passages of one's words rest on. */
#include <config.h>

#include "plain/talk.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "plain/words.h"
#include "workbook/rests.h"

static char *labelled(const char *words, bool chosen)
{
	struct buf label;

	buf_init(&label, 4096);
	buf_add_str(&label, words);
	if (chosen)
		buf_addf(&label, " (%s)", _("marked"));
	return buf_steal(&label);
}

static void mark(struct talk *t, const char *quote, const struct rests *rests)
{
	rests_mark(t->wb, workbook_here(t->wb), quote, rests);
	talk_save_changes(t);
}

/* What it rests on: one thing, or none. */
static bool ask_on(struct talk *t, struct rests *rests)
{
	const char *const labels[] = {
		rests_on_words(RESTS_SAW), rests_on_words(RESTS_HEARD), rests_on_words(RESTS_SUPPOSE),
		_("None of these"),
	};
	size_t chosen;

	say(t, _("What does it rest on?"));
	chosen = talk_choose(t, labels, ARRAY_LEN(labels));
	if (!chosen)
		return false;
	memset(rests->on, 0, sizeof(rests->on));
	if (chosen <= RESTS_ON_COUNT)
		rests->on[chosen - 1] = true;
	return true;
}

/* Whose view is missing: one after the other, until the reader is done. */
static void ask_missing(struct talk *t, const char *quote, struct rests *rests)
{
	size_t chosen;

	do {
		char *labels[VIEW_COUNT + 1];

		for (int i = 0; i < VIEW_COUNT; i++)
			labels[i] = labelled(rests_view_words(i), rests->missing[i]);
		labels[VIEW_COUNT] = mem_string(_("Done"));
		say(t, _("Whose view is missing? A number marks it, or takes the mark away."));
		chosen = talk_choose(t, (const char *const *)labels, VIEW_COUNT + 1);
		for (int i = 0; i <= VIEW_COUNT; i++)
			free(labels[i]);
		if (chosen && chosen <= VIEW_COUNT) {
			rests->missing[chosen - 1] = !rests->missing[chosen - 1];
			mark(t, quote, rests);
		}
	} while (chosen && chosen <= VIEW_COUNT && !t->stopped);
}

static void ask_about(struct talk *t, const char *quote)
{
	struct rests rests = rests_of(t->wb, workbook_here(t->wb), quote);

	if (!ask_on(t, &rests))
		return;
	mark(t, quote, &rests);
	ask_missing(t, quote, &rests);
}

/* Which of the passages; their count: none. */
static size_t choose(struct talk *t, char **passages, size_t count)
{
	char **labels = mem_zero(count, sizeof(*labels));
	size_t chosen;

	for (size_t i = 0; i < count; i++) {
		struct rests rests = rests_of(t->wb, workbook_here(t->wb), passages[i]);
		struct buf label;

		buf_init(&label, (size_t)1024 * 1024);
		buf_add_str(&label, passages[i]);
		buf_add_char(&label, ' ');
		rests_tell(&rests, &label);
		labels[i] = buf_steal(&label);
	}
	say(t, _("Of what did you see yourself, what did you hear, and what do you suppose? Which passage "
		 "would you like to mark?"));
	chosen = talk_choose(t, (const char *const *)labels, count);
	rests_free(labels, count);
	return chosen ? chosen - 1 : count;
}

void do_rests(struct talk *t, const char *argument)
{
	size_t count, chosen;
	char **passages;

	(void)argument;
	if (!words_can_be_written(t))
		return;
	passages = rests_passages(t->wb, workbook_here(t->wb), &count);
	if (count) {
		chosen = choose(t, passages, count);
		if (chosen < count)
			ask_about(t, passages[chosen]);
	} else {
		say(t, _("Nothing of yours stands here yet. write begins to write."));
	}
	rests_free(passages, count);
}
