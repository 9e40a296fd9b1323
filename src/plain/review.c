/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Voices one by one: kept or withheld. */
#include <config.h>

#include "plain/review.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "doc/layout.h"
#include "plain/console.h"

struct looking {
	const struct plain_review *request;
	struct console console;
	struct err *err;
	size_t at;		/* the voice that is looked at; the count: behind all */
	const struct voices_item *told;	/* the one whose question was told last */
	bool fresh;		/* it was not said yet */
	bool warned;		/* what withholding it takes along */
	char *next;		/* typed in the middle of a text; NULL: nothing */
	bool stopped, failed;
};

static int tick(void *context, bool at_hand)
{
	(void)context;
	(void)at_hand;
	return -1;
}

static void nothing(void *context)
{
	(void)context;
}

/* Whether the reader wants to go on when a screenful has been said.  What else is typed is the next
 * answer. */
static bool wants_more(struct looking *l)
{
	struct slice line;

	if (l->console.rows < console_height(&l->console))
		return true;
	if (console_line(&l->console, _("more (Enter reads on, or a letter): "), &line) != CONSOLE_LINE) {
		l->stopped = true;
		return false;
	}
	line = slice_trim(line);
	if (line.len)
		l->next = mem_copy(line.data, line.len);
	return !line.len;
}

/* Says DOC, which it frees, screen by screen. */
static void say(struct looking *l, struct doc *doc)
{
	struct layout *layout = layout_new(doc, console_width(&l->console));

	doc_free(doc);
	for (size_t i = 0; i < layout_count(layout) && wants_more(l); i++)
		console_put_row(&l->console, layout_row(layout, i));
	layout_free(layout);
}

static void say_line(struct looking *l, const char *text)
{
	struct doc *doc = doc_new();

	doc_add_paragraph(doc, slice_of(text));
	say(l, doc);
}

static bool same_question(const struct voices_item *a, const struct voices_item *b)
{
	return a && a->question == b->question;
}

static enum review_choice choice_of(const struct looking *l, size_t i)
{
	return review_get(l->request->review, &l->request->voices->items[i].hash);
}

/* Where it stands among all, the question, unless it is the one before, and the words. */
static void say_voice(struct looking *l)
{
	const struct voices_list *voices = l->request->voices;
	const struct voices_item *item = &voices->items[l->at];
	struct doc *doc = doc_new();
	struct buf place;

	buf_init(&place, 256);
	/* TRANSLATORS: which of all pieces, as in "Piece 3 of 12". */
	buf_addf(&place, _("Piece %zu of %zu"), l->at + 1, voices->count);
	doc_add_paragraph(doc, slice_buf(&place));
	buf_release(&place);
	if (!same_question(l->told, item))
		voices_tell_question(doc, l->request->pack, item, 2);
	l->told = item;
	doc_add_words(doc, item->text);
	switch (choice_of(l, l->at)) {
	case REVIEW_KEPT:
		doc_add_note(doc, slice_of(_("You have kept this.")));
		break;
	case REVIEW_WITHHELD:
		doc_add_note(doc, slice_of(_("You have withheld this.")));
		break;
	default:
		break;
	}
	console_put(&l->console, slice_of("\n"));
	say(l, doc);
}

/* How many people wrote what has the choice A or B under the question of voice I. */
static size_t count_people(const struct looking *l, size_t i, enum review_choice a, enum review_choice b)
{
	const struct voices_list *voices = l->request->voices;
	size_t people = 0;

	for (size_t k = 0; k < voices->count; k++)
		if (same_question(&voices->items[i], &voices->items[k]) &&
		    (choice_of(l, k) == a || choice_of(l, k) == b))
			people += voices->items[k].people;
	return people;
}

/* Whether the question of the voice that is looked at has enough people, and not without it. */
static bool takes_others_along(const struct looking *l)
{
	const struct voices_item *item = &l->request->voices->items[l->at];
	size_t people = count_people(l, l->at, REVIEW_OPEN, REVIEW_KEPT);

	return choice_of(l, l->at) != REVIEW_WITHHELD && people >= l->request->floor &&
		people - item->people < l->request->floor;
}

static void go_to_open(struct looking *l)
{
	while (l->at < l->request->voices->count && choice_of(l, l->at) != REVIEW_OPEN)
		l->at++;
	l->fresh = true;
	l->warned = false;
}

static void decide(struct looking *l, enum review_choice choice)
{
	const struct plain_review *r = l->request;

	review_set(r->review, &r->voices->items[l->at].hash, choice);
	if (review_save(r->review, r->sys, r->path, l->err)) {
		go_to_open(l);
		return;
	}
	l->failed = l->stopped = true;
}

