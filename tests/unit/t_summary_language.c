/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the summary's languages: the program's, the book's, and its writer's own. */
#include <config.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "../screen/catalogue.h"
#include "base/mem.h"
#include "desk.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"
#include "workbook/export.h"
#include "workbook/summary.h"

/* Each block of the summary that has one of these texts is in that language. */
struct tongue {
	const char *text, *language;
};

static void check_tongues(struct workbook *wb, const struct tongue *tongues, size_t count)
{
	struct doc *doc = summary_private(wb);
	struct buf text;

	buf_init(&text, 65536);
	for (size_t i = 0; i < count; i++) {
		size_t found = 0;

		for (size_t k = 0; k < doc_count(doc); k++) {
			buf_clear(&text);
			doc_text(doc, k, &text);
			if (strcmp(text.data, tongues[i].text) != 0)
				continue;
			found++;
			ck_assert_msg(strcmp(doc_block_language(doc, k), tongues[i].language) == 0, "'%s': %s",
				      text.data, doc_block_language(doc, k));
		}
		ck_assert_msg(found, "'%s' is not there", tongues[i].text);
	}
	buf_release(&text);
	doc_free(doc);
}

/* Words that answer "Who leads here?", and older ones that answered another edition. */
static struct workbook *two_editions(void)
{
	struct workbook *wb = desk_create("w.json", desk_book());
	char *file;

	desk_write(wb, "ask", "Un.");
	desk_save(wb);
	workbook_free(wb);
	file = mem_string(scratch_get("w.json"));
	memcpy(strstr(file, "Who leads here?"), "Pwy syn arwain?", 15);
	scratch_put("w.json", file);
	free(file);
	wb = desk_open("w.json", desk_book(), STORE_WRITE);
	fault_clock(DESK_NOW + DESK_SITTING);
	desk_write(wb, "ask", "Two.");
	desk_write(wb, "see", "Three.");
	return wb;
}

START_TEST(who_reads_and_writes_in_one_language)
{
	static const struct tongue tongues[] = {
		{ "My reflections", "" }, { "Beginning", "en" }, { "Who leads here?", "en" },
		{ "Two.", "" }, { "Pwy syn arwain?", "und" }, { "Un.", "und" }, { "Seeing", "en" },
		{ "What do you see?", "en" }, { "Three.", "" }, { "Questions still open", "" },
		{ "What might you do?", "en" }, { "Written with the workbook: A small book.", "" },
	};
	struct workbook *wb = two_editions();

	check_tongues(wb, tongues, ARRAY_LEN(tongues));
	workbook_free(wb);
}
END_TEST

START_TEST(a_book_in_another_language_says_nothing_of_words)
{
	static const struct tongue tongues[] = {
		{ "Fy myfyrdodau", "" }, { "Beginning", "en" }, { "Who leads here?", "en" },
		{ "Two.", "und" }, { "Pwy syn arwain?", "und" }, { "Un.", "und" }, { "Three.", "und" },
		{ "What might you do?", "en" }, { "Cwestiynau sy'n dal ar agor", "" },
	};
	struct workbook *wb = two_editions();
	struct doc *doc;
	struct buf out;

	catalogue_begin();
	catalogue_add(slice_of(""), slice_of("Content-Type: text/plain; charset=UTF-8\nLanguage: cy\n"));
	catalogue_add(slice_of("My reflections"), slice_of("Fy myfyrdodau"));
	catalogue_add(slice_of("Questions still open"), slice_of("Cwestiynau sy'n dal ar agor"));
	catalogue_speak("cy");
	check_tongues(wb, tongues, ARRAY_LEN(tongues));
	doc = summary_private(wb);
	buf_init(&out, 1 << 20);
	export_write(doc, EXPORT_HTML, &out);
	ck_assert_msg(strstr(out.data, "<html lang=\"cy\">") && strstr(out.data, "<h1>Fy myf") &&
		      strstr(out.data, "<h3 lang=\"en\">Who") && strstr(out.data, "<blockquote lang=\"\" dir"),
		      "%s", out.data);
	buf_release(&out);
	doc_free(doc);
	workbook_free(wb);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("summary_language");
	TCase *tc = tcase_create("summary_language");

	tcase_add_checked_fixture(tc, desk_setup, scratch_close);
	tcase_add_test(tc, who_reads_and_writes_in_one_language);
	tcase_add_test(tc, a_book_in_another_language_says_nothing_of_words);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
