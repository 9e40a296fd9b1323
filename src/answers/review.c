/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was decided of each voice, by hash. */
#include <config.h>

#include "answers/review.h"

#include <stdlib.h>
#include <string.h>

#include "answers/builder.h"
#include "answers/codec.h"
#include "answers/reader.h"
#include "base/intl.h"
#include "base/mem.h"

enum { REVIEW_VERSION = 1 };

static const char format[] = "leaderplus-review";
static const char digits[] = "0123456789abcdef";

struct hash review_hash(enum answers_part part, const char *id, const char *language,
			struct slice text)
{
	struct hash hash;
	struct buf all;

	buf_init(&all, ANSWERS_FILE_MAX);
	buf_addf(&all, "%s\n%s\n%s\n", codec_part_name(part), id, language);
	buf_add_slice(&all, text);
	hash = hash_of(slice_buf(&all));
	buf_release(&all);
	return hash;
}

void review_print_hash(const struct hash *voice, struct buf *out)
{
	for (size_t i = 0; i < REVIEW_HEX; i++)
		buf_add_char(out, digits[voice->bytes[i / 2] >> (i % 2 ? 0 : 4) & 15]);
}

bool review_read_hash(struct slice hex, struct hash *voice)
{
	if (hex.len != REVIEW_HEX)
		return false;
	for (size_t i = 0; i < REVIEW_HEX; i++) {
		const char *digit = memchr(digits, hex.data[i], sizeof(digits) - 1);

		if (!digit)
			return false;
		voice->bytes[i / 2] = (unsigned char)(voice->bytes[i / 2] << 4 | (digit - digits));
	}
	return true;
}

