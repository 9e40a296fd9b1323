/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reader does while the system fails under the program. */
#include <config.h>

#include "sitting.h"

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../unit/scratch.h"
#include "trial.h"

#define SPREAD "How far is leadership distributed in your school today?"
#define SAYS_TROUBLE "NOT SAVED"
#define SAYS_AGAIN "Try once more to save, then quit"

enum told sitting_told(struct play *p)
{
	const char *words = play_words(p), *at;
	int hour, minute;

	if (strstr(words, SAYS_TROUBLE))
		return TOLD_TROUBLE;
	if (strstr(words, SAYS_UNSAVED))
		return TOLD_NOTHING;
	if (strstr(words, SAYS_SAFE))
		return TOLD_SAFE;
	for (at = words; (at = strstr(at, " saved ")); at++)
		if (sscanf(at, " saved %2d:%2d", &hour, &minute) == 2)
			return TOLD_SAVED;
	return TOLD_NOTHING;
}

static int is_open(struct play *p)
{
	return play_shows(p, "> Carry on");
}

static int is_reading(struct play *p)
{
	return play_shows(p, SAYS_READING);
}

static int is_writing(struct play *p)
{
	return play_shows(p, SAYS_WRITING);
}

/* Where it cannot be looked whether something stands beside the file, it is no first start. */
static int is_first(struct play *p)
{
	return play_shows(p, SAYS_FIRST) ? 1 : play_shows(p, "Nothing has been changed.") ? 2 : 0;
}

static int is_begun(struct play *p)
{
	return play_shows(p, "page 1 of ") ? 1 : play_shows(p, "That does not work") ? 2 : 0;
}

static int has_ash(struct play *p)
{
	return play_shows(p, " ash");
}

static int ash_is_settled(struct play *p)
{
	enum told now = sitting_told(p);

	return now == TOLD_SAVED || now == TOLD_TROUBLE ? (int)now : 0;
}

static int yew_is_somewhere(struct play *p)
{
	return play_shows(p, " yew") ? (int)sitting_told(p) : 0;
}

static int asks(struct play *p)
{
	return play_shows(p, SAYS_AGAIN);
}

static int marks_copy(struct play *p)
{
	return play_shows(p, "> Save a copy in another folder");
}

static int marks_leave(struct play *p)
{
	return play_shows(p, "> Quit without");
}

static int asks_folder(struct play *p)
{
	return play_shows(p, "Type a folder in which");
}

static int never(struct play *p)
{
	(void)p;
	return 0;
}

/* Words that the box holds; what of them is told to be safe or saved is so at once. */
static void note(struct sitting *s, unsigned words, enum told now)
{
	s->typed |= words;
	trial_assert(now != TOLD_SAVED || !(s->typed & ~sitting_saved()),
		     "'saved' was a lie: typed %#x, in the file %#x", s->typed, sitting_saved());
	trial_assert(now != TOLD_SAFE || !(s->typed & ~sitting_kept()),
		     "'safe' was a lie: typed %#x, on the disk %#x", s->typed, sitting_kept());
	if (now == TOLD_SAFE || now == TOLD_SAVED)
		s->safe |= s->typed;
	if (now == TOLD_SAVED)
		s->saved |= s->typed;
}

/* She is asked what to do with words that cannot be saved; false: the program is over. */
static bool answer(struct sitting *s, struct play *p)
{
	if (!s->takes_copy) {
		play_keys(p, "Down Down Down");
		if (!play_wait_until(p, marks_leave))
			return false;
		play_keys(p, "Enter");
		return true;
	}
	play_keys(p, "Down");
	if (!play_wait_until(p, marks_copy))
		return false;
	play_keys(p, "Enter");
	if (!play_wait_until(p, asks_folder))
		return false;
	play_keys(p, "Ctrl-U");
	play_type(p, scratch_path(SITTING_COPY));
	play_keys(p, "Enter");
	s->copied = true;
	return true;
}

static void leave(struct sitting *s, struct play *p)
{
	bool asked = false;

	if (!p->over) {
		play_keys(p, "Ctrl-Q");
		asked = play_wait_until(p, asks);
	}
	if (asked && answer(s, p))
		play_wait_until(p, never);
	s->said = strdup(play_output(p));
	s->full_screen = p->full_screen;
	s->status = play_end(p);
}

/* Opens the workbook; true when its box can be gone to. */
static bool open_book(struct sitting *s, struct play *p)
{
	play_start(p, &(struct play_setting){ .environment = s->environment });
	if (!play_wait_until(p, is_open))
		return false;
	s->reading = play_shows(p, "For reading only");
	return true;
}

