/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strict JSON: strings, escapes and the names of members. */
#include <config.h>

#include "answers/scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "text/utf8.h"

static bool fail(struct scan *s, size_t at, enum err_kind kind, const char *what)
{
	struct json_place place = JSON_START;

	if (s->report)
		json_tell(s->text, &place, at, what, s->report);
	return json_fail(s->text, at, kind, what, s->err);
}

bool scan_fail(struct scan *s, size_t at, const char *what)
{
	return fail(s, at, ERR_SYNTAX, what);
}

bool scan_fail_limit(struct scan *s, size_t at, const char *what)
{
	return fail(s, at, ERR_TOO_BIG, what);
}

char scan_peek(const struct scan *s, size_t ahead)
{
	return ahead < s->text.len - s->at ? s->text.data[s->at + ahead] : '\0';
}

void scan_blanks(struct scan *s)
{
	while (s->at < s->text.len && memchr(" \t\r\n", s->text.data[s->at], 4))
		s->at++;
}

/* The value of four hexadecimal digits AHEAD, -1 where there are none. */
static int peek_hex(const struct scan *s, size_t ahead)
{
	static const char digits[] = "0123456789abcdef";
	int code = 0;

	for (size_t i = 0; i < 4; i++) {
		char c = scan_peek(s, ahead + i);
		const char *digit;

		if (c >= 'A' && c <= 'F')
			c = (char)(c - 'A' + 'a');
		digit = c ? strchr(digits, c) : NULL;
		if (!digit)
			return -1;
		code = code * 16 + (int)(digit - digits);
	}
	return code;
}

static bool is_high(int code)
{
	return code >= 0xD800 && code <= 0xDBFF;
}

static bool is_low(int code)
{
	return code >= 0xDC00 && code <= 0xDFFF;
}

/* At the backslash of \uXXXX; takes a surrogate pair whole. */
static bool scan_unicode(struct scan *s)
{
	int code = peek_hex(s, 2);

	if (code < 0)
		return scan_fail(s, s->at, _("\\u needs four hexadecimal digits"));
	if (!code)
		return scan_fail(s, s->at, _("the character \\u0000 cannot be kept"));
	if (is_high(code)) {
		if (scan_peek(s, 6) != '\\' || scan_peek(s, 7) != 'u' || !is_low(peek_hex(s, 8)))
			return scan_fail(s, s->at, _("half of a character: a surrogate without its partner"));
		s->at += 6;
	} else if (is_low(code)) {
		return scan_fail(s, s->at, _("half of a character: a surrogate without its partner"));
	}
	s->at += 6;
	return true;
}

static bool scan_escape(struct scan *s)
{
	char c = scan_peek(s, 1);

	if (c == 'u')
		return scan_unicode(s);
	if (!c || !strchr("\"\\/bfnrt", c))
		return scan_fail(s, s->at, _("a backslash that begins no known escape"));
	s->at += 2;
	return true;
}

bool scan_string(struct scan *s, struct slice *body)
{
	size_t start = s->at++;

	for (;;) {
		char c = scan_peek(s, 0);

		if (s->at - start - 1 > JSON_STRING)
			return scan_fail_limit(s, start, _("this text is too long"));
		if (s->at == s->text.len)
			return scan_fail(s, start, _("this text has no closing quote"));
		if (c == '"')
			break;
		if ((unsigned char)c < 0x20)
			return scan_fail(s, s->at, _("a control character inside a text must be escaped"));
		if (c != '\\')
			s->at++;
		else if (!scan_escape(s))
			return false;
	}
	if (body)
		*body = slice_part(s->text, start + 1, s->at);
	s->at++;
	return true;
}

/* What the escape at AT of the scanned string S means; moves AT behind it. */
static unsigned escape_value(struct slice s, size_t *at)
{
	static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
	struct scan look = { .text = s, .at = *at };
	char c = s.data[*at + 1];
	const char *known = strchr(from, c);
	unsigned code;

	if (c != 'u') {
		*at += 2;
		return known ? (unsigned char)to[known - from] : (unsigned char)c;
	}
	code = (unsigned)peek_hex(&look, 2);
	*at += 6;
	if (!is_high((int)code))
		return code;
	*at += 6;
	return 0x10000 + ((code - 0xD800) << 10) + ((unsigned)peek_hex(&look, 8) - 0xDC00);
}

void scan_name_push(struct scan *s, struct slice raw, size_t at)
{
	struct scan_name name = { .text = raw, .at = at };

	if (raw.len && memchr(raw.data, '\\', raw.len)) {
		struct buf plain;

		buf_init(&plain, raw.len);
		for (size_t i = 0; i < raw.len;) {
			if (raw.data[i] == '\\')
				utf8_add(&plain, escape_value(raw, &i));
			else
				buf_add_char(&plain, raw.data[i++]);
		}
		name.text.len = plain.len;
		name.text.data = name.owned = buf_steal(&plain);
	}
	s->names = mem_grow(s->names, s->names_len, &s->names_cap, sizeof(*s->names));
	s->names[s->names_len++] = name;
}

void scan_names_pop(struct scan *s, size_t len)
{
	while (s->names_len > len)
		free(s->names[--s->names_len].owned);
}

static int compare_names(const void *left, const void *right)
{
	const struct scan_name *a = left, *b = right;
	size_t len = a->text.len < b->text.len ? a->text.len : b->text.len;
	int order = len ? memcmp(a->text.data, b->text.data, len) : 0;

	if (!order && a->text.len != b->text.len)
		order = a->text.len < b->text.len ? -1 : 1;
	if (!order)
		order = a->at < b->at ? -1 : 1;
	return order;
}

bool scan_names_check(struct scan *s, size_t base)
{
	size_t count = s->names_len - base, second = s->text.len;
	struct scan_name *names;

	if (count < 2)
		return true;
	names = s->names + base;
	/* Sorted, for an object may have thousands. */
	qsort(names, count, sizeof(*names), compare_names);
	for (size_t i = 1; i < count; i++)
		if (slice_equal(names[i - 1].text, names[i].text) && names[i].at < second)
			second = names[i].at;
	if (second == s->text.len)
		return true;
	return scan_fail(s, second, _("this name stands here for the second time"));
}
