/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the writer of Word files: every word comes back, the same document gives the same
 * bytes, and what does not fit is said.  What Word makes of it: tests/docx.sh. */
#include <config.h>

#include <check.h>
#include <locale.h>
#include <string.h>

#include "base/mem.h"
#include "doc/archive.h"
#include "doc/doc.h"
#include "doc/write.h"
#include "hostile.h"
#include "suite.h"
#include "text/direction.h"
#include "../fuzz/word.h"

#define MANY ((size_t)16 << 20)
#define TITLE "A <title> & \"more\""

static const struct doc_meta meta = { TITLE, "en" };

static void start(void)
{
	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C.UTF-8"));
}

static struct doc *parsed(const char *markdown)
{
	struct doc *doc = NULL;
	struct err err;

	ck_assert_msg(doc_parse(&doc, slice_of(markdown), 1, &err), "%s", err.text);
	return doc;
}

static void part_of(const struct doc *doc, const char *name, struct buf *xml)
{
	struct buf file;

	buf_init(&file, MANY);
	buf_clear(xml);
	write_docx(doc, &meta, &file);
	ck_assert(!file.full);
	ck_assert_msg(word_part(slice_buf(&file), name, xml), "%s", name);
	buf_release(&file);
}

START_TEST(any_words_come_back)
{
	struct dice dice = { 77 };
	struct buf words, file, is, should;

	start();
	buf_init(&words, MANY);
	buf_init(&file, MANY);
	buf_init(&is, MANY);
	buf_init(&should, MANY);
	for (int round = 0; round < 600; round++) {
		struct doc *doc = doc_new();

		hostile_text(&words, &dice);
		buf_add_char(&words, '.');
		doc_add_words(doc, slice_buf(&words));
		buf_clear(&file);
		write_docx(doc, &meta, &file);
		buf_clear(&is);
		word_read(slice_buf(&file), &is);
		expect_words(&should, slice_buf(&words));
		ck_assert_msg(slice_starts(slice_buf(&is), TITLE "\n\n"), "%s", is.data);
		ck_assert_msg(strcmp(is.data + sizeof(TITLE "\n\n") - 1, should.data) == 0,
			      "seed 77 round %d: '%s' for '%s'", round, is.data, should.data);
		doc_free(doc);
	}
	buf_release(&words);
	buf_release(&file);
	buf_release(&is);
	buf_release(&should);
}
END_TEST

#define T(words) "<w:r><w:rPr></w:rPr><w:t xml:space=\"preserve\">" words "</w:t></w:r>"
#define RUN(look, words) "<w:r><w:rPr>" look "</w:rPr><w:t xml:space=\"preserve\">" words "</w:t></w:r>"
#define STYLE(name) "<w:pStyle w:val=\"" name "\"/>"
#define NUM(level, num) "<w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" num "\"/></w:numPr>"
#define PAR(look, runs) "<w:p><w:pPr>" look "</w:pPr>" runs "</w:p>"

