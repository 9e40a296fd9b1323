/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding what someone said, in words. */
#include <config.h>

#include "workbook/said.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "workbook/before.h"
#include "workbook/preface.h"

const char *said_title(const struct workbook *wb)
{
	return workbook_is_copy(wb) ? _("A reply") : _("What someone said");
}

const char *said_label(const struct workbook *wb, enum said_field field)
{
	bool copy = workbook_is_copy(wb);

	switch (field) {
	case SAID_FROM:
		return copy ? _("Your name") : _("From whom");
	case SAID_DAY:
		return _("On which day");
	case SAID_TEXT:
		break;
	}
	return copy ? _("Your reply") : _("What was said, in their words");
}

/* ---- what can be added or changed ---- */

static void add(struct said_list *list, char *label, const char *to, const char *reply)
{
	list->choices = mem_grow(list->choices, list->count, &list->cap, sizeof(*list->choices));
	list->choices[list->count++] = (struct said_choice){
		label, mem_string(to), reply ? mem_string(reply) : NULL };
}

static void add_layers(struct said_list *list, const struct workbook *wb)
{
	const struct answers *a = workbook_answers(wb);
	struct buf when, label;

	for (size_t i = answers_layers(a, list->part, list->id); i-- > 0; ) {
		const struct layer *layer = answers_layer(a, list->part, list->id, i);

		if (!*layer->text && !layer->open)
			continue;
		buf_init(&when, 512);
		buf_init(&label, 1024);
		before_when(a, list->part, list->id, i, &when);
		/* TRANSLATORS: in a list of what a reply can be about; %s is a date. */
		buf_addf(&label, workbook_is_copy(wb) ? _("Reply to what was written on %s") :
			 _("About what I wrote on %s"), when.data);
		add(list, buf_steal(&label), layer->id, NULL);
		buf_release(&when);
	}
	if (!list->count)
		add(list, mem_string(_("About the question")), "", NULL);
}

static void add_replies(struct said_list *list, const struct workbook *wb, struct replies_at at)
{
	struct buf name, label;

	for (size_t i = 0; i < replies_count(wb, at); i++) {
		const struct item *reply = replies_item(wb, at, i);

		if (!replies_can_change(wb, reply))
			continue;
		buf_init(&name, ANSWERS_TEXT_MAX * 2);
		buf_init(&label, ANSWERS_TEXT_MAX * 2);
		replies_tell(reply, &name);
		/* TRANSLATORS: %s is 'Reply from Ms Hughes, 3 December 2026'. */
		buf_addf(&label, _("Change: %s"), name.data);
		add(list, buf_steal(&label), reply->text[REPLY_TO], reply->id);
		buf_release(&name);
	}
}

void said_find(const struct workbook *wb, struct replies_at at, struct said_list *list)
{
	*list = (struct said_list){ .part = at.part, .id = mem_string(at.id ? at.id : "") };
	if (!at.id || replies_locked(wb))
		return;
	add_layers(list, wb);
	add_replies(list, wb, at);
}

void said_release(struct said_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->choices[i].label);
		free(list->choices[i].to);
		free(list->choices[i].reply);
	}
	free(list->choices);
	free(list->id);
	*list = (struct said_list){ .id = NULL };
}

/* ---- one of them ---- */

static struct replies_at place_of(const struct said *said)
{
	return (struct replies_at){ said->part, said->id };
}

