/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program in Welsh: every screen of it and the whole book, with no English word left and
 * nothing cut that is whole in English. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../unit/desk.h"
#include "../unit/fault.h"
#include "../unit/suite.h"
#include "base/intl.h"
#include "base/mem.h"
#include "catalogue.h"
#include "greek.h"
#include "look.h"
#include "stage.h"

#define WORDS "γραφω"		/* what the reader writes here */
#define MARKED "<Enter>" WORDS "<Tab><F7><End><Enter>"
#define NEW_STEP "s<Enter>" WORDS "<Tab>" WORDS "<Tab><Tab><Tab>"	/* up to its day */

#define LINE_DELETED "<Ctrl-U><Backspace>"
#define ALL_DELETED "<Enter><Ctrl-End>" LINE_DELETED LINE_DELETED LINE_DELETED LINE_DELETED LINE_DELETED \
	LINE_DELETED LINE_DELETED LINE_DELETED

static const struct { int rows, cols; } sizes[] = { { 12, 40 }, { 24, 80 } };

static void setup(void)
{
	stage_setup();
	greek_book();
	unsetenv("VISUAL");
	unsetenv("EDITOR");
}

/* From here on the program speaks Welsh. */
static void speak(void)
{
	catalogue_read("cy");
	catalogue_speak("cy");
	ck_assert_str_eq(_("Contents"), "Cynnwys");
}

START_TEST(months_are_welsh)
{
	static const char *const months[] = { "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin",
		"Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr" };
	struct tm tm = { .tm_year = 127, .tm_mday = 1, .tm_hour = 12 };
	char expected[64];
	struct buf text;

	speak();
	buf_init(&text, 256);
	for (tm.tm_mon = 0; tm.tm_mon < 12; tm.tm_mon++) {
		buf_clear(&text);
		workbook_date(mktime(&tm), &text);
		snprintf(expected, sizeof(expected), "1 %s 2027", months[tm.tm_mon]);
		ck_assert_str_eq(text.data, expected);
	}
	buf_release(&text);
}
END_TEST

/* Once, twice, three and six times have words of their own. */
START_TEST(six_forms_of_a_number)
{
	static const struct { unsigned long n; const char *said; } cases[] = {
		{ 0, "0 gwaith" }, { 1, "" }, { 2, "ddwywaith" }, { 3, "deirgwaith" }, { 4, "4 gwaith" },
		{ 5, "5 gwaith" }, { 6, "chwe gwaith" }, { 7, "7 gwaith" }, { 8, "8 gwaith" }, { 9, "9 gwaith" },
		{ 10, "10 gwaith" }, { 11, "11 gwaith" }, { 12, "12 gwaith" }, { 20, "20 gwaith" },
		{ 21, "21 gwaith" }, { 100, "100 gwaith" },
	};

	speak();
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf text, expected;

		buf_init(&text, 1024);
		buf_init(&expected, 1024);
		buf_addf(&text, intl_count("Some of what was pasted is no text: a � stands in its place.",
					   "Some of what was pasted is no text: %lu times a � stands in its place.",
					   cases[i].n), cases[i].n);
		buf_addf(&expected, "Nid testun yw rhywfaint o'r hyn a ludwyd: mae � yn ei le%s%s.",
			 *cases[i].said ? " " : "", cases[i].said);
		ck_assert_str_eq(text.data, expected.data);
		buf_release(&expected);
		buf_release(&text);
	}
}
END_TEST

static bool title_is_cut(struct stage *s)
{
	return strstr(look_row(s, 0), "…") != NULL;
}

/* What the system or another test says in English, where it may stand, and files' names. */
static bool is_foreign(const char *word, const char *where)
{
	static const char *const names[] = { "English", "Cymraeg", "home", "workbook", "w", "json", "html",
		"md", "txt", "stick", "more", "apart", "bak", "take",
		"bring", "distributing", "leadership" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strcmp(word, names[i]) == 0)
			return true;
	return (strncmp(where, "unsaved", 7) == 0 && strstr(strerror(ENOSPC), word)) ||
	       (strncmp(where, "damaged", 7) == 0 && strstr(STAGE_DAMAGE, word));
}

