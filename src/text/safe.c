/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The door: which code points pass to a terminal, and pictures of the others. */
#include <config.h>

#include "text/safe.h"

#include <stdio.h>
#include <stdlib.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uniwidth.h>
#include <wchar.h>

#include "text/utf8.h"

#define ZWNJ 0x200CU
#define ZWJ 0x200DU
#define MARKS_MAX 8
#define TAB_STOP 8
#define PICTURE_MAX 16

/* What was shown of a cluster so far. */
struct cluster {
	unsigned last;		/* last code point that passed, 0 at the start or
				 * behind a picture: a mark there has no base */
	unsigned base;		/* last one that was no mark, selector or joiner */
	bool emoji;		/* base is a pictograph, perhaps with a skin tone */
	int marks;		/* behind base */
};

static bool between(unsigned code, unsigned low, unsigned high)
{
	return code >= low && code <= high;
}

static bool is_mark(unsigned code)
{
	return uc_is_general_category_withtable(code, UC_CATEGORY_MASK_M);
}

/* Scripts whose letters change their form by joiners: those that join (Arabic,
 * Syriac, Mongolian and more) and those of India and its neighbours. */
static bool takes_joiner(const struct cluster *c)
{
	if (c->last == ZWJ || c->last == ZWNJ)
		return false;
	if (between(c->base, 0x0900, 0x0DFF) || between(c->base, 0x1000, 0x109F) ||
	    between(c->base, 0x1780, 0x17FF))
		return true;
	if (uc_combining_class(c->last) == UC_CCC_VR)
		return true;
	return uc_joining_type(c->base) != UC_JOINING_TYPE_U &&
	       uc_joining_type(c->base) != UC_JOINING_TYPE_T;
}

/* A pictograph behind ZWJ in a cluster was joined to another, but a picture may
 * have come between them. */
static bool joiner_passes(const struct cluster *c, unsigned next)
{
	return takes_joiner(c) || (c->emoji && uc_is_property_extended_pictographic(next));
}

/* Variation selectors, behind what has variants only: the sign itself. */
static bool selector_passes(const struct cluster *c, unsigned code)
{
	if (!c->last || c->last != c->base)
		return false;
	if (between(code, 0xFE0E, 0xFE0F))
		return uc_is_property_emoji(c->last);
	if (between(code, 0xFE00, 0xFE0D))
		return true;
	if (between(code, 0x180B, 0x180F))
		return between(c->last, 0x1820, 0x18AA);
	return uc_is_property_unified_ideograph(c->last);
}

static bool is_selector(unsigned code)
{
	return between(code, 0xFE00, 0xFE0F) || between(code, 0xE0100, 0xE01EF) ||
	       between(code, 0x180B, 0x180D) || code == 0x180F;
}

static bool is_graphic(unsigned code)
{
	uint32_t never = UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cs | UC_CATEGORY_MASK_Co |
			 UC_CATEGORY_MASK_Cn | UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp;

	if (uc_is_general_category_withtable(code, never) ||
	    uc_is_property_default_ignorable_code_point(code))
		return false;
	/* Of the format characters, the Arabic number signs and their like are seen. */
	return !uc_is_general_category_withtable(code, UC_CATEGORY_MASK_Cf) ||
	       uc_graphemeclusterbreak_property(code) == GBP_PREPEND;
}

int safe_code_width(unsigned code)
{
	if (between(code, 0x20, 0x7E))
		return 1;
	return MB_CUR_MAX > 1 ? wcwidth((wchar_t)code) : uc_width(code, "UTF-8");
}

/* The cells that CODE takes as itself, NEXT being behind it in its cluster, or
 * -1 when a picture must stand for it. */
static int pass(struct cluster *c, unsigned code, unsigned next)
{
	int width;

	if (code == ZWJ || code == ZWNJ)
		width = joiner_passes(c, next) ? 0 : -1;
	else if (is_selector(code))
		width = selector_passes(c, code) ? 0 : -1;
	else if (!is_graphic(code))
		width = -1;
	else
		width = safe_code_width(code);

	if (width < 0 || (!c->last && (width == 0 || is_mark(code))) ||
	    (is_mark(code) && ++c->marks > MARKS_MAX)) {
		*c = (struct cluster){ 0 };
		return -1;
	}
	c->last = code;
	if (width > 0 && !is_mark(code)) {
		bool tone = uc_graphemeclusterbreak_property(code) == GBP_EXTEND;

		c->emoji = uc_is_property_extended_pictographic(code) || (c->emoji && tone);
		c->base = code;
		c->marks = 0;
	}
	return width;
}

