/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building documents from literal text, and from blocks of others. */
#include <config.h>

#include "doc/doc.h"

#include <stdlib.h>
#include <string.h>

#include "doc/tree.h"
#include "text/safe.h"

/* Takes the first line off REST. */
static struct slice take_line(struct slice *rest)
{
	const char *end = memchr(rest->data, '\n', rest->len);
	size_t len = end ? (size_t)(end - rest->data) : rest->len;
	struct slice line = slice_part(*rest, 0, len);

	*rest = slice_part(*rest, end ? len + 1 : len, rest->len);
	return line;
}

/* Appends the lines of REST up to an empty one to TO, apart by line breaks;
 * false when there was none. */
static bool take_paragraph(struct slice *rest, cmark_node *to)
{
	bool any = false;

	while (rest->len) {
		struct slice line = take_line(rest);

		if (!line.len && any)
			break;
		if (!line.len)
			continue;
		if (any)
			cmark_node_append_child(to, cmark_node_new(CMARK_NODE_LINEBREAK));
		cmark_node_append_child(to, tree_leaf(CMARK_NODE_TEXT, line));
		any = true;
	}
	return any;
}

/* A paragraph of the next lines of REST, all in a MARK (or NONE), or NULL at the end. */
static cmark_node *next_paragraph(struct slice *rest, cmark_node_type mark)
{
	cmark_node *paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH), *inside = paragraph;

	if (mark != CMARK_NODE_NONE) {
		inside = cmark_node_new(mark);
		cmark_node_append_child(paragraph, inside);
	}
	if (take_paragraph(rest, inside))
		return paragraph;
	cmark_node_free(paragraph);
	return NULL;
}

/* Appends paragraphs of TEXT to TO and says how many. */
static size_t add_paragraphs(cmark_node *to, struct slice text)
{
	cmark_node *paragraph;
	size_t n = 0;

	for (; (paragraph = next_paragraph(&text, CMARK_NODE_NONE)); n++)
		cmark_node_append_child(to, paragraph);
	return n;
}

/* The safe form of TEXT, in SAFE; false, and nothing to release, where it is
 * blank. */
static bool open_literal(struct buf *safe, struct slice text)
{
	if (!slice_trim(text).len)
		return false;
	buf_init(safe, TREE_GROWN(text.len));
	safe_add(safe, text);
	return true;
}

void doc_add_heading(struct doc *doc, int level, struct slice text)
{
	cmark_node *heading;
	struct buf safe;
	size_t i;

	if (!open_literal(&safe, text))
		return;
	for (i = 0; i < safe.len; i++) {
		if (safe.data[i] == '\n')
			safe.data[i] = ' ';
	}
	heading = cmark_node_new(CMARK_NODE_HEADING);
	cmark_node_set_heading_level(heading, level < 1 ? 1 : level > 6 ? 6 : level);
	cmark_node_append_child(heading, tree_leaf(CMARK_NODE_TEXT, slice_trim(slice_buf(&safe))));
	tree_add(doc, (struct doc_block){ .node = heading, .kind = DOC_HEADING });
	buf_release(&safe);
}

static void add_marked(struct doc *doc, struct slice text, cmark_node_type mark)
{
	cmark_node *paragraph;
	struct slice rest;
	struct buf safe;

	if (!open_literal(&safe, text))
		return;
	rest = slice_buf(&safe);
	while ((paragraph = next_paragraph(&rest, mark)))
		tree_add(doc, (struct doc_block){ .node = paragraph, .kind = DOC_PARAGRAPH });
	buf_release(&safe);
}

void doc_add_paragraph(struct doc *doc, struct slice text)
{
	add_marked(doc, text, CMARK_NODE_NONE);
}

void doc_add_note(struct doc *doc, struct slice text)
{
	add_marked(doc, text, CMARK_NODE_EMPH);
}

/* The list that takes the next item. */
static cmark_node *open_list(struct doc *doc)
{
	cmark_node *list;

	if (doc->in_items && doc->blocks[doc->count - 1].language == doc->language)
		return doc->blocks[doc->count - 1].node;
	list = cmark_node_new(CMARK_NODE_LIST);
	cmark_node_set_list_type(list, CMARK_BULLET_LIST);
	cmark_node_set_list_tight(list, 1);
	tree_add(doc, (struct doc_block){ .node = list, .kind = DOC_LIST });
	doc->in_items = true;
	return list;
}

void doc_add_item(struct doc *doc, struct slice text)
{
	cmark_node *list, *item;
	struct buf safe;

	if (!open_literal(&safe, text))
		return;
	list = open_list(doc);
	item = cmark_node_new(CMARK_NODE_ITEM);
	cmark_node_append_child(list, item);
	if (add_paragraphs(item, slice_buf(&safe)) > 1)
		cmark_node_set_list_tight(list, 0);
	buf_release(&safe);
}

void doc_end_list(struct doc *doc)
{
	doc->in_items = false;
}

void doc_add_words(struct doc *doc, struct slice text)
{
	doc_add_words_of(doc, WHOSE_READERS, NULL, text);
}

void doc_add_words_of(struct doc *doc, enum doc_whose whose, const char *name, struct slice text)
{
	cmark_node *quote;
	struct buf safe;

	if (!open_literal(&safe, text))
		return;
	quote = cmark_node_new(CMARK_NODE_BLOCK_QUOTE);
	add_paragraphs(quote, slice_buf(&safe));
	tree_add(doc, (struct doc_block){
		.node = quote, .kind = DOC_WORDS, .whose = whose, .name = name });
	buf_release(&safe);
}

void doc_add_rule(struct doc *doc)
{
	cmark_node *rule = cmark_node_new(CMARK_NODE_THEMATIC_BREAK);

	tree_add(doc, (struct doc_block){ .node = rule, .kind = DOC_RULE });
}

void doc_add_lines(struct doc *doc, int count)
{
	while (count-- > 0) {
		cmark_node *rule = cmark_node_new(CMARK_NODE_THEMATIC_BREAK);

		tree_add(doc, (struct doc_block){ .node = rule, .kind = DOC_LINE });
	}
}

void doc_add_blocks(struct doc *doc, const struct doc *other, size_t from, size_t to)
{
	size_t i;

	for (i = from; i < to && i < other->count; i++) {
		struct doc_block block = other->blocks[i];

		block.node = tree_copy(block.node);
		tree_add(doc, block);
	}
}
