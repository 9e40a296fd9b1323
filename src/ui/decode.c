/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the bytes that a terminal sends to keys. */
#include <config.h>

#include "ui/decode.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/utf8.h"
#include "ui/decode_escape.h"
#include "ui/term_keys.h"

#define PASTE_DELAY 5000	/* milliseconds in which a paste goes on */
#define BURST_DELAY 10		/* in which one without marks does */
#define AHEAD_MAX 4096		/* bytes behind an end mark: more than anybody types in a moment */
#define ESC '\033'

static const char begin_mark[] = "\033[200~", end_mark[] = "\033[201~";
enum { MARK = sizeof(end_mark) - 1 };

struct decode_sequence {
	char *bytes;
	size_t len;
	enum key_code code;
};

void decode_init(struct decode *d, int delay)
{
	*d = (struct decode){ .delay = delay };
	buf_init(&d->in, (size_t)-1 / 4);
	buf_init(&d->paste, DECODE_PASTE_MAX);
}

void decode_release(struct decode *d)
{
	for (size_t i = 0; i < d->count; i++)
		free(d->table[i].bytes);
	free(d->table);
	buf_release(&d->in);
	buf_release(&d->paste);
}

void decode_reset(struct decode *d)
{
	buf_clear(&d->in);
	d->at = 0;
	d->bytes.len = 0;
	d->state = DECODE_KEYS;
}

void decode_define(struct decode *d, const char *bytes, enum key_code code)
{
	if (!bytes || !*bytes)
		return;
	for (size_t i = 0; i < d->count; i++)
		if (strcmp(d->table[i].bytes, bytes) == 0)
			return;
	d->table = mem_grow(d->table, d->count, &d->cap, sizeof(*d->table));
	d->table[d->count++] = (struct decode_sequence){ mem_string(bytes), strlen(bytes), code };
}

void decode_box(struct decode *d, bool on)
{
	d->box = on;
}

void decode_feed(struct decode *d, const char *bytes, size_t len)
{
	if (d->at == d->in.len) {
		buf_clear(&d->in);
		d->at = 0;
	} else if (d->at > d->in.len / 2) {
		buf_splice(&d->in, 0, d->at, "", 0);
		d->at = 0;
	}
	buf_add(&d->in, bytes, len);
}

static struct slice rest_of(const struct decode *d)
{
	return slice_part(slice_buf(&d->in), d->at, d->in.len);
}

/* ---- pasted text ---- */

static void begin_paste(struct decode *d, enum decode_state state, bool joined)
{
	buf_clear(&d->paste);
	d->bytes.bad = 0;
	d->joined = joined;
	d->lent = false;
	d->state = state;
}

/* Valid text goes in whole, for there may be much of it; the rest byte by byte. */
static void add_pasted(struct decode *d, struct slice s)
{
	size_t at = 0;
	unsigned code;

	if (d->lent)
		begin_paste(d, d->state, true);
	while (at < s.len) {
		if (!d->bytes.len) {
			struct slice more = slice_part(s, at, s.len);
			size_t valid = utf8_check(more);

			buf_add(&d->paste, more.data, valid);
			at += valid;
			if (at == s.len)
				break;
		}
		switch (bytes_take(&d->bytes, (unsigned char)s.data[at], &code)) {
		case BYTES_PART:
			at++;
			break;
		case BYTES_WHOLE:
			at++;
			term_add_character(&d->paste, code);
			break;
		case BYTES_AGAIN:
			term_add_character(&d->paste, code);
			break;
		}
	}
}

static void give_paste(struct decode *d, struct key *key)
{
	unsigned code;

	if (d->state != DECODE_BURST && bytes_break(&d->bytes, &code))
		term_add_character(&d->paste, code);
	*key = (struct key){ .code = CODE_PASTE, .paste = slice_buf(&d->paste), .bad = d->bytes.bad,
			     .joined = d->joined };
	d->lent = true;
}

/* The first place in S where TEXT begins, or s.len. */
static size_t place_of(struct slice s, const char *text, size_t len)
{
	for (size_t at = 0; at + len <= s.len; at++) {
		const char *found = memchr(s.data + at, text[0], s.len - at);

		if (!found)
			break;
		at = (size_t)(found - s.data);
		if (at + len <= s.len && memcmp(found, text, len) == 0)
			return at;
	}
	return s.len;
}