/* What else withholding does is said before it is done. */
static void withhold(struct looking *l)
{
	struct buf said;

	if (l->warned || !takes_others_along(l)) {
		decide(l, REVIEW_WITHHELD);
		return;
	}
	buf_init(&said, 4096);
	buf_addf(&said, _("Without this, what is left under the question is from fewer than %zu people, and "
			  "then nothing of it is shown to others. w again withholds it all the same."),
		 l->request->floor);
	say_line(l, said.data);
	buf_release(&said);
	l->warned = true;
}

static void go_back(struct looking *l)
{
	l->warned = false;
	if (l->at == 0) {
		say_line(l, _("This is the first."));
		return;
	}
	l->at--;
	l->told = NULL;
	l->fresh = true;
}

static void go_on(struct looking *l)
{
	l->at++;
	go_to_open(l);
}

static bool is_stop(struct slice line)
{
	return slice_is(line, "s") || slice_is(line, "stop") || slice_is(line, "quit");
}

/* Does what was typed. */
static void obey(struct looking *l, struct slice line)
{
	bool behind = l->at == l->request->voices->count;

	line = slice_trim(line);
	if (!line.len && behind)
		l->stopped = true;
	else if (!line.len)
		go_on(l);
	else if (is_stop(line))
		l->stopped = true;
	else if (slice_is(line, "b") || slice_is(line, "back"))
		go_back(l);
	else if (!behind && (slice_is(line, "k") || slice_is(line, "keep")))
		decide(l, REVIEW_KEPT);
	else if (!behind && (slice_is(line, "w") || slice_is(line, "withhold")))
		withhold(l);
	else
		say_line(l, _("Please type one of these letters and Enter, or Enter alone."));
}

static void begin(struct looking *l)
{
	struct doc *doc = doc_new();

	doc_add_paragraph(doc, slice_of(_("Here is what the group wrote, piece by piece. Others are shown "
					  "what you keep; what you withhold or leave undecided stays here.")));
	doc_add_paragraph(doc, slice_of(_("Type a letter, then Enter: k keeps it, w withholds it, b goes back, s "
					  "stops. Enter alone leaves it undecided and goes on. Each decision "
					  "is saved at once.")));
	say(l, doc);
	/* Nothing has been seen yet that could be decided. */
	l->stopped = l->stopped || (l->next && is_stop(slice_of(l->next)));
	free(l->next);
	l->next = NULL;
	go_to_open(l);
}

static bool has_open(const struct looking *l)
{
	for (size_t i = 0; i < l->request->voices->count; i++)
		if (choice_of(l, i) == REVIEW_OPEN)
			return true;
	return false;
}

/* Whether what was kept under some question is from too few people to be shown. */
static bool has_too_few(const struct looking *l)
{
	for (size_t i = 0; i < l->request->voices->count; i++)
		if (choice_of(l, i) == REVIEW_KEPT &&
		    count_people(l, i, REVIEW_KEPT, REVIEW_KEPT) < l->request->floor)
			return true;
	return false;
}

static void say_end(struct looking *l)
{
	struct buf said;

	if (has_open(l))
		say_line(l, _("Some are still undecided: others do not see them. 'leaderplus collate FOLD "
			      "--review', with the name of the fold, goes on with them."));
	else
		say_line(l, _("Each has been looked at."));
	if (!has_too_few(l))
		return;
	buf_init(&said, 4096);
	buf_addf(&said, _("Under some question what is kept is from fewer than %zu people: nothing of it is "
			  "shown to others."), l->request->floor);
	say_line(l, said.data);
	buf_release(&said);
}

/* Asks, and does what is typed, or was already. */
static void ask(struct looking *l)
{
	bool behind = l->at == l->request->voices->count;
	char *next = l->next;
	struct slice line;

	l->next = NULL;
	if (next)
		obey(l, slice_of(next));
	else if (console_line(&l->console, behind ? _("b, or Enter to end: ") : _("k, w, b, s or Enter: "),
			      &line) == CONSOLE_LINE)
		obey(l, line);
	else
		l->stopped = true;
	free(next);
}

static void look(struct looking *l)
{
	begin(l);
	while (!l->stopped) {
		if (l->fresh && l->at == l->request->voices->count)
			say_line(l, _("There are no more."));
		else if (l->fresh)
			say_voice(l);
		l->fresh = false;
		if (!l->stopped)
			ask(l);
	}
	if (!l->failed)
		say_end(l);
}

bool plain_review(const struct plain_review *request, struct err *err)
{
	struct looking l = { .request = request, .err = err };
	const struct console_hooks hooks = { tick, nothing, nothing, nothing, &l };

	console_open(&l.console, request->sys, request->in, request->out, request->utf8, hooks);
	look(&l);
	if (l.console.broken && !l.failed && l.console.error) {
		err_set(err, ERR_IO, _("nothing can be written any more: %s"), strerror(l.console.error));
		l.failed = true;
	}
	console_close(&l.console);
	free(l.next);
	return !l.failed;
}
