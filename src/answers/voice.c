/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies for the group: JSON in and out. */
#include <config.h>

#include "answers/voice.h"

#include <stdlib.h>
#include <string.h>

#include "answers/builder.h"
#include "answers/codec.h"
#include "answers/codec_own.h"
#include "answers/reader.h"
#include "base/intl.h"
#include "base/mem.h"

enum { VOICE_VERSION = 1, ID_LEN_MAX = 64 };

static const char digits_and_letters[] = "0123456789abcdefghijklmnopqrstuvwxyz"
					 "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

void voice_add(struct voice_copy *c, struct voice voice)
{
	c->voices = mem_grow(c->voices, c->count, &c->cap, sizeof(*c->voices));
	c->voices[c->count++] = (struct voice){
		.part = voice.part,
		.id = mem_string(voice.id),
		.question = mem_string(voice.question),
		.text = mem_string(voice.text),
	};
}

void voice_release(struct voice_copy *c)
{
	for (size_t i = 0; i < c->count; i++) {
		free((char *)c->voices[i].id);
		free((char *)c->voices[i].question);
		free((char *)c->voices[i].text);
	}
	free(c->voices);
	free(c->key);
	free(c->pack_id);
	free(c->pack_version);
	free(c->language);
	*c = (struct voice_copy){ 0 };
}

/* Whether TEXT has from one to MAX bytes, all of them among LETTERS or EXTRA. */
static bool is_made_of(const char *text, size_t max, const char *letters, const char *extra)
{
	size_t len = strlen(text);

	if (!len || len > max)
		return false;
	for (size_t i = 0; i < len; i++)
		if (!strchr(letters, text[i]) && !strchr(extra, text[i]))
			return false;
	return true;
}

/* As pack/pack.h has it. */
static bool is_id(const char *id)
{
	return is_made_of(id, ID_LEN_MAX, "0123456789abcdefghijklmnopqrstuvwxyz", "-");
}

/* ---- reading ---- */

static bool read_voice(struct reader *r, struct node node, enum answers_part part,
		       struct voice_copy *c)
{
	static const struct field whole = { .want = WANT_OBJECT };
	static const struct field fields[] = {
		{ "question", WANT_TEXT, true, 0, ANSWERS_TEXT_MAX },
		{ "text", WANT_TEXT, true, 0, ANSWERS_TEXT_MAX },
	};
	struct node found[ARRAY_LEN(fields)];
	struct extras unknown = { 0 };
	bool ok = is_id(node.item->string) ||
		reader_fail(r, node, ERR_SYNTAX, _("an id has only small letters, digits and -"));

	ok = ok && reader_check(r, node, &whole);
	ok = ok && reader_members(r, node, fields, ARRAY_LEN(fields), found, &unknown);
	extras_release(&unknown);
	if (ok && slice_trim(slice_of(found[1].item->valuestring)).len)
		voice_add(c, (struct voice){ part, node.item->string, found[0].item->valuestring,
					     found[1].item->valuestring });
	return ok;
}

static bool read_part(struct reader *r, struct node node, enum answers_part part,
		      struct voice_copy *c)
{
	size_t outer = reader_enter(r, codec_part_name(part));
	bool ok = true;

	for (struct node n = reader_first(node); n.item && (ok || reader_goes_on(r));
	     n = reader_next(r, n)) {
		size_t inner = reader_enter(r, n.item->string);

		ok = read_voice(r, n, part, c) && ok;
		reader_leave(r, inner);
	}
	reader_leave(r, outer);
	return ok;
}

static bool read_pack(struct reader *r, struct node node, struct voice_copy *c)
{
	static const struct field fields[] = {
		{ "id", WANT_TEXT, true, 1, ID_LEN_MAX },
		{ "version", WANT_TEXT, true, 0, MODEL_TEXT_MAX },
	};
	struct node found[ARRAY_LEN(fields)];
	struct extras unknown = { 0 };
	size_t outer = reader_enter(r, "pack");
	bool ok = reader_members(r, node, fields, ARRAY_LEN(fields), found, &unknown);

	if (ok && !is_id(found[0].item->valuestring)) {
		(void)reader_enter(r, "id");
		ok = reader_fail(r, found[0], ERR_SYNTAX,
				 _("an id has only small letters, digits and -"));
	}
	if (ok) {
		c->pack_id = codec_text(found[0]);
		c->pack_version = codec_text(found[1]);
	}
	extras_release(&unknown);
	reader_leave(r, outer);
	return ok;
}

