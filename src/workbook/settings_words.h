/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings in the reader's words, as both faces show them, and the rule by which they are kept:
 * where the reader has a file of settings or a workbook on this computer, or has agreed.  Whoever
 * works from a stick leaves nothing here.
 */
#ifndef WORKBOOK_SETTINGS_WORDS_H
#define WORKBOOK_SETTINGS_WORDS_H

#include "workbook/settings.h"

#define SETTINGS_LINE_MAX (SETTINGS_FILE_MAX + 256)

const char *settings_title(enum setting which);		/* "Colours" */
/* The values to choose from, NULL behind the last.  The present one may be none of them, and a
 * language may have no catalogue here. */
const char *settings_offer(enum setting which, size_t index);
bool settings_is_at_hand(enum setting which, const char *value);
/* What VALUE is called: itself where it has no name. */
const char *settings_words(enum setting which, const char *value);
/* "Colours: dark on cream"; appends to OUT. */
void settings_tell(const struct settings *s, enum setting which, struct buf *out);

/* Whether they may be kept in PATH (NULL: there is no such file); HOME is the workbook of this
 * computer, or NULL. */
bool settings_may_be_kept(const struct sys *sys, const char *path, const char *home, bool agreed);
/* Keeps one in PATH, NULL where that may not be.  What there is to say then is
 * appended to SAID. */
void settings_keep(const struct settings *s, const struct sys *sys, const char *path,
		   enum setting which, struct buf *said);
/* The same for each that is not as usual, once its reader has agreed; ends at the first that
 * cannot be kept. */
void settings_keep_changed(const struct settings *s, const struct sys *sys, const char *path,
			   struct buf *said);
/* Whether the start could look for the file WORKBOOK by itself, were its owner to agree, and does not
 * yet; HOME as above.  And makes it do so from now on, or with "" no longer; what went wrong is
 * appended to SAID. */
bool settings_could_remember(const struct settings *s, const char *settings_path, const char *workbook,
			     const char *home);
void settings_remember(struct settings *s, const struct sys *sys, const char *settings_path,
		       const char *workbook, struct buf *said);
/* Whether changes are kept, and where; appends to OUT. */
void settings_tell_kept(const char *path, struct buf *out);

const char *settings_offer_to_keep(void);
const char *settings_ask_book(void);
const char *settings_tell_book(void);		/* that the next start opens it */
/* The book that was TYPED as the value of its setting, for free(); NULL, and SAID, where there is
 * none of that name. */
char *settings_book(const struct sys *sys, const char *typed, struct buf *said);

#endif