/* Writes the picture of CODE and returns its cells, which are its bytes. */
static int picture(char text[PICTURE_MAX], unsigned code)
{
	if (code < 0x20 || code == 0x7F)
		return snprintf(text, PICTURE_MAX, "^%c", (char)(code ^ 0x40));
	return snprintf(text, PICTURE_MAX, "\\u{%04X}", code);
}

/* Appends the safe form of a cluster to OUT, when there is one, and returns its
 * cells. */
static int show(struct buf *out, struct slice cluster)
{
	struct cluster c = { 0 };
	char text[PICTURE_MAX];
	size_t at = 0;
	int width = 0;

	while (at < cluster.len) {
		size_t from = at, behind;
		unsigned code = utf8_next(cluster, &at);
		int cells;

		behind = at;
		cells = pass(&c, code, at < cluster.len ? utf8_next(cluster, &behind) : 0);
		if (cells < 0) {
			cells = picture(text, code);
			if (out)
				buf_add(out, text, (size_t)cells);
		} else if (out) {
			buf_add_slice(out, slice_part(cluster, from, at));
		}
		width += cells;
	}
	return width;
}

static bool ends_line(struct slice cluster)
{
	return cluster.len && cluster.data[cluster.len - 1] == '\n';
}

static bool is_single(struct slice cluster, char c)
{
	return cluster.len == 1 && cluster.data[0] == c;
}

void safe_add_cluster(struct buf *out, struct slice cluster)
{
	if (is_single(cluster, '\t'))
		buf_add_char(out, ' ');
	else if (!ends_line(cluster))
		show(out, cluster);
}

/* A Chinese letter by itself (U+5000 to U+8FFF), which every Unicode has. */
static bool is_han(struct slice cluster)
{
	return cluster.len == 3 && between((unsigned char)cluster.data[0], 0xE5, 0xE8);
}

int safe_cluster_width(struct slice cluster)
{
	size_t at = 0;
	int width;

	if (ends_line(cluster))
		return 0;
	if (cluster.len == 1 && (cluster.data[0] == '\t' ||
				 between((unsigned char)cluster.data[0], 0x20, 0x7E)))
		return 1;
	width = is_han(cluster) ? safe_code_width(utf8_next(cluster, &at)) : 0;
	return width > 0 ? width : show(NULL, cluster);
}

/* Appends an LF, or in a text of one LINE the picture of what ends one. */
static void add_line_end(struct buf *out, struct slice cluster, bool line)
{
	char text[PICTURE_MAX];

	if (!line) {
		buf_add_char(out, '\n');
		return;
	}
	for (size_t i = 0; i < cluster.len; i++)
		buf_add(out, text, (size_t)picture(text, (unsigned char)cluster.data[i]));
}

/* Behind the letters from AT on that pass as they are, each a cluster by itself: no mark can join one
 * behind which another byte of ASCII stands. */
static size_t plain_end(struct slice s, size_t at)
{
	while (at < s.len && between((unsigned char)s.data[at], 0x20, 0x7E) &&
	       (at + 1 == s.len || (unsigned char)s.data[at + 1] < 0x80))
		at++;
	return at;
}

static void add_valid(struct buf *out, struct slice s, bool line)
{
	size_t at = 0;
	int col = 0;

	while (at < s.len) {
		size_t plain = plain_end(s, at), next = plain > at ? plain : cluster_next(s, at);
		struct slice cluster = slice_part(s, at, next);

		if (plain > at) {
			buf_add_slice(out, cluster);
			col += (int)cluster.len;
		} else if (ends_line(cluster) || is_single(cluster, '\r')) {
			add_line_end(out, cluster, line);
			col = 0;
		} else if (is_single(cluster, '\t')) {
			do
				buf_add_char(out, ' ');
			while (++col % TAB_STOP);
		} else {
			col += show(out, cluster);
		}
		at = next;
	}
}

static void add(struct buf *out, struct slice s, bool line)
{
	struct buf mended;

	if (utf8_check(s) == s.len) {
		add_valid(out, s, line);
		return;
	}
	buf_init(&mended, s.len * 3);
	utf8_repair(&mended, s);
	add_valid(out, slice_buf(&mended), line);
	buf_release(&mended);
}

void safe_add(struct buf *out, struct slice s)
{
	add(out, s, false);
}

void safe_add_line(struct buf *out, struct slice s)
{
	add(out, s, true);
}
