/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/store: every call of a save fails in every way, and no word is harmed. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "answers/store.h"
#include "base/mem.h"
#include "book.h"
#include "fault.h"
#include "scratch.h"
#include "shelf.h"
#include "suite.h"

enum { FEWEST_CASES = 1000 };

struct scene {
	const char *name;
	const char *path;	/* as the store is opened */
	const char *state;
	void (*prepare)(void);	/* between opening and saving */
	bool conflict;		/* the file is somebody else's by then */
	size_t short_len;	/* no read or write moves more; 0: as the system does */
};

static void nothing(void)
{
}

static void earlier_backup(void)
{
	scratch_put("w.json.bak", "an earlier one");
}

static void removed(void)
{
	ck_assert_int_eq(unlink(scratch_path("w.json")), 0);
}

static void changed_by_others(void)
{
	scratch_put("w.json", book);
}

static void open_to_all(void)
{
	ck_assert_int_eq(chmod(scratch_path("w.json"), 0644), 0);
}

static const struct scene scenes[] = {
	{ "first save", "w.json", NULL, nothing, false, 0 },
	{ "later save", "w.json", "state", earlier_backup, false, 0 },
	{ "backup by copy", "w.json", NULL, open_to_all, false, 0 },
	{ "through a link", "link", NULL, nothing, false, 0 },
	{ "removed meanwhile", "w.json", NULL, removed, false, 0 },
	{ "short reads and writes", "w.json", NULL, nothing, false, 200 },
	{ "conflict", "w.json", "state", changed_by_others, true, 0 },
};

static const struct {
	int error;
	enum fault_span span;
} faults[] = {
	{ EIO, FAULT_ONCE }, { EIO, FAULT_FROM }, { EIO, FAULT_LATE },
	{ ENOSPC, FAULT_ONCE }, { ENOSPC, FAULT_FROM },
	{ EDQUOT, FAULT_ONCE }, { EDQUOT, FAULT_FROM },
	{ EROFS, FAULT_ONCE }, { EROFS, FAULT_FROM },
	{ EACCES, FAULT_ONCE }, { EACCES, FAULT_FROM },
	{ EMFILE, FAULT_ONCE }, { EMFILE, FAULT_FROM },
	{ ESTALE, FAULT_ONCE }, { ESTALE, FAULT_FROM }, { ESTALE, FAULT_LATE },
	{ EINTR, FAULT_ONCE },
};

/* One case: what stood on disk, and what should. */
struct trial {
	const struct scene *scene;
	struct store *store;
	char *old;	/* the file's bytes before the save */
	char *words;	/* what the store would write */
	char name[200];	/* for messages */
};

static void begin(struct trial *t, const struct scene *scene)
{
	*t = (struct trial){ .scene = scene };
	scratch_open();
	fault_reset();
	ck_assert_int_eq(symlink("w.json", scratch_path("link")), 0);
	store_close(shelf_create("w.json", scene->state));
	t->store = shelf_open(scene->path, scene->state);
	shelf_write(t->store, "words that took an evening");
	t->words = print_ok(store_answers(t->store));
	scene->prepare();
	t->old = mem_string(scratch_get("w.json"));
	fault_reset();
	fault_short(scene->short_len);
}

static void end(struct trial *t)
{
	fault_reset();
	store_close(t->store);
	free(t->old);
	free(t->words);
	scratch_close();
}

/* The file that our words go to. */
static const char *target(const struct trial *t)
{
	const char *conflict = store_conflict(t->store);

	return conflict ? strrchr(conflict, '/') + 1 : "w.json";
}

/* FILE holds either version whole; the claim SAVED is true. */
static void check_disk(const struct trial *t, bool saved)
{
	const char *file = scratch_get("w.json");
	const char *ours = scratch_get(target(t));
	bool is_old = strcmp(file, t->old) == 0;

	ck_assert_msg(is_old || (!t->scene->conflict && strcmp(file, t->words) == 0),
		      "%s: the file is harmed: %s", t->name, file);
	ck_assert_msg(!saved || strcmp(ours, t->words) == 0, "%s: not saved", t->name);
	ck_assert_msg(!store_conflict(t->store) || strcmp(ours, t->words) == 0 ||
		      strcmp(ours, "(absent)") == 0, "%s: the conflict file is cut", t->name);
}

static void check_saved_at_last(struct trial *t)
{
	struct err err = { .text = "" };

	ck_assert_msg(store_save(t->store, &err), "%s: %s", t->name, err.text);
	check_disk(t, true);
	ck_assert_msg(t->scene->conflict == (store_conflict(t->store) != NULL), "%s", t->name);
}

