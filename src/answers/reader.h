/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walking a checked JSON tree: each object against a table of the members that are known.
 *
 * A node is a value of the tree together with its byte range.  Errors name line,
 * column and path: "line 12, column 9: 'answers.spread-now.layers[0].text': this must be text".
 */
#ifndef ANSWERS_READER_H
#define ANSWERS_READER_H

#include <stdint.h>

#include "answers/json.h"
#include "answers/model.h"

struct reader {
	struct slice text;
	struct json_ranges ranges;
	cJSON *tree;
	struct buf path;	/* of the object or array that is being read */
	const struct report *report;	/* who wants to know all that is wrong, or NULL */
	struct json_place place;	/* of what was told last */
	struct err *err;	/* not set where there is a report */
};

struct node {
	const cJSON *item;	/* NULL: there is none */
	size_t range;		/* index of its range */
};

enum want {
	WANT_TEXT,	/* a string of MIN to MAX bytes */
	WANT_NUMBER,	/* a whole number from MIN to MAX */
	WANT_FLAG,	/* true or false */
	WANT_OBJECT,
	WANT_ARRAY
};

struct field {
	const char *name;
	enum want want;
	bool required;
	int64_t min, max;
};

/* Checks and parses TEXT, which must outlive the reader. */
bool reader_open(struct reader *r, struct slice text, struct err *err);
void reader_close(struct reader *r);	/* also after reader_open failed */

struct node reader_root(const struct reader *r);
struct node reader_first(struct node parent);	/* the first member or item */
struct node reader_next(const struct reader *r, struct node node);
struct slice reader_raw(const struct reader *r, struct node node);

/* Reads the members of OBJECT: the value of FIELDS[i] goes to FOUND[i] (COUNT of
 * each), what is not in FIELDS to EXTRAS.  When it fails, FOUND has only what is right. */
bool reader_members(struct reader *r, struct node object, const struct field *fields,
		    size_t count, struct node *found, struct extras *extras);

/* Adds a name (or an index) to the path; reader_leave with what it returned takes it
 * away again. */
size_t reader_enter(struct reader *r, const char *name);
size_t reader_enter_item(struct reader *r, size_t index);
void reader_leave(struct reader *r, size_t len);

/* Whether NODE is what FIELD wants, named by the path as it stands. */
bool reader_check(struct reader *r, struct node node, const struct field *field);
/* Whether to read on after something that is wrong. */
bool reader_goes_on(const struct reader *r);
/* Fails at NODE with WHAT, a whole sentence, after the path as it stands. */
bool reader_fail(struct reader *r, struct node node, enum err_kind kind, const char *what);

#endif
