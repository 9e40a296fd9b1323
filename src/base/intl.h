/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words for people: gettext behind one function.
 *
 * _() may be used as a printf format.  _("") is "", not the catalogue's
 * header.  Texts come out as UTF-8 whatever the locale.
 */
#ifndef BASE_INTL_H
#define BASE_INTL_H

#include <stdbool.h>

#include "base/buf.h"

const char *_(const char *text) __attribute__((format_arg(1)));
/* For tables: marks a string for translation, to be given to _() later. */
#define N_(text) text

/* The same for a text that tells a number: ONE or MANY, or which of its forms a language has
 * for N.  Both take N in the same place. */
const char *intl_count(const char *one, const char *many, unsigned long n)
	__attribute__((format_arg(1), format_arg(2)));

/* Sets the locale from the environment and binds the catalogues in DIR.
 * Characters are handled as UTF-8 whatever the locale; the return value says
 * whether the terminal expects UTF-8 (false: show it ASCII only). */
bool intl_open(const char *dir);
/* What intl_open told: whether the environment's locale is one of UTF-8. */
bool intl_utf8(void);
/* Messages are in LANGUAGE from now on ("cy", or a list as in $LANGUAGE; NULL: as the locale
 * has it), whatever the locale is.  False where there is no such catalogue: then they are in
 * English. */
bool intl_language(const char *language);
/* Whether there is a catalogue of LANGUAGE; of English there need be none. */
bool intl_has(const char *language);
/* Appends the language that messages come in (BCP 47): what their catalogue says of itself,
 * nothing where it says nothing; "en" where there is none. */
void intl_tag(struct buf *out);
/* Binds the catalogues in DIR without touching the locale (for tests too). */
void intl_bind(const char *dir);

#endif
