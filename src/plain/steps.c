/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What I mean to try: steps by number, what happened, and a calendar of the days. */
#include <config.h>

#include "plain/talk.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "plain/words.h"
#include "text/clean.h"
#include "text/edit.h"
#include "workbook/calendar.h"
#include "workbook/dates.h"
#include "workbook/paths.h"

#define LINE_LEN ((size_t)1024 * 1024)
#define DAY_MAX 4096	/* bytes */

static const struct item *step_at(const struct talk *t, const struct steps_place *at)
{
	return *at->id ? beside_find(t->wb, at->page, ITEM_STEP, at->id) : NULL;
}

static void say_step(struct talk *t, const struct steps_place *at)
{
	struct doc *doc = doc_new();

	doc_add_note(doc, slice_of(pack_page(workbook_pack(t->wb), at->page)->title));
	steps_add(doc, t->wb, at->page, step_at(t, at), STEPS_DATES | STEPS_EARLIER);
	say_doc(t, doc, 0, false);
	say_gap(t);
	doc_free(doc);
}

/* ---- writing ---- */

static void put_part(struct talk *t, struct steps_place *at, int part, struct slice text)
{
	const struct item *step = step_at(t, at);
	struct slice texts[ITEM_TEXTS];

	for (int i = 0; i < ITEM_TEXTS; i++)
		texts[i] = i == part ? text : slice_of(step ? step->text[i] : "");
	step = beside_put(t->wb, at->page, ITEM_STEP, step ? at->id : NULL, texts);
	if (step && strlen(step->id) < sizeof(at->id))
		memcpy(at->id, step->id, strlen(step->id) + 1);
}

/* A line for a part; it is in the journal before the next is waited for.  False where it is none: too long, or no day,
 * which is said. */
static bool take_part(struct talk *t, struct steps_place *at, int part, struct slice line)
{
	struct buf text;
	struct day day;
	struct err err;
	bool taken = true;

	buf_init(&text, EDIT_MAX);
	if (slice_is(line, "-")) {
		;
	} else if (part != STEP_LOOK) {
		clean_add(&text, line);
		taken = !text.full && !t->console.line.full;
		if (!taken)
			say(t, _("That is too long for a part of a step, and was not taken."));
	} else if (dates_parse(line, steps_today(t->wb), &day, &err)) {
		dates_echo(day, &text);
		say(t, text.data);
		buf_clear(&text);
		day_write(day, &text);
	} else {
		taken = false;
		say(t, err.text);
	}
	if (taken)
		put_part(t, at, part, slice_buf(&text));
	else
		talk_untaken(t);
	buf_release(&text);
	return taken;
}

static void say_part(struct talk *t, const struct steps_place *at, int part)
{
	const struct item *step = step_at(t, at);
	struct buf now;

	buf_init(&now, ANSWERS_TEXT_MAX * 2);
	if (step && part == STEP_LOOK)
		steps_tell_day(step->text[part], &now);
	else if (step)
		buf_add_str(&now, step->text[part]);
	if (now.len)
		sayf(t, _("%s: %s"), steps_label(part), now.data);
	else
		sayf(t, "%s:", steps_label(part));
	buf_release(&now);
}

/* Asks for one part until there is one, or none is wanted.  False: the reader wants no more. */
static bool ask_part(struct talk *t, struct steps_place *at, int part)
{
	struct slice line;
	enum console_got got;

	say_part(t, at, part);
	for (;;) {
		got = talk_line(t, _("your words: "), &line);
		if (got != CONSOLE_LINE || slice_is(slice_trim(line), "."))
			return false;
		line = slice_trim(line);
		if (!line.len || take_part(t, at, part, line))
			return true;
	}
}

static void say_saved(struct talk *t)
{
	if (!t->stopped && talk_save(t))
		say(t, _("Your words are saved."));
}

static void change(struct talk *t, struct steps_place *at)
{
	bool more = true;

	workbook_prepare(t->wb, at->page);
	say(t, _("Part by part, a line each. Enter alone leaves a part as it is, - alone empties it, a full "
		 "stop alone ends."));
	for (int part = STEPS_FIRST; part <= STEPS_LAST && more; part++)
		more = ask_part(t, at, part);
	if (step_at(t, at))
		say_saved(t);
}

/* Another day to look again, on which it is asked about once more. */
static void ask_day(struct talk *t, struct steps_place *at)
{
	/* TRANSLATORS: two ways to write a day, '15 January' and 'in 3 weeks'. */
	sayf(t, _("To look at it again on another day, type the day, as in %1$s, or %2$s. Enter alone "
		  "sets none."), dates_example(0), dates_example(1));
	ask_part(t, at, STEP_LOOK);
}

static void write_happened(struct talk *t, struct steps_place *at)
{
	say(t, steps_question());
	words_write_happened(t, at);
	if (!t->stopped)
		ask_day(t, at);
	if (t->stopped)
		return;
	steps_set_asked(t->wb, at->page, at->id);
	say_saved(t);
}

static void remove_step(struct talk *t, const struct steps_place *at)
{
	const char *const answers[] = { _("Keep it"), _("Remove it") };
	struct err err;

	say(t, _("Remove this step, and what you wrote of what happened?"));
	if (talk_choose(t, answers, ARRAY_LEN(answers)) != 2)
		return;
	if (!beside_remove(t->wb, at->page, at->id, &err))
		say(t, err.text);
	else if (talk_save(t))
		say(t, _("The step is removed."));
}

/* ---- the list ---- */

enum { CHANGE = 1, HAPPENED, REMOVE };

