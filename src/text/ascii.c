/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text for terminals that know ASCII only: the nearest sign for each cell. */
#include <config.h>

#include "text/utf8.h"

#include <stdlib.h>
#include <uninorm.h>

#include "base/mem.h"
#include "text/safe.h"

#define PARTS_MAX 32	/* the longest decomposition has 18 code points */

/* One sign for all code points from low to high. */
struct near_sign {
	unsigned low, high;
	char sign;
};

/* In order, for bsearch. */
static const struct near_sign near_signs[] = {
	{ 0x00A6, 0x00A6, '|' },	/* broken bar */
	{ 0x00AB, 0x00AB, '"' },	/* quotes */
	{ 0x00AF, 0x00AF, '-' },	/* macron */
	{ 0x00B4, 0x00B4, '\'' },	/* acute */
	{ 0x00B7, 0x00B7, '*' },	/* middle dot */
	{ 0x00B8, 0x00B8, ',' },	/* cedilla */
	{ 0x00BB, 0x00BB, '"' },
	{ 0x00D0, 0x00D0, 'D' },
	{ 0x00D7, 0x00D7, 'x' },	/* times */
	{ 0x00D8, 0x00D8, 'O' },
	{ 0x00F0, 0x00F0, 'd' },
	{ 0x00F7, 0x00F7, '/' },	/* divided by */
	{ 0x00F8, 0x00F8, 'o' },
	{ 0x0110, 0x0110, 'D' },
	{ 0x0111, 0x0111, 'd' },
	{ 0x0126, 0x0126, 'H' },
	{ 0x0127, 0x0127, 'h' },
	{ 0x0131, 0x0131, 'i' },
	{ 0x0141, 0x0141, 'L' },
	{ 0x0142, 0x0142, 'l' },
	{ 0x02B9, 0x02B9, '\'' },	/* modifier quotes */
	{ 0x02BB, 0x02BD, '\'' },
	{ 0x2010, 0x2015, '-' },	/* hyphens and dashes */
	{ 0x2016, 0x2016, '|' },
	{ 0x2018, 0x2019, '\'' },
	{ 0x201A, 0x201A, ',' },
	{ 0x201B, 0x201B, '\'' },
	{ 0x201C, 0x201F, '"' },
	{ 0x2020, 0x2021, '+' },	/* daggers */
	{ 0x2022, 0x2023, '*' },	/* bullets */
	{ 0x2024, 0x2026, '.' },	/* leaders and ellipsis */
	{ 0x2027, 0x2027, '-' },
	{ 0x2032, 0x2032, '\'' },	/* primes */
	{ 0x2033, 0x2033, '"' },
	{ 0x2035, 0x2035, '\'' },
	{ 0x2036, 0x2036, '"' },
	{ 0x2039, 0x2039, '<' },
	{ 0x203A, 0x203A, '>' },
	{ 0x203E, 0x203E, '-' },
	{ 0x2043, 0x2043, '-' },	/* hyphen bullet */
	{ 0x2044, 0x2044, '/' },
	{ 0x2190, 0x2190, '<' },	/* arrows */
	{ 0x2191, 0x2191, '^' },
	{ 0x2192, 0x2192, '>' },
	{ 0x2193, 0x2193, 'v' },
	{ 0x2194, 0x2194, '-' },
	{ 0x2195, 0x2195, '|' },
	{ 0x21D0, 0x21D0, '<' },
	{ 0x21D1, 0x21D1, '^' },
	{ 0x21D2, 0x21D2, '>' },
	{ 0x21D3, 0x21D3, 'v' },
	{ 0x21D4, 0x21D4, '-' },
	{ 0x2212, 0x2212, '-' },	/* minus */
	{ 0x2215, 0x2215, '/' },
	{ 0x2217, 0x2217, '*' },
	{ 0x2219, 0x2219, '*' },
	{ 0x2223, 0x2223, '|' },
	{ 0x223C, 0x223C, '~' },
	{ 0x22C5, 0x22C5, '*' },
	{ 0x2500, 0x2501, '-' },	/* boxes */
	{ 0x2502, 0x2503, '|' },
	{ 0x2504, 0x2505, '-' },
	{ 0x2506, 0x2507, '|' },
	{ 0x2508, 0x2509, '-' },
	{ 0x250A, 0x250B, '|' },
	{ 0x250C, 0x254B, '+' },
	{ 0x254C, 0x254D, '-' },
	{ 0x254E, 0x254F, '|' },
	{ 0x2550, 0x2550, '=' },
	{ 0x2551, 0x2551, '|' },
	{ 0x2552, 0x2570, '+' },
	{ 0x2571, 0x2571, '/' },
	{ 0x2572, 0x2572, '\\' },
	{ 0x2573, 0x2573, 'x' },
	{ 0x2574, 0x2574, '-' },
	{ 0x2575, 0x2575, '|' },
	{ 0x2576, 0x2576, '-' },
	{ 0x2577, 0x2577, '|' },
	{ 0x2578, 0x2578, '-' },
	{ 0x2579, 0x2579, '|' },
	{ 0x257A, 0x257A, '-' },
	{ 0x257B, 0x257B, '|' },
	{ 0x257C, 0x257C, '-' },
	{ 0x257D, 0x257D, '|' },
	{ 0x257E, 0x257E, '-' },
	{ 0x257F, 0x257F, '|' },
	{ 0x2580, 0x2593, '#' },	/* blocks */
	{ 0x25A0, 0x25A1, '#' },	/* squares, triangles, circles */
	{ 0x25AA, 0x25AB, '*' },
	{ 0x25B2, 0x25B3, '^' },
	{ 0x25B6, 0x25BB, '>' },
	{ 0x25BC, 0x25BD, 'v' },
	{ 0x25C0, 0x25C5, '<' },
	{ 0x25C6, 0x25C7, '*' },
	{ 0x25CB, 0x25CB, 'o' },
	{ 0x25CF, 0x25CF, '*' },
	{ 0x25E6, 0x25E6, 'o' },
	{ 0x2605, 0x2606, '*' },	/* stars */
	{ 0x2713, 0x2714, 'v' },	/* ticks and crosses */
	{ 0x2715, 0x2718, 'x' },
	{ 0x2731, 0x2731, '*' },
	{ 0x2756, 0x2756, '*' },
	{ 0x276E, 0x276E, '<' },
	{ 0x276F, 0x276F, '>' },
	{ 0x3001, 0x3001, ',' },	/* Chinese and Japanese punctuation */
	{ 0x3002, 0x3002, '.' },
	{ 0x3008, 0x3008, '<' },
	{ 0x3009, 0x3009, '>' },
	{ 0x300A, 0x300F, '"' },
	{ 0xFFFD, 0xFFFD, '?' },
};