static const struct { const char *markdown, *xml; } cases[] = {
	{ "# a\n\n## b\n\n#### c", PAR(STYLE("Title"), T("a")) PAR(STYLE("Heading1"), T("b"))
	  PAR(STYLE("Heading2"), T("c")) },
	{ "# a\n\n# b", PAR(STYLE("Heading1"), T("a")) PAR(STYLE("Heading1"), T("b")) },
	{ "###### a\n\n# b", PAR(STYLE("Heading1"), T("a")) PAR(STYLE("Heading1"), T("b")) },
	{ "a\nb  \nc", PAR("", T("a") T(" ") T("b") "<w:r><w:br/></w:r>" T("c")) },
	{ "a\\\nb\n===", PAR(STYLE("Title"), T("a") T(" ") T("b")) },
	{ "*a*", PAR(STYLE("Note"), T("a")) },
	{ "*a* b **c** ***d*** `e`", PAR("", RUN("<w:i/><w:iCs/>", "a") T(" b ")
	  RUN("<w:b/><w:bCs/>", "c") T(" ") RUN("<w:b/><w:bCs/><w:i/><w:iCs/>", "d") T(" ")
	  RUN("<w:rStyle w:val=\"VerbatimChar\"/>", "e")) },
	{ "[a](http://x)", PAR("", "<w:hyperlink r:id=\"link1\">"
	  RUN("<w:rStyle w:val=\"Hyperlink\"/>", "a") "</w:hyperlink>") },
	{ "- a\n- b\n  1) c", PAR(STYLE("ListBullet") NUM("0", "1"), T("a"))
	  PAR(STYLE("ListBullet") NUM("0", "1"), T("b")) PAR(STYLE("ListNumber") NUM("1", "2"), T("c")) },
	{ "- a\n\n  b", PAR(STYLE("ListBullet") NUM("0", "1") "<w:contextualSpacing w:val=\"0\"/>", T("a"))
	  PAR(STYLE("ListContinue") "<w:ind w:left=\"360\"/>", T("b")) },
	{ "- - a\n-", PAR(STYLE("ListBullet") "<w:keepNext/>" NUM("0", "1"), "")
	  PAR(STYLE("ListBullet") NUM("1", "1"), T("a"))
	  PAR(STYLE("ListBullet") "<w:keepNext/>" NUM("0", "1"), "") },
	{ "> a\n>\n> > b\n> > - c", PAR(STYLE("Quote"), T("a"))
	  PAR(STYLE("Quote") "<w:ind w:left=\"720\"/>", T("b"))
	  PAR(STYLE("ListBullet") NUM("0", "1") "<w:ind w:left=\"1080\" w:hanging=\"360\"/>", T("c")) },
	{ "- > a", PAR(STYLE("ListBullet") "<w:keepNext/>" NUM("0", "1"), "")
	  PAR(STYLE("Quote") "<w:ind w:left=\"720\"/>", T("a")) },
	{ "```figure\n-> &\n```\n*b* c\n\nd", PAR(STYLE("SourceCode") "<w:keepNext/>",
	  RUN("<w:noProof/><w:lang w:val=\"x-none\"/>", "-&gt; &amp;"))
	  PAR(STYLE("Caption"), RUN("<w:i/><w:iCs/>", "b") T(" c")) PAR("", T("d")) },
	{ "a\n\n---\n\nb", PAR("", T("a")) PAR(STYLE("HorizontalLine"), "") PAR("", T("b")) },
	{ "\u05D0 b.", PAR("<w:pBdr><w:left w:val=\"nil\"/></w:pBdr><w:bidi/>",
	  RUN("<w:rtl/>", "\u05D0 ") T("b") RUN("<w:rtl/>", ".")) },
	{ "a \u05D0 \u05D1 1.", PAR("", T("a ") RUN("<w:rtl/>", "\u05D0 \u05D1") T(" 1.")) },
	{ "<div>\nx\n</div>\n\na <b>b</b>", PAR("", T("a b")) },
};

START_TEST(every_block_is_written)
{
	struct doc *doc;
	struct buf xml;

	start();
	doc = parsed(cases[_i].markdown);
	buf_init(&xml, MANY);
	part_of(doc, "word/document.xml", &xml);
	ck_assert_msg(strstr(xml.data, cases[_i].xml), "row %d: %s", _i, xml.data);
	buf_release(&xml);
	doc_free(doc);
}
END_TEST

START_TEST(links_and_lists_are_declared)
{
	struct doc *doc;
	struct buf xml;

	start();
	doc = parsed("[a](http://x/?a=1&b=2#c) [d](<http://x/[e]%zz%20^#f#g>)\n\n5. a\n\n1) b\n");
	buf_init(&xml, MANY);
	part_of(doc, "word/_rels/document.xml.rels", &xml);
	ck_assert_ptr_nonnull(strstr(xml.data, "Target=\"http://x/?a=1&amp;b=2#c\" TargetMode"));
	ck_assert_msg(strstr(xml.data, "Target=\"http://x/%5Be%5D%25zz%20%5E#f%23g\" TargetMode"), "%s", xml.data);
	part_of(doc, "word/numbering.xml", &xml);
	ck_assert_ptr_nonnull(strstr(xml.data, "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/>"
				     "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/>"));
	ck_assert_ptr_nonnull(strstr(xml.data, "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"2\"/>"));
	buf_release(&xml);
	doc_free(doc);
}
END_TEST

START_TEST(an_answer_stays_with_its_question)
{
	struct doc *doc = doc_new();
	struct buf xml, longer;

	start();
	buf_init(&xml, MANY);
	buf_init(&longer, MANY);
	for (int i = 0; i < 200; i++)
		buf_add_str(&longer, "letters ");
	buf_add_str(&longer, "\n\nend");
	doc_add_paragraph(doc, slice_of("q"));
	doc_add_words(doc, slice_of("a\n\nb"));
	doc_add_words(doc, slice_buf(&longer));
	part_of(doc, "word/document.xml", &xml);
	ck_assert_msg(strstr(xml.data, PAR("<w:keepNext/>", T("q"))
			     PAR(STYLE("Quote") "<w:keepNext/><w:keepLines/>", T("a"))
			     PAR(STYLE("Quote") "<w:keepNext/><w:keepLines/>", T("b"))
			     "<w:p><w:pPr>" STYLE("Quote") "</w:pPr><w:r><w:rPr></w:rPr>"), "%s", xml.data);
	ck_assert_ptr_nonnull(strstr(xml.data, PAR(STYLE("Quote"), T("end"))));
	buf_release(&longer);
	buf_release(&xml);
	doc_free(doc);
}
END_TEST

