/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/store_erase: every call of it fails in every way, and the program may end
 * at each.  All is erased or nothing, and what is said is true. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answers/store_own.h"
#include "base/mem.h"
#include "fault.h"
#include "hunt.h"
#include "scratch.h"
#include "shelf.h"
#include "suite.h"

#define SECRET "the caretaker's grievance"
#define OTHER "words that stay"

enum { FEWEST_CASES = 1000 };

struct scene {
	const char *name;
	const char *path;	/* as the store is opened */
	const char *state;
	enum answers_scope scope;
	int lost_lock;		/* what locking says, 0: it works */
	bool unsaved;		/* the words have not all come to the file */
	bool over;		/* nothing can be renamed: the file is written over */
	bool removed;		/* the file is gone */
	size_t short_len;	/* no read or write moves more; 0: as the system does */
};

static const struct scene scenes[] = {
	{ "an entry", "w.json", "state", SCOPE_ENTRY, 0, true, false, false, 0 },
	{ "a layer", "w.json", NULL, SCOPE_LAYER, 0, false, false, false, 0 },
	{ "all, through a link", "link", NULL, SCOPE_ALL, 0, true, false, false, 0 },
	{ "without a lock", "w.json", NULL, SCOPE_ENTRY, ENOLCK, true, false, false, 0 },
	{ "written over", "w.json", NULL, SCOPE_ENTRY, 0, true, true, false, 0 },
	{ "removed meanwhile", "w.json", NULL, SCOPE_ENTRY, 0, true, false, true, 0 },
	{ "short reads and writes", "w.json", NULL, SCOPE_ENTRY, 0, true, false, false, 200 },
};

static const struct {
	int error;
	enum fault_span span;
} faults[] = {
	{ EIO, FAULT_ONCE }, { EIO, FAULT_FROM }, { EIO, FAULT_LATE },	/* from: as a kill */
	{ ENOSPC, FAULT_ONCE }, { EACCES, FAULT_ONCE }, { EACCES, FAULT_FROM },
	{ EINTR, FAULT_ONCE },
};

struct trial {
	const struct scene *scene;
	struct store *store;
	char *layer;		/* the id of what is erased */
	char *text;		/* what stands there */
	struct answers_erasure what;
	char name[200];		/* for messages */
};

static void write_under(struct store *s, enum answers_part part, const char *id, const char *text)
{
	struct answers_change change = {
		.part = part, .id = id, .question = slice_of("Q?"), .text = slice_of(text),
		.now = 1795460651,
	};

	ck_assert(answers_write(store_answers(s), fault_sys(), &change));
}

/* What lasts through the test. */
static void set_faults(const struct scene *scene)
{
	fault_reset();
	fault_clock(1795460651);
	fault_short(scene->short_len);
	if (scene->lost_lock)
		fault_at(FAULT_FLOCK, 1, scene->lost_lock, FAULT_FROM);
}

static const struct layer *secret_of(struct store *s)
{
	return answers_newest(store_answers(s), PART_ANSWERS, "one");
}

/* Words in the file, its backup, a conflict file, a temporary file and the journal; and
 * something that was erased before. */
static void fill(struct store *s)
{
	struct err err = { .text = "" };

	write_under(s, PART_GUARDS, "care", "erased before");
	ck_assert_msg(store_erase(s, &(struct answers_erasure){ SCOPE_ENTRY, PART_GUARDS, "care", NULL },
				  &err), "%s", err.text);
	write_under(s, PART_LENSES, "see", OTHER);
	shelf_write(s, SECRET);
	shelf_save(s);
	shelf_write(s, SECRET " again");
	shelf_save(s);
	store_keep(s);
	scratch_put("w.json.conflict-x", SECRET);
	scratch_put(".w.json.abcdefgh.tmp", SECRET);
}

static void begin(struct trial *t, const struct scene *scene)
{
	*t = (struct trial){ .scene = scene };
	scratch_open();
	fault_reset();
	fault_clock(1795460651);
	ck_assert_int_eq(symlink("w.json", scratch_path("link")), 0);
	t->store = shelf_create("w.json", scene->state);
	fill(t->store);
	if (scene->lost_lock) {
		shelf_write(t->store, SECRET " in a journal of before");
		store_keep(t->store);
	}
	store_close(t->store);
	set_faults(scene);
	t->store = shelf_open(scene->path, scene->state);
	t->store->disk.in_place = scene->over;
	if (scene->unsaved)
		shelf_write(t->store, SECRET " to the end");
	store_keep(t->store);
	scratch_put("w.json.conflict-x", SECRET);
	scratch_put(".w.json.abcdefgh.tmp", SECRET);
	if (scene->removed)
		ck_assert_int_eq(unlink(scratch_path("w.json")), 0);
	ck_assert_int_ge(hunt_files(SECRET), 3);
	t->layer = mem_string(secret_of(t->store)->id);
	t->text = mem_string(secret_of(t->store)->text);
	t->what = (struct answers_erasure){ scene->scope, PART_ANSWERS, "one", t->layer };
	set_faults(scene);
}