/* What a member of the copy itself must be made of. */
static bool check_letters(struct reader *r, struct node node, const char *name, size_t max,
			  const char *extra, const char *wrong)
{
	size_t outer = reader_enter(r, name);
	bool ok = is_made_of(node.item->valuestring, max, digits_and_letters, extra) ||
		reader_fail(r, node, ERR_SYNTAX, wrong);

	reader_leave(r, outer);
	return ok;
}

enum { TOP_FORMAT, TOP_VERSION, TOP_FOR, TOP_KEY, TOP_CLOCK, TOP_PACK, TOP_LANGUAGE, TOP_PARTS,
       TOP_FIELDS = TOP_PARTS + PART_COUNT };

static bool read_top(struct reader *r, struct voice_copy *c)
{
	static const struct field fields[TOP_FIELDS] = {
		[TOP_FORMAT] = { "format", WANT_TEXT, true, 1, MODEL_TEXT_MAX },
		[TOP_VERSION] = { "version", WANT_NUMBER, true, 1, MODEL_CLOCK_MAX },
		[TOP_FOR] = { "for", WANT_TEXT, true, 1, MODEL_TEXT_MAX },
		[TOP_KEY] = { "key", WANT_TEXT, true, 1, MODEL_TEXT_MAX },
		[TOP_CLOCK] = { "clock", WANT_NUMBER, true, 0, MODEL_CLOCK_MAX },
		[TOP_PACK] = { "pack", WANT_OBJECT, true, 0, 0 },
		[TOP_LANGUAGE] = { "language", WANT_TEXT, true, 1, VOICE_LANGUAGE_MAX },
		[TOP_PARTS + PART_ANSWERS] = { "answers", WANT_OBJECT, false, 0, 0 },
		[TOP_PARTS + PART_LENSES] = { "lenses", WANT_OBJECT, false, 0, 0 },
		[TOP_PARTS + PART_GUARDS] = { "guards", WANT_OBJECT, false, 0, 0 },
	};
	struct node found[TOP_FIELDS];
	struct extras unknown = { 0 };
	bool ok = reader_members(r, reader_root(r), fields, TOP_FIELDS, found, &unknown);

	extras_release(&unknown);
	if (found[TOP_KEY].item)
		ok = check_letters(r, found[TOP_KEY], "key", MODEL_TEXT_MAX, "-_",
				   _("a key has only letters, digits, - and _")) && ok;
	if (found[TOP_LANGUAGE].item && (ok || reader_goes_on(r)))
		ok = check_letters(r, found[TOP_LANGUAGE], "language", VOICE_LANGUAGE_MAX, "-",
				   _("a language has only letters, digits and -, as 'cy'")) && ok;
	if (found[TOP_PACK].item && (ok || reader_goes_on(r)))
		ok = read_pack(r, found[TOP_PACK], c) && ok;
	for (int part = 0; part < PART_COUNT && (ok || reader_goes_on(r)); part++)
		if (found[TOP_PARTS + part].item)
			ok = read_part(r, found[TOP_PARTS + part], part, c) && ok;
	if (!ok)
		return false;
	c->key = codec_text(found[TOP_KEY]);
	c->clock = codec_number(found[TOP_CLOCK]);
	c->language = codec_text(found[TOP_LANGUAGE]);
	return true;
}

static bool says(const struct reader *r, const char *name, const char *value)
{
	const cJSON *item = cJSON_GetObjectItemCaseSensitive(r->tree, name);

	return cJSON_IsString(item) && strcmp(item->valuestring, value) == 0;
}

/* What else it is, for somebody who handed in the wrong file. */
static const char *name_other(const struct reader *r)
{
	if (says(r, "format", codec_format(KIND_COPY)))
		return says(r, "for", audience_name(AUDIENCE_MENTOR)) ?
			_("this is a copy for a mentor, not for the group") :
			_("this is not a copy for the group");
	if (says(r, "format", codec_format(KIND_WORKBOOK)))
		return _("this is a whole workbook; the group is given what 'leaderplus share --for group' writes");
	if (says(r, "format", codec_format(KIND_ROOM)))
		return _("these are words from a room, not a copy for the group");
	return _("this is not a copy for the group");
}

static const char unreadable[] = N_("a newer version of leaderplus wrote this copy, and this "
				     "version cannot read it");