/* Where VOICE stands, or would. */
static size_t find(const struct review *r, const struct hash *voice)
{
	size_t from = 0, to = r->count;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (memcmp(&r->items[middle].voice, voice, sizeof(*voice)) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

static bool has(const struct review *r, size_t i, const struct hash *voice)
{
	return i < r->count && hash_equal(r->items[i].voice, *voice);
}

enum review_choice review_get(const struct review *r, const struct hash *voice)
{
	size_t i = find(r, voice);

	return has(r, i, voice) ? r->items[i].choice : REVIEW_OPEN;
}

void review_set(struct review *r, const struct hash *voice, enum review_choice choice)
{
	size_t i = find(r, voice);

	if (!has(r, i, voice)) {
		if (choice == REVIEW_OPEN)
			return;
		r->items = mem_grow(r->items, r->count, &r->cap, sizeof(*r->items));
		memmove(r->items + i + 1, r->items + i, (r->count++ - i) * sizeof(*r->items));
	} else if (choice == REVIEW_OPEN) {
		memmove(r->items + i, r->items + i + 1, (--r->count - i) * sizeof(*r->items));
		return;
	}
	r->items[i] = (struct review_decision){ *voice, choice };
}

void review_unite(struct review *r, const struct review *other)
{
	for (size_t i = 0; i < other->count; i++) {
		const struct review_decision *decision = &other->items[i];

		if (review_get(r, &decision->voice) != REVIEW_WITHHELD)
			review_set(r, &decision->voice, decision->choice);
	}
}

void review_release(struct review *r)
{
	free(r->items);
	*r = (struct review){ 0 };
}

char *review_path(const char *fold)
{
	struct buf path;

	buf_init(&path, strlen(fold) + 16);
	buf_addf(&path, "%s.review", fold);
	return buf_steal(&path);
}

/* ---- reading ---- */

static bool read_list(struct reader *rd, struct node list, const char *name,
		      enum review_choice choice, struct review *into)
{
	static const struct field text = { .want = WANT_TEXT, .min = 1, .max = MODEL_TEXT_MAX };
	size_t outer = reader_enter(rd, name), index = 0;
	bool ok = true;

	for (struct node n = reader_first(list); n.item && ok; n = reader_next(rd, n)) {
		size_t inner = reader_enter_item(rd, index++);
		struct review one = { .count = 1 };
		struct review_decision decision = { .choice = choice };

		ok = reader_check(rd, n, &text) &&
			(review_read_hash(slice_of(n.item->valuestring), &decision.voice) ||
			 reader_fail(rd, n, ERR_SYNTAX, _("this is no checksum of words")));
		one.items = &decision;
		if (ok)
			review_unite(into, &one);
		reader_leave(rd, inner);
	}
	reader_leave(rd, outer);
	return ok;
}

static bool read_top(struct reader *rd, struct review *into)
{
	static const struct field fields[] = {
		{ "format", WANT_TEXT, true, 1, MODEL_TEXT_MAX },
		{ "version", WANT_NUMBER, true, 1, REVIEW_VERSION },
		{ "kept", WANT_ARRAY, true, 0, 0 },
		{ "withheld", WANT_ARRAY, true, 0, 0 },
	};
	static const struct field whole = { .want = WANT_OBJECT };
	struct node found[ARRAY_LEN(fields)];
	struct extras unknown = { 0 };
	bool ok = reader_check(rd, reader_root(rd), &whole) &&
		reader_members(rd, reader_root(rd), fields, ARRAY_LEN(fields), found, &unknown);

	extras_release(&unknown);
	if (!ok)
		return false;
	if (strcmp(found[0].item->valuestring, format) != 0)
		return reader_fail(rd, found[0], ERR_SYNTAX,
				   _("this is not what 'leaderplus collate --review' writes"));
	return read_list(rd, found[2], "kept", REVIEW_KEPT, into) &&
		read_list(rd, found[3], "withheld", REVIEW_WITHHELD, into);
}

enum file_found review_load(struct review *r, const struct sys *sys, const char *path,
			    struct err *err)
{
	struct review loaded = { 0 };
	struct reader rd;
	struct err why;
	struct buf json;
	enum file_found found;

	buf_init(&json, REVIEW_FILE_MAX);
	found = file_read(sys, path, REVIEW_FILE_MAX, &json, err);
	if (found == FILE_READ) {
		if (!reader_open(&rd, slice_buf(&json), &why) || !read_top(&rd, &loaded)) {
			err_set(err, why.kind, "'%s': %s", path, why.text);
			found = FILE_FAILED;
		}
		reader_close(&rd);
	}
	if (found == FILE_READ)
		review_unite(r, &loaded);
	review_release(&loaded);
	buf_release(&json);
	return found;
}

/* ---- writing ---- */

static void put_list(struct builder *b, cJSON *top, const char *name, const struct review *r,
		     enum review_choice choice)
{
	cJSON *list = build_array(b, top, name);
	struct buf hex;

	buf_init(&hex, REVIEW_HEX);
	for (size_t i = 0; i < r->count; i++) {
		if (r->items[i].choice != choice)
			continue;
		buf_clear(&hex);
		review_print_hash(&r->items[i].voice, &hex);
		build_text(b, list, NULL, hex.data);
	}
	buf_release(&hex);
}

static bool fits(const struct review *r)
{
	size_t kept = 0;

	for (size_t i = 0; i < r->count; i++)
		kept += r->items[i].choice == REVIEW_KEPT;
	return kept <= REVIEW_MAX && r->count - kept <= REVIEW_MAX;
}

bool review_save(const struct review *r, const struct sys *sys, const char *path, struct err *err)
{
	struct builder b;
	struct buf json;
	cJSON *top;
	bool ok;

	if (!fits(r))
		return err_set(err, ERR_TOO_BIG, _("cannot save '%s': no more than %d pieces can be "
						   "kept, and %d withheld"), path, REVIEW_MAX, REVIEW_MAX);
	buf_init(&json, REVIEW_FILE_MAX);
	top = build_begin(&b);
	build_text(&b, top, "format", format);
	build_number(&b, top, "version", REVIEW_VERSION);
	put_list(&b, top, "kept", r, REVIEW_KEPT);
	put_list(&b, top, "withheld", r, REVIEW_WITHHELD);
	ok = build_print(&b, &json, err) && file_replace(sys, path, slice_buf(&json), err);
	buf_release(&json);
	return ok;
}