/* Every word is one of the catalogue's; one that is cut short is none. */
static void check_words(struct stage *s, const char *where)
{
	char *words = strdup(stage_dump(s));
	const char *next = words, *word;

	while ((word = catalogue_stranger(&next)))
		ck_assert_msg(is_foreign(word, where), "%s: '%s' is no word of the catalogue\n%s", where, word,
			      stage_dump(s));
	free(words);
}

static bool ends_with(const char *row, const char *end)
{
	size_t len = strlen(row);

	while (len && row[len - 1] == ' ')
		len--;
	return len >= strlen(end) && memcmp(row + len - strlen(end), end, strlen(end)) == 0;
}

static void check_screen(struct stage *s, const char *where)
{
	bool typing = stage_focus(s) & (FOCUS_BOX | FOCUS_FIELD | FOCUS_FORM | FOCUS_FILTER);
	bool parts = strncmp(where, "found", 5) == 0;	/* of sentences: not ours to fit */
	const char *help = typing ? " Ctrl-G cymorth" : " ? cymorth";
	struct buf state;

	ck_assert_msg(ends_with(look_row(s, s->rows - 1), help), "%s: no help\n%s", where, stage_dump(s));
	for (int row = 1; row < s->rows && !parts; row++)
		ck_assert_msg(!strstr(look_row(s, row), "…") || strstr(look_row(s, row), "─ mentor"), "%s: row %d is cut\n%s", where, row, stage_dump(s));
	buf_init(&state, 256);
	if (stage_focus(s) & (FOCUS_BOX | FOCUS_FORM) && look_rules(s, "heb ei gadw eto"))
		buf_add_str(&state, "heb ei gadw eto");
	else
		workbook_state_words(s->wb, &state);
	if (!s->app.damaged)
		ck_assert_msg(look_rules(s, state.data), "%s: '%s' is not in sight\n%s", where, state.data,
			      stage_dump(s));
	buf_release(&state);
	check_words(s, where);
}

/* Down to the end, looking at every screen. */
static void check_all(struct stage *s, const char *where)
{
	int quiet = 0;

	check_screen(s, where);
	for (int k = 0; k < 1000 && quiet < 2; k++) {
		char *before = strdup(stage_dump(s));

		stage_keys(s, "<Down>");
		check_screen(s, where);
		quiet = strcmp(before, stage_dump(s)) == 0 ? quiet + 1 : 0;
		free(before);
	}
	ck_assert_msg(quiet == 2, "%s has no end", where);
}

