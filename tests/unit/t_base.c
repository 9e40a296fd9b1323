/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of base/err, mem, hash and xdg. */
#include <config.h>

#include <check.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/xdg.h"
#include "fault.h"

START_TEST(err_holds_kind_and_text)
{
	struct err err;

	ck_assert(!err_set(&err, ERR_LOCKED, "'%s' is held by %d", "file", 12));
	ck_assert_int_eq(err.kind, ERR_LOCKED);
	ck_assert_str_eq(err.text, "'file' is held by 12");
}
END_TEST

/* The longest path is told from both ends, and the reason behind it is whole. */
START_TEST(err_leaves_out_the_middle)
{
	static const struct {
		const char *unit;
		size_t lead;		/* ASCII characters before */
		size_t head, tail;	/* bytes kept of the start, and of the end */
	} rows[] = {
		{ "x", 0, 256, 252 },
		{ "\xC3\xA9", 0, 256, 252 },
		{ "\xC3\xA9", 1, 255, 252 },
		{ "\xE2\x82\xAC", 0, 255, 252 },
		{ "\xE2\x82\xAC", 2, 254, 252 },
		{ "\xF0\x9F\x98\x80", 1, 253, 249 },
	};
	size_t i, n;

	for (i = 0; i < ARRAY_LEN(rows); i++) {
		struct err err;
		struct buf b;

		buf_init(&b, 8000);
		for (n = 0; n < rows[i].lead; n++)
			buf_add_char(&b, 'x');
		while (b.len < 600)
			buf_add_str(&b, rows[i].unit);
		buf_add_str(&b, ": reason");
		err_set(&err, ERR_IO, "%s", b.data);
		n = strlen(err.text) - rows[i].head - 3;
		ck_assert_msg(memcmp(err.text, b.data, rows[i].head) == 0 &&
			      memcmp(err.text + rows[i].head, "\xE2\x80\xA6", 3) == 0 &&
			      strlen(err.text) < sizeof(err.text) && n >= rows[i].tail - 3 &&
			      strcmp(err.text + rows[i].head + 3, b.data + b.len - n) == 0 &&
			      (err.text[rows[i].head + 3] & 0xC0) != 0x80,
			      "row %zu: %s", i, err.text);
		buf_release(&b);
	}
}
END_TEST

START_TEST(err_keeps_a_text_that_just_fits)
{
	char text[512];
	struct err err;

	memset(text, 'x', 509);
	strcpy(text + 509, "\xC3\xA9");
	err_set(&err, ERR_IO, "%s", text);
	ck_assert_str_eq(err.text, text);
}
END_TEST

START_TEST(mem_is_zero_even_for_nothing)
{
	static const struct { size_t count, size; } rows[] = {
		{ 0, 0 }, { 0, 8 }, { 8, 0 }, { 1, 1 }, { 100, 8 },
	};
	size_t i, n;

	for (i = 0; i < ARRAY_LEN(rows); i++) {
		char *p = mem_zero(rows[i].count, rows[i].size);

		for (n = 0; n < rows[i].count * rows[i].size; n++)
			ck_assert_msg(p[n] == 0, "row %zu", i);
		free(p);
	}
}
END_TEST

START_TEST(mem_copies_end_in_nul)
{
	char *a = mem_copy("one\0two", 7);
	char *b = mem_copy(NULL, 0);
	char *c = mem_string("three");

	ck_assert_mem_eq(a, "one\0two", 8);
	ck_assert_str_eq(b, "");
	ck_assert_str_eq(c, "three");
	free(a);
	free(b);
	free(c);
}
END_TEST

