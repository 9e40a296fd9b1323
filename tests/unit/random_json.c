/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes JSON of a random shape. */
#include <config.h>

#include "random_json.h"

#include <stdio.h>

#include "answers/json.h"
#include "base/mem.h"
#include "text/utf8.h"

static void put_value(struct pen *p);

void pen_put(struct pen *p, const char *s)
{
	buf_add_str(p->out, s);
}

bool pen_chance(struct pen *p, unsigned sides)
{
	return roll(p->d, sides) == 0;
}

unsigned pen_some(struct pen *p, unsigned most)
{
	return p->shape->full ? most : roll(p->d, most + 1);
}

void pen_blanks(struct pen *p)
{
	static const char *const blanks[] = { " ", "\n", "\t", "\r\n", "  \n\t " };

	if (pen_chance(p, 6))
		pen_put(p, blanks[roll(p->d, ARRAY_LEN(blanks))]);
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

	if (!must && !pen_chance(p, 5)) {
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

void pen_string(struct pen *p, const char *text)
{
	pen_put(p, "\"");
	put_body(p, slice_of(text));
	pen_put(p, "\"");
}

void pen_text(struct pen *p, const char *begin, unsigned letters)
{
	struct buf text;

	buf_init(&text, JSON_STRING);
	buf_add_str(&text, begin);
	random_letters(&text, p->d, letters);
	pen_string(p, text.data);
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

	if (pen_chance(p, 2)) {
		pen_put(p, known[roll(p->d, ARRAY_LEN(known))]);
		return;
	}
	if (pen_chance(p, 3))
		pen_put(p, "-");
	if (pen_chance(p, 4)) {
		pen_put(p, "0");
	} else {
		buf_add_char(p->out, (char)('1' + roll(p->d, 9)));
		put_digits(p, roll(p->d, 40));
	}
	if (pen_chance(p, 2)) {
		pen_put(p, ".");
		put_digits(p, 1 + roll(p->d, 40));
	}
	if (pen_chance(p, 3)) {
		static const char *const exponents[] = { "e", "E", "e+", "e-", "E+", "E-" };

		pen_put(p, exponents[roll(p->d, ARRAY_LEN(exponents))]);
		put_digits(p, 1 + roll(p->d, 20));
	}
}

void pen_whole(struct pen *p, unsigned value)
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

	if (index == 0 && odd && pen_chance(p, 3)) {
		pen_string(p, odd);
	} else if (index < ARRAY_LEN(names) && pen_chance(p, 3)) {
		pen_string(p, names[index]);
	} else {
		snprintf(number, sizeof(number), "%u:", index);
		pen_text(p, number, roll(p->d, 12));
	}
}

void pen_colon(struct pen *p)
{
	pen_blanks(p);
	pen_put(p, ":");
	pen_blanks(p);
}

/* Lists and objects in each other, as deep as it goes. */
static void put_depths(struct pen *p)
{
	unsigned levels = JSON_DEPTH - p->depth;
	unsigned long long shape = p->d->state;

	for (unsigned i = 0; i < levels; i++)
		pen_put(p, shape >> i & 1 ? "[ " : "{\"\\u0061\":");
	put_number(p);
	while (levels--)
		pen_put(p, shape >> levels & 1 ? "]" : " }");
}

static void put_many(struct pen *p)
{
	bool object = roll(p->d, 2);
	unsigned count = roll(p->d, 5);

	p->depth++;
	pen_put(p, object ? "{" : "[");
	pen_blanks(p);
	for (unsigned i = 0; i < count; i++) {
		if (i)
			pen_put(p, ",");
		pen_blanks(p);
		if (object) {
			put_odd_name(p, i, "clock");
			pen_colon(p);
		}
		put_value(p);
		pen_blanks(p);
	}
	pen_put(p, object ? "}" : "]");
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
		pen_text(p, "", roll(p->d, 20));
		break;
	case 5:
		pen_put(p, words[roll(p->d, p->depth < JSON_DEPTH ? ARRAY_LEN(words) : 4)]);
		break;
	case 6:
		put_depths(p);
		break;
	default:
		put_many(p);
		break;
	}
}

void pen_comma(struct pen *p, unsigned *count)
{
	pen_blanks(p);
	if ((*count)++)
		pen_put(p, ",");
	pen_blanks(p);
}

static void put_unknown(struct pen *p, const struct kind *kind, unsigned *count, unsigned *unknown)
{
	while (pen_chance(p, 3)) {
		pen_comma(p, count);
		put_odd_name(p, *unknown, kind->odd);
		++*unknown;
		pen_colon(p);
		put_value(p);
	}
}

void pen_object(struct pen *p, const struct kind *kind, unsigned index)
{
	unsigned first = roll(p->d, kind->count), count = 0, unknown = 0;

	p->depth++;
	pen_put(p, "{");
	for (unsigned i = 0; i < kind->count; i++) {
		unsigned member = (first + i) % kind->count;

		put_unknown(p, kind, &count, &unknown);
		if (member >= kind->optional && !p->shape->full && pen_chance(p, 4))
			continue;
		pen_comma(p, &count);
		pen_string(p, kind->names[member]);
		pen_colon(p);
		kind->put(p, member, index);
	}
	put_unknown(p, kind, &count, &unknown);
	pen_blanks(p);
	pen_put(p, "}");
	p->depth--;
}
