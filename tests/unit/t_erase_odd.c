/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/store_erase: what cannot be looked at, printed or removed, and another hand's file,
 * seldom as these are. */
#include <config.h>

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "answers/json.h"
#include "answers/sidecar.h"
#include "met.h"

static const struct answers_erasure entry_one = { SCOPE_ENTRY, PART_ANSWERS, "one", NULL };

static void tell_nobody(void *context, const char *path)
{
	(void)context;
	(void)path;
}

/* Neither is anything named nor erased, and LIST says why not. */
static void check_unseen(struct store *s)
{
	struct err err;

	ck_assert(!store_erase_list(s, tell_nobody, NULL, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "cannot look"));
	ck_assert(!store_erase(s, &entry_one, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "nothing was erased"));
	ck_assert_ptr_nonnull(answers_newest(store_answers(s), PART_ANSWERS, "one"));
	store_close(s);
}

START_TEST(a_folder_that_went_away_is_told)
{
	struct store *s = shelf_create("folder/w.json", NULL);

	shelf_write(s, SHELF_WORDS);
	shelf_save(s);
	ck_assert_int_eq(rename(scratch_path("folder"), scratch_path("gone")), 0);
	check_unseen(s);
}
END_TEST

START_TEST(a_state_folder_that_is_none_is_told)
{
	struct store *s = shelf_create("w.json", "state");
	struct err err;

	shelf_write(s, SHELF_WORDS);
	shelf_save(s);
	ck_assert_int_eq(rename(scratch_path("state"), scratch_path("gone")), 0);
	ck_assert(store_erase_list(s, tell_nobody, NULL, &err));	/* none is no matter */
	scratch_put("state", "no folder");
	check_unseen(s);
}
END_TEST

static int calls_left;

static void *scarce(size_t size)
{
	return calls_left-- == 0 ? NULL : malloc(size);
}

/* Whatever allocation fails: the words are in memory and in the file, or in neither. */
START_TEST(without_memory_all_or_nothing_is_erased)
{
	cJSON_Hooks hooks = { scarce, free };
	bool done = false;
	int failed;

	for (failed = 0; !done || calls_left < 0; failed++) {
		struct err err = { .text = "" };
		struct store *s;

		scratch_put("w.json", book);
		s = shelf_open("w.json", NULL);
		calls_left = failed;
		cJSON_InitHooks(&hooks);
		done = store_erase(s, &entry_one, &err);
		cJSON_InitHooks(NULL);
		ck_assert_msg(done || strstr(err.text, "memory"), "call %d: %s", failed, err.text);
		ck_assert(done == !answers_newest(store_answers(s), PART_ANSWERS, "one"));
		ck_assert(done == !shelf_in_file("Q?"));
		store_close(s);
	}
	ck_assert_int_gt(failed, 30);
}
END_TEST

static void remove_file(const void *name)
{
	ck_assert_int_eq(unlink(scratch_path(name)), 0);
}

START_TEST(what_somebody_else_removed_is_gone)
{
	struct store *s = shelf_begun();
	struct err err;

	shelf_save(s);
	ck_assert(scratch_has("w.json.bak"));
	fault_reset();
	fault_before(FAULT_UNLINK, 2, remove_file, "w.json.bak");	/* behind the new file's other name */
	ck_assert_msg(store_erase(s, &entry_one, &err), "%s", err.text);
	ck_assert(!scratch_has("w.json.bak"));
	store_close(s);
}
END_TEST

/* After a save of which is not known whether it lasts: what stands there is known all the same. */
START_TEST(after_a_doubtful_save_the_file_is_known)
{
	for (int reached = 0; reached < 2; reached++) {
		struct store *s = shelf_begun();
		struct err err;

		fault_at(FAULT_FSYNC, 2, EIO, FAULT_ONCE);	/* that of the folder */
		ck_assert(!store_save(s, &err));
		ck_assert(shelf_in_file(SHELF_WORDS));
		fault_reset();
		if (reached)
			fault_at(FAULT_FSYNC, 2, EIO, FAULT_ONCE);
		else
			fault_at(FAULT_RENAME, 1, EIO, FAULT_FROM);
		ck_assert(!store_erase(s, &entry_one, &err));
		ck_assert_ptr_nonnull(strstr(err.text, reached ? "once more" : "nothing was erased"));
		ck_assert(shelf_in_file(SHELF_WORDS) == !reached);
		fault_reset();
		ck_assert_msg(store_erase(s, &entry_one, &err), "%s", err.text);
		ck_assert(!shelf_in_file(SHELF_WORDS));
		store_close(s);
		scratch_close();
		scratch_open();
	}
}
END_TEST

