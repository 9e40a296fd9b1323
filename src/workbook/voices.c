/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Voices by language and question: sorted records, and what may be shown of them. */
#include <config.h>

#include "workbook/voices.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "workbook/entry.h"

/* A record is fields with a TAB behind each, then the bytes of what it says.
 *
 *	RANK LANGUAGE "0"                          a person wrote in it
 *	RANK LANGUAGE "1" PLACE PART ID "0"        and the wording that one of them answered
 *	RANK LANGUAGE "1" PLACE PART ID "1" HASH   and what she wrote
 *
 * RANK is "0" for the language of the book, else "1"; PLACE the number of the page, behind all
 * of them where there is none.  So the people of a language come first, and then, question by question,
 * its wordings and its voices. */
enum { RANK, LANGUAGE, WHAT, PLACE, PART, ID, SAYS, HASH, FIELDS };

#define NO_PLACE "99999999"

struct record {
	struct slice field[FIELDS];
	struct slice rest;
};

struct held {
	struct hash hash;
	char *text;
	size_t len;
};

struct voices {
	struct voices_request request;
	struct sort *sort;
	struct slice raw;	/* the record that was read last */
	struct record record;
	enum sort_got got;
	bool begun;

	/* The question that is being read. */
	char *language, *id;
	enum answers_part part;
	const struct pack_page *page;
	char *question;
	bool many;		/* enough people wrote in the language */
	struct held *held;	/* voices that wait until there are enough */
	size_t held_count, held_cap;
	size_t given;		/* of them */
	bool open;		/* the question was given, and voices follow */
	struct buf text;	/* of the voice that is lent */
	bool more;
};

struct voices *voices_new(const struct voices_request *request)
{
	struct voices *v = MEM_NEW(struct voices);

	v->request = *request;
	v->sort = sort_new(request->sys, request->folder, request->memory);
	buf_init(&v->text, SORT_RECORD_MAX);
	return v;
}

static void release_held(struct voices *v)
{
	for (size_t i = 0; i < v->held_count; i++)
		free(v->held[i].text);
	v->held_count = v->given = 0;
}

void voices_free(struct voices *v)
{
	if (!v)
		return;
	release_held(v);
	free(v->held);
	free(v->language);
	free(v->id);
	free(v->question);
	sort_free(v->sort);
	buf_release(&v->text);
	free(v);
}

const struct voices_request *voices_request(const struct voices *v)
{
	return &v->request;
}

bool voices_has_more(const struct voices *v)
{
	return v->more;
}

/* ---- in ---- */

/* The page that VOICE answers, false where the book has none. */
static bool find_page(const struct voices *v, const struct voice *voice, size_t *page)
{
	const struct pack *pack = v->request.pack;

	return pack_find(pack, voice->id, page) && pack_page(pack, *page)->kind != PAGE_READ &&
		entry_part(pack_page(pack, *page)) == voice->part;
}

static void begin_record(const struct voices *v, const struct voice_copy *copy, const char *what,
			 struct buf *out)
{
	bool own = strcmp(copy->language, pack_language(v->request.pack)) == 0;

	buf_clear(out);
	buf_addf(out, "%d\t%s\t%s\t", own ? 0 : 1, copy->language, what);
}

static bool add_voice(struct voices *v, const struct voice_copy *copy, const struct voice *voice,
		      const size_t *page, struct err *err)
{
	const char *id = page ? pack_page(v->request.pack, *page)->id : voice->id;
	struct hash hash = review_hash(voice->part, id, copy->language, slice_of(voice->text));
	struct buf record;
	size_t len;
	bool ok;

	buf_init(&record, SORT_RECORD_MAX);
	begin_record(v, copy, "1", &record);
	if (page)
		buf_addf(&record, "%08zu\t", *page);
	else
		buf_add_str(&record, NO_PLACE "\t");
	buf_addf(&record, "%d\t%s\t", voice->part, id);
	len = record.len;
	buf_addf(&record, "0\t%s", voice->question);
	ok = sort_add(v->sort, slice_buf(&record), err);
	buf_splice(&record, len, record.len - len, NULL, 0);
	buf_add_str(&record, "1\t");
	review_print_hash(&hash, &record);
	buf_addf(&record, "\t%s", voice->text);
	ok = ok && sort_add(v->sort, slice_buf(&record), err);
	buf_release(&record);
	return ok;
}