static void try_fault(const struct scene *scene, int nth, int error, enum fault_span span)
{
	struct err err = { .text = "" };
	struct trial t;
	bool saved;

	begin(&t, scene);
	snprintf(t.name, sizeof(t.name), "%s, call %d: %s%s", scene->name, nth, strerror(error),
		 span == FAULT_FROM ? " and on" : span == FAULT_LATE ? " though done" : "");
	fault_at(FAULT_ANY, nth, error, span);
	saved = store_save(t.store, &err);
	ck_assert_msg(fault_hits() > 0, "%s: never", t.name);
	ck_assert_msg(saved == !*err.text, "%s: %s", t.name, err.text);
	ck_assert_msg(saved == (store_saved_at(t.store) != 0), "%s", t.name);
	ck_assert_msg(error != EINTR || saved || fault_last() == FAULT_FSTATAT ||
		      fault_last() == FAULT_FSTAT || fault_last() == FAULT_RENAME ||
		      fault_last() == FAULT_EXCHANGE || fault_last() == FAULT_LINK || fault_last() == FAULT_FCHMOD,
		      "%s: %s", t.name, fault_name(fault_last()));
	check_disk(&t, saved);
	ck_assert_msg(fault_open_files() == 0, "%s: left open", t.name);
	/* A link that says it failed, and a removal that fails, may leave a name. */
	ck_assert_msg(span == FAULT_FROM || fault_last() == FAULT_UNLINK ||
		      fault_last() == FAULT_LINK || scratch_count_ending(".tmp") == 0,
		      "%s: left behind", t.name);
	fault_reset();
	check_saved_at_last(&t);
	end(&t);
}

static int count_calls(const struct scene *scene)
{
	struct trial t;
	int calls;

	begin(&t, scene);
	snprintf(t.name, sizeof(t.name), "%s", scene->name);
	check_saved_at_last(&t);
	calls = fault_calls(FAULT_ANY);
	end(&t);
	return calls;
}

/* Each scene in its own process where Check forks. */
START_TEST(no_fault_harms_a_word)
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

/* Opening harms nothing either, whatever fails: the store opens, for reading at least,
 * or says why not. */
START_TEST(no_fault_harms_at_opening)
{
	int calls = 1;

	for (int nth = 1; nth <= calls; nth++)
		for (size_t i = 0; i < ARRAY_LEN(faults); i++) {
			struct err err = { .text = "" };
			struct store_place place;
			struct store *s = NULL;
			bool opened;

			scratch_open();
			scratch_put("w.json", book);
			place = shelf_place("w.json", "state");
			fault_reset();
			fault_at(FAULT_ANY, nth, faults[i].error, faults[i].span);
			opened = store_open(&s, fault_sys(), &place, STORE_WRITE, &err);
			if (!fault_hits())
				ck_assert(opened);
			else if (nth == calls)
				calls++;
			ck_assert_msg(opened == !*err.text && opened == (s != NULL), "call %d: %s",
				      nth, err.text);
			store_close(s);
			ck_assert_msg(fault_open_files() == 0, "call %d", nth);
			ck_assert_str_eq(scratch_get("w.json"), book);
			scratch_close();
		}
	ck_assert_int_gt(calls, 10);
}
END_TEST

START_TEST(no_fault_at_creating_lies)
{
	int calls = 1;

	for (int nth = 1; nth <= calls; nth++)
		for (size_t i = 0; i < ARRAY_LEN(faults); i++) {
			struct err err = { .text = "" };
			struct store_place place;
			struct store *s = NULL;
			bool made;

			scratch_open();
			place = shelf_place("new/w.json", "state");
			fault_reset();
			fault_at(FAULT_ANY, nth, faults[i].error, faults[i].span);
			made = store_create(&s, fault_sys(), &place, "p", "1", &err);
			if (fault_hits() && nth == calls)
				calls++;
			ck_assert_msg(made == !*err.text && made == (s != NULL), "call %d: %s", nth,
				      err.text);
			ck_assert_msg(!made || scratch_has("new/w.json"), "call %d", nth);
			store_close(s);
			ck_assert_msg(fault_open_files() == 0, "call %d", nth);
			if (scratch_has("new/w.json")) {
				fault_reset();
				store_close(shelf_open("new/w.json", NULL));
			}
			scratch_close();
		}
	ck_assert_int_gt(calls, 20);
}
END_TEST

/* A journal that was removed and could not be made again is made later, without a leak. */
START_TEST(a_journal_is_made_again)
{
	struct store *s;

	scratch_open();
	fault_reset();
	s = shelf_create("w.json", NULL);
	shelf_write(s, "words");
	store_keep(s);
	ck_assert_int_eq(unlink(scratch_path("w.json.journal")), 0);
	fault_reset();
	fault_at(FAULT_OPEN, 1, EIO, FAULT_ONCE);
	shelf_write(s, "words and more");
	store_keep(s);
	ck_assert_int_eq(fault_hits(), 1);
	ck_assert_int_eq(store_state(s), STORE_SAVED);	/* in the file, since not in the journal */
	shelf_write(s, "words and more of them");
	store_keep(s);
	ck_assert_int_eq(store_state(s), STORE_SAFE);
	store_close(s);
	scratch_close();
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("store, faults");
	TCase *tc = tcase_create("store, faults");

	if (access("/dev/shm", W_OK | X_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 0);	/* syncing costs nothing there */
	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, no_fault_harms_a_word, 0, (int)ARRAY_LEN(scenes));
	tcase_add_test(tc, the_table_is_large);
	tcase_add_test(tc, no_fault_harms_at_opening);
	tcase_add_test(tc, no_fault_at_creating_lies);
	tcase_add_test(tc, a_journal_is_made_again);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
