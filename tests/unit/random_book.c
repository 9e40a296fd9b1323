/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbook files of a random shape, written member by member. */
#include <config.h>

#include "random_book.h"

#include <stdio.h>

#include "answers/json.h"
#include "base/mem.h"
#include "text/utf8.h"

/* What writes a file, and how deep it is in it. */
struct pen {
	struct buf *out;
	struct dice *d;
	const struct book_shape *shape;
	unsigned depth;
};

/* An object of the format: its known members, of which those from OPTIONAL on may be
 * absent; ODD is a name that is known elsewhere, but not here. */
struct kind {
	const char *const *names;
	unsigned count, optional;
	void (*put)(struct pen *p, unsigned member, unsigned index);
	const char *odd;
};

static void put_value(struct pen *p);

static void put(struct pen *p, const char *s)
{
	buf_add_str(p->out, s);
}

static bool chance(struct pen *p, unsigned sides)
{
	return roll(p->d, sides) == 0;
}

/* Up to MOST, or MOST itself. */
static unsigned some(struct pen *p, unsigned most)
{
	return p->shape->full ? most : roll(p->d, most + 1);
}

static void put_blanks(struct pen *p)
{
	static const char *const blanks[] = { " ", "\n", "\t", "\r\n", "  \n\t " };

	if (chance(p, 6))
		put(p, blanks[roll(p->d, ARRAY_LEN(blanks))]);
}

static unsigned random_code(struct dice *d)
{
	static const unsigned odd[] = {
		0x01, 0x08, 0x09, 0x0A, 0x0C, 0x0D, 0x1F, '"', '\\', '/', 0x7F, 0x80, 0x9F, 0xA0, 0xAD,
		0x7FF, 0x800, 0x2028, 0x202E, 0xD7FF, 0xE000, 0xFDD0, 0xFEFF, 0xFFFD, 0xFFFE, 0xFFFF,
		0x10000, 0x1F600, 0x1FFFE, 0xE0041, 0x10FFFE, 0x10FFFF,
	};
	unsigned code;

	switch (roll(d, 8)) {
	case 0:
		return odd[roll(d, ARRAY_LEN(odd))];
	case 1:
		code = 0x80 + roll(d, 0xFF80);
		break;
	case 2:
		code = roll(d, 17) * 0x10000 + 1 + roll(d, 0xFFFF);
		break;
	default:
		code = ' ' + roll(d, 95);
		break;
	}
	return code >= 0xD800 && code <= 0xDFFF ? code - 0x1000 : code;
}

void random_letters(struct buf *out, struct dice *d, unsigned letters)
{
	while (letters--)
		utf8_add(out, random_code(d));
}

static void put_unit(struct pen *p, unsigned unit)
{
	buf_addf(p->out, roll(p->d, 2) ? "\\u%04x" : "\\u%04X", unit);
}

static void put_escaped(struct pen *p, unsigned code)
{
	if (code < 0x10000) {
		put_unit(p, code);
		return;
	}
	put_unit(p, 0xD800 + ((code - 0x10000) >> 10));
	put_unit(p, 0xDC00 + ((code - 0x10000) & 0x3FF));
}

/* As itself, in its short escape, or by number. */
static void put_code(struct pen *p, unsigned code)
{
	static const char from[] = "\"\\/\b\f\n\r\t", to[] = "\"\\/bfnrt";
	bool must = code < 0x20 || code == '"' || code == '\\';

	if (!must && !chance(p, 5)) {
		utf8_add(p->out, code);
		return;
	}
	for (unsigned i = 0; i < sizeof(from) - 1; i++)
		if (code == (unsigned char)from[i] && roll(p->d, 3)) {
			buf_addf(p->out, "\\%c", to[i]);
			return;
		}
	put_escaped(p, code);
}

static void put_body(struct pen *p, struct slice text)
{
	for (size_t at = 0; at < text.len;)
		put_code(p, utf8_next(text, &at));
}

static void put_string(struct pen *p, const char *text)
{
	put(p, "\"");
	put_body(p, slice_of(text));
	put(p, "\"");
}

/* BEGIN, which makes it one of a kind, and LETTERS more. */
static void put_text(struct pen *p, const char *begin, unsigned letters)
{
	struct buf text;

	buf_init(&text, JSON_STRING);
	buf_add_str(&text, begin);
	random_letters(&text, p->d, letters);
	put_string(p, text.data);
	buf_release(&text);
}

static void put_digits(struct pen *p, unsigned count)
{
	while (count--)
		buf_add_char(p->out, (char)('0' + roll(p->d, 10)));
}

