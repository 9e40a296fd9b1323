/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the summary: its order, that nothing is left out, and its exports. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../fuzz/word.h"
#include "base/mem.h"
#include "desk.h"
#include "fault.h"
#include "outline.h"
#include "scratch.h"
#include "suite.h"
#include "workbook/export.h"
#include "workbook/summary.h"

#define TRIES 60	/* random workbooks */
#define LAYERS_MAX 12

static time_t now;

static void setup(void)
{
	desk_setup();
	now = DESK_NOW;
}

/* Writes in a sitting of its own. */
static void write_later(struct workbook *wb, const char *id, const char *text)
{
	now += DESK_SITTING;
	fault_clock(now);
	desk_write(wb, id, text);
}

#define BEGIN "#My reflections\nMy private copy, made on %s.\n" \
	"It holds everything that I wrote, and may name people: to be read through before anyone else sees it.\n" \
	"This is a description in my own words. It is not an assessment.\n"
#define END "_\nWritten with the workbook: A small book.\n"

static void check_outline(struct workbook *wb, const char *date, const char *middle)
{
	const char *said = outline_of(summary_private(wb));
	char want[OUTLINE_MAX];
	int len = snprintf(want, sizeof(want), BEGIN, date);

	snprintf(want + len, sizeof(want) - (size_t)len, "%s%s", middle, END);
	ck_assert_msg(strcmp(said, want) == 0, "---- it is\n%s---- not\n%s", said, want);
}

START_TEST(nothing_written_leaves_questions_open)
{
	struct workbook *wb = desk_create("w.json", desk_book());

	check_outline(wb, "23 November 2026",
		      "##Questions still open\n* Who leads here?\n\nWhat might you do?\n");
	workbook_free(wb);
}
END_TEST

START_TEST(looking_around_has_nothing)
{
	struct workbook *wb = workbook_new(fault_sys(), desk_book(), NULL);
	const char *said = outline_of(summary_private(wb));

	ck_assert_ptr_nonnull(strstr(said, "Nothing is kept while you look around.\n"));
	ck_assert_ptr_null(strstr(said, "##"));
	workbook_free(wb);
}
END_TEST

START_TEST(parts_stand_in_the_order_of_the_book)
{
	struct workbook *wb = desk_create("w.json", desk_book());

	desk_write(wb, "care", "Careful.");
	desk_write(wb, "see", "I saw.");
	desk_write(wb, "intend", "I shall.\n\nPerhaps.");
	desk_write(wb, "ask", "She leads.");
	check_outline(wb, "23 November 2026",
		      "##Beginning\n###Who leads here?\nWritten on 23 November 2026\n> She leads.\n"
		      "##Looking\n###Seeing\nWritten on 23 November 2026\nWhat do you see?\n> I saw.\n"
		      "###Caring\nWritten on 23 November 2026\nWhere would you look again?\n> Careful.\n"
		      "##What might change, in my words\n"
		      "###What might you do?\nWritten on 23 November 2026\n> I shall.\n\nPerhaps.\n");
	workbook_free(wb);
}
END_TEST

START_TEST(layers_stand_newest_first)
{
	struct workbook *wb = desk_create("w.json", desk_book());

	write_later(wb, "intend", "First.");
	write_later(wb, "intend", "Second.");
	write_later(wb, "intend", "Third.");
	write_later(wb, "intend", "Third, amended.");
	check_outline(wb, "25 November 2026",
		      "##What might change, in my words\n###What might you do?\nWritten on 25 November 2026\n> Third, amended.\n"
		      "Earlier, on 24 November 2026\n> Third.\n"
		      "Earlier, on 24 November 2026\n> Second.\n"
		      "Earlier, on 24 November 2026\n> First.\n"
		      "##Questions still open\n* Who leads here?\n");
	workbook_free(wb);
}
END_TEST

START_TEST(emptied_boxes_keep_their_earlier_words)
{
	struct workbook *wb = desk_create("w.json", desk_book());

	desk_write(wb, "ask", "Once.");
	desk_write(wb, "intend", "Then.");
	write_later(wb, "ask", "");
	write_later(wb, "intend", " \n");
	check_outline(wb, "24 November 2026",
		      "##Beginning\n###Who leads here?\nEmptied on 24 November 2026. Earlier words are kept.\n"
		      "Earlier, on 23 November 2026\n> Once.\n"
		      "##What might change, in my words\n###What might you do?\nEmptied on 24 November 2026. Earlier words are kept.\n"
		      "Earlier, on 23 November 2026\n> Then.\n"
		      "##Questions still open\n* Who leads here?\n\nWhat might you do?\n");
	workbook_free(wb);
}
END_TEST

