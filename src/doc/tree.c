/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small deeds on cmark's nodes. */
#include <config.h>

#include "doc/tree.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* The document's own copy of STRING; NULL stays NULL. */
static const char *own(struct doc *doc, const char *string)
{
	if (!string)
		return NULL;
	for (size_t i = 0; i < doc->string_count; i++)
		if (strcmp(doc->strings[i], string) == 0)
			return doc->strings[i];
	doc->strings = mem_grow(doc->strings, doc->string_count, &doc->string_cap, sizeof(*doc->strings));
	return doc->strings[doc->string_count++] = mem_string(string);
}

void doc_language(struct doc *doc, const char *tag)
{
	doc->language = tag && *tag ? own(doc, tag) : NULL;
}

void tree_add(struct doc *doc, struct doc_block block)
{
	block.language = block.language ? own(doc, block.language) : doc->language;
	block.name = own(doc, block.name);
	doc->blocks = mem_grow(doc->blocks, doc->count, &doc->cap, sizeof(*doc->blocks));
	doc->blocks[doc->count++] = block;
	doc->in_items = false;
	if (!cmark_node_parent(block.node))
		cmark_node_append_child(doc->root, block.node);
}

bool tree_has_lines(const struct doc *doc)
{
	for (size_t i = 0; i < doc->count; i++)
		if (doc->blocks[i].kind == DOC_LINE)
			return true;
	return false;
}

cmark_node *tree_leaf(cmark_node_type type, struct slice literal)
{
	cmark_node *node = cmark_node_new(type);
	char *text = mem_copy(literal.data, literal.len);

	cmark_node_set_literal(node, text);
	free(text);
	return node;
}

cmark_node *tree_raw(struct slice bytes)
{
	cmark_node *node = cmark_node_new(CMARK_NODE_CUSTOM_INLINE);
	char *text = mem_copy(bytes.data, bytes.len);

	cmark_node_set_on_enter(node, text);
	free(text);
	return node;
}

void tree_replace(cmark_node *old, cmark_node *new)
{
	cmark_node_replace(old, new);
	cmark_node_free(old);
}

void tree_move_children(cmark_node *node, cmark_node *to)
{
	cmark_node *child;

	while ((child = cmark_node_first_child(node)))
		cmark_node_append_child(to, child);
}

/* A node like NODE, without its children. */
static cmark_node *copy_one(cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);
	cmark_node *copy = cmark_node_new(type);

	if (type == CMARK_NODE_HEADING) {
		cmark_node_set_heading_level(copy, cmark_node_get_heading_level(node));
	} else if (type == CMARK_NODE_LIST) {
		cmark_node_set_list_type(copy, cmark_node_get_list_type(node));
		cmark_node_set_list_delim(copy, cmark_node_get_list_delim(node));
		cmark_node_set_list_start(copy, cmark_node_get_list_start(node));
		cmark_node_set_list_tight(copy, cmark_node_get_list_tight(node));
	} else if (type == CMARK_NODE_LINK) {
		cmark_node_set_url(copy, cmark_node_get_url(node));
	} else if (cmark_node_get_literal(node)) {
		cmark_node_set_literal(copy, cmark_node_get_literal(node));
	}
	if (type == CMARK_NODE_CODE_BLOCK)
		cmark_node_set_fence_info(copy, cmark_node_get_fence_info(node));
	return copy;
}

/* What stands behind NODE in the order of reading, inside ROOT; PLACE, the copy of
 * NODE's parent, follows. */
static cmark_node *step_over(cmark_node *node, cmark_node *root, cmark_node **place)
{
	while (node != root && !cmark_node_next(node)) {
		node = cmark_node_parent(node);
		*place = cmark_node_parent(*place);
	}
	return node == root ? NULL : cmark_node_next(node);
}

cmark_node *tree_copy(cmark_node *root)
{
	cmark_node *copy = copy_one(root), *place = copy;
	cmark_node *node = cmark_node_first_child(root);

	while (node) {
		cmark_node *one = copy_one(node);

		cmark_node_append_child(place, one);
		if (cmark_node_first_child(node)) {
			place = one;
			node = cmark_node_first_child(node);
		} else {
			node = step_over(node, root, &place);
		}
	}
	return copy;
}

bool tree_is_inline(cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);

	return type >= CMARK_NODE_FIRST_INLINE && type <= CMARK_NODE_LAST_INLINE;
}

cmark_node *tree_block_of(cmark_node *node)
{
	while (tree_is_inline(node))
		node = cmark_node_parent(node);
	return node;
}

bool tree_is_break(cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);

	return type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK;
}

bool tree_is_figure(cmark_node *node)
{
	const char *info;

	if (cmark_node_get_type(node) != CMARK_NODE_CODE_BLOCK)
		return false;
	info = cmark_node_get_fence_info(node);
	return strcmp(info, "figure") == 0 || strncmp(info, "figure ", 7) == 0;
}

struct slice tree_literal(cmark_node *node)
{
	const char *literal = cmark_node_get_literal(node);

	return slice_of(literal ? literal : "");
}
