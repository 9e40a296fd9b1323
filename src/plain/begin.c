/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beginning: what this is, where words are kept, and coming back. */
#include <config.h>

#include "plain/talk.h"

#include <stdlib.h>

#include "base/intl.h"
#include "base/mem.h"
#include "plain/words.h"
#include "workbook/paths.h"
#include "workbook/settings_words.h"
#include "workbook/tell.h"

/* Keeps words in PLACE from now on. */
bool talk_keep_in(struct talk *t, const struct store_place *place, enum store_mode mode)
{
	struct buf said;
	struct err err;
	bool kept = workbook_keep_in(t->wb, place, mode, &err);

	buf_init(&said, 8192);
	if (kept)
		tell_kept(t->wb, &said);
	else
		buf_addf(&said, _("That does not work: %s."), err.text);
	say(t, said.data);
	buf_release(&said);
	return kept;
}

char *talk_ask_folder(struct talk *t)
{
	char *stick = path_stick(t->sys), *typed, *path = NULL;
	struct slice line;

	if (stick)
		sayf(t, _("Type the name of a folder that is there. Enter alone takes %s."), stick);
	else
		say(t, _("Type the name of a folder that is there, for example the one under which "
			 "your memory stick appears. Enter alone goes back."));
	if (talk_ask_below(t, _("folder: "), &line) && (line.len || stick)) {
		typed = line.len ? mem_copy(line.data, line.len) : mem_string(stick);
		path = path_workbook(typed);
		free(typed);
	}
	free(stick);
	return path;
}

/* From now on the start looks for PATH, or with "" for the workbook of this computer. */
static void remember(struct talk *t, const char *path)
{
	struct buf said;

	buf_init(&said, 8192);
	settings_remember(&t->settings, t->sys, t->settings_path, path, &said);
	if (said.len)
		say(t, said.data);
	buf_release(&said);
}

bool talk_keep_there(struct talk *t, const char *path)
{
	const struct store_place place = { path, t->home.state_folder };
	enum ask_answer answer;
	char *whole;

	if (!talk_keep_in(t, &place, STORE_WRITE_HERE))
		return false;
	whole = path_whole(workbook_path(t->wb));
	if (settings_could_remember(&t->settings, t->settings_path, whole, t->home.path))
		remember(t, talk_answer(t, ask_remember(whole), &answer) && answer == ASK_REMEMBER ?
			 whole : "");
	free(whole);
	return true;
}

static bool keep_elsewhere(struct talk *t)
{
	char *path = talk_ask_folder(t);
	bool kept = false;

	if (path && path_has_folder(t->sys, path))
		kept = talk_keep_there(t, path);
	else if (path)
		say(t, _("There is no such folder. Is the stick plugged in? Nothing was made."));
	free(path);
	return kept;
}

static bool keep_here(struct talk *t)
{
	if (!talk_keep_in(t, &t->home, STORE_WRITE))
		return false;
	remember(t, "");
	return true;
}

/* Asks until there is an answer; false when the reader wants none. */
static bool find_place(struct talk *t, bool looking)
{
	enum ask_answer answer;

	while (talk_answer(t, ask_first_start(t->home.path, looking), &answer)) {
		if (answer == ASK_LOOKING ||
		    (answer == ASK_HERE && keep_here(t)) ||
		    (answer == ASK_ALREADY && talk_already(t)) ||
		    (answer == ASK_ELSEWHERE && keep_elsewhere(t)))
			return true;
	}
	return false;
}

bool talk_find_place(struct talk *t)
{
	size_t here = workbook_here(t->wb);
	bool kept = find_place(t, true) && !workbook_locked(t->wb);

	workbook_go(t->wb, here, 0);
	return kept;
}

/* Whether to begin a workbook in the file that was named. */
static bool begin_named(struct talk *t, const struct store_place *place, enum store_mode mode)
{
	enum ask_answer answer;

	while (talk_answer(t, ask_create(place->path), &answer) && answer != ASK_LEAVE)
		if (answer == ASK_LOOKING || talk_keep_in(t, place, mode))
			return true;
	return false;
}

/* The workbook that was remembered is not there now. */
static bool find_again(struct talk *t, const struct store_place *place, enum store_mode mode)
{
	enum ask_answer answer;

	while (talk_answer(t, ask_away(place->path), &answer) && answer != ASK_LEAVE) {
		if (answer == ASK_LOOKING || (answer == ASK_ANOTHER_PLACE && find_place(t, true)))
			return true;
		if (answer != ASK_LOOK_AGAIN)
			continue;
		if (store_look(t->sys, place->path) == STORE_ABSENT)
			say(t, _("It is not there. Nothing was made."));
		else if (talk_keep_in(t, place, mode))
			return true;
	}
	return false;
}

static void welcome_back(struct talk *t)
{
	struct doc *doc;

	if (workbook_is_copy(t->wb)) {
		do_given(t, "");
		return;
	}
	doc = tell_welcome(t->wb);
	say_doc(t, doc, 0, false);
	if (workbook_could_agree(t->wb))
		say(t, _("Type write on a page with a box, and you are asked about this."));
	else if (steps_any_due(t->wb))
		say(t, _("You meant to look at something again: look shows it."));
	doc_free(doc);
	talk_say_conflicts(t);
}

/* What makes up for a file that is damaged or gone. */
static bool repair(struct talk *t, const struct store_place *place, enum store_mode mode,
		   const char *trouble)
{
	enum ask_answer answer;
	struct err err;

	while (talk_answer(t, ask_repair(t->sys, place->path, trouble), &answer) &&
	       answer != ASK_LEAVE) {
		if (workbook_repair(t->wb, place, ask_mode(answer, mode), ask_source(answer), &err)) {
			welcome_back(t);
			return true;
		}
		sayf(t, _("That does not work: %s."), err.text);
	}
	return false;
}

static void introduce(struct talk *t)
{
	say(t, _("Leader plus, in plain lines. What you type at 'your words:' is kept; at 'command:' "
		 "nothing is. The scrollback of your terminal keeps what was shown, your words too."));
	(void)words_are_covered(t);	/* in the full screen, from which one came */
	say_gap(t);
}

void talk_begin(struct talk *t, enum ask_begin begin, const struct store_place *place,
		enum store_mode mode, const char *trouble)
{
	bool begun = true;

	introduce(t);
	switch (begin) {
	case BEGIN_FIRST_START:
		begun = find_place(t, false);
		break;
	case BEGIN_ASK_CREATE:
		begun = begin_named(t, place, mode);
		break;
	case BEGIN_AWAY:
		begun = find_again(t, place, mode);
		break;
	case BEGIN_REPAIR:
		begun = repair(t, place, mode, trouble);
		break;
	case BEGIN_WELCOME_BACK:
		welcome_back(t);
		break;
	}
	if (!begun) {
		if (!t->stopped)
			say(t, _("Nothing was made; leaderplus has ended."));
		t->quit = true;
		return;
	}
	say_gap(t);
	talk_show_page(t, workbook_paragraph(t->wb));
}
