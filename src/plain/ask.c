/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking: lines, numbers, and what both faces ask. */
#include <config.h>

#include "plain/talk.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"

enum console_got talk_line(struct talk *t, const char *prompt, struct slice *line)
{
	enum console_got got = console_line(&t->console, prompt, line);

	if (got == CONSOLE_INTERRUPT)
		t->interrupts++;
	else if (t->console.waited)	/* others are no answer to what was said of it */
		t->interrupts = 0;
	t->ends = got == CONSOLE_END ? t->ends + 1 : 0;
	if (t->interrupts > 1)
		got = CONSOLE_STOP;
	if (got == CONSOLE_STOP)
		t->stopped = t->quit = true;
	return got;
}

void talk_untaken(struct talk *t)
{
	t->untaken = t->untaken || !t->console.typed;
}

bool talk_ask(struct talk *t, const char *prompt, struct slice *line)
{
	enum console_got got = talk_line(t, prompt, line);

	*line = got == CONSOLE_LINE ? slice_trim(*line) : slice_of("");
	return got == CONSOLE_LINE;
}

bool talk_ask_below(struct talk *t, const char *prompt, struct slice *line)
{
	if (!t->next)
		return talk_ask(t, prompt, line);
	free(t->answer);
	t->answer = t->next;
	t->next = NULL;
	*line = slice_of(t->answer);
	return true;
}

static void say_labels(struct talk *t, const char *const labels[], size_t count)
{
	struct buf list;

	buf_init(&list, (size_t)64 * 1024);
	for (size_t i = 0; i < count; i++)
		buf_addf(&list, "%zu. %s\n", i + 1, labels[i]);
	say(t, list.data);
	buf_release(&list);
}

/* The number that LINE is, 0 when it is none up to COUNT. */
static size_t number_of(struct slice line, size_t count)
{
	size_t n = 0;

	for (size_t i = 0; i < line.len && n <= count; i++) {
		if (line.data[i] < '0' || line.data[i] > '9')
			return 0;
		n = n * 10 + (size_t)(line.data[i] - '0');
	}
	return n <= count ? n : 0;
}

size_t talk_choose(struct talk *t, const char *const labels[], size_t count)
{
	struct slice line;
	size_t n;

	if (!t->next)
		say_labels(t, labels, count);
	if (!t->next && talk_first(t, HINT_NUMBER))
		say(t, _("Type a number and press Enter. back goes back, quit quits."));
	while (!t->quit) {
		if (!talk_ask_below(t, _("number: "), &line)) {
			if (t->quit || t->interrupts == 0)
				return 0;
			say(t, _("Nothing is lost. back goes back. To quit, type quit and press Enter; or press "
				 "Ctrl-C once more."));
			continue;
		}
		n = number_of(line, count);
		if (n)
			return n;
		if (slice_is(line, "back") || slice_is(line, "b"))
			return 0;
		if (slice_is(line, "quit") || slice_is(line, "q")) {
			t->next = mem_string("quit");
			return 0;
		}
		if (slice_is(line, "help") || slice_is(line, "?")) {
			say(t, _("Each number stands for the line behind it. Type a number and press Enter. "
				 "back goes back, quit quits."));
			say_labels(t, labels, count);
			continue;
		}
		if (line.len)
			talk_untaken(t);
		sayf(t, _("That is none of the numbers, and nothing was kept. Type one from 1 to %zu, or "
			  "back, or quit."), count);
		say_labels(t, labels, count);
	}
	return 0;
}

bool talk_answer(struct talk *t, struct ask *ask, enum ask_answer *answer)
{
	const char **labels = mem_zero(ask->count, sizeof(*labels));
	size_t chosen;

	for (size_t i = 0; i < ask->count; i++)
		labels[i] = ask->lines[i].label;
	if (say_doc(t, ask->intro, 0, false) && ask->outro) {
		say_gap(t);
		say_doc(t, ask->outro, 0, false);
	}
	say_gap(t);
	chosen = talk_choose(t, labels, ask->count);
	if (chosen)
		*answer = ask->lines[chosen - 1].answer;
	free(labels);
	ask_free(ask);
	return chosen > 0;
}
