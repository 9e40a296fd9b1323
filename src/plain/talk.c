/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The conversation: its loop, and how words are saved meanwhile. */
#include <config.h>

#include "plain/plain.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "plain/talk.h"
#include "plain/words.h"
#include "workbook/paths.h"
#include "workbook/tell.h"

#define KEEP_EVERY 1	/* seconds: words into the journal, while more keep coming */
#define SAVE_EVERY 30	/* seconds: everything into the file */
#define RETRY_EVERY 5	/* seconds, while saving fails */
#define TAKE_EVERY 2	/* seconds, while another window has the workbook */

static void settle(struct talk *t)
{
	if (t->words.changed && t->words.for_mentor)
		preface_write(t->wb, t->words.preface, slice_buf(&t->words.text));
	else if (t->words.changed && t->words.said)
		words_keep_said(t);
	else if (t->words.changed && *t->words.step)
		steps_write_happened(t->wb, t->words.page, t->words.step, slice_buf(&t->words.text));
	else if (t->words.changed)
		workbook_write(t->wb, t->words.page, slice_buf(&t->words.text));
	t->words.changed = false;
}

void talk_say_trouble(struct talk *t)
{
	t->told_trouble = true;
	t->unsaid = false;
	sayf(t, _("NOT SAVED: %s."), workbook_trouble(t->wb));
	if (workbook_words_are_safe(t->wb))
		say(t, _("Your words are in its journal, from which the next start puts them back."));
	say(t, _("It is tried again by itself, and when you type save."));
}

/* What a save that has ended gives to say, once each. */
static void say_outcome(struct talk *t)
{
	bool trouble = workbook_state(t->wb) == STATE_NOT_SAVED;
	struct merge_news news;
	struct buf said;

	buf_init(&said, 16384);
	if (workbook_has_met(t->wb, &news)) {
		tell_met(&news, &said);
		say(t, said.data);
		buf_clear(&said);
	}
	if (workbook_conflict(t->wb) && !t->told_apart)
		tell_conflict(t->wb, &said);
	else if (workbook_writes_over(t->wb) && !t->told_over)
		tell_over(&said);
	t->told_apart = workbook_conflict(t->wb) != NULL;
	t->told_over = workbook_writes_over(t->wb);
	if (said.len)
		say(t, said.data);
	buf_release(&said);
	if (trouble && !t->told_trouble)
		talk_say_trouble(t);
	else if (!trouble && t->told_trouble)
		say(t, _("Everything is saved again."));
	t->told_trouble = trouble;
}

/* The full screen, if it came before this, has left a thread to do the slow steps. */
static void wait_for_writer(struct talk *t)
{
	struct pollfd fd = { .fd = workbook_fd(t->wb), .events = POLLIN };

	while (fd.fd >= 0 && workbook_state(t->wb) == STATE_CHANGED && !workbook_pump(t->wb))
		(void)poll(&fd, 1, 1000);
}

void talk_keep(struct talk *t)
{
	settle(t);
	t->kept_at = workbook_now(t->wb);
	workbook_keep(t->wb);
	wait_for_writer(t);
	say_outcome(t);
}

bool talk_save(struct talk *t)
{
	struct err err;
	bool saved;

	settle(t);
	t->tried_at = t->kept_at = workbook_now(t->wb);
	saved = workbook_save(t->wb, &err);
	say_outcome(t);
	return saved;
}

void talk_save_changes(struct talk *t)
{
	enum workbook_state state = workbook_state(t->wb);

	if (t->words.changed || state == STATE_CHANGED || state == STATE_SAFE)
		talk_save(t);
}

void talk_stop(struct talk *t)
{
	settle(t);
	workbook_stop(t->wb);
	t->quit = true;
}

/* Seconds until EVERY have passed since THEN; a clock set back counts as passed. */
static int left_of(const struct talk *t, time_t then, int every)
{
	time_t passed = workbook_now(t->wb) - then;

	return passed < 0 || passed >= every ? 0 : (int)(every - passed);
}

/* While another window has the workbook. */
static int try_to_take_over(struct talk *t)
{
	struct buf said;

	if (left_of(t, t->tried_at, TAKE_EVERY) != 0)
		return left_of(t, t->tried_at, TAKE_EVERY);
	t->tried_at = workbook_now(t->wb);
	if (!workbook_take_over(t->wb))
		return TAKE_EVERY;
	buf_init(&said, 8192);
	tell_taken_over(t->wb, &said);
	say(t, said.data);
	if (workbook_came_back(t->wb))
		say(t, _("We put your last sentences back."));
	buf_release(&said);
	talk_save_changes(t);	/* what came back from the journal goes into the file */
	return workbook_is_held(t->wb) ? TAKE_EVERY : -1;
}

