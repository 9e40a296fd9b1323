/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/store: a workbook that is damaged or gone, and what makes up for it. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "answers/sidecar.h"
#include "answers/store.h"
#include "base/mem.h"
#include "book.h"
#include "fault.h"
#include "scratch.h"
#include "shelf.h"

static const char damage[] = "{\"format\":\"leaderplus-workbook\",\n\"id\":";

/* w.json with "second" in it, "first" in its backup and, when KEPT, "third" in the journal. */
static void prepare(bool kept)
{
	struct store *s = shelf_create("w.json", NULL);

	shelf_write(s, "first");
	shelf_save(s);
	shelf_write(s, "second");
	shelf_save(s);
	if (kept) {
		shelf_write(s, "third");
		store_keep(s);
		ck_assert_int_eq(store_state(s), STORE_SAFE);
	}
	store_close(s);
}

/* The sources that are offered, as letters. */
static const char *offered(char letters[STORE_SOURCES + 1])
{
	struct store_offer offers[STORE_SOURCES];
	size_t count = store_offers(fault_sys(), scratch_path("w.json"), offers);

	for (size_t i = 0; i < count; i++) {
		letters[i] = "FBJS"[offers[i].source];
		ck_assert(offers[i].at > 0);
	}
	letters[count] = '\0';
	return letters;
}

static struct store *repaired(enum store_source source, enum store_mode mode)
{
	struct store_place place = shelf_place("w.json", NULL);
	struct store *s = NULL;
	struct err err = { .text = "" };

	ck_assert_msg(store_repair(&s, fault_sys(), &place, mode, source, &err), "%s", err.text);
	return s;
}

static const char *words(struct store *s)
{
	const struct layer *layer = answers_newest(store_answers(s), PART_ANSWERS, "one");

	return layer ? layer->text : "";
}

/* How many files w.json.broken-* there are, all with the bytes WANT. */
static int broken(const char *want)
{
	char name[64];
	int count = 0;

	for (int n = 1; n <= 12; n++) {
		snprintf(name, sizeof(name), n > 1 ? "w.json.broken-20261123T190411Z-%d" :
			 "w.json.broken-20261123T190411Z", n);
		if (scratch_has(name)) {
			ck_assert_str_eq(scratch_get(name), want);
			ck_assert_int_eq(scratch_mode(name), 0600);
			count++;
		}
	}
	return count;
}

START_TEST(what_there_is_is_offered)
{
	char letters[STORE_SOURCES + 1];

	ck_assert_str_eq(offered(letters), "");
	prepare(true);
	ck_assert_str_eq(offered(letters), "SB");
	scratch_put("w.json", damage);
	ck_assert_str_eq(offered(letters), "B");
	scratch_put("w.json.bak", damage);
	ck_assert_str_eq(offered(letters), "J");
	ck_assert_int_eq(unlink(scratch_path("w.json.journal")), 0);
	ck_assert_str_eq(offered(letters), "");
	ck_assert_int_eq(unlink(scratch_path("w.json")), 0);
	scratch_put("w.json.bak", book);
	ck_assert_str_eq(offered(letters), "B");
}
END_TEST

START_TEST(the_backup_goes_on_and_the_damage_is_kept)
{
	struct store *s;

	prepare(true);
	scratch_put("w.json", damage);
	fault_clock(NOW);
	s = repaired(STORE_BACKUP, STORE_WRITE);
	ck_assert_str_eq(words(s), "third");	/* the journal's words came back too */
	ck_assert(store_came_back(s) && !store_same_hand(s));
	ck_assert_str_eq(scratch_get("w.json"), damage);
	ck_assert_int_eq(broken(damage), 0);
	shelf_save(s);
	ck_assert_int_eq(broken(damage), 1);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "third"));
	/* The copy from before is not put behind the damage. */
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json.bak"), "first"));
	shelf_write(s, "fourth");
	shelf_save(s);
	ck_assert_int_eq(broken(damage), 1);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json.bak"), "third"));
	store_close(s);
	ck_assert_int_eq(fault_open_files(), 0);
}
END_TEST

