/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random histories of a workbook: layers, what they rest on, steps and what came of them, notes,
 * replies, choices for whom entries are, and erasing.
 *
 * Whatever was put is read back; a journal brings it back once; what was erased is gone; and
 * nobody comes to see an entry by what is brought back or salvaged.  Every text has a number
 * of its own.  SOAK_TRIALS and SOAK_SEED: see trials.h.
 */
#include <config.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answers/model.h"
#include "answers/replay.h"
#include "answers/salvage.h"
#include "base/mem.h"
#include "book.h"
#include "payload.h"
#include "random_book.h"
#include "suite.h"
#include "text/utf8.h"
#include "trials.h"

enum { USUAL = 150, CHANGES = 12, TEXT_MOST = 600 };

struct history {
	struct answers *a;
	struct dice *d;
	unsigned texts;		/* how many were made */
	unsigned long long seed;
	time_t now;
	struct buf text[ITEM_TEXTS];
};

#define must(h, is, what) \
	ck_assert_msg(is, "SOAK_SEED=%llu SOAK_TRIALS=1: %s", (h)->seed, what)

static _Thread_local struct dice drawn;

/* Ids are drawn by the seed, too. */
static void draw(void *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		((unsigned char *)bytes)[i] = (unsigned char)roll(&drawn, 256);
}

static const struct sys *sys_drawn(void)
{
	static _Thread_local struct sys sys;

	sys = *sys_real();
	sys.random = draw;
	return &sys;
}

static const char *const entries[] = { "one", "two" };

/* A text with a number of its own, and anything behind that; now and then blanks. */
static struct slice make_text(struct history *h, struct buf *out)
{
	struct buf raw;

	buf_init(&raw, PAYLOAD_MAX);
	buf_clear(out);
	if (roll(h->d, 6)) {
		buf_addf(out, "<%u>", h->texts++);
		if (roll(h->d, 3))
			random_letters(&raw, h->d, roll(h->d, 20));
		else
			payload_get(roll(h->d, (unsigned)payload_count()), &raw);
		utf8_repair(out, slice_part(slice_buf(&raw), 0, raw.len < TEXT_MOST ? raw.len : TEXT_MOST));
	} else if (roll(h->d, 2)) {
		buf_add_str(out, " \n\t");
	}
	buf_release(&raw);
	return slice_buf(out);
}

/* As it is kept: a zero byte cannot be. */
static bool is_kept(struct slice put, const char *kept)
{
	return memchr(put.data, '\0', put.len) || slice_is(put, kept);
}

static struct answers_change make_change(struct history *h, enum answers_part part, const char *id)
{
	h->now += roll(h->d, 6) ? 60 : 24 * 60 * 60;
	return (struct answers_change){
		.part = part, .id = id, .question = slice_of(roll(h->d, 5) ? "Q?" : "And?"),
		.text = make_text(h, &h->text[0]), .now = h->now, .same_hand = roll(h->d, 2),
		.open = roll(h->d, 6) == 0, .again = roll(h->d, 8) == 0,
	};
}

static void write_words(struct history *h, enum answers_part part, const char *id)
{
	struct answers_change change = make_change(h, part, id);
	const struct layer *layer;

	if (!answers_write(h->a, sys_drawn(), &change))
		return;
	layer = answers_newest(h->a, part, id);
	must(h, is_kept(change.text, layer->text) && layer->open == change.open, layer->text);
	must(h, layer->clock == answers_clock(h->a), "the clock of a layer");
}

static const struct item *any_item(const struct history *h, enum answers_part part, const char *id,
				   enum item_kind kind)
{
	size_t count = answers_items(h->a, part, id, kind);

	return count ? answers_item(h->a, part, id, kind, roll(h->d, (unsigned)count)) : NULL;
}

static void put_item(struct history *h, enum answers_part part, const char *id)
{
	enum item_kind kind = (enum item_kind)roll(h->d, ITEM_HUNG);
	const struct item *old = roll(h->d, 2) ? any_item(h, part, id, kind) : NULL, *item;
	struct item_change change = { .part = part, .id = id, .kind = kind, .now = h->now };
	char *name = old ? mem_string(old->id) : NULL;

	change.item = name;
	for (size_t i = ITEM_AT + 1; i < item_form(kind)->texts; i++)
		change.text[i] = item_form(kind)->brief >> i & 1 ? slice_of("2027-01-15") :
				 make_text(h, &h->text[i]);
	item = answers_put_item(h->a, sys_drawn(), &change);
	must(h, item || !name, "an item that stands cannot be changed");
	for (size_t i = ITEM_AT + 1; item && i < item_form(kind)->texts; i++)
		must(h, is_kept(change.text[i], item->text[i]), item->text[i]);
	must(h, !item || answers_find_item(h->a, part, id, kind, item->id) == item, "not to be found");
	free(name);
}

