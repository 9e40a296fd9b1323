/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words for people: gettext behind one function. */
#include <config.h>

#include "base/intl.h"

#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

const char *_(const char *text)
{
	return *text ? dgettext(PACKAGE, text) : "";
}

void intl_bind(const char *dir)
{
	bindtextdomain(PACKAGE, dir);
	bind_textdomain_codeset(PACKAGE, "UTF-8");
}

bool intl_utf8(void)
{
	locale_t locale = newlocale(LC_CTYPE_MASK, "", (locale_t)0);
	bool utf8;

	if (locale == (locale_t)0)
		return false;	/* a locale that is not installed counts as C */
	utf8 = strcmp(nl_langinfo_l(CODESET, locale), "UTF-8") == 0;
	freelocale(locale);
	return utf8;
}

bool intl_open(const char *dir)
{
	bool utf8 = intl_utf8();

	setlocale(LC_ALL, "");
	setlocale(LC_NUMERIC, "C");
	if (!utf8) {
		setlocale(LC_CTYPE, "C.UTF-8");
		setlocale(LC_TIME, "C");	/* its names of months would be no UTF-8 */
	}
	intl_bind(dir);
	return utf8;
}