START_TEST(the_journal_goes_on_alone)
{
	struct store *s;

	prepare(true);
	scratch_put("w.json", damage);
	scratch_put("w.json.bak", damage);
	fault_clock(NOW);
	s = repaired(STORE_JOURNAL, STORE_WRITE);
	ck_assert_str_eq(words(s), "third");
	ck_assert_int_eq(store_state(s), STORE_SAFE);
	shelf_save(s);
	ck_assert_int_eq(broken(damage), 1);
	store_close(s);
	s = shelf_open("w.json", NULL);
	ck_assert_str_eq(words(s), "third");
	ck_assert(!store_came_back(s));	/* the journal was emptied */
	store_close(s);
}
END_TEST

START_TEST(what_can_be_read_goes_on)
{
	struct store *s;
	char *torn;

	prepare(true);
	torn = mem_string(scratch_get("w.json"));
	*strstr(torn, "\"lenses\"") = '\'';
	scratch_put("w.json", torn);
	fault_clock(NOW);
	s = repaired(STORE_SALVAGE, STORE_WRITE);
	ck_assert_str_eq(words(s), "third");
	shelf_save(s);
	ck_assert_int_eq(broken(torn), 1);
	store_close(s);
	free(torn);
}
END_TEST

/* What is gone from the file is taken from its backup, and what is newer from the file. */
START_TEST(what_can_be_read_is_made_up_from_the_backup)
{
	struct store *s;
	char *renamed, *torn;

	prepare(false);
	renamed = changed(scratch_get("w.json.bak"), "\"one\"", "\"two\"");
	torn = changed(renamed, "\"guards\"", "guards");
	scratch_put("w.json", torn);
	s = repaired(STORE_SALVAGE, STORE_READ);
	ck_assert_str_eq(words(s), "first");
	ck_assert_str_eq(answers_newest(store_answers(s), PART_ANSWERS, "two")->text, "first");
	store_close(s);
	scratch_put("w.json.bak", book);	/* another workbook's copy is none of ours */
	s = repaired(STORE_SALVAGE, STORE_READ);
	ck_assert_str_eq(words(s), "");
	ck_assert_str_eq(answers_newest(store_answers(s), PART_ANSWERS, "two")->text, "first");
	store_close(s);
	free(torn);
	free(renamed);
}
END_TEST

START_TEST(reading_what_can_be_read_changes_nothing)
{
	struct store *s;
	struct err err;
	char *torn;
	int files;

	prepare(false);
	torn = mem_string(scratch_get("w.json"));
	*strstr(torn, "\"lenses\"") = '\'';
	scratch_put("w.json", torn);
	files = scratch_count();
	s = repaired(STORE_SALVAGE, STORE_READ);
	ck_assert_str_eq(words(s), "second");
	ck_assert_ptr_nonnull(store_read_only(s));
	ck_assert(!store_save(s, &err));
	store_close(s);
	ck_assert_str_eq(scratch_get("w.json"), torn);
	ck_assert_int_eq(scratch_count(), files);
	free(torn);
}
END_TEST

START_TEST(a_missing_file_is_made_up_for)
{
	struct store *s;

	prepare(true);
	ck_assert_int_eq(unlink(scratch_path("w.json")), 0);
	ck_assert_int_eq(store_look(fault_sys(), scratch_path("w.json")), STORE_REMAINS);
	s = repaired(STORE_BACKUP, STORE_WRITE);
	ck_assert_str_eq(words(s), "third");
	shelf_save(s);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "third"));
	ck_assert_int_eq(broken(damage), 0);
	store_close(s);
}
END_TEST

/* A source that is not there, or damaged itself, is no reason to touch anything. */
START_TEST(a_source_that_is_not_there_is_told)
{
	static const enum store_source sources[] = {
		STORE_BACKUP, STORE_JOURNAL, STORE_SALVAGE, STORE_SOURCES
	};
	struct store_place place = shelf_place("w.json", NULL);
	struct store *s = NULL;

	scratch_put("w.json", damage);
	for (size_t i = 0; i < ARRAY_LEN(sources); i++) {
		struct err err = { .text = "" };

		ck_assert(!store_repair(&s, fault_sys(), &place, STORE_WRITE, sources[i], &err));
		ck_assert(*err.text);
		ck_assert_ptr_null(s);
		ck_assert_str_eq(scratch_get("w.json"), damage);
	}
	ck_assert_int_eq(fault_open_files(), 0);
}
END_TEST

