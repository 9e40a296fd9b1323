/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random histories of up to four installations that share one workbook: with clocks that are wrong,
 * backups that are put back, words that are erased, and members of later versions; and files in
 * which somebody has changed clocks and words by hand.
 *
 * Merging is commutative, associative and idempotent, byte for byte.  What comes of two copies is
 * what a plain list of their parts says: no layer, step, note or reply is lost, none that was erased
 * comes back, and nobody sees more than both allow.  SOAK_TRIALS and SOAK_SEED: see trials.h.
 */
#include <config.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answers/contains.h"
#include "answers/items.h"
#include "answers/merge.h"
#include "answers/replay.h"
#include "base/mem.h"
#include "book.h"
#include "parts.h"
#include "suite.h"
#include "trials.h"
#include "writing.h"

enum { USUAL = 60, HOUSES = 4, COPIES = 6, CHANGES = 40 };

struct file {
	char *json;
	struct history history;
};

struct world {
	struct hand hand;	/* who writes, wherever it is */
	size_t houses;
	struct file file[HOUSES];	/* as it was printed last */
	bool same_hand[HOUSES];	/* nobody else has touched it since */
	struct file copies[COPIES];	/* backups, and what was taken along */
};

#define must(w, is, what) \
	ck_assert_msg(is, "SOAK_SEED=%llu SOAK_TRIALS=1: %s", (w)->hand.seed, what)

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

/* Whether an id in KEY was erased in A: that of the part, or of the step that it stands under. */
static bool is_erased(const struct answers *a, const char *key)
{
	char *copy = mem_string(key), *rest = copy;
	bool erased = false;

	for (char *word; (word = strsep(&rest, " ")) && !erased; )
		erased = answers_is_forgotten(a, word);
	free(copy);
	return erased;
}

/* ---- what merging is to do ---- */

static char *print(const struct world *w, const struct answers *a)
{
	struct err err = { .text = "" };
	struct buf out;

	buf_init(&out, ANSWERS_FILE_MAX);
	must(w, answers_print(a, &out, &err), err.text);
	return buf_steal(&out);
}

/* For free(). */
static char *merged(const struct world *w, const char *one, const char *other)
{
	struct answers *a = read_ok(one), *b = read_ok(other);
	struct err err = { .text = "" };
	char *result;

	must(w, answers_merge(a, b, true, NULL, &err), err.text);
	result = print(w, a);
	answers_free(a);
	answers_free(b);
	return result;
}

static void same(const struct world *w, char *a, char *b, const char *what)
{
	must(w, strcmp(a, b) == 0, what);
	free(a);
	free(b);
}

static void check_algebra(const struct world *w, const char *x, const char *y, const char *z)
{
	char *xy = merged(w, x, y), *yz = merged(w, y, z);

	same(w, merged(w, y, x), mem_string(xy), "not commutative");
	same(w, merged(w, xy, z), merged(w, x, yz), "not associative");
	same(w, merged(w, x, x), mem_string(x), "not idempotent");
	same(w, merged(w, xy, y), mem_string(xy), "a copy that was merged changes something again");
	same(w, merged(w, x, xy), mem_string(xy), "its own outcome changes something");
	free(xy);
	free(yz);
}

/* Every part of FROM that nobody erased is in BOTH, in a version that is no older; the newer of two
 * is the one that is there. */
static void check_kept(const struct world *w, const struct parts *from, const struct parts *other,
		       const struct answers *result, const struct parts *both)
{
	for (size_t i = 0; i < from->count; i++) {
		const struct part *part = &from->items[i], *rival = parts_find(other, part->key);
		const struct part *now = parts_find(both, part->key);

		if (is_erased(result, part->key)) {
			must(w, !now, part->key);
			continue;
		}
		must(w, now && now->clock >= part->clock, part->key);
		if (!rival || rival->clock < part->clock)
			must(w, strcmp(now->value, part->value) == 0, part->key);
		else if (rival->clock == part->clock)
			must(w, strcmp(now->value, part->value) == 0 ||
			     strcmp(now->value, rival->value) == 0, part->key);
	}
}

static bool allows(const struct answers *a, enum answers_part part, const char *id, enum audience who)
{
	return !answers_has_share(a, part, id) || answers_is_shared(a, part, id, who);
}

static void check_shares(const struct world *w, const struct answers *a, const struct answers *b,
			 const struct answers *both)
{
	for (enum answers_part part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < answers_count(both, part); i++) {
			const char *id = answers_entry_id(both, part, i);

			for (enum audience who = 0; who < AUDIENCE_COUNT; who++)
				must(w, answers_is_shared(both, part, id, who) ==
				     (allows(a, part, id, who) && allows(b, part, id, who) &&
				      (answers_has_share(a, part, id) || answers_has_share(b, part, id))), id);
		}
}

/* Whether nobody wrote other words under one clock. */
static bool is_chain(const struct parts *a, const struct parts *b)
{
	for (size_t i = 0; i < a->count; i++) {
		const struct part *other = parts_find(b, a->items[i].key);

		if (other && other->clock == a->items[i].clock &&
		    strcmp(other->value, a->items[i].value) != 0)
			return false;
	}
	return true;
}

