/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes of a journal: the places of its halves, and the records in them. */
#include <config.h>

#include "answers/record.h"

#include <string.h>

#include "base/mem.h"

/* Where the parts of a record begin. */
enum {
	SEQUENCE_AT = 8,
	LENGTH_AT = 16,
	BASE_AT = 24,
	HASH_AT = 56
};

enum { CHUNK_LEN = 16384 };

static const char magic[RECORD_MAGIC_LEN] = { '\xFF', 'l', 'p', 'j', 'r', 'n', 'l', 1 };

static const size_t halves[] = {
	(size_t)64 << 10, (size_t)256 << 10, (size_t)1 << 20, (size_t)4 << 20,
	JOURNAL_MAX + JOURNAL_BLOCK,
};

struct record_pair record_pair_for(size_t len)
{
	struct record_pair pair = { 0, halves[0] };

	for (size_t i = 1; pair.half < RECORD_HEAD + len; i++)
		pair = (struct record_pair){ pair.at + 2 * pair.half, halves[i] };
	return pair;
}

size_t record_places_end(void)
{
	struct record_pair last = record_pair_for(JOURNAL_MAX);

	return last.at + 2 * last.half;
}

static uint64_t get_number(const char *bytes)
{
	uint64_t number = 0;

	for (int i = 7; i >= 0; i--)
		number = number << 8 | (unsigned char)bytes[i];
	return number;
}

static void put_number(char *bytes, uint64_t number)
{
	for (int i = 0; i < 8; i++, number >>= 8)
		bytes[i] = (char)(number & 0xFF);
}

/* The hash is of the record with zeros in its own place. */
static bool is_whole(struct buf *bytes)
{
	struct hash found, wanted;

	memcpy(found.bytes, bytes->data + HASH_AT, sizeof(found.bytes));
	memset(bytes->data + HASH_AT, 0, sizeof(found.bytes));
	wanted = hash_of(slice_buf(bytes));
	memcpy(bytes->data + HASH_AT, found.bytes, sizeof(found.bytes));
	return hash_equal(found, wanted);
}

/* Replaces OUT by the LEN bytes from AT, fewer where the file ends. */
static bool read_bytes(struct buf *out, const struct sys *sys, int fd, size_t at, size_t len)
{
	char chunk[CHUNK_LEN];
	ssize_t n = 1;

	buf_init(out, len);
	while (n > 0 && out->len < len) {
		size_t rest = len - out->len;

		n = sys_pread_all(sys, fd, chunk, rest < CHUNK_LEN ? rest : CHUNK_LEN,
				  at + out->len);
		if (n > 0)
			buf_add(out, chunk, (size_t)n);
	}
	return n >= 0;
}

/* Puts into R the record of LEN bytes at AT, if it is whole. */
static bool read_record(struct record *r, const struct sys *sys, int fd, size_t at, size_t len)
{
	struct buf bytes;
	bool ok = read_bytes(&bytes, sys, fd, at, len);

	if (ok && bytes.len == len && is_whole(&bytes)) {
		buf_release(&r->bytes);
		*r = (struct record){ get_number(bytes.data + SEQUENCE_AT), at, bytes };
	} else {
		buf_release(&bytes);
	}
	return ok;
}

/* Puts into R what stands at AT, if that is a newer record. */
static bool look(struct record *r, const struct sys *sys, int fd, size_t at, size_t half)
{
	char head[RECORD_HEAD];
	ssize_t n = sys_pread_all(sys, fd, head, sizeof(head), at);
	uint64_t len;

	if (n < 0)
		return false;
	if (n < RECORD_HEAD || memcmp(head, magic, sizeof(magic)) != 0)
		return true;
	len = get_number(head + LENGTH_AT);
	if (len > half - RECORD_HEAD || get_number(head + SEQUENCE_AT) <= r->sequence)
		return true;
	return read_record(r, sys, fd, at, RECORD_HEAD + (size_t)len);
}

void record_init(struct record *r)
{
	*r = (struct record){ 0 };
	buf_init(&r->bytes, 0);
}

bool record_find(struct record *r, const struct sys *sys, int fd)
{
	size_t at = 0;

	for (size_t i = 0; i < ARRAY_LEN(halves); at += 2 * halves[i++])
		if (!look(r, sys, fd, at, halves[i]) ||
		    !look(r, sys, fd, at + halves[i], halves[i]))
			return false;
	return true;
}

void record_take(struct record *r, struct journal_record *to)
{
	memcpy(to->base.bytes, r->bytes.data + BASE_AT, sizeof(to->base.bytes));
	buf_splice(&r->bytes, 0, RECORD_HEAD, NULL, 0);
	to->payload = r->bytes;
	record_init(r);
}

void record_print(struct buf *out, uint64_t sequence, struct hash base, struct slice payload)
{
	char head[RECORD_HEAD] = { 0 };
	struct hash hash;

	memcpy(head, magic, sizeof(magic));
	put_number(head + SEQUENCE_AT, sequence);
	put_number(head + LENGTH_AT, payload.len);
	memcpy(head + BASE_AT, base.bytes, sizeof(base.bytes));
	buf_init(out, RECORD_HEAD + payload.len);
	buf_add(out, head, sizeof(head));
	buf_add_slice(out, payload);
	hash = hash_of(slice_buf(out));
	memcpy(out->data + HASH_AT, hash.bytes, sizeof(hash.bytes));
}

bool record_may_begin(struct slice first)
{
	static const char zeros[RECORD_MAGIC_LEN];

	return memcmp(first.data, magic, first.len) == 0 ||
	       memcmp(first.data, zeros, first.len) == 0;
}
