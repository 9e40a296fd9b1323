/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of one file of a pack: front matter and fence attributes. */
#ifndef PACK_SOURCE_H
#define PACK_SOURCE_H

#include "base/buf.h"
#include "base/err.h"
#include "base/sys.h"

#define SOURCE_KEYS_MAX 32

/* A pack's file, read and cut: `bytes` owns, the slices lend from it. */
struct source {
	char *name;		/* "ch1.md", for messages */
	struct buf bytes;
	struct { struct slice key, value; } keys[SOURCE_KEYS_MAX];
	size_t key_count;
	struct slice body;	/* Markdown behind the front matter */
	int body_line;		/* number of its first line in the file */
};

/* Reads NAME in the open folder DIR and cuts its front matter. */
bool source_read(struct source *src, const struct sys *sys, int dir, const char *name,
		 struct err *err);
void source_release(struct source *src);

/* The value of KEY without quotes around it, or an empty slice. */
struct slice source_key(const struct source *src, const char *key);

/* One part of a fence's info string, "answer id=x kind=now": calls step by step,
 * *AT from 0; false at the end.  The first part is the fence's name (no value). */
bool source_attribute(struct slice info, size_t *at, struct slice *name, struct slice *value);

/* Sets ERR to "NAME:LINE: MESSAGE" and returns false. */
bool source_error(const struct source *src, int line, struct err *err, const char *message);

#endif
