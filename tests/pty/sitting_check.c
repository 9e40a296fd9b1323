/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether all was true that the program told while the system failed under it. */
#include <config.h>

#include "sitting.h"

#include <check.h>
#include <glob.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cJSON.h>

#include "../unit/scratch.h"
#include "trial.h"

static const struct {
	unsigned bit;
	const char *word;
} words[] = { { OAK, "oak" }, { ELM, "elm" }, { ASH, "ash" }, { YEW, "yew" } };
enum { WORDS = sizeof(words) / sizeof(words[0]), FILE_LEN = 4 << 20 };

/* The words in the file NAME, whatever its bytes; none in one that is absent. */
static unsigned words_in(const char *name)
{
	FILE *in = fopen(scratch_path(name), "r");
	char *bytes = malloc(FILE_LEN);
	unsigned found = 0;
	size_t len;

	ck_assert_ptr_nonnull(bytes);
	len = in ? fread(bytes, 1, FILE_LEN, in) : 0;
	ck_assert_uint_lt(len, FILE_LEN);
	for (int i = 0; i < WORDS; i++)
		if (memmem(bytes, len, words[i].word, strlen(words[i].word)))
			found |= words[i].bit;
	if (in)
		fclose(in);
	free(bytes);
	return found;
}

static const char *inside(const char *path)
{
	return path + strlen(scratch_path("")) + 1;
}

/* Those in all files whose names are like PATTERN. */
static unsigned words_in_any(const char *pattern)
{
	unsigned found = 0;
	glob_t names;

	if (glob(scratch_path(pattern), 0, NULL, &names) == 0)
		for (size_t i = 0; i < names.gl_pathc; i++)
			found |= words_in(inside(names.gl_pathv[i]));
	globfree(&names);
	return found;
}

unsigned sitting_saved(void)
{
	return words_in(WORKBOOK) | words_in_any(WORKBOOK ".conflict-*");
}

/* Where the folder took no new files, the journal lies in the state folder. */
unsigned sitting_kept(void)
{
	return sitting_saved() | words_in(WORKBOOK ".journal") |
	       words_in_any("data/state/leaderplus/*.journal");
}

static void check_whole(const char *name)
{
	cJSON *tree;

	if (!scratch_has(name))
		return;
	tree = cJSON_Parse(scratch_get(name));
	trial_assert(tree, "%s is damaged: %s", name, scratch_get(name));
	cJSON_Delete(tree);
}

/* The newest text is one that stood in the box at some time. */
static void check_text(void)
{
	static const char *const texts[] = { "oak ash yew", "oak elm ash yew" };
	const char *text = scratch_has(WORKBOOK) ? steps_saved(SITTING_PAGE) : NULL;

	for (int i = 0; text && i < 2; i++)
		if (strlen(text) >= 3 && strncmp(texts[i], text, strlen(text)) == 0)
			text = NULL;
	trial_assert(!text, "the file holds '%s'", text);
}

static void check_files(const struct sitting *s)
{
	check_whole(WORKBOOK);
	check_whole(WORKBOOK ".bak");
	check_text();
	trial_assert(!s->sure || scratch_has(WORKBOOK), "the file is gone");
	trial_assert(!(s->sure & OAK) || (words_in(WORKBOOK) & OAK), "the file lost its words");
}

/* newterm of ncurses 6.4 crashes where it gets no memory; nothing has been drawn then. */
static bool is_curses_fault(const struct sitting *s)
{
	return s->may_die == SIGABRT && s->status == 128 + SIGSEGV && !*s->said;
}

