/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words for people: gettext behind one function. */
#include <config.h>

#include "base/intl.h"

#include <ctype.h>
#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"

const char *_(const char *text)
{
	return *text ? dgettext(PACKAGE, text) : "";
}

const char *intl_count(const char *one, const char *many, unsigned long n)
{
	return dngettext(PACKAGE, one, many, n);
}

/* gettext looks at LANGUAGE only in a locale that is not C; of late C.UTF-8 is one. */
static void leave_c(void)
{
	static const char *const others[] = {
		"en_GB.UTF-8", "en_US.UTF-8", "cy_GB.UTF-8", "C.UTF-8"
	};
	const char *now = setlocale(LC_MESSAGES, NULL);
	size_t i = 0;

	if (!now || strcmp(now, "C") == 0 || strcmp(now, "POSIX") == 0 || strncmp(now, "C.", 2) == 0)
		while (i < sizeof(others) / sizeof(others[0]) && !setlocale(LC_MESSAGES, others[i]))
			i++;
}

static bool is_english(const char *language)
{
	return strncmp(language, "en", 2) == 0 && (!language[2] || strchr("_-@.:", language[2]));
}

bool intl_has(const char *language)
{
	const char *dir = bindtextdomain(PACKAGE, NULL);
	struct buf path;
	bool has;

	if (is_english(language))
		return true;
	buf_init(&path, 8192);
	buf_addf(&path, "%s/%s/LC_MESSAGES/" PACKAGE ".mo", dir ? dir : "", language);
	has = access(path.data, R_OK) == 0;
	buf_release(&path);
	return has;
}

bool intl_language(const char *language)
{
	if (!language) {
		unsetenv("LANGUAGE");
	} else {
		setenv("LANGUAGE", language, 1);
		leave_c();
	}
	textdomain(PACKAGE);	/* which forgets what was looked up in another language */
	return !language || is_english(language) || *dgettext(PACKAGE, "");
}

void intl_tag(struct buf *out)
{
	static const char field[] = "Language:";
	const char *line = dgettext(PACKAGE, "");

	if (!*line)
		buf_add_str(out, "en");
	while (line && strncmp(line, field, sizeof(field) - 1) != 0) {
		line = strchr(line, '\n');
		line = line ? line + 1 : NULL;
	}
	if (!line)
		return;
	line += sizeof(field) - 1;
	line += strspn(line, " ");
	for (; isalnum((unsigned char)*line) || *line == '_' || *line == '-'; line++)
		buf_add_char(out, *line == '_' ? '-' : *line);
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
