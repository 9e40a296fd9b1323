/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Terminals: what is pasted, bytes that come in pieces, old terminals, and locales
 * without UTF-8. */
#include <config.h>

#include <check.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "steps.h"

#define SPREAD "How far is leadership distributed in your school today?"

/* Begins to write under the first question. */
static void open_box(struct play *p, const struct play_setting *setting)
{
	steps_begin(p, setting);
	steps_turn_to(p, SPREAD);
	steps_write(p, "");
}

/* A page from a word processor: CR LF, and what no page should hold. */
START_TEST(a_pasted_page_is_text_and_no_commands)
{
	static const char controls[] = "\001\003\007\010\016\021\023\032\034\177\002";
	char page[16384], kept[16384];
	size_t len = 0, kept_len = 0;
	struct play p;

	for (int i = 0; i < 100; i++) {
		len += (size_t)sprintf(page + len, "Llinell %d: tŷ 領導 \U0001F331\ttab%c.\r\n", i,
				       controls[i % (int)sizeof(controls)]);
		kept_len += (size_t)sprintf(kept + kept_len,
					    "Llinell %d: tŷ 領導 \U0001F331\ttab.\n", i);
	}
	len += (size_t)sprintf(page + len, "The end: \033[31mred\033[0m\033[A.");
	open_box(&p, NULL);
	play_paste(&p, page, len);
	play_wait_for(&p, "The end: ");
	play_type(&p, " Typed.");
	play_wait_for(&p, "Typed.");
	ck_assert(play_shows(&p, SAYS_WRITING));
	ck_assert_int_eq(steps_quit(&p), 0);
	kept[kept_len] = '\0';
	if (!steps_saved_begins("spread-now", kept))
		ck_abort_msg("kept:\n%s\nexpected:\n%s", steps_saved("spread-now"), kept);
	ck_assert_ptr_nonnull(strstr(steps_saved("spread-now"), "The end: "));
	for (const char *c = steps_saved("spread-now"); *c; c++)
		ck_assert_msg(*c == '\n' || *c == '\t' || !iscntrl((unsigned char)*c),
			      "control character %d is kept", *c);
}
END_TEST

START_TEST(pasting_on_a_page_does_nothing)
{
	static const char keys[] = "c\r\021\033?h q Enter";
	struct play p;

	steps_begin(&p, NULL);
	steps_turn_to(&p, SPREAD);
	play_paste(&p, keys, sizeof(keys) - 1);
	play_wait_for(&p, "Enter starts writing");
	ck_assert(play_shows(&p, SPREAD) && play_shows(&p, SAYS_READING));
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_ptr_null(steps_saved("spread-now"));
}
END_TEST

/* On a slow line the bytes of one character, or of one key, come apart. */
START_TEST(characters_may_come_in_pieces)
{
	static const char text[] = "Aŷ\U0001F331領\U0001F469\u200D\U0001F3EB.";
	const struct timespec slowly = { .tv_nsec = 8000000 };
	struct play p;

	open_box(&p, NULL);
	for (const char *c = text; *c; c++) {
		play_bytes(&p, c, 1);
		nanosleep(&slowly, NULL);
	}
	for (const char *c = "\033[Dx"; *c; c++) {
		play_bytes(&p, c, 1);
		nanosleep(&slowly, NULL);
	}
	play_wait_for(&p, "x.");
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_str_eq(steps_saved("spread-now"), "Aŷ\U0001F331領\U0001F469\u200D\U0001F3EBx.");
}
END_TEST

START_TEST(bytes_that_are_no_text_harm_nothing)
{
	struct play p;

	open_box(&p, NULL);
	play_type(&p, "one\xFF\xFEtwo");
	play_settle(&p);
	play_type(&p, "\xE9\x80");
	play_settle(&p);
	play_type(&p, " three four five six seven");
	play_wait_for(&p, "seven");
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert(steps_saved_begins("spread-now", "one"));
	ck_assert_ptr_nonnull(strstr(steps_saved("spread-now"), "two"));
	ck_assert_ptr_nonnull(strstr(steps_saved("spread-now"), "four five six seven"));
}
END_TEST

START_TEST(without_utf_8_the_screen_is_ascii_and_words_are_kept)
{
	static const char *const environment[] = { "LC_ALL=C", NULL };
	const struct play_setting plain = { .environment = environment };
	struct play p;

	open_box(&p, &plain);
	play_type(&p, "tŷ 領導 \U0001F331 “quoted” end");
	play_wait_for(&p, "end");
	steps_leave_box(&p);
	play_keys(&p, "c");
	play_wait_for(&p, "you are here");
	play_keys(&p, "Esc");
	play_wait_for(&p, SPREAD);
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_str_eq(steps_saved("spread-now"), "tŷ 領導 \U0001F331 “quoted” end");

	play_start_until(&p, &plain, SAYS_BACK);
	play_keys(&p, "Enter");
	play_wait_for(&p, "end");
	play_keys(&p, "Ctrl-Q");
	play_wait_end(&p, PLAY_PATIENCE);
	for (const char *c = play_output(&p); *c; c++)
		if (*c & 0x80)
			play_fail(&p, "byte %02X was sent: ...%.40s", (unsigned char)*c, c);
	ck_assert_int_eq(play_end(&p), 0);
}
END_TEST

