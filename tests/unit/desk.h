/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks in the scratch folder, for tests: a small book, or the shipped one, and a
 * file beside it.  Everything goes through fault_sys() and must succeed.
 */
#ifndef TESTS_DESK_H
#define TESTS_DESK_H

#include "workbook/workbook.h"

#define DESK_NOW 1795460651	/* 2026-11-23T19:04:11Z, when the clock is stopped */
#define DESK_SITTING (9 * 60 * 60)	/* seconds to another sitting */

/* A checked fixture's beginning: scratch folder, locale, TZ, the stopped clock. */
void desk_setup(void);

/* Pages: start, reading, ask (now), intend (intent, was old-intend and older-intend);
 * look, see (condition), care (caution); end. */
struct pack *desk_book(void);
struct pack *desk_shipped(void);	/* in $CONTENT */

/* A new workbook in the file NAME of the scratch folder, or the one that is there. */
struct workbook *desk_create(const char *name, struct pack *pack);
struct workbook *desk_open(const char *name, struct pack *pack, enum store_mode mode);

/* A mentor's copy NAME, of a book whose id is PACK: on the page ID, a question, QUESTION and the
 * words TEXT, written on 3 October 2026, and words about the box of the first preface; both as JSON
 * has them. */
void desk_put_copy(const char *name, const char *pack, const char *id, const char *question,
		   const char *text);
struct workbook *desk_open_copy(const char *name, struct pack *pack, enum store_mode mode);

size_t desk_page(const struct workbook *wb, const char *id);
void desk_write(struct workbook *wb, const char *id, const char *text);
const char *desk_text(const struct workbook *wb, const char *id);
void desk_save(struct workbook *wb);

#endif
