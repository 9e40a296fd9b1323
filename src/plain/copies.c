/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies: one to take along, one to bring in, and a workbook that somebody has already. */
#include <config.h>

#include "plain/talk.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "plain/words.h"
#include "workbook/about.h"
#include "workbook/conflicts.h"
#include "workbook/paths.h"
#include "workbook/tell.h"

static void say_and_free(struct talk *t, struct doc *doc)
{
	say_doc(t, doc, 0, false);
	doc_free(doc);
}

/* Which of several; false for none. */
static bool choose_one(struct talk *t, const struct copies *copies, size_t *chosen)
{
	enum ask_answer answer = ASK_COPIES;

	if (copies->count > 1 &&
	    !talk_answer(t, ask_which(copies, _("I already have a workbook")), &answer))
		return false;
	*chosen = (size_t)(answer - ASK_COPIES);
	return true;
}

/* The file of one of the KINDS that TYPED leads to, its path for free(); false, and that was said, for none. */
static bool find_one(struct talk *t, const char *typed, unsigned kinds, struct copy *copy)
{
	struct copies copies;
	struct err err;
	size_t chosen;
	bool found = copies_find(&copies, t->sys, typed, kinds, &err);

	/* What is open does not come into itself. */
	if (found && kinds == COPIES_BRING)
		copies_leave_out(&copies, t->sys, workbook_path(t->wb));
	if (!found) {
		talk_untaken(t);
		sayf(t, _("That does not work: %s."), err.text);
	} else if ((found = choose_one(t, &copies, &chosen))) {
		*copy = copies.items[chosen];
		copy->path = mem_string(copy->path);
	}
	copies_release(&copies);
	return found;
}

/* What is typed below WORDS, for free(); NULL for nothing. */
static char *ask_name(struct talk *t, const char *words)
{
	char *stick = path_stick(t->sys), *typed = NULL;
	struct slice line;

	say(t, words);
	if (stick)
		sayf(t, _("Enter alone takes %s."), stick);
	else
		say(t, _("Enter alone goes back."));
	if (talk_ask_below(t, _("file or folder: "), &line) && (line.len || stick))
		typed = line.len ? mem_copy(line.data, line.len) : mem_string(stick);
	free(stick);
	return typed;
}

/* ---- I already have a workbook ---- */

static bool copy_here(struct talk *t, const char *path)
{
	char *warning;
	struct err err;
	bool kept;

	if (!copies_make(t->sys, path, t->home.path, &warning, &err)) {
		sayf(t, _("That does not work: %s."), err.text);
		return false;
	}
	kept = talk_keep_in(t, &t->home, STORE_WRITE);
	if (warning)
		sayf(t, _("Please note: %s."), warning);
	free(warning);
	return kept;
}

bool talk_already(struct talk *t)
{
	char *typed = ask_name(t, tell_find_workbook());
	enum ask_answer answer;
	struct copy copy;
	bool kept = false;

	if (typed && find_one(t, typed, COPIES_OPEN, &copy)) {
		if (talk_answer(t, ask_already(&copy, t->home.path), &answer))
			kept = answer == ASK_COPY_HERE ? copy_here(t, copy.path) :
				talk_keep_there(t, copy.path);
		free(copy.path);
	}
	free(typed);
	return kept;
}

/* ---- a copy to take along ---- */

static void take(struct talk *t, const char *path)
{
	struct err err;

	if (workbook_take_copy(t->wb, path, &err)) {
		say_and_free(t, tell_taken(t->wb, t->sys, path));
	} else {
		talk_untaken(t);
		sayf(t, _("No copy was made: %s."), err.text);
	}
}

/* Something stands at PATH. */
static void take_beside(struct talk *t, const char *path)
{
	char *beside = copies_beside(t->sys, path);
	enum ask_answer answer;
	struct bring copy;
	struct err why;
	bool known = bring_open(&copy, t->wb, t->sys, path, &why);
	struct ask *ask = ask_taken(path, known ? &copy : NULL, why.text, beside);

	if (known)
		bring_release(&copy);
	if (talk_answer(t, ask, &answer) && answer == ASK_BESIDE)
		take(t, beside);
	else
		say(t, _("No copy was made."));
	free(beside);
}

void do_take(struct talk *t, const char *argument)
{
	char *typed, *path;

	if (!workbook_path(t->wb)) {
		say(t, about_no_file());
		return;
	}
	talk_save_changes(t);	/* what could not be saved is in the copy all the same */
	typed = *argument ? mem_string(argument) : ask_name(t, tell_find_folder());
	if (!typed)
		return;
	path = path_workbook(typed);
	free(typed);
	if (!path_has_folder(t->sys, path)) {
		talk_untaken(t);
		say(t, _("There is no such folder. Is the stick plugged in? Nothing was made."));
	} else if (file_exists(t->sys, path)) {
		take_beside(t, path);
	} else {
		take(t, path);
	}
	free(path);
}