static int compare_sign(const void *key, const void *item)
{
	unsigned code = *(const unsigned *)key;
	const struct near_sign *sign = item;

	return code < sign->low ? -1 : code > sign->high;
}

/* The only ASCII sign among the parts of CODE, or '?' where there are several
 * ("fi", one half) or none. */
static char decomposed(unsigned code)
{
	ucs4_t parts[PARTS_MAX], one = code;
	size_t len = PARTS_MAX;
	char found = '\0';

	if (u32_normalize(UNINORM_NFKD, &one, 1, parts, &len) != parts)
		return '?';
	for (size_t i = 0; i < len; i++) {
		if (safe_code_width(parts[i]) == 0)
			continue;
		if (found || parts[i] < 0x20 || parts[i] > 0x7E)
			return '?';
		found = (char)parts[i];
	}
	return found ? found : '?';
}

static char nearest(unsigned code)
{
	const struct near_sign *sign;

	if (code < 0x80)
		return (char)code;
	sign = bsearch(&code, near_signs, ARRAY_LEN(near_signs), sizeof(near_signs[0]),
		       compare_sign);
	return sign ? sign->sign : decomposed(code);
}

/* SHOWN is the safe form of one cluster. */
static void add_ascii(struct buf *out, struct slice shown)
{
	size_t at = 0;

	while (at < shown.len) {
		unsigned code = utf8_next(shown, &at);
		int width = safe_code_width(code);
		char sign;

		if (width <= 0)
			continue;
		sign = nearest(code);
		buf_add_char(out, sign);
		while (--width > 0)
			buf_add_char(out, sign == '?' ? '?' : ' ');
	}
}

void text_to_ascii(struct buf *out, struct slice s)
{
	struct buf shown;
	size_t at = 0;

	buf_init(&shown, s.len * 16);
	while (at < s.len) {
		size_t next = cluster_next(s, at);

		if (s.data[next - 1] == '\n') {
			buf_add_char(out, '\n');
		} else {
			buf_clear(&shown);
			safe_add_cluster(&shown, slice_part(s, at, next));
			add_ascii(out, slice_buf(&shown));
		}
		at = next;
	}
	buf_release(&shown);
}
