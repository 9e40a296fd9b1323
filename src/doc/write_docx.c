/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The writer of Word files: walks the blocks of a document and makes paragraphs of them, for
 * in Word quotes and lists are only how paragraphs look. */
#include <config.h>

#include "doc/write.h"

#include <stdint.h>
#include <string.h>

#include "doc/docx.h"
#include "doc/markup.h"
#include "doc/tree.h"
#include "text/direction.h"
#include "text/safe.h"

/* Bytes of an answer that is kept in one piece, some third of a page. */
#define WHOLE_MAX 1200
/* What a figure's drawing can be tied to its caption with. */
#define FIGURE_ROWS_MAX 30

struct walk {
	struct docx *x;
	const char *language;		/* of the block, NULL: the document's */
	long lists[DOC_NESTING];	/* the w:num of each list around */
	bool loose[DOC_NESTING];	/* whether its items stand apart */
	int depth;			/* lists around */
	int quotes;			/* quotes around */
	bool marked;			/* an item has begun whose mark is not written yet */
	bool whole;			/* the block stays in one piece */
	bool asks;			/* it stays with the next block, where that is answered */
	bool line;			/* the block is a line to write on */
	bool caption;			/* the block says what the figure before it shows */
	bool note;			/* the paragraph is stressed throughout, by its style */
	bool open;			/* a paragraph is open */
	bool leftwards;			/* the paragraph is written from right to left */
};

static void close_paragraph(struct walk *w)
{
	if (w->open)
		buf_add_str(&w->x->body, "</w:p>");
	w->open = false;
}

static void read_text(cmark_node *block, struct buf *out)
{
	cmark_iter *iter = cmark_iter_new(block);

	while (cmark_iter_next(iter) != CMARK_EVENT_DONE)
		buf_add_slice(out, tree_literal(cmark_iter_get_node(iter)));
	cmark_iter_free(iter);
}

/* Whether NODE's text is written from right to left. */
static bool is_leftwards(cmark_node *node)
{
	struct buf text;
	bool leftwards;

	buf_init(&text, SIZE_MAX / 2);
	read_text(node, &text);
	leftwards = direction_first(slice_buf(&text)) == DIRECTION_RTL;
	buf_release(&text);
	return leftwards;
}

/* A paragraph in the item that has begun shows its mark; the others are set in as it is. */
static void put_into_list(struct walk *w, struct docx_paragraph *p)
{
	long num = w->lists[w->depth - 1];

	if (!p->style)
		p->style = !w->marked ? "ListContinue" :
			   num == DOCX_BULLETS ? "ListBullet" : "ListNumber";
	if (w->marked) {
		p->num = num;
		p->level = w->depth <= DOCX_LEVELS ? w->depth - 1 : DOCX_LEVELS - 1;
		p->apart = w->loose[w->depth - 1];
	}
	w->marked = false;
}

/* Sets P in by all that is around it, where its style does not. */
static void set_in(const struct walk *w, struct docx_paragraph *p)
{
	bool by_list = p->num && !w->quotes && w->depth <= DOCX_LEVELS;
	bool by_quote = w->quotes == 1 && !w->depth && p->style && !strcmp(p->style, "Quote");

	p->hanging = p->num ? DOCX_INDENT : -1;
	p->left = (w->quotes + w->depth) * DOCX_INDENT;
	if (by_list || by_quote || !p->left)
		p->left = -1;
}

/* Opens a paragraph for NODE (NULL: for nothing but a mark). */
static void open_paragraph(struct walk *w, const char *style, cmark_node *node, bool keep_next)
{
	struct docx_paragraph p = {
		.style = style,
		.keep_next = keep_next,
		.keep_lines = w->whole,
		.leftwards = node && is_leftwards(node),
	};

	close_paragraph(w);
	w->leftwards = p.leftwards;
	if (!style && node && cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_BLOCK_QUOTE)
		p.style = "Quote";
	if (w->depth)
		put_into_list(w, &p);
	set_in(w, &p);
	docx_open(w->x, &p);
	w->open = true;
}

/* The item around has no paragraph of its own to show its mark. */
static void show_mark(struct walk *w)
{
	if (w->marked)
		open_paragraph(w, NULL, NULL, true);
	close_paragraph(w);
}