static void write_happened(struct history *h, enum answers_part part, const char *id)
{
	const struct item *step = any_item(h, part, id, ITEM_STEP);
	struct answers_change change = make_change(h, part, id);
	size_t count;

	if (!step || !answers_write_happened(h->a, sys_drawn(), step->id, &change))
		return;
	count = answers_happened(h->a, part, id, step->id);
	must(h, is_kept(change.text, answers_happened_layer(h->a, part, id, step->id, count - 1)->text),
	     "not what happened");
	must(h, step->clock == answers_clock(h->a), "the clock of a step");
}

static void set_rests(struct history *h, enum answers_part part, const char *id)
{
	struct answers_change change = make_change(h, part, id);
	struct item rests[2] = { 0 };
	size_t count = roll(h->d, 3);
	const struct layer *layer;

	for (size_t i = 0; i < count; i++) {
		rests[i].text[REST_QUOTE] = make_text(h, &h->text[1 + i]).data;
		rests[i].text[REST_ON] = roll(h->d, 2) ? "saw" : "";
		rests[i].text[REST_MISSING] = "pupils";
	}
	if (!answers_set_rests(h->a, sys_drawn(), &change, rests, count))
		return;
	layer = answers_newest(h->a, part, id);
	must(h, answers_rests(layer) == count, "not as many rests");
	for (size_t i = 0; i < count; i++)
		must(h, strcmp(answers_rest(layer, i)->text[REST_QUOTE], rests[i].text[REST_QUOTE]) == 0,
		     "not what it rests on");
}

static void set_share(struct history *h, enum answers_part part, const char *id)
{
	const bool chosen[AUDIENCE_COUNT] = { roll(h->d, 2), roll(h->d, 2) };

	answers_set_share(h->a, part, id, chosen);
	for (enum audience i = 0; i < AUDIENCE_COUNT; i++)
		must(h, answers_is_shared(h->a, part, id, i) == chosen[i], "not for whom it is");
}

static void change_some(struct history *h)
{
	static void (*const does[])(struct history *, enum answers_part, const char *) = {
		write_words, put_item, put_item, write_happened, set_rests, set_share,
	};

	for (unsigned left = roll(h->d, CHANGES); left; left--)
		does[roll(h->d, ARRAY_LEN(does))](h, (enum answers_part)roll(h->d, 2),
						  entries[roll(h->d, ARRAY_LEN(entries))]);
	if (roll(h->d, 2))
		answers_set_place(h->a, "one", roll(h->d, 9));
}

/* ---- what holds ---- */

static char *print(const struct history *h, const struct answers *a)
{
	struct err err = { .text = "" };
	struct buf out;

	buf_init(&out, ANSWERS_FILE_MAX);
	must(h, answers_print(a, &out, &err), err.text);
	return buf_steal(&out);
}

/* PRINTED is A. */
static void check_file(const struct history *h, const struct answers *a, const char *printed)
{
	struct answers *back = read_ok(printed);
	char *again = print(h, back);

	must(h, model_equal(a, back), "it reads back as something else");
	must(h, strcmp(printed, again) == 0, "it is printed in two ways");
	answers_free(back);
	free(again);
}

static void apply(const struct history *h, struct answers *a, const char *journal, bool same_base)
{
	struct err err = { .text = "" };
	bool back;

	if (*journal)
		must(h, replay_apply(a, slice_of(journal), same_base, &back, &err), err.text);
}

/* Brings JOURNAL into A; a second time it adds nothing. */
static void apply_twice(const struct history *h, struct answers *a, const char *journal,
			bool same_base)
{
	char *once, *twice;

	apply(h, a, journal, same_base);
	once = print(h, a);
	check_file(h, a, once);
	apply(h, a, journal, same_base);
	apply(h, a, journal, false);
	twice = print(h, a);
	must(h, strcmp(once, twice) == 0, "a second time adds something");
	free(once);
	free(twice);
}

