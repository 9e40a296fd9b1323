/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the record that counts in a journal file. */
#include <config.h>

#include "found.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static uint64_t number_at(struct slice s, size_t at)
{
	uint64_t number = 0;

	for (size_t i = 0; i < 8; i++)
		number += (uint64_t)(unsigned char)s.data[at + i] << 8 * i;
	return number;
}

static bool is_whole(struct slice record)
{
	char *copy = mem_copy(record.data, record.len);
	struct hash hash;
	bool same;

	memset(copy + 56, 0, 32);
	hash = hash_of((struct slice){ copy, record.len });
	same = memcmp(hash.bytes, record.data + 56, 32) == 0;
	free(copy);
	return same;
}

struct found find_record(struct slice file)
{
	/* Files are on disks: these places and bytes do not change. */
	static const struct { size_t at, half; } places[] = {
		{ 0, 0x10000 }, { 0x10000, 0x10000 }, { 0x20000, 0x40000 }, { 0x60000, 0x40000 },
		{ 0xA0000, 0x100000 }, { 0x1A0000, 0x100000 },
	};
	struct found best = { 0 };

	fuzz_must(file.len <= 0xA0000, "no file is so long that there are more places");
	for (size_t i = 0; i < ARRAY_LEN(places); i++) {
		size_t at = places[i].at < file.len ? places[i].at : file.len;
		struct slice s = slice_part(file, at, file.len);
		uint64_t len, sequence;

		if (s.len < 88 || memcmp(s.data, "\xFFlpjrnl\x01", 8) != 0)
			continue;
		sequence = number_at(s, 8);
		len = number_at(s, 16);
		if (sequence <= best.sequence || len > places[i].half - 88 || len > s.len - 88 ||
		    !is_whole(slice_part(s, 0, 88 + len)))
			continue;
		best = (struct found){ .sequence = sequence, .at = at, .len = 88 + len,
				       .payload = slice_part(s, 88, 88 + len) };
		memcpy(best.base.bytes, s.data + 24, 32);
	}
	return best;
}

bool may_be_ours(struct slice file)
{
	size_t len = file.len < 8 ? file.len : 8;

	return memcmp(file.data, "\xFFlpjrnl\x01", len) == 0 ||
	       memcmp(file.data, "\0\0\0\0\0\0\0", len) == 0;
}
