/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps the hash of the last save in the state folder. */
#include <config.h>

#include "answers/hand.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"

enum {
	NAME_BYTES = 16,	/* of the hash of a path: enough to tell workbooks apart */
	NOTE_MAX = 256
};

static void add_hex(struct buf *b, struct hash hash, size_t count)
{
	for (size_t i = 0; i < count; i++)
		buf_addf(b, "%02x", hash.bytes[i]);
}

/* The path is taken from the root, so that the same name in another folder is another
 * workbook. */
char *hand_path(const char *folder, const char *path)
{
	char *whole = realpath(path, NULL);
	struct buf b;

	buf_init(&b, PATH_MAX);
	buf_add_str(&b, folder);
	buf_add_char(&b, '/');
	add_hex(&b, hash_of(slice_of(whole ? whole : path)), NAME_BYTES);
	free(whole);
	return buf_steal(&b);
}

/* The hash, a blank and the clock; what earlier versions wrote ends behind the hash. */
static void write_hash(struct buf *b, struct hash hash)
{
	buf_init(b, NOTE_MAX);
	add_hex(b, hash, sizeof(hash.bytes));
}

/* The clock in what stands behind the hash; false where that is none. */
static bool read_clock(struct slice rest, int64_t *clock)
{
	char digits[32] = "";
	char *end;

	rest = slice_trim(rest);
	*clock = 0;
	if (!rest.len)
		return true;
	if (rest.len >= sizeof(digits) || rest.data[0] == '-')
		return false;
	memcpy(digits, rest.data, rest.len);
	*clock = strtoll(digits, &end, 10);
	return end > digits && !*end;
}

bool hand_is_ours(const struct sys *sys, const char *folder, const char *path, struct hash hash,
		  int64_t *foreign)
{
	struct buf found, wanted;
	struct err ignored;
	bool ours;
	char *note;

	if (!folder)
		return false;
	note = hand_path(folder, path);
	buf_init(&found, NOTE_MAX);
	write_hash(&wanted, hash);
	ours = file_read(sys, note, NOTE_MAX, &found, &ignored) == FILE_READ &&
	       slice_starts(slice_buf(&found), wanted.data) &&
	       read_clock(slice_part(slice_buf(&found), wanted.len, found.len), foreign);
	buf_release(&wanted);
	buf_release(&found);
	free(note);
	return ours;
}

void hand_keep(const struct sys *sys, const char *folder, const char *path, struct hash hash,
	       int64_t foreign)
{
	struct err ignored;
	struct buf bytes;
	char *note;

	if (!folder)
		return;
	note = hand_path(folder, path);
	write_hash(&bytes, hash);
	buf_addf(&bytes, " %" PRId64 "\n", foreign);
	if (file_make_folder(sys, folder, &ignored))
		(void)file_replace(sys, note, slice_buf(&bytes), &ignored);
	buf_release(&bytes);
	free(note);
}
