/* SPDX-License-Identifier: GPL-3.0-or-later */
/* My reflections: who they are for, what is in them, to read and to keep. */
#include <config.h>

#include "plain/talk.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "plain/words.h"
#include "workbook/paths.h"
#include "workbook/summary_words.h"

static void save_copy(struct talk *t, const struct summary_choice *choice,
		      enum export_format format, const char *name)
{
	char *path = path_expand(name);
	struct buf said;

	if (export_is_converted(format) && export_is_possible(format))
		say(t, _("The copy is being made; this can take a minute. Ctrl-C stops it."));
	buf_init(&said, 16384);
	export_copy(t->wb, t->sys, choice, format, path, &said);
	say(t, said.data);
	buf_release(&said);
	free(path);
}

/* The form that NAME ends in; false, having said so, where it ends in none. */
static bool find_format(struct talk *t, const char *name, enum export_format *format)
{
	const char *dot = strrchr(name, '.');

	if (dot && export_by_name(dot + 1, format))
		return true;
	say(t, _("Nothing was saved: the name of the copy ends in .html for a web page, "
		 ".docx for a Word document, .pdf for a PDF, .odt for an OpenDocument text, "
		 ".txt for plain text or .md for Markdown, as in summary ~/mine.html."));
	return false;
}

static void say_how_to_save(struct talk *t)
{
	if (!talk_first(t, HINT_COPY))
		return;
	say_gap(t);
	say(t, _("summary and the name of a file saves a copy of this, as in summary "
		 "~/mine.html."));
}

/* ---- what is in them ---- */

#define CHAPTERS_MAX 60		/* lines of one list */

static void choose_layers(struct talk *t, struct summary_choice *choice)
{
	const char *labels[SUMMARY_EARLIER + 1];
	size_t chosen;

	for (int i = SUMMARY_NEWEST; i <= SUMMARY_EARLIER; i++)
		labels[i] = summary_layers_line((enum summary_layers)i);
	chosen = talk_choose(t, labels, ARRAY_LEN(labels));
	if (chosen)
		choice->layers = (enum summary_layers)(chosen - 1);
}

/* One is turned over each time, until all are as they shall be. */
static bool turn_chapter(struct talk *t, struct summary_choice *choice)
{
	const struct pack *pack = workbook_pack(t->wb);
	const char *labels[CHAPTERS_MAX + 1];
	struct buf lines[CHAPTERS_MAX];
	size_t chapters[CHAPTERS_MAX], count = 0, chosen;

	for (size_t i = 0; i < pack_chapter_count(pack) && count < CHAPTERS_MAX; i++) {
		if (!summary_has_chapter(pack, i))
			continue;
		buf_init(&lines[count], 8192);
		summary_tell_chapter(choice, pack, i, &lines[count]);
		labels[count] = lines[count].data;
		chapters[count++] = i;
	}
	labels[count] = _("So it shall be");
	chosen = talk_choose(t, labels, count + 1);
	if (chosen && chosen <= count)
		choice->without[chapters[chosen - 1]] = !choice->without[chapters[chosen - 1]];
	for (size_t i = 0; i < count; i++)
		buf_release(&lines[i]);
	return chosen && chosen <= count;
}

/* One of the lines, behind 1 for going on; 0: back. */
static size_t choose_line(struct talk *t, const struct summary_choice *choice)
{
	const char *labels[LINE_COUNT + 1] = { _("Go on") };
	struct buf lines[LINE_COUNT];
	size_t chosen;

	for (int i = 0; i < LINE_COUNT; i++) {
		buf_init(&lines[i], 4096);
		summary_tell_line(choice, (enum summary_line)i, &lines[i]);
		labels[i + 1] = lines[i].data;
	}
	chosen = talk_choose(t, labels, ARRAY_LEN(labels));
	for (int i = 0; i < LINE_COUNT; i++)
		buf_release(&lines[i]);
	return chosen;
}

