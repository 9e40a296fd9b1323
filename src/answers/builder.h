/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building JSON: the one place that adds to a cJSON tree, and checks every result.
 *
 * A call that fails sets `failed` and leaks nothing; calls after it (their parent may
 * be NULL then) do nothing.  The writer asks once, at the end, in build_print.
 * NAME is that of the member, NULL where the parent is an array.
 */
#ifndef ANSWERS_BUILDER_H
#define ANSWERS_BUILDER_H

#include <stdint.h>

#include <cjson/cJSON.h>

#include "base/buf.h"
#include "base/err.h"

struct builder {
	cJSON *root;
	bool failed;
};

cJSON *build_begin(struct builder *b);	/* the root, an object */
cJSON *build_object(struct builder *b, cJSON *parent, const char *name);
cJSON *build_array(struct builder *b, cJSON *parent, const char *name);
void build_text(struct builder *b, cJSON *parent, const char *name, const char *text);
/* Written digit by digit: cJSON's own way through a double loses the last ones. */
void build_number(struct builder *b, cJSON *parent, const char *name, int64_t value);
void build_true(struct builder *b, cJSON *parent, const char *name);
/* JSON is a whole value, written as it stands. */
void build_raw(struct builder *b, cJSON *parent, const char *name, const char *json);

/* Appends the tree in readable form, ended by LF, and frees it in any case.
 * ERR_TOO_BIG where OUT cannot hold it, ERR_IO without memory; OUT is then as it was. */
bool build_print(struct builder *b, struct buf *out, struct err *err);
/* The same on one line, without blanks and without LF. */
bool build_print_line(struct builder *b, struct buf *out, struct err *err);

#endif
