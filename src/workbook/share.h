/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies for a mentor and for the group (answers/share.h): what is in one, shown to its writer
 * before it leaves, and saved as a file that she hands over herself.
 *
 * What is shown is read off the very copy that would be saved.  While a page is written again
 * without looking first, what stands under it stays out.
 */
#ifndef WORKBOOK_SHARE_H
#define WORKBOOK_SHARE_H

#include "answers/items.h"
#include "workbook/workbook.h"

#define SHARE_MAX ANSWERS_FILE_MAX	/* bytes of a copy */

enum share_kind {
	SHARE_MENTOR,		/* of each answer the newest words */
	SHARE_MENTOR_EARLIER,	/* those that stood there before, too */
	SHARE_GROUP,
	SHARE_KINDS
};

enum audience share_audience(enum share_kind kind);

/* The question of both faces, for the caller to free, and its answers. */
struct doc *share_ask(void);
const char *share_line(enum share_kind kind);
/* "A copy for my mentor". */
const char *share_title(enum share_kind kind);

/* Whether there is anything to copy; else what to do about it is appended to WHY.  Where a copy for
 * the group was made before, one without words may take its place. */
bool share_is_possible(const struct workbook *wb, enum share_kind kind, struct buf *why);
/* Whether a copy for the group was ever made: else the next one writes the workbook. */
bool share_has_key(const struct workbook *wb);
/* What would leave, below a line, and above it what there is to know; the caller frees. */
struct doc *share_preview(const struct workbook *wb, enum share_kind kind);

/* Appends the copy's bytes.  The first copy for the group gives the workbook a key for it, and saves
 * that before anything leaves under it: ERR_IO where this workbook cannot be written now. */
bool share_make(struct workbook *wb, enum share_kind kind, struct buf *out, struct err *err);
/* The same into the file PATH, 0600; one that exists is left alone (ERR_CHANGED) unless OVER. */
bool share_save(struct workbook *wb, enum share_kind kind, const char *path, bool over,
		struct err *err);
/* The same as the faces do it, never over a file.  Not done: why, in whole sentences at the end of
 * WHY. */
bool share_copy(struct workbook *wb, enum share_kind kind, const char *path, struct buf *why);
/* It was saved as PATH: what to do with it, for the caller to free. */
struct doc *share_told(const struct workbook *wb, enum share_kind kind, const char *path);

/* "for-my-mentor-BOOK-2026-11-23.json", "for-the-group-BOOK-xqwzy.json" with letters by chance; the N-th
 * such file ends in -N.  Appends to OUT. */
void share_name(const struct workbook *wb, enum share_kind kind, int n, struct buf *out);
/* The first such name that is free in FOLDER, "~/" or the like. */
void share_suggest(const struct workbook *wb, enum share_kind kind, const char *folder,
		   struct buf *out);
/* The file for what was typed: in a folder, the name that was suggested; for free(). */
char *share_path(const struct workbook *wb, enum share_kind kind, const char *typed);

#endif
