/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gathered voices: a line of JSON each question. */
#include <config.h>

#include "answers/gathered.h"

#include <stdlib.h>
#include <string.h>

#include "answers/builder.h"
#include "answers/codec.h"
#include "answers/codec_own.h"
#include "answers/reader.h"
#include "answers/voice.h"
#include "base/intl.h"
#include "base/lines.h"
#include "base/mem.h"

enum { GATHERED_VERSION = 1 };

static const char format[] = "leaderplus-voices";

static void release_question(struct gathered_question *q)
{
	for (size_t i = 0; i < q->count; i++)
		free(q->voices[i]);
	free(q->voices);
	free(q->id);
	free(q->language);
	free(q->question);
}

void gathered_release(struct gathered *g)
{
	for (size_t i = 0; i < g->count; i++)
		release_question(&g->items[i]);
	free(g->items);
	free(g->pack_id);
	*g = (struct gathered){ 0 };
}

/* ---- reading ---- */

static bool read_pack(struct reader *r, struct node node, struct gathered *g)
{
	static const struct field fields[] = {
		{ "id", WANT_TEXT, true, 1, MODEL_TEXT_MAX },
		{ "version", WANT_TEXT, false, 0, MODEL_TEXT_MAX },
	};
	struct node found[ARRAY_LEN(fields)];
	struct extras unknown = { 0 };
	size_t outer = reader_enter(r, "pack");
	bool ok = reader_members(r, node, fields, ARRAY_LEN(fields), found, &unknown);

	if (ok)
		g->pack_id = codec_text(found[0]);
	extras_release(&unknown);
	reader_leave(r, outer);
	return ok;
}

static bool read_head(struct reader *r, struct gathered *g, struct err *err)
{
	static const struct field fields[] = {
		{ "format", WANT_TEXT, true, 1, MODEL_TEXT_MAX },
		{ "version", WANT_NUMBER, true, 1, MODEL_CLOCK_MAX },
		{ "reviewed", WANT_FLAG, true, 0, 0 },
		{ "pack", WANT_OBJECT, true, 0, 0 },
	};
	const cJSON *name = cJSON_GetObjectItemCaseSensitive(r->tree, "format");
	struct node found[ARRAY_LEN(fields)];
	struct extras unknown = { 0 };
	bool ok;

	if (!cJSON_IsObject(r->tree) || !cJSON_IsString(name) || strcmp(name->valuestring, format) != 0)
		return reader_fail(r, reader_root(r), ERR_SYNTAX,
				   _("this is not what 'leaderplus collate -f ndjson' writes"));
	ok = reader_members(r, reader_root(r), fields, ARRAY_LEN(fields), found, &unknown);
	extras_release(&unknown);
	if (ok && codec_number(found[1]) > GATHERED_VERSION)
		return err_set(err, ERR_NEWER,
				   _("a newer version of leaderplus wrote this file, and this "
				     "version cannot read it"));
	if (ok && !cJSON_IsTrue(found[2].item))
		return err_set(err, ERR_USAGE,
			       _("nobody has looked at these words one by one yet"));
	return ok && read_pack(r, found[3], g);
}

static bool read_voices(struct reader *r, struct node list, struct gathered_question *q)
{
	static const struct field voice = { .want = WANT_TEXT, .min = 1, .max = ANSWERS_TEXT_MAX };
	size_t outer = reader_enter(r, "voices"), index = 0;
	bool ok = true;

	for (struct node n = reader_first(list); n.item && ok; n = reader_next(r, n)) {
		size_t inner = reader_enter_item(r, index++);

		ok = reader_check(r, n, &voice);
		if (ok && slice_trim(slice_of(n.item->valuestring)).len) {
			q->voices = mem_grow(q->voices, q->count, &q->cap, sizeof(*q->voices));
			q->voices[q->count++] = codec_text(n);
		}
		reader_leave(r, inner);
	}
	reader_leave(r, outer);
	return ok;
}

static bool goes_on(const struct gathered_question *q, const struct gathered_question *next)
{
	return q->part == next->part && strcmp(q->id, next->id) == 0 &&
		strcmp(q->language, next->language) == 0 && strcmp(q->question, next->question) == 0;
}

/* Takes Q, whose members are the question's or gone then. */
static void add_question(struct gathered *g, struct gathered_question *q)
{
	struct gathered_question *last = g->count ? &g->items[g->count - 1] : NULL;

	if (!last || !goes_on(last, q)) {
		g->items = mem_grow(g->items, g->count, &g->cap, sizeof(*g->items));
		g->items[g->count++] = *q;
		return;
	}
	for (size_t i = 0; i < q->count; i++) {
		last->voices = mem_grow(last->voices, last->count, &last->cap, sizeof(*last->voices));
		last->voices[last->count++] = q->voices[i];
	}
	q->count = 0;
	release_question(q);
}

enum { LINE_PART, LINE_ID, LINE_LANGUAGE, LINE_QUESTION, LINE_VOICES, LINE_FIELDS };

static int find_part(const char *name)
{
	for (int part = 0; part < PART_COUNT; part++)
		if (strcmp(name, codec_part_name(part)) == 0)
			return part;
	return -1;
}

