/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The HTML writer: cmark's body, with our headings, figures and words, in a
 * page that asks for nothing. */
#include <config.h>

#include "doc/write.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "doc/markup.h"
#include "doc/page_style.h"
#include "doc/tree.h"
#include "text/safe.h"

static cmark_node *wrapper(const char *enter, const char *leave)
{
	cmark_node *node = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK);

	cmark_node_set_on_enter(node, enter);
	cmark_node_set_on_exit(node, leave);
	return node;
}

/* Words keep their blanks by style, so no line feed may follow a break. */
static void replace_breaks(cmark_node *words)
{
	cmark_iter *iter = cmark_iter_new(words);

	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);

		if (tree_is_break(node))
			tree_replace(node, tree_raw(slice_of("<br>")));
	}
	cmark_iter_free(iter);
}

static cmark_node *wrap_words(cmark_node *quote)
{
	cmark_node *words = wrapper("<blockquote dir=\"auto\">", "</blockquote>");

	replace_breaks(quote);
	tree_move_children(quote, words);
	cmark_node_free(quote);
	return words;
}

static cmark_node *replace_line(cmark_node *rule)
{
	cmark_node_free(rule);
	return wrapper("<hr class=\"line\" aria-hidden=\"true\">", "");
}

/* Makes a figure of NODE, which is one, and of the paragraph behind it. */
static void replace_figure(cmark_node *node, cmark_node *caption)
{
	struct slice drawing = tree_literal(node);
	cmark_node *figure;
	struct buf enter;

	buf_init(&enter, SIZE_MAX / 2);
	buf_add_str(&enter, "<figure>\n<pre aria-hidden=\"true\">");
	if (slice_starts(drawing, "\n"))
		buf_add_char(&enter, '\n');	/* HTML drops the first one */
	markup_escape(&enter, drawing);
	buf_add_str(&enter, caption ? "</pre>\n<figcaption>" : "</pre>");
	figure = wrapper(enter.data, caption ? "</figcaption>\n</figure>" : "</figure>");
	if (caption) {
		tree_move_children(caption, figure);
		cmark_node_free(caption);
	}
	cmark_node_set_user_data(figure, cmark_node_get_user_data(node));
	tree_replace(node, figure);
	buf_release(&enter);
}

/* Figures stand at the top of a document. */
static void replace_figures(cmark_node *root)
{
	cmark_node *node = cmark_node_first_child(root), *next;

	for (; node; node = next) {
		next = cmark_node_next(node);
		if (!tree_is_figure(node))
			continue;
		if (next && cmark_node_get_type(next) == CMARK_NODE_PARAGRAPH) {
			cmark_node *caption = next;

			next = cmark_node_next(next);
			replace_figure(node, caption);
		} else {
			replace_figure(node, NULL);
		}
	}
}

/* A copy of DOC's tree as it goes to cmark; the top nodes' user data is their language. */
static cmark_node *prepare(const struct doc *doc)
{
	cmark_node *root = cmark_node_new(CMARK_NODE_DOCUMENT);
	size_t i;

	for (i = 0; i < doc->count; i++) {
		cmark_node *node;

		if (doc->blocks[i].kind == DOC_HTML)
			continue;
		node = tree_copy(doc->blocks[i].node);
		if (doc->blocks[i].kind == DOC_WORDS)
			node = wrap_words(node);
		if (doc->blocks[i].kind == DOC_LINE)
			node = replace_line(node);
		cmark_node_set_user_data(node, (void *)doc->blocks[i].language);
		cmark_node_append_child(root, node);
	}
	replace_figures(root);
	return root;
}

/* A paragraph that is stressed throughout belongs to what stands below it. */
static bool is_note(cmark_node *node)
{
	cmark_node *child = cmark_node_first_child(node);

	return cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH && child &&
	       cmark_node_get_type(child) == CMARK_NODE_EMPH && !cmark_node_next(child);
}

/* Puts what is to be known of BLOCK into its first mark. */
static void add_block(struct buf *out, const char *block, bool note, const char *language)
{
	size_t mark = strcspn(block, " >\n");

	buf_add(out, block, mark);
	if (note)
		buf_add_str(out, " class=\"note\"");
	if (strcmp(language, DOC_UNKNOWN) == 0)
		buf_add_str(out, " lang=\"\"");
	else if (markup_is_tag(language))
		buf_addf(out, " lang=\"%s\"", language);
	buf_add_str(out, block + mark);
}

/* Block by block, for cmark cannot tell languages; those that are in that of the PAGE say
 * nothing. */
static void add_body(struct buf *out, cmark_node *root, const char *page)
{
	cmark_node *node;

	for (node = cmark_node_first_child(root); node; node = cmark_node_next(node)) {
		const char *language = cmark_node_get_user_data(node);
		char *block = cmark_render_html(node, CMARK_OPT_DEFAULT);

		add_block(out, block, is_note(node), language && strcmp(language, page) != 0 ? language : "");
		free(block);
	}
}

static void add_head(struct buf *out, const char *language, struct slice title, bool sheet)
{
	buf_add_str(out, "<!doctype html>\n<html");
	if (markup_is_tag(language))
		buf_addf(out, " lang=\"%s\"", language);
	buf_add_str(out, ">\n<head>\n<meta charset=\"utf-8\">\n"
		    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
		    "style-src 'sha256-" PAGE_STYLE_HASH "'\">\n<title>");
	markup_escape(out, title);
	buf_add_str(out, "</title>\n<style>" PAGE_STYLE "</style>\n</head>\n<body>\n");
	buf_add_str(out, sheet ? "<main class=\"sheet\">\n" : "<main>\n");
}

void write_html(const struct doc *doc, const struct doc_meta *meta, struct buf *out)
{
	cmark_node *root = prepare(doc);
	bool own = markup_has_title(root);
	struct buf title;

	buf_init(&title, SIZE_MAX / 2);
	safe_add(&title, slice_of(meta->title));
	markup_order_headings(root, own ? 0 : 1);
	add_head(out, meta->language, slice_buf(&title), tree_has_lines(doc));
	if (!own) {
		buf_add_str(out, "<h1>");
		markup_escape(out, slice_buf(&title));
		buf_add_str(out, "</h1>\n");
	}
	add_body(out, root, meta->language);
	buf_add_str(out, "</main>\n</body>\n</html>\n");
	buf_release(&title);
	cmark_node_free(root);
}
