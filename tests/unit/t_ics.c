/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar files: every line as RFC 5545 wants it, and every text as it was, by a reader of
 * this test's own.  tests/ics.sh asks another one. */
#include <config.h>

#include <check.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "hostile.h"
#include "suite.h"
#include "text/utf8.h"
#include "workbook/ics.h"

#define TEXTS 400
#define STAMP 1800000000	/* 2027-01-15T08:00:00Z */

static struct ics_event event_of(const char *summary, const char *description)
{
	return (struct ics_event){ .uid = "6d2c", .sequence = 8, .stamp = STAMP, .day = { 2027, 1, 15 },
		.summary = summary, .description = description };
}

static void write_event(struct buf *out, const struct ics_event *event)
{
	buf_init(out, 1 << 22);
	ics_begin(out);
	ics_add(out, event);
	ics_end(out);
	ck_assert(!out->full);
}

/* Every row ends with CR LF, has no other one, no more than 75 octets, and is valid UTF-8. */
static void check_rows(struct slice file)
{
	size_t at = 0;

	while (at < file.len) {
		const char *end = memmem(file.data + at, file.len - at, "\r\n", 2);
		struct slice row;

		ck_assert_msg(end != NULL, "no line end behind '%s'", file.data + at);
		row = slice_part(file, at, (size_t)(end - file.data));
		ck_assert_msg(row.len <= 75, "%zu octets: '%.*s'", row.len, (int)row.len, row.data);
		ck_assert_msg(row.len > 0, "an empty row");
		ck_assert(!memchr(row.data, '\r', row.len) && !memchr(row.data, '\n', row.len));
		ck_assert_msg(utf8_check(row) == row.len, "cut in a character: '%.*s'", (int)row.len, row.data);
		at += row.len + 2;
	}
}

static void unfold(struct buf *out, struct slice file)
{
	for (size_t at = 0; at < file.len; at++) {
		if (at + 2 < file.len && memcmp(file.data + at, "\r\n ", 3) == 0)
			at += 2;
		else
			buf_add_char(out, file.data[at]);
	}
}

/* The value of NAME, its escapes undone; false: there is no such line. */
static bool value_of(struct slice file, const char *name, struct buf *out)
{
	struct buf flat, start;
	const char *at, *end;

	buf_clear(out);
	buf_init(&flat, 1 << 22);
	buf_init(&start, 64);
	unfold(&flat, file);
	buf_addf(&start, "\r\n%s", name);
	at = memmem(flat.data, flat.len, start.data, start.len);
	if (at) {
		at += start.len;
		end = memmem(at, flat.len - (size_t)(at - flat.data), "\r\n", 2);
		for (; at < end; at++) {
			if (*at == ',' || *at == ';')
				ck_abort_msg("not escaped: '%c'", *at);
			if (*at == '\\') {
				at++;
				if (!strchr("\\;,n", *at) || !*at)
					ck_abort_msg("an unknown escape: '%c'", *at);
				buf_add_char(out, *at == 'n' ? '\n' : *at);
			} else {
				buf_add_char(out, *at);
			}
		}
	}
	buf_release(&start);
	buf_release(&flat);
	return at != NULL;
}

START_TEST(a_whole_file_is_as_the_rfc_has_it)
{
	struct ics_event event = event_of("Look again", "When the bell rings, I wait.\nWith whom; and how?");
	struct buf out;

	write_event(&out, &event);
	ck_assert_str_eq(out.data,
		"BEGIN:VCALENDAR\r\n"
		"VERSION:2.0\r\n"
		"PRODID:-//" PACKAGE "//" PACKAGE " " PACKAGE_VERSION "//EN\r\n"
		"CALSCALE:GREGORIAN\r\n"
		"BEGIN:VEVENT\r\n"
		"UID:6d2c\r\n"
		"DTSTAMP:20270115T080000Z\r\n"
		"SEQUENCE:8\r\n"
		"DTSTART;VALUE=DATE:20270115\r\n"
		"DTEND;VALUE=DATE:20270116\r\n"
		"SUMMARY:Look again\r\n"
		"DESCRIPTION:When the bell rings\\, I wait.\\nWith whom\\; and how?\r\n"
		"CLASS:PRIVATE\r\n"
		"TRANSP:TRANSPARENT\r\n"
		"END:VEVENT\r\n"
		"END:VCALENDAR\r\n");
	buf_release(&out);
}
END_TEST

START_TEST(the_day_behind_ends_it)
{
	static const struct { struct day day; const char *end; } cases[] = {
		{ { 2026, 12, 31 }, "DTEND;VALUE=DATE:20270101\r\n" },
		{ { 2028, 2, 28 }, "DTEND;VALUE=DATE:20280229\r\n" },
		{ { 9999, 12, 31 }, NULL },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct ics_event event = event_of("x", NULL);
		struct buf out;

		event.day = cases[i].day;
		write_event(&out, &event);
		ck_assert_ptr_nonnull(strstr(out.data, "DTSTART;VALUE=DATE:"));
		if (cases[i].end)
			ck_assert_ptr_nonnull(strstr(out.data, cases[i].end));
		else
			ck_assert_ptr_null(strstr(out.data, "DTEND"));
		ck_assert_ptr_null(strstr(out.data, "DESCRIPTION"));
		buf_release(&out);
	}
}
END_TEST