static bool read_question(struct reader *r, struct gathered *g)
{
	static const struct field fields[LINE_FIELDS] = {
		[LINE_PART] = { "part", WANT_TEXT, true, 1, MODEL_TEXT_MAX },
		[LINE_ID] = { "id", WANT_TEXT, true, 1, MODEL_TEXT_MAX },
		[LINE_LANGUAGE] = { "language", WANT_TEXT, true, 1, VOICE_LANGUAGE_MAX },
		[LINE_QUESTION] = { "question", WANT_TEXT, true, 0, ANSWERS_TEXT_MAX },
		[LINE_VOICES] = { "voices", WANT_ARRAY, true, 0, 0 },
	};
	static const struct field whole = { .want = WANT_OBJECT };
	struct node found[LINE_FIELDS];
	struct extras unknown = { 0 };
	struct gathered_question q = { 0 };
	bool ok = reader_check(r, reader_root(r), &whole) &&
		reader_members(r, reader_root(r), fields, LINE_FIELDS, found, &unknown);

	extras_release(&unknown);
	if (!ok)
		return false;
	if (find_part(found[LINE_PART].item->valuestring) < 0) {
		(void)reader_enter(r, "part");
		return reader_fail(r, found[LINE_PART], ERR_SYNTAX, _("there is no such part"));
	}
	q.part = (enum answers_part)find_part(found[LINE_PART].item->valuestring);
	q.id = codec_text(found[LINE_ID]);
	q.language = codec_text(found[LINE_LANGUAGE]);
	q.question = codec_text(found[LINE_QUESTION]);
	ok = read_voices(r, found[LINE_VOICES], &q);
	if (ok)
		add_question(g, &q);
	else
		release_question(&q);
	return ok;
}

/* Line NUMBER: a header, then questions. */
static bool read_line(struct gathered *g, struct slice line, size_t number, struct err *err)
{
	struct report_first first;
	struct report report = report_first(&first);
	struct reader r;
	bool ok;

	err->kind = ERR_SYNTAX;
	if (!json_check_told(line, &report, err))
		return err_set(err, err->kind, _("line %zu, column %zu: %s"), number, first.column,
			       first.what);
	ok = reader_open(&r, line, err);
	r.report = &report;
	ok = ok && (g->pack_id ? read_question(&r, g) : read_head(&r, g, err));
	reader_close(&r);
	if (!ok && first.any)
		err_set(err, ERR_SYNTAX, _("line %zu, column %zu: %s"), number, first.column,
			first.what);
	return ok;
}

bool gathered_read(struct gathered *g, const struct sys *sys, const char *path, struct err *err)
{
	enum lines_got got = LINES_END;
	struct lines in;
	struct slice line;
	size_t room = GATHERED_MAX;
	bool ok;

	*g = (struct gathered){ 0 };
	if (!lines_open(&in, sys, path, GATHERED_LINE_MAX, err))
		return false;
	do {
		ok = (got = lines_next(&in, &line, err)) != LINES_FAILED;
		if (got == LINES_LONG || (got == LINES_LINE && line.len > room))
			ok = err_set(err, ERR_TOO_BIG, _("'%s' is larger than the %zu bytes that are "
							 "read at most"), path, GATHERED_MAX);
		else if (got == LINES_LINE && (!g->pack_id || slice_trim(line).len))
			ok = read_line(g, line, in.number, err);
		room -= ok && got == LINES_LINE ? line.len : 0;
	} while (ok && got == LINES_LINE);
	if (ok && !g->pack_id)
		ok = err_set(err, ERR_SYNTAX, _("'%s' is empty"), path);
	lines_close(&in);
	if (!ok)
		gathered_release(g);
	return ok;
}

/* ---- writing ---- */

static bool print_line(struct builder *b, struct buf *out, struct err *err)
{
	if (!build_print_line(b, out, err))
		return false;
	buf_add_char(out, '\n');
	return true;
}

bool gathered_print_head(bool reviewed, const char *pack_id, const char *pack_version,
			 struct buf *out, struct err *err)
{
	struct builder b;
	cJSON *top = build_begin(&b), *pack;

	build_text(&b, top, "format", format);
	build_number(&b, top, "version", GATHERED_VERSION);
	build_raw(&b, top, "reviewed", reviewed ? "true" : "false");
	pack = build_object(&b, top, "pack");
	build_text(&b, pack, "id", pack_id);
	build_text(&b, pack, "version", pack_version);
	return print_line(&b, out, err);
}

bool gathered_print(const struct gathered_question *question, struct buf *out, struct err *err)
{
	struct builder b;
	cJSON *top = build_begin(&b), *list;

	build_text(&b, top, "part", codec_part_name(question->part));
	build_text(&b, top, "id", question->id);
	build_text(&b, top, "language", question->language);
	build_text(&b, top, "question", question->question);
	list = build_array(&b, top, "voices");
	for (size_t i = 0; i < question->count; i++)
		build_text(&b, list, NULL, question->voices[i]);
	return print_line(&b, out, err);
}
