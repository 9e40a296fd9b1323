/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding for search, cluster by cluster. */
#include <config.h>

#include "text/fold.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/mem.h"
#include "text/utf8.h"

void fold_init(struct fold *f)
{
	memset(f, 0, sizeof(*f));
	buf_init(&f->text, SIZE_MAX / 2);
}

void fold_release(struct fold *f)
{
	buf_release(&f->text);
	free(f->from);
	fold_init(f);
}

static void add(struct fold *f, const char *bytes, size_t len, struct fold_from from)
{
	for (size_t i = 0; i < len; i++) {
		f->from = mem_grow(f->from, f->text.len, &f->cap, sizeof(*f->from));
		f->from[f->text.len] = from;
		buf_add_char(&f->text, bytes[i]);
	}
}

/* Marks that people leave out when they type: accents above, below and through, Hebrew
 * points, Arabic vowel signs. */
static bool may_be_left_out(unsigned code)
{
	int class = uc_combining_class(code);

	return class == 1 || (class >= 10 && class <= 36) || class >= 200;
}

static bool is_hidden(unsigned code)
{
	return uc_is_property_default_ignorable_code_point(code) ||
		uc_is_general_category_withtable(code, UC_CATEGORY_MASK_Cf);
}

/* The sign of a keyboard for a typographic one, or NULL. */
static const char *keyboard_sign(unsigned code)
{
	if (code == 0x2018 || code == 0x2019 || code == 0x201B || code == 0x02BC || code == 0x02B9)
		return "'";
	if (code == 0x201C || code == 0x201D || code == 0x201F)
		return "\"";
	if ((code >= 0x2010 && code <= 0x2015) || code == 0x2212)
		return "-";
	return NULL;
}

static bool is_blank(unsigned code)
{
	return code == ' ' || code == '\t' || code == '\n' || code == '\r' ||
		(code >= 0x80 && uc_is_general_category_withtable(code, UC_CATEGORY_MASK_Z));
}

static void add_blank(struct fold *f, enum fold_blanks blanks, struct fold_from from)
{
	if (blanks == FOLD_NO_BLANKS || (f->text.len && f->text.data[f->text.len - 1] == ' '))
		return;
	add(f, " ", 1, from);
}

/* POINTS: folded code points of the cluster FROM. */
static void add_points(struct fold *f, struct slice points, enum fold_blanks blanks,
		       struct fold_from from)
{
	for (size_t at = 0, next = 0; at < points.len; at = next) {
		unsigned code = utf8_next(points, &next);
		const char *sign = keyboard_sign(code);

		if (is_blank(code))
			add_blank(f, blanks, from);
		else if (sign)
			add(f, sign, 1, from);
		else if (!may_be_left_out(code) && !is_hidden(code))
			add(f, points.data + at, next - at, from);
	}
}

/* What folding makes of a byte of ASCII. */
static void add_ascii(struct fold *f, char c, enum fold_blanks blanks, struct fold_from from)
{
	if (is_blank((unsigned char)c)) {
		add_blank(f, blanks, from);
		return;
	}
	if (c >= 'A' && c <= 'Z')
		c += 'a' - 'A';
	add(f, &c, 1, from);
}

static void add_cluster(struct fold *f, struct slice cluster, enum fold_blanks blanks,
			struct fold_from from)
{
	uint8_t room[128];
	size_t len = sizeof(room);
	uint8_t *folded = u8_casefold((const uint8_t *)cluster.data, cluster.len, NULL, UNINORM_NFKD,
				      room, &len);
	struct slice points = { (const char *)folded, len };

	if (!folded)	/* no memory */
		points = cluster;
	add_points(f, points, blanks, from);
	if (folded && folded != room)
		free(folded);
}

void fold_make(struct fold *f, struct slice text, enum fold_blanks blanks)
{
	buf_clear(&f->text);
	for (size_t at = 0, next; at < text.len; at = next) {
		struct fold_from from = { at, 0 };

		next = from.end = cluster_next(text, at);
		if (next == at + 1 && (unsigned char)text.data[at] < 0x80)
			add_ascii(f, text.data[at], blanks, from);
		else
			add_cluster(f, slice_part(text, at, next), blanks, from);
	}
}

struct slice fold_needle(const struct fold *f)
{
	return slice_trim(slice_buf(&f->text));
}

bool fold_find(const struct fold *f, struct slice needle, size_t *at, struct fold_from *match)
{
	const char *found;
	size_t start;

	if (!needle.len || *at > f->text.len)
		return false;
	found = memmem(f->text.data + *at, f->text.len - *at, needle.data, needle.len);
	if (!found)
		return false;
	start = (size_t)(found - f->text.data);
	*at = start + needle.len;
	match->start = f->from[start].start;
	match->end = f->from[*at - 1].end;
	return true;
}
