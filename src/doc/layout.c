/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Layout: walks a document's blocks and gives their text to doc/flow.h, which
 * makes rows. */
#include <config.h>

#include "doc/layout.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "doc/flow.h"
#include "doc/tree.h"
#include "text/utf8.h"

#define QUOTE_INDENT 2
#define RULE_CELLS 12		/* an ornament, short because it is read aloud */
#define RULE_SIGN "\xE2\x94\x80"	/* U+2500 */
#define BULLET "\xE2\x80\xA2 "		/* U+2022 */

/* A list that the walk is in. */
struct level {
	bool ordered;
	char delim;
	long number;	/* of the next item */
	int hang;	/* cells that the marker of the item takes */
};

struct walk {
	struct flow *flow;
	struct level levels[DOC_NESTING];
	int depth;	/* lists around the node */
	unsigned style;	/* of the markings around the node */
};

static void open_list(struct walk *w, cmark_node *list)
{
	w->levels[w->depth++] = (struct level){
		.ordered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST,
		.delim = cmark_node_get_list_delim(list) == CMARK_PAREN_DELIM ? ')' : '.',
		.number = cmark_node_get_list_start(list),
	};
}

static void open_item(struct walk *w)
{
	struct level *level = &w->levels[w->depth - 1];
	char marker[32] = BULLET;

	if (level->ordered)
		snprintf(marker, sizeof(marker), "%ld%c ", level->number++, level->delim);
	level->hang = flow_mark(w->flow, marker);
}

static void close_item(struct walk *w)
{
	flow_unmark(w->flow);
	w->flow->indent -= w->levels[w->depth - 1].hang;
}

/* Whether an empty row keeps NODE from what stands before it in its block. */
static bool stands_apart(cmark_node *node)
{
	cmark_node *parent = cmark_node_parent(node);

	if (!cmark_node_previous(node))
		return false;
	if (cmark_node_get_type(parent) == CMARK_NODE_ITEM)
		parent = cmark_node_parent(parent);
	return cmark_node_get_type(parent) != CMARK_NODE_LIST || !cmark_node_get_list_tight(parent);
}

static void add_rule(struct walk *w)
{
	int room = flow_room(w->flow).cells, i;

	for (i = 0; i < RULE_CELLS && i < room; i++)
		flow_add(w->flow, slice_of(RULE_SIGN), STYLE_RULE);
	flow_wrap(w->flow);
}

/* The first line of REST, which moves behind it. */
static struct slice next_line(struct slice *rest)
{
	const char *end = memchr(rest->data, '\n', rest->len);
	size_t len = end ? (size_t)(end - rest->data) : rest->len;
	struct slice line = slice_part(*rest, 0, len);

	*rest = slice_part(*rest, end ? len + 1 : len, rest->len);
	return line;
}

static bool fits(struct slice body, int cells)
{
	while (body.len) {
		if (text_width(next_line(&body)) > cells)
			return false;
	}
	return true;
}

static void add_fence(struct walk *w, cmark_node *node)
{
	struct slice rest = tree_literal(node);
	struct room room = flow_room(w->flow);

	if (tree_is_figure(node) && !fits(rest, room.cells))
		return;
	while (rest.len) {
		struct slice line = next_line(&rest);

		flow_row(w->flow, slice_part(line, 0, text_fit(line, room.cells)));
	}
}

static void enter_block(struct walk *w, cmark_node *node)
{
	if (stands_apart(node))
		w->flow->gap = true;
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_BLOCK_QUOTE:
		w->flow->indent += QUOTE_INDENT;
		break;
	case CMARK_NODE_LIST:
		open_list(w, node);
		break;
	case CMARK_NODE_ITEM:
		open_item(w);
		break;
	case CMARK_NODE_HEADING:
		w->style = STYLE_HEADING;
		break;
	case CMARK_NODE_THEMATIC_BREAK:
		add_rule(w);
		break;
	case CMARK_NODE_CODE_BLOCK:
		add_fence(w, node);
		break;
	default:
		break;
	}
}