START_TEST(the_first_lines_stay_with_their_question)
{
	static const char kept[] = PAR(STYLE("WritingLine") "<w:keepNext/>", "");
	static const char line[] = PAR(STYLE("WritingLine"), "");
	struct doc *doc = doc_new();
	struct buf xml, want;

	start();
	buf_init(&xml, MANY);
	buf_init(&want, MANY);
	doc_add_paragraph(doc, slice_of("q"));
	doc_add_lines(doc, 4);
	doc_add_paragraph(doc, slice_of("r"));
	doc_add_lines(doc, 1);
	part_of(doc, "word/document.xml", &xml);
	buf_addf(&want, "%s%s%s%s%s%s%s", PAR("<w:keepNext/>", T("q")), kept, line, line, line,
		 PAR("<w:keepNext/>", T("r")), line);
	ck_assert_msg(strstr(xml.data, want.data), "%s", xml.data);
	/* They take the pen; elsewhere there is room for it. */
	ck_assert_ptr_nonnull(strstr(xml.data, "w:right=\"1134\" w:bottom=\"1304\" w:left=\"1134\""));
	doc_free(doc);
	doc = doc_new();
	doc_add_paragraph(doc, slice_of("q"));
	buf_clear(&xml);
	part_of(doc, "word/document.xml", &xml);
	ck_assert_ptr_nonnull(strstr(xml.data, "w:right=\"3118\""));
	buf_release(&want);
	buf_release(&xml);
	doc_free(doc);
}
END_TEST

START_TEST(languages_are_told)
{
	struct doc *doc = doc_new();
	struct buf xml;

	start();
	buf_init(&xml, MANY);
	doc_add_paragraph(doc, slice_of("a"));
	doc_language(doc, "en");
	doc_add_paragraph(doc, slice_of("b"));
	doc_language(doc, "cy");
	doc_add_paragraph(doc, slice_of("c \u05D0"));
	doc_language(doc, DOC_UNKNOWN);
	doc_add_words(doc, slice_of("d"));
	doc_language(doc, "not a tag");
	doc_add_paragraph(doc, slice_of("e"));
	part_of(doc, "word/document.xml", &xml);
	ck_assert_msg(strstr(xml.data, PAR("", T("a")) PAR("", T("b"))
			     PAR("<w:keepNext/>", RUN("<w:lang w:val=\"cy-GB\"/>", "c ")
				 RUN("<w:rtl/><w:lang w:val=\"cy-GB\" w:bidi=\"cy-GB\"/>", "\u05D0"))), "%s", xml.data);
	ck_assert_ptr_nonnull(strstr(xml.data, RUN("<w:noProof/><w:lang w:val=\"x-none\"/>", "d")));
	ck_assert_ptr_nonnull(strstr(xml.data, PAR("", T("e"))));
	part_of(doc, "word/styles.xml", &xml);
	ck_assert_ptr_nonnull(strstr(xml.data, "<w:lang w:val=\"en-GB\"/>"));
	part_of(doc, "docProps/core.xml", &xml);
	ck_assert_ptr_nonnull(strstr(xml.data, "<dc:title>A &lt;title&gt; &amp; &quot;more&quot;</dc:title>"
				     "<dc:language>en-GB</dc:language></cp:coreProperties>"));
	buf_release(&xml);
	doc_free(doc);
}
END_TEST

static void write_all(const struct doc *doc, size_t max, struct buf *out)
{
	buf_init(out, max);
	buf_add_str(out, "before");
	write_docx(doc, &meta, out);
}

START_TEST(the_same_document_gives_the_same_bytes)
{
	struct buf one, other;
	struct doc *doc;

	start();
	doc = parsed("# a\n\n1. b\n\n[c](http://x)\n");
	write_all(doc, MANY, &one);
	write_all(doc, MANY, &other);
	ck_assert(!one.full && one.len > 1000 && slice_starts(slice_buf(&one), "beforePK\x03\x04"));
	ck_assert(slice_equal(slice_buf(&one), slice_buf(&other)));
	buf_release(&one);
	buf_release(&other);
	doc_free(doc);
}
END_TEST

