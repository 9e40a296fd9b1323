/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts that try to do something: lists, families and mixtures of them. */
#include <config.h>

#include "payload.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "pieces.h"
#include "text/utf8.h"

enum { SEED = 20261126, MIXED = 60, NAME_MAX_LEN = 200 };

/* What begins a sequence: ESC and a sign, the C1 control as UTF-8 and as a byte. */
static const char *const begins[] = {
	"\033[", "\xC2\x9B", "\x9B", "\033]", "\xC2\x9D", "\x9D", "\033P", "\xC2\x90", "\x90",
	"\033_", "\xC2\x9F", "\x9F", "\033^", "\xC2\x9E", "\x9E", "\033X", "\xC2\x98", "\x98",
};
static const char *const bodies[] = {
	"31m", "2J", "6n", "?1049l", "201~", "999;999H", "?2004l", "0;a title", "8;;http://x.example/",
	"52;c;cm0gLXJm", "+q544e", "$qm", "!p", "20t",
};
static const char *const ends[] = { "", "\007", "\033\\", "\xC2\x9C", "\x9C" };

static const char *const texts[] = {
	/* other sequences */
	"\033c", "\0337\0338", "\033#8", "\033(0lqk\033(B", "\016\017", "\033N\033O", "\033%G",
	"\033Z", "\033=\033>", "\033]0;x", "\033", "\033\033\033", "x\033[201~\021y", "\033[200~\033[201~rm",
	"\033]8;;file:///etc/passwd\033\\here\033]8;;\033\\", "\033]1337;File=:QUJD\007",
	"\033[5i\033[4i", "\033[?1000h\033[?1006h", "\033]4;1;rgb:ff/00/00\007", "\033[21t\033[14t",
	"safe\rUNSAFE", "abc\b\b\bxyz", "\007\007\007", "a\vb\fc", "a\177b",
	/* broken UTF-8 */
	"\xFF", "\xFE\xFF", "a\xC3", "\xC3\xC3", "\xE2\x80", "\xE2\x80z", "\xF0\x9F\x98", "\xF0\x9Fz",
	"\xC0\xAF", "\xC1\xBF", "\xE0\x80\xAF", "\xE0\x9F\xBF", "\xF0\x80\x80\xAF", "\xF0\x8F\xBF\xBF",
	"\xED\xA0\x80", "\xED\xBF\xBF", "\xED\xA0\x80\xED\xB0\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
	"\xF8\x88\x80\x80\x80", "\xFC\x84\x80\x80\x80\x80", "\x80", "\xBF\xBF\xBF", "\xC2", "x\xC2\x1B[31m",
	"\xE2\x1B[31m\x80", "\xF0\x9F\x1B]0;x\x07", "\xC0\x9B" "31m", "\xE0\x82\x9B" "31m", "\xC2\xC2\x9B",
	/* formats */
	"%s%s%s%s%n", "%n", "%1$n", "%99999999d", "%*.*s", "%x%x%x%x", "%%", "%", "%p%c%hhn", "{0}{}", "${HOME}",
	"%-d %B", "%\033[31m",
	/* names */
	"-rf", "--help", "--", "-", "-o/tmp/x", "; rm -rf ~", "$(id)", "`id`", "a'b", "a\"b", "a\\b", "a b",
	"'; touch x; '", "..", "../../../etc/passwd", "/etc/passwd", "~", "~root", "C:\\x", "CON", "nul.txt",
	"com1", "a:b", "a.", "a ", " a", "a\nb", "a\r\nb", "a\rb", "\n", "\n\n\n\n\n\n\n\nbelow", "\t", "a\tb", " ", "",
	"x\nleaderplus: nothing was lost", ".json", "w.json.bak", "*", "?", "[a-z]", "&", "|", ">x", "#x", "!x",
	/* markup */
	"<script>alert(1)</script>", "<b onclick=x>", "&#27;[31m", "&#x202E;", "&lt;", "]]>", "<!--", "-->",
	"\"}],\"x\":[{", "\\u001b[31m", "\\u0000", "\\", "[x](javascript:x)", "![x](http://x.example/i.png)",
	"# x", "- x", "```", "~~~", "---", "> x", "| a |", "*_`", "$x$",
	/* wide, long, right to left, joined */
	"\u4F60\u597D\u3001\u4E16\u754C", "\uFF37\uFF49\uFF44\uFF45", "\u05D0\u05D1\u05D2 abc \u05D3",
	"\u0627\u0644\u0642\u064A\u0627\u062F\u0629 123", "abc \u05D0 (1) \u05D1 [2]", FAMILY, FLAG FLAG FLAG,
	"\U0001F469\U0001F3FD\u200D\U0001F33E", "1\uFE0F\u20E3", "\u2764\uFE0F", "\u0E01\u0E33\u0E34", "\u1100\u1161\u11A8",
	"\u0915\u094D\u200D\u0937", "\u0645\u06CC\u200C\u062E", "\u3042\u3099", "\uFDFD", "\U0001242B", "\u0BB5\u0BCD",
	"\u0600\u0661", "\u1F80\u0345", "\u0E01\u0E4D\u0E4D\u0E4D\u0E4D", "\u2003\u2003x", "\u3000x", "\u00A0",
	"Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034F\u0334\u0319\u0324\u031E\u0349\u035A\u032F\u031E\u0320\u034Dalgo",
};