/* Goes into the box and writes; true when LOOK tells something, which is noted. */
static bool write_word(struct sitting *s, struct play *p, const char *word, unsigned bit,
		       int (*look)(struct play *p))
{
	int now;

	play_keys(p, "Enter");
	if (!play_wait_until(p, is_writing))
		return false;
	play_type(p, word);
	now = play_wait_until(p, look);
	if (now)
		note(s, bit, look == has_ash ? TOLD_NOTHING : (enum told)now);
	return now != 0;
}

static void write_words(struct sitting *s, struct play *p)
{
	int now;

	play_keys(p, "Enter");
	if (!play_wait_until(p, is_reading))
		return;
	s->typed |= play_shows(p, "oak elm") ? OAK | ELM : OAK;
	if (!write_word(s, p, " ash", ASH, has_ash))
		return;
	play_keys(p, "Tab");
	now = play_wait_until(p, ash_is_settled);
	note(s, ASH, (enum told)now);
	if (now && play_wait_until(p, is_reading))
		write_word(s, p, " yew", YEW, yew_is_somewhere);
}

void sitting_write(struct sitting *s)
{
	struct play p;

	if (open_book(s, &p) && !s->reading)
		write_words(s, &p);
	leave(s, &p);
}

void sitting_look(struct sitting *s)
{
	struct play p;

	/* What cannot be written stays in the journal. */
	if (open_book(s, &p) && !s->reading && play_shows(&p, "We put your last sentences back"))
		s->typed = OAK | ELM;
	leave(s, &p);
}

void sitting_begin(struct sitting *s)
{
	struct play p;

	play_start(&p, &(struct play_setting){ .environment = s->environment });
	if (play_wait_until(&p, is_first) == 1) {
		play_keys(&p, "Enter");
		play_wait_until(&p, is_begun);
	}
	leave(s, &p);
}

static void run(struct sitting *s, const char *const *arguments)
{
	s->said = play_command_in(&(struct play_setting){ .arguments = arguments,
							  .environment = s->environment },
				  &s->status);
}

void sitting_summary(struct sitting *s)
{
	run(s, (const char *const[]){ "summary", scratch_path(WORKBOOK), "-o",
				      scratch_path("data/summary.md"), NULL });
}

void sitting_summary_over(struct sitting *s)
{
	scratch_put("data/summary.md", "an older summary");
	run(s, (const char *const[]){ "summary", scratch_path(WORKBOOK), "--force", "-o",
				      scratch_path("data/summary.md"), NULL });
}

void sitting_examine(struct sitting *s)
{
	run(s, (const char *const[]){ "check", scratch_path(WORKBOOK), NULL });
}

static void shell(const char *command)
{
	ck_assert_msg(system(command) == 0, "%s", command);
}

static void put_by(const char *folder, const char *name)
{
	char command[4096];

	snprintf(command, sizeof(command), "mkdir -p '%s/%s' && cp -a '%s' '%s/%s/'", folder,
		 name, scratch_path("data"), folder, name);
	shell(command);
}

void sitting_lay_out(const char *folder, const char *name)
{
	char command[4096];

	snprintf(command, sizeof(command), "rm -rf '%s' && cp -a '%s/%s/data' '%s'",
		 scratch_path("data"), folder, name, scratch_path(""));
	shell(command);
}

void sitting_fetch(const char *folder, const char *name)
{
	char command[4096];

	snprintf(command, sizeof(command), "cp -a '%s/%s/data/.' '%s'", folder, name,
		 scratch_path("data"));
	shell(command);
}

void sitting_prepare(const char *folder)
{
	char command[4096];
	struct play p;

	snprintf(command, sizeof(command), "mkdir -p '%s'", scratch_path("data"));
	shell(command);
	put_by(folder, "empty");
	steps_begin(&p, NULL);
	steps_turn_to(&p, SPREAD);
	steps_write(&p, "oak");
	steps_leave_box(&p);
	ck_assert_int_eq(steps_quit(&p), 0);
	put_by(folder, "saved");
	ck_assert_int_eq(unlink(scratch_path(WORKBOOK ".journal")), 0);
	put_by(folder, "alone");
	steps_carry_on(&p, NULL);
	steps_write(&p, " elm");
	play_wait_for(&p, SAYS_SAFE);
	play_signal(&p, SIGKILL);
	play_end(&p);
	put_by(folder, "kept");
}
