/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of one file of a pack: front matter and fence attributes. */
#ifndef PACK_SOURCE_H
#define PACK_SOURCE_H

#include "base/buf.h"
#include "base/err.h"
#include "base/report.h"
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
	const struct report *report;	/* who wants to know all that is wrong, or NULL */
};

/* Where the files of a pack are, and who wants to know all that is wrong with them. */
struct source_folder {
	const struct sys *sys;
	int dir;			/* open */
	const struct report *report;	/* or NULL */
};

/* Reads NAME in FOLDER and cuts its front matter. */
bool source_read(struct source *src, const struct source_folder *folder, const char *name,
		 struct err *err);
void source_release(struct source *src);

/* The value of KEY without quotes around it, or an empty slice. */
struct slice source_key(const struct source *src, const char *key);

/* One part of a fence's info string, "answer id=x kind=now": calls step by step,
 * *AT from 0; false at the end.  The first part is the fence's name (no value). */
bool source_attribute(struct slice info, size_t *at, struct slice *name, struct slice *value);

/* Sets ERR to "NAME:LINE: MESSAGE", tells the report, and returns false. */
bool source_error(const struct source *src, int line, struct err *err, const char *message);
/* The same where no line is known: "NAME: MESSAGE". */
bool source_error_all(const struct source *src, enum err_kind kind, struct err *err,
		      const char *message);

#endif
