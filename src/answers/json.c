/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strict JSON: the scanner that stands in front of cJSON. */
#include <config.h>

#include "answers/json.h"

#include <stdlib.h>
#include <string.h>

#include "answers/scan.h"
#include "base/intl.h"
#include "base/mem.h"
#include "text/utf8.h"

static bool scan_value(struct scan *s);

/* From PLACE, which is at the beginning of a line or in it, on to AT. */
static void go_on(struct json_place *place, struct slice text, size_t at)
{
	for (; place->at < at; place->at++) {
		if (text.data[place->at] == '\n') {
			place->line++;
			place->column = 1;
		} else if (((unsigned char)text.data[place->at] & 0xC0) != 0x80) {
			place->column++;
		}
	}
}

/* Back to AT; the columns of an earlier line are counted from its beginning. */
static void go_back(struct json_place *place, struct slice text, size_t at)
{
	bool same = true;

	while (place->at > at) {
		place->at--;
		if (text.data[place->at] == '\n') {
			place->line--;
			same = false;
		} else if (((unsigned char)text.data[place->at] & 0xC0) != 0x80) {
			place->column--;
		}
	}
	if (same)
		return;
	while (place->at > 0 && text.data[place->at - 1] != '\n')
		place->at--;
	place->column = 1;
	go_on(place, text, at);
}

void json_tell(struct slice text, struct json_place *place, size_t at, const char *what,
	       const struct report *report)
{
	struct finding finding = { .what = what };

	go_back(place, text, at);
	go_on(place, text, at);
	finding.line = place->line;
	finding.column = place->column;
	report->add(report->context, &finding);
}

bool json_fail(struct slice text, size_t at, enum err_kind kind, const char *what,
	       struct err *err)
{
	struct json_place place = JSON_START;

	go_on(&place, text, at);
	return err_set(err, kind, _("line %zu, column %zu: %s"), place.line, place.column, what);
}

static size_t skip_digits(struct scan *s)
{
	size_t start = s->at;

	while (scan_peek(s, 0) >= '0' && scan_peek(s, 0) <= '9')
		s->at++;
	return s->at - start;
}

static bool scan_integer(struct scan *s)
{
	bool zero;

	if (scan_peek(s, 0) == '-')
		s->at++;
	zero = scan_peek(s, 0) == '0';
	switch (skip_digits(s)) {
	case 0:
		return false;
	case 1:
		return true;
	default:
		return !zero;
	}
}

static bool scan_fraction(struct scan *s)
{
	if (scan_peek(s, 0) != '.')
		return true;
	s->at++;
	return skip_digits(s) > 0;
}

static bool scan_exponent(struct scan *s)
{
	if (scan_peek(s, 0) != 'e' && scan_peek(s, 0) != 'E')
		return true;
	s->at++;
	if (scan_peek(s, 0) == '+' || scan_peek(s, 0) == '-')
		s->at++;
	return skip_digits(s) > 0;
}

static bool scan_number(struct scan *s)
{
	size_t start = s->at;

	if (!scan_integer(s) || !scan_fraction(s) || !scan_exponent(s))
		return scan_fail(s, start, _("this is not how a number is written"));
	if (s->at - start > JSON_NUMBER)
		return scan_fail_limit(s, start, _("this number has too many digits"));
	return true;
}

static bool scan_word(struct scan *s, const char *word)
{
	size_t len = strlen(word);

	if (!slice_starts(slice_part(s->text, s->at, s->text.len), word))
		return scan_fail(s, s->at, _("only true, false and null may stand without quotes"));
	s->at += len;
	return true;
}

static bool scan_member(struct scan *s)
{
	struct slice raw;
	size_t start;

	scan_blanks(s);
	start = s->at;
	if (scan_peek(s, 0) != '"')
		return scan_fail(s, s->at, _("a name in double quotes should stand here"));
	if (!scan_string(s, &raw))
		return false;
	scan_name_push(s, raw, start);
	scan_blanks(s);
	if (scan_peek(s, 0) != ':')
		return scan_fail(s, s->at, _("a colon should stand here"));
	s->at++;
	return scan_value(s);
}

/* The members or items up to END; the opening bracket is behind us. */
static bool scan_items(struct scan *s, char end, bool (*item)(struct scan *))
{
	scan_blanks(s);
	if (scan_peek(s, 0) == end) {
		s->at++;
		return true;
	}
	for (size_t count = 1;; count++) {
		if (count > JSON_MEMBERS)
			return scan_fail_limit(s, s->at, _("too many members in one place"));
		if (!item(s))
			return false;
		scan_blanks(s);
		if (scan_peek(s, 0) == end)
			break;
		if (scan_peek(s, 0) != ',')
			return scan_fail(s, s->at, end == '}' ? _("a comma or } should stand here")
							 : _("a comma or ] should stand here"));
		s->at++;
	}
	s->at++;
	return true;
}