START_TEST(mem_grow_keeps_what_is_there)
{
	size_t cap = 0;
	size_t moves = 0;
	int *items = NULL;
	int i;

	for (i = 0; i < 1000; i++) {
		size_t before = cap;

		items = mem_grow(items, (size_t)i, &cap, sizeof(*items));
		ck_assert_uint_gt(cap, (size_t)i);
		moves += cap != before;
		items[i] = i;
	}
	for (i = 0; i < 1000; i++)
		ck_assert_int_eq(items[i], i);
	ck_assert_uint_le(moves, 8);	/* doubling */
	free(items);
}
END_TEST

/* Runs only where tests fork: the process is ended. */
START_TEST(mem_overflow_aborts)
{
	volatile size_t count = SIZE_MAX / 8 + 2;	/* times 8 is 8 */

	free(mem_resize(NULL, count, 8));
}
END_TEST

static void check_hash(const char *name, struct slice bytes, const char *want)
{
	struct hash hash = hash_of(bytes);
	struct buf b;
	size_t i;

	buf_init(&b, 64);
	for (i = 0; i < sizeof(hash.bytes); i++)
		buf_addf(&b, "%02x", hash.bytes[i]);
	ck_assert_msg(slice_is(slice_buf(&b), want), "%s: %s", name, b.data);
	buf_release(&b);
}

