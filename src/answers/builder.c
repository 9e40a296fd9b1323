/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builds JSON, result by result. */
#include <config.h>

#include "answers/builder.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/intl.h"

/* Gives ITEM (NULL: it could not be made) to PARENT; returns it as lent, or NULL.
 * cJSON leaves an item that it could not add to its caller. */
static cJSON *give(struct builder *b, cJSON *parent, const char *name, cJSON *item)
{
	if (item && (name ? cJSON_AddItemToObject(parent, name, item)
			  : cJSON_AddItemToArray(parent, item)))
		return item;
	cJSON_Delete(item);
	b->failed = true;
	return NULL;
}

cJSON *build_begin(struct builder *b)
{
	b->root = cJSON_CreateObject();
	b->failed = !b->root;
	return b->root;
}

cJSON *build_object(struct builder *b, cJSON *parent, const char *name)
{
	return b->failed ? NULL : give(b, parent, name, cJSON_CreateObject());
}

cJSON *build_array(struct builder *b, cJSON *parent, const char *name)
{
	return b->failed ? NULL : give(b, parent, name, cJSON_CreateArray());
}

void build_text(struct builder *b, cJSON *parent, const char *name, const char *text)
{
	if (!b->failed)
		give(b, parent, name, cJSON_CreateString(text));
}

void build_number(struct builder *b, cJSON *parent, const char *name, int64_t value)
{
	char digits[24];

	snprintf(digits, sizeof(digits), "%" PRId64, value);
	build_raw(b, parent, name, digits);
}

void build_true(struct builder *b, cJSON *parent, const char *name)
{
	build_raw(b, parent, name, "true");
}

void build_raw(struct builder *b, cJSON *parent, const char *name, const char *json)
{
	if (!b->failed)
		give(b, parent, name, cJSON_CreateRaw(json));
}

/* Appends the tree as AS_TEXT has it, with END behind it. */
static bool print(struct builder *b, char *(*as_text)(const cJSON *), const char *end,
		  struct buf *out, struct err *err)
{
	char *text = b->failed ? NULL : as_text(b->root);
	size_t len = out->len;

	cJSON_Delete(b->root);
	*b = (struct builder){ .failed = true };
	if (!text)
		return err_set(err, ERR_IO, _("not enough memory to write the file"));
	buf_add_str(out, text);
	buf_add_str(out, end);
	cJSON_free(text);
	if (!out->full)
		return true;
	buf_splice(out, len, out->len - len, NULL, 0);
	return err_set(err, ERR_TOO_BIG, _("this would make a file of more than %zu bytes"),
		       out->max);
}

bool build_print(struct builder *b, struct buf *out, struct err *err)
{
	return print(b, cJSON_Print, "\n", out, err);
}

bool build_print_line(struct builder *b, struct buf *out, struct err *err)
{
	return print(b, cJSON_PrintUnformatted, "", out, err);
}