static void end(struct trial *t)
{
	fault_reset();
	store_close(t->store);
	free(t->layer);
	free(t->text);
	scratch_close();
}

static bool says(const struct err *err, const char *start)
{
	return strncmp(err->text, start, strlen(start)) == 0;
}

struct naming {
	const struct trial *trial;
	const struct err *err;
	const char *path;
	bool listed;
};

static void find_path(void *naming, const char *path)
{
	struct naming *n = naming;

	n->listed = n->listed || strcmp(path, n->path) == 0;
}

/* What the message has no room for is still told. */
static void check_named(void *naming, const char *path)
{
	struct naming *n = naming;
	struct err ignored;

	n->path = path;
	n->listed = false;
	if (strlen(n->err->text) > sizeof(n->err->text) - 5)
		store_erase_list(n->trial->store, find_path, n, &ignored);
	ck_assert_msg(n->listed || strstr(n->err->text, path), "%s: %s is not named in: %s",
		      n->trial->name, path, n->err->text);
}

/* What is erased is in no file but in those that ERR names. */
static void check_left(const struct trial *t, const struct err *err)
{
	hunt_each(scratch_path(""), SECRET, check_named, &(struct naming){ .trial = t, .err = err });
}

/* What another process reads now. */
static void check_read(struct trial *t, bool must_be_gone)
{
	struct store_place place = shelf_place("w.json", t->scene->state);
	const struct layer *layer;
	struct err err = { .text = "" };
	struct answers *a;
	struct store *s;

	fault_reset();
	if (t->scene->removed && !scratch_has("w.json"))
		return;
	ck_assert_msg(store_open(&s, fault_sys(), &place, STORE_READ, &err), "%s: %s", t->name, err.text);
	a = store_answers(s);
	layer = secret_of(s);
	ck_assert_msg(!layer || !must_be_gone, "%s: it came back", t->name);
	/* A journal of its own, or one that was not emptied, has the last words. */
	ck_assert_msg(!layer || strcmp(layer->text, t->text) == 0 || strstr(layer->text, SECRET),
		      "%s: %s", t->name, layer->text);
	ck_assert_msg(layer ? !answers_is_forgotten(a, t->layer) : answers_is_forgotten(a, t->layer),
		      "%s: neither all nor nothing", t->name);
	layer = answers_newest(a, PART_LENSES, "see");
	if (t->scene->scope == SCOPE_ALL)
		ck_assert_msg(!layer == !secret_of(s), "%s: half", t->name);
	else
		ck_assert_msg(layer && strcmp(layer->text, OTHER) == 0, "%s: more is gone", t->name);
	ck_assert_msg(!answers_newest(a, PART_GUARDS, "care"), "%s: erased before", t->name);
	store_close(s);
}

static void check_claim(struct trial *t, bool erased, const struct err *err)
{
	bool nothing = says(err, "nothing was erased: ");
	bool partly = says(err, "erased from '"), unsynced = says(err, "the words are not erased for");

	ck_assert_msg(erased + nothing + partly + unsynced == 1, "%s: %s", t->name, err->text);
	ck_assert_msg(nothing == (secret_of(t->store) != NULL), "%s: memory, %s", t->name, err->text);
	ck_assert_msg(nothing || answers_is_forgotten(store_answers(t->store), t->layer), "%s", t->name);
	if (erased)
		ck_assert_msg(hunt_files(SECRET) == 0, "%s: a lie", t->name);
	if (erased || partly) {
		ck_assert_msg(store_state(t->store) == STORE_SAVED, "%s", t->name);
		check_left(t, err);
	}
	if (nothing || unsynced)	/* what is removed cannot be had back */
		ck_assert_msg(scratch_has("w.json.bak") && scratch_has("w.json.conflict-x"), "%s: %s",
			      t->name, err->text);
	if (unsynced)
		ck_assert_msg(store_state(t->store) == STORE_FAILED, "%s", t->name);
	check_read(t, !nothing);
}