static int tick(void *context, bool at_hand)
{
	struct talk *t = context;
	int every;

	if (workbook_is_held(t->wb))
		return try_to_take_over(t);
	if ((t->words.changed || workbook_state(t->wb) == STATE_CHANGED) &&
	    (!at_hand || left_of(t, t->kept_at, KEEP_EVERY) == 0))
		talk_keep(t);
	if (workbook_state(t->wb) != STATE_SAFE && workbook_state(t->wb) != STATE_NOT_SAVED)
		return -1;
	every = workbook_state(t->wb) == STATE_NOT_SAVED ? RETRY_EVERY : SAVE_EVERY;
	if (left_of(t, t->tried_at, every) == 0)
		talk_save(t);
	return workbook_state(t->wb) == STATE_NOT_SAVED ? RETRY_EVERY : SAVE_EVERY;
}

static void keep(void *context)
{
	struct talk *t = context;

	settle(t);
	if (workbook_state(t->wb) == STATE_CHANGED)
		workbook_keep(t->wb);
}

/* Nobody knows whether it goes on. */
static void suspend(void *context)
{
	struct talk *t = context;

	settle(t);
	workbook_stop(t->wb);
	say_outcome(t);
}

/* Somebody else may have changed the file meanwhile. */
static void resume(void *context)
{
	struct talk *t = context;

	workbook_look_again(t->wb);
	say_outcome(t);
}

/* Ctrl-C at `command:` or `more:`, which quits nothing. */
static void interrupted(struct talk *t)
{
	t->interrupted = false;
	t->console.rows = 0;	/* a screenful begins here */
	if (talk_save(t))
		say(t, _("Nothing is lost. To quit, type quit and press Enter; or press Ctrl-C once "
			 "more."));
}

static void loop(struct talk *t)
{
	struct slice line;

	while (!t->quit) {
		if (t->next) {
			char *next = t->next;

			t->next = NULL;
			talk_command(t, slice_of(next));
			free(next);
			continue;
		}
		if (t->interrupted)
			interrupted(t);
		switch (talk_line(t, _("command: "), &line)) {
		case CONSOLE_LINE:
			talk_command(t, line);
			break;
		case CONSOLE_END:
			talk_leave(t);
			break;
		case CONSOLE_INTERRUPT:
			interrupted(t);
			break;
		case CONSOLE_STOP:
			break;
		}
	}
}

static void leave_with_copy(struct talk *t)
{
	char *path = talk_ask_folder(t);
	struct err err;

	if (path && workbook_save_copy(t->wb, path, &err))
		t->quit = true;
	else if (path)
		sayf(t, _("Not saved there: %s."), err.text);
	free(path);
}

void talk_leave(struct talk *t)
{
	enum ask_answer answer;

	t->quit = talk_save(t);
	while (!t->quit) {
		/* An input that has ended would say so for ever. */
		if (!talk_answer(t, ask_unsaved(t->wb), &answer)) {
			t->quit = t->quit || t->ends > 1;
			return;
		}
		if (answer == ASK_STAY)
			return;
		if (answer == ASK_COPY)
			leave_with_copy(t);
		else if (answer == ASK_LEAVE || talk_save(t))
			t->quit = true;
		else
			sayf(t, _("That did not help: %s."), workbook_trouble(t->wb));
	}
}

static bool how_it_ended(const struct talk *t, struct err *err)
{
	if (workbook_state(t->wb) == STATE_NOT_SAVED && !workbook_copy(t->wb))
		return err_set(err, ERR_IO, workbook_words_are_safe(t->wb) ?
			       _("%s; your last words are in its journal, and the next start puts them "
				 "back") : "%s", workbook_trouble(t->wb));
	if (t->console.error)
		/* What the input still held is in nobody's hands. */
		return err_set(err, ERR_IO, _("cannot write to standard output: %s; what was read until "
					      "then is saved"), strerror(t->console.error));
	if (t->untaken)
		return err_set(err, ERR_SYNTAX, _("some of the lines that were piped in were not taken; "
						  "what was said below each tells why"));
	return true;
}

static void converse(struct talk *t, const struct plain_start *start)
{
	if (*start->remark)
		say(t, start->remark);
	talk_begin(t, start->begin, &start->place, start->mode, start->trouble);
	talk_save_changes(t);	/* what came back from the journal goes into the file */
	loop(t);
}

bool plain_run(const struct plain_start *start, struct err *err)
{
	struct talk t = { .sys = start->sys, .wb = start->wb, .home = start->home,
		.settings_path = start->settings_path, .usual_language = start->usual_language };
	bool ok;

	settings_init(&t.settings);
	if (start->settings)
		settings_copy(&t.settings, start->settings);
	t.kept_at = t.tried_at = workbook_now(t.wb);
	buf_init(&t.words.text, 0);
	console_open(&t.console, start->sys, start->in, start->out, start->utf8,
		     (struct console_hooks){ tick, keep, suspend, resume, &t });
	t.stopped = signals_stop();	/* while the full screen handed over */
	if (!t.stopped)
		converse(&t, start);
	if (t.stopped)
		talk_stop(&t);
	console_close(&t.console);
	ok = how_it_ended(&t, err);
	buf_release(&t.words.text);
	settings_release(&t.settings);
	talk_forget_found(&t);
	free(t.before.text);
	free(t.next);
	free(t.answer);
	return ok;
}