#define L(id, clock, text) "{\"id\":\"" id "\",\"clock\":" clock \
	",\"at\":\"2026-10-03T10:00:00Z\",\"question\":\"Q " id "?\",\"text\":\"" text "\"}"

/* Old ids, unknown ids, and ids that stand in another part than the book has them. */
static const char strays[] =
	"{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"0b0f0000-0000-4000-8000-000000000001\","
	"\"pack\":{\"id\":\"book\",\"version\":\"1\"},\"answers\":{"
	"\"gone\":{\"layers\":[" L("g1", "1", "gone one") "," L("g2", "2", "gone two") "]},"
	"\"intend\":{\"layers\":[" L("i1", "3", "own id") "]},"
	"\"older-intend\":{\"layers\":[" L("o1", "4", "old id") "]},"
	"\"reading\":{\"layers\":[" L("r1", "5", "no box now") "]},"
	"\"empty\":{\"layers\":[" L("e1", "6", "") "]}},"
	"\"guards\":{\"see\":{\"layers\":[" L("s1", "7", "another part") "]}},"
	"\"lenses\":{\"lost\":{\"layers\":[" L("l1", "8", "lost") "," L("l2", "9", "") "]}}}\n";

START_TEST(strays_are_told)
{
	struct workbook *wb;

	scratch_put("w.json", strays);
	wb = desk_open("w.json", desk_book(), STORE_WRITE);
	check_outline(wb, "23 November 2026",
		      "##What might change, in my words\n###Q i1?\nWritten on 3 October 2026\n> own id\n"
		      "##Under pages that this book does not have\n"
		      "###Q g2?\nWritten on 3 October 2026\n> gone two\n"
		      "Earlier, on 3 October 2026\nQ g1?\n> gone one\n"
		      "###Q o1?\nWritten on 3 October 2026\n> old id\n"
		      "###Q r1?\nWritten on 3 October 2026\n> no box now\n"
		      "###Q l2?\nEmptied on 3 October 2026. Earlier words are kept.\n"
		      "Earlier, on 3 October 2026\nQ l1?\n> lost\n"
		      "###Q s1?\nWritten on 3 October 2026\n> another part\n"
		      "##Questions still open\n* Who leads here?\n");
	workbook_free(wb);
}
END_TEST

/* Another program may have left the time out, or written what is none. */
START_TEST(a_day_that_is_not_known_is_not_made_up)
{
	static const char undated[] =
		"{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"w\","
		"\"pack\":{\"id\":\"book\",\"version\":\"1\"},\"answers\":{\"ask\":{\"layers\":["
		"{\"id\":\"a\",\"clock\":1,\"at\":\"in May\",\"question\":\"Who leads here?\","
		"\"text\":\"She.\"},{\"id\":\"b\",\"clock\":2,\"at\":\"\","
		"\"question\":\"Who leads here?\",\"text\":\"We.\"}]}}}";
	struct workbook *wb;

	scratch_put("w.json", undated);
	wb = desk_open("w.json", desk_book(), STORE_WRITE);
	check_outline(wb, "23 November 2026",
		      "##Beginning\n###Who leads here?\nWritten on an unknown day\n> We.\n"
		      "Earlier, on an unknown day\n> She.\n"
		      "##Questions still open\n* What might you do?\n");
	workbook_free(wb);
}
END_TEST

/* Some words, each like no other; some look like markup. */
static void random_text(struct buf *out, unsigned *seed, int *word)
{
	static const char *const before[] = { "", "", "", "# ", "> ", "- ", "*", "<b>", "`", "~~~", "    ",
		"1. ", "\xE2\x80\xAE", "[", "\033[1m", "&" };
	static const char *const behind[] = { " ", " ", "\n", "\n\n", "  \n", "\t", "* ", "` ", "](x) " };
	int count = rand_r(seed) % 40;

	buf_clear(out);
	for (int i = 0; i < count; i++) {
		buf_add_str(out, before[(size_t)rand_r(seed) % ARRAY_LEN(before)]);
		buf_addf(out, "word%dx", ++*word);
		buf_add_str(out, behind[(size_t)rand_r(seed) % ARRAY_LEN(behind)]);
	}
}

/* Each layer in a sitting of its own: an amended one would lose words, and may. */
static void write_randomly(struct workbook *wb, unsigned *seed, int *words)
{
	static const char *const boxes[] = { "ask", "intend", "see", "care" };
	int layers = 1 + rand_r(seed) % LAYERS_MAX;
	struct buf text;

	buf_init(&text, 1 << 16);
	for (int i = 0; i < layers; i++) {
		random_text(&text, seed, words);
		write_later(wb, boxes[rand_r(seed) % 4], text.data);
	}
	buf_release(&text);
}

