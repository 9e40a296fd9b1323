/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of lines, one at a time. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/lines.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"

#define MAX 10

static struct err err;

/* All lines of TEXT, each as "number:line|", and what came last. */
static const char *all(const char *text, struct buf *told)
{
	static const char *const ends[] = { "?", "?", "end", "failed" };
	struct lines in;
	struct slice line;
	enum lines_got got;

	scratch_put("f", text);
	ck_assert(lines_open(&in, fault_sys(), scratch_path("f"), MAX, &err));
	buf_clear(told);
	while ((got = lines_next(&in, &line, &err)) <= LINES_LONG) {
		buf_addf(told, "%zu:", in.number);
		buf_add_slice(told, got == LINES_LINE ? line : slice_of("LONG"));
		buf_add_char(told, '|');
	}
	buf_add_str(told, ends[got]);
	lines_close(&in);
	ck_assert_int_eq(fault_open_files(), 0);
	return told->data;
}

static void setup(void)
{
	scratch_open();
	fault_reset();
}

START_TEST(lines_come_one_by_one)
{
	struct buf told;

	buf_init(&told, 4096);
	fault_short((size_t)_i);
	ck_assert_str_eq(all("", &told), "end");
	ck_assert_str_eq(all("\n", &told), "1:|end");
	ck_assert_str_eq(all("a", &told), "1:a|end");
	ck_assert_str_eq(all("a\nb", &told), "1:a|2:b|end");
	ck_assert_str_eq(all("a\r\n\n\nb\n", &told), "1:a\r|2:|3:|4:b|end");
	ck_assert_str_eq(all("0123456789\nx\n", &told), "1:0123456789|2:x|end");
	ck_assert_str_eq(all("0123456789!\nx\n", &told), "1:LONG|2:x|end");
	ck_assert_str_eq(all("x\n0123456789abcdefghijklmnop", &told), "1:x|2:LONG|end");
	buf_release(&told);
}
END_TEST

START_TEST(what_cannot_be_read_is_told)
{
	struct lines in;
	struct buf told;

	buf_init(&told, 4096);
	ck_assert(!lines_open(&in, fault_sys(), scratch_path("none"), MAX, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "none"));
	ck_assert(!lines_open(&in, fault_sys(), scratch_path(""), MAX, &err));
	ck_assert_int_eq(mkfifo(scratch_path("pipe"), 0600), 0);
	ck_assert(!lines_open(&in, fault_sys(), scratch_path("pipe"), MAX, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "not a file"));
	fault_reset();
	fault_at(FAULT_READ, 1, EINTR, FAULT_ONCE);
	ck_assert_str_eq(all("a", &told), "1:a|end");
	fault_reset();
	fault_at(FAULT_READ, 1, EIO, FAULT_ONCE);
	ck_assert_str_eq(all("a", &told), "failed");
	buf_release(&told);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("lines");
	TCase *lines = tcase_create("lines");

	tcase_add_checked_fixture(lines, setup, scratch_close);
	tcase_add_loop_test(lines, lines_come_one_by_one, 0, 4);
	tcase_add_test(lines, what_cannot_be_read_is_told);
	suite_add_tcase(suite, lines);
	return suite_run(suite);
}
