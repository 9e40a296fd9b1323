/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds whatever is pressed and however the window changes: the paragraph being
 * read, the cursor's place in the text, and every letter that was typed. */
#include <config.h>

#include <check.h>
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/desk.h"
#include "../unit/fault.h"
#include "../unit/soak.h"
#include "../unit/suite.h"
#include "base/mem.h"
#include "stage.h"
#include "ui/screens.h"

#define RESIZES 12	/* of one screen */
#define KEYS 2000	/* of one seed */
#define SEEDS 3

static int random_below(unsigned *seed, int n)
{
	return (int)((unsigned)rand_r(seed) % (unsigned)n);
}

static void random_size(struct stage *s, unsigned *seed)
{
	int rows = APP_ROWS_MIN + random_below(seed, 50), cols = APP_COLS_MIN + random_below(seed, 140);

	if (random_below(seed, 3) == 0)
		cols = s->cols;
	if (random_below(seed, 8) == 0)
		rows = 1 + random_below(seed, APP_ROWS_MIN);	/* too small for a while */
	stage_size(s, rows, cols);
}

static void squeeze(struct buf *out, const char *text)
{
	for (; *text; text++)
		if (isalnum((unsigned char)*text))
			buf_add_char(out, *text);
}

/* The letters of the text's rows as they show, without title, rules and bar. */
static void squeeze_screen(struct stage *s, int from, int to, struct buf *out)
{
	for (int row = from; row < to; row++)
		for (int col = 0; col < s->cols; col++)
			squeeze(out, surface_at(&s->surface, row, col)->text);
}

/* Whether a part of BLOCK shows: some twelve letters of it, or all when it has fewer. */
static bool shows_block(struct stage *s, const struct doc *doc, size_t block)
{
	struct buf text, letters, screen;
	bool shows = false;
	size_t part;

	buf_init(&text, 1 << 16);
	buf_init(&letters, 1 << 16);
	buf_init(&screen, 1 << 16);
	doc_text(doc, block, &text);
	squeeze(&letters, text.data);
	squeeze_screen(s, 1, s->rows - 2, &screen);
	part = letters.len < 12 ? letters.len : 12;
	for (size_t at = 0; at + part <= letters.len && !shows; at++) {
		char piece[13];

		memcpy(piece, letters.data + at, part);
		piece[part] = '\0';
		shows = strstr(screen.data, piece) != NULL;
	}
	buf_release(&screen);
	buf_release(&letters);
	buf_release(&text);
	return shows;
}

START_TEST(resizing_keeps_the_paragraph)
{
	unsigned seed = (unsigned)_i;
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	for (size_t page = 0; page < pack_page_count(workbook_pack(s.wb)); page++) {
		const char *id = pack_page(workbook_pack(s.wb), page)->id;
		struct doc *doc = workbook_page_doc(s.wb, page, false);
		size_t block, next;
		bool figure;

		random_size(&s, &seed);
		stage_size(&s, s.rows < 10 ? 12 : s.rows, s.cols);
		stage_page(&s, id);
		for (int k = random_below(&seed, 30); k > 0; k--)
			stage_keys(&s, "<Down>");
		block = workbook_paragraph(s.wb);
		/* Where a row between two blocks is at the top, the next one is read; a figure
		 * may be too wide to show. */
		next = block + 1 < doc_count(doc) ? block + 1 : block;
		figure = doc_kind(doc, next) == DOC_FENCE;
		for (int k = 0; k < RESIZES; k++) {
			random_size(&s, &seed);
			ck_assert_msg(workbook_paragraph(s.wb) == block, "seed %d, %s", _i, id);
			if (s.rows < 10)
				continue;	/* beside a box one row is left, and it may be empty */
			ck_assert_msg(shows_block(&s, doc, block) || shows_block(&s, doc, next) ||
				      (figure && shows_block(&s, doc, next + 1)),
				      "seed %d, %s, block %zu is not in sight at %dx%d:\n%s", _i, id,
				      block, s.cols, s.rows, stage_dump(&s));
		}
		doc_free(doc);
	}
	stage_close(&s);
}
END_TEST