static void leave_block(struct walk *w, cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_BLOCK_QUOTE:
		w->flow->indent -= QUOTE_INDENT;
		break;
	case CMARK_NODE_LIST:
		w->depth--;
		break;
	case CMARK_NODE_ITEM:
		close_item(w);
		break;
	case CMARK_NODE_PARAGRAPH:
	case CMARK_NODE_HEADING:
		flow_wrap(w->flow);
		w->style = STYLE_PLAIN;
		break;
	default:
		break;
	}
}

static unsigned marking(cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_EMPH:
		return STYLE_EMPH;
	case CMARK_NODE_STRONG:
		return STYLE_STRONG;
	default:
		return STYLE_PLAIN;
	}
}

/* The style of what stands in NODE's parent: the markings around it. */
static unsigned style_around(const struct walk *w, cmark_node *node)
{
	unsigned style = w->style & STYLE_HEADING;

	while (tree_is_inline(node = cmark_node_parent(node)))
		style |= marking(node);
	return style;
}

static void visit_inline(struct walk *w, cmark_node *node, bool enters)
{
	cmark_node_type type = cmark_node_get_type(node);

	if (marking(node))
		w->style = style_around(w, node) | (enters ? marking(node) : STYLE_PLAIN);
	else if (type == CMARK_NODE_SOFTBREAK)
		flow_add(w->flow, slice_of(" "), w->style);
	else if (type == CMARK_NODE_LINEBREAK)
		flow_add(w->flow, slice_of("\n"), w->style);
	else if (enters)
		flow_add(w->flow, tree_literal(node), w->style);
}

/* A line to write on. */
static void add_line(struct flow *flow)
{
	struct buf line;

	buf_init(&line, SIZE_MAX / 2);
	for (int i = flow_room(flow).cells; i > 0; i--)
		buf_add_char(&line, '_');
	flow_row(flow, slice_buf(&line));
	buf_release(&line);
}

static void lay_block(struct flow *flow, cmark_node *node)
{
	struct walk w = { .flow = flow };
	cmark_iter *iter = cmark_iter_new(node);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *at = cmark_iter_get_node(iter);

		if (tree_is_inline(at))
			visit_inline(&w, at, event == CMARK_EVENT_ENTER);
		else if (event == CMARK_EVENT_ENTER)
			enter_block(&w, at);
		else
			leave_block(&w, at);
	}
	cmark_iter_free(iter);
}

struct layout *layout_new(const struct doc *doc, int width)
{
	return layout_new_spaced(doc, width, 1);
}

struct layout *layout_new_spaced(const struct doc *doc, int width, int gap)
{
	struct layout *layout = MEM_NEW(struct layout);
	struct flow flow;
	size_t i;

	buf_init(&layout->text, SIZE_MAX / 2);
	layout->first = mem_zero(doc->count, sizeof(*layout->first));
	layout->blocks = doc->count;
	flow_begin(&flow, layout, width < 1 ? 1 : width);
	flow.gap_rows = gap;
	for (i = 0; i < doc->count; i++) {
		flow_block(&flow, i);
		if (doc->blocks[i].kind == DOC_LINE)
			add_line(&flow);
		else if (doc->blocks[i].kind != DOC_HTML)
			lay_block(&flow, doc->blocks[i].node);
	}
	flow_end(&flow);
	return layout;
}

void layout_free(struct layout *layout)
{
	if (!layout)
		return;
	buf_release(&layout->text);
	free(layout->spans);
	free(layout->rows);
	free(layout->first);
	free(layout);
}

size_t layout_count(const struct layout *layout)
{
	return layout->count;
}

const struct layout_row *layout_row(const struct layout *layout, size_t row)
{
	return &layout->rows[row];
}

size_t layout_row_of_block(const struct layout *layout, size_t block)
{
	return block < layout->blocks ? layout->first[block] : layout->count;
}