/* Names of the same second, and what cannot be kept: then nothing is replaced. */
START_TEST(what_cannot_be_kept_is_not_replaced)
{
	struct store *s;
	struct err err;

	prepare(false);
	scratch_put("w.json", damage);
	fault_clock(NOW);
	scratch_put("w.json.broken-20261123T190411Z", damage);
	s = repaired(STORE_BACKUP, STORE_WRITE);
	fault_at(FAULT_LINK, 2, EIO, FAULT_FROM);
	ck_assert(!store_save(s, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "broken"));
	ck_assert_str_eq(scratch_get("w.json"), damage);
	fault_reset();
	fault_clock(NOW);
	shelf_save(s);
	ck_assert_int_eq(broken(damage), 2);
	store_close(s);
}
END_TEST

/* Kept once, however often the save that follows fails. */
START_TEST(a_save_that_fails_keeps_the_damage_once)
{
	struct store *s;
	struct err err;

	prepare(false);
	scratch_put("w.json", damage);
	fault_clock(NOW);
	s = repaired(STORE_BACKUP, STORE_WRITE);
	fault_at(FAULT_EXCHANGE, 1, EIO, FAULT_FROM);
	for (int i = 0; i < 3; i++)
		ck_assert(!store_save(s, &err));
	ck_assert_int_eq(broken(damage), 1);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json.bak"), "first"));
	ck_assert_str_eq(scratch_get("w.json"), damage);
	fault_reset();
	shelf_save(s);
	ck_assert_int_eq(broken(damage), 1);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json.bak"), "first"));
	store_close(s);
}
END_TEST

static const char long_text[] =
	"On Tuesday the behaviour working group changed the lunch queue without asking me. I found "
	"out from a pupil, and went there to see for myself what they had done with the tables.";
static const char longer_text[] =
	"On Tuesday the behaviour working group changed the lunch queue without asking me. I found "
	"out from a pupil, and went there to see for myself what they had done with the tables. "
	"These are the last words.";

/* The longer text is written over the long one, in small pieces, until the call NTH: whether
 * that leaves a workbook that is neither. */
static bool cut_short(int nth)
{
	struct store *s = shelf_create("w.json", NULL);
	struct answers *a = NULL;
	struct err err;
	bool saved, mixed;
	char *old;

	shelf_write(s, long_text);
	shelf_save(s);
	old = mem_string(scratch_get("w.json"));
	shelf_write(s, longer_text);
	fault_reset();
	fault_at(FAULT_EXCHANGE, 1, EBUSY, FAULT_FROM);
	fault_at(FAULT_RENAME, 1, EBUSY, FAULT_FROM);
	ck_assert(!store_save(s, &err) && !store_save(s, &err));
	fault_reset();
	fault_at(FAULT_EXCHANGE, 1, EBUSY, FAULT_FROM);
	fault_at(FAULT_RENAME, 1, EBUSY, FAULT_FROM);
	fault_short(64);
	fault_at(FAULT_PWRITE, nth, EIO, FAULT_FROM);
	saved = store_save(s, &err);
	fault_reset();
	mixed = !saved && strcmp(scratch_get("w.json"), old) != 0 &&
		!strstr(scratch_get("w.json"), longer_text) &&
		answers_read(&a, slice_of(scratch_get("w.json")), &err);
	answers_free(a);
	free(old);
	store_close(s);
	ck_assert(nth < 200);
	return mixed;
}

/* Such a file has the clock of the new text and the words of the old. */
START_TEST(a_mixture_that_can_be_read_costs_no_word)
{
	struct store *s;

	for (int nth = 1; !cut_short(nth); nth++)
		ck_assert_int_eq(unlink(scratch_path("w.json")) + unlink(scratch_path("w.json.bak")) +
				 unlink(scratch_path("w.json.journal")), 0);
	s = shelf_open("w.json", NULL);
	ck_assert_str_eq(words(s), longer_text);
	ck_assert(store_came_back(s));
	shelf_save(s);
	store_close(s);
	s = shelf_open("w.json", NULL);
	ck_assert_str_eq(words(s), longer_text);
	ck_assert(!store_came_back(s));
	store_close(s);
}
END_TEST

/* Between opening and the first save the damaged file may go away: there is nothing to keep. */
START_TEST(damage_that_went_away_is_no_matter)
{
	struct store *s;

	prepare(true);
	scratch_put("w.json", damage);
	fault_clock(NOW);
	s = repaired(STORE_BACKUP, STORE_WRITE);
	ck_assert_int_eq(unlink(scratch_path("w.json")), 0);
	shelf_save(s);
	store_close(s);
	ck_assert_int_eq(broken(damage), 0);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "third"));
}
END_TEST

