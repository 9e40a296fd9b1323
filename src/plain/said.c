/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What someone said about the words on this page; in a mentor's copy, a reply to them. */
#include <config.h>

#include "workbook/said.h"

#include <stdlib.h>

#include "base/intl.h"
#include "base/mem.h"
#include "plain/talk.h"
#include "plain/words.h"
#include "text/clean.h"
#include "workbook/dates.h"
#include "workbook/given.h"

/* A line that is none of the words, trimmed.  False: the reader wants no more, or quits. */
static bool ask_line(struct talk *t, const char *prompt, struct slice *line)
{
	enum console_got got = talk_line(t, prompt, line);

	*line = slice_trim(*line);
	if (got == CONSOLE_LINE && slice_is(*line, "quit")) {
		t->next = mem_string("quit");
		return false;
	}
	return got == CONSOLE_LINE && !slice_is(*line, ".");
}

/* Who it is from; Enter alone leaves what is there. */
static bool ask_from(struct talk *t, struct said *said)
{
	struct slice line;

	if (said->from.len)
		/* TRANSLATORS: 'From whom: Ms Hughes.' */
		sayf(t, _("%s: %s. Enter alone leaves it so."), said_label(t->wb, SAID_FROM),
		     said->from.data);
	else
		sayf(t, _("%s? Enter alone leaves it out."), said_label(t->wb, SAID_FROM));
	if (!ask_line(t, _("name: "), &line))
		return false;
	if (line.len) {
		buf_clear(&said->from);
		clean_add(&said->from, line);
	}
	return true;
}

/* On which day, until there is one; Enter alone takes the one that is said. */
static bool ask_day(struct talk *t, struct said *said)
{
	struct slice line;
	struct buf day;
	struct err err;

	for (;;) {
		buf_init(&day, 1024);
		dates_echo(said->day, &day);
		sayf(t, _("%s? Enter alone: %s."), said_label(t->wb, SAID_DAY), day.data);
		buf_release(&day);
		if (!ask_line(t, _("day: "), &line))
			return false;
		if (!line.len || dates_parse_past(line, day_local(workbook_now(t->wb)), &said->day, &err))
			return true;
		talk_untaken(t);
		say(t, err.text);
	}
}

enum { ADD = 1, REPLACE, REMOVE };

/* What stands there already: whether there is more to type. */
static bool change(struct talk *t, struct said *said)
{
	const char *const answers[] = {
		_("Add to their end"), _("Write something new in their place"), _("Remove it"),
	};
	const struct item *reply = replies_find(t->wb, (struct replies_at){ said->part, said->id }, said->reply);
	struct doc *doc = doc_new();
	size_t chosen;

	replies_add_words(doc, t->wb, reply);
	say_doc(t, doc, 0, false);
	doc_free(doc);
	chosen = talk_choose(t, answers, ARRAY_LEN(answers));
	if (chosen == REPLACE || chosen == REMOVE)
		buf_clear(&said->text);
	if (chosen == REMOVE)
		said_keep(t->wb, said);
	return chosen == ADD || chosen == REPLACE;
}

/* Whose the words are, and of when, behind them; they are kept already.  A mentor says once in a
 * sitting who it is, and can mend that of a reply that she CHANGES; and replies today. */
static void ask_about(struct talk *t, struct said *said, bool changes)
{
	bool copy = workbook_is_copy(t->wb), first = talk_first(t, HINT_NAME), more = true;

	if (!copy || changes || first)
		more = ask_from(t, said);
	if (more && !copy)
		ask_day(t, said);
	said_keep(t->wb, said);
}

static void write_said(struct talk *t, const struct said_list *list, size_t i)
{
	struct said said;
	bool changes;

	said_begin(t->wb, list, i, &said);
	changes = *said.reply;
	if (!changes || change(t, &said)) {
		sayf(t, "%s:", said_label(t->wb, SAID_TEXT));
		words_write_said(t, &said);
		if (!t->stopped && said_stands(t->wb, &said))
			ask_about(t, &said, changes);
	}
	if (!t->stopped && talk_save(t))
		say(t, said_done(t->wb, said_stands(t->wb, &said)));
	said_free(&said);
}

static void choose(struct talk *t, struct replies_at at)
{
	struct said_list list;
	const char **labels;
	size_t chosen = 1;

	said_find(t->wb, at, &list);
	labels = mem_zero(list.count + 1, sizeof(*labels));
	for (size_t i = 0; i < list.count; i++)
		labels[i] = list.choices[i].label;
	if (list.count > 1)
		chosen = talk_choose(t, labels, list.count);
	if (chosen && list.count)
		write_said(t, &list, chosen - 1);
	free(labels);
	said_release(&list);
}

void do_said(struct talk *t, const char *argument)
{
	(void)argument;
	if (words_can_be_written(t))
		choose(t, replies_under(t->wb, workbook_here(t->wb)));
}

/* ---- a mentor's copy ---- */

void do_reply(struct talk *t, const char *argument)
{
	struct replies_at at = replies_under(t->wb, workbook_here(t->wb));
	struct given given;
	char *end;
	size_t n = strtoul(argument, &end, 10);

	given_find(t->wb, &given);
	if (replies_locked(t->wb)) {
		sayf(t, _("For reading only: %s."), replies_locked(t->wb));
	} else if (*argument && (*end || n < 1 || n > given.count)) {
		talk_untaken(t);
		say(t, given.count ? _("That is none of the numbers that given shows.") :
		       _("There are no numbers here: all words stand on pages. Type reply alone on the page "
			 "of the words that you reply to."));
	} else if (*argument) {
		choose(t, given.items[n - 1]);
	} else if (at.id) {
		choose(t, at);
	} else {
		talk_untaken(t);
		say(t, _("There are no words on this page to reply to. next goes on."));
	}
	given_release(&given);
}

void do_given(struct talk *t, const char *argument)
{
	struct doc *doc = given_intro(t->wb);
	struct given given;

	(void)argument;
	say_doc(t, doc, 0, false);
	doc_free(doc);
	given_find(t->wb, &given);
	for (size_t i = 0; i < given.count && !replies_locked(t->wb); i++)
		sayf(t, _("reply %zu: a reply to '%s'"), i + 1, given_title(t->wb, given.items[i]));
	given_release(&given);
}