/* A paragraph that is stressed throughout. */
static bool is_note(cmark_node *node)
{
	cmark_node *child = cmark_node_first_child(node);

	return child && !cmark_node_next(child) && cmark_node_get_type(child) == CMARK_NODE_EMPH;
}

static void open_text(struct walk *w, cmark_node *node)
{
	bool keep = w->asks || (w->whole && cmark_node_next(node));
	const char *style = w->caption ? "Caption" : NULL;

	w->note = !w->caption && !w->quotes && !w->depth && is_note(node);
	open_paragraph(w, w->note ? "Note" : style, node, keep);
}

static void open_heading(struct walk *w, cmark_node *node)
{
	char style[] = "Heading0";
	int level = cmark_node_get_heading_level(node);

	style[sizeof(style) - 2] = (char)('0' + level - 1);
	open_paragraph(w, level == 1 ? "Title" : style, node, false);
}

static size_t count_rows(struct slice text)
{
	size_t rows = 0;

	for (size_t i = 0; i < text.len; i++)
		rows += text.data[i] == '\n';
	return rows;
}

static void put_code(struct walk *w, cmark_node *node)
{
	struct slice body = tree_literal(node);
	struct docx_run run = { .language = DOC_UNKNOWN };
	bool keep = tree_is_figure(node) && count_rows(body) <= FIGURE_ROWS_MAX;

	if (body.len && body.data[body.len - 1] == '\n')
		body.len--;
	open_paragraph(w, "SourceCode", NULL, keep);
	docx_add_text(w->x, &run, body, w->leftwards);
	close_paragraph(w);
}

static void open_list(struct walk *w, cmark_node *list)
{
	int level = w->depth < DOCX_LEVELS ? w->depth : DOCX_LEVELS - 1;
	bool paren = cmark_node_get_list_delim(list) == CMARK_PAREN_DELIM;

	show_mark(w);
	w->loose[w->depth] = !cmark_node_get_list_tight(list);
	w->lists[w->depth++] = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST ?
		docx_number(w->x, cmark_node_get_list_start(list), level, paren) : DOCX_BULLETS;
}

static void enter_block(struct walk *w, cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_BLOCK_QUOTE:
		show_mark(w);
		w->quotes++;
		break;
	case CMARK_NODE_LIST:
		open_list(w, node);
		break;
	case CMARK_NODE_ITEM:
		w->marked = true;
		break;
	case CMARK_NODE_HEADING:
		open_heading(w, node);
		break;
	case CMARK_NODE_PARAGRAPH:
		open_text(w, node);
		break;
	case CMARK_NODE_CODE_BLOCK:
		put_code(w, node);
		break;
	case CMARK_NODE_THEMATIC_BREAK:
		open_paragraph(w, w->line ? "WritingLine" : "HorizontalLine", NULL, w->line && w->asks);
		break;
	default:
		break;
	}
}

static void leave_block(struct walk *w, cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_BLOCK_QUOTE:
		w->quotes--;
		break;
	case CMARK_NODE_LIST:
		w->depth--;
		break;
	case CMARK_NODE_ITEM:
		show_mark(w);
		break;
	case CMARK_NODE_PARAGRAPH:
		w->note = false;
		break;
	default:
		break;
	}
	close_paragraph(w);
}

/* Whether a marking of TYPE is around NODE. */
static bool is_in(cmark_node *node, cmark_node_type type)
{
	while (tree_is_inline(node = cmark_node_parent(node)))
		if (cmark_node_get_type(node) == type)
			return true;
	return false;
}

static void put_text(struct walk *w, cmark_node *node)
{
	struct docx_run run = {
		.strong = is_in(node, CMARK_NODE_STRONG),
		.emph = !w->note && is_in(node, CMARK_NODE_EMPH),
		.language = w->language,
	};

	if (is_in(node, CMARK_NODE_LINK))
		run.style = "Hyperlink";
	if (cmark_node_get_type(node) == CMARK_NODE_CODE)
		run.style = "VerbatimChar";
	docx_add_text(w->x, &run, tree_literal(node), w->leftwards);
}

