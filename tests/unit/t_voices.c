/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of voices as others may see them: order, floor, review, and what is never shown. */
#include <config.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "desk.h"
#include "doc/write.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"
#include "workbook/voices.h"

static struct err err;
static struct pack *pack;
static struct voices *voices;
static struct review review;
static int people;

static struct voices *begin(size_t floor, const struct review *reviewed)
{
	const struct voices_request request = {
		.sys = fault_sys(), .folder = scratch_path(""), .memory = 500,
		.pack = pack, .floor = floor, .review = reviewed };

	return voices_new(&request);
}

static void setup(void)
{
	desk_setup();
	pack = desk_book();
	people = 0;
	voices = begin(2, NULL);
}

static void teardown(void)
{
	voices_free(voices);
	voices_free(NULL);
	review_release(&review);
	pack_free(pack);
	ck_assert_int_eq(fault_open_files(), 0);
	scratch_close();
}

/* What one more person wrote. */
static void says(const char *language, const struct voice *list, size_t count)
{
	char key[32];
	struct voice_copy copy = { key, 77, mem_string("book"), mem_string("1"), mem_string(language),
				   NULL, 0, 0 };

	snprintf(key, sizeof(key), "secret-%d", people++);
	for (size_t i = 0; i < count; i++)
		voice_add(&copy, list[i]);
	ck_assert_msg(voices_add(voices, &copy, &err), "%s", err.text);
	copy.key = NULL;
	voice_release(&copy);
}

static void say(const char *language, enum answers_part part, const char *id, const char *question,
		const char *text)
{
	says(language, &(struct voice){ part, id, question, text }, 1);
}

/* All that comes out, in short. */
static const char *all(struct buf *out)
{
	struct voices_item item;
	enum voices_kind kind;

	buf_clear(out);
	while ((kind = voices_next(voices, &item, &err)) < VOICES_END) {
		buf_addf(out, "%s", kind == VOICES_VOICE ? "-" : "");
		if (kind == VOICES_VOICE)
			buf_add_slice(out, item.text);
		else
			buf_addf(out, "%s/%d/%s/%s", item.language, item.part, item.id, item.question);
		buf_add_char(out, '\n');
	}
	ck_assert_msg(kind == VOICES_END, "%s", err.text);
	ck_assert_int_eq(voices_next(voices, &item, &err), VOICES_END);
	return out->data;
}

START_TEST(they_come_by_language_and_in_the_order_of_the_book)
{
	struct buf out;

	buf_init(&out, 65536);
	for (int i = 0; i < 2; i++) {
		say("cy", PART_ANSWERS, "ask", "Pwy?", "A");
		say("ar", PART_ANSWERS, "ask", "من؟", "B");
		say("en", PART_GUARDS, "care", "x", "C");
		say("en", PART_ANSWERS, "new", "Which?", "D");
		say("en", PART_ANSWERS, "intend", "x", "E");
		say("en", PART_LENSES, "see", "x", "F");
		say("en", PART_ANSWERS, "ask", "x", "G");
		say("en", PART_ANSWERS, "later", "When?", "H");
	}
	ck_assert_str_eq(all(&out),
			 "en/0/ask/Who leads here?\n-G\n-G\nen/0/intend/What might you do?\n-E\n-E\n"
			 "en/1/see/What do you see?\n-F\n-F\nen/2/care/Where would you look again?\n-C\n-C\n"
			 "en/0/later/When?\n-H\n-H\nen/0/new/Which?\n-D\n-D\n"
			 "ar/0/ask/من؟\n-B\n-B\ncy/0/ask/Pwy?\n-A\n-A\n");
	ck_assert(!voices_has_more(voices));
	buf_release(&out);
}
END_TEST

START_TEST(the_order_of_voices_is_that_of_their_words_alone)
{
	struct buf one, other;

	buf_init(&one, 65536);
	buf_init(&other, 65536);
	for (char text[] = "a"; *text <= 'z'; ++*text)
		say("en", PART_ANSWERS, "ask", "x", text);
	all(&one);
	voices_free(voices);
	voices = begin(2, NULL);
	for (char text[] = "z"; *text >= 'a'; --*text)
		say("en", PART_ANSWERS, "ask", "x", text);
	ck_assert_str_eq(all(&other), one.data);
	ck_assert_ptr_null(strstr(one.data, "-a\n-b\n-c\n"));
	buf_release(&other);
	buf_release(&one);
}
END_TEST