/* The same once more, when nothing fails any longer. */
static void check_erased_at_last(struct trial *t)
{
	struct err err = { .text = "" };
	bool erased;

	set_faults(t->scene);
	erased = store_erase(t->store, &t->what, &err);
	/* A mixture of old and new that could not be read is not known to be ours. */
	if (!erased && t->scene->over && err.kind == ERR_CHANGED)
		return;
	ck_assert_msg(erased, "%s: %s", t->name, err.text);
	check_claim(t, true, &err);
}

static void try_fault(const struct scene *scene, int nth, int error, enum fault_span span)
{
	struct err err = { .text = "" };
	struct trial t;
	bool erased;

	begin(&t, scene);
	snprintf(t.name, sizeof(t.name), "%s, call %d: %s%s", scene->name, nth, strerror(error),
		 span == FAULT_FROM ? " and on" : span == FAULT_LATE ? " though done" : "");
	fault_at(FAULT_ANY, nth, error, span);
	erased = store_erase(t.store, &t.what, &err);
	ck_assert_msg(fault_hits() > 0, "%s: never", t.name);
	ck_assert_msg(erased == !*err.text, "%s: %s", t.name, err.text);
	check_claim(&t, erased, &err);
	check_erased_at_last(&t);
	end(&t);
}

static int count_calls(const struct scene *scene)
{
	struct trial t;
	int calls;

	begin(&t, scene);
	snprintf(t.name, sizeof(t.name), "%s", scene->name);
	ck_assert(store_erase(t.store, &t.what, &(struct err){ .text = "" }));
	calls = fault_calls(FAULT_ANY);
	check_claim(&t, true, &(struct err){ .text = "" });
	end(&t);
	return calls;
}

/* Each scene in its own process where Check forks. */
START_TEST(no_fault_makes_a_half)
{
	const struct scene *scene = &scenes[_i];
	int calls = count_calls(scene);

	for (int nth = 1; nth <= calls; nth++)
		for (size_t i = 0; i < ARRAY_LEN(faults); i++)
			try_fault(scene, nth, faults[i].error, faults[i].span);
}
END_TEST

START_TEST(the_table_is_large)
{
	int cases = 0;

	for (size_t i = 0; i < ARRAY_LEN(scenes); i++)
		cases += count_calls(&scenes[i]) * (int)ARRAY_LEN(faults);
	ck_assert_msg(cases >= FEWEST_CASES, "%d cases", cases);
}
END_TEST

static void note_call(const void *at)
{
	int *call = (int *)(uintptr_t)at;

	*call = fault_calls(FAULT_ANY);
}

/* Nobody knows what the rename has done: the words stay in memory, and the next save puts
 * them back. */
START_TEST(what_is_not_known_is_not_erased)
{
	struct err err = { .text = "" };
	struct trial t;
	int at_rename = 0;

	begin(&t, &scenes[1]);
	snprintf(t.name, sizeof(t.name), "unknown");
	fault_before(FAULT_RENAME, 1, note_call, &at_rename);
	fault_at(FAULT_RENAME, 1, EIO, FAULT_ONCE);
	ck_assert(!store_erase(t.store, &t.what, &err));
	ck_assert(says(&err, "nothing was erased: "));
	ck_assert_int_eq(store_state(t.store), STORE_CLEAN);	/* as before */
	set_faults(t.scene);
	fault_at(FAULT_ANY, at_rename + 1, EIO, FAULT_FROM);
	fault_at(FAULT_RENAME, 1, EIO, FAULT_LATE);
	ck_assert(!store_erase(t.store, &t.what, &err));
	set_faults(t.scene);
	ck_assert(says(&err, "nothing was erased: "));
	ck_assert_int_eq(store_state(t.store), STORE_FAILED);
	ck_assert(!hunt_in(scratch_path("w.json"), SECRET));
	store_begin_save(t.store);
	ck_assert_int_eq(store_state(t.store), STORE_SAVED);
	ck_assert(hunt_in(scratch_path("w.json"), SECRET));
	check_erased_at_last(&t);
	end(&t);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("store, faults at erasing");
	TCase *tc = tcase_create("store, faults at erasing");

	if (access("/dev/shm", W_OK | X_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 0);	/* syncing costs nothing there */
	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, no_fault_makes_a_half, 0, (int)ARRAY_LEN(scenes));
	tcase_add_test(tc, the_table_is_large);
	tcase_add_test(tc, what_is_not_known_is_not_erased);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