static bool sees(const struct model_entry *entry, enum audience audience)
{
	return entry && ids_have(&entry->share, audience_name(audience));
}

/* Nobody sees an entry of NOW who is not allowed by each of A and B (or NULL) that has chosen. */
static void check_shares(const struct history *h, const struct answers *a, const struct answers *b,
			 const struct answers *now)
{
	for (int part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < now->parts[part].count; i++) {
			const struct model_entry *entry = &now->parts[part].entries[i];
			const struct model_entry *one = model_find_entry(&a->parts[part], entry->id);
			const struct model_entry *two = b ? model_find_entry(&b->parts[part], entry->id) : NULL;

			/* Damage has given it another name. */
			if (!one && !two)
				continue;
			for (enum audience k = 0; k < AUDIENCE_COUNT; k++)
				must(h, !sees(entry, k) ||
				     ((sees(one, k) || sees(two, k)) &&
				      (!one || !one->has_share || sees(one, k)) &&
				      (!two || !two->has_share || sees(two, k))),
				     entry->id);
		}
}

static bool has_same(const struct model_items *items, const struct model_item *want)
{
	for (size_t i = 0; i < items->count; i++) {
		size_t same = 0;

		while (same < want->texts &&
		       strcmp(items->items[i].shown.text[same], want->shown.text[same]) == 0)
			same++;
		if (same == want->texts)
			return true;
	}
	return false;
}

/* Whether BEFORE has ITEM with a greater clock. */
static bool is_older(const struct model_entry *before, int kind, const struct model_item *item)
{
	const struct model_item *other = before ? model_find_item(&before->items[kind], item->shown.id) :
					 NULL;


	return other && other->shown.clock > item->shown.clock;
}

/* Whether something that came of ITEM has taken its place. */
static bool is_past(const struct model_entry *now, const struct model_item *item)
{
	const struct seen_name *seen = now ? seen_find(&now->seen, model_item_name(item)) : NULL;

	return seen && seen->clock >= item->worded;
}

/* Every item of FROM whose clock is above SINCE stands in NOW, under whatever id, unless there was a
 * newer one BEFORE, or what came of it stands there. */
static void check_items(const struct history *h, const struct answers *from, int64_t since,
			const struct answers *before, const struct answers *now)
{
	for (int part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < from->parts[part].count; i++)
			for (int kind = 0; kind < ITEM_HUNG; kind++) {
				const struct model_entry *entry = &from->parts[part].entries[i];
				const struct model_entry *old = model_find_entry(&before->parts[part], entry->id);
				const struct model_entry *new = model_find_entry(&now->parts[part], entry->id);

				for (size_t k = 0; k < entry->items[kind].count; k++) {
					const struct model_item *item = &entry->items[kind].items[k];

					must(h, item->shown.clock <= since || is_older(old, kind, item) || is_past(new, item) ||
					     (new && has_same(&new->items[kind], item)), item->shown.id);
				}
			}
}

/* FILE was changed to what H has; JOURNAL says how. */
static void check_journal(struct history *h, const char *file, const char *journal)
{
	struct answers *base = read_ok(file), *same = read_ok(file), *ours = h->a, *theirs = read_ok(file);
	char *before;

	apply_twice(h, same, journal, true);
	must(h, model_equal(same, ours), "the journal does not bring it all back");
	h->a = theirs;
	change_some(h);
	h->a = ours;
	before = print(h, theirs);
	apply_twice(h, theirs, journal, false);
	same = (answers_free(same), read_ok(before));
	check_items(h, ours, answers_clock(base), same, theirs);
	check_items(h, same, -1, same, theirs);
	if (*journal) {
		struct answers *payload = read_ok(journal);

		check_shares(h, same, payload, theirs);
		answers_free(payload);
	}
	answers_free(base);
	answers_free(same);
	answers_free(theirs);
	free(before);
}

/* A file that ends too early, or of which one byte is another. */
static void check_salvage(struct history *h, const char *file)
{
	size_t len = strlen(file), at = roll(h->d, (unsigned)len);
	char *damaged = mem_copy(file, len);
	struct answers *whole = read_ok(file), *found;

	if (roll(h->d, 2))
		len = at;
	else
		damaged[at] = "x\"{}[],"[roll(h->d, 7)];
	found = salvage_read((struct slice){ damaged, len });
	if (found) {
		char *printed = print(h, found);

		check_file(h, found, printed);
		free(printed);
		check_shares(h, whole, NULL, found);
	}
	answers_free(found);
	answers_free(whole);
	free(damaged);
}

