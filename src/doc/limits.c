/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Markdown may cost. */
#include <config.h>

#include "doc/limits.h"

#include <string.h>

#include "base/intl.h"
#include "doc/tree.h"

/* On one line, drawings included: it need only be safe to parse. */
#define MARKERS_MAX 64
#define IMAGES_MAX 1000
#define NUMBERS_MAX 5000

static bool too_deep(int line, struct err *err)
{
	return err_set(err, ERR_TOO_BIG,
		       _("line %d: nested deeper than %d; take quotes, lists or emphasis apart"),
		       line, DOC_NESTING);
}

/* Whether LINE from AT on is a thematic break or nothing, so that no container
 * begins there. */
static bool is_rule(struct slice line, size_t at)
{
	char sign = line.data[at];

	if (!strchr("*-_", sign))
		return false;
	while (at < line.len && (line.data[at] == sign || line.data[at] == ' '))
		at++;
	return at == line.len;
}

/* Moves AT behind a container's marker, if one stands there. */
static bool take_marker(struct slice line, size_t *at)
{
	size_t i = *at;

	if (i == line.len || is_rule(line, i))
		return false;
	if (line.data[i] == '>') {
		*at = i + 1;
		return true;
	}
	if (strchr("*-+", line.data[i])) {
		i++;
	} else {
		while (i < line.len && line.data[i] >= '0' && line.data[i] <= '9')
			i++;
		if (i == *at || i == line.len || !strchr(".)", line.data[i]))
			return false;
		i++;
	}
	*at = i;
	return i == line.len || line.data[i] == ' ';
}

static bool line_is_flat(struct slice line)
{
	size_t at = 0;
	int markers = 0;

	do {
		while (at < line.len && line.data[at] == ' ')
			at++;
		if (markers++ > MARKERS_MAX)
			return false;
	} while (take_marker(line, &at));
	return true;
}

static size_t count_images(struct slice text)
{
	size_t i, n = 0;

	for (i = 0; i + 1 < text.len; i++)
		n += text.data[i] == '!' && text.data[i + 1] == '[';
	return n;
}

bool limits_before(struct slice text, int first_line, struct err *err)
{
	size_t start, end;
	int line = first_line;

	for (start = 0; start < text.len; start = end + 1, line++) {
		const char *lf = memchr(text.data + start, '\n', text.len - start);

		end = lf ? (size_t)(lf - text.data) : text.len;
		if (!line_is_flat(slice_part(text, start, end)))
			return too_deep(line, err);
	}
	if (count_images(text) > IMAGES_MAX)
		return err_set(err, ERR_TOO_BIG, _("more than %d images"), IMAGES_MAX);
	return true;
}

/* Whether NODE counts as a step of nesting: a list does by its items. */
static bool nests(cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_BLOCK_QUOTE:
	case CMARK_NODE_ITEM:
	case CMARK_NODE_EMPH:
	case CMARK_NODE_STRONG:
	case CMARK_NODE_LINK:
	case CMARK_NODE_IMAGE:
		return true;
	default:
		return false;
	}
}

static bool is_numbered(cmark_node *node)
{
	return cmark_node_get_type(node) == CMARK_NODE_ITEM &&
	       cmark_node_get_list_type(cmark_node_parent(node)) == CMARK_ORDERED_LIST;
}

bool limits_after(cmark_node *root, int first_line, struct err *err)
{
	cmark_iter *iter = cmark_iter_new(root);
	cmark_event_type event;
	int depth = 0, numbers = 0, line = 1;

	while (depth <= DOC_NESTING && (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		bool enters = event == CMARK_EVENT_ENTER;

		if (!tree_is_inline(node))
			line = cmark_node_get_start_line(node);
		if (nests(node))
			depth += enters ? 1 : -1;
		numbers += enters && is_numbered(node);
	}
	cmark_iter_free(iter);
	if (depth > DOC_NESTING)
		return too_deep(first_line + line - 1, err);
	return numbers <= NUMBERS_MAX ||
	       err_set(err, ERR_TOO_BIG, _("more than %d numbered items"), NUMBERS_MAX);
}
