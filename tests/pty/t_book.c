/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole book, from the first page to the last: words in every box, and every
 * word found again in the file and in each form of the summary. */
#include <config.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "steps.h"

enum { BOXES = 17, SCREENFULS = 200 };

/* The pages with a box in the order of the book, each with words that stand nowhere else. */
static const struct {
	const char *id, *words;
	bool question;
} boxes[BOXES] = {
	{ "spread-now", "On Tuesdays it lies with whoever holds the kettle.", true },
	{ "formal-roles", "Fourteen on the chart, nine in the corridors.", true },
	{ "informal-leaders", "The caretaker, the choir, two pupils of Year 5.", true },
	{ "more-distributed", "A timetable with an empty hour in it.", true },
	{ "kind-of-head", "Mae hi’n gwrando cyn siarad.", true },
	{ "leadership-style", "Quick to thank, slow to hand over keys.", true },
	{ "room-to-lead", "Encouragement yes, time hardly ever.", true },
	{ "support-others", "Stop answering questions that were put to others.", true },
	{ "barriers-here", "Two buildings, one staffroom, three kettles.", true },
	{ "overcoming", "領導力在人與人之間。", true },
	{ "major-challenge", "Letting a good plan be changed by strangers.", true },
	{ "condition-practice", "My words name posts where people did the work.", false },
	{ "condition-interactions", "I left the lunch queue out of it altogether.", false },
	{ "condition-situation", "The rain decides more than the rota.", false },
	{ "caution-blueprint", "What worked upstairs failed beside the gym.", false },
	{ "caution-checklist", "I had begun to number my sentences.", false },
	{ "caution-guarantee", "Perhaps nothing follows \U0001F331 from it.", false },
};

/* Reads a page to its end; true when the book ends with it. */
static bool read_page(struct play *p)
{
	int page, pages, now;

	steps_page(p, &page, &pages);
	for (int i = 0; i < SCREENFULS; i++) {
		play_screen(p);
		play_keys(p, "PgDn");
		play_wait_change(p);
		if (play_shows(p, "This is the last page."))
			return true;
		steps_page(p, &now, &pages);
		if (now == page + 1)
			return false;
		ck_assert_int_eq(now, page);
	}
	play_fail(p, "this page has no end");
}

static void write_box(struct play *p, int box)
{
	if (box == BOXES)
		play_fail(p, "a box too many");
	steps_write(p, boxes[box].words);
	play_wait_for(p, boxes[box].words);
	steps_leave_box(p);
}

/* On the page of a condition or caution, every answer can be opened beside it. */
static void open_answers(struct play *p)
{
	play_keys(p, "a");
	play_wait_for(p, "Enter choose");
	for (int i = 0; i < BOXES; i++) {
		if (!boxes[i].question)
			continue;
		play_keys(p, "Enter");
		play_wait_for(p, boxes[i].words);
		play_keys(p, "Esc");
		play_wait_for(p, "Enter choose");
		play_keys(p, "Down");
	}
	play_keys(p, "Esc");
	play_wait_for(p, "page ");
}

static void work_through(struct play *p)
{
	int page, pages, box = 0, wanted = 1;
	bool end = false;

	while (!end) {
		bool asked = play_shows(p, SAYS_READING);

		steps_page(p, &page, &pages);
		ck_assert_int_eq(page, wanted++);
		if (asked)
			write_box(p, box);
		if (asked && !boxes[box++].question)
			open_answers(p);
		end = read_page(p);
	}
	ck_assert_int_eq(page, pages);
	ck_assert_int_eq(box, BOXES);
}

static void check_summary(const char *format)
{
	const char *arguments[] = { "summary", "-f", format, NULL };
	int status;
	char *text = play_command(arguments, &status);

	ck_assert_msg(status == 0, "summary -f %s: status %d: %s", format, status, text);
	for (int i = 0; i < BOXES; i++)
		ck_assert_msg(strstr(text, boxes[i].words), "summary -f %s lacks the words of %s:\n%s",
			      format, boxes[i].id, text);
	ck_assert_msg(!strstr(text, "still open"), "summary -f %s: nothing is open:\n%s", format, text);
	free(text);
}

/* Contents tells of every page with a box, and of no other, that words stand there. */
static void check_contents(struct play *p)
{
	int told = 0;

	play_resize(p, 120, 80);
	play_wait_gone(p, "more below");
	play_keys(p, "c");
	play_wait_for(p, "Contents");
	for (const char *at = play_words(p); (at = strstr(at, "words of yours)")); at++)
		told++;
	ck_assert_int_eq(told, BOXES);
	play_keys(p, "Esc");
	play_wait_for(p, "page ");
}

START_TEST(every_word_written_in_the_book_is_found_again)
{
	struct play p;

	steps_begin(&p, NULL);
	work_through(&p);
	check_contents(&p);
	ck_assert_int_eq(steps_quit(&p), 0);
	for (int i = 0; i < BOXES; i++)
		ck_assert_str_eq(steps_saved(boxes[i].id), boxes[i].words);
	check_summary("text");
	check_summary("md");
	check_summary("html");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("book");
	TCase *tcase = tcase_create("book");

	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, scratch_open, scratch_close);
	tcase_set_timeout(tcase, 300);
	tcase_add_test(tcase, every_word_written_in_the_book_is_found_again);
	return suite_run(suite);
}
