/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told of a workbook and its file, in sentences that both faces say.  All append to OUT,
 * but for the document, which the caller frees.
 */
#ifndef WORKBOOK_TELL_H
#define WORKBOOK_TELL_H

#include "workbook/bring.h"
#include "workbook/copies.h"
#include "workbook/workbook.h"

/* "Welcome back. You were at: Not delegation (14 November 2026).", and all there is to know. */
struct doc *tell_welcome(const struct workbook *wb);
/* "Please note: ...": what there is to know about the file (workbook_warning, I of them). */
void tell_warning(const struct workbook *wb, size_t i, struct buf *out);
/* Whether words are kept now, where, and what there is to know about the place. */
void tell_kept(const struct workbook *wb, struct buf *out);
/* Another window has left the workbook to this one. */
void tell_taken_over(const struct workbook *wb, struct buf *out);
/* Somebody else changed the file (workbook_conflict is not NULL). */
void tell_conflict(const struct workbook *wb, struct buf *out);
/* Somebody else changed the file, and what came of it is here now (workbook_has_met). */
void tell_met(const struct merge_news *news, struct buf *out);
/* The file is written over from now on (workbook_writes_over). */
void tell_over(struct buf *out);
/* A copy of my reflections was saved as PATH: where, and who can open it. */
void tell_export(const struct sys *sys, const char *path, struct buf *out);
/* Nothing was saved, for the folder of PATH, which has a '/', is not there. */
void tell_no_folder(const char *path, struct buf *out);
/* Words of two copies come together by nothing but being brought together. */
const char *tell_two_copies(void);
/* What to type where a workbook, a copy of this one, or a folder for a copy is asked for. */
const char *tell_find_workbook(void);
const char *tell_find_copy(void);
const char *tell_find_folder(void);
/* A copy of the workbook was made in the file PATH, to be taken along: what there is to know, and
 * how to open it.  The caller frees. */
struct doc *tell_taken(const struct workbook *wb, const struct sys *sys, const char *path);
/* What stands at PATH, where a copy was to go. */
void tell_taken_by(enum bring_kind kind, const char *path, struct buf *out);
/* What the copy B has that this workbook has not, or what it is. */
void tell_copy(const struct bring *b, struct buf *out);
/* What came in, and where the workbook stays as it was.  The caller frees. */
struct doc *tell_brought(const struct workbook *wb, const struct brought *brought);
/* Copies lie beside the workbook (workbook/conflicts.h), if any do.  And what came in with all of
 * them, and that they are left; the caller frees. */
void tell_conflicts(const struct copies *copies, struct doc *doc);
/* Whether bringing one of them in takes away what was written here since. */
bool tell_is_gone(const struct copies *copies);
/* That one of them cannot be read, and what may be done. */
void tell_damaged(const struct copies *copies, struct doc *doc);
struct doc *tell_together(const struct workbook *wb, const struct brought *brought,
			  const struct copies *copies);
/* A line of the contents: a title, and whether one is there or has written there. */
void tell_page(const struct workbook *wb, size_t page, struct buf *out);

#endif
