/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests with a computer that has odd names and no chance: what the system says of itself
 * is replaced for this whole program. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "answers/sidecar.h"
#include "base/lock.h"
#include "base/mem.h"
#include "scratch.h"
#include "suite.h"

static const char *host_name;	/* NULL: it cannot be told */

int gethostname(char *name, size_t len)
{
	if (!host_name) {
		errno = ENAMETOOLONG;
		return -1;
	}
	strncpy(name, host_name, len);
	return 0;
}

/* How the calls go, one after the other: '1' gives a byte, 'i' is interrupted, 'x' fails. */
static const char *dice;

ssize_t getrandom(void *bytes, size_t len, unsigned flags)
{
	(void)flags;
	if (!*dice) {
		memset(bytes, 7, len);
		return (ssize_t)len;
	}
	if (*dice == '1') {
		*(char *)bytes = 9;
		dice++;
		return 1;
	}
	errno = *dice++ == 'i' ? EINTR : ENOSYS;
	return -1;
}

START_TEST(a_lock_has_one_word_for_any_host)
{
	static const struct { const char *host, *want; } rows[] = {
		{ "desk-1", " desk-1 " }, { "", " ? " }, { NULL, " ? " }, { "a b", " a?b " },
		{ "\x7F\xC3\xA9-", " ??" "?- " }, { "\x1b[2J", " ?[2J " },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct lock lock;
		struct err err;

		host_name = rows[i].host;
		ck_assert(lock_take(&lock, sys_real(), scratch_path("lock"), &err));
		ck_assert_msg(strstr(scratch_get("lock"), rows[i].want), "row %zu: %s", i,
			      scratch_get("lock"));
		lock_release(&lock);
	}
}
END_TEST

START_TEST(a_host_without_a_name_is_a_computer)
{
	char host[SIDECAR_HOST_SIZE], *name;

	host_name = NULL;
	sidecar_host(host);
	ck_assert_str_eq(host, "");
	name = sidecar_conflict("w.json", host, 0, 1);
	ck_assert_str_eq(name, "w.json.conflict-computer-19700101T000000Z");
	free(name);
	host_name = "desk";
	sidecar_host(host);
	ck_assert_str_eq(host, "desk");
}
END_TEST

START_TEST(the_time_since_some_moment_goes_on)
{
	time_t before = sys_real()->uptime();

	ck_assert_int_gt(before, 0);
	ck_assert_int_ge(sys_real()->uptime(), before);
}
END_TEST

START_TEST(chance_comes_from_somewhere)
{
	static const struct { const char *calls, *first; } rows[] = {
		{ "", "\7\7\7\7" }, { "i", "\7\7\7\7" }, { "1i1", "\11\11\7\7" }, { "1111", "\11\11\11\11" },
	};
	char bytes[4], zeros[64] = { 0 }, many[64] = { 0 };

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		dice = rows[i].calls;
		sys_real()->random(bytes, sizeof(bytes));
		ck_assert_msg(memcmp(bytes, rows[i].first, sizeof(bytes)) == 0, "row %zu", i);
		ck_assert_str_eq(dice, "");
	}
	dice = "x";
	sys_real()->random(many, sizeof(many));
	ck_assert_str_eq(dice, "");
	ck_assert_int_ne(memcmp(many, zeros, sizeof(many)), 0);
}
END_TEST

static void setup(void)
{
	host_name = "desk";
	dice = "";
	scratch_open();
}

int main(void)
{
	Suite *suite = suite_create("system");
	TCase *tc = tcase_create("system");

	dice = "";
	tcase_add_checked_fixture(tc, setup, scratch_close);
	tcase_add_test(tc, a_lock_has_one_word_for_any_host);
	tcase_add_test(tc, a_host_without_a_name_is_a_computer);
	tcase_add_test(tc, the_time_since_some_moment_goes_on);
	tcase_add_test(tc, chance_comes_from_somewhere);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
