/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents: their life, and looking at them. */
#include <config.h>

#include "doc/doc.h"

#include <stdlib.h>

#include "base/mem.h"
#include "doc/tree.h"

struct doc *doc_new(void)
{
	struct doc *doc = MEM_NEW(struct doc);

	doc->root = cmark_node_new(CMARK_NODE_DOCUMENT);
	return doc;
}

void doc_free(struct doc *doc)
{
	if (!doc)
		return;
	cmark_node_free(doc->root);
	for (size_t i = 0; i < doc->string_count; i++)
		free(doc->strings[i]);
	free(doc->strings);
	free(doc->blocks);
	free(doc);
}

size_t doc_count(const struct doc *doc)
{
	return doc->count;
}

enum doc_kind doc_kind(const struct doc *doc, size_t block)
{
	return doc->blocks[block].kind;
}

int doc_level(const struct doc *doc, size_t block)
{
	return cmark_node_get_heading_level(doc->blocks[block].node);
}

int doc_line(const struct doc *doc, size_t block)
{
	return doc->blocks[block].line;
}

bool doc_has_html(const struct doc *doc, size_t block)
{
	return doc->blocks[block].html;
}

const char *doc_block_language(const struct doc *doc, size_t block)
{
	const char *language = doc->blocks[block].language;

	return language ? language : "";
}

enum doc_whose doc_whose(const struct doc *doc, size_t block)
{
	return doc->blocks[block].whose;
}

const char *doc_name(const struct doc *doc, size_t block)
{
	const char *name = doc->blocks[block].name;

	return name ? name : "";
}

struct slice doc_info(const struct doc *doc, size_t block)
{
	const char *info = NULL;

	if (doc->blocks[block].kind == DOC_FENCE)
		info = cmark_node_get_fence_info(doc->blocks[block].node);
	return slice_of(info ? info : "");
}

struct slice doc_literal(const struct doc *doc, size_t block)
{
	if (doc->blocks[block].kind != DOC_FENCE)
		return slice_of("");
	return tree_literal(doc->blocks[block].node);
}

/* Appends what NODE says when it is entered; AGAIN: something stands before it. */
static void add_text(cmark_node *node, bool *again, struct buf *out)
{
	struct slice literal = tree_literal(node);

	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_PARAGRAPH:
	case CMARK_NODE_HEADING:
	case CMARK_NODE_CODE_BLOCK:
		if (*again)
			buf_add_str(out, "\n\n");
		*again = true;
		if (literal.len)
			literal.len--;	/* the last line feed of a fence */
		break;
	case CMARK_NODE_SOFTBREAK:
		literal = slice_of(" ");
		break;
	case CMARK_NODE_LINEBREAK:
		literal = slice_of("\n");
		break;
	case CMARK_NODE_HTML_BLOCK:
		return;
	default:
		break;
	}
	buf_add_slice(out, literal);
}

void doc_text(const struct doc *doc, size_t block, struct buf *out)
{
	cmark_iter *iter;
	cmark_event_type event;
	bool again = false;

	if (doc->blocks[block].kind == DOC_FENCE) {
		buf_add_slice(out, doc_literal(doc, block));
		return;
	}
	iter = cmark_iter_new(doc->blocks[block].node);
	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		if (event == CMARK_EVENT_ENTER)
			add_text(cmark_iter_get_node(iter), &again, out);
	}
	cmark_iter_free(iter);
}