static void put_number(struct pen *p)
{
	static const char *const known[] = {
		"1.0", "1E2", "-0", "0", "-0.0", "9007199254740993", "9007199254740992", "1e999",
		"-1e999", "1e-999", "0.1", "18446744073709551616", "1E+2", "100e-2", "3.14159265358979323846",
	};

	if (chance(p, 2)) {
		put(p, known[roll(p->d, ARRAY_LEN(known))]);
		return;
	}
	if (chance(p, 3))
		put(p, "-");
	if (chance(p, 4)) {
		put(p, "0");
	} else {
		buf_add_char(p->out, (char)('1' + roll(p->d, 9)));
		put_digits(p, roll(p->d, 40));
	}
	if (chance(p, 2)) {
		put(p, ".");
		put_digits(p, 1 + roll(p->d, 40));
	}
	if (chance(p, 3)) {
		static const char *const exponents[] = { "e", "E", "e+", "e-", "E+", "E-" };

		put(p, exponents[roll(p->d, ARRAY_LEN(exponents))]);
		put_digits(p, 1 + roll(p->d, 20));
	}
}

/* The whole number VALUE, in one of its forms. */
static void put_whole(struct pen *p, unsigned value)
{
	switch (roll(p->d, 6)) {
	case 2:
		buf_addf(p->out, "%u.0", value);
		break;
	case 3:
		buf_addf(p->out, "%ue0", value);
		break;
	case 4:
		buf_addf(p->out, "%u.00E+00", value);
		break;
	case 5:
		buf_addf(p->out, value ? "%u0e-1" : "%ue-1", value);
		break;
	default:
		buf_addf(p->out, "%u", value);
		break;
	}
}

/* The name of the unknown member number INDEX of its object. */
static void put_odd_name(struct pen *p, unsigned index, const char *odd)
{
	static const char *const names[] = { "", "Text", "LAYERS", "a.b", "[0]", "\"", "\n", "x y" };
	char number[16];

	if (index == 0 && odd && chance(p, 3)) {
		put_string(p, odd);
	} else if (index < ARRAY_LEN(names) && chance(p, 3)) {
		put_string(p, names[index]);
	} else {
		snprintf(number, sizeof(number), "%u:", index);
		put_text(p, number, roll(p->d, 12));
	}
}

static void put_colon(struct pen *p)
{
	put_blanks(p);
	put(p, ":");
	put_blanks(p);
}

/* Lists and objects in each other, as deep as it goes. */
static void put_depths(struct pen *p)
{
	unsigned levels = JSON_DEPTH - p->depth;
	unsigned long long shape = p->d->state;

	for (unsigned i = 0; i < levels; i++)
		put(p, shape >> i & 1 ? "[ " : "{\"\\u0061\":");
	put_number(p);
	while (levels--)
		put(p, shape >> levels & 1 ? "]" : " }");
}

static void put_many(struct pen *p)
{
	bool object = roll(p->d, 2);
	unsigned count = roll(p->d, 5);

	p->depth++;
	put(p, object ? "{" : "[");
	put_blanks(p);
	for (unsigned i = 0; i < count; i++) {
		if (i)
			put(p, ",");
		put_blanks(p);
		if (object) {
			put_odd_name(p, i, "clock");
			put_colon(p);
		}
		put_value(p);
		put_blanks(p);
	}
	put(p, object ? "}" : "]");
	p->depth--;
}

static void put_value(struct pen *p)
{
	static const char *const words[] = { "true", "false", "null", "\"\"", "[]", "{}" };

	switch (p->depth < JSON_DEPTH ? roll(p->d, 12) : roll(p->d, 6)) {
	case 0:
	case 1:
	case 2:
		put_number(p);
		break;
	case 3:
	case 4:
		put_text(p, "", roll(p->d, 20));
		break;
	case 5:
		put(p, words[roll(p->d, p->depth < JSON_DEPTH ? ARRAY_LEN(words) : 4)]);
		break;
	case 6:
		put_depths(p);
		break;
	default:
		put_many(p);
		break;
	}
}

/* What stands before a member; *COUNT of them stand there already. */
static void put_comma(struct pen *p, unsigned *count)
{
	put_blanks(p);
	if ((*count)++)
		put(p, ",");
	put_blanks(p);
}

static void put_unknown(struct pen *p, const struct kind *kind, unsigned *count, unsigned *unknown)
{
	while (chance(p, 3)) {
		put_comma(p, count);
		put_odd_name(p, *unknown, kind->odd);
		++*unknown;
		put_colon(p);
		put_value(p);
	}
}

