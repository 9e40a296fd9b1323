/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Markdown writer.  cmark puts out the blocks; what stands in them is
 * written here, for cmark's own escapes lose a blank at a line's end and let
 * literal text turn into fences and code (CommonMark 0.30, 2.4 and 2.5, say
 * what a backslash and a reference stand for). */
#include <config.h>

#include "doc/write.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "doc/tree.h"
#include "text/utf8.h"

/* Always behind a backslash.  The tilde and, where a line begins, the pipe and
 * colon mean something only to readers with extensions. */
#define SPECIAL "\\`*_[]<~#"
#define SPECIAL_FIRST ">-+=|:"

/* Where a text node stands. */
struct place {
	bool first;	/* a line of the source begins with it */
	bool last;	/* a line ends with it */
	bool heading;	/* then nothing but blanks matters at the start */
};

static bool begins_line(cmark_node *node)
{
	while (tree_is_inline(node) && !cmark_node_previous(node))
		node = cmark_node_parent(node);
	return !tree_is_inline(node) || tree_is_break(cmark_node_previous(node));
}

static bool ends_line(cmark_node *node)
{
	while (tree_is_inline(node) && !cmark_node_next(node))
		node = cmark_node_parent(node);
	return !tree_is_inline(node) || tree_is_break(cmark_node_next(node));
}

/* Unicode's Zs, which delimiters of emphasis look at too. */
static bool is_blank(unsigned code)
{
	return code == ' ' || code == 0xA0 || code == 0x1680 ||
	       (code >= 0x2000 && code <= 0x200A) || code == 0x202F || code == 0x205F ||
	       code == 0x3000;
}

/* The sign behind a number at the start of S that would make it a list, or 0. */
static size_t list_sign(struct slice s)
{
	size_t i = 0;

	while (i < s.len && isdigit((unsigned char)s.data[i]))
		i++;
	if (!i || i == s.len || !strchr(".)", s.data[i]))
		return 0;
	return i + 1 == s.len || s.data[i + 1] == ' ' ? i : 0;
}

static bool needs_backslash(struct slice s, size_t i, struct place place)
{
	char c = s.data[i];
	bool last = i + 1 == s.len;

	if (strchr(SPECIAL, c))
		return true;
	if (c == '&')	/* a character reference */
		return !last && (isalnum((unsigned char)s.data[i + 1]) || s.data[i + 1] == '#');
	if (c == '!')	/* an image, when a link comes next */
		return last && !place.last;
	if (!place.first || place.heading)
		return false;
	return (i == 0 && strchr(SPECIAL_FIRST, c)) || (i > 0 && i == list_sign(s));
}

static void escape(struct buf *out, struct slice s, struct place place)
{
	size_t at = 0;

	while (at < s.len) {
		size_t from = at;
		unsigned code = utf8_next(s, &at);
		bool edge = (from == 0 && place.first) || (at == s.len && place.last);

		if (edge && is_blank(code)) {
			buf_addf(out, "&#%u;", code);
			continue;
		}
		if (code < 0x80 && needs_backslash(s, from, place))
			buf_add_char(out, '\\');
		buf_add_slice(out, slice_part(s, from, at));
	}
}

static size_t longest_run(struct slice s, char c)
{
	size_t i, run = 0, longest = 0;

	for (i = 0; i < s.len; i++) {
		run = s.data[i] == c ? run + 1 : 0;
		if (run > longest)
			longest = run;
	}
	return longest;
}

static void add_run(struct buf *out, char c, size_t n)
{
	while (n--)
		buf_add_char(out, c);
}

/* A code span.  One blank is stripped from each side when both have one and
 * there is more than blanks inside, so those get another. */
static void code_span(struct buf *out, struct slice s)
{
	size_t ticks = longest_run(s, '`') + 1;
	bool edges = s.len && (s.data[0] == '`' || s.data[s.len - 1] == '`');
	bool blanks = s.len && s.data[0] == ' ' && s.data[s.len - 1] == ' ' && slice_trim(s).len;

	if (!s.len)
		return;
	add_run(out, '`', ticks);
	add_run(out, ' ', edges || blanks);
	buf_add_slice(out, s);
	add_run(out, ' ', edges || blanks);
	add_run(out, '`', ticks);
}

static void write_inline(struct buf *out, cmark_node *node)
{
	bool heading = cmark_node_get_type(tree_block_of(node)) == CMARK_NODE_HEADING;
	struct place place = { begins_line(node), ends_line(node), heading };

	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
		escape(out, tree_literal(node), place);
		break;
	case CMARK_NODE_CODE:
		code_span(out, tree_literal(node));
		break;
	case CMARK_NODE_LINEBREAK:
		buf_add_str(out, heading ? " " : "\\\n");
		break;
	default:
		buf_add_str(out, heading ? " " : "\n");
		break;
	}
}

/* Always fenced: code that is only indented joins what stands beside it. */
static void write_fence(struct buf *out, cmark_node *node)
{
	struct slice body = tree_literal(node), info = slice_of(cmark_node_get_fence_info(node));
	char sign = longest_run(info, '`') ? '~' : '`';
	size_t i, run = longest_run(body, sign) + 1;

	add_run(out, sign, run < 3 ? 3 : run);
	for (i = 0; i < info.len; i++) {
		if (info.data[i] == '\\')
			buf_add_char(out, '\\');
		buf_add_char(out, info.data[i]);
		if (info.data[i] == '&')	/* not \&: cmark reads references first */
			buf_add_str(out, "amp;");
	}
	buf_add_char(out, '\n');
	buf_add_slice(out, body);
	if (body.len && body.data[body.len - 1] != '\n')
		buf_add_char(out, '\n');
	add_run(out, sign, run < 3 ? 3 : run);
}

/* Puts our bytes in the place of NODE, a leaf.  A fence comes as a paragraph: around
 * custom blocks cmark writes empty lines that end a quote. */
static void replace_leaf(cmark_node *node, struct buf *bytes)
{
	buf_clear(bytes);
	if (cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK) {
		cmark_node *paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);

		write_fence(bytes, node);
		cmark_node_append_child(paragraph, tree_raw(slice_buf(bytes)));
		tree_replace(node, paragraph);
	} else {
		write_inline(bytes, node);
		tree_replace(node, tree_raw(slice_buf(bytes)));
	}
}

static bool is_ours(cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);

	return type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE || type == CMARK_NODE_CODE_BLOCK;
}

/* Replaces the breaks, or what stands between them: that asks where its line
 * begins and ends, and so comes first. */
static void replace_leaves(cmark_node *root, bool breaks)
{
	cmark_iter *iter = cmark_iter_new(root);
	cmark_event_type event;
	struct buf bytes;

	buf_init(&bytes, SIZE_MAX / 2);
	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);

		if (event == CMARK_EVENT_ENTER && (breaks ? tree_is_break(node) : is_ours(node)))
			replace_leaf(node, &bytes);
	}
	cmark_iter_free(iter);
	buf_release(&bytes);
}

void write_markdown(const struct doc *doc, struct buf *out)
{
	cmark_node *root;
	char *text;
	size_t i;

	if (!doc->count)
		return;
	root = cmark_node_new(CMARK_NODE_DOCUMENT);
	for (i = 0; i < doc->count; i++) {
		if (doc->blocks[i].kind != DOC_HTML)
			cmark_node_append_child(root, tree_copy(doc->blocks[i].node));
	}
	replace_leaves(root, false);
	replace_leaves(root, true);
	text = cmark_render_commonmark(root, CMARK_OPT_DEFAULT, 0);
	buf_add_str(out, text);
	free(text);
	cmark_node_free(root);
}