static void count_kinds(void *context, enum sidecar_kind kind, const char *path)
{
	(void)path;
	((int *)context)[kind]++;
}

/* Of a long name nothing but its beginning is in that of a temporary file. */
START_TEST(long_names_are_told_apart)
{
	char last[300] = "", temp[400];
	int kinds[8] = { 0 };

	memset(last, 'n', 236);
	snprintf(temp, sizeof(temp), ".%s.brok.abcdefgh.tmp", last);
	scratch_put(temp, "cut from that of a damaged file");
	memset(temp + 1, 'm', 236);
	scratch_put(temp, "another workbook's");
	ck_assert(sidecar_each(scratch_path(last), count_kinds, kinds));
	ck_assert_int_eq(kinds[SIDECAR_OF_SOME_SAVE], 1);
	ck_assert_int_eq(kinds[SIDECAR_OF_SAVE], 0);
}
END_TEST

/* Other copies know the workbook by the ids it had. */
START_TEST(former_ids_stay)
{
	const struct answers_erasure all = { .scope = SCOPE_ALL };
	char *json = changed(book, "\"group_key\":null", "\"former_ids\":[\"z\"]"), *printed;
	struct answers *a = read_ok(json);
	struct err err;

	ck_assert(answers_forget(a, &all, &err));
	printed = print_ok(a);
	ck_assert_ptr_nonnull(strstr(printed, "\"former_ids\""));
	free(printed);
	answers_free(a);
	free(json);
}
END_TEST

/* Erasing goes on from what somebody else has made of the file. */
START_TEST(what_is_met_is_merged_before_words_are_erased)
{
	struct store *s = met_under("two");
	struct answers_erasure what = { SCOPE_ENTRY, PART_ANSWERS, "one", NULL };
	struct err err = { .text = "" };

	ck_assert_msg(store_erase(s, &what, &err), "%s", err.text);
	ck_assert(!shelf_in_file(SHELF_WORDS) && shelf_in_file(THEIRS));
	ck_assert(!scratch_has("w.json.bak"));
	store_close(s);
}
END_TEST

/* A workbook with a step under "one", and words there, too, where it is not ALONE; saved.  *ID is that of
 * the step, for free(). */
static struct store *with_step(bool alone, char **id)
{
	struct store *s = shelf_create("w.json", NULL);

	if (!alone)
		shelf_write(s, SHELF_WORDS);
	put_step(store_answers(s), NULL, "as it was");
	shelf_save(s);
	fault_reset();
	*id = mem_string(step(store_answers(s), 0)->id);
	return s;
}

static void write_under(struct answers *a, const char *id)
{
	struct answers_change change = { .part = PART_ANSWERS, .id = id, .question = slice_of("Q?"),
					 .text = slice_of(THEIRS), .now = NOW };

	ck_assert(answers_write(a, sys_real(), &change));
}

static void forget_ok(struct answers *a, const struct answers_erasure *what)
{
	struct err err = { .text = "" };

	ck_assert_msg(answers_forget(a, what, &err), "%s", err.text);
}

static void write_beside(struct answers *a, const char *id)
{
	(void)id;
	write_under(a, "one");
}

static void write_elsewhere(struct answers *a, const char *id)
{
	(void)id;
	write_under(a, "two");
}

static void change_step(struct answers *a, const char *id)
{
	put_step(a, id, THEIRS);
}

static void erase_step(struct answers *a, const char *id)
{
	forget_ok(a, &(struct answers_erasure){ SCOPE_ITEM, PART_ANSWERS, "one", id });
}

static void erase_page(struct answers *a, const char *id)
{
	(void)id;
	forget_ok(a, &entry_one);
}

/* What somebody else does to the file meanwhile; whether that is looked at before anything goes, for it has
 * not been seen by the one who erases. */