static bool scan_object(struct scan *s)
{
	size_t base = s->names_len;

	s->at++;
	if (!scan_items(s, '}', scan_member) || !scan_names_check(s, base))
		return false;
	scan_names_pop(s, base);
	return true;
}

static bool scan_array(struct scan *s)
{
	s->at++;
	return scan_items(s, ']', scan_value);
}

static bool scan_nested(struct scan *s, bool (*nested)(struct scan *))
{
	if (s->depth == JSON_DEPTH)
		return scan_fail_limit(s, s->at, _("too deeply nested"));
	s->depth++;
	if (!nested(s))
		return false;
	s->depth--;
	return true;
}

static bool scan_any(struct scan *s)
{
	char c = scan_peek(s, 0);

	switch (c) {
	case '{':
		return scan_nested(s, scan_object);
	case '[':
		return scan_nested(s, scan_array);
	case '"':
		return scan_string(s, NULL);
	case 't':
		return scan_word(s, "true");
	case 'f':
		return scan_word(s, "false");
	case 'n':
		return scan_word(s, "null");
	}
	if (c == '-' || (c >= '0' && c <= '9'))
		return scan_number(s);
	if (s->at == s->text.len)
		return scan_fail(s, s->at, _("the file ends here too early"));
	return scan_fail(s, s->at, _("no value begins like this"));
}

static size_t range_begin(struct json_ranges *ranges, size_t start)
{
	ranges->items = mem_grow(ranges->items, ranges->count, &ranges->cap,
				 sizeof(*ranges->items));
	ranges->items[ranges->count] = (struct json_range){ .start = start };
	return ranges->count++;
}

static bool scan_value(struct scan *s)
{
	size_t range = 0;

	scan_blanks(s);
	if (++s->values > JSON_VALUES)
		return scan_fail_limit(s, s->at, _("too many values in one file"));
	if (s->ranges)
		range = range_begin(s->ranges, s->at);
	if (!scan_any(s))
		return false;
	if (s->ranges) {
		s->ranges->items[range].end = s->at;
		s->ranges->items[range].next = s->ranges->count;
	}
	return true;
}

/* What concerns the bytes, before there is any structure. */
static bool check_bytes(struct scan *s)
{
	const char *nul = s->text.len ? memchr(s->text.data, '\0', s->text.len) : NULL;
	size_t bad = utf8_check(s->text);

	if (slice_starts(s->text, "\xEF\xBB\xBF"))
		return scan_fail(s, 0, _("the file begins with a byte order mark; save it as UTF-8 without one"));
	if (bad < s->text.len)
		return scan_fail(s, bad, _("these bytes are not UTF-8"));
	if (nul)
		return scan_fail(s, (size_t)(nul - s->text.data), _("a zero byte"));
	return true;
}

static bool check(struct scan *s)
{
	bool ok = check_bytes(s) && scan_value(s);

	scan_blanks(s);
	if (ok && s->at < s->text.len)
		ok = scan_fail(s, s->at, _("something follows the end of the value"));
	scan_names_pop(s, 0);
	free(s->names);
	return ok;
}

bool json_check_told(struct slice text, const struct report *report, struct err *err)
{
	struct scan s = { .text = text, .report = report, .err = err };

	return check(&s);
}

bool json_check(struct slice text, struct json_ranges *ranges, struct err *err)
{
	struct scan s = { .text = text, .ranges = ranges, .err = err };
	bool ok;

	if (ranges)
		*ranges = (struct json_ranges){ 0 };
	ok = check(&s);
	if (!ok && ranges) {
		free(ranges->items);
		*ranges = (struct json_ranges){ 0 };
	}
	return ok;
}

cJSON *json_parse(struct slice text, struct json_ranges *ranges, struct err *err)
{
	cJSON *tree;

	if (!json_check(text, ranges, err))
		return NULL;
	/* The check has seen that nothing follows the value, so cJSON need not. */
	tree = cJSON_ParseWithLengthOpts(text.data, text.len, NULL, false);
	if (!tree) {
		err_set(err, ERR_IO, _("not enough memory to read the file"));
		if (ranges) {
			free(ranges->items);
			*ranges = (struct json_ranges){ 0 };
		}
	}
	return tree;
}