static const struct place {
	const char *name;	/* what begins with "damaged", "unsaved" or is "bad paste" is so */
	enum stage_begin begin;
	const char *page;
	const char *keys;
	enum command command;	/* given after the keys, where there is one */
	const char *then;	/* more keys */
} places[] = {
	{ "first start", STAGE_FIRST_START, NULL, "", CMD_NONE, "" },
	{ "another folder", STAGE_FIRST_START, NULL, "<Down><Enter>", CMD_NONE, "" },
	{ "no such folder", STAGE_FIRST_START, NULL, "<Down><Enter>/123<Enter>", CMD_NONE, "" },
	{ "kept here", STAGE_FIRST_START, NULL, "<Enter>", CMD_NONE, "" },
	{ "first start, later", STAGE_LOOKING, "spread-now", "<Enter>", CMD_NONE, "" },
	{ "looking", STAGE_LOOKING, "arden", "<Ctrl-C>", CMD_NONE, "" },
	{ "looking at reflections", STAGE_LOOKING, NULL, "<F8><Enter>", CMD_NONE, "" },
	{ "welcome back", STAGE_WELCOME, NULL, "", CMD_NONE, "" },
	{ "reading only", STAGE_READING, "arden", "<Ctrl-S>", CMD_NONE, "" },
	{ "contents", STAGE_PAGE, "spread-now", "<F2>", CMD_NONE, "" },
	{ "help on a page", STAGE_BLANK, "arden", "<F1>", CMD_NONE, "" },
	{ "help at a question", STAGE_BLANK, "spread-now", "?", CMD_NONE, "" },
	{ "help in a box", STAGE_BLANK, "spread-now", "<Enter><F1>", CMD_NONE, "" },
	{ "help on reflections", STAGE_BLANK, NULL, "<F8><Enter>?", CMD_NONE, "" },
	{ "help in a list", STAGE_BLANK, NULL, "c?", CMD_NONE, "" },
	{ "help does nothing", STAGE_BLANK, NULL, "c?<End><Enter>", CMD_NONE, "" },
	{ "form of a copy", STAGE_PAGE, NULL, "<F8><Enter><Enter>", CMD_NONE, "" },
	{ "for whom", STAGE_PAGE, NULL, "<F8>", CMD_NONE, "" },
	{ "choices", STAGE_PAGE, NULL, "<F8><Down><Enter>", CMD_NONE, "" },
	{ "a mentor's choices", STAGE_PAGE, NULL, "<F8><End><Enter>", CMD_NONE, "" },
	{ "layers", STAGE_PAGE, NULL, "<F8><End><Enter><Down><Enter>", CMD_NONE, "" },
	{ "chapters", STAGE_PAGE, NULL, "<F8><End><Enter><Down><Down><Enter><Enter>", CMD_NONE, "" },
	{ "said first", STAGE_BLANK, NULL, "<F8><End><Enter><Enter>", CMD_NONE, "" },
	{ "said then", STAGE_BLANK, NULL, "<F8><End><Enter><Enter><Tab>", CMD_NONE, "" },
	{ "nothing marked", STAGE_BLANK, NULL, "<F8><End><Enter><Enter><Tab><Tab>", CMD_NONE, "" },
	{ "who may see", STAGE_BLANK, "spread-now", "<F7>", CMD_NONE, "" },
	{ "mentor may see", STAGE_BLANK, "spread-now", "<F7><Down><Enter>", CMD_NONE, "" },
	{ "all may see", STAGE_BLANK, "spread-now", "<F7><End><Enter>", CMD_NONE, "" },
	{ "name of a copy", STAGE_PAGE, NULL, "<F8><Enter><Enter><Enter>", CMD_NONE, "" },
	{ "no name", STAGE_PAGE, NULL, "<F8><Enter><Enter><Enter><Ctrl-U><Backspace><Ctrl-U><Enter>", CMD_NONE, "" },
	{ "stray key", STAGE_BLANK, "spread-now", "x", CMD_NONE, "" },
	{ "stray key on a page", STAGE_BLANK, "arden", "x", CMD_NONE, "" },
	{ "first page", STAGE_BLANK, NULL, "<Left>", CMD_NONE, "" },
	{ "last page", STAGE_BLANK, "mirror", "<Right>", CMD_NONE, "" },
	{ "emptied", STAGE_PAGE, "spread-now", ALL_DELETED "<Tab>", CMD_NONE, "" },
	{ "save", STAGE_BLANK, NULL, "<Ctrl-S>", CMD_NONE, "" },
	{ "back from the top", STAGE_BLANK, NULL, "<Esc>", CMD_NONE, "" },
	{ "interrupt", STAGE_BLANK, NULL, "<Ctrl-C>", CMD_NONE, "" },
	{ "end of reflections", STAGE_BLANK, NULL, "<F8><Enter><End><PgDn>", CMD_NONE, "" },
	{ "find", STAGE_BLANK, NULL, "/", CMD_NONE, "" },
	{ "nothing to find", STAGE_BLANK, NULL, "/<Enter>", CMD_NONE, "" },
	{ "not found", STAGE_BLANK, NULL, "/123<Enter>", CMD_NONE, "" },
	{ "found", STAGE_BLANK, NULL, "/θεαδ<Enter>", CMD_NONE, "" },
	{ "found apart", STAGE_BLANK, NULL, "/τεαγθεσ θεαδ<Enter>", CMD_NONE, "" },
	{ "found and gone to", STAGE_BLANK, NULL, "/θεαδ<Enter><Enter>", CMD_NONE, "" },
	{ "found in my words", STAGE_BLANK, "spread-now", "<Enter>" WORDS "<Tab>/" WORDS "<Enter>", CMD_NONE, "" },
	{ "find again", STAGE_BLANK, NULL, "/θεαδ<Enter><Esc>/", CMD_NONE, "" },
	{ "help with a word", STAGE_BLANK, NULL, "?cadw", CMD_NONE, "" },
	{ "help with no word", STAGE_BLANK, NULL, "?123", CMD_NONE, "" },
	{ "covered", STAGE_BLANK, "spread-now", "<Enter>" WORDS "<Tab>", CMD_COVER, "" },
	{ "covered, write", STAGE_BLANK, "spread-now", "<Enter>" WORDS "<Tab>", CMD_COVER, "<Enter>" },
	{ "covered, find", STAGE_BLANK, "spread-now", "<Enter>" WORDS "<Tab>", CMD_COVER, "/" WORDS "<Enter>" },
	{ "covered condition", STAGE_PAGE, "condition-practice", "", CMD_COVER, "" },
	{ "covered reflections", STAGE_PAGE, "spread-now", "", CMD_COVER, "<F8>" },
	{ "shown again", STAGE_PAGE, "arden", "?cuddio fy ngeiriau<Enter>", CMD_COVER, "" },
	{ "about", STAGE_BLANK, NULL, "", CMD_ABOUT, "" },
	{ "about, looking", STAGE_LOOKING, NULL, "", CMD_ABOUT, "" },
	{ "already", STAGE_ALREADY, NULL, "<Down><Down><Enter>", CMD_NONE, "" },
	{ "already, nothing", STAGE_ALREADY, NULL, "<Down><Down><Enter><Ctrl-U>/123<Enter>", CMD_NONE, "" },
	{ "already, one", STAGE_ALREADY, NULL, "<Down><Down><Enter><Ctrl-U>w.json<Enter>", CMD_NONE, "" },
	{ "already, copied", STAGE_ALREADY, NULL, "<Down><Down><Enter><Ctrl-U>w.json<Enter><Down><Enter>",
	  CMD_NONE, "" },
	{ "away", STAGE_AWAY, NULL, "<Enter>", CMD_NONE, "" },
	{ "take", STAGE_BLANK, NULL, "", CMD_TAKE, "" },
	{ "take, nowhere", STAGE_BLANK, NULL, "", CMD_TAKE, "<Ctrl-U>/123/ω<Enter>" },
	{ "take, there", STAGE_BLANK, NULL, "", CMD_TAKE, "<Ctrl-U>w.json<Enter>" },
	{ "take, nothing", STAGE_LOOKING, NULL, "", CMD_TAKE, "" },
	{ "bring", STAGE_BLANK, NULL, "", CMD_BRING, "" },
	{ "bring, itself", STAGE_BLANK, NULL, "", CMD_BRING, "<Ctrl-U>w.json<Enter>" },
	{ "bring, more", STAGE_COPIES, NULL, "", CMD_BRING, "<Ctrl-U>more.json<Enter>" },
	{ "bring, done", STAGE_COPIES, NULL, "", CMD_BRING, "<Ctrl-U>more.json<Enter><Enter>" },
	{ "bring, apart", STAGE_COPIES, NULL, "", CMD_BRING, "<Ctrl-U>apart.json<Enter>" },
	{ "bring, reading only", STAGE_READING, "arden", "", CMD_BRING, "" },
	{ "no steps", STAGE_BLANK, "support-others", "s", CMD_NONE, "" },
	{ "new step", STAGE_BLANK, "support-others", "s<Enter>", CMD_NONE, "" },
	{ "wrong day", STAGE_BLANK, "support-others", NEW_STEP "123<Enter>", CMD_NONE, "" },
	{ "wrong day, leaving", STAGE_BLANK, "support-others", NEW_STEP "123<Esc>", CMD_NONE, "" },
	{ "day", STAGE_BLANK, "support-others", NEW_STEP "23/11/2026<Shift-Tab>", CMD_NONE, "" },
	{ "steps", STAGE_BLANK, "support-others", NEW_STEP "23/11/2026<Enter>", CMD_NONE, "" },
	{ "steps below a box", STAGE_BLANK, "support-others", NEW_STEP "<Esc><Esc>", CMD_NONE, "" },
	{ "steps of the book", STAGE_BLANK, "support-others", NEW_STEP "<Esc><Esc><Right>", CMD_STEPS, "" },
	{ "one step", STAGE_BLANK, "support-others", NEW_STEP "<Esc><Enter>", CMD_NONE, "" },
	{ "remove a step", STAGE_BLANK, "support-others", NEW_STEP "<Esc><Enter><End><Enter>", CMD_NONE, "" },
	{ "step removed", STAGE_BLANK, "support-others", NEW_STEP "<Esc><Enter><End><Enter><End><Enter>", CMD_NONE, "" },
	{ "due", STAGE_BLANK, "support-others", NEW_STEP "23/11/2026<Enter><Up><Enter>", CMD_NONE, "" },
	{ "what happened", STAGE_BLANK, "support-others",
	  NEW_STEP "23/11/2026<Enter><Up><Enter><Enter>", CMD_NONE, "" },
	{ "what happened, later", STAGE_BLANK, "support-others",
	  NEW_STEP "23/11/2026<Enter><Up><Enter><Enter>" WORDS "<Esc><Enter>", CMD_NONE, "" },
	{ "no calendar", STAGE_BLANK, NULL, "", CMD_CALENDAR, "" },
	{ "calendar", STAGE_BLANK, "support-others", NEW_STEP "23/11/2026<Enter>", CMD_CALENDAR, "" },
	{ "calendar, name", STAGE_BLANK, "support-others", NEW_STEP "23/11/2026<Enter>", CMD_CALENDAR, "<Enter>" },
	{ "copy for others", STAGE_BLANK, NULL, "", CMD_GIVE, "" },
	{ "copy of nothing", STAGE_BLANK, NULL, "", CMD_GIVE, "<Enter>" },
	{ "copy of nothing for the group", STAGE_BLANK, NULL, "", CMD_GIVE, "<End><Enter>" },
	{ "copy without words", STAGE_BLANK, "spread-now", "<F7><End><Enter>", CMD_GIVE, "<Enter>" },
	{ "copy without words for the group", STAGE_BLANK, "spread-now", "<F7><End><Enter>", CMD_GIVE, "<End><Enter>" },
	{ "copy for a mentor", STAGE_BLANK, "spread-now", MARKED, CMD_GIVE, "<Enter>" },
	{ "copy for the group", STAGE_BLANK, "spread-now", MARKED, CMD_GIVE, "<End><Enter>" },
	{ "copy, name", STAGE_BLANK, "spread-now", MARKED, CMD_GIVE, "<Enter><Enter>" },
	{ "copy, wrong name", STAGE_BLANK, "spread-now", MARKED, CMD_GIVE, "<Enter><Enter><Ctrl-U>123<Enter>" },
	{ "in order", STAGE_BLANK, NULL, "", CMD_CHECK, "" },
	{ "no file", STAGE_LOOKING, NULL, "", CMD_CHECK, "" },
	{ "before", STAGE_BLANK, "spread-now", "<Enter>" WORDS "<F6>", CMD_NONE, "" },
	{ "before, nothing", STAGE_BLANK, "spread-now", "<F6>", CMD_NONE, "" },
	{ "emptied, left", STAGE_PAGE, "spread-now", ALL_DELETED "<Tab><Down>", CMD_NONE, "" },
	{ "erase", STAGE_BLANK, "spread-now", "<Enter>" WORDS "<F6><Delete>", CMD_NONE, "" },
	{ "erase, asked", STAGE_BLANK, "spread-now", "<Enter>" WORDS "<F6><Delete><Enter>", CMD_NONE, "" },
	{ "erase, page", STAGE_BLANK, "spread-now", "<Enter>" WORDS "<F6><Delete><Down><Enter>", CMD_NONE, "" },
	{ "erase, all", STAGE_BLANK, "spread-now", "<Enter>" WORDS "<F6><Delete><End><Enter>", CMD_NONE, "" },
	{ "erase, not", STAGE_BLANK, "spread-now", "<F6>", CMD_ERASE, "<Enter><End><Enter>" },
	{ "erase, done", STAGE_BLANK, "spread-now", "<F6>", CMD_ERASE, "<Enter><End><Up><Enter>" },
	{ "erase, looking", STAGE_LOOKING, "spread-now", "", CMD_ERASE, "" },
	{ "mouse on", STAGE_BLANK, "arden", "", CMD_MOUSE, "" },
	{ "no editor", STAGE_BLANK, "spread-now", "", CMD_EDITOR, "" },
	{ "selecting", STAGE_BLANK, "spread-now", "<Enter>" WORDS "<Shift-Left>", CMD_NONE, "" },
	{ "nothing selected", STAGE_BLANK, "spread-now", "<Enter>" WORDS "<Ctrl-X>", CMD_NONE, "" },
	{ "cut", STAGE_BLANK, "spread-now", "<Enter>" WORDS "<Shift-Left><Ctrl-X>", CMD_NONE, "" },
	{ "nothing to paste", STAGE_BLANK, "spread-now", "<Enter>" WORDS "<Ctrl-V>", CMD_NONE, "" },
	{ "nothing to undo", STAGE_BLANK, "spread-now", "<Enter><Ctrl-Z>", CMD_NONE, "" },
	{ "nothing undone", STAGE_BLANK, "spread-now", "<Enter>" WORDS "<Ctrl-Y>", CMD_NONE, "" },
	{ "help while selecting", STAGE_BLANK, "spread-now", "<Enter>" WORDS "<Shift-Left><Ctrl-G>", CMD_NONE, "" },
	{ "settings", STAGE_BLANK, NULL, "<F9>", CMD_NONE, "" },
	{ "settings, colours", STAGE_BLANK, NULL, "<F9><Enter>", CMD_NONE, "" },
	{ "settings, lines", STAGE_BLANK, NULL, "<F9><Down><Enter>", CMD_NONE, "" },
	{ "settings, spacing", STAGE_BLANK, NULL, "<F9><Down><Down><Enter>", CMD_NONE, "" },
	{ "settings, rules", STAGE_BLANK, NULL, "<F9><Down><Down><Down><Enter>", CMD_NONE, "" },
	{ "settings, mouse", STAGE_BLANK, NULL, "<F9><Down><Down><Down><Down><Enter>", CMD_NONE, "" },
	{ "settings, language", STAGE_BLANK, NULL, "<F9><Down><Down><Down><Down><Down><Enter>", CMD_NONE, "" },
	{ "settings, workbook", STAGE_BLANK, NULL, "<F9><Down><Down><Down><Down><Down><Down><Enter>", CMD_NONE, "" },
	{ "settings, book", STAGE_BLANK, NULL, "<F9><Down><Down><Down><Down><Down><Down><Down><Enter>", CMD_NONE, "" },
	{ "settings, changed", STAGE_BLANK, NULL, "<F9><Enter><Down><Enter>", CMD_NONE, "" },
	{ "bad paste", STAGE_BLANK, "spread-now", "<Enter>", CMD_NONE, "" },
	{ "damaged", STAGE_DAMAGED, NULL, "", CMD_NONE, "" },
	{ "damaged, read", STAGE_DAMAGED, NULL, "<Ctrl-C>", CMD_NONE, "" },
	{ "unsaved", STAGE_BLANK, "spread-now", "<Enter>" WORDS "<Ctrl-Q>", CMD_NONE, "" },
	{ "unsaved, once more", STAGE_BLANK, "spread-now", "<Enter>" WORDS "<Ctrl-Q><Enter>", CMD_NONE, "" },
	{ "unsaved, another folder", STAGE_BLANK, "spread-now", "<Enter>" WORDS "<Ctrl-Q><Down><Enter>", CMD_NONE, "" },
	{ "unsaved, stay", STAGE_BLANK, "spread-now", "<Enter>" WORDS "<Tab>", CMD_NONE, "" },
	{ "unsaved, interrupt", STAGE_BLANK, "spread-now", "<Enter>" WORDS "<Ctrl-C>", CMD_NONE, "" },
};