static const struct {
	enum answers_scope scope;
	void (*meanwhile)(struct answers *a, const char *id);
	bool looked_at;
} meetings[] = {
	{ SCOPE_ITEM, change_step, true }, { SCOPE_ITEM, write_beside, false },
	{ SCOPE_ITEM, write_elsewhere, false }, { SCOPE_ITEM, erase_step, false },
	{ SCOPE_ITEM, erase_page, false }, { SCOPE_ENTRY, change_step, true },
	{ SCOPE_ENTRY, write_beside, true }, { SCOPE_ENTRY, write_elsewhere, false },
	{ SCOPE_ENTRY, erase_step, true }, { SCOPE_ENTRY, erase_page, true },
};

static void erase_and_meet(size_t i)
{
	struct err err = { .text = "" };
	struct answers *theirs;
	char *id;
	struct store *s = with_step(false, &id);
	struct answers_erasure what = { meetings[i].scope, PART_ANSWERS, "one", id };

	theirs = read_ok(scratch_get("w.json"));
	meetings[i].meanwhile(theirs, id);
	put_copy(theirs);
	ck_assert_msg(store_erase(s, &what, &err) == !meetings[i].looked_at, "%zu: %s", i, err.text);
	if (meetings[i].looked_at) {
		ck_assert_ptr_nonnull(strstr(err.text, "nothing was erased: it was changed in another place"));
		ck_assert(shelf_in_file(THEIRS) || answers_is_forgotten(store_answers(s), id));
		ck_assert_msg(store_erase(s, &what, &err), "%zu: %s", i, err.text);
		ck_assert(!shelf_in_file(THEIRS));
	}
	ck_assert(!shelf_in_file("as it was") && answers_is_forgotten(store_answers(s), id));
	ck_assert_uint_eq(answers_items(store_answers(s), PART_ANSWERS, "one", ITEM_STEP), 0);
	ck_assert(shelf_in_file(SHELF_WORDS) ==
		  (what.scope == SCOPE_ITEM && meetings[i].meanwhile != erase_page));
	store_close(s);
	answers_free(theirs);
	free(id);
}

START_TEST(only_what_has_changed_elsewhere_is_looked_at_before_it_is_erased)
{
	for (size_t i = 0; i < ARRAY_LEN(meetings); i++) {
		erase_and_meet(i);
		scratch_close();
		scratch_open();
	}
}
END_TEST

/* Erasing the same again does what was left to do, unless there are words now that came since. */
START_TEST(words_that_came_since_are_looked_at_before_all_is_erased_again)
{
	static const struct { enum answers_scope scope; bool alone; const char *page; bool looked_at; } rows[] = {
		{ SCOPE_ITEM, false, "one", false }, { SCOPE_ITEM, true, "one", false },
		{ SCOPE_ENTRY, false, "one", true }, { SCOPE_ENTRY, false, "two", false },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct err err = { .text = "" };
		struct answers *theirs;
		char *id;
		struct store *s = with_step(rows[i].alone, &id);
		struct answers_erasure what = { rows[i].scope, PART_ANSWERS, "one", id };

		fault_at(FAULT_FSYNC, 2, EIO, FAULT_ONCE);	/* that of the folder */
		ck_assert(!store_erase(s, &what, &err) && strstr(err.text, "once more"));
		fault_reset();
		theirs = read_ok(scratch_get("w.json"));
		write_under(theirs, rows[i].page);
		put_copy(theirs);
		ck_assert_msg(store_erase(s, &what, &err) == !rows[i].looked_at, "%zu: %s", i, err.text);
		ck_assert(shelf_in_file(THEIRS) && has_text(store_answers(s), rows[i].page, THEIRS));
		if (rows[i].looked_at) {
			ck_assert_ptr_nonnull(strstr(err.text, "please look at it again"));
			ck_assert_msg(store_erase(s, &what, &err), "%s", err.text);
			ck_assert(!shelf_in_file(THEIRS));
		}
		store_close(s);
		answers_free(theirs);
		free(id);
		scratch_close();
		scratch_open();
	}
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
		a_folder_that_went_away_is_told, a_state_folder_that_is_none_is_told,
		without_memory_all_or_nothing_is_erased, what_somebody_else_removed_is_gone,
		after_a_doubtful_save_the_file_is_known, long_names_are_told_apart, former_ids_stay,
		what_is_met_is_merged_before_words_are_erased,
		only_what_has_changed_elsewhere_is_looked_at_before_it_is_erased,
		words_that_came_since_are_looked_at_before_all_is_erased_again
	};

	return shelf_run("erase, odd", tests, ARRAY_LEN(tests));
}
