/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings: the file that keeps them, read and changed. */
#include <config.h>

#include "workbook/settings.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/xdg.h"

#define BOM "\xEF\xBB\xBF"
#define LANGUAGE_LEN 32

/* In the order of enum theme and enum borders; of a yes and no, the no first. */
static const char *const themes[] = { "default", "light", "dark", "contrast", "cream", NULL };
static const char *const spacings[] = { "normal", "airy", NULL };
static const char *const borders[] = { "unicode", "ascii", "none", NULL };
static const char *const switches[] = { "off", "on", NULL };

static const struct { const char *name; const char *const *choices; } kinds[SETTING_COUNT] = {
	[SETTING_THEME] = { "theme", themes },
	[SETTING_MEASURE] = { "measure", NULL },
	[SETTING_SPACING] = { "spacing", spacings },
	[SETTING_BORDERS] = { "borders", borders },
	[SETTING_MOUSE] = { "mouse", switches },
	[SETTING_LANGUAGE] = { "language", NULL },
	[SETTING_WORKBOOK] = { "workbook", NULL },
	[SETTING_PACK] = { "pack", NULL },
};

/* A line of the file, and the name and value in it. */
struct setting_line {
	struct slice all;	/* with its LF */
	struct slice trimmed;
	struct slice name, value;
	bool whole;		/* it has a '=' */
};

void settings_init(struct settings *s)
{
	*s = (struct settings){ .measure = MEASURE_USUAL, .language = mem_string(""),
				.pack = mem_string(""), .workbook = mem_string("") };
}

void settings_release(struct settings *s)
{
	free(s->language);
	free(s->pack);
	free(s->workbook);
}

void settings_copy(struct settings *to, const struct settings *from)
{
	settings_release(to);
	*to = *from;
	to->language = mem_string(from->language);
	to->pack = mem_string(from->pack);
	to->workbook = mem_string(from->workbook);
}

const char *settings_name(enum setting which)
{
	return kinds[which].name;
}

const char *const *settings_choices(enum setting which)
{
	return kinds[which].choices;
}

void settings_value(const struct settings *s, enum setting which, struct buf *out)
{
	switch (which) {
	case SETTING_THEME:
		buf_add_str(out, themes[s->theme]);
		break;
	case SETTING_MEASURE:
		buf_addf(out, "%d", s->measure);
		break;
	case SETTING_SPACING:
		buf_add_str(out, spacings[s->airy]);
		break;
	case SETTING_BORDERS:
		buf_add_str(out, borders[s->borders]);
		break;
	case SETTING_MOUSE:
		buf_add_str(out, switches[s->mouse]);
		break;
	case SETTING_LANGUAGE:
		buf_add_str(out, s->language);
		break;
	case SETTING_PACK:
		buf_add_str(out, s->pack);
		break;
	case SETTING_WORKBOOK:
		buf_add_str(out, s->workbook);
		break;
	case SETTING_COUNT:
		break;
	}
}

static bool set_choice(struct settings *s, enum setting which, int choice)
{
	switch (which) {
	case SETTING_THEME:
		s->theme = (enum theme)choice;
		break;
	case SETTING_SPACING:
		s->airy = choice;
		break;
	case SETTING_BORDERS:
		s->borders = (enum borders)choice;
		break;
	case SETTING_MOUSE:
		s->mouse = choice;
		break;
	default:
		return false;
	}
	return true;
}

static bool set_measure(struct settings *s, const char *value)
{
	size_t digits = strspn(value, "0123456789");
	int number = digits && digits <= 3 && !value[digits] ? atoi(value) : 0;

	if (number < MEASURE_MIN || number > MEASURE_MAX)
		return false;
	s->measure = number;
	return true;
}

static void set_text(char **text, const char *value)
{
	free(*text);
	*text = mem_string(value);
}

/* 'cy', 'en-GB', 'sr_RS@latin': nothing that leads out of a folder of catalogues. */
bool settings_is_language(const char *value)
{
	size_t len = strlen(value);

	return len <= LANGUAGE_LEN && strspn(value, "abcdefghijklmnopqrstuvwxyz"
		"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_@") == len;
}