/* X and Y against the list of what is in both. */
static void check_lists(const struct world *w, const struct file *x, const struct file *y)
{
	struct answers *a = read_ok(x->json), *b = read_ok(y->json), *both = read_ok(x->json);
	struct parts la = parts_of(a), lb = parts_of(b), result;
	const char *wrong;
	struct err err = { .text = "" };
	struct merge_news news;

	must(w, answers_merge(both, b, true, &news, &err), err.text);
	result = parts_of(both);
	check_kept(w, &la, &lb, both, &result);
	check_kept(w, &lb, &la, both, &result);
	for (size_t i = 0; i < result.count; i++)
		must(w, parts_find(&la, result.items[i].key) || parts_find(&lb, result.items[i].key), "out of nothing");
	wrong = versions_wrong(&w->hand.past, &x->history, &y->history, a, b, both);
	must(w, !wrong, wrong);
	check_shares(w, a, b, both);
	must(w, answers_clock(both) >= answers_clock(a) && answers_clock(both) >= answers_clock(b), "clock");
	if (is_chain(&la, &lb))
		must(w, answers_contains(both, a) && answers_contains(both, b), "it has not all");
	if (answers_contains(a, b))
		must(w, !news.layers && !news.erased && !news.narrowed, "news of what was there");
	parts_release(&la);
	parts_release(&lb);
	parts_release(&result);
	answers_free(a);
	answers_free(b);
	answers_free(both);
}

/* ---- histories ---- */

static void keep_copy(struct world *w, const struct file *file, char *json)
{
	struct file *copy = &w->copies[roll(w->hand.d, COPIES)];

	free(copy->json);
	*copy = *file;
	copy->json = json;
}

static const struct file *any(struct world *w)
{
	return roll(w->hand.d, 3) ? &w->file[roll(w->hand.d, (unsigned)w->houses)] : &w->copies[roll(w->hand.d, COPIES)];
}

/* What comes from elsewhere in the middle of a sitting. */
static void meet(struct world *w, struct file *file, struct answers *a)
{
	const struct file *other = any(w);
	struct answers *theirs = read_ok(other->json);
	struct err err = { .text = "" };

	must(w, answers_merge(a, theirs, true, NULL, &err), err.text);
	history_unite(&file->history, &other->history);
	answers_free(theirs);
}

/* The power goes: what was written since the file was saved stands in a journal.  It is put back on the
 * same file, here and perhaps in a copy of both, or on another that took its place. */
static void recover(struct world *w, struct file *file, const struct answers *a, int64_t since)
{
	bool same_base = roll(w->hand.d, 3), back;
	const struct file *base = same_base ? file : any(w);
	struct file after = *base;
	struct answers *read = read_ok(base->json);
	struct err err = { .text = "" };
	struct buf journal;

	buf_init(&journal, ANSWERS_FILE_MAX);
	must(w, replay_print(a, since, &journal, &err), err.text);
	if (journal.len)
		must(w, replay_apply(read, slice_buf(&journal), same_base, &back, &err), err.text);
	after.json = print(w, read);
	if (same_base && roll(w->hand.d, 2))
		keep_copy(w, &after, mem_string(after.json));
	if (roll(w->hand.d, 2))
		hand_change(&w->hand, &after.history, read, false);
	free(after.json);
	after.json = print(w, read);
	history_unite(&after.history, &file->history);
	after.history.odd = after.history.odd || !same_base;
	free(file->json);
	*file = after;
	buf_release(&journal);
	answers_free(read);
}

/* A sitting in HOUSE, whose wall clock tells what it likes. */
static void sit(struct world *w, size_t house)
{
	struct file *file = &w->file[house];
	struct answers *a = read_ok(file->json);
	int64_t since = answers_clock(a);
	bool met = false;

	w->hand.now = NOW + roll(w->hand.d, 2000000);
	for (unsigned n = 1 + roll(w->hand.d, 4); n; n--) {
		hand_change(&w->hand, &file->history, a, w->same_hand[house]);
		if (!roll(w->hand.d, 8))
			keep_copy(w, file, print(w, a));
		if (!roll(w->hand.d, 10)) {
			meet(w, file, a);
			met = true;
		}
	}
	if (!met && !roll(w->hand.d, 8)) {
		recover(w, file, a, since);
		w->same_hand[house] = false;
	} else {
		free(file->json);
		file->json = print(w, a);
		w->same_hand[house] = true;
	}
	answers_free(a);
}

