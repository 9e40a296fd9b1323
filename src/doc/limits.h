/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Markdown may cost: limits that hold before cmark sees it, and after. */
#ifndef DOC_LIMITS_H
#define DOC_LIMITS_H

#include <stdbool.h>

#include <cmark.h>

#include "base/buf.h"
#include "base/err.h"

/* Whether cmark will parse TEXT in a time that grows with its length only:
 * it is quadratic on lines of nested containers and on images. */
bool limits_before(struct slice text, int first_line, struct err *err);
/* Whether ROOT keeps to DOC_NESTING, and has so few numbered items that cmark's
 * writer, which counts from the first one at each, need not be feared. */
bool limits_after(cmark_node *root, int first_line, struct err *err);

#endif