/* Words under an id that a page once had are of the same question; where there are some under its
 * own as well, these are the person's. */
static bool is_hers(const struct voices *v, const struct voice_copy *copy, size_t i, size_t page)
{
	const char *id = pack_page(v->request.pack, page)->id;
	size_t other;

	if (strcmp(copy->voices[i].id, id) == 0)
		return true;
	for (size_t k = 0; k < copy->count; k++)
		if (k != i && find_page(v, &copy->voices[k], &other) && other == page &&
		    (k < i || strcmp(copy->voices[k].id, id) == 0))
			return false;
	return true;
}

bool voices_add(struct voices *v, const struct voice_copy *copy, struct err *err)
{
	struct buf record;
	bool ok = true;
	size_t page;

	buf_init(&record, SORT_RECORD_MAX);
	begin_record(v, copy, "0", &record);
	if (copy->count)
		ok = sort_add(v->sort, slice_buf(&record), err);
	buf_release(&record);
	for (size_t i = 0; ok && i < copy->count; i++) {
		bool found = find_page(v, &copy->voices[i], &page);

		if (!found || is_hers(v, copy, i, page))
			ok = add_voice(v, copy, &copy->voices[i], found ? &page : NULL, err);
	}
	return ok;
}

bool voices_add_fold(struct voices *v, struct fold *fold, struct err *err)
{
	struct voice_copy copy;
	struct slice line;
	enum sort_got got;

	while ((got = fold_next(fold, &line, err)) == SORT_RECORD) {
		bool ok = voice_read(&copy, line, err) && voices_add(v, &copy, err);

		voice_release(&copy);
		if (!ok)
			return false;
	}
	return got == SORT_END;
}

/* ---- out ---- */

/* Whether what a record says comes behind FIELD. */
static bool is_last_field(const struct record *r, size_t field)
{
	if (field == WHAT)
		return slice_is(r->field[WHAT], "0");
	return field == HASH || (field == SAYS && slice_is(r->field[SAYS], "0"));
}

/* Reads the next record. */
static bool advance(struct voices *v, struct err *err)
{
	struct slice rest;

	v->got = sort_next(v->sort, &v->raw, err);
	if (v->got != SORT_RECORD)
		return v->got == SORT_END;
	memset(&v->record, 0, sizeof(v->record));
	rest = v->raw;
	for (size_t i = 0; i < FIELDS; i++) {
		const char *tab = memchr(rest.data, '\t', rest.len);
		size_t len = (size_t)(tab - rest.data);

		v->record.field[i] = slice_part(rest, 0, len);
		rest = slice_part(rest, len + 1, rest.len);
		if (is_last_field(&v->record, i))
			break;
	}
	v->record.rest = rest;
	return true;
}

static bool is_in(const struct record *r, size_t field, const char *value)
{
	return value && slice_is(r->field[field], value);
}

static char *copy_field(const struct record *r, size_t field)
{
	return mem_copy(r->field[field].data, r->field[field].len);
}

/* Counts the people of the language that begins here. */
static bool begin_language(struct voices *v, struct err *err)
{
	size_t people = 0;
	bool ok = true;

	free(v->language);
	v->language = copy_field(&v->record, LANGUAGE);
	while (ok && v->got == SORT_RECORD && is_in(&v->record, LANGUAGE, v->language) &&
	       is_in(&v->record, WHAT, "0")) {
		people++;
		ok = advance(v, err);
	}
	v->many = people >= v->request.floor;
	v->more = v->more || !v->many;
	return ok;
}

/* Whether the record is one of the question that is being read. */
static bool is_of_question(const struct voices *v)
{
	return v->got == SORT_RECORD && is_in(&v->record, LANGUAGE, v->language) &&
		is_in(&v->record, ID, v->id) && v->record.field[PART].data[0] == '0' + (int)v->part;
}

/* Reads the wordings, which come in order: the one that most people answered is the question's,
 * where they are enough of them. */
