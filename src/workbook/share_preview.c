/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What leaves in a copy, for its writer's eyes, and the words around it. */
#include <config.h>

#include "workbook/share_own.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "answers/identity.h"
#include "base/intl.h"
#include "base/mem.h"
#include "workbook/about.h"
#include "workbook/entry.h"
#include "workbook/tell.h"
#include "workbook/workbook_own.h"

/* NULL while looking around. */
static const struct answers *answers_of(const struct workbook *wb)
{
	return wb->store ? store_answers(wb->store) : NULL;
}

struct doc *share_ask(void)
{
	struct doc *doc = doc_new();

	doc_add_paragraph(doc, slice_of(_("A copy is a file that you hand over yourself: nothing is sent. "
					  "Only what you marked is in it, and you see it first. Who is it "
					  "for?")));
	return doc;
}

const char *share_line(enum share_kind kind)
{
	static const char *const lines[SHARE_KINDS] = {
		[SHARE_MENTOR] = N_("For my mentor: what stands there now"),
		[SHARE_MENTOR_EARLIER] = N_("For my mentor: also what I wrote there before"),
		[SHARE_GROUP] = N_("For the group, without my name"),
	};

	return _(lines[kind]);
}

const char *share_title(enum share_kind kind)
{
	return kind == SHARE_GROUP ? _("A copy for the group") : _("A copy for my mentor");
}

/* ---- whether there is any ---- */

static bool any_is_marked(const struct answers *a, enum audience audience)
{
	for (enum answers_part part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < answers_count(a, part); i++)
			if (answers_is_shared(a, part, answers_entry_id(a, part, i), audience))
				return true;
	return false;
}

bool share_has_key(const struct workbook *wb)
{
	char *key = wb->store ? identity_group_key(store_answers(wb->store)) : NULL;
	bool has = key != NULL;

	free(key);
	return has;
}

/* Whether a copy for the group takes back what an earlier one said, and says nothing. */
static bool takes_back(const struct workbook *wb)
{
	const struct share_choice choice = share_choice(wb, SHARE_GROUP);

	return !share_has_any(answers_of(wb), AUDIENCE_GROUP, &choice) && share_has_key(wb);
}

bool share_is_possible(const struct workbook *wb, enum share_kind kind, struct buf *why)
{
	const struct answers *answers = answers_of(wb);
	enum audience audience = share_audience(kind);
	struct share_choice choice;

	if (!answers) {
		buf_add_str(why, about_no_file());
		return false;
	}
	choice = share_choice(wb, kind);
	if (share_has_any(answers, audience, &choice) || (kind == SHARE_GROUP && takes_back(wb)))
		return true;
	if (any_is_marked(answers, audience))
		buf_add_str(why, audience == AUDIENCE_GROUP ?
			    _("What you marked for the group has no words now, so there is nothing to copy.") :
			    _("What you marked for your mentor has no words now, so there is nothing to copy."));
	else
		buf_add_str(why, audience == AUDIENCE_GROUP ?
			    _("Nothing that you wrote is marked for the group yet. Who may see it is chosen on "
			      "its page (F7, or share in plain lines).") :
			    _("Nothing that you wrote is marked for your mentor yet. Who may see it is chosen "
			      "on its page (F7, or share in plain lines)."));
	return false;
}

/* ---- what leaves ---- */

/* One entry of a copy: its layers, or its voice. */
struct leaf {
	size_t page;	/* of the book, SIZE_MAX: none */
	enum answers_part part;
	const char *id;
	const struct voice *voice;	/* NULL in a mentor's copy */
};

struct leaves {
	const struct pack *pack;
	struct leaf *items;
	size_t count, cap;
};

static void add_leaf(struct leaves *l, enum answers_part part, const char *id,
		     const struct voice *voice)
{
	struct leaf leaf = { .part = part, .id = id, .voice = voice };
	const struct pack_page *page;

	if (!pack_find(l->pack, id, &leaf.page))
		leaf.page = SIZE_MAX;
	page = leaf.page == SIZE_MAX ? NULL : pack_page(l->pack, leaf.page);
	if (page && (page->kind == PAGE_READ || entry_part(page) != part))
		leaf.page = SIZE_MAX;
	l->items = mem_grow(l->items, l->count, &l->cap, sizeof(*l->items));
	l->items[l->count++] = leaf;
}

/* In the order of the book; behind them what it does not have. */
static int compare(const void *left, const void *right)
{
	const struct leaf *a = left, *b = right;

	if (a->page != b->page)
		return a->page < b->page ? -1 : 1;
	return a->part != b->part ? (int)a->part - (int)b->part : strcmp(a->id, b->id);
}

static void settle(struct leaves *l)
{
	if (l->count)
		qsort(l->items, l->count, sizeof(*l->items), compare);
}

/* ---- for a mentor ---- */

