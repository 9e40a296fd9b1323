/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strict JSON in front of cJSON (RFC 8259 as narrowed by RFC 7493, I-JSON).
 *
 * The check is by length: UTF-8 without BOM, NUL, lone surrogates or \u0000;
 * no duplicate names in an object (compared after unescaping); one value and
 * nothing after it; limits on depth, counts and sizes.  Messages name line and
 * column: "line 12, column 7: ...".  Only then does cJSON parse.
 *
 * What the check also yields is the byte range of every value in the order in which
 * they begin, so that members which a reader of the tree does not know are written
 * back byte for byte.
 */
#ifndef ANSWERS_JSON_H
#define ANSWERS_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include <cjson/cJSON.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/report.h"

#define JSON_DEPTH 32
#define JSON_MEMBERS 10000	/* in one object or array */
#define JSON_VALUES 200000	/* in one file */
/* Bytes between the quotes of one string as it stands in the file: room for a full box
 * (256 KiB) in which every byte is escaped by six. */
#define JSON_STRING ((size_t)1536 * 1024)
#define JSON_NUMBER 128		/* bytes of one number */

struct json_range {
	size_t start, end;	/* bytes of the value in the text */
	size_t next;		/* index of the first value that begins after this one's end */
};

struct json_ranges {
	struct json_range *items;	/* in the order in which the values begin */
	size_t count, cap;
};

/* Checks TEXT; RANGES may be NULL, else it is filled (release with free(items)). */
bool json_check(struct slice text, struct json_ranges *ranges, struct err *err);
/* The same, and says where to REPORT: only the first thing that is wrong, for behind it
 * nothing is certain. */
bool json_check_told(struct slice text, const struct report *report, struct err *err);
/* Checks, then parses; the tree is for cJSON_Delete, its values in the order of RANGES. */
cJSON *json_parse(struct slice text, struct json_ranges *ranges, struct err *err);

/* Sets ERR to "line L, column C: WHAT" for the byte AT of TEXT (columns count code
 * points from 1), and returns false. */
bool json_fail(struct slice text, size_t at, enum err_kind kind, const char *what,
	       struct err *err);

/* A place in a text.  Going from one to another costs what lies between them, so that
 * many faults do not cost a way from the beginning each.  Begins as JSON_START. */
struct json_place {
	size_t at, line, column;
};
#define JSON_START ((struct json_place){ 0, 1, 1 })
/* Adds WHAT at the byte AT of TEXT to REPORT, and leaves PLACE there. */
void json_tell(struct slice text, struct json_place *place, size_t at, const char *what,
	       const struct report *report);

#endif