/* Code points one by one, each between letters: they are not seen, or turn what is. */
static const unsigned ranges[][2] = {
	{ 0xAD, 0xAD }, { 0x34F, 0x34F }, { 0x61C, 0x61C }, { 0x115F, 0x1160 }, { 0x17B4, 0x17B5 },
	{ 0x180B, 0x180F }, { 0x200B, 0x200F }, { 0x2028, 0x202E }, { 0x2060, 0x206F }, { 0x3164, 0x3164 },
	{ 0xFE00, 0xFE02 }, { 0xFE0E, 0xFE0F }, { 0xFEFF, 0xFEFF }, { 0xFFA0, 0xFFA0 }, { 0xFFF0, 0xFFF1 },
	{ 0xFFF9, 0xFFFB }, { 0x1BCA0, 0x1BCA3 }, { 0x1D173, 0x1D17A }, { 0xE0000, 0xE0001 },
	{ 0xE0020, 0xE0021 }, { 0xE0041, 0xE0043 }, { 0xE007F, 0xE0080 }, { 0xE0100, 0xE0101 },
	{ 0xE01EF, 0xE01F0 }, { 0xE0FFF, 0xE0FFF },
	/* private use, unassigned, non-characters */
	{ 0xE000, 0xE001 }, { 0xF8FF, 0xF8FF }, { 0xF0000, 0xF0000 }, { 0x10FFFD, 0x10FFFD },
	{ 0x378, 0x379 }, { 0x5C8, 0x5C8 }, { 0x2FE0, 0x2FE0 }, { 0x50000, 0x50000 }, { 0xFDD0, 0xFDD1 },
	{ 0xFDEF, 0xFDEF }, { 0xFFFE, 0xFFFF }, { 0x1FFFE, 0x1FFFF }, { 0xFFFFE, 0xFFFFF },
	{ 0x10FFFE, 0x10FFFF },
	/* controls, as UTF-8 */
	{ 0x01, 0x1F }, { 0x7F, 0x9F },
};

struct family {
	size_t count;
	void (*get)(size_t i, struct buf *out);
};

static void get_sequence(size_t i, struct buf *out)
{
	buf_add_str(out, begins[i % ARRAY_LEN(begins)]);
	buf_add_str(out, bodies[i / ARRAY_LEN(begins)]);
	buf_add_str(out, ends[i % ARRAY_LEN(ends)]);
}

static void get_text(size_t i, struct buf *out)
{
	buf_add_str(out, texts[i]);
}

static size_t count_codes(void)
{
	size_t count = 0;

	for (size_t r = 0; r < ARRAY_LEN(ranges); r++)
		count += ranges[r][1] - ranges[r][0] + 1;
	return count;
}

static void get_code(size_t i, struct buf *out)
{
	size_t r = 0;

	for (; i > ranges[r][1] - ranges[r][0]; r++)
		i -= ranges[r][1] - ranges[r][0] + 1;
	buf_add_char(out, 'a');
	utf8_add(out, ranges[r][0] + (unsigned)i);
	buf_add_str(out, "b \u05D0");
	utf8_add(out, ranges[r][0] + (unsigned)i);
	buf_add_str(out, "\u05D1");
}

/* The bytes 0x80 to 0x9F. */
static void get_byte(size_t i, struct buf *out)
{
	buf_add_char(out, 'a');
	buf_add_char(out, (char)(0x80 + i));
	buf_add_str(out, "31mb");
}