/* Values of another implementation (Python's hashlib.blake2b, digest_size 32). */
START_TEST(hash_is_blake2b_256)
{
	char all[256];
	int i;

	for (i = 0; i < 256; i++)
		all[i] = (char)i;
	check_hash("nothing", (struct slice){ NULL, 0 },
		   "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
	check_hash("abc", slice_of("abc"),
		   "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
	check_hash("all bytes", (struct slice){ all, 256 },
		   "39a7eb9fedc19aabc83425c6755dd90e6f9d0c804964a1f4aaeea3b9fb599835");
}
END_TEST

START_TEST(hash_equal_looks_at_every_byte)
{
	struct hash a = hash_of(slice_of("a"));
	size_t i;

	ck_assert(hash_equal(a, hash_of(slice_of("a"))));
	for (i = 0; i < sizeof(a.bytes); i++) {
		struct hash b = a;

		b.bytes[i] ^= 1;
		ck_assert_msg(!hash_equal(a, b), "byte %zu", i);
	}
}
END_TEST

START_TEST(id_is_a_version_4_uuid)
{
	static const struct { int dice; const char *want; } rows[] = {
		{ 0x00, "00000000-0000-4000-8000-000000000000" },
		{ 0xFF, "ffffffff-ffff-4fff-bfff-ffffffffffff" },
		{ 0xA5, "a5a5a5a5-a5a5-45a5-a5a5-a5a5a5a5a5a5" },
	};
	char id[ID_SIZE];
	size_t i;

	for (i = 0; i < ARRAY_LEN(rows); i++) {
		fault_reset();
		fault_dice(rows[i].dice);
		id_random(fault_sys(), id);
		ck_assert_str_eq(id, rows[i].want);
	}
}
END_TEST

START_TEST(ids_differ)
{
	char ids[100][ID_SIZE];
	size_t i, k;

	for (i = 0; i < ARRAY_LEN(ids); i++) {
		id_random(sys_real(), ids[i]);
		for (k = 0; k < i; k++)
			ck_assert_str_ne(ids[i], ids[k]);
	}
}
END_TEST

START_TEST(random_bytes_reach_the_last)
{
	unsigned char a[1000] = { 0 };
	unsigned char b[1000] = { 0 };
	unsigned int last = 0;
	int i;

	sys_real()->random(a, sizeof(a));
	hash_random(b, sizeof(b));
	ck_assert_mem_ne(a, b, sizeof(a));
	for (i = 0; i < 16; i++)
		last |= a[sizeof(a) - 1 - (size_t)i] | b[sizeof(b) - 1 - (size_t)i];
	ck_assert_uint_ne(last, 0);
}
END_TEST

static void set_or_unset(const char *name, const char *value)
{
	if (value)
		setenv(name, value, 1);
	else
		unsetenv(name);
}

START_TEST(xdg_folders)
{
	static const struct {
		const char *home, *data, *state;
		const char *want_data, *want_state;
	} rows[] = {
		{ "/h", NULL, NULL, "/h/.local/share/leaderplus", "/h/.local/state/leaderplus" },
		{ "/h", "", "", "/h/.local/share/leaderplus", "/h/.local/state/leaderplus" },
		{ "/h", "d", "./s", "/h/.local/share/leaderplus", "/h/.local/state/leaderplus" },
		{ "/h", "/d", "/s", "/d/leaderplus", "/s/leaderplus" },
		{ "/h", "/d/", NULL, "/d/leaderplus", "/h/.local/state/leaderplus" },
		{ "/h/", NULL, "/s", "/h/.local/share/leaderplus", "/s/leaderplus" },
		{ "/", NULL, NULL, "/.local/share/leaderplus", "/.local/state/leaderplus" },
		{ NULL, "/d", NULL, "/d/leaderplus", NULL },
		{ "", NULL, "/s", NULL, "/s/leaderplus" },
		{ "h", NULL, NULL, NULL, NULL },
	};
	size_t i;

	for (i = 0; i < ARRAY_LEN(rows); i++) {
		char *config, *data, *state;

		set_or_unset("HOME", rows[i].home);
		set_or_unset("XDG_DATA_HOME", rows[i].data);
		set_or_unset("XDG_STATE_HOME", rows[i].state);
		data = xdg_data_folder();
		state = xdg_state_folder();
		set_or_unset("XDG_CONFIG_HOME", rows[i].state);
		config = xdg_config_folder();
		ck_assert(!config == !state && (!config || strstr(config, "/leaderplus")));
		if (config && strstr(state, "/.local/state/"))
			ck_assert_ptr_nonnull(strstr(config, "/.config/leaderplus"));
		else
			ck_assert_pstr_eq(config, state);
		free(config);
		ck_assert_pstr_eq(data, rows[i].want_data);
		ck_assert_pstr_eq(state, rows[i].want_state);
		free(data);
		free(state);
	}
}
END_TEST

START_TEST(xdg_refuses_a_path_without_end)
{
	char *home = mem_zero(70000, 1);

	memset(home, '/', 69999);
	set_or_unset("HOME", home);
	set_or_unset("XDG_DATA_HOME", NULL);
	ck_assert_ptr_null(xdg_data_folder());
	free(home);
}
END_TEST

static void add_case(Suite *suite, const char *name, const TTest *const *tests, size_t len)
{
	TCase *tc = tcase_create(name);
	size_t i;

	for (i = 0; i < len; i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
}

int main(void)
{
	const TTest *const err[] = { err_holds_kind_and_text, err_leaves_out_the_middle,
		err_keeps_a_text_that_just_fits };
	const TTest *const mem[] = { mem_is_zero_even_for_nothing, mem_copies_end_in_nul,
		mem_grow_keeps_what_is_there };
	const TTest *const hash[] = { hash_is_blake2b_256, hash_equal_looks_at_every_byte,
		id_is_a_version_4_uuid, ids_differ, random_bytes_reach_the_last };
	const TTest *const xdg[] = { xdg_folders, xdg_refuses_a_path_without_end };
	Suite *suite = suite_create("base");
	TCase *ending = tcase_create("mem, ending the process");
	SRunner *sr;
	int failed;

	add_case(suite, "err", err, ARRAY_LEN(err));
	add_case(suite, "mem", mem, ARRAY_LEN(mem));
	add_case(suite, "hash", hash, ARRAY_LEN(hash));
	add_case(suite, "xdg", xdg, ARRAY_LEN(xdg));
	sr = srunner_create(suite);
	if (srunner_fork_status(sr) == CK_FORK)
		tcase_add_test_raise_signal(ending, mem_overflow_aborts, SIGABRT);
	suite_add_tcase(suite, ending);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
