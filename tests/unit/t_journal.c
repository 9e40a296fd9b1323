/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/journal: its format, its two halves, what is torn, and what it refuses. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "answers/journal.h"
#include "base/mem.h"
#include "disk.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"

enum { HALF = 64 << 10, HEAD = 88, PAIR_1 = 2 * HALF, HALF_1 = 256 << 10 };

static void setup(void)
{
	if (access("/dev/shm", W_OK | X_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 0);
	scratch_open();
	fault_reset();
	disk_reset(1, NULL, NULL);
}

static struct hash base(void)
{
	return hash_of(slice_of("base"));
}

static void open_on(struct journal *j, const struct sys *sys, const char *path)
{
	struct err err = { .text = "" };

	ck_assert_msg(journal_open(j, sys, path, &err), "%s", err.text);
}

static void write_ok(struct journal *j, const char *text)
{
	struct err err = { .text = "" };

	ck_assert_msg(journal_write(j, base(), slice_of(text), &err), "%s", err.text);
}

/* What is read at PATH, for free(); NULL: nothing. */
static char *read_on(const struct sys *sys, const char *path)
{
	struct err err = { .text = "" };
	struct journal_record r;

	switch (journal_read(sys, path, &r, &err)) {
	case JOURNAL_FAILED:
		ck_abort_msg("%s", err.text);
	case JOURNAL_NOTHING:
		return NULL;
	case JOURNAL_RECORD:
		break;
	}
	ck_assert(hash_equal(r.base, base()));
	return buf_steal(&r.payload);
}

/* Fails unless TEXT (or nothing, for NULL) is read; I names the case. */
static void check_reads(const struct sys *sys, const char *path, const char *text, size_t i)
{
	char *read = read_on(sys, path);

	ck_assert_msg(text && read ? strcmp(text, read) == 0 : !text && !read,
		      "case %zu: '%s' was read", i, read ? read : "(nothing)");
	free(read);
}

START_TEST(what_is_written_is_read)
{
	static const size_t lens[] = {
		0, 1, 423, 424, 425, 4096, HALF - HEAD, HALF - HEAD + 1, HALF_1 - HEAD,
		HALF_1 - HEAD + 1, 1000000, 5000000, JOURNAL_MAX,
	};
	struct journal j;
	struct err err;

	for (size_t i = 0; i < ARRAY_LEN(lens); i++) {
		char *text = mem_zero(lens[i] + 1, 1);

		unlink(scratch_path("j"));
		memset(text, 'x', lens[i]);
		if (lens[i] > 2)
			text[lens[i] - 1] = text[0] = 'y';
		open_on(&j, fault_sys(), scratch_path("j"));
		check_reads(fault_sys(), j.path, NULL, i);
		ck_assert_msg(journal_write(&j, base(), slice_of(text), &err), "row %zu: %s", i,
			      err.text);
		check_reads(fault_sys(), j.path, text, i);
		write_ok(&j, "short");
		check_reads(fault_sys(), j.path, "short", i);
		journal_close(&j);
		check_reads(fault_sys(), scratch_path("j"), "short", i);
		free(text);
	}
	ck_assert_int_eq(fault_open_files(), 0);
}
END_TEST

/* The bytes as the header describes them. */
START_TEST(a_record_is_as_described)
{
	static const unsigned char head[24] = {
		0xFF, 'l', 'p', 'j', 'r', 'n', 'l', 1, 1, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0,
	};
	unsigned char *bytes, copy[HEAD + 5];
	struct hash hash, from = base();
	struct journal j;
	size_t len;

	open_on(&j, disk_sys(), DISK_FILE);
	write_ok(&j, "words");
	bytes = disk_bytes(&len);
	ck_assert_uint_eq(len, 2 * HALF);
	ck_assert_mem_eq(bytes, head, sizeof(head));
	ck_assert_mem_eq(bytes + 24, from.bytes, 32);
	ck_assert_mem_eq(bytes + HEAD, "words", 6);
	memcpy(copy, bytes, sizeof(copy));
	memset(copy + 56, 0, 32);
	hash = hash_of((struct slice){ (const char *)copy, sizeof(copy) });
	ck_assert_mem_eq(bytes + 56, hash.bytes, 32);
	journal_close(&j);
}
END_TEST

/* Each record goes to the other half, in one process and over several. */
START_TEST(halves_take_turns)
{
	struct journal j;
	unsigned char *bytes;
	size_t len;

	open_on(&j, disk_sys(), DISK_FILE);
	for (unsigned n = 1; n <= 9; n++) {
		char text[2] = { (char)('0' + n), '\0' };

		if (n % 3 == 0) {
			journal_close(&j);
			open_on(&j, disk_sys(), DISK_FILE);
		}
		write_ok(&j, text);
		bytes = disk_bytes(&len) + (n % 2 ? 0 : HALF);
		ck_assert_uint_eq(len, 2 * HALF);
		ck_assert_msg(bytes[8] == n && bytes[HEAD] == '0' + n, "record %u", n);
		check_reads(disk_sys(), DISK_FILE, text, n);
	}
	journal_close(&j);
}
END_TEST

/* A larger pair lies behind; the newest record is read at every step, in any order. */
START_TEST(enlarging_keeps_the_newest)
{
	static const char small[] = "small", other[] = "other";
	char *large = mem_zero(HALF + 1, 1);
	struct journal j;
	struct err err;
	size_t len;

	memset(large, 'x', HALF);
	open_on(&j, disk_sys(), DISK_FILE);
	write_ok(&j, small);
	ck_assert(journal_reserve(&j, HALF - HEAD, &err));
	(void)disk_bytes(&len);
	ck_assert_uint_eq(len, 2 * HALF);
	ck_assert(journal_reserve(&j, HALF - HEAD + 1, &err));
	(void)disk_bytes(&len);
	ck_assert_uint_eq(len, PAIR_1 + 2 * HALF_1);
	check_reads(disk_sys(), DISK_FILE, small, 1);
	write_ok(&j, large);
	check_reads(disk_sys(), DISK_FILE, large, 2);
	journal_close(&j);
	open_on(&j, disk_sys(), DISK_FILE);
	check_reads(disk_sys(), DISK_FILE, large, 3);
	ck_assert(journal_reserve(&j, HALF, &err));
	ck_assert_int_eq(j.next, 1);
	write_ok(&j, other);
	check_reads(disk_sys(), DISK_FILE, other, 4);
	journal_close(&j);
	open_on(&j, disk_sys(), DISK_FILE);
	write_ok(&j, small);	/* in the first pair again */
	ck_assert_uint_eq(j.half, HALF);
	check_reads(disk_sys(), DISK_FILE, small, 5);
	ck_assert(journal_reserve(&j, HALF, &err));
	check_reads(disk_sys(), DISK_FILE, small, 6);
	write_ok(&j, large);
	check_reads(disk_sys(), DISK_FILE, large, 7);
	journal_close(&j);
	free(large);
}
END_TEST

static bool all_zero(void)
{
	size_t len;
	const unsigned char *bytes = disk_bytes(&len);

	for (size_t i = 0; i < len; i++)
		if (bytes[i])
			return false;
	return true;
}

/* Everything goes, wherever it was written, and the blocks stay. */
START_TEST(emptying_leaves_only_zeros)
{
	char *large = mem_zero(HALF + 1, 1);
	struct journal j;
	struct err err;
	size_t len;

	memset(large, 'x', HALF);
	open_on(&j, disk_sys(), DISK_FILE);
	ck_assert(journal_empty(&j, &err));
	write_ok(&j, "first");
	write_ok(&j, "second");
	write_ok(&j, large);
	write_ok(&j, large);
	ck_assert_msg(journal_empty(&j, &err), "%s", err.text);
	ck_assert_msg(all_zero(), "what was enlarged");
	for (int round = 0; round < 8; round++) {
		write_ok(&j, round & 1 ? large : "first");
		write_ok(&j, "second");
		if (round & 2)
			write_ok(&j, large);
		if (round & 4) {
			journal_close(&j);
			open_on(&j, disk_sys(), DISK_FILE);
		}
		ck_assert_msg(journal_empty(&j, &err), "%s", err.text);
		ck_assert_msg(all_zero(), "round %d", round);
		check_reads(disk_sys(), DISK_FILE, NULL, 0);
		ck_assert(journal_empty(&j, &err));
	}
	(void)disk_bytes(&len);
	ck_assert_uint_eq(len, PAIR_1 + 2 * HALF_1);
	journal_close(&j);
	free(large);
}
END_TEST

/* A record of which each byte and what follows is that of the one before, or zero, or of
 * which one bit is another. */
START_TEST(what_is_torn_does_not_count)
{
	static const char torn[] = "{\"words\":\"that were being written when the light went out\"}";
	const size_t size = HEAD + sizeof(torn) - 1;
	unsigned char *bytes, whole[256], before[256];
	struct journal j;
	size_t len;

	ck_assert_uint_le(size, sizeof(whole));
	open_on(&j, disk_sys(), DISK_FILE);
	write_ok(&j, "one");
	write_ok(&j, "two, the record that counts");
	bytes = disk_bytes(&len);
	memcpy(before, bytes, sizeof(before));
	write_ok(&j, torn);
	journal_close(&j);
	memcpy(whole, bytes, sizeof(whole));
	for (size_t i = 0; i < size; i++) {
		memcpy(bytes, whole, i);
		memcpy(bytes + i, before + i, sizeof(before) - i);
		check_reads(disk_sys(), DISK_FILE, "two, the record that counts", i);
		memset(bytes + i, 0, sizeof(before) - i);
		check_reads(disk_sys(), DISK_FILE, "two, the record that counts", i);
		for (int bit = 0; bit < 8; bit++) {
			memcpy(bytes, whole, sizeof(whole));
			bytes[i] = (unsigned char)(bytes[i] ^ 1 << bit);
			check_reads(disk_sys(), DISK_FILE, "two, the record that counts", i);
		}
	}
	memcpy(bytes, whole, sizeof(whole));
	check_reads(disk_sys(), DISK_FILE, torn, size);
	bytes[HALF]++;
	bytes[HEAD]++;
	check_reads(disk_sys(), DISK_FILE, NULL, size);
}
END_TEST

/* A file that ends within a record has only what is whole before. */
START_TEST(a_file_may_end_anywhere)
{
	struct journal j;
	size_t len;

	open_on(&j, fault_sys(), scratch_path("j"));
	write_ok(&j, "one");
	write_ok(&j, "two");
	journal_close(&j);
	for (len = HALF + HEAD + 3; len > 0; len--) {
		ck_assert_int_eq(truncate(scratch_path("j"), (off_t)len), 0);
		if (len > HEAD + 20 && len < HALF)
			len = HEAD + 20;
		check_reads(fault_sys(), scratch_path("j"), len >= HALF + HEAD + 3 ? "two" :
			    len >= HEAD + 3 ? "one" : NULL, len);
	}
	open_on(&j, fault_sys(), scratch_path("j"));
	write_ok(&j, "three");
	check_reads(fault_sys(), scratch_path("j"), "three", 0);
	journal_close(&j);
}
END_TEST

static void put_number(unsigned char *at, uint64_t number)
{
	for (int i = 0; i < 8; i++, number >>= 8)
		at[i] = (unsigned char)(number & 0xFF);
}

static void seal(unsigned char *record, size_t len)
{
	struct hash hash;

	memset(record + 56, 0, 32);
	hash = hash_of((struct slice){ (const char *)record, len });
	memcpy(record + 56, hash.bytes, 32);
}

/* Heads that lie about lengths, and a sequence that leaves no room. */
START_TEST(hostile_heads_do_no_harm)
{
	static const uint64_t lens[] = {
		UINT64_MAX, UINT64_MAX - HEAD + 1, HALF - HEAD + 1, JOURNAL_MAX + 1, (uint64_t)1 << 63, 4,
	};
	unsigned char *bytes;
	struct journal j;
	struct err err;
	size_t len;

	open_on(&j, disk_sys(), DISK_FILE);
	write_ok(&j, "words");
	bytes = disk_bytes(&len);
	for (size_t i = 0; i < ARRAY_LEN(lens); i++) {
		put_number(bytes + 16, lens[i]);
		seal(bytes, HEAD + 5);
		check_reads(disk_sys(), DISK_FILE, NULL, i);
	}
	put_number(bytes + 16, 5);
	bytes[7] = 2;	/* a later version's */
	seal(bytes, HEAD + 5);
	check_reads(disk_sys(), DISK_FILE, NULL, 0);
	bytes[7] = 1;
	put_number(bytes + 8, 0);
	seal(bytes, HEAD + 5);
	check_reads(disk_sys(), DISK_FILE, NULL, 0);
	put_number(bytes + 8, UINT64_MAX);
	seal(bytes, HEAD + 5);
	check_reads(disk_sys(), DISK_FILE, "words", 0);
	journal_close(&j);
	open_on(&j, disk_sys(), DISK_FILE);
	ck_assert(!journal_write(&j, base(), slice_of("more"), &err));
	ck_assert_ptr_nonnull(strstr(err.text, "damaged"));
	check_reads(disk_sys(), DISK_FILE, "words", 0);
	ck_assert(journal_empty(&j, &err));
	write_ok(&j, "more");
	journal_close(&j);
}
END_TEST

/* A length beyond the end, under a hash of what is there. */
START_TEST(a_hash_does_not_lengthen_the_file)
{
	unsigned char record[HEAD + 5];
	struct journal j;

	open_on(&j, fault_sys(), scratch_path("j"));
	write_ok(&j, "words");
	ck_assert_int_eq(pread(j.fd, record, sizeof(record), 0), sizeof(record));
	ck_assert_int_eq(ftruncate(j.fd, sizeof(record)), 0);
	check_reads(fault_sys(), j.path, "words", 0);
	put_number(record + 16, 6);
	seal(record, sizeof(record));
	ck_assert_int_eq(pwrite(j.fd, record, sizeof(record), 0), sizeof(record));
	check_reads(fault_sys(), j.path, NULL, 0);
	journal_close(&j);
}
END_TEST

/* Longer than any record: only where records can be is looked at and written. */
START_TEST(a_file_may_be_too_long)
{
	const off_t end = (off_t)2 * ((64 << 10) + (256 << 10) + (1 << 20) + (4 << 20) +
				      (off_t)JOURNAL_MAX + JOURNAL_BLOCK);
	struct journal j;
	struct stat st;
	struct err err;

	scratch_put("j", "");
	ck_assert_int_eq(truncate(scratch_path("j"), end + 100000), 0);
	open_on(&j, fault_sys(), scratch_path("j"));
	write_ok(&j, "words");
	ck_assert(journal_empty(&j, &err));
	journal_close(&j);
	ck_assert_int_eq(stat(scratch_path("j"), &st), 0);
	ck_assert_int_eq(st.st_size, end + 100000);
}
END_TEST

START_TEST(too_long_a_payload_is_refused)
{
	char *text = mem_zero(JOURNAL_MAX + 2, 1);
	struct journal j;
	struct err err;

	memset(text, 'x', JOURNAL_MAX + 1);
	open_on(&j, disk_sys(), DISK_FILE);
	write_ok(&j, "words");
	ck_assert(!journal_reserve(&j, JOURNAL_MAX + 1, &err));
	ck_assert_int_eq(err.kind, ERR_TOO_BIG);
	ck_assert(!journal_reserve(&j, SIZE_MAX, &err));
	ck_assert(!journal_write(&j, base(), slice_of(text), &err));
	ck_assert_int_eq(err.kind, ERR_TOO_BIG);
	check_reads(disk_sys(), DISK_FILE, "words", 0);
	journal_close(&j);
	free(text);
}
END_TEST

START_TEST(closing_is_harmless)
{
	struct journal j = { 0 };

	journal_close(&j);
	open_on(&j, disk_sys(), DISK_FILE);
	journal_close(&j);
	journal_close(&j);
	ck_assert_int_eq(disk_open_files(), 0);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { what_is_written_is_read, a_record_is_as_described,
		halves_take_turns, enlarging_keeps_the_newest, emptying_leaves_only_zeros,
		what_is_torn_does_not_count, a_file_may_end_anywhere, hostile_heads_do_no_harm,
		a_hash_does_not_lengthen_the_file, a_file_may_be_too_long,
		too_long_a_payload_is_refused, closing_is_harmless };
	Suite *suite = suite_create("journal");
	TCase *tc = tcase_create("journal");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, setup, scratch_close);
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