START_TEST(what_does_not_fit_is_said)
{
	struct buf whole, out;
	struct doc *doc;

	start();
	doc = parsed("# a\n\n1. b\n\n[c](http://x)\n");
	write_all(doc, MANY, &whole);
	for (size_t max = sizeof("before") - 1; max < whole.len; max += 7) {
		write_all(doc, max, &out);
		ck_assert_msg(out.full, "%zu bytes of %zu", max, whole.len);
		buf_release(&out);
	}
	write_all(doc, whole.len, &out);
	ck_assert(!out.full && slice_equal(slice_buf(&out), slice_buf(&whole)));
	buf_release(&out);
	buf_release(&whole);
	doc_free(doc);
}
END_TEST

/* Parts that no window of minizip holds, and an empty one. */
START_TEST(archives_hold_parts_of_any_size)
{
	struct archive archive;
	struct dice dice = { 5 };
	struct buf big, file, is;

	buf_init(&big, MANY);
	buf_init(&file, MANY);
	buf_init(&is, MANY);
	while (big.len < (size_t)3 << 20)
		buf_add_char(&big, (char)roll(&dice, 256));
	archive_begin(&archive, &file);
	archive_add(&archive, "empty", slice_of(""));
	archive_add(&archive, "big", slice_buf(&big));
	archive_add(&archive, "folder/small", slice_of("words"));
	archive_end(&archive);
	ck_assert(!file.full);
	ck_assert(word_part(slice_buf(&file), "empty", &is) && is.len == 0);
	ck_assert(word_part(slice_buf(&file), "big", &is) && slice_equal(slice_buf(&is), slice_buf(&big)));
	buf_clear(&is);
	ck_assert(word_part(slice_buf(&file), "folder/small", &is) && slice_is(slice_buf(&is), "words"));
	ck_assert(!word_part(slice_buf(&file), "none", &is));
	file.data[file.len / 2] ^= 1;
	ck_assert(!word_part(slice_buf(&file), "big", &is));
	buf_release(&is);
	buf_release(&file);
	buf_release(&big);
}
END_TEST

START_TEST(directions_are_those_of_unicode)
{
	static const struct { const char *text; enum direction first; const char *parts; } rows[] = {
		{ "", DIRECTION_NONE, "" },
		{ "1, 2.", DIRECTION_NONE, "<1, 2.>" },
		{ "a b", DIRECTION_LTR, "<a b>" },
		{ "(\u05D0)", DIRECTION_RTL, "<(>{\u05D0}<)>" },
		{ "\u05D0 1 \u05D1, a", DIRECTION_RTL, "{\u05D0 1 \u05D1}<, a>" },
		{ "\u0627\u0644", DIRECTION_RTL, "{\u0627\u0644}" },
		{ "\u9818\u5C0E\u05D0", DIRECTION_LTR, "<\u9818\u5C0E>{\u05D0}" },
	};
	struct buf parts;

	buf_init(&parts, MANY);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct slice rest = slice_of(rows[i].text);

		ck_assert_int_eq(direction_first(rest), rows[i].first);
		buf_clear(&parts);
		while (rest.len) {
			enum direction is;
			struct slice part = direction_take(&rest, DIRECTION_LTR, &is);

			ck_assert_uint_gt(part.len, 0);
			buf_add_char(&parts, is == DIRECTION_RTL ? '{' : '<');
			buf_add_slice(&parts, part);
			buf_add_char(&parts, is == DIRECTION_RTL ? '}' : '>');
		}
		ck_assert_str_eq(parts.data, rows[i].parts);
	}
	buf_release(&parts);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("docx");
	TCase *words = tcase_create("words"), *looks = tcase_create("looks"), *bytes = tcase_create("bytes");

	tcase_add_test(words, any_words_come_back);
	tcase_add_test(words, directions_are_those_of_unicode);
	tcase_add_loop_test(looks, every_block_is_written, 0, (int)ARRAY_LEN(cases));
	tcase_add_test(looks, links_and_lists_are_declared);
	tcase_add_test(looks, an_answer_stays_with_its_question);
	tcase_add_test(looks, the_first_lines_stay_with_their_question);
	tcase_add_test(looks, languages_are_told);
	tcase_add_test(bytes, the_same_document_gives_the_same_bytes);
	tcase_add_test(bytes, what_does_not_fit_is_said);
	tcase_add_test(bytes, archives_hold_parts_of_any_size);
	suite_add_tcase(suite, words);
	suite_add_tcase(suite, looks);
	suite_add_tcase(suite, bytes);
	return suite_run(suite);
}
