/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/journal on a real disk: every call fails in every way, and the record
 * before it is whole. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "answers/journal.h"
#include "base/mem.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"

enum { HALF = 64 << 10 };

static void setup(void)
{
	if (access("/dev/shm", W_OK | X_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 0);
	scratch_open();
	fault_reset();
}

static void open_on(struct journal *j, const char *path)
{
	struct err err = { .text = "" };

	ck_assert_msg(journal_open(j, fault_sys(), path, &err), "%s", err.text);
}

static bool write_text(struct journal *j, const char *text, struct err *err)
{
	return journal_write(j, hash_of(slice_of("base")), slice_of(text), err);
}

static void write_ok(struct journal *j, const char *text)
{
	struct err err = { .text = "" };

	ck_assert_msg(write_text(j, text, &err), "%s", err.text);
}

/* What is read in "j", for free(); "" for nothing. */
static char *read_ok(void)
{
	struct err err = { .text = "" };
	struct journal_record r;

	switch (journal_read(sys_real(), scratch_path("j"), &r, &err)) {
	case JOURNAL_FAILED:
		ck_abort_msg("%s", err.text);
	case JOURNAL_NOTHING:
		return mem_string("");
	case JOURNAL_RECORD:
		break;
	}
	return buf_steal(&r.payload);
}

static void check_reads(const char *text)
{
	char *read = read_ok();

	ck_assert_str_eq(read, text);
	free(read);
}

static const char *long_text(void)
{
	static char text[HALF + 1];

	memset(text, 'x', HALF);
	return text;
}

static bool do_write(struct journal *j, struct err *err)
{
	return write_text(j, "new", err);
}

static bool do_write_much(struct journal *j, struct err *err)
{
	return write_text(j, long_text(), err);
}

static bool do_write_again(struct journal *j, struct err *err)
{
	if (j->fd >= 0 && scratch_has("j"))
		unlink(scratch_path("j"));
	return write_text(j, "new", err);
}

static bool do_reserve(struct journal *j, struct err *err)
{
	return journal_reserve(j, HALF, err);
}

static bool do_empty(struct journal *j, struct err *err)
{
	return journal_empty(j, err);
}

static bool do_open(struct journal *j, struct err *err)
{
	journal_close(j);
	return journal_open(j, fault_sys(), scratch_path("j"), err);
}

static bool do_open_new(struct journal *j, struct err *err)
{
	journal_close(j);
	unlink(scratch_path("j"));
	return journal_open(j, fault_sys(), scratch_path("j"), err);
}

static const struct action {
	const char *name;
	bool (*run)(struct journal *j, struct err *err);
	const char *after;	/* what is read after it; NULL: what was before, "*": long_text */
	bool loses;		/* what was before may be gone although it failed */
	size_t short_len;	/* no read or write moves more */
} actions[] = {
	{ "write", do_write, "new", false, 0 },
	{ "write in pieces", do_write, "new", false, 20 },
	{ "write much", do_write_much, "*", false, 0 },
	{ "write what was removed", do_write_again, "new", true, 0 },
	{ "reserve", do_reserve, NULL, false, 0 },
	{ "empty", do_empty, "", true, 0 },
	{ "empty in pieces", do_empty, "", true, 50 },
	{ "open", do_open, NULL, false, 0 },
	{ "open in pieces", do_open, NULL, false, 60 << 10 },
	{ "open a new one", do_open_new, "", true, 0 },
};

static const struct {
	int error;
	enum fault_span span;
} faults[] = {
	{ EIO, FAULT_ONCE }, { EIO, FAULT_FROM }, { EIO, FAULT_LATE },
	{ ENOSPC, FAULT_ONCE }, { ENOSPC, FAULT_FROM }, { EDQUOT, FAULT_ONCE },
	{ EDQUOT, FAULT_FROM }, { EROFS, FAULT_ONCE }, { EROFS, FAULT_FROM },
	{ EACCES, FAULT_ONCE }, { EACCES, FAULT_FROM }, { EMFILE, FAULT_ONCE },
	{ EMFILE, FAULT_FROM }, { ESTALE, FAULT_ONCE }, { ESTALE, FAULT_FROM }, { EINTR, FAULT_ONCE },
};

static const char *text_after(const struct action *action)
{
	if (!action->after)
		return "second";
	return *action->after == '*' ? long_text() : action->after;
}

static void check_file(const struct action *action, bool done, const char *name)
{
	char *read = read_ok();
	bool is_new = strcmp(read, text_after(action)) == 0;
	bool is_old = strcmp(read, "second") == 0 || (action->loses && !*read);

	ck_assert_msg(is_new || (!done && is_old), "%s: '%.20s' is read", name, read);
	free(read);
}

static void begin(struct journal *j, const struct action *action)
{
	scratch_close();
	scratch_open();
	fault_reset();
	open_on(j, scratch_path("j"));
	write_ok(j, "first");
	write_ok(j, "second");
	fault_reset();
	fault_short(action->short_len);
}

/* Which of the calls that a signal interrupts are not begun again: none is ever interrupted. */
static bool is_never_interrupted(enum fault_kind kind)
{
	return kind == FAULT_FSTAT || kind == FAULT_FSTATAT || kind == FAULT_FCHMOD;
}

/* After a fault all is well again with the next try. */
static void check_next_try(const struct action *action, struct journal *j, const char *name)
{
	struct err err = { .text = "" };
	bool open = j->path != NULL;

	fault_reset();
	ck_assert_msg(open ? action->run(j, &err) : do_open(j, &err), "%s: %s", name, err.text);
	check_file(action, open && action->run != do_open, name);
	write_ok(j, "last");
	check_reads("last");
	journal_close(j);
}

/* Runs ACTION with the call NTH failing; false when there was no such call. */
static bool try_fault(const struct action *action, int nth, int error, enum fault_span span)
{
	struct err err = { .text = "" };
	struct journal j;
	char name[200];
	bool done, hit;

	begin(&j, action);
	fault_at(FAULT_ANY, nth, error, span);
	done = action->run(&j, &err);
	hit = fault_hits() > 0;
	snprintf(name, sizeof(name), "%s, call %d (%s): %s%s", action->name, nth,
		 fault_name(fault_last()), strerror(error), span == FAULT_FROM ? " and on" : "");
	ck_assert_msg(done == !*err.text, "%s: %s", name, err.text);
	ck_assert_msg(done || hit, "%s: %s", name, err.text);
	ck_assert_msg(error != EINTR || done || is_never_interrupted(fault_last()), "%s", name);
	/* The one that was open before they were counted may be closed. */
	ck_assert_msg(fault_open_files() == (j.path && j.fd >= 0) - 1, "%s: left open", name);
	check_file(action, done, name);
	check_next_try(action, &j, name);
	return hit;
}

START_TEST(no_fault_harms_a_record)
{
	const struct action *action = &actions[_i];
	int nth = 1;

	for (size_t i = 0; i < ARRAY_LEN(faults); i++)
		for (nth = 1; try_fault(action, nth, faults[i].error, faults[i].span); nth++)
			;
	ck_assert_int_gt(nth, 3);
}
END_TEST

/* No fault leaves a descriptor open, or a lie about what was read. */
START_TEST(no_fault_at_reading_lies)
{
	struct journal j;

	open_on(&j, scratch_path("j"));
	write_ok(&j, "first");
	write_ok(&j, "second");
	journal_close(&j);
	for (size_t i = 0; i < ARRAY_LEN(faults); i++)
		for (int nth = 1;; nth++) {
			struct err err = { .text = "" };
			struct journal_record r;
			enum journal_found found;

			fault_reset();
			fault_short(50);
			fault_at(FAULT_ANY, nth, faults[i].error, faults[i].span);
			found = journal_read(fault_sys(), scratch_path("j"), &r, &err);
			ck_assert_int_eq(fault_open_files(), 0);
			ck_assert_msg((found == JOURNAL_RECORD) == !*err.text, "call %d: %s", nth, err.text);
			ck_assert_int_ne(found, JOURNAL_NOTHING);
			if (found == JOURNAL_RECORD) {
				ck_assert_str_eq(r.payload.data, "second");
				buf_release(&r.payload);
			}
			if (!fault_hits())
				break;
		}
}
END_TEST

static ssize_t no_way(int fd, const void *bytes, size_t len, off_t at)
{
	(void)fd;
	(void)bytes;
	(void)len;
	(void)at;
	errno = 0;
	return 0;
}

START_TEST(writes_that_make_no_way_fail)
{
	struct sys sys = *fault_sys();
	struct journal j;
	struct err err;

	open_on(&j, scratch_path("j"));
	write_ok(&j, "words");
	sys.pwrite = no_way;
	j.sys = &sys;
	ck_assert(!write_text(&j, "more", &err));
	ck_assert_ptr_nonnull(strstr(err.text, strerror(EIO)));
	check_reads("words");
	journal_close(&j);
}
END_TEST

/* The older goes first; where it does not, the newest is there still. */
START_TEST(an_older_record_that_cannot_be_emptied_is_told)
{
	struct journal j;
	struct err err;

	open_on(&j, scratch_path("j"));
	write_ok(&j, "first");
	write_ok(&j, "second");
	fault_at(FAULT_PWRITE, fault_calls(FAULT_PWRITE) + 1, EIO, FAULT_FROM);
	ck_assert(!journal_empty(&j, &err));
	ck_assert_ptr_nonnull(strstr(err.text, strerror(EIO)));
	fault_reset();
	check_reads("second");
	journal_close(&j);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("journal, faults");
	TCase *tc = tcase_create("journal, faults");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, setup, scratch_close);
	tcase_add_test(tc, no_fault_at_reading_lies);
	tcase_add_test(tc, writes_that_make_no_way_fail);
	tcase_add_test(tc, an_older_record_that_cannot_be_emptied_is_told);
	tcase_add_loop_test(tc, no_fault_harms_a_record, 0, (int)ARRAY_LEN(actions));
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
