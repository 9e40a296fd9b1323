/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of the strict JSON scanner: its state, and strings and names (scan_text.c).
 *
 * Functions that return bool have set the error when they return false; the place AT is
 * then undefined.
 */
#ifndef ANSWERS_SCAN_H
#define ANSWERS_SCAN_H

#include "answers/json.h"

/* A member's name as it reads after unescaping. */
struct scan_name {
	struct slice text;
	char *owned;	/* the memory of text when it had escapes, else NULL */
	size_t at;	/* where it stands */
};

/* NAMES is a stack: those of an object lie above those of the objects around it,
 * and go when it is closed. */
struct scan {
	struct slice text;
	size_t at;
	size_t depth;
	size_t values;
	struct json_ranges *ranges;	/* or NULL */
	struct scan_name *names;
	size_t names_len, names_cap;
	const struct report *report;	/* or NULL */
	struct err *err;
};

/* Errors at the byte AT: what is wrong, or which limit was met. */
bool scan_fail(struct scan *s, size_t at, const char *what);
bool scan_fail_limit(struct scan *s, size_t at, const char *what);

/* The byte AHEAD of the place, 0 behind the end (the text holds no NUL). */
char scan_peek(const struct scan *s, size_t ahead);
void scan_blanks(struct scan *s);

/* At the opening quote; BODY, when wanted, gets what stands between the quotes. */
bool scan_string(struct scan *s, struct slice *body);

/* Puts the name RAW (as scan_string gave it) that began AT on the stack. */
void scan_name_push(struct scan *s, struct slice raw, size_t at);
void scan_names_pop(struct scan *s, size_t len);
/* The names from BASE on are those of one object: each may stand once. */
bool scan_names_check(struct scan *s, size_t base);

#endif