/* How many bytes at the end of S may be the beginning of an end mark. */
static size_t part_of_mark(struct slice s)
{
	size_t n = s.len < MARK - 1 ? s.len : MARK - 1;

	while (n && memcmp(s.data + s.len - n, end_mark, n) != 0)
		n--;
	return n;
}

static bool take_paste(struct decode *d, bool quiet, struct key *key)
{
	struct slice rest = rest_of(d);
	size_t end = place_of(rest, end_mark, MARK);

	if (end < rest.len) {
		add_pasted(d, slice_part(rest, 0, end));
		d->at += end + MARK;
		give_paste(d, key);
		d->state = DECODE_BEHIND;
		return true;
	}
	if (!quiet)
		end -= part_of_mark(rest);
	add_pasted(d, slice_part(rest, 0, end));
	d->at += end;
	if (!quiet)
		return false;
	give_paste(d, key);
	d->state = DECODE_KEYS;
	return true;
}

/* Behind an end mark: the paste goes on where another one follows, and ends with a quiet
 * moment or where another paste begins. */
static bool take_behind(struct decode *d, bool quiet, struct key *key)
{
	struct slice rest = rest_of(d);
	size_t end, begin;

	for (; slice_starts(rest, end_mark); rest = rest_of(d))
		d->at += MARK;
	end = place_of(rest, end_mark, MARK);
	begin = place_of(rest, begin_mark, MARK);
	if (begin < end || (quiet && end == rest.len)) {
		d->state = DECODE_KEYS;
		return false;
	}
	if (end == rest.len && rest.len < AHEAD_MAX)
		return false;
	begin_paste(d, DECODE_PASTE, true);
	return take_paste(d, false, key);
}

/* ---- a paste without marks ---- */

static bool is_text(unsigned char c)
{
	return c >= 0x20 ? c != 0x7F : c == '\t' || c == '\n' || c == '\r';
}

static size_t text_len(struct slice s)
{
	size_t len = 0;

	while (len < s.len && is_text((unsigned char)s.data[len]))
		len++;
	return len;
}

enum { FEW = 8, BEHIND = 3, MANY = 64 };

/* How many characters S has, at most MANY, and how many of them stand behind a Tab or an end
 * of line. */
static size_t count_characters(struct slice s, size_t *behind)
{
	size_t characters = 0;
	bool parted = false;

	*behind = 0;
	for (size_t i = 0; i < s.len && characters < MANY; i++) {
		unsigned char c = (unsigned char)s.data[i];

		if (c < 0x20)
			parted = true;
		else if ((c & 0xC0) != 0x80)
			characters++, *behind += parted;
	}
	return characters;
}

static bool burst_begins(struct decode *d)
{
	struct slice rest = rest_of(d);
	size_t behind, characters = count_characters(slice_part(rest, 0, text_len(rest)), &behind);

	d->sure = characters >= FEW && behind >= BEHIND;
	return d->sure || characters >= MANY;
}

/* How much of the LEN bytes of text in REST is surely pasted. */
static size_t pasted_len(struct decode *d, struct slice rest, size_t len)
{
	size_t line = 0, behind = 0;

	while (line < len && (unsigned char)rest.data[line] >= 0x20)
		line++;
	if (!d->sure)
		count_characters(slice_part(rest, line, len), &behind);
	d->sure = d->sure || behind >= BEHIND;
	return d->sure ? len : line;
}

static bool take_burst(struct decode *d, bool quiet, struct key *key)
{
	struct slice rest = rest_of(d);
	size_t text = text_len(rest), len = pasted_len(d, rest, text);

	if (len) {
		add_pasted(d, slice_part(rest, 0, len));
		d->at += len;
	}
	if (text == rest.len && !quiet)
		return false;
	if (d->lent) {	/* all of it has been given */
		d->state = DECODE_KEYS;
		return false;
	}
	give_paste(d, key);
	if (len < rest.len)
		d->state = DECODE_KEYS;
	return true;
}

/* ---- keys ---- */