static void go(struct stage *s, const struct place *place, size_t size)
{
	const struct key bad = { .code = CODE_PASTE, .paste = slice_of(WORDS), .bad = 6 };

	stage_open(s, place->begin);
	stage_size(s, sizes[size].rows, sizes[size].cols);
	if (strncmp(place->name, "unsaved", 7) == 0)
		fault_at(FAULT_FSYNC, fault_calls(FAULT_FSYNC) + 1, ENOSPC, FAULT_FROM);
	if (place->page)
		stage_page(s, place->page);
	stage_keys(s, place->keys);
	if (place->command != CMD_NONE)
		app_command(&s->app, place->command);
	stage_size(s, s->rows, s->cols);
	stage_keys(s, place->then);
	stage_size(s, s->rows, s->cols);
	if (strcmp(place->name, "bad paste") == 0)
		stage_key(s, &bad);
}

START_TEST(screen_is_welsh_and_whole)
{
	const struct place *place = &places[_i / (int)ARRAY_LEN(sizes)];
	size_t size = (size_t)_i % ARRAY_LEN(sizes);
	struct stage s;
	char where[256];
	bool cut;

	snprintf(where, sizeof(where), "%s at %d columns", place->name, sizes[size].cols);
	go(&s, place, size);
	cut = title_is_cut(&s);
	stage_close(&s);
	stage_teardown();
	setup();
	speak();
	go(&s, place, size);
	ck_assert_msg(title_is_cut(&s) <= cut, "%s: the title is cut\n%s", where, stage_dump(&s));
	check_all(&s, where);
	stage_close(&s);
}
END_TEST