static void add_day(struct doc *doc, const struct answers *copy, const struct layer *layer, bool newest)
{
	struct buf date, line;

	buf_init(&date, 256);
	buf_init(&line, 1024);
	layer_day(copy, layer, &date);
	buf_addf(&line, layer->open ? _("Left open on purpose, on %s.") : newest ? _("Written on %s") :
		 _("Earlier, on %s"), date.data);
	doc_add_note(doc, slice_buf(&line));
	buf_release(&line);
	buf_release(&date);
}

static void add_layers(struct doc *doc, const struct answers *copy, const struct leaf *leaf)
{
	size_t count = answers_layers(copy, leaf->part, leaf->id);
	const char *heading = answers_newest(copy, leaf->part, leaf->id)->question;

	doc_add_heading(doc, 2, slice_of(*heading ? heading : leaf->id));
	for (size_t i = count; i-- > 0; ) {
		const struct layer *layer = answers_layer(copy, leaf->part, leaf->id, i);

		add_day(doc, copy, layer, i + 1 == count);
		if (strcmp(layer->question, heading) != 0)
			doc_add_note(doc, slice_of(layer->question));
		doc_add_words(doc, slice_of(layer->text));
	}
}

static void add_for_mentor(struct doc *doc, const struct workbook *wb, enum share_kind kind)
{
	const struct share_choice choice = share_choice(wb, kind);
	struct answers *copy = share_for_mentor(answers_of(wb), &choice);
	struct leaves l = { .pack = workbook_pack(wb) };

	for (enum answers_part part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < answers_count(copy, part); i++)
			add_leaf(&l, part, answers_entry_id(copy, part, i), NULL);
	settle(&l);
	for (size_t i = 0; i < l.count; i++)
		add_layers(doc, copy, &l.items[i]);
	free(l.items);
	answers_free(copy);
}

/* ---- for the group ---- */

static void add_for_group(struct doc *doc, const struct workbook *wb)
{
	struct leaves l = { .pack = workbook_pack(wb) };
	struct voice_copy copy = { 0 };

	share_voices(wb, &copy);
	for (size_t i = 0; i < copy.count; i++)
		add_leaf(&l, copy.voices[i].part, copy.voices[i].id, &copy.voices[i]);
	settle(&l);
	for (size_t i = 0; i < l.count; i++) {
		const struct voice *voice = l.items[i].voice;

		doc_add_heading(doc, 2, slice_of(*voice->question ? voice->question : voice->id));
		doc_add_words(doc, slice_of(voice->text));
	}
	free(l.items);
	voice_release(&copy);
}

/* ---- the words around it ---- */

static void say(struct doc *doc, const char *text)
{
	doc_add_paragraph(doc, slice_of(text));
}

static void add_head(struct doc *doc, enum share_kind kind)
{
	if (kind == SHARE_GROUP)
		say(doc, _("With your words go the wording of the questions, the name and language of the book, "
			   "and two numbers, by which a newer copy of yours takes the place of this one. Neither "
			   "your name nor a day does. What you wrote may still tell who you are."));
	else
		say(doc, _("With your words go the wording of the questions, the name and language of the book, "
			   "the days on which you wrote, and numbers drawn by chance, by which replies find "
			   "their way home. Your name does not."));
	say(doc, _("If you name colleagues or pupils in it, their names go along."));
	say(doc, _("What follows is in this copy, and nothing else that you wrote:"));
}

struct doc *share_preview(const struct workbook *wb, enum share_kind kind)
{
	struct doc *doc = doc_new();

	add_head(doc, kind);
	doc_add_rule(doc);
	if (kind != SHARE_GROUP)
		add_for_mentor(doc, wb, kind);
	else if (takes_back(wb))
		say(doc, _("No words: nothing is marked for the group now. Where the group's words are gathered "
			   "again, this copy takes the place of the one that you gave away before."));
	else
		add_for_group(doc, wb);
	return doc;
}

static void say_how_replies_come(struct doc *doc)
{
	struct buf text;

	buf_init(&text, 4096);
	/* TRANSLATORS: %s is a command of the plain lines. */
	buf_addf(&text, _("Nothing was sent. Give the file to your mentor yourself, by e-mail or on a memory "
			  "stick. It is read and answered with leaderplus. When it comes back with replies, "
			  "'Bring in a copy' takes them in; in plain lines it is the command '%s'."), "bring");
	say(doc, text.data);
	buf_release(&text);
}

struct doc *share_told(const struct workbook *wb, enum share_kind kind, const char *path)
{
	struct doc *doc = doc_new();
	struct buf text;

	buf_init(&text, 16384);
	tell_export(wb->sys, path, &text);
	doc_add_paragraph(doc, slice_buf(&text));
	if (kind == SHARE_GROUP)
		say(doc, _("Nothing was sent. Give the file yourself to whoever gathers the words of the group, by "
			   "e-mail or on a memory stick."));
	else
		say_how_replies_come(doc);
	say(doc, _("What you write from now on is not in it. Make another copy then."));
	buf_release(&text);
	return doc;
}