/* The word under the cursor and, in *AT, the place in it. */
static const char *word_at_cursor(struct stage *s, int *at)
{
	static char word[64];
	int row = s->surface.cursor_row, first = s->surface.cursor_col, len = 0;

	while (first > 0 && strcmp(surface_at(&s->surface, row, first - 1)->text, " ") != 0)
		first--;
	*at = s->surface.cursor_col - first;
	for (int col = first; col < s->cols && len < 60; col++) {
		const char *text = surface_at(&s->surface, row, col)->text;

		if (strcmp(text, " ") == 0)
			break;
		word[len++] = text[0];
	}
	word[len] = '\0';
	return word;
}

START_TEST(resizing_keeps_the_cursor)
{
	unsigned seed = (unsigned)_i + 100;
	struct stage s;

	stage_open(&s, STAGE_BLANK);
	stage_page(&s, "ch1-questions");
	stage_page(&s, "barriers-here");
	stage_keys(&s, "<Enter>");
	for (int k = 0; k < 150; k++) {
		char token[32];

		snprintf(token, sizeof(token), "w%dw%s", k, random_below(&seed, 12) ? " " : "<Enter>");
		stage_keys(&s, token);
	}
	for (int k = 0; k < 20; k++) {
		char word[64];
		int at, now;

		stage_size(&s, 24, 80);
		stage_keys(&s, "<Ctrl-Home>");
		for (int i = random_below(&seed, 500); i > 0; i--)
			stage_keys(&s, "<Right>");
		while (!isdigit((unsigned char)*stage_cursor(&s)))	/* inside a word */
			stage_keys(&s, "<Right>");
		snprintf(word, sizeof(word), "%s", word_at_cursor(&s, &at));
		for (int i = 0; i < RESIZES; i++) {
			random_size(&s, &seed);
			if (s.rows < APP_ROWS_MIN)
				continue;
			ck_assert_msg(strcmp(word_at_cursor(&s, &now), word) == 0 && now == at,
				      "seed %d: at '%s' %d, was at '%s' %d\n%s", _i,
				      word_at_cursor(&s, &now), now, word, at, stage_dump(&s));
		}
	}
	stage_close(&s);
}
END_TEST

static const char *const plain_keys[] = {
	"<Enter>", "<Enter>", "<Enter>", "<Tab>", "<Shift-Tab>", "<Esc>", "<Up>", "<Down>", "<Left>",
	"<Right>", "<Home>", "<End>", "<PgUp>", "<PgDn>", "<Ctrl-Home>", "<Ctrl-End>", "<F1>", "<F2>",
	"<F6>", "<F7>", "<F8>", "<Ctrl-C>", "<Ctrl-G>", "<Ctrl-S>", "<Ctrl-T>", "?", " ",
};

static const char *const deleting_keys[] = {
	"<Backspace>", "<Delete>", "<Ctrl-U>", "<Ctrl-K>",
};

/* All letters 'x' in the boxes, as the workbook and the box being written in have them. */
static size_t count_letters(struct stage *s)
{
	size_t count = 0;

	app_save(&s->app);
	for (size_t i = 0; i < pack_page_count(workbook_pack(s->wb)); i++)
		for (const char *text = workbook_text(s->wb, i); *text; text++)
			count += *text == 'x';
	for (enum preface i = 0; i < PREFACE_COUNT; i++)
		for (const char *text = preface_text(s->wb, i); *text; text++)
			count += *text == 'x';
	return count;
}

/* As if the program had been left and started again. */
static void start_again(struct stage *s)
{
	struct store_place place = { "w.json", NULL };
	struct err err = { .text = "" };
	struct store *store = NULL;

	app_release(&s->app);
	workbook_free(s->wb);
	ck_assert_msg(store_open(&store, fault_sys(), &place, STORE_WRITE, &err), "%s", err.text);
	s->wb = workbook_new(fault_sys(), desk_shipped(), store);
	app_init(&s->app, fault_sys(), s->wb, (struct store_place){ "home.json", NULL });
	push_welcome_back(&s->app);
	stage_size(s, s->rows, s->cols);
}