START_TEST(what_too_few_wrote_is_not_shown)
{
	struct buf out;

	buf_init(&out, 65536);
	voices_free(voices);
	voices = begin(3, NULL);
	for (int i = 0; i < 3; i++)
		say("en", PART_ANSWERS, "ask", "x", "A");
	for (int i = 0; i < 2; i++) {
		say("en", PART_ANSWERS, "intend", "x", "PRIVATE");
		say("en", PART_ANSWERS, "named-after-somebody", "PRIVATE", "PRIVATE");
		say("PRIVATE", PART_ANSWERS, "ask", "PRIVATE", "PRIVATE");
	}
	ck_assert_str_eq(all(&out), "en/0/ask/Who leads here?\n-A\n-A\n-A\n");
	ck_assert(voices_has_more(voices));
	buf_release(&out);
}
END_TEST

START_TEST(a_wording_that_too_few_answered_is_not_shown)
{
	struct buf out;

	buf_init(&out, 65536);
	say("cy", PART_ANSWERS, "ask", "PRIVATE", "A");
	say("cy", PART_ANSWERS, "ask", "Pwy?", "A");
	say("cy", PART_ANSWERS, "ask", "Pwy?", "A");
	say("cy", PART_ANSWERS, "new", "PRIVATE", "B");
	say("cy", PART_ANSWERS, "new", "Zzz", "B");
	say("cy", PART_ANSWERS, "intend", " ", "C");
	say("cy", PART_ANSWERS, "intend", " ", "C");
	ck_assert_str_eq(all(&out), "cy/0/ask/Pwy?\n-A\n-A\n-A\ncy/0/intend/What might you do?\n-C\n-C\n"
			 "cy/0/new/new\n-B\n-B\n");
	buf_release(&out);
}
END_TEST

START_TEST(nobody_counts_twice)
{
	const struct voice twice[] = {
		{ PART_ANSWERS, "old-intend", "x", "OLD" }, { PART_ANSWERS, "intend", "x", "A" },
		{ PART_ANSWERS, "older-intend", "x", "OLDER" },
	};
	struct buf out;

	buf_init(&out, 65536);
	says("en", twice, 3);
	ck_assert_str_eq(all(&out), "");	/* one person, in one language */
	voices_free(voices);
	voices = begin(2, NULL);
	says("en", twice, 3);
	say("en", PART_ANSWERS, "ask", "x", "B");
	ck_assert_str_eq(all(&out), "");
	voices_free(voices);
	voices = begin(2, NULL);
	says("en", twice, 3);
	says("en", twice, 1);
	ck_assert_str_eq(all(&out), "en/0/intend/What might you do?\n-A\n-OLD\n");
	buf_release(&out);
}
END_TEST

START_TEST(an_id_of_another_part_is_none_of_the_book)
{
	struct buf out;

	buf_init(&out, 65536);
	for (int i = 0; i < 2; i++) {
		say("en", PART_LENSES, "ask", "Which?", "A");
		say("en", PART_ANSWERS, "reading", "What?", "B");
	}
	ck_assert_str_eq(all(&out), "en/0/reading/What?\n-B\n-B\nen/1/ask/Which?\n-A\n-A\n");
	buf_release(&out);
}
END_TEST

static void decide(const char *text, enum review_choice choice)
{
	struct hash hash = review_hash(PART_ANSWERS, "ask", "en", slice_of(text));

	review_set(&review, &hash, choice);
}

START_TEST(only_what_was_kept_counts_and_is_shown)
{
	struct buf out;

	buf_init(&out, 65536);
	for (int round = 0; round < 2; round++) {
		voices_free(voices);
		voices = begin(2, &review);
		decide("a", REVIEW_KEPT);
		decide("b", REVIEW_WITHHELD);
		for (char text[] = "a"; *text <= 'd'; ++*text)
			say("en", PART_ANSWERS, "ask", "x", text);
		if (round == 0)
			ck_assert_str_eq(all(&out), "");
		else
			ck_assert_ptr_nonnull(strstr(all(&out), "-a\n"));
		decide("c", REVIEW_KEPT);
	}
	ck_assert_ptr_nonnull(strstr(out.data, "-c\n"));
	ck_assert_ptr_null(strstr(out.data, "-b\n"));
	ck_assert_ptr_null(strstr(out.data, "-d\n"));
	buf_release(&out);
}
END_TEST

static bool collect(void *context, struct slice bytes, struct err *why)
{
	struct buf *out = context;

	(void)why;
	buf_add_slice(out, bytes);
	return true;
}