static void one_step(struct talk *t, struct steps_place *at)
{
	const char *const answers[] = { _("Change it"), _("Write what happened"), _("Remove it") };
	size_t chosen;

	say_step(t, at);
	chosen = talk_choose(t, answers, ARRAY_LEN(answers));
	if (!chosen || !words_may_change(t) || !step_at(t, at))
		return;
	if (chosen == CHANGE)
		change(t, at);
	else if (chosen == HAPPENED)
		write_happened(t, at);
	else
		remove_step(t, at);
}

/* The lines of a list: a step each, and a new one for each page. */
struct lines {
	char **labels;
	struct steps_place *places;
	size_t count, label_cap, place_cap;
};

static void add_line(struct lines *lines, char *label, const struct steps_place *at)
{
	lines->labels = mem_grow(lines->labels, lines->count, &lines->label_cap,
				 sizeof(*lines->labels));
	lines->places = mem_grow(lines->places, lines->count, &lines->place_cap,
				 sizeof(*lines->places));
	lines->labels[lines->count] = label;
	lines->places[lines->count++] = *at;
}

static void release_lines(struct lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		free(lines->labels[i]);
	free(lines->labels);
	free(lines->places);
}

static void add_steps(struct talk *t, struct lines *lines, const struct steps_list *list,
		      size_t page)
{
	struct buf label;

	for (size_t i = 0; i < list->count; i++) {
		if (list->places[i].page != page)
			continue;
		buf_init(&label, LINE_LEN);
		steps_tell_line(step_at(t, &list->places[i]), &label);
		add_line(lines, buf_steal(&label), &list->places[i]);
		buf_release(&label);
	}
}

/* The steps of the page at the place, or of the whole book where that asks for none. */
static void make_lines(struct talk *t, struct lines *lines)
{
	size_t here = workbook_here(t->wb);
	bool alone = steps_belong(t->wb, here);
	struct steps_list list;
	struct buf label;

	*lines = (struct lines){ 0 };
	steps_find(t->wb, STEPS_ALL, steps_today(t->wb), &list);
	for (size_t page = 0; page < pack_page_count(workbook_pack(t->wb)); page++) {
		if (!steps_belong(t->wb, page) || (alone && page != here))
			continue;
		add_steps(t, lines, &list, page);
		buf_init(&label, LINE_LEN);
		if (alone)
			buf_add_str(&label, _("A new step"));
		else
			/* TRANSLATORS: the title of a page. */
			buf_addf(&label, _("A new step: %s"),
				 pack_page(workbook_pack(t->wb), page)->title);
		add_line(lines, buf_steal(&label), &(struct steps_place){ .page = page });
		buf_release(&label);
	}
	steps_release(&list);
}

void do_steps(struct talk *t, const char *argument)
{
	struct steps_place at;
	struct lines lines;
	size_t chosen;

	(void)argument;
	if (words_are_covered(t))
		return;
	do {
		say(t, steps_title());
		make_lines(t, &lines);
		chosen = talk_choose(t, (const char *const *)lines.labels, lines.count);
		if (chosen)
			at = lines.places[chosen - 1];
		release_lines(&lines);
		if (chosen && *at.id)
			one_step(t, &at);
		else if (chosen && words_may_change(t))
			change(t, &at);
	} while (chosen && !t->quit && !t->next);
}

/* ---- to look at again ---- */

enum { WRITE = 1, ANOTHER_DAY, LEAVE };

/* False: the reader wants no more of it now, and is asked another time. */
static bool look_at(struct talk *t, struct steps_place *at)
{
	const char *const answers[] = {
		_("Write what happened"), _("Look at it again on another day"), _("Leave it at that"),
	};
	size_t chosen;

	say_step(t, at);
	say(t, steps_question());
	chosen = talk_choose(t, answers, ARRAY_LEN(answers));
	if (!chosen || !step_at(t, at))
		return false;
	if (chosen == WRITE) {
		write_happened(t, at);
		return !t->quit;
	}
	if (chosen == ANOTHER_DAY)
		ask_day(t, at);
	steps_set_asked(t->wb, at->page, at->id);
	talk_save(t);
	return !t->quit;
}

void do_look(struct talk *t, const char *argument)
{
	struct steps_list list;
	bool more = true;

	(void)argument;
	if (words_are_covered(t))
		return;
	if (!steps_any_due(t->wb)) {
		say(t, _("Nothing is to be looked at again today. steps shows what you mean to try."));
		return;
	}
	if (!words_may_change(t))
		return;
	steps_find(t->wb, STEPS_DUE, steps_today(t->wb), &list);
	say(t, _("You meant to look at this again."));
	for (size_t i = 0; i < list.count && more; i++)
		more = look_at(t, &list.places[i]);
	steps_release(&list);
}

void do_calendar(struct talk *t, const char *argument)
{
	const char *const answers[] = { calendar_answer(false), calendar_answer(true) };
	struct buf said;
	size_t chosen;
	char *path;

	talk_save_changes(t);
	if (words_are_covered(t))
		return;
	if (calendar_is_empty(t->wb)) {
		say(t, calendar_nothing());
		return;
	}
	if (!*argument) {
		say(t, _("Type calendar and the name of a file, as in calendar ~/look-again.ics."));
		return;
	}
	say(t, calendar_question());
	chosen = talk_choose(t, answers, ARRAY_LEN(answers));
	if (!chosen)
		return;
	path = path_expand(argument);
	buf_init(&said, 16384);
	calendar_copy(t->wb, t->sys, chosen == 2, path, &said);
	say(t, said.data);
	buf_release(&said);
	free(path);
}