static void check_title(struct stage *s, size_t page, bool cut)
{
	char number[64];

	snprintf(number, sizeof(number), "  tudalen %zu o 41", page + 1);
	ck_assert_msg(ends_with(look_row(s, 0), number), "page %zu\n%s", page + 1, stage_dump(s));
	ck_assert_msg(title_is_cut(s) <= cut, "page %zu: the title is cut\n%s", page + 1, stage_dump(s));
}

static void check_box(struct stage *s, size_t page, const char *where)
{
	ck_assert_msg(look_rules(s, workbook_box_title(s->wb, page)), "%s\n%s", where, stage_dump(s));
	check_screen(s, where);
	stage_keys(s, "<Enter>");
	check_screen(s, where);
	stage_keys(s, WORDS);
	check_screen(s, where);
	stage_keys(s, "<Tab>");
	check_screen(s, where);
}

/* Read to its end with PgDn and line by line, its hint unfolded, and written in. */
START_TEST(book_is_walked_in_welsh)
{
	bool cut[64] = { false };
	struct stage s;
	size_t count;

	stage_open(&s, STAGE_BLANK);
	stage_size(&s, sizes[_i].rows, sizes[_i].cols);
	count = pack_page_count(workbook_pack(s.wb));
	ck_assert_uint_eq(count, 41);
	for (size_t page = 0; page < count; page++) {
		stage_page(&s, pack_page(workbook_pack(s.wb), page)->id);
		cut[page] = title_is_cut(&s);
	}
	speak();
	for (size_t page = 0; page < count; page++) {
		const char *id = pack_page(workbook_pack(s.wb), page)->id;

		stage_page(&s, id);
		check_title(&s, page, cut[page]);
		stage_keys(&s, "h");
		check_all(&s, id);
		stage_page(&s, id);
		if (workbook_has_box(s.wb, page))
			check_box(&s, page, id);
	}
	for (int k = 0; k < 2; k++) {
		stage_keys(&s, k ? "<Esc><Esc>c" : "<F8><Enter>");
		check_all(&s, k ? "contents" : "reflections");
	}
	stage_close(&s);
}
END_TEST