static bool has_control(struct slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.data[i] < 0x20 && text.data[i] != '\t')
			return true;
	return false;
}

/* What the file would give back as it is. */
bool settings_is_workbook(const char *value)
{
	struct slice text = slice_of(value);

	return !text.len || (value[0] == '/' && !has_control(text) && slice_trim(text).len == text.len);
}

bool settings_set(struct settings *s, enum setting which, const char *value)
{
	const char *const *choices = kinds[which].choices;

	for (int i = 0; choices && choices[i]; i++)
		if (strcasecmp(choices[i], value) == 0)
			return set_choice(s, which, i);
	if (which == SETTING_MEASURE)
		return set_measure(s, value);
	if (which == SETTING_PACK)
		set_text(&s->pack, value);
	else if (which == SETTING_LANGUAGE && settings_is_language(value))
		set_text(&s->language, value);
	else if (which == SETTING_WORKBOOK && settings_is_workbook(value))
		set_text(&s->workbook, value);
	else
		return false;
	return true;
}

/* The next line of TEXT from *AT, which moves behind it; false at the end. */
static bool next_line(struct slice text, size_t *at, struct setting_line *line)
{
	struct slice rest = slice_part(text, *at, text.len);
	const char *end = memchr(rest.data, '\n', rest.len), *equals;

	if (!rest.len)
		return false;
	line->all = slice_part(rest, 0, end ? (size_t)(end - rest.data) + 1 : rest.len);
	rest = line->all;
	if (*at == 0 && slice_starts(rest, BOM))
		rest = slice_part(rest, strlen(BOM), rest.len);
	*at += line->all.len;
	line->trimmed = rest = slice_trim(rest);
	equals = memchr(rest.data, '=', rest.len);
	line->whole = equals != NULL;
	line->name = line->value = slice_of("");
	if (equals) {
		size_t len = (size_t)(equals - rest.data);

		line->name = slice_trim(slice_part(rest, 0, len));
		line->value = slice_trim(slice_part(rest, len + 1, rest.len));
	}
	return true;
}

/* SETTING_COUNT where there is none of that name. */
static enum setting find_setting(struct slice name)
{
	int i = 0;

	while (i < SETTING_COUNT && (strlen(kinds[i].name) != name.len ||
				     strncasecmp(kinds[i].name, name.data, name.len) != 0))
		i++;
	return (enum setting)i;
}

static void add_names(struct buf *out, const char *name)
{
	buf_addf(out, "%s%s", out->len ? ", " : "", name);
}

static void say_no_setting(struct slice name, struct buf *what)
{
	struct buf names;

	buf_init(&names, 1024);
	for (int i = 0; i < SETTING_COUNT; i++)
		add_names(&names, kinds[i].name);
	buf_addf(what, _("there is no setting '%.*s'; there are: %s"), (int)name.len, name.data,
		 names.data);
	buf_release(&names);
}

static void say_no_value(enum setting which, struct slice value, struct buf *what)
{
	struct buf names;

	buf_init(&names, 1024);
	for (const char *const *c = kinds[which].choices; c && *c; c++)
		add_names(&names, *c);
	if (which == SETTING_MEASURE)
		buf_addf(what, _("'%s' is a number from %d to %d, not '%.*s'"), kinds[which].name,
			 MEASURE_MIN, MEASURE_MAX, (int)value.len, value.data);
	else if (which == SETTING_LANGUAGE)
		buf_addf(what, _("'%.*s' cannot be a language; Welsh, for example, is 'cy'"),
			 (int)value.len, value.data);
	else if (which == SETTING_WORKBOOK)
		buf_addf(what, _("'%s' is the whole name of a file and begins with '/', not '%.*s'"),
			 kinds[which].name, (int)value.len, value.data);
	else
		buf_addf(what, _("'%s' cannot be '%.*s'; it is one of: %s"), kinds[which].name,
			 (int)value.len, value.data, names.data);
	buf_release(&names);
}

