/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of base/intl: choosing a language, and as many plural forms as it has. */
#include <config.h>

#include <check.h>
#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "scratch.h"
#include "suite.h"

#define HEADER "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=6; " \
	"plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5;\n"

/* A message with its NULs. */
#define BYTES(literal) { literal, sizeof(literal) - 1 }

/* Sorted by the English; the header is put in its place. */
static const struct slice messages[][2] = {
	{ BYTES(""), BYTES("") },
	{ BYTES("Contents"), BYTES("Cynnwys") },
	{ BYTES("%lu page\0%lu pages"), BYTES("dim\0un %lu\0dau %lu\0tri %lu\0chwech %lu\0llawer %lu") },
};
static const size_t order[] = { 0, 2, 1 };

static void add_number(struct buf *out, size_t n)
{
	uint32_t number = (uint32_t)n;

	buf_add(out, (const char *)&number, sizeof(number));
}

static struct slice message(size_t i, int translated, const char *header)
{
	return translated && i == 0 ? slice_of(header) : messages[order[i]][translated];
}

/* A catalogue of the language NAME: gettext's manual, "GNU MO Files". */
static void put_catalogue(const char *name, const char *header)
{
	size_t count = ARRAY_LEN(messages), text = 28 + 16 * count;
	char path[256];
	struct buf out;
	struct err err = { .text = "" };

	snprintf(path, sizeof(path), "po/%s/LC_MESSAGES", name);
	ck_assert(file_make_folder(sys_real(), scratch_path(path), &err));
	strcat(path, "/" PACKAGE ".mo");
	buf_init(&out, 65536);
	add_number(&out, 0x950412deU);
	add_number(&out, 0);
	add_number(&out, count);
	add_number(&out, 28);
	add_number(&out, 28 + 8 * count);
	add_number(&out, 0);
	add_number(&out, 0);
	for (int translated = 0; translated < 2; translated++)
		for (size_t i = 0; i < count; i++) {
			add_number(&out, message(i, translated, header).len);
			add_number(&out, text);
			text += message(i, translated, header).len + 1;
		}
	for (int translated = 0; translated < 2; translated++)
		for (size_t i = 0; i < count; i++) {
			buf_add_slice(&out, message(i, translated, header));
			buf_add_char(&out, '\0');
		}
	ck_assert_msg(file_create(sys_real(), scratch_path(path), slice_buf(&out), &err), "%s", err.text);
	buf_release(&out);
}

static void setup(void)
{
	scratch_open();
	put_catalogue("cy", HEADER);
	unsetenv("LANGUAGE");
	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C"));
	intl_bind(scratch_path("po"));
}

START_TEST(a_language_is_chosen_and_left_again)
{
	ck_assert_str_eq(_("Contents"), "Contents");
	ck_assert(intl_language("cy"));
	ck_assert_str_eq(_("Contents"), "Cynnwys");
	ck_assert_str_eq(_(""), "");
	ck_assert(intl_language("en"));
	ck_assert_str_eq(_("Contents"), "Contents");
	ck_assert(intl_language("de:cy"));
	ck_assert_str_eq(_("Contents"), "Cynnwys");
	ck_assert(!intl_language("de"));
	ck_assert_str_eq(_("Contents"), "Contents");
	ck_assert(intl_language("cy"));
	ck_assert(intl_language(NULL));
	ck_assert_str_eq(_("Contents"), "Contents");
	ck_assert_ptr_null(getenv("LANGUAGE"));
}
END_TEST

START_TEST(it_is_known_which_there_are)
{
	ck_assert(intl_has("cy"));
	ck_assert(intl_has("en") && intl_has("en_GB") && intl_has("en-GB"));
	ck_assert(!intl_has("eng") && !intl_has("de") && !intl_has(""));
}
END_TEST

static const struct { unsigned long n; const char *english, *welsh; } counts[] = {
	{ 0, "0 pages", "dim" }, { 1, "1 page", "un 1" }, { 2, "2 pages", "dau 2" },
	{ 3, "3 pages", "tri 3" }, { 4, "4 pages", "llawer 4" }, { 6, "6 pages", "chwech 6" },
	{ 11, "11 pages", "llawer 11" },
};

START_TEST(six_forms_are_told_apart)
{
	for (int welsh = 0; welsh < 2; welsh++) {
		ck_assert(intl_language(welsh ? "cy" : "en"));
		for (size_t i = 0; i < ARRAY_LEN(counts); i++) {
			struct buf text;

			buf_init(&text, 256);
			buf_addf(&text, intl_count("%lu page", "%lu pages", counts[i].n), counts[i].n);
			ck_assert_str_eq(text.data, welsh ? counts[i].welsh : counts[i].english);
			buf_release(&text);
		}
	}
}
END_TEST

START_TEST(the_language_of_messages_is_known)
{
	static const struct { const char *name, *header, *tag; } cases[] = {
		{ "cy", HEADER, "" },	/* the catalogue does not say: no guess */
		{ "ga", HEADER "Language: ga\n", "ga" },
		{ "pt_BR", "Language: pt_BR\n" HEADER, "pt-BR" },
		{ "sr@latin", HEADER "X-Language: x\nLanguage:sr@latin\n", "sr" },
		{ "gd", HEADER "Language: \nX: y\n", "" },
	};
	struct buf tag;

	buf_init(&tag, 256);
	intl_tag(&tag);
	ck_assert_str_eq(tag.data, "en");
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		if (i)
			put_catalogue(cases[i].name, cases[i].header);
		ck_assert(intl_language(cases[i].name));
		buf_clear(&tag);
		intl_tag(&tag);
		ck_assert_msg(strcmp(tag.data, cases[i].tag) == 0, "%s: '%s'", cases[i].name, tag.data);
	}
	intl_language("de");	/* there is none: messages are in English */
	buf_clear(&tag);
	intl_tag(&tag);
	ck_assert_str_eq(tag.data, "en");
	buf_release(&tag);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("intl");
	TCase *tcase = tcase_create("intl");

	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, setup, scratch_close);
	tcase_add_test(tcase, a_language_is_chosen_and_left_again);
	tcase_add_test(tcase, it_is_known_which_there_are);
	tcase_add_test(tcase, the_language_of_messages_is_known);
	tcase_add_test(tcase, six_forms_are_told_apart);
	return suite_run(suite);
}