static void check_status(const struct sitting *s)
{
	unsigned there = sitting_saved();

	trial_assert(!s->full_screen || s->status == 128 + SIGKILL,
		     "the terminal is left in disorder");
	if (s->status >= 126) {
		trial_assert(s->status == 128 + s->may_die || is_curses_fault(s),
			     "ended with %d: %s", s->status, s->said);
		return;
	}
	trial_assert(s->status == 0 || strstr(s->said, "leaderplus: "), "status %d and no message",
		     s->status);
	trial_assert(s->status == 0 || !s->harmless, "status %d though nothing failed: %s",
		     s->status, s->said);
	if (s->status == 0 && s->copied)
		there |= words_in(SITTING_COPY);
	trial_assert(s->status != 0 || !(s->typed & ~there), "status 0, typed %#x, there %#x: %s",
		     s->typed, there, scratch_get(WORKBOOK));
}

static bool has_any(const char *pattern)
{
	glob_t names;
	bool has = glob(scratch_path(pattern), 0, NULL, &names) == 0;

	globfree(&names);
	return has;
}

static bool left_temporary(void)
{
	return has_any("data/leaderplus/.*.tmp") || has_any("data/state/leaderplus/.*.tmp") ||
	       has_any("data/.*.tmp");
}

static int is_there(struct play *p)
{
	return play_shows(p, "> Carry on") ? 1 : play_shows(p, SAYS_FIRST) ? 2 : 0;
}

/* She starts again, with nothing failing: all that was ever told to be safe is there. */
static void start_again(const struct sitting *s)
{
	unsigned wanted = s->sure | s->safe, there;
	struct play p;
	int found;

	play_start(&p, NULL);
	found = play_wait_until(&p, is_there);
	trial_assert(found, "it does not start again: %s", play_output(&p));
	trial_assert(found == 1 || !s->sure, "it starts as if for the first time");
	trial_assert(!play_shows(&p, "For reading only"), "for reading only:\n%s", play_screen(&p));
	trial_assert(steps_quit(&p) == 0, "it does not end well after starting again");
	trial_assert(found == 2 || !has_any("data/leaderplus/.*.tmp"),
		     "a temporary file is still there");
	check_whole(WORKBOOK);
	check_text();
	there = sitting_saved();
	if (s->copied)
		there |= words_in(SITTING_COPY);
	trial_assert(!(wanted & ~there), "words %#x were safe, %#x are there: %s", wanted, there,
		     scratch_get(WORKBOOK));
}

void sitting_check(struct sitting *s)
{
	unsigned there = sitting_saved();

	check_files(s);
	trial_assert(!(s->saved & ~there), "'saved' was a lie: told %#x, there %#x", s->saved,
		     there);
	check_status(s);
	trial_assert(!s->harmless || !s->sure || s->saved || s->typed == s->sure ||
		     s->status == 0, "nothing failed, and nothing was saved");
	trial_assert(s->may_litter || s->may_die || !left_temporary(), "a temporary file was left");
	start_again(s);
}

void sitting_check_command(struct sitting *s)
{
	int status;

	check_files(s);
	trial_assert(s->status <= 1 || s->status == 128 + s->may_die, "ended with %d: %s",
		     s->status, s->said);
	trial_assert(s->status != 1 || strstr(s->said, "leaderplus: "), "status 1 and no message");
	trial_assert(s->status == 0 || !s->harmless, "status %d though nothing failed: %s",
		     s->status, s->said);
	if (scratch_has("data/summary.md") && s->status == 0) {
		const char *const again[] = { "summary", scratch_path(WORKBOOK), "-o",
					      scratch_path("again.md"), "--force", NULL };
		const char *made = scratch_get("data/summary.md");

		free(play_command(again, &status));
		ck_assert_int_eq(status, 0);
		trial_assert(strcmp(made, scratch_get("again.md")) == 0,
			     "status 0, but the summary is: %s", made);
	} else if (s->status == 0) {
		trial_assert(!*s->said, "status 0, and it says: %s", s->said);
	}
	trial_assert(s->may_litter || s->may_die || !left_temporary(), "a temporary file was left");
	trial_assert(!(s->sure & ELM) || scratch_has(WORKBOOK ".journal"), "the journal is gone");
	start_again(s);
}