/* Takes LINE over; appends to WHAT what is wrong with it. */
static void take_line(struct settings *s, const struct setting_line *line, size_t number,
		      size_t *set_in, struct buf *what)
{
	enum setting which = find_setting(line->name);
	char *value;

	if (!line->trimmed.len || *line->trimmed.data == '#')
		return;
	if (!line->whole || !line->name.len || has_control(line->trimmed)) {
		buf_add_str(what, _("a line here is 'name = value', or begins with '#'"));
		return;
	}
	if (which == SETTING_COUNT) {
		say_no_setting(line->name, what);
		return;
	}
	value = mem_copy(line->value.data, line->value.len);
	if (!settings_set(s, which, value))
		say_no_value(which, line->value, what);
	else if (set_in[which])
		buf_addf(what, _("'%s' is set in line %zu already; this line counts"),
			 kinds[which].name, set_in[which]);
	if (!what->len)
		set_in[which] = number;
	free(value);
}

void settings_parse(struct settings *s, struct slice text, const struct report *report)
{
	size_t set_in[SETTING_COUNT] = { 0 };
	struct setting_line line;
	struct buf what;

	buf_init(&what, SETTINGS_FILE_MAX + 1024);
	for (size_t at = 0, number = 1; next_line(text, &at, &line); number++) {
		buf_clear(&what);
		take_line(s, &line, number, set_in, &what);
		if (what.len)
			report->add(report->context, &(struct finding){ .line = number,
									.what = what.data });
	}
	buf_release(&what);
}

void settings_edit(struct slice text, enum setting which, const char *value, struct buf *out)
{
	struct setting_line line;
	size_t at = 0, last = text.len, behind = text.len;

	while (next_line(text, &at, &line))
		if (line.whole && find_setting(line.name) == which) {
			last = at - line.all.len;
			behind = at;
		}
	buf_add_slice(out, slice_part(text, 0, last));
	if (out->len && out->data[out->len - 1] != '\n')
		buf_add_char(out, '\n');
	buf_addf(out, "%s =%s%s\n", kinds[which].name, *value ? " " : "", value);
	buf_add_slice(out, slice_part(text, behind, text.len));
}

char *settings_path(void)
{
	char *folder = xdg_config_folder();
	struct buf path;

	if (!folder)
		return NULL;
	buf_init(&path, strlen(folder) + sizeof("/config"));
	buf_addf(&path, "%s/config", folder);
	free(folder);
	return buf_steal(&path);
}

void settings_load(struct settings *s, const struct sys *sys, const char *path,
		   const struct report *report)
{
	enum file_found found;
	struct buf text;
	struct err err;

	if (!path)
		return;
	buf_init(&text, SETTINGS_FILE_MAX);
	found = file_read(sys, path, SETTINGS_FILE_MAX, &text, &err);
	if (found == FILE_READ)
		settings_parse(s, slice_buf(&text), report);
	else if (found == FILE_FAILED)
		report->add(report->context, &(struct finding){ .what = err.text });
	buf_release(&text);
}

static bool make_folder(const struct sys *sys, const char *path, struct err *err)
{
	const char *slash = strrchr(path, '/');
	char *folder;
	bool made;

	if (!slash || slash == path)	/* where one is, or at the root */
		return true;
	folder = mem_copy(path, (size_t)(slash - path));
	made = file_make_folder(sys, folder, err);
	free(folder);
	return made;
}

bool settings_save(const struct sys *sys, const char *path, enum setting which,
		   const char *value, struct err *err)
{
	struct buf text, changed;
	enum file_found found;
	bool ok;

	buf_init(&text, SETTINGS_FILE_MAX);
	buf_init(&changed, SETTINGS_FILE_MAX);
	found = file_read(sys, path, SETTINGS_FILE_MAX, &text, err);
	ok = found != FILE_FAILED && (found == FILE_READ || make_folder(sys, path, err));
	if (ok) {
		settings_edit(slice_buf(&text), which, value, &changed);
		ok = changed.full ?
			err_set(err, ERR_TOO_BIG, _("'%s' would become larger than %zu bytes"), path,
				SETTINGS_FILE_MAX) :
			file_replace(sys, path, slice_buf(&changed), err);
	}
	buf_release(&changed);
	buf_release(&text);
	return ok;
}