static const struct {
	enum stage_begin begin;
	const char *keys, *welsh, *english;
} below[] = {
	{ STAGE_PAGE, "c", "Cynnwys", "Contents" },
	{ STAGE_PAGE, "<F8>", "I bwy", "Who is it for?" },
	{ STAGE_PAGE, "<F8><Enter>", "preifat", "private copy" },
	{ STAGE_PAGE, "<F8><Enter><Enter>", "Markdown", "In which form?" },
	{ STAGE_PAGE, "<F8><End><Enter>", "Penodau", "Chapters" },
	{ STAGE_PAGE, "<F8><End><Enter><Down><Enter>", "diweddaraf", "the newest" },
	{ STAGE_PAGE, "<F8><End><Enter><Down><Down><Enter>", "ynddi", "in it" },
	{ STAGE_PAGE, "<F8><End><Enter><Enter>", "gweithio arno", "working on" },
	{ STAGE_PAGE, "<F8><End><Enter><Enter><Tab>", "siarad amdano", "talk about" },
	{ STAGE_PAGE, "<F8><End><Enter><Enter><Tab><Tab>", "Mae'r hyn y byddai", "would see" },
	{ STAGE_PAGE, "<Right><Right><Right><F7>", "Pwy gaiff weld", "Who may see" },
	{ STAGE_WELCOME, "", "Croeso'n", "Welcome back" },
	{ STAGE_FIRST_START, "", "Croeso", "Just look around" },
};