/* A later version has been at the file. */
static void add_member(struct world *w, size_t house)
{
	static const char *const places[] = { "{\n\t\"format\"", "\"clock\":", "\"version\":\t\"1\"", "\"page\":",
					      "\"one\":\t{" };
	const char *at = places[roll(w->hand.d, ARRAY_LEN(places))];
	char member[32], *with;
	size_t len = strlen(at);
	struct answers *read;
	struct err ignored;
	struct buf put;

	snprintf(member, sizeof(member), "\"%c%c\":%u,", 'x' + (int)roll(w->hand.d, 3),
		 'a' + (int)roll(w->hand.d, 2), roll(w->hand.d, 4));
	buf_init(&put, 256);
	if (at[len - 1] == '{')	/* behind the brace, where nothing need follow */
		buf_addf(&put, "%s\"%c\":[]%s", at, 'p' + (int)roll(w->hand.d, 3),
			 strstr(w->file[house].json, at) && strstr(w->file[house].json, at)[len] == '}' ? "" : ",");
	else if (at[0] == '{')
		buf_addf(&put, "{%s%s", member, at + 1);
	else
		buf_addf(&put, "%s%s", member, at);
	if (strstr(w->file[house].json, at)) {
		with = changed(w->file[house].json, at, put.data);
		/* Not where the name stands already. */
		if (answers_read(&read, slice_of(with), &ignored)) {
			free(w->file[house].json);
			w->file[house].json = print(w, read);
			w->same_hand[house] = false;
			answers_free(read);
		}
		free(with);
	}
	buf_release(&put);
}

/* What comes from elsewhere takes the place of the file, or is merged into it. */
static void receive(struct world *w, size_t house)
{
	const struct file *other = any(w);
	struct file next = w->file[house];

	if (roll(w->hand.d, 3)) {
		next.json = merged(w, w->file[house].json, other->json);
		history_unite(&next.history, &other->history);
	} else {
		next = *other;
		next.json = mem_string(other->json);
	}
	free(w->file[house].json);
	w->file[house] = next;
	w->same_hand[house] = false;
}

static void begin(struct world *w)
{
	struct answers *a = answers_new(sys_drawn(), "p", "1");

	w->houses = 2 + roll(w->hand.d, HOUSES - 1);
	for (size_t i = 0; i < HOUSES; i++)
		w->file[i].json = print(w, a);
	for (size_t i = 0; i < COPIES; i++)
		w->copies[i].json = print(w, a);
	answers_free(a);
}

static void end(struct world *w)
{
	for (size_t i = 0; i < HOUSES; i++)
		free(w->file[i].json);
	for (size_t i = 0; i < COPIES; i++)
		free(w->copies[i].json);
	free(w);
}

static void live(struct world *w)
{
	for (unsigned n = roll(w->hand.d, CHANGES); n; n--) {
		size_t house = roll(w->hand.d, (unsigned)w->houses);

		switch (roll(w->hand.d, 8)) {
		case 0:
			keep_copy(w, &w->file[house], mem_string(w->file[house].json));
			break;
		case 1:
			receive(w, house);
			break;
		case 2:
			add_member(w, house);
			break;
		default:
			sit(w, house);
			break;
		}
	}
}

/* Somebody changes clocks, and digits in words, by hand. */
static char *tampered(struct world *w, const char *file)
{
	char *copy = mem_string(file), *at;

	for (at = copy; (at = strstr(at, "\"clock\":\t")); at++)
		if (!roll(w->hand.d, 4))
			at[9] = (char)('1' + (int)roll(w->hand.d, 9));
	for (at = copy; (at = strchr(at, '<')); at++)
		if (!roll(w->hand.d, 4) && at[1] >= '0' && at[1] <= '9')
			at[1] = (char)('0' + (int)roll(w->hand.d, 10));
	return copy;
}

/* A file that somebody has changed by hand; nobody knows what is in it. */
static struct file odd_file(struct world *w)
{
	char *hand = tampered(w, any(w)->json);
	struct answers *a = read_ok(hand);
	struct file file = { .json = print(w, a) };

	answers_free(a);
	free(hand);
	return file;
}

static void check_odd(struct world *w)
{
	struct file odd[3];

	for (size_t k = 0; k < ARRAY_LEN(odd); k++)
		odd[k] = odd_file(w);
	check_algebra(w, odd[0].json, odd[1].json, odd[2].json);
	for (size_t k = 0; k < ARRAY_LEN(odd); k++)
		free(odd[k].json);
}

START_TEST(it_does_not_matter_who_merges_whose)
{
	struct trials t = trials_wanted(USUAL);

	ck_assert_msg(!t.all, "SOAK_TRIALS must be a number here");
	for (size_t i = 0; i < t.count; i++) {
		struct world *w = MEM_NEW(struct world);
		struct dice d = trials_dice(&t, i);
		struct file whole;

		w->hand = (struct hand){ .d = &d, .seed = t.seed + i, .sys = sys_drawn() };
		drawn = d;
		begin(w);
		live(w);
		check_algebra(w, any(w)->json, any(w)->json, any(w)->json);
		check_lists(w, any(w), any(w));
		check_odd(w);
		whole = w->file[0];
		whole.json = merged(w, w->file[0].json, w->file[1].json);
		history_unite(&whole.history, &w->file[1].history);
		check_lists(w, &whole, any(w));
		free(whole.json);
		end(w);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("merging, at random");
	TCase *tc = tcase_create("merging, at random");

	trials_begin();
	tcase_set_timeout(tc, soak_timeout(120));
	tcase_add_test(tc, it_does_not_matter_who_merges_whose);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