/* The disk fills up, or is free again; while it is full, nobody quits. */
static void change_disk(time_t *now, bool *full)
{
	*full = !*full;
	*now += 45;
	fault_reset();
	fault_clock(*now);
	if (*full)
		fault_at(FAULT_FSYNC, 1, ENOSPC, FAULT_FROM);
}

/* Whether Enter would run a command of the help list that deletes. */
static bool enter_deletes(struct stage *s)
{
	const char *mark = strstr(stage_dump(s), "> ");

	return (stage_focus(s) & (FOCUS_LIST | FOCUS_FILTER)) &&
		(!mark || strncmp(mark, "> Ctrl-K:", 9) == 0 || strncmp(mark, "> Erase ", 8) == 0 ||
		 strncmp(mark, "> Delete: Erase ", 16) == 0);
}

static void press(struct stage *s, unsigned *seed, size_t *typed, bool deleting)
{
	if (random_below(seed, 3) == 0) {
		*typed += (stage_focus(s) & FOCUS_BOX) != 0;
		stage_keys(s, "x");
	} else if (deleting && random_below(seed, 8) == 0) {
		stage_keys(s, deleting_keys[(size_t)random_below(seed, ARRAY_LEN(deleting_keys))]);
	} else {
		const char *key = plain_keys[(size_t)random_below(seed, ARRAY_LEN(plain_keys))];

		if (deleting || strcmp(key, "<Enter>") != 0 || !enter_deletes(s))
			stage_keys(s, key);
	}
}

/* Presses keys at random; without deleting ones, each letter typed into a box is found. */
static void hammer(struct stage *s, unsigned *seed, bool deleting)
{
	size_t typed = 0;
	time_t now = DESK_NOW;
	bool full = false;

	for (unsigned long k = 0; k < soak_usual(KEYS); k++) {
		press(s, seed, &typed, deleting);
		if (random_below(seed, 60) == 0)
			random_size(s, seed);
		if (random_below(seed, 90) == 0)
			stage_page(s, "room-to-lead");
		if (random_below(seed, 200) == 0)
			change_disk(&now, &full);
		if (!full && random_below(seed, 150) == 0) {
			stage_keys(s, "<Ctrl-Q>");
			ck_assert_msg(s->app.quit, "key %lu: %s\n%s", k, workbook_trouble(s->wb),
				      stage_dump(s));
			start_again(s);
		}
		if (s->app.quit) {	/* from the list of commands, perhaps without the last words */
			bool lost = workbook_state(s->wb) == STATE_NOT_SAVED;

			if (full)
				change_disk(&now, &full);
			start_again(s);
			typed = lost ? count_letters(s) : typed;
		}
		ck_assert_msg(!s->app.quit && s->app.depth > 0, "key %lu\n%s", k, stage_dump(s));
		if (!deleting && k % 50 == 0) {
			size_t found = count_letters(s);

			ck_assert_msg(found == typed, "key %lu: %zu of %zu letters\n%s", k, found, typed,
				      stage_dump(s));
		}
	}
}

START_TEST(random_keys_lose_nothing)
{
	unsigned seed = (unsigned)_i + 200;
	struct stage s;

	stage_open(&s, STAGE_BLANK);
	hammer(&s, &seed, false);
	stage_close(&s);
}
END_TEST

START_TEST(random_deletions_do_no_harm)
{
	unsigned seed = (unsigned)_i + 300;
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	hammer(&s, &seed, true);
	stage_close(&s);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("random");
	TCase *tc = tcase_create("random");

	tcase_add_checked_fixture(tc, stage_setup, stage_teardown);
	tcase_add_loop_test(tc, resizing_keeps_the_paragraph, 0, SEEDS);
	tcase_add_loop_test(tc, resizing_keeps_the_cursor, 0, SEEDS);
	tcase_add_loop_test(tc, random_keys_lose_nothing, 0, SEEDS);
	tcase_add_loop_test(tc, random_deletions_do_no_harm, 0, SEEDS);
	suite_add_tcase(suite, tc);
	check_set_max_msg_size(LONG_MESSAGE);
	return suite_run(suite);
}