static void visit_inline(struct walk *w, cmark_node *node, bool enters)
{
	bool heading = cmark_node_get_type(tree_block_of(node)) == CMARK_NODE_HEADING;
	cmark_node_type type = cmark_node_get_type(node);
	struct docx_run space = { .language = w->language };

	if (type == CMARK_NODE_LINK && enters)
		docx_open_link(w->x, cmark_node_get_url(node));
	else if (type == CMARK_NODE_LINK)
		buf_add_str(&w->x->body, "</w:hyperlink>");
	else if (type == CMARK_NODE_LINEBREAK && !heading)
		docx_add_break(w->x);
	else if (tree_is_break(node))
		docx_add_text(w->x, &space, slice_of(" "), w->leftwards);
	else if (enters)
		put_text(w, node);
}

static void put_block(struct walk *w, cmark_node *block)
{
	cmark_iter *iter = cmark_iter_new(block);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);

		if (tree_is_inline(node))
			visit_inline(w, node, event == CMARK_EVENT_ENTER);
		else if (event == CMARK_EVENT_ENTER)
			enter_block(w, node);
		else
			leave_block(w, node);
	}
	cmark_iter_free(iter);
	close_paragraph(w);
}

static size_t count_bytes(cmark_node *block)
{
	struct buf text;
	size_t len;

	buf_init(&text, SIZE_MAX / 2);
	read_text(block, &text);
	len = text.len;
	buf_release(&text);
	return len;
}

static const struct doc_block *block_at(cmark_node *node)
{
	return node ? cmark_node_get_user_data(node) : NULL;
}

static bool is_words(cmark_node *node)
{
	return node && block_at(node)->kind == DOC_WORDS;
}

static bool is_line(cmark_node *node)
{
	return node && block_at(node)->kind == DOC_LINE;
}

/* Whether the block behind NODE begins what is written in answer to it: words, or the first two
 * lines to write on. */
static bool is_answered(cmark_node *node)
{
	cmark_node *next = cmark_node_next(node);

	return is_words(next) || (is_line(next) && !(is_line(node) && is_line(cmark_node_previous(node))));
}

/* Writes the blocks, each with a mind to those beside it. */
static void put_body(struct docx *x, cmark_node *root, const char *language)
{
	cmark_node *node, *before = NULL;

	for (node = cmark_node_first_child(root); node; node = cmark_node_next(node)) {
		const char *own = block_at(node)->language;
		struct walk w = {
			.x = x,
			.language = own && strcmp(own, language) != 0 ? own : NULL,
			.whole = is_words(node) && count_bytes(node) <= WHOLE_MAX,
			.asks = is_answered(node),
			.line = is_line(node),
			.caption = before && tree_is_figure(before) &&
				   cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH,
		};

		put_block(&w, node);
		before = node;
	}
}

/* A copy of DOC's tree; the top nodes' user data is their block. */
static cmark_node *copy_tree(const struct doc *doc)
{
	cmark_node *root = cmark_node_new(CMARK_NODE_DOCUMENT);

	for (size_t i = 0; i < doc->count; i++) {
		cmark_node *node;

		if (doc->blocks[i].kind == DOC_HTML)
			continue;
		node = tree_copy(doc->blocks[i].node);
		cmark_node_set_user_data(node, &doc->blocks[i]);
		cmark_node_append_child(root, node);
	}
	return root;
}

static void put_title(struct docx *x)
{
	static const struct docx_paragraph title = { .style = "Title", .left = -1 };
	static const struct docx_run run = { .language = NULL };

	docx_open(x, &title);
	docx_add_text(x, &run, slice_of(x->title), false);
	buf_add_str(&x->body, "</w:p>");
}

void write_docx(const struct doc *doc, const struct doc_meta *meta, struct buf *out)
{
	struct docx x = { .language = docx_language(meta->language), .sheet = tree_has_lines(doc) };
	cmark_node *root = copy_tree(doc);
	bool own = markup_has_title(root);
	struct archive archive;
	struct buf title;

	buf_init(&x.body, SIZE_MAX / 2);
	buf_init(&x.relations, SIZE_MAX / 2);
	buf_init(&x.numbers, SIZE_MAX / 2);
	buf_init(&title, SIZE_MAX / 2);
	safe_add(&title, slice_of(meta->title));
	x.title = title.data;
	markup_order_headings(root, own ? 0 : 1);
	if (!own)
		put_title(&x);
	put_body(&x, root, meta->language);
	archive_begin(&archive, out);
	docx_pack(&x, &archive);
	archive_end(&archive);
	buf_release(&title);
	buf_release(&x.numbers);
	buf_release(&x.relations);
	buf_release(&x.body);
	cmark_node_free(root);
}
