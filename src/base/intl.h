/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words for people: gettext behind one function.
 *
 * _() may be used as a printf format.  _("") is "", not the catalogue's
 * header.  Texts come out as UTF-8 whatever the locale.
 */
#ifndef BASE_INTL_H
#define BASE_INTL_H

#include <stdbool.h>

const char *_(const char *text) __attribute__((format_arg(1)));
/* For tables: marks a string for translation, to be given to _() later. */
#define N_(text) text

/* Sets the locale from the environment and binds the catalogues in DIR.
 * Characters are handled as UTF-8 whatever the locale; the return value says
 * whether the terminal expects UTF-8 (false: show it ASCII only). */
bool intl_open(const char *dir);
/* What intl_open told: whether the environment's locale is one of UTF-8. */
bool intl_utf8(void);
/* Binds the catalogues in DIR without touching the locale (for tests too). */
void intl_bind(const char *dir);

#endif