/* Selects colours: 30 to 38, 40 to 48, 90 to 107. */
static bool is_colour(long number)
{
	return (number >= 30 && number <= 38) || (number >= 40 && number <= 48) ||
		(number >= 90 && number <= 107);
}

/* Whether a CSI ... m of the output selects a colour. */
static bool any_colour(const char *output)
{
	for (const char *c = output; (c = strstr(c, "\033[")); c++) {
		const char *end = c + 2 + strspn(c + 2, "0123456789;");

		for (char *at = (char *)(c + 2); *end == 'm' && at < end; at++)
			if (is_colour(strtol(at, &at, 10)))
				return true;
	}
	return false;
}

static const struct {
	const char *environment[3];
	bool full_screen;	/* the terminal has a screen to go back to */
} terminals[] = {
	{ { "TERM=xterm-256color", "NO_COLOR=1" }, true },
	{ { "TERM=xterm" }, true },
	{ { "TERM=screen" }, true },
	{ { "TERM=tmux-256color" }, true },
	{ { "TERM=ansi" }, false },
	{ { "TERM=linux" }, false },
	{ { "TERM=vt220" }, false },
	{ { "TERM=vt100" }, false },
};

START_TEST(it_works_on_old_terminals_and_without_colour)
{
	const struct play_setting setting = { .environment = terminals[_i].environment };
	struct play p;

	open_box(&p, &setting);
	play_type(&p, "written on ");
	play_type(&p, terminals[_i].environment[0]);
	play_keys(&p, "Left Left Right Right");
	play_type(&p, "!");
	play_wait_for(&p, terminals[_i].environment[0]);
	ck_assert_int_eq(p.full_screen, terminals[_i].full_screen);
	steps_leave_box(&p);
	play_keys(&p, "Right");
	play_wait_gone(&p, SPREAD);
	play_keys(&p, "Left");
	play_wait_for(&p, SPREAD);
	play_keys(&p, "Ctrl-Q");
	play_wait_end(&p, PLAY_PATIENCE);
	ck_assert(!play_shows(&p, SPREAD) && !play_shows(&p, "written on "));
	ck_assert(!any_colour(play_output(&p)));
	ck_assert_int_eq(play_end(&p), 0);
	ck_assert(steps_saved_begins("spread-now", "written on TERM="));
	ck_assert_ptr_nonnull(strchr(steps_saved("spread-now"), '!'));
}
END_TEST

/* One line, status 2, and nothing of what is kept is touched. */
static const char *const unusable[] = {
	"TERM=no-such-terminal", "TERM=", "TERM", "TERM=../../etc/passwd", "TERM=xterm\033[31m",
};

START_TEST(an_unusable_terminal_is_told)
{
	const char *const environment[] = { unusable[_i], NULL };
	struct play p;

	play_start(&p, &(struct play_setting){ .environment = environment });
	play_wait_end(&p, PLAY_PATIENCE);
	ck_assert_msg(strncmp(play_output(&p), "leaderplus: this terminal ('", 28) == 0 &&
		      strchr(play_output(&p), '\n') == play_output(&p) + p.output_len - 1 &&
		      !strchr(play_output(&p), '\033'), "%s: said: %s", unusable[_i], play_output(&p));
	ck_assert_int_eq(play_end(&p), 2);
	ck_assert_int_eq(scratch_count(), 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("terminal");
	TCase *tcase = tcase_create("terminal");

	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, scratch_open, scratch_close);
	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, a_pasted_page_is_text_and_no_commands);
	tcase_add_test(tcase, pasting_on_a_page_does_nothing);
	tcase_add_test(tcase, characters_may_come_in_pieces);
	tcase_add_test(tcase, bytes_that_are_no_text_harm_nothing);
	tcase_add_test(tcase, without_utf_8_the_screen_is_ascii_and_words_are_kept);
	tcase_add_loop_test(tcase, it_works_on_old_terminals_and_without_colour, 0,
			    sizeof(terminals) / sizeof(terminals[0]));
	tcase_add_loop_test(tcase, an_unusable_terminal_is_told, 0,
			    sizeof(unusable) / sizeof(unusable[0]));
	return suite_run(suite);
}