static bool take_character(struct decode *d, struct key *key)
{
	unsigned code;

	while (d->at < d->in.len) {
		enum bytes_took took = bytes_take(&d->bytes, (unsigned char)d->in.data[d->at], &code);

		if (took != BYTES_AGAIN)
			d->at++;
		if (took == BYTES_PART)
			continue;
		*key = (struct key){ .code = CODE_NONE };
		if (code >= 0xA0 || code < 0x7F)
			term_character(key, code);
		return true;
	}
	return false;
}

/* The longest defined sequence that REST begins with, or NULL; *PART: a longer one may be
 * on its way. */
static const struct decode_sequence *defined(const struct decode *d, struct slice rest, bool *part)
{
	const struct decode_sequence *best = NULL;

	*part = false;
	for (size_t i = 0; i < d->count; i++) {
		const struct decode_sequence *s = &d->table[i];
		size_t len = s->len < rest.len ? s->len : rest.len;

		if (memcmp(s->bytes, rest.data, len) != 0)
			continue;
		if (s->len > rest.len)
			*part = true;
		else if (!best || s->len > best->len)
			best = s;
	}
	return best;
}

/* Behind ESC, what is not defined: CODE_NONE where it is swallowed.  False when more is to
 * come. */
static bool take_escape(struct decode *d, struct slice rest, bool quiet, struct key *key)
{
	size_t len = escape_len(rest, quiet);

	if (!len)
		return false;
	*key = (struct key){ .code = len == 1 ? CODE_ESCAPE : CODE_NONE };
	if (len == MARK && memcmp(rest.data, begin_mark, MARK) == 0)
		begin_paste(d, DECODE_PASTE, false);
	else
		escape_mouse(slice_part(rest, 0, len), key);
	d->at += len;
	return true;
}

/* Takes in one key, of CODE_NONE where it means nothing; false when more is to come. */
static bool take_key(struct decode *d, bool quiet, struct key *key)
{
	struct slice rest = rest_of(d);
	unsigned char c = rest.len ? (unsigned char)rest.data[0] : 0;
	const struct decode_sequence *found;
	unsigned code;
	bool part;

	if (!rest.len || (c >= 0x20 && c != 0x7F))
		return take_character(d, key);
	if (bytes_break(&d->bytes, &code)) {
		term_character(key, code);
		return true;
	}
	found = defined(d, rest, &part);
	if (part && !quiet)
		return false;
	if (!found && c == ESC)
		return take_escape(d, rest, quiet, key);
	*key = (struct key){ .code = found ? found->code : term_control(c) };
	d->at += found ? found->len : 1;
	return true;
}

bool decode_key(struct decode *d, bool quiet, struct key *key)
{
	for (;;) {
		enum decode_state state = d->state;
		bool took;

		*key = (struct key){ .code = CODE_NONE };
		if (state == DECODE_KEYS && d->box && burst_begins(d))
			begin_paste(d, state = DECODE_BURST, false);
		if (state == DECODE_BURST && !d->box) {
			d->state = DECODE_KEYS;
			if (!d->lent) {
				give_paste(d, key);
				return true;
			}
			state = DECODE_KEYS;
		}
		took = state == DECODE_PASTE ? take_paste(d, quiet, key) :
		       state == DECODE_BEHIND ? take_behind(d, quiet, key) :
		       state == DECODE_BURST ? take_burst(d, quiet, key) : take_key(d, quiet, key);
		if (took && key->code != CODE_NONE)
			return true;
		/* Nothing more here, unless something was swallowed or the state has changed. */
		if (!took && d->state == state)
			return false;
		if (d->state == DECODE_PASTE)
			quiet = false;	/* it has just begun */
	}
}

int decode_patience(const struct decode *d)
{
	switch (d->state) {
	case DECODE_PASTE:
		return PASTE_DELAY;
	case DECODE_BEHIND:
		return d->delay;
	case DECODE_BURST:
		return d->lent ? d->delay : BURST_DELAY;
	default:
		return decode_held(d) ? d->delay : -1;
	}
}

bool decode_held(const struct decode *d)
{
	return d->at < d->in.len;
}

bool decode_pasting(const struct decode *d)
{
	return d->state == DECODE_PASTE || (d->state == DECODE_BURST && !d->lent);
}
