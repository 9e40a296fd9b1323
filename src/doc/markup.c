/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the writers of HTML and of Word files share. */
#include <config.h>

#include "doc/markup.h"

#include <ctype.h>

#define LEVEL_MAX 6

void markup_escape(struct buf *out, struct slice s)
{
	size_t i;

	for (i = 0; i < s.len; i++) {
		switch (s.data[i]) {
		case '&':
			buf_add_str(out, "&amp;");
			break;
		case '<':
			buf_add_str(out, "&lt;");
			break;
		case '>':
			buf_add_str(out, "&gt;");
			break;
		case '"':
			buf_add_str(out, "&quot;");
			break;
		case '\'':
			buf_add_str(out, "&#39;");
			break;
		default:
			buf_add_char(out, s.data[i]);
		}
	}
}

bool markup_is_tag(const char *s)
{
	if (!*s)
		return false;
	while (isalnum((unsigned char)*s) || *s == '-')
		s++;
	return !*s;
}

bool markup_has_title(cmark_node *root)
{
	cmark_iter *iter = cmark_iter_new(root);
	int titles = 0;
	bool leads = false, any = false;

	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		int level = cmark_node_get_heading_level(node);

		if (!level || cmark_iter_get_event_type(iter) != CMARK_EVENT_ENTER)
			continue;
		titles += level == 1;
		leads = leads || (!any && level == 1);
		any = true;
	}
	cmark_iter_free(iter);
	return titles == 1 && leads;
}

void markup_order_headings(cmark_node *root, int depth)
{
	cmark_iter *iter = cmark_iter_new(root);
	int above[LEVEL_MAX + 1] = { 0 };	/* the levels that a heading stands under */

	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		int level = cmark_node_get_heading_level(node);

		if (!level || cmark_iter_get_event_type(iter) != CMARK_EVENT_ENTER)
			continue;
		while (depth && above[depth - 1] >= level)
			depth--;
		above[depth++] = level;
		cmark_node_set_heading_level(node, depth < LEVEL_MAX ? depth : LEVEL_MAX);
	}
	cmark_iter_free(iter);
}
