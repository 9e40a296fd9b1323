/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks a checked JSON tree and says where something is wrong. */
#include <config.h>

#include "answers/reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"

enum { PATH_MAX_LEN = 400 };	/* bytes of a path that a message can hold */

bool reader_open(struct reader *r, struct slice text, struct err *err)
{
	*r = (struct reader){ .text = text, .place = JSON_START, .err = err };
	buf_init(&r->path, JSON_STRING * JSON_DEPTH);
	r->tree = json_parse(text, &r->ranges, err);
	return r->tree != NULL;
}

void reader_close(struct reader *r)
{
	cJSON_Delete(r->tree);
	free(r->ranges.items);
	buf_release(&r->path);
}

struct node reader_root(const struct reader *r)
{
	return (struct node){ .item = r->tree };
}

struct node reader_first(struct node parent)
{
	return (struct node){ parent.item->child, parent.range + 1 };
}

struct node reader_next(const struct reader *r, struct node node)
{
	return (struct node){ node.item->next, r->ranges.items[node.range].next };
}

struct slice reader_raw(const struct reader *r, struct node node)
{
	const struct json_range *range = &r->ranges.items[node.range];

	return slice_part(r->text, range->start, range->end);
}

size_t reader_enter(struct reader *r, const char *name)
{
	size_t len = r->path.len;

	if (len)
		buf_add_char(&r->path, '.');
	buf_add_str(&r->path, name);
	return len;
}

size_t reader_enter_item(struct reader *r, size_t index)
{
	size_t len = r->path.len;

	buf_addf(&r->path, "[%zu]", index);
	return len;
}

void reader_leave(struct reader *r, size_t len)
{
	buf_splice(&r->path, len, r->path.len - len, NULL, 0);
}

bool reader_goes_on(const struct reader *r)
{
	return r->report != NULL;
}

bool reader_fail(struct reader *r, struct node node, enum err_kind kind, const char *what)
{
	size_t at = r->ranges.items[node.range].start;
	struct buf message;

	buf_init(&message, sizeof(r->err->text) * 2);
	if (r->path.len > PATH_MAX_LEN)
		buf_add_str(&message, what);
	else if (r->path.len)
		buf_addf(&message, _("'%s': %s"), r->path.data, what);
	else
		buf_add_str(&message, what);
	if (r->report)
		json_tell(r->text, &r->place, at, message.data, r->report);
	else
		json_fail(r->text, at, kind, message.data, r->err);
	buf_release(&message);
	return false;
}

static bool check_text(struct reader *r, struct node node, const struct field *field)
{
	int64_t len;

	if (!cJSON_IsString(node.item))
		return reader_fail(r, node, ERR_SYNTAX, _("this must be text in double quotes"));
	len = (int64_t)strlen(node.item->valuestring);
	if (len < field->min)
		return reader_fail(r, node, ERR_SYNTAX, _("this text must not be empty"));
	if (len > field->max)
		return reader_fail(r, node, ERR_TOO_BIG, _("this text is too long"));
	return true;
}

static bool check_number(struct reader *r, struct node node, const struct field *field)
{
	double value;

	if (!cJSON_IsNumber(node.item))
		return reader_fail(r, node, ERR_SYNTAX, _("this must be a whole number"));
	value = node.item->valuedouble;
	if (!(value >= (double)field->min && value <= (double)field->max))
		return reader_fail(r, node, ERR_SYNTAX, _("this number is out of range"));
	if (value != (double)(int64_t)value)
		return reader_fail(r, node, ERR_SYNTAX, _("this must be a whole number"));
	return true;
}

bool reader_check(struct reader *r, struct node node, const struct field *field)
{
	switch (field->want) {
	case WANT_TEXT:
		return check_text(r, node, field);
	case WANT_NUMBER:
		return check_number(r, node, field);
	case WANT_FLAG:
		return cJSON_IsBool(node.item) ||
		       reader_fail(r, node, ERR_SYNTAX, _("this must be true or false"));
	case WANT_OBJECT:
		return cJSON_IsObject(node.item) ||
		       reader_fail(r, node, ERR_SYNTAX, _("this must be an object in braces"));
	case WANT_ARRAY:
		return cJSON_IsArray(node.item) ||
		       reader_fail(r, node, ERR_SYNTAX, _("this must be a list in square brackets"));
	}
	return false;
}

static const struct field *find_field(const struct field *fields, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(fields[i].name, name) == 0)
			return &fields[i];
	return NULL;
}

static bool check_field(struct reader *r, struct node object, struct node found,
			const struct field *field)
{
	size_t outer = reader_enter(r, field->name);
	bool ok = true;

	if (found.item)
		ok = reader_check(r, found, field);
	else if (field->required)
		ok = reader_fail(r, object, ERR_SYNTAX, _("this member is missing"));
	reader_leave(r, outer);
	return ok;
}

bool reader_members(struct reader *r, struct node object, const struct field *fields,
		    size_t count, struct node *found, struct extras *extras)
{
	bool ok = true;

	for (size_t i = 0; i < count; i++)
		found[i] = (struct node){ 0 };
	for (struct node n = reader_first(object); n.item; n = reader_next(r, n)) {
		const struct field *field = find_field(fields, count, n.item->string);

		if (field)
			found[field - fields] = n;
		else
			extras_add(extras, n.item->string, reader_raw(r, n));
	}
	/* What was not found to be right, or not looked at any more, counts as absent. */
	for (size_t i = 0; i < count; i++) {
		if ((ok || reader_goes_on(r)) && check_field(r, object, found[i], &fields[i]))
			continue;
		found[i].item = NULL;
		ok = false;
	}
	return ok;
}
