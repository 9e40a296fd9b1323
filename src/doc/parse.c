/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Markdown to documents: the door, the limits, cmark, and what is taken out of
 * its tree. */
#include <config.h>

#include "doc/doc.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/intl.h"
#include "doc/limits.h"
#include "doc/tree.h"
#include "text/safe.h"

#define TAB_STOP 4	/* CommonMark 2.2, where the door has eight */

/* Appends S with TAB as blanks. */
static void expand_tabs(struct buf *out, struct slice s)
{
	size_t i;
	int col = 0;

	for (i = 0; i < s.len; i++) {
		char c = s.data[i];

		if (c == '\t') {
			do
				buf_add_char(out, ' ');
			while (++col % TAB_STOP);
			continue;
		}
		buf_add_char(out, c);
		if (c == '\n' || c == '\r')
			col = 0;
		else if (((unsigned char)c & 0xC0) != 0x80)
			col++;
	}
}

/* Fills SAFE with the safe form of Markdown, line by line what it was. */
static void open_source(struct buf *safe, struct slice markdown)
{
	struct buf flat;

	buf_init(&flat, TREE_GROWN(markdown.len));
	buf_init(safe, TREE_GROWN(markdown.len));
	expand_tabs(&flat, markdown);
	safe_add(safe, slice_buf(&flat));
	buf_release(&flat);
}

/* The safe form of S in one line, for free(): entities make anything. */
static char *clean_line(const char *s)
{
	struct buf safe;
	size_t i;

	buf_init(&safe, TREE_GROWN(strlen(s)));
	safe_add(&safe, slice_of(s));
	for (i = 0; i < safe.len; i++) {
		if (safe.data[i] == '\n')
			safe.data[i] = ' ';
	}
	return buf_steal(&safe);
}

static void clean_node(cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);
	char *clean;

	if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE) {
		clean = clean_line(cmark_node_get_literal(node));
		cmark_node_set_literal(node, clean);
		free(clean);
	} else if (type == CMARK_NODE_CODE_BLOCK) {
		clean = clean_line(cmark_node_get_fence_info(node));
		cmark_node_set_fence_info(node, clean);
		free(clean);
	}
}

/* Whether a link to URL may stand: its scheme is known, and the door would leave
 * it as it is. */
static bool url_passes(const char *url)
{
	char *clean;
	bool same;

	if (strncasecmp(url, "http://", 7) != 0 && strncasecmp(url, "https://", 8) != 0 &&
	    strncasecmp(url, "mailto:", 7) != 0)
		return false;
	clean = clean_line(url);
	same = strcmp(clean, url) == 0 && !strchr(url, ' ');
	free(clean);
	return same;
}

/* Leaves the children of NODE in its place. */
static void dissolve(cmark_node *node)
{
	cmark_node *child;

	while ((child = cmark_node_first_child(node)))
		cmark_node_insert_before(node, child);
	cmark_node_free(node);
}

/* Takes out of BLOCK what no document holds. */
static void strip_block(struct doc_block *block)
{
	cmark_iter *iter = cmark_iter_new(block->node);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		cmark_node_type type = cmark_node_get_type(node);
		bool leaves = event == CMARK_EVENT_EXIT;

		if (type == CMARK_NODE_HTML_INLINE ||
		    (type == CMARK_NODE_HTML_BLOCK && node != block->node)) {
			block->html = true;
			cmark_node_free(node);
		} else if (leaves && (type == CMARK_NODE_IMAGE ||
				      (type == CMARK_NODE_LINK &&
				       !url_passes(cmark_node_get_url(node))))) {
			dissolve(node);
		}
	}
	cmark_iter_free(iter);
}

static void clean_block(struct doc_block *block)
{
	cmark_iter *iter;
	cmark_event_type event;

	strip_block(block);
	cmark_consolidate_text_nodes(block->node);
	iter = cmark_iter_new(block->node);
	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		if (event == CMARK_EVENT_ENTER)
			clean_node(cmark_iter_get_node(iter));
	}
	cmark_iter_free(iter);
}

static enum doc_kind kind_of(cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_HEADING:
		return DOC_HEADING;
	case CMARK_NODE_CODE_BLOCK:
		return DOC_FENCE;
	case CMARK_NODE_LIST:
		return DOC_LIST;
	case CMARK_NODE_BLOCK_QUOTE:
		return DOC_QUOTE;
	case CMARK_NODE_THEMATIC_BREAK:
		return DOC_RULE;
	case CMARK_NODE_HTML_BLOCK:
		return DOC_HTML;
	default:
		return DOC_PARAGRAPH;
	}
}

/* The document around ROOT, which becomes its own. */
static struct doc *adopt(cmark_node *root, int first_line)
{
	struct doc *doc = doc_new();
	cmark_node *node;

	cmark_node_free(doc->root);
	doc->root = root;
	for (node = cmark_node_first_child(root); node; node = cmark_node_next(node)) {
		struct doc_block block = {
			.node = node,
			.kind = kind_of(node),
			.line = first_line + cmark_node_get_start_line(node) - 1,
		};

		block.html = block.kind == DOC_HTML;
		clean_block(&block);
		tree_add(doc, block);
	}
	return doc;
}

bool doc_parse(struct doc **doc, struct slice markdown, int first_line, struct err *err)
{
	cmark_node *root = NULL;
	struct buf safe;
	bool ok;

	if (markdown.len > DOC_MARKDOWN_MAX)
		return err_set(err, ERR_TOO_BIG, _("larger than %zu KiB"), DOC_MARKDOWN_MAX / 1024);
	open_source(&safe, markdown);
	ok = limits_before(slice_buf(&safe), first_line, err);
	if (ok) {
		root = cmark_parse_document(safe.data, safe.len, CMARK_OPT_SMART);
		ok = limits_after(root, first_line, err);
	}
	buf_release(&safe);
	if (ok)
		*doc = adopt(root, first_line);
	else if (root)
		cmark_node_free(root);
	return ok;
}