START_TEST(lines_are_read_as_they_were_written)
{
	struct buf out;
	struct voices_sink sink = { collect, &out };
	struct gathered g;

	buf_init(&out, 1 << 24);
	voices_free(voices);
	voices = begin(2, &review);
	for (int i = 0; i < 1200; i++) {
		char text[16];

		snprintf(text, sizeof(text), "%d\x1B", i);
		decide(text, REVIEW_KEPT);
		say("en", PART_ANSWERS, "ask", "x", text);
	}
	ck_assert(voices_put_lines(voices, &sink, &err));
	scratch_put("v", out.data);
	ck_assert_msg(gathered_read(&g, fault_sys(), scratch_path("v"), &err), "%s", err.text);
	ck_assert_str_eq(g.pack_id, "book");
	ck_assert_uint_eq(g.count, 1);
	ck_assert_uint_eq(g.items[0].count, 1200);
	ck_assert_str_eq(g.items[0].question, "Who leads here?");
	ck_assert_ptr_null(strstr(out.data, "secret"));
	ck_assert_ptr_null(strstr(out.data, "1200"));
	ck_assert_ptr_null(strstr(out.data, "77,"));
	gathered_release(&g);
	buf_clear(&out);
	voices_free(voices);
	voices = begin(2, NULL);
	ck_assert(voices_put_lines(voices, &sink, &err));
	ck_assert_ptr_nonnull(strstr(out.data, "\"reviewed\":false"));
	buf_release(&out);
}
END_TEST

START_TEST(a_document_holds_them_apart)
{
	struct doc *doc;
	struct buf out;

	buf_init(&out, 65536);
	say("en", PART_ANSWERS, "ask", "x", "The *cook*.\n\n# And <b>me</b>.");
	say("en", PART_ANSWERS, "ask", "x", "Nobody\x1B[31m.");
	say("en", PART_LENSES, "see", "x", "S");
	say("en", PART_GUARDS, "care", "x", "C");
	say("en", PART_GUARDS, "care", "x", "D");
	say("cy", PART_ANSWERS, "ask", "Pwy?", "A");
	doc = voices_document(voices, &err);
	ck_assert_ptr_nonnull(doc);
	write_text(doc, 72, &out);
	ck_assert_ptr_nonnull(strstr(out.data, "English"));
	ck_assert_ptr_nonnull(strstr(out.data, "The *cook*."));
	ck_assert_ptr_nonnull(strstr(out.data, "Nobody^[[31m."));
	ck_assert_ptr_nonnull(strstr(out.data, "What fewer than 2 people wrote"));
	ck_assert_ptr_null(strstr(out.data, "Seeing"));
	ck_assert_ptr_nonnull(strstr(out.data, "Caring\n"));
	ck_assert_ptr_nonnull(strstr(out.data, "Where would you look again?"));
	ck_assert_ptr_null(strstr(out.data, "Pwy"));
	ck_assert_ptr_null(strstr(out.data, "Cymraeg"));
	ck_assert_ptr_null(strchr(out.data, '\x1B'));
	buf_clear(&out);
	write_html(doc, &(struct doc_meta){ "x", "en" }, &out);
	ck_assert_ptr_null(strstr(out.data, "<b>"));
	doc_free(doc);
	voices_free(voices);
	voices = begin(2, NULL);
	doc = voices_document(voices, &err);
	buf_clear(&out);
	write_text(doc, 72, &out);
	ck_assert_ptr_nonnull(strstr(out.data, "nothing yet that enough people wrote"));
	doc_free(doc);
	buf_release(&out);
}
END_TEST

START_TEST(too_many_words_for_a_document_are_refused)
{
	size_t len = ANSWERS_TEXT_MAX;
	char *text = mem_zero(len + 1, 1);

	memset(text, 'x', len);
	voices_free(voices);
	voices = begin(1, NULL);
	for (size_t i = 0; i <= VOICES_DOCUMENT_MAX / len; i++) {
		snprintf(text, 16, "%zu", i);
		text[strlen(text)] = ' ';
		say("en", PART_ANSWERS, "ask", "x", text);
	}
	ck_assert_ptr_null(voices_document(voices, &err));
	ck_assert_int_eq(err.kind, ERR_TOO_BIG);
	free(text);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("voices");
	TCase *tests = tcase_create("voices");

	tcase_set_timeout(tests, 60);
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, they_come_by_language_and_in_the_order_of_the_book);
	tcase_add_test(tests, the_order_of_voices_is_that_of_their_words_alone);
	tcase_add_test(tests, what_too_few_wrote_is_not_shown);
	tcase_add_test(tests, a_wording_that_too_few_answered_is_not_shown);
	tcase_add_test(tests, nobody_counts_twice);
	tcase_add_test(tests, an_id_of_another_part_is_none_of_the_book);
	tcase_add_test(tests, only_what_was_kept_counts_and_is_shown);
	tcase_add_test(tests, lines_are_read_as_they_were_written);
	tcase_add_test(tests, a_document_holds_them_apart);
	tcase_add_test(tests, too_many_words_for_a_document_are_refused);
	suite_add_tcase(suite, tests);
	return suite_run(suite);
}
