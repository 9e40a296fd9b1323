/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plain face: the whole workbook as a conversation in lines, for those who hear or feel
 * what is written, and for scripts.
 *
 * Lines go in and out and are only ever appended: no escape sequence, no drawing, nothing is
 * painted again.  What is typed is kept at one prompt alone, `your words:`.
 */
#ifndef PLAIN_PLAIN_H
#define PLAIN_PLAIN_H

#include "base/err.h"
#include "doc/doc.h"
#include "workbook/ask.h"
#include "workbook/settings.h"

struct plain_start {
	const struct sys *sys;
	struct workbook *wb;		/* lent */
	struct store_place home;
	enum ask_begin begin;
	struct store_place place;	/* what was asked for */
	enum store_mode mode;		/* in which to open it */
	const char *trouble;		/* for BEGIN_REPAIR: what is wrong */
	bool utf8;			/* what may be written */
	const struct settings *settings;	/* NULL: as usual */
	const char *settings_path;	/* their file, or NULL */
	const char *usual_language;	/* $LANGUAGE as it was before the settings, or NULL */
	int in, out;			/* descriptors */
	const char *remark;		/* to be said first, "" for nothing */
};

/* Returns when the reader quits, the input ends or a signal asks for it; false when the last
 * words could not be saved, or when nothing can be written any more. */
bool plain_run(const struct plain_start *start, struct err *err);

/* What there is to know with a screen reader or a braille display; the caller frees. */
struct doc *plain_accessibility(void);

#endif
