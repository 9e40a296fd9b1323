/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the writers of HTML and of Word files share. */
#ifndef DOC_MARKUP_H
#define DOC_MARKUP_H

#include <stdbool.h>

#include <cmark.h>

#include "base/buf.h"

/* Appends S as text or as an attribute's value in HTML and XML: the five signs with a
 * meaning as references. */
void markup_escape(struct buf *out, struct slice s);
/* Whether S looks like a language tag (BCP 47); one that does not is left out. */
bool markup_is_tag(const char *s);

/* Whether the document brings its own title: its first heading, and no other, is of
 * level 1. */
bool markup_has_title(cmark_node *root);
/* Numbers the headings so that no level is skipped; DEPTH of them stand above. */
void markup_order_headings(cmark_node *root, int depth);

#endif