/* Where FILE is written over, what was kept of it does not change with it. */
START_TEST(damage_is_kept_apart_from_the_file)
{
	struct store *s;
	struct err err;

	prepare(true);
	scratch_put("w.json", damage);
	fault_clock(NOW);
	s = repaired(STORE_BACKUP, STORE_WRITE);
	fault_at(FAULT_EXCHANGE, 1, EBUSY, FAULT_FROM);
	fault_at(FAULT_RENAME, fault_calls(FAULT_RENAME) + 1, EBUSY, FAULT_FROM);
	ck_assert(!store_save(s, &err) && !store_save(s, &err));
	shelf_save(s);
	ck_assert(store_wrote_over(s));
	store_close(s);
	ck_assert_int_eq(broken(damage), 1);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "third"));
}
END_TEST

/* The files with WORDS in them whose name has 'conflict' in it. */
static int in_conflict(const char *words)
{
	char host[SIDECAR_HOST_SIZE], *path;
	int count = 0;

	sidecar_host(host);
	for (int n = 1; n <= 3; n++) {
		path = sidecar_conflict("w.json", host, NOW, n);
		count += strstr(scratch_get(path), words) != NULL;
		free(path);
	}
	return count;
}

/* Whether S warns of the copy; it is written in, saved twice and closed. */
static bool warns_and_saves(struct store *s)
{
	bool warned = store_warning(s, 0) && strstr(store_warning(s, 0), ".bak");

	shelf_write(s, "");
	shelf_write(s, "for the moment");
	shelf_save(s);
	shelf_write(s, "and now");
	shelf_save(s);
	store_close(s);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json.bak"), "moment"));
	return warned;
}

START_TEST(a_copy_with_words_of_its_own_is_not_replaced)
{
	char *later, *earlier;

	fault_clock(NOW);
	prepare(false);
	ck_assert(!warns_and_saves(shelf_open("w.json", NULL)));
	ck_assert_int_eq(in_conflict("layers"), 0);
	/* Somebody has put an earlier copy back. */
	earlier = mem_string(scratch_get("w.json.bak"));
	later = mem_string(scratch_get("w.json"));
	scratch_put("w.json", earlier);
	scratch_put("w.json.bak", later);
	ck_assert(warns_and_saves(shelf_open("w.json", NULL)));
	ck_assert_int_eq(in_conflict("and now"), 1);
	/* Or another workbook, or what is none. */
	scratch_put("w.json.bak", book);
	ck_assert(warns_and_saves(shelf_open("w.json", NULL)));
	ck_assert_int_eq(in_conflict("mentor"), 1);
	scratch_put("w.json.bak", "somebody's notes");
	ck_assert(warns_and_saves(shelf_open("w.json", NULL)));
	ck_assert_int_eq(in_conflict("somebody's notes"), 1);
	free(later);
	free(earlier);
	ck_assert_int_eq(fault_open_files(), 0);
}
END_TEST

/* Who goes on from less than the copy has may find out later. */
START_TEST(the_copy_outlasts_other_repairs)
{
	fault_clock(NOW);
	prepare(true);
	scratch_put("w.json", damage);
	ck_assert(!warns_and_saves(repaired(STORE_JOURNAL, STORE_WRITE)));
	ck_assert_int_eq(in_conflict("first"), 1);
	ck_assert_int_eq(in_conflict("moment"), 0);
	ck_assert_int_eq(broken(damage), 1);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
		what_there_is_is_offered,
		the_backup_goes_on_and_the_damage_is_kept,
		the_journal_goes_on_alone,
		what_can_be_read_goes_on,
		what_can_be_read_is_made_up_from_the_backup,
		reading_what_can_be_read_changes_nothing,
		a_missing_file_is_made_up_for,
		a_source_that_is_not_there_is_told,
		what_cannot_be_kept_is_not_replaced,
		a_save_that_fails_keeps_the_damage_once,
		damage_that_went_away_is_no_matter,
		damage_is_kept_apart_from_the_file,
		a_mixture_that_can_be_read_costs_no_word,
		a_copy_with_words_of_its_own_is_not_replaced,
		the_copy_outlasts_other_repairs,
	};

	return shelf_run("store_repair", tests, ARRAY_LEN(tests));
}