/* What the file says that it is; before anything else, so that the message is about that. */
static bool read_kind(struct reader *r)
{
	const cJSON *version = cJSON_GetObjectItemCaseSensitive(r->tree, "version");

	if (!cJSON_IsObject(r->tree) || !says(r, "format", codec_format(KIND_COPY)) ||
	    !says(r, "for", audience_name(AUDIENCE_GROUP)))
		return reader_fail(r, reader_root(r), ERR_SYNTAX, name_other(r));
	if (cJSON_IsNumber(version) && version->valuedouble >= VOICE_VERSION + 1)
		return reader_fail(r, reader_root(r), ERR_NEWER, _(unreadable));
	return true;
}

static bool too_big(struct slice json, struct err *err)
{
	return json.len <= VOICE_COPY_MAX ||
		err_set(err, ERR_TOO_BIG, _("a copy for the group has at most %zu bytes"),
			VOICE_COPY_MAX);
}

bool voice_read(struct voice_copy *c, struct slice json, struct err *err)
{
	struct reader r;
	bool ok;

	*c = (struct voice_copy){ 0 };
	if (!too_big(json, err))
		return false;
	ok = reader_open(&r, json, err) && read_kind(&r) && read_top(&r, c);
	reader_close(&r);
	if (!ok)
		voice_release(c);
	return ok;
}

bool voice_check(struct slice json, const struct report *report)
{
	struct voice_copy c = { 0 };
	struct reader r;
	struct err err;
	bool ok;

	if (!too_big(json, &err)) {
		report->add(report->context, &(struct finding){ .what = err.text });
		return false;
	}
	if (!json_check_told(json, report, &err))
		return false;
	ok = reader_open(&r, json, &err);
	r.report = report;
	ok = ok && read_kind(&r) && read_top(&r, &c);
	reader_close(&r);
	voice_release(&c);
	return ok;
}

bool voice_is_copy(struct slice json)
{
	struct reader r;
	struct err ignored;
	bool is;

	if (json.len > VOICE_COPY_MAX)
		return false;
	is = reader_open(&r, json, &ignored) && says(&r, "format", codec_format(KIND_COPY)) &&
		says(&r, "for", audience_name(AUDIENCE_GROUP));
	reader_close(&r);
	return is;
}

/* ---- writing ---- */

/* Each part is picked by itself. */
static int compare_ids(const void *left, const void *right)
{
	const struct voice *a = left, *b = right;

	return strcmp(a->id, b->id);
}

static void put_part(struct builder *b, cJSON *top, enum answers_part part,
		     const struct voice *voices, size_t count)
{
	cJSON *object = NULL, *put;

	for (size_t i = 0; i < count; i++) {
		if (voices[i].part != part || !slice_trim(slice_of(voices[i].text)).len)
			continue;
		if (!object)
			object = build_object(b, top, codec_part_name(part));
		put = build_object(b, object, voices[i].id);
		build_text(b, put, "question", voices[i].question);
		build_text(b, put, "text", voices[i].text);
	}
	/* Every copy has this part, so that one without any words looks like one all the same. */
	if (!object && part == PART_ANSWERS)
		build_object(b, top, codec_part_name(part));
}

static bool print(const struct voice_copy *c, const struct voice *voices, struct buf *out,
		  struct err *err)
{
	struct builder b;
	cJSON *top = build_begin(&b), *pack;

	build_text(&b, top, "format", codec_format(KIND_COPY));
	build_number(&b, top, "version", VOICE_VERSION);
	build_text(&b, top, "for", audience_name(AUDIENCE_GROUP));
	build_text(&b, top, "key", c->key);
	build_number(&b, top, "clock", c->clock);
	pack = build_object(&b, top, "pack");
	build_text(&b, pack, "id", c->pack_id);
	build_text(&b, pack, "version", c->pack_version);
	build_text(&b, top, "language", c->language);
	for (int part = 0; part < PART_COUNT; part++)
		put_part(&b, top, part, voices, c->count);
	return build_print_line(&b, out, err);
}

static bool reads_back(struct slice json, struct err *err)
{
	struct voice_copy again;

	if (!voice_read(&again, json, err))
		return false;
	voice_release(&again);
	return true;
}

bool voice_print(const struct voice_copy *c, struct buf *out, struct err *err)
{
	struct voice *voices = mem_zero(c->count + 1, sizeof(*voices));
	size_t len = out->len;
	bool ok;

	if (c->count) {
		memcpy(voices, c->voices, c->count * sizeof(*voices));
		qsort(voices, c->count, sizeof(*voices), compare_ids);
	}
	ok = print(c, voices, out, err);
	free(voices);
	if (ok && !reads_back(slice_part(slice_buf(out), len, out->len), err)) {
		buf_splice(out, len, out->len - len, NULL, 0);
		ok = false;
	}
	return ok;
}
