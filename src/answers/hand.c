/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps the hash of the last save in the state folder. */
#include <config.h>

#include "answers/hand.h"

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

static void write_note(struct buf *b, struct hash hash)
{
	buf_init(b, NOTE_MAX);
	add_hex(b, hash, sizeof(hash.bytes));
	buf_add_char(b, '\n');
}

bool hand_is_ours(const struct sys *sys, const char *folder, const char *path, struct hash hash)
{
	struct buf found, wanted;
	struct err ignored;
	bool ours;
	char *note;

	if (!folder)
		return false;
	note = hand_path(folder, path);
	buf_init(&found, NOTE_MAX);
	write_note(&wanted, hash);
	ours = file_read(sys, note, NOTE_MAX, &found, &ignored) == FILE_READ &&
	       slice_equal(slice_buf(&found), slice_buf(&wanted));
	buf_release(&wanted);
	buf_release(&found);
	free(note);
	return ours;
}

void hand_keep(const struct sys *sys, const char *folder, const char *path, struct hash hash)
{
	struct err ignored;
	struct buf bytes;
	char *note;

	if (!folder)
		return;
	note = hand_path(folder, path);
	write_note(&bytes, hash);
	if (file_make_folder(sys, folder, &ignored))
		(void)file_replace(sys, note, slice_buf(&bytes), &ignored);
	buf_release(&bytes);
	free(note);
}