static void check_words(const struct doc *doc, enum export_format format, int words, unsigned start)
{
	struct buf out;
	char word[32];

	buf_init(&out, 1 << 22);
	export_write(doc, format, &out);
	ck_assert(!out.full);
	if (format == EXPORT_DOCX)
		word_open(&out);
	for (int i = 1; i <= words; i++) {
		snprintf(word, sizeof(word), "word%dx", i);
		ck_assert_msg(strstr(out.data, word), "seed %u: '%s' is not in %s:\n%s", start, word,
			      export_name(format), out.data);
	}
	ck_assert_msg(!memchr(out.data, '\033', out.len), "seed %u", start);
	ck_assert_msg(!strstr(out.data, "\xE2\x80\xAE"), "seed %u", start);
	buf_release(&out);
}

START_TEST(every_word_is_in_every_export)
{
	for (unsigned start = 1; start <= TRIES; start++) {
		struct workbook *wb = desk_create("w.json", desk_book());
		unsigned seed = start;
		struct doc *doc;
		int words = 0;

		write_randomly(wb, &seed, &words);
		doc = summary_private(wb);
		for (enum export_format f = 0; f < EXPORT_COUNT; f++)
			check_words(doc, f, words, start);
		doc_free(doc);
		workbook_free(wb);
		scratch_close();
		scratch_open();
	}
}
END_TEST

START_TEST(formats_have_names)
{
	static const struct { const char *name; enum export_format format; } names[] = {
		{ "text", EXPORT_TEXT }, { "txt", EXPORT_TEXT }, { "md", EXPORT_MARKDOWN },
		{ "html", EXPORT_HTML }, { "docx", EXPORT_DOCX }, { "odt", EXPORT_ODT },
		{ "pdf", EXPORT_PDF },
	};
	static const char *const unknown[] = { "", "TEXT", "PDF", "DOCX", "doc", "htm", "markdown" };
	enum export_format format;

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		ck_assert_msg(export_by_name(names[i].name, &format), "%s", names[i].name);
		ck_assert_msg(format == names[i].format, "%s", names[i].name);
	}
	for (size_t i = 0; i < ARRAY_LEN(unknown); i++)
		ck_assert_msg(!export_by_name(unknown[i], &format), "%s", unknown[i]);
	ck_assert_str_eq(export_name(EXPORT_TEXT), "text");
	ck_assert_str_eq(export_name(EXPORT_MARKDOWN), "md");
	ck_assert_str_eq(export_name(EXPORT_HTML), "html");
	ck_assert_str_eq(export_name(EXPORT_DOCX), "docx");
	for (enum export_format f = 0; f < EXPORT_COUNT; f++)
		ck_assert_int_eq(export_is_binary(f), f == EXPORT_DOCX || f == EXPORT_ODT || f == EXPORT_PDF);
}
END_TEST

START_TEST(formats_look_like_themselves)
{
	static const struct { enum export_format format; const char *has; } cases[] = {
		{ EXPORT_TEXT, "\nShe leads.\n" }, { EXPORT_TEXT, "My reflections\n" },
		{ EXPORT_MARKDOWN, "# My reflections\n" }, { EXPORT_MARKDOWN, "\n> She leads.\n" },
		{ EXPORT_HTML, "<html lang=\"en\"" }, { EXPORT_HTML, "<title>My reflections</title>" },
		{ EXPORT_HTML, "Content-Security-Policy" },
		{ EXPORT_DOCX, "<w:pStyle w:val=\"Title\"/></w:pPr>" }, { EXPORT_DOCX, ">She leads.</w:t>" },
	};
	struct workbook *wb = desk_create("w.json", desk_book());
	struct doc *doc;

	desk_write(wb, "ask", "She leads.");
	doc = summary_private(wb);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf out, plain;

		buf_init(&out, 1 << 20);
		buf_init(&plain, 1 << 20);
		export_write(doc, cases[i].format, &out);
		if (cases[i].format == EXPORT_DOCX)
			word_open(&out);
		for (size_t k = 0; k < out.len; k++)	/* words are indented in text */
			if (cases[i].format != EXPORT_TEXT || out.data[k] != ' ' ||
			    (k && out.data[k - 1] != '\n' && out.data[k - 1] != ' '))
				buf_add_char(&plain, out.data[k]);
		ck_assert_msg(strstr(plain.data, cases[i].has), "%s: %s", cases[i].has, out.data);
		buf_release(&plain);
		buf_release(&out);
	}
	doc_free(doc);
	workbook_free(wb);
}
END_TEST

