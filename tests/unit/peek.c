/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A second, simple reader of JSON that is known to be valid. */
#include <config.h>

#include "peek.h"

#include <stdlib.h>
#include <string.h>

static size_t skip(struct slice s, size_t at, const char *what)
{
	while (at < s.len && strchr(what, s.data[at]))
		at++;
	return at;
}

static size_t end_of_string(struct slice s, size_t at)
{
	for (at++; s.data[at] != '"'; at++)
		if (s.data[at] == '\\')
			at++;
	return at + 1;
}

/* Brackets are counted: in valid JSON those of both kinds match. */
static size_t end_of_value(struct slice s, size_t at)
{
	int open = 0;

	do {
		char c = s.data[at];

		if (c == '"') {
			at = end_of_string(s, at);
			continue;
		}
		open += (c == '{' || c == '[') - (c == '}' || c == ']');
		at++;
		/* A number or a word goes on to the next sign. */
		if (!open && !strchr("{}[]", c))
			while (at < s.len && !strchr(" \t\r\n,:]}", s.data[at]))
				at++;
	} while (open);
	return at;
}

bool peek_item(struct slice list, size_t *at, struct slice *item)
{
	size_t start = skip(list, *at ? *at : 1, " \t\r\n,");

	if (start + 1 >= list.len)
		return false;
	*at = end_of_value(list, start);
	*item = slice_part(list, start, *at);
	return true;
}

bool peek_next(struct slice object, size_t *at, struct peek_member *member)
{
	struct slice name;
	size_t start;

	if (!*at)
		buf_init(&member->name, object.len);
	if (!peek_item(object, at, &name)) {
		buf_release(&member->name);
		return false;
	}
	peek_text(&member->name, name);
	start = skip(object, *at, " \t\r\n:");
	*at = end_of_value(object, start);
	member->value = slice_part(object, start, *at);
	return true;
}

struct slice peek_find(struct slice object, const char *name)
{
	struct peek_member member;
	struct slice found = { "", 0 };
	size_t at = 0;

	while (peek_next(object, &at, &member))
		if (slice_is(slice_buf(&member.name), name))
			found = member.value;
	return found;
}

static unsigned long unit(struct slice s, size_t at)
{
	char digits[5] = { s.data[at], s.data[at + 1], s.data[at + 2], s.data[at + 3], 0 };

	return strtoul(digits, NULL, 16);
}

static void add_code(struct buf *out, unsigned long code)
{
	static const unsigned char lead[] = { 0, 0xC0, 0xE0, 0xF0 };
	int more = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;

	buf_add_char(out, (char)(lead[more] | code >> (6 * more)));
	while (more--)
		buf_add_char(out, (char)(0x80 | (code >> (6 * more) & 0x3F)));
}

void peek_text(struct buf *out, struct slice quoted)
{
	buf_clear(out);
	for (size_t i = 1; i + 1 < quoted.len; i++) {
		char c = quoted.data[i];
		unsigned long code;

		if (c != '\\') {
			buf_add_char(out, c);
			continue;
		}
		c = quoted.data[++i];
		if (c != 'u') {
			const char *known = strchr("b\bf\fn\nr\rt\t", c);

			buf_add_char(out, known ? known[1] : c);
			continue;
		}
		code = unit(quoted, i + 1);
		i += 4;
		if (code >= 0xD800 && code < 0xDC00) {
			code = 0x10000 + ((code - 0xD800) << 10) + (unit(quoted, i + 3) - 0xDC00);
			i += 6;
		}
		add_code(out, code);
	}
}

bool peek_same_text(struct slice a, struct slice b)
{
	struct buf one, two;
	bool same;

	buf_init(&one, a.len);
	buf_init(&two, b.len);
	peek_text(&one, a);
	peek_text(&two, b);
	same = slice_equal(slice_buf(&one), slice_buf(&two));
	buf_release(&one);
	buf_release(&two);
	return same;
}