static size_t count_of(const char *text, const char *what)
{
	size_t count = 0;

	for (; (text = strstr(text, what)); text += strlen(what))
		count++;
	return count;
}

/* The numbers of the texts of ITEM, and its ids, quoted; a line each. */
static void list_item(struct buf *words, struct buf *ids, const struct model_item *item)
{
	buf_addf(ids, "\"%s\"\n", item->shown.id);
	for (size_t i = ITEM_AT + 1; i < item->texts; i++)
		if (item->shown.text[i][0] == '<')
			buf_addf(words, "%.*s\n", (int)strcspn(item->shown.text[i], ">") + 1,
				 item->shown.text[i]);
	for (size_t i = 0; item->happened && i < item->happened->count; i++) {
		const struct layer *layer = &item->happened->layers[i].shown;

		buf_addf(ids, "\"%s\"\n", layer->id);
		if (layer->text[0] == '<')
			buf_addf(words, "%.*s\n", (int)strcspn(layer->text, ">") + 1, layer->text);
	}
}

/* Each line of LIST stands in TEXT so many times. */
static void check_times(const struct history *h, struct buf *list, const char *text, size_t times)
{
	for (char *line = list->data, *end; (end = strchr(line, '\n')); line = end + 1) {
		*end = '\0';
		must(h, count_of(text, line) == times, line);
		*end = '\n';
	}
}

/* Erases an item, if there is one: neither FILE nor JOURNAL brings it back. */
static void erase(struct history *h, const char *file, const char *journal)
{
	enum item_kind kind = (enum item_kind)roll(h->d, ITEM_HUNG);
	enum answers_part part = (enum answers_part)roll(h->d, 2);
	const char *id = entries[roll(h->d, ARRAY_LEN(entries))];
	const struct item *item = any_item(h, part, id, kind);
	struct answers_erasure what = { SCOPE_ITEM, part, id, NULL };
	struct err err = { .text = "" };
	struct buf words, ids;
	char *printed;

	if (!item)
		return;
	buf_init(&words, 1 << 16);
	buf_init(&ids, 1 << 16);
	list_item(&words, &ids, (const struct model_item *)item);
	what.layer = item->id;
	must(h, answers_forget(h->a, &what, &err), err.text);
	for (int again = 0; again < 3; again++) {
		printed = print(h, h->a);
		check_file(h, h->a, printed);
		check_times(h, &words, printed, 0);
		check_times(h, &ids, printed, 1);	/* "forgotten" */
		free(printed);
		apply(h, h->a, again ? file : journal, again == 1);
	}
	buf_release(&words);
	buf_release(&ids);
}

static void live(struct history *h)
{
	for (int sitting = 0; sitting < 3; sitting++) {
		char *file = print(h, h->a), *now;
		int64_t since = answers_clock(h->a);
		struct err err = { .text = "" };
		struct buf journal;

		answers_free(h->a);
		h->a = read_ok(file);
		change_some(h);
		now = print(h, h->a);
		check_file(h, h->a, now);
		buf_init(&journal, ANSWERS_FILE_MAX);
		must(h, replay_print(h->a, since, &journal, &err), err.text);
		check_journal(h, file, journal.len ? journal.data : "");
		check_salvage(h, now);
		if (roll(h->d, 2))
			erase(h, file, journal.len ? journal.data : "");
		buf_release(&journal);
		free(file);
		free(now);
	}
}

START_TEST(whatever_was_put_is_there)
{
	struct trials t = trials_wanted(USUAL);

	ck_assert_msg(!t.all, "SOAK_TRIALS must be a number here");
	for (size_t i = 0; i < t.count; i++) {
		struct dice d = trials_dice(&t, i);
		struct history h = { .d = &d, .seed = t.seed + i, .now = NOW };

		for (size_t k = 0; k < ITEM_TEXTS; k++)
			buf_init(&h.text[k], 1 << 16);
		drawn = dice_of(h.seed);
		h.a = answers_new(sys_drawn(), "pack", "1");
		live(&h);
		answers_free(h.a);
		for (size_t k = 0; k < ITEM_TEXTS; k++)
			buf_release(&h.text[k]);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("items, at random");
	TCase *tc = tcase_create("items, at random");

	trials_begin();
	tcase_set_timeout(tc, 120);
	tcase_add_test(tc, whatever_was_put_is_there);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