START_TEST(nothing_is_overwritten_unasked)
{
	struct workbook *wb = desk_create("w.json", desk_book());
	struct doc *doc = summary_private(wb);
	const char *path = scratch_path("out.html");
	struct err err = { .text = "" };

	scratch_put("out.html", "precious");
	ck_assert(!export_save(fault_sys(), doc, EXPORT_HTML, path, false, &err));
	ck_assert_int_eq(err.kind, ERR_CHANGED);
	ck_assert_str_eq(scratch_get("out.html"), "precious");
	fault_at(FAULT_FSYNC, 1, ENOSPC, FAULT_FROM);
	ck_assert(!export_save(fault_sys(), doc, EXPORT_HTML, path, true, &err));
	ck_assert_str_eq(scratch_get("out.html"), "precious");
	fault_reset();
	ck_assert_msg(export_save(fault_sys(), doc, EXPORT_HTML, path, true, &err), "%s", err.text);
	ck_assert_ptr_nonnull(strstr(scratch_get("out.html"), "<h1>My reflections</h1>"));
	path = scratch_path("out.txt");
	ck_assert_msg(export_save(fault_sys(), doc, EXPORT_TEXT, path, false, &err), "%s", err.text);
	ck_assert_int_eq(scratch_mode("out.txt"), 0600);
	doc_free(doc);
	workbook_free(wb);
}
END_TEST

/* Whether a copy is saved by that name, and what is said. */
START_TEST(a_copy_is_called_what_it_is)
{
	static const struct { enum export_format format; const char *name, *says; } cases[] = {
		{ EXPORT_MARKDOWN, "mine.docx", "is Markdown: let its name end in .md." },
		{ EXPORT_MARKDOWN, "mine.txt", "is Markdown: let its name end in .md." },
		{ EXPORT_TEXT, "mine.PDF", "is plain text: let its name end in .txt." },
		{ EXPORT_TEXT, "mine.doc", "is plain text: let its name end in .txt." },
		{ EXPORT_HTML, "mine.odt", "is a web page: let its name end in .html." },
		{ EXPORT_DOCX, "mine.doc", "is a Word document: let its name end in .docx." },
		{ EXPORT_DOCX, "mine.html", "is a Word document: let its name end in .docx." },
		{ EXPORT_HTML, "mine.docx", "is a web page: let its name end in .html." },
		{ EXPORT_DOCX, "mine.DOCX", "Saved as /" },
		{ EXPORT_DOCX, "mine-too", "Saved as /" },
		{ EXPORT_HTML, "mine.md.rtf", "is a web page: let its name end in .html." },
		{ EXPORT_HTML, "none/mine.html", "Not saved. There is no folder 'none'." },
		{ EXPORT_HTML, "w.json", "No copy was made: 'w.json' exists already. Choose another name." },
		{ EXPORT_HTML, "mine.HTM", "Saved as /" },
		{ EXPORT_MARKDOWN, "./mine.2026", "Saved as /" },
		{ EXPORT_MARKDOWN, "mine", "Saved as /" },
		{ EXPORT_TEXT, "mine.txt", "Saved as /" },
	};
	struct workbook *wb = desk_create("w.json", desk_book());
	struct summary_choice choice;

	summary_choose(&choice, SUMMARY_ME);
	ck_assert_int_eq(chdir(scratch_path("")), 0);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		bool saves = !strncmp(cases[i].says, "Saved", 5);
		struct buf said;

		buf_init(&said, 16384);
		ck_assert_msg(export_copy(wb, fault_sys(), &choice, cases[i].format, cases[i].name,
					  &said) == saves,
			      "%s: %s", cases[i].name, said.data);
		ck_assert_msg(strstr(said.data, cases[i].says), "%s: %s", cases[i].name, said.data);
		ck_assert_msg(scratch_has(cases[i].name) == (saves || cases[i].name[0] == 'w'), "%s",
			      cases[i].name);
		if (saves)
			ck_assert_msg(strstr(said.data, scratch_path(strchr(cases[i].name, 'm'))), "%s", said.data);
		buf_release(&said);
	}
	ck_assert_int_eq(chdir("/"), 0);
	workbook_free(wb);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { nothing_written_leaves_questions_open, looking_around_has_nothing,
		parts_stand_in_the_order_of_the_book, layers_stand_newest_first,
		emptied_boxes_keep_their_earlier_words, strays_are_told,
		a_day_that_is_not_known_is_not_made_up, every_word_is_in_every_export,
		formats_have_names, formats_look_like_themselves, nothing_is_overwritten_unasked,
		a_copy_is_called_what_it_is };
	Suite *suite = suite_create("summary");
	TCase *tc = tcase_create("summary");

	tcase_add_checked_fixture(tc, setup, scratch_close);
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