static bool read_wordings(struct voices *v, struct err *err)
{
	struct buf same;
	size_t people = 0, most = v->request.floor - 1;
	bool ok = true;

	buf_init(&same, SORT_RECORD_MAX);
	while (ok && is_of_question(v) && is_in(&v->record, SAYS, "0")) {
		if (!slice_equal(slice_buf(&same), v->record.rest)) {
			buf_clear(&same);
			buf_add_slice(&same, v->record.rest);
			people = 0;
		}
		if (++people > most && slice_trim(slice_buf(&same)).len) {
			most = people;
			free(v->question);
			v->question = mem_copy(same.data, same.len);
		}
		ok = advance(v, err);
	}
	buf_release(&same);
	return ok;
}

static bool begin_question(struct voices *v, struct err *err)
{
	const struct record *r = &v->record;
	const struct pack *pack = v->request.pack;
	size_t page;

	release_held(v);
	free(v->id);
	free(v->question);
	v->id = copy_field(r, ID);
	v->part = (enum answers_part)(r->field[PART].data[0] - '0');
	v->page = !is_in(r, PLACE, NO_PLACE) && pack_find(pack, v->id, &page) ? pack_page(pack, page)
									      : NULL;
	v->question = mem_string(v->page ? v->page->wording : v->id);
	if (v->page && strcmp(v->language, pack_language(pack)) == 0) {
		bool ok = true;

		while (ok && is_of_question(v) && is_in(r, SAYS, "0"))
			ok = advance(v, err);
		return ok;
	}
	return read_wordings(v, err);
}

/* Whether the voice in the record, whose HASH this is, may be shown. */
static bool is_shown(const struct voices *v, struct hash *hash)
{
	(void)review_read_hash(v->record.field[HASH], hash);
	return !v->request.review || review_get(v->request.review, hash) == REVIEW_KEPT;
}

/* Holds voices until there are enough. */
static bool hold_voices(struct voices *v, struct err *err)
{
	bool ok = true;

	while (ok && is_of_question(v) && v->held_count < v->request.floor) {
		struct hash hash = { { 0 } };

		if (is_shown(v, &hash)) {
			v->held = mem_grow(v->held, v->held_count, &v->held_cap, sizeof(*v->held));
			v->held[v->held_count++] = (struct held){
				hash, mem_copy(v->record.rest.data, v->record.rest.len),
				v->record.rest.len };
		}
		ok = advance(v, err);
	}
	return ok;
}

static void lend(const struct voices *v, struct voices_item *item)
{
	*item = (struct voices_item){ .part = v->part, .language = v->language, .id = v->id,
				      .page = v->page, .question = v->question };
}

/* The next voice of the question; VOICES_END: there are no more of it. */
static enum voices_kind next_voice(struct voices *v, struct voices_item *item, struct err *err)
{
	lend(v, item);
	if (v->given < v->held_count) {
		const struct held *held = &v->held[v->given++];

		item->hash = held->hash;
		item->text = (struct slice){ held->text, held->len };
		return VOICES_VOICE;
	}
	while (is_of_question(v)) {
		struct hash hash = { { 0 } };
		bool shown = is_shown(v, &hash);

		if (shown) {
			buf_clear(&v->text);
			buf_add_slice(&v->text, v->record.rest);
			item->hash = hash;
			item->text = slice_buf(&v->text);
		}
		if (!advance(v, err))
			return VOICES_FAILED;
		if (shown)
			return VOICES_VOICE;
	}
	return VOICES_END;
}

enum voices_kind voices_next(struct voices *v, struct voices_item *item, struct err *err)
{
	bool ok = v->begun || advance(v, err);

	v->begun = true;
	if (ok && v->open) {
		enum voices_kind kind = next_voice(v, item, err);

		if (kind != VOICES_END)
			return kind;
		v->open = false;
	}
	while (ok && v->got == SORT_RECORD) {
		if (is_in(&v->record, WHAT, "0")) {
			ok = begin_language(v, err);
			continue;
		}
		if (!v->many) {
			ok = advance(v, err);
			continue;
		}
		ok = begin_question(v, err) && hold_voices(v, err);
		v->open = ok && v->held_count >= v->request.floor;
		lend(v, item);
		if (v->open)
			return VOICES_QUESTION;
		v->more = true;
	}
	return ok ? VOICES_END : VOICES_FAILED;
}