/* What lies below the settings speaks the language that was chosen there. */
START_TEST(a_change_of_language_changes_all_screens)
{
	struct stage s;

	speak();
	stage_open(&s, below[_i].begin);
	stage_keys(&s, below[_i].keys);
	ck_assert_msg(stage_shows(&s, below[_i].welsh), "%s", stage_dump(&s));
	ck_assert(!stage_shows(&s, below[_i].english));
	stage_keys(&s, "<F9><Down><Down><Down><Down><Down><Enter><Home><Down><Enter>");
	ck_assert_msg(stage_shows(&s, "> Language: English"), "%s", stage_dump(&s));
	stage_keys(&s, "<Esc>");
	ck_assert_msg(stage_shows(&s, below[_i].english), "%s", stage_dump(&s));
	ck_assert(!stage_shows(&s, "Language: English"));
	stage_close(&s);
}
END_TEST

/* Once, before the processes of the tests are forked. */
static void read_welsh(void)
{
	catalogue_read("cy");
}

int main(void)
{
	Suite *suite = suite_create("welsh");
	TCase *tc = tcase_create("welsh");

	tcase_add_unchecked_fixture(tc, read_welsh, NULL);
	tcase_add_checked_fixture(tc, setup, stage_teardown);
	tcase_add_test(tc, months_are_welsh);
	tcase_add_test(tc, six_forms_of_a_number);
	tcase_add_loop_test(tc, screen_is_welsh_and_whole, 0, ARRAY_LEN(places) * ARRAY_LEN(sizes));
	tcase_add_loop_test(tc, book_is_walked_in_welsh, 0, ARRAY_LEN(sizes));
	tcase_add_loop_test(tc, a_change_of_language_changes_all_screens, 0, ARRAY_LEN(below));
	suite_add_tcase(suite, tc);
	check_set_max_msg_size(LONG_MESSAGE);
	return suite_run(suite);
}