/* One thing many times. */
static const struct { const char *before, *again; size_t times; } many[] = {
	{ "a", "\u0301", 9 }, { "a", "\u0308", 100 }, { "a", "\u0336", 10000 }, { "", "\u0301", 20 },
	{ "", "W", 10000 }, { "", "\u4F60", 3000 }, { "", "\u05D0 ", 2000 }, { "", "a\n", 1000 },
	{ "", "\u200D", 500 }, { "a", "\uFE0F", 50 }, { "\u4F60", "\U000E0100", 9 }, { "", "\u202E", 500 },
	{ "", "\033[31m", 500 }, { "", "\xFF", 5000 }, { "", "/../x", 30 }, { "", FAMILY, 300 },
	{ "", "\U0001F1EB", 999 }, { "", "\u00AD", 3000 }, { "", "\t", 300 }, { "", "\u0E33", 300 },
};

static void get_many(size_t i, struct buf *out)
{
	buf_add_str(out, many[i].before);
	for (size_t n = 0; n < many[i].times; n++)
		buf_add_str(out, many[i].again);
}

static void get_mixed(size_t i, struct buf *out)
{
	struct dice d = { SEED + i };

	for (unsigned n = 2 + roll(&d, 5); n > 0; n--)
		switch (roll(&d, 5)) {
		case 0:
			get_sequence(roll(&d, ARRAY_LEN(begins) * ARRAY_LEN(bodies)), out);
			break;
		case 1:
			get_code(roll(&d, (unsigned)count_codes()), out);
			break;
		case 2:
			get_text(roll(&d, ARRAY_LEN(texts)), out);
			break;
		case 3:
			get_byte(roll(&d, 32), out);
			break;
		default:
			buf_add_str(out, random_piece(&d));
		}
}

static const struct family families[] = {
	{ ARRAY_LEN(begins) * ARRAY_LEN(bodies), get_sequence },
	{ ARRAY_LEN(texts), get_text },
	{ 32, get_byte },
	{ ARRAY_LEN(many), get_many },
	{ MIXED, get_mixed },
};

size_t payload_count(void)
{
	size_t count = count_codes();

	for (size_t k = 0; k < ARRAY_LEN(families); k++)
		count += families[k].count;
	return count;
}

void payload_get(size_t i, struct buf *out)
{
	size_t codes = count_codes(), k = 0;

	buf_clear(out);
	if (i < codes) {
		get_code(i, out);
		return;
	}
	for (i -= codes; i >= families[k].count; k++)
		i -= families[k].count;
	families[k].get(i, out);
}

void payload_name(size_t i, struct buf *out)
{
	payload_get(i, out);
	if (out->len > NAME_MAX_LEN)
		buf_splice(out, NAME_MAX_LEN, out->len - NAME_MAX_LEN, "", 0);
	for (size_t k = 0; k < out->len; k++)
		if (out->data[k] == '/')
			out->data[k] = '_';
	if (!out->len || strcmp(out->data, ".") == 0 || strcmp(out->data, "..") == 0)
		buf_add_char(out, '_');
}

void payload_json(struct buf *out, struct slice text)
{
	struct buf valid;
	size_t at = 0;

	buf_init(&valid, text.len * 3);
	utf8_repair(&valid, text);
	while (at < valid.len) {
		unsigned code = utf8_next(slice_buf(&valid), &at);

		if (code >= 0x20 && code < 0x7F && code != '"' && code != '\\')
			buf_add_char(out, (char)code);
		else if (code < 0x10000)
			buf_addf(out, "\\u%04x", code);
		else
			buf_addf(out, "\\u%04x\\u%04x", 0xD800 + ((code - 0x10000) >> 10),
				 0xDC00 + ((code - 0x10000) & 0x3FF));
	}
	buf_release(&valid);
}

void payload_markdown(struct buf *out, struct slice text)
{
	struct buf valid;
	size_t at = 0;

	buf_init(&valid, text.len * 3);
	utf8_repair(&valid, text);
	while (at < valid.len)
		buf_addf(out, "&#%u;", utf8_next(slice_buf(&valid), &at));
	buf_release(&valid);
}

bool payload_all(void)
{
	const char *trials = getenv("SOAK_TRIALS");

	return trials && *trials;
}