void said_begin(struct workbook *wb, const struct said_list *list, size_t i, struct said *said)
{
	const struct said_choice *choice = &list->choices[i];
	const struct item *reply = NULL;

	*said = (struct said){ .part = list->part, .id = mem_string(list->id),
			       .to = mem_string(choice->to) };
	buf_init(&said->from, ANSWERS_TEXT_MAX);
	buf_init(&said->text, ANSWERS_TEXT_MAX);
	said->day = day_local(workbook_now(wb));
	if (choice->reply)
		reply = replies_find(wb, place_of(said), choice->reply);
	if (reply && strlen(reply->id) < sizeof(said->reply)) {
		memcpy(said->reply, reply->id, strlen(reply->id) + 1);
		buf_add_str(&said->from, reply->text[REPLY_FROM]);
		buf_add_str(&said->text, reply->text[REPLY_TEXT]);
		(void)replies_day(reply, &said->day);
	} else if (workbook_is_copy(wb)) {
		buf_add_str(&said->from, replies_giver(wb));
	}
	replies_prepare(wb);
}

void said_free(struct said *said)
{
	buf_release(&said->from);
	buf_release(&said->text);
	free(said->id);
	free(said->to);
}

static void add_layer(struct doc *doc, const struct workbook *wb, const struct said *said, size_t i)
{
	const struct layer *layer = answers_layer(workbook_answers(wb), said->part, said->id, i);
	struct buf when, line;

	buf_init(&when, 512);
	buf_init(&line, 1024);
	before_when(workbook_answers(wb), said->part, said->id, i, &when);
	if (workbook_is_copy(wb))
		before_tell(workbook_answers(wb), layer, when.data, &line);
	else
		buf_addf(&line, _("About what I wrote on %s"), when.data);
	doc_add_note(doc, slice_buf(&line));
	/* Its writer knows her own words. */
	if (workbook_is_copy(wb))
		doc_add_words_of(doc, workbook_whose(wb), NULL, slice_of(layer->text));
	buf_release(&line);
	buf_release(&when);
}

struct doc *said_intro(const struct workbook *wb, const struct said *said)
{
	const struct answers *a = workbook_answers(wb);
	struct doc *doc = doc_new();
	size_t page;

	doc_add_note(doc, slice_of(replies_page(wb, place_of(said), &page) ?
				   pack_page(workbook_pack(wb), page)->title :
				   preface_or_stray(said->part, said->id)));
	for (size_t i = 0; i < answers_layers(a, said->part, said->id); i++)
		if (strcmp(answers_layer(a, said->part, said->id, i)->id, said->to) == 0)
			add_layer(doc, wb, said, i);
	return doc;
}

/* A mentor's reply is of the day on which its words were written, and only they are new then. */
static struct day day_of(const struct workbook *wb, const struct said *said, const struct item *begun)
{
	struct day day = said->day;

	if (!workbook_is_copy(wb))
		return day;
	if (!begun || !slice_equal(slice_buf(&said->text), slice_of(begun->text[REPLY_TEXT])) ||
	    !replies_day(begun, &day))
		day = day_local(workbook_now(wb));
	return day;
}

/* One that is emptied goes: a name above no words would say nothing. */
void said_keep(struct workbook *wb, struct said *said)
{
	const struct item *begun = *said->reply ? replies_find(wb, place_of(said), said->reply) : NULL;
	const struct reply_words words = { slice_buf(&said->from), day_of(wb, said, begun), said->to,
					   slice_buf(&said->text) };
	const struct item *reply;
	struct err err;

	if (begun && !slice_trim(words.text).len &&
	    replies_remove(wb, place_of(said), said->reply, &err)) {
		said->reply[0] = '\0';
		return;
	}
	/* What was taken away meanwhile, by another copy, is begun anew: no word is lost. */
	reply = replies_put(wb, place_of(said), begun ? said->reply : NULL, &words);
	if (reply && strlen(reply->id) < sizeof(said->reply))
		memcpy(said->reply, reply->id, strlen(reply->id) + 1);
}

bool said_stands(const struct workbook *wb, const struct said *said)
{
	return *said->reply && replies_find(wb, place_of(said), said->reply);
}

const char *said_done(const struct workbook *wb, bool stands)
{
	if (!stands)
		return _("There are no words in it, so nothing is kept.");
	return workbook_is_copy(wb) ? _("Your reply is kept in this copy.") :
		_("It stands beside what you wrote.");
}