/* Whether it is as it shall be; false: the reader wants back. */
static bool choose_parts(struct talk *t, struct summary_choice *choice)
{
	size_t chosen;

	for (;;) {
		say(t, _("What shall be in it? A number changes its line."));
		chosen = choose_line(t, choice);
		if (chosen <= 1)
			return chosen;
		if (chosen == LINE_LAYERS + 2)
			choose_layers(t, choice);
		else if (chosen == LINE_CHAPTERS + 2)
			while (turn_chapter(t, choice))
				;
		else
			summary_turn(choice, (enum summary_line)(chosen - 2));
		if (t->quit || t->next)
			return false;
	}
}

/* ---- who they are for ---- */

/* Her choice, all asked; false: she wants back. */
static bool choose(struct talk *t, struct summary_choice *choice, enum summary_for *who)
{
	const char *labels[FOR_COUNT];
	struct doc *ask = summary_ask_for();
	size_t chosen;

	for (int i = 0; i < FOR_COUNT; i++)
		labels[i] = summary_for_line((enum summary_for)i);
	say_doc(t, ask, 0, false);
	doc_free(ask);
	chosen = talk_choose(t, labels, FOR_COUNT);
	if (!chosen)
		return false;
	*who = (enum summary_for)(chosen - 1);
	summary_begin(choice, *who);
	return *who == FOR_ME ||
		(choose_parts(t, choice) && (*who != FOR_MENTOR || words_preface(t)));
}

/* What a mentor was given, all of it. */
static void show_given(struct talk *t, const char *name)
{
	struct summary_choice choice;
	struct doc *doc;
	enum export_format format;

	summary_choose(&choice, SUMMARY_ME);
	if (*name) {
		if (find_format(t, name, &format))
			save_copy(t, &choice, format, name);
		return;
	}
	doc = summary_make(t->wb, &choice);
	if (say_doc(t, doc, 0, false))
		say_how_to_save(t);
	doc_free(doc);
}

static bool show(struct talk *t, const struct summary_choice *choice)
{
	struct doc *absent = summary_absent(t->wb, choice), *doc = summary_make(t->wb, choice);
	bool all = true;

	if (absent) {
		all = say(t, _("Before the copy, what it lacks. Nothing is sent: the copy is a file, which you "
			       "hand over yourself.")) && say_doc(t, absent, 0, false);
		say_gap(t);
		all = all && say(t, _("Here the copy begins."));
		say_gap(t);
	}
	all = all && say_doc(t, doc, 0, false);
	doc_free(absent);
	doc_free(doc);
	return all;
}

/* A copy of what was shown: under a name that was given, or that is asked for. */
static void offer_copy(struct talk *t, const struct summary_choice *choice, const char *given)
{
	const char *const answers[] = { _("Save this copy"), _("Save nothing") };
	enum export_format format = EXPORT_HTML;
	struct slice line;
	struct buf name;

	say_gap(t);
	if (*given) {
		if (find_format(t, given, &format) &&
		    talk_choose(t, answers, ARRAY_LEN(answers)) == 1)
			save_copy(t, choice, format, given);
		return;
	}
	buf_init(&name, 1024);
	summary_name(t->wb, choice, format, 1, &name);
	/* TRANSLATORS: %s is the name of a file. */
	sayf(t, _("To save a copy of this, type the name of a file, as in ~/%s. An empty line saves "
		  "nothing."), name.data);
	buf_release(&name);
	if (talk_ask(t, _("file: "), &line) && line.len) {
		char *typed = mem_copy(line.data, line.len);

		if (find_format(t, typed, &format))
			save_copy(t, choice, format, typed);
		free(typed);
	}
}

void do_summary(struct talk *t, const char *argument)
{
	struct summary_choice choice;
	enum export_format format;
	enum summary_for who;

	talk_save_changes(t);
	if (workbook_is_copy(t->wb)) {
		show_given(t, argument);
		return;
	}
	if (words_are_covered(t) || (*argument && !find_format(t, argument, &format)) ||
	    !choose(t, &choice, &who))
		return;
	if (*argument && who == FOR_ME) {
		save_copy(t, &choice, format, argument);
		return;
	}
	if (!show(t, &choice))
		return;
	if (who != FOR_ME)
		offer_copy(t, &choice, argument);
	else
		say_how_to_save(t);
}