START_TEST(a_large_clock_stays_an_integer)
{
	struct ics_event event = event_of("x", "");
	struct buf out;

	event.sequence = 4000000000UL;
	write_event(&out, &event);
	ck_assert_ptr_nonnull(strstr(out.data, "\r\nSEQUENCE:2147483647\r\n"));
	ck_assert_ptr_null(strstr(out.data, "DESCRIPTION"));
	buf_release(&out);
}
END_TEST

/* The row ends at 75 octets and not one before, unless a character or a cluster would be cut. */
START_TEST(rows_are_full_and_cut_between_clusters)
{
	static const struct { const char *cluster; size_t rows[2]; } cases[] = {
		{ "a", { 75, 75 } },
		{ "\xC5\xB5", { 74, 75 } },		/* SUMMARY: has eight octets */
		{ "\xE9\xA2\x86", { 74, 73 } },
		{ "e\xCC\x81", { 74, 73 } },
		{ "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7", { 74, 67 } },
		{ "\\", { 74, 75 } },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf text, out;
		struct ics_event event;
		const char *row, *next, *end;

		buf_init(&text, 4096);
		for (int k = 0; k < 200; k++)
			buf_add_str(&text, cases[i].cluster);
		event = event_of(text.data, NULL);
		write_event(&out, &event);
		check_rows(slice_buf(&out));
		row = strstr(out.data, "SUMMARY:");
		next = strstr(row, "\r\n");
		ck_assert_uint_eq((size_t)(next - row), cases[i].rows[0]);
		end = strstr(next + 2, "\r\n");
		ck_assert_uint_eq((size_t)(end - next - 2), cases[i].rows[1]);
		/* Not within a cluster. */
		ck_assert_int_eq(strncmp(next + 3, *cases[i].cluster == '\\' ? "\\\\" : cases[i].cluster,
					 strlen(cases[i].cluster)), 0);
		buf_release(&out);
		buf_release(&text);
	}
}
END_TEST

/* A text as it comes back: line ends as LF, invalid bytes as U+FFFD, no control characters. */
static void expect_text(struct buf *out, const char *text)
{
	struct buf valid;

	buf_clear(out);
	buf_init(&valid, 1 << 20);
	utf8_repair(&valid, slice_of(text));
	for (const char *c = valid.data; *c; c++) {
		if (*c == '\r' && c[1] == '\n')
			continue;
		if (*c == '\r')
			buf_add_char(out, '\n');
		else if ((unsigned char)*c >= 0x20 ? *c != 0x7F : *c == '\n' || *c == '\t')
			buf_add_char(out, *c);
	}
	buf_release(&valid);
}

START_TEST(every_text_comes_back)
{
	static const char *const odd[] = { ";", ",", "\\n", "\\\\n", "\r\n", "\r", "BEGIN:VEVENT", "\r\nEND:VEVENT\r\n",
		";\xCC\x81", ",\xCC\x81", "\\\xCC\x81", "\xD8\x80;", "\x7F", "\t", "\x1B", ":", "\"" };
	struct dice dice = { 7 };
	struct buf text, piece, expected, value;

	buf_init(&text, 1 << 18);
	buf_init(&piece, 1 << 17);
	buf_init(&expected, 1 << 20);
	buf_init(&value, 1 << 20);
	for (int i = 0; i < TEXTS; i++) {
		struct ics_event event;
		struct buf out;

		buf_clear(&text);
		for (unsigned k = roll(&dice, 12); k--; ) {
			hostile_text(&piece, &dice);
			buf_add_slice(&text, slice_buf(&piece));
			buf_add_str(&text, odd[roll(&dice, ARRAY_LEN(odd))]);
		}
		event = event_of(text.data, text.data);
		event.uid = text.data;
		write_event(&out, &event);
		check_rows(slice_buf(&out));
		expect_text(&expected, text.data);
		ck_assert(value_of(slice_buf(&out), "SUMMARY:", &value));
		ck_assert_str_eq(value.data, expected.data);
		ck_assert(value_of(slice_buf(&out), "UID:", &value));
		ck_assert_str_eq(value.data, expected.data);
		if (value_of(slice_buf(&out), "DESCRIPTION:", &value))
			ck_assert_str_eq(value.data, expected.data);
		else
			ck_assert_uint_eq(text.len, 0);
		buf_release(&out);
	}
	buf_release(&value);
	buf_release(&expected);
	buf_release(&piece);
	buf_release(&text);
}
END_TEST

/* More marks than a row can hold still leave whole characters. */
START_TEST(an_endless_cluster_is_folded)
{
	struct buf text, out, value;
	struct ics_event event;

	buf_init(&text, 4096);
	buf_add_str(&text, "e");
	for (int i = 0; i < 500; i++)
		buf_add_str(&text, "\xCC\x81");
	event = event_of(text.data, NULL);
	write_event(&out, &event);
	check_rows(slice_buf(&out));
	buf_init(&value, 4096);
	ck_assert(value_of(slice_buf(&out), "SUMMARY:", &value));
	ck_assert_str_eq(value.data, text.data);
	buf_release(&value);
	buf_release(&out);
	buf_release(&text);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { a_whole_file_is_as_the_rfc_has_it, the_day_behind_ends_it,
		a_large_clock_stays_an_integer, rows_are_full_and_cut_between_clusters, every_text_comes_back,
		an_endless_cluster_is_folded };
	Suite *suite = suite_create("ics");
	TCase *tc = tcase_create("ics");

	setlocale(LC_ALL, "C.UTF-8");
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
