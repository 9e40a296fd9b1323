/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of a document, for the files of this folder: a cmark tree whose
 * top nodes are numbered.
 *
 * Once it stands in a document, a tree holds only what every reader of it knows: no
 * images and no raw HTML below the top, links to http, https and mailto only,
 * text and code without line feeds and through the door of text/safe.h, no
 * two text nodes side by side, and at most DOC_NESTING quotes, items and
 * inline markings inside each other.
 */
#ifndef DOC_TREE_H
#define DOC_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include <cmark.h>

#include "base/buf.h"
#include "doc/doc.h"

#define DOC_NESTING 16
/* More than the door makes of LEN bytes: a TAB becomes 8, a picture 4 times as long. */
#define TREE_GROWN(len) ((len) * 16 + 16)

struct doc_block {
	cmark_node *node;	/* a child of the root */
	enum doc_kind kind;
	int line;		/* where it began, 0: built */
	bool html;		/* held raw HTML, or is some */
	const char *language;	/* one of the document's strings; NULL: its own language */
	enum doc_whose whose;	/* of DOC_WORDS */
	const char *name;	/* one of the document's strings, or NULL */
};

struct doc {
	cmark_node *root;
	struct doc_block *blocks;
	size_t count, cap;
	bool in_items;		/* the last block is a list that doc_add_item began */
	char **strings;		/* each language and name that was ever set, once */
	size_t string_count, string_cap;
	const char *language;	/* of what is added; one of the strings, or NULL */
};

/* Puts BLOCK behind the others; its node is the document's from now on.  A language and a
 * name that it brings are copied; without a language it is in that of doc_language. */
void tree_add(struct doc *doc, struct doc_block block);
/* A node of TYPE with a copy of LITERAL, which holds no NUL. */
cmark_node *tree_leaf(cmark_node_type type, struct slice literal);
/* An inline node that the writers of cmark put out as it is. */
cmark_node *tree_raw(struct slice bytes);
/* Puts NEW where OLD is, and frees OLD. */
void tree_replace(cmark_node *old, cmark_node *new);
/* Moves the children of NODE to the end of TO. */
void tree_move_children(cmark_node *node, cmark_node *to);
/* Whether there are lines to write on. */
bool tree_has_lines(const struct doc *doc);
/* A copy of NODE and all below it, in no tree. */
cmark_node *tree_copy(cmark_node *node);

/* The paragraph, heading or other block that an inline node stands in. */
cmark_node *tree_block_of(cmark_node *node);
bool tree_is_inline(cmark_node *node);
bool tree_is_break(cmark_node *node);	/* soft or hard */
/* A fence whose info string begins with the word "figure". */
bool tree_is_figure(cmark_node *node);
struct slice tree_literal(cmark_node *node);	/* lent; "" where there is none */

#endif
