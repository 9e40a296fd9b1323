/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Voices written: a fold, a line each question, a document. */
#include <config.h>

#include "workbook/voices.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"

#define LINE_BYTES ((size_t)1024 * 1024)	/* of words in one line of gathered voices */
#define LINE_VOICES 500

static bool put(const struct voices_sink *sink, struct slice bytes, struct err *err)
{
	return sink->put(sink->context, bytes, err);
}

bool voices_put_fold(struct fold *fold, const struct voices_sink *sink, struct err *err)
{
	bool ok = put(sink, fold_head(), err);
	enum sort_got got = SORT_END;
	struct slice line;

	while (ok && (got = fold_next(fold, &line, err)) == SORT_RECORD)
		ok = put(sink, line, err) && put(sink, slice_of("\n"), err);
	return ok && got == SORT_END;
}

/* ---- gathered voices ---- */

/* A line that is being filled. */
struct filling {
	struct gathered_question question;
	size_t bytes;
};

static void drop_voices(struct filling *line)
{
	for (size_t i = 0; i < line->question.count; i++)
		free(line->question.voices[i]);
	line->question.count = line->bytes = 0;
}

/* Sends the line, and begins the next of the same question. */
static bool flush(struct filling *line, const struct voices_sink *sink, struct err *err)
{
	struct gathered_question *q = &line->question;
	struct buf out;
	bool ok = true;

	buf_init(&out, GATHERED_LINE_MAX);
	if (q->count)
		ok = gathered_print(q, &out, err) && put(sink, slice_buf(&out), err);
	drop_voices(line);
	buf_release(&out);
	return ok;
}

static void end_question(struct filling *line)
{
	free(line->question.id);
	free(line->question.language);
	free(line->question.question);
	line->question.id = line->question.language = line->question.question = NULL;
}

static void begin_question(struct filling *line, const struct voices_item *item)
{
	end_question(line);
	line->question.part = item->part;
	line->question.id = mem_string(item->id);
	line->question.language = mem_string(item->language);
	line->question.question = mem_string(item->question);
}

static void add_voice(struct filling *line, struct slice text)
{
	struct gathered_question *q = &line->question;

	q->voices = mem_grow(q->voices, q->count, &q->cap, sizeof(*q->voices));
	q->voices[q->count++] = mem_copy(text.data, text.len);
	line->bytes += text.len;
}

bool voices_put_lines(struct voices *v, const struct voices_sink *sink, struct err *err)
{
	const struct voices_request *request = voices_request(v);
	struct filling line = { .bytes = 0 };
	enum voices_kind kind = VOICES_END;
	struct voices_item item;
	struct buf head;
	bool ok;

	buf_init(&head, GATHERED_LINE_MAX);
	ok = gathered_print_head(request->review != NULL, pack_id(request->pack),
				 pack_version(request->pack), &head, err) &&
		put(sink, slice_buf(&head), err);
	buf_release(&head);
	while (ok && (kind = voices_next(v, &item, err)) < VOICES_END) {
		if (kind != VOICES_VOICE) {
			ok = flush(&line, sink, err);
			begin_question(&line, &item);
			continue;
		}
		add_voice(&line, item.text);
		if (line.question.count == LINE_VOICES || line.bytes >= LINE_BYTES)
			ok = flush(&line, sink, err);
	}
	ok = ok && kind == VOICES_END && flush(&line, sink, err);
	drop_voices(&line);
	free(line.question.voices);
	end_question(&line);
	return ok;
}

/* ---- a document ---- */

struct writing {
	struct doc *doc;
	const struct pack *pack;
	char *language;		/* whose heading stands, NULL: none yet */
	size_t bytes;
	bool words;		/* the last block is somebody's */
};

/* What a language is called, in itself. */
static const char *name_language(const char *tag)
{
	static const struct { const char *tag, *name; } names[] = {
		{ "ar", "العربية" }, { "cy", "Cymraeg" }, { "de", "Deutsch" }, { "en", "English" },
		{ "es", "Español" }, { "fr", "Français" }, { "ga", "Gaeilge" }, { "gd", "Gàidhlig" },
		{ "pl", "Polski" }, { "pt", "Português" }, { "ur", "اردو" }, { "zh", "中文" },
	};

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strcmp(tag, names[i].tag) == 0)
			return names[i].name;
	return tag;
}

static void add_language(struct writing *w, const char *tag)
{
	if (w->language && strcmp(w->language, tag) == 0)
		return;
	free(w->language);
	w->language = mem_string(tag);
	doc_language(w->doc, tag);
	doc_add_heading(w->doc, 2, slice_of(name_language(tag)));
}

void voices_tell_question(struct doc *doc, const struct pack *pack, const struct voices_item *item,
			  int level)
{
	const struct pack_page *page = item->page;
	bool own = page && strcmp(item->question, page->wording) == 0;

	/* Words of the book stand in where too few answered the same wording. */
	doc_language(doc, own ? pack_language(pack) : item->language);
	if (own && page->kind != PAGE_QUESTION) {
		doc_add_heading(doc, level, slice_of(page->title));
		doc_add_note(doc, slice_of(item->question));
	} else {
		doc_add_heading(doc, level, slice_of(item->question));
	}
}

static void add_question(struct writing *w, const struct voices_item *item)
{
	add_language(w, item->language);
	voices_tell_question(w->doc, w->pack, item, 3);
	w->words = false;
}

static void add_words(struct writing *w, const struct voices_item *item)
{
	doc_language(w->doc, item->language);
	if (w->words)
		doc_add_rule(w->doc);
	doc_add_words(w->doc, item->text);
	w->words = true;
	w->bytes += item->text.len;
}

static void add_item(struct writing *w, enum voices_kind kind, const struct voices_item *item)
{
	switch (kind) {
	case VOICES_QUESTION:
		add_question(w, item);
		break;
	default:
		add_words(w, item);
		break;
	}
}

/* What is left out, whether anything was or not. */
static void add_rule_of(struct writing *w, size_t floor)
{
	struct buf says;

	if (floor < 2)
		return;
	buf_init(&says, 1024);
	buf_addf(&says, _("What fewer than %zu people wrote to a question, in one language, is never here."),
		 floor);
	doc_add_paragraph(w->doc, slice_buf(&says));
	buf_release(&says);
}

static void add_end(struct writing *w)
{
	doc_language(w->doc, NULL);
	if (!w->language)
		doc_add_paragraph(w->doc, slice_of(_("There is nothing yet that enough people wrote.")));
}

struct doc *voices_document(struct voices *v, struct err *err)
{
	struct writing w = { .doc = doc_new(), .pack = voices_request(v)->pack };
	enum voices_kind kind;
	struct voices_item item;
	bool ok = true;

	doc_add_heading(w.doc, 1, slice_of(_("What the group wrote")));
	doc_add_paragraph(w.doc, slice_of(_("People marked these words for the group. Nobody is named, "
					    "and the order says nothing.")));
	add_rule_of(&w, voices_request(v)->floor);
	while (ok && (kind = voices_next(v, &item, err)) != VOICES_END) {
		if (kind == VOICES_FAILED)
			ok = false;
		else
			add_item(&w, kind, &item);
		if (w.bytes > VOICES_DOCUMENT_MAX)
			ok = err_set(err, ERR_TOO_BIG, _("these are too many words for one document; -f ndjson "
							 "writes any number"));
	}
	add_end(&w);
	free(w.language);
	if (ok)
		return w.doc;
	doc_free(w.doc);
	return NULL;
}
