/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of one file of a pack: front matter and fence attributes. */
#include <config.h>

#include "pack/source.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "pack/pack.h"
#include "text/utf8.h"

static void tell(const struct source *src, int line, const char *what)
{
	const struct finding finding = { .file = src->name, .line = (size_t)line, .what = what };

	if (src->report)
		src->report->add(src->report->context, &finding);
}

bool source_error_all(const struct source *src, enum err_kind kind, struct err *err,
		      const char *message)
{
	tell(src, 0, message);
	return err_set(err, kind, "%s: %s", src->name, message);
}

bool source_error(const struct source *src, int line, struct err *err, const char *message)
{
	tell(src, line, message);
	return err_set(err, ERR_SYNTAX, "%s:%d: %s", src->name, line, message);
}

/* The line that begins at *AT, without its end; moves *AT behind it. */
static struct slice take_line(struct slice text, size_t *at)
{
	const char *start = text.data + *at;
	const char *lf = memchr(start, '\n', text.len - *at);
	size_t len = lf ? (size_t)(lf - start) : text.len - *at;
	struct slice line = { start, len };

	*at += len + (lf ? 1 : 0);
	if (line.len && line.data[line.len - 1] == '\r')
		line.len--;
	return line;
}

static struct slice unquote(struct slice value)
{
	char first = value.len >= 2 ? value.data[0] : '\0';

	if ((first == '"' || first == '\'') && value.data[value.len - 1] == first)
		return slice_part(value, 1, value.len - 1);
	return value;
}

static bool read_key(struct source *src, struct slice line, int number, struct err *err)
{
	const char *colon = memchr(line.data, ':', line.len);
	size_t at;

	if (!line.len)
		return true;
	if (!colon || colon == line.data)
		return source_error(src, number, err, _("front matter wants 'key: value'"));
	if (src->key_count == SOURCE_KEYS_MAX)
		return source_error(src, number, err, _("too many keys in the front matter"));
	at = (size_t)(colon - line.data);
	src->keys[src->key_count].key = slice_trim(slice_part(line, 0, at));
	src->keys[src->key_count].value = unquote(slice_trim(slice_part(line, at + 1, line.len)));
	src->key_count++;
	return true;
}

static bool read_front_matter(struct source *src, struct err *err)
{
	struct slice all = slice_buf(&src->bytes);
	size_t at = 0;
	int number = 1;

	if (!slice_is(take_line(all, &at), "---"))
		return source_error(src, 1, err, _("the file must begin with front matter, '---'"));
	for (;;) {
		struct slice line;

		if (at >= all.len)
			return source_error(src, number, err, _("the front matter has no end, '---'"));
		line = slice_trim(take_line(all, &at));
		number++;
		if (slice_is(line, "---"))
			break;
		if (!read_key(src, line, number, err))
			return false;
	}
	src->body = slice_part(all, at, all.len);
	src->body_line = number + 1;
	return true;
}

static int line_of(struct slice text, size_t at)
{
	int line = 1;

	for (size_t i = 0; i < at; i++)
		line += text.data[i] == '\n';
	return line;
}

/* Control characters have no place in a pack. */
static size_t find_control(struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.data[i];

		if ((c < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7F)
			return i;
	}
	return text.len;
}

static bool check_bytes(const struct source *src, struct err *err)
{
	struct slice all = slice_buf(&src->bytes);
	size_t bad = utf8_check(all);

	if (bad < all.len)
		return source_error(src, line_of(all, bad), err, _("not valid UTF-8"));
	bad = find_control(all);
	if (bad < all.len)
		return source_error(src, line_of(all, bad), err, _("a control character"));
	return true;
}

bool source_read(struct source *src, const struct source_folder *folder, const char *name,
		 struct err *err)
{
	memset(src, 0, sizeof(*src));
	src->report = folder->report;
	buf_init(&src->bytes, PACK_FILE_MAX);
	src->name = mem_string(name);
	switch (file_read_at(folder->sys, folder->dir, name, PACK_FILE_MAX, &src->bytes, err)) {
	case FILE_READ:
		if (check_bytes(src, err) && read_front_matter(src, err))
			return true;
		break;
	case FILE_ABSENT:
		err_set(err, ERR_IO, _("the book has no file '%s'"), name);
		tell(src, 0, err->text);
		break;
	case FILE_FAILED:
		tell(src, 0, err->text);
		break;
	}
	source_release(src);
	return false;
}

void source_release(struct source *src)
{
	free(src->name);
	src->name = NULL;
	buf_release(&src->bytes);
}

struct slice source_key(const struct source *src, const char *key)
{
	for (size_t i = 0; i < src->key_count; i++)
		if (slice_is(src->keys[i].key, key))
			return src->keys[i].value;
	return slice_of("");
}

bool source_attribute(struct slice info, size_t *at, struct slice *name, struct slice *value)
{
	size_t start, end;
	const char *equals;

	while (*at < info.len && info.data[*at] == ' ')
		++*at;
	start = end = *at;
	while (end < info.len && info.data[end] != ' ')
		end++;
	if (start == end)
		return false;
	*at = end;
	*name = slice_part(info, start, end);
	*value = slice_of("");
	equals = memchr(name->data, '=', name->len);
	if (equals) {
		size_t cut = (size_t)(equals - name->data);

		*value = slice_part(*name, cut + 1, name->len);
		name->len = cut;
	}
	return true;
}