/* ---- a copy to bring in ---- */

static void say_failure(struct talk *t, const char *why)
{
	talk_untaken(t);
	sayf(t, _("Nothing was brought in: %s."), why);
}

/* DOC tells what came in, and goes. */
static void say_brought(struct talk *t, struct doc *doc)
{
	/* What undo would bring back belongs to the words as they were. */
	free(t->before.text);
	t->before.text = NULL;
	say_and_free(t, doc);
}

static void bring(struct talk *t, const struct bring *b)
{
	struct brought brought;
	struct err err;

	if (!bring_in(b, t->wb, t->sys, b->kind == BRING_ANOTHER, &brought, &err)) {
		say_failure(t, err.text);
		return;
	}
	say_brought(t, tell_brought(t->wb, &brought));
	brought_release(&brought);
	say_gap(t);
	talk_show_page(t, workbook_paragraph(t->wb));
}

void talk_say_conflicts(struct talk *t)
{
	struct doc *doc = doc_new();
	struct copies conflicts;

	if (workbook_locked(t->wb))
		conflicts = (struct copies){ 0 };
	else
		conflicts_find(&conflicts, t->sys, t->wb);
	tell_conflicts(&conflicts, doc);
	tell_damaged(&conflicts, doc);
	say_and_free(t, doc);
	if (conflicts.count)
		say(t, _("Type bring and press Enter to bring these words together."));
	copies_release(&conflicts);
}

static void bring_conflicts(struct talk *t, struct copies *conflicts)
{
	struct brought brought;
	struct err err;

	if (!bring_together(conflicts, t->wb, t->sys, &brought, &err)) {
		say_failure(t, err.text);
		return;
	}
	say_brought(t, tell_together(t->wb, &brought, conflicts));
	brought_release(&brought);
	say_gap(t);
	talk_show_page(t, workbook_paragraph(t->wb));
}

/* What lies beside the workbook comes first, if anything does; whether its reader wants something
 * else. */
static bool wants_another(struct talk *t)
{
	enum ask_answer answer = ASK_ELSEWHERE;
	struct copies conflicts;

	conflicts_find(&conflicts, t->sys, t->wb);
	if (conflicts.count && !talk_answer(t, ask_together(&conflicts), &answer))
		answer = ASK_STAY;
	if (answer == ASK_BRING)
		bring_conflicts(t, &conflicts);
	copies_release(&conflicts);
	return answer == ASK_ELSEWHERE;
}

static void say_copy(struct talk *t, const struct bring *b)
{
	struct buf said;

	buf_init(&said, 16384);
	tell_copy(b, &said);
	say(t, said.data);
	buf_release(&said);
}

/* Asks what to do with B until something is done, or nothing. */
static void ask_about(struct talk *t, struct bring *b)
{
	enum ask_answer answer;

	while (talk_answer(t, ask_bring(b), &answer) && answer != ASK_STAY) {
		if (answer == ASK_BRING) {
			bring(t, b);
			return;
		}
		if (!words_are_covered(t))
			say_and_free(t, bring_words(b, t->wb));
		say_gap(t);
	}
	say(t, _("Both are as they were."));
}

static void bring_from(struct talk *t, const char *path)
{
	struct bring b;
	struct err err;

	if (!bring_open(&b, t->wb, t->sys, path, &err)) {
		say_failure(t, err.text);
		return;
	}
	if (bring_has_more(&b))
		ask_about(t, &b);
	else
		say_copy(t, &b);
	bring_release(&b);
}

static bool may_bring(struct talk *t)
{
	if (!workbook_path(t->wb))
		say(t, about_no_file());
	else if (workbook_locked(t->wb))
		sayf(t, _("For reading only: %s."), workbook_locked(t->wb));
	else if (!talk_save(t))
		sayf(t, _("Nothing can be brought in while your words are not saved: %s."),
		     workbook_trouble(t->wb));
	else
		return true;
	return false;
}

void do_bring(struct talk *t, const char *argument)
{
	struct copy copy;
	char *typed;

	if (!may_bring(t) || (!*argument && !wants_another(t)))
		return;
	typed = *argument ? mem_string(argument) : ask_name(t, tell_find_copy());
	if (typed && find_one(t, typed, COPIES_BRING, &copy)) {
		bring_from(t, copy.path);
		free(copy.path);
	}
	free(typed);
}
