/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UTF-8, grapheme clusters and their widths. */
#include <config.h>

#include "text/utf8.h"

#include <limits.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unistr.h>

#include "text/safe.h"

#define ZWJ 0x200DU
#define REPLACEMENT "\xEF\xBF\xBD"

static const uint8_t *bytes(struct slice s, size_t at)
{
	return (const uint8_t *)s.data + at;
}

size_t utf8_check(struct slice s)
{
	const uint8_t *bad = s.len ? u8_check(bytes(s, 0), s.len) : NULL;

	return bad ? (size_t)(bad - bytes(s, 0)) : s.len;
}

void utf8_repair(struct buf *out, struct slice s)
{
	size_t good = utf8_check(s);

	while (good < s.len) {
		buf_add(out, s.data, good);
		buf_add_str(out, REPLACEMENT);
		s = slice_part(s, good + 1, s.len);
		good = utf8_check(s);
	}
	buf_add_slice(out, s);
}

unsigned utf8_next(struct slice s, size_t *at)
{
	unsigned char first = (unsigned char)s.data[*at];
	ucs4_t code = first;

	if (first < 0x80)
		*at += 1;
	else
		*at += (size_t)u8_mbtouc(&code, bytes(s, *at), s.len - *at);
	return code;
}

void utf8_add(struct buf *out, unsigned code)
{
	uint8_t unit[6];
	int len = u8_uctomb(unit, code, sizeof(unit));

	if (len > 0)
		buf_add(out, (const char *)unit, (size_t)len);
	else
		buf_add_str(out, REPLACEMENT);
}

/* The start of the code point that holds byte AT, or of the one before it. */
static size_t code_floor(struct slice s, size_t at)
{
	while (at > 0 && at < s.len && ((unsigned char)s.data[at] & 0xC0) == 0x80)
		at--;
	return at;
}

static size_t code_prev(struct slice s, size_t at)
{
	return at ? code_floor(s, at - 1) : 0;
}

static bool is_regional(unsigned code)
{
	return code >= 0x1F1E6 && code <= 0x1F1FF;
}

static bool is_ascii(struct slice s, size_t at)
{
	return (unsigned char)s.data[at] < 0x80;
}

/* What the rules of UAX #29 that look further back than one code point need
 * to know: GB11 (emoji joined by ZWJ) and GB12 (flags). */
struct scan {
	unsigned last;		/* the code point before */
	bool emoji;		/* a pictograph, marks and at most one ZWJ up to last */
	bool odd;		/* an odd number of regional indicators up to last */
};

static void scan_pass(struct scan *scan, unsigned code)
{
	bool goes_on = scan->last != ZWJ &&
		       (code == ZWJ || uc_graphemeclusterbreak_property(code) == GBP_EXTEND);

	scan->emoji = (scan->emoji && goes_on) || uc_is_property_extended_pictographic(code);
	scan->odd = is_regional(code) && !scan->odd;
	scan->last = code;
}

static bool scan_joins(const struct scan *scan, unsigned code)
{
	if (scan->last == ZWJ && scan->emoji && uc_is_property_extended_pictographic(code))
		return true;
	if (is_regional(scan->last) && is_regional(code))
		return scan->odd;
	return !uc_is_grapheme_break(scan->last, code);
}

/* Whether the letter at AT is a Chinese one (U+4000 to U+9FFF), which joins no other. */
static bool is_han(struct slice s, size_t at)
{
	unsigned char lead = (unsigned char)s.data[at];

	return lead >= 0xE4 && lead <= 0xE9;
}

size_t cluster_next(struct slice s, size_t at)
{
	struct scan scan = { 0 };
	size_t pos = at;

	if (at >= s.len)
		return s.len;
	if (is_han(s, at) && at + 3 < s.len && (is_han(s, at + 3) || is_ascii(s, at + 3)))
		return at + 3;
	if (is_ascii(s, at) && s.data[at] != '\r' &&
	    (at + 1 == s.len || is_ascii(s, at + 1)))
		return at + 1;
	scan_pass(&scan, utf8_next(s, &pos));
	while (pos < s.len) {
		size_t behind = pos;
		unsigned code = utf8_next(s, &behind);

		if (!scan_joins(&scan, code))
			break;
		scan_pass(&scan, code);
		pos = behind;
	}
	return pos;
}

/* The nearest place at or before AT that is a boundary whatever stands before
 * it.  It is near in all writing; only a run of flags has none inside. */
static size_t sure_boundary(struct slice s, size_t at)
{
	at = code_floor(s, at);
	while (at > 0 && at < s.len) {
		size_t before = code_prev(s, at);
		size_t pos = before;
		unsigned a = utf8_next(s, &pos);
		unsigned b = utf8_next(s, &pos);

		if (a != ZWJ && !(is_regional(a) && is_regional(b)) &&
		    uc_is_grapheme_break(a, b))
			break;
		at = before;
	}
	return at;
}

size_t cluster_prev(struct slice s, size_t at)
{
	size_t pos, next;

	if (!at)
		return 0;
	pos = sure_boundary(s, code_prev(s, at));
	while ((next = cluster_next(s, pos)) < at)
		pos = next;
	return pos;
}

size_t cluster_floor(struct slice s, size_t at)
{
	size_t pos, next;

	if (at >= s.len)
		return s.len;
	pos = sure_boundary(s, at);
	while ((next = cluster_next(s, pos)) <= at)
		pos = next;
	return pos;
}

size_t cluster_ceil(struct slice s, size_t at)
{
	size_t floor = cluster_floor(s, at);

	return floor < at ? cluster_next(s, floor) : at;
}

int text_width(struct slice s)
{
	size_t at = 0;
	int width = 0;

	while (at < s.len && width < INT_MAX / 2) {
		size_t next = cluster_next(s, at);

		width += safe_cluster_width(slice_part(s, at, next));
		at = next;
	}
	return width;
}

size_t text_fit(struct slice s, int width)
{
	size_t at = 0;

	while (at < s.len) {
		size_t next = cluster_next(s, at);

		width -= safe_cluster_width(slice_part(s, at, next));
		if (width < 0)
			break;
		at = next;
	}
	return at;
}