static void put_object(struct pen *p, const struct kind *kind, unsigned index)
{
	unsigned first = roll(p->d, kind->count), count = 0, unknown = 0;

	p->depth++;
	put(p, "{");
	for (unsigned i = 0; i < kind->count; i++) {
		unsigned member = (first + i) % kind->count;

		put_unknown(p, kind, &count, &unknown);
		if (member >= kind->optional && !p->shape->full && chance(p, 4))
			continue;
		put_comma(p, &count);
		put_string(p, kind->names[member]);
		put_colon(p);
		kind->put(p, member, index);
	}
	put_unknown(p, kind, &count, &unknown);
	put_blanks(p);
	put(p, "}");
	p->depth--;
}

static const char *const layer_names[] = { "id", "clock", "at", "question", "text" };

static void put_layer(struct pen *p, unsigned member, unsigned index)
{
	char begin[16];

	snprintf(begin, sizeof(begin), "%u-", index);
	switch (member) {
	case 0:
		put_text(p, begin, roll(p->d, 10));
		break;
	case 1:
		put_whole(p, roll(p->d, 2) ? index : roll(p->d, 1000000));
		break;
	case 2:
		put_string(p, roll(p->d, 4) ? "2026-11-23T19:04:11Z" : "");
		break;
	case 3:
		put_text(p, "", some(p, 40));
		break;
	case 4:
		put_text(p, "", some(p, p->shape->letters));
		break;
	}
}

static void put_layers(struct pen *p, unsigned member, unsigned index)
{
	static const struct kind layer = { layer_names, ARRAY_LEN(layer_names), 5, put_layer, "layers" };
	unsigned count = some(p, p->shape->layers);

	(void)member;
	(void)index;
	p->depth++;
	put(p, "[");
	for (unsigned i = 0; i < count; i++) {
		unsigned before = i;

		put_comma(p, &before);
		put_object(p, &layer, i);
	}
	put_blanks(p);
	put(p, "]");
	p->depth--;
}

static void put_part(struct pen *p)
{
	static const char *const names[] = { "layers" };
	static const struct kind entry = { names, 1, 0, put_layers, "clock" };
	unsigned count = some(p, p->shape->entries);
	char begin[16];

	p->depth++;
	put(p, "{");
	for (unsigned i = 0; i < count; i++) {
		unsigned before = i;

		put_comma(p, &before);
		snprintf(begin, sizeof(begin), "page-%u", i);
		put_text(p, begin, chance(p, 4) ? 6 : 0);
		put_colon(p);
		put_object(p, &entry, 0);
	}
	put(p, "}");
	p->depth--;
}

static void put_pack(struct pen *p, unsigned member, unsigned index)
{
	(void)index;
	put_text(p, member ? "" : "p", roll(p->d, 8));
}

static void put_place(struct pen *p, unsigned member, unsigned index)
{
	(void)index;
	if (member == 1)
		put_text(p, "", roll(p->d, 8));
	else
		put_whole(p, roll(p->d, 1000));
}

static void put_version(struct pen *p)
{
	static const char *const ours[] = { "1", "1.0", "1E0", "10e-1" };
	static const char *const newer[] = { "2", "2.0", "1e1", "9007199254740991" };

	put(p, p->shape->newer ? newer[roll(p->d, 4)] : ours[roll(p->d, 4)]);
}

static void put_top(struct pen *p, unsigned member, unsigned index)
{
	static const char *const pack_names[] = { "id", "version" };
	static const char *const place_names[] = { "clock", "page", "paragraph" };
	static const struct kind pack = { pack_names, 2, 2, put_pack, "page" };
	static const struct kind place = { place_names, 3, 3, put_place, "text" };

	(void)index;
	switch (member) {
	case 0:
		put_string(p, "leaderplus-workbook");
		break;
	case 1:
		put_version(p);
		break;
	case 2:
		put_text(p, "w", roll(p->d, 20));
		break;
	case 3:
		put_object(p, &pack, 0);
		break;
	case 4:
		put_object(p, &place, 0);
		break;
	default:
		put_part(p);
		break;
	}
}

void random_book(struct buf *out, struct dice *d, const struct book_shape *shape)
{
	static const char *const names[] = {
		"format", "version", "id", "pack", "place", "answers", "lenses", "guards",
	};
	static const struct kind top = { names, ARRAY_LEN(names), 4, put_top, "clock" };
	struct pen p = { out, d, shape, 0 };

	buf_clear(out);
	put_blanks(&p);
	put_object(&p, &top, 0);
	put_blanks(&p);
}
