/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every screen and every state of one that people see. */
#include <config.h>

#include "scenes.h"

#include <errno.h>

#include "../unit/fault.h"
#include "base/mem.h"

static const struct scene scenes[] = {
	{ "first-start", STAGE_FIRST_START, NULL, "", false },
	{ "first-start-kept", STAGE_FIRST_START, NULL, "<Enter>", false },
	{ "folder", STAGE_FIRST_START, NULL, "<Down><Enter>stick", false },
	{ "looking", STAGE_FIRST_START, "spread-now", "x", false },
	{ "looking-write", STAGE_LOOKING, "spread-now", "<Enter>", false },
	{ "welcome-back", STAGE_WELCOME, NULL, "", false },
	{ "page", STAGE_PAGE, NULL, "", false },
	{ "page-further", STAGE_BLANK, NULL, "<PgDn>", false },
	{ "question-empty", STAGE_BLANK, "spread-now", "", false },
	{ "question-words", STAGE_PAGE, "spread-now", "", false },
	{ "question-writing", STAGE_PAGE, "spread-now", "<Enter> More.", false },
	{ "question-hint", STAGE_PAGE, "spread-now", "h", false },
	{ "question-stray-key", STAGE_PAGE, "spread-now", "x", false },
	{ "condition-own-words", STAGE_PAGE, "condition-practice", "<End>", false },
	{ "condition-prompt", STAGE_PAGE, "condition-situation", "<Enter>", false },
	{ "question-before", STAGE_PAGE, "spread-now", "<Enter> More.<Tab>", false },
	{ "before", STAGE_PAGE, "spread-now", "<Enter> More.<F6>", false },
	{ "before-end", STAGE_PAGE, "spread-now", "<Enter> More.<F6><End>", false },
	{ "before-emptied", STAGE_PAGE, "informal-leaders", "<Enter><Ctrl-U><Tab><F6>", false },
	{ "before-alone", STAGE_PAGE, "spread-now", "<F6>", false },
	{ "before-nothing", STAGE_PAGE, "formal-roles", "<F6>", false },
	{ "erase", STAGE_PAGE, "spread-now", "<Enter> More.<F6><Delete>", false },
	{ "erase-ask", STAGE_PAGE, "spread-now", "<Enter> More.<F6><Delete><Enter>", false },
	{ "erase-ask-twins", STAGE_PAGE, "spread-now", "<Enter> More.<F6><Delete><Down><Enter>", false },
	{ "erase-ask-end", STAGE_PAGE, "spread-now", "<Enter> More.<F6><Delete><Down><Enter><End>", false },
	{ "erase-ask-page", STAGE_PAGE, "spread-now", "<Enter> More.<F6><Delete><End><Up><Enter>", false },
	{ "erase-ask-all", STAGE_PAGE, NULL, "?erase for good<Enter><Enter>", false },
	{ "erase-done", STAGE_PAGE, "spread-now", "<F6><Delete><Enter><End><Up><Enter>", false },
	{ "erase-looking", STAGE_LOOKING, "spread-now", "?erase for good<Enter>", false },
	{ "contents", STAGE_PAGE, "spread-now", "c", false },
	{ "help-page", STAGE_PAGE, "spread-now", "?", false },
	{ "help-box", STAGE_PAGE, "spread-now", "<Enter><F1>", false },
	{ "reflections-for", STAGE_PAGE, NULL, "<F8>", false },
	{ "reflections", STAGE_PAGE, NULL, "<F8><Enter>", false },
	{ "reflections-end", STAGE_PAGE, NULL, "<F8><Enter><End>", false },
	{ "export-form", STAGE_PAGE, NULL, "<F8><Enter><Enter>", false },
	{ "export-name", STAGE_PAGE, NULL, "<F8><Enter><Enter><Enter>", false },
	{ "export-there", STAGE_PAGE, NULL, "<F8><Enter><Enter><Enter><Ctrl-U>w.json<Enter>", false },
	{ "choices", STAGE_PAGE, NULL, "<F8><Down><Enter>", false },
	{ "choices-layers", STAGE_PAGE, NULL, "<F8><Down><Enter><Down><Enter>", false },
	{ "choices-chapters", STAGE_PAGE, NULL, "<F8><Down><Enter><Down><Down><Enter><Enter>", false },
	{ "choices-mentor", STAGE_PAGE, NULL, "<F8><End><Enter>", false },
	{ "preface-working", STAGE_PAGE, NULL, "<F8><End><Enter><Enter>The rota.", false },
	{ "preface-talk", STAGE_PAGE, NULL, "<F8><End><Enter><Enter><Tab>", false },
	{ "mentor-nothing", STAGE_PAGE, NULL, "<F8><End><Enter><Enter><Tab><Tab>", false },
	{ "mentor", STAGE_PAGE, "spread-now", "<F7><Down><Enter><F8><End><Enter><Enter>The rota.<Tab><Tab>",
	  false },
	{ "mentor-end", STAGE_PAGE, "spread-now",
	  "<F7><Down><Enter><F8><End><Enter><Enter>The rota.<Tab><Tab><End>", false },
	{ "mentor-name", STAGE_PAGE, "spread-now",
	  "<F7><Down><Enter><F8><End><Enter><Enter><Tab><Tab><Enter><Enter>", false },
	{ "share", STAGE_PAGE, "spread-now", "<F7>", false },
	{ "share-first", STAGE_PAGE, "spread-now", "<F7><Down><Enter>", false },
	{ "share-both", STAGE_PAGE, "spread-now", "<F7><Down><Enter><F7><End><Enter>", false },
	{ "share-writing", STAGE_PAGE, "spread-now", "<F7><End><Enter><Enter>", false },
	{ "share-covered", STAGE_PAGE, "spread-now", "<F7><End><Enter>?cover<Enter><F7>", false },
	{ "settings", STAGE_PAGE, NULL, "<F9>", false },
	{ "settings-values", STAGE_PAGE, NULL, "<F9><Down><Down><Down><Enter>", false },
	{ "settings-changed", STAGE_PAGE, NULL, "<F9><Enter><Down><Enter>", false },
	{ "settings-book", STAGE_PAGE, NULL, "<F9><End><Up><Enter>", false },
	{ "borders-ascii", STAGE_PAGE, "spread-now",
	  "<F9><Down><Down><Down><Enter><Down><Enter><Esc>", false },
	{ "borders-none", STAGE_PAGE, "spread-now",
	  "<F9><Down><Down><Down><Enter><Down><Down><Enter><Esc><Enter>", false },
	{ "airy-page", STAGE_PAGE, "condition-practice", "<F9><Down><Down><Enter><Esc>", false },
	{ "airy-list", STAGE_PAGE, "spread-now", "<F9><Down><Down><Enter><Esc>c", false },
	{ "measure-short", STAGE_PAGE, "spread-now", "<F9><Down><Enter><Home><Enter><Esc>", false },
	{ "measure-long", STAGE_PAGE, "spread-now", "<F9><Down><Enter><End><Enter><Esc>", false },
	{ "repair", STAGE_DAMAGED, NULL, "", false },
	{ "repair-found", STAGE_DAMAGED, NULL, "<Enter>", false },
	{ "repair-read", STAGE_DAMAGED, NULL, "<Down><Down><Enter>", false },
	{ "not-saved", STAGE_PAGE, "formal-roles", "<Enter>Six posts.<Tab>", true },
	{ "unsaved", STAGE_PAGE, "formal-roles", "<Enter>Six posts.<Ctrl-Q>", true },
	{ "unsaved-elsewhere", STAGE_PAGE, "formal-roles",
	  "<Enter>Six posts.<Ctrl-Q><Down><Enter>", true },
	{ "ask-create", STAGE_ASK_CREATE, NULL, "", false },
	{ "help-filter", STAGE_PAGE, "spread-now", "?box", false },
	{ "help-filter-none", STAGE_PAGE, "spread-now", "?zzz", false },
	{ "find", STAGE_PAGE, "spread-now", "<F3>", false },
	{ "find-empty", STAGE_PAGE, "spread-now", "<F3> <Enter>", false },
	{ "find-none", STAGE_PAGE, "spread-now", "<F3>zzz<Enter>", false },
	{ "find-again", STAGE_PAGE, "spread-now", "<F3>superhero<Enter><Enter><F3>", false },
	{ "find-list", STAGE_PAGE, "spread-now", "<F3>superhero<Enter>", false },
	{ "find-list-own", STAGE_PAGE, "spread-now", "<F3>CARETAKER<Enter>", false },
	{ "find-list-apart", STAGE_PAGE, "spread-now", "<F3>choir caretaker<Enter>", false },
	{ "found-page", STAGE_PAGE, "spread-now", "<F3>superhero<Enter><Down><Enter>", false },
	{ "found-hint", STAGE_PAGE, "arden", "<F3>an ordinary week<Enter><Enter>", false },
	{ "found-box", STAGE_PAGE, "arden", "<F3>year 5<Enter><Enter>", false },
	{ "covered-question", STAGE_PAGE, "spread-now", "?cover<Enter>", false },
	{ "covered-write", STAGE_PAGE, "spread-now", "?cover<Enter><Enter>", false },
	{ "covered-condition", STAGE_PAGE, "condition-practice", "?cover<Enter><End>", false },
	{ "covered-find", STAGE_PAGE, "spread-now", "?cover<Enter><F3>caretaker<Enter>", false },
	{ "lens-answers", STAGE_PAGE, "condition-practice", "a", false },
	{ "lens-note", STAGE_PAGE, "condition-practice", "a<Enter>Nobody asked her.", false },
	{ "lens-caution", STAGE_PAGE, "caution-blueprint", "a<Enter>", false },
	{ "lens-through", STAGE_PAGE, "spread-now", "?three conditions<Enter>", false },
	{ "rests-list", STAGE_PAGE, "spread-now", "?saw, heard<Enter>", false },
	{ "rests-mark", STAGE_PAGE, "spread-now", "?saw, heard<Enter><Down><Enter><Enter><Down><Down><Down>"
	  "<Enter>", false },
	{ "open-reason", STAGE_PAGE, "spread-now", "?on purpose<Enter>Too early to say.", false },
	{ "open", STAGE_PAGE, "spread-now", "?on purpose<Enter>Too early to say.<Enter>", false },
	{ "again-hidden", STAGE_PAGE, "spread-now", "?without looking<Enter>", false },
	{ "again-written", STAGE_PAGE, "spread-now", "?without looking<Enter>Seen anew.<Tab>", false },
	{ "about", STAGE_PAGE, NULL, "?where my words<Enter>", false },
	{ "about-looking", STAGE_LOOKING, NULL, "?where my words<Enter>", false },
	{ "already", STAGE_ALREADY, NULL, "<Down><Down><Enter>", false },
	{ "already-nothing", STAGE_ALREADY, NULL, "<Down><Down><Enter><Ctrl-U>nowhere<Enter>", false },
	{ "already-several", STAGE_ALREADY, NULL, "<Down><Down><Enter><Ctrl-U>.<Enter>", false },
	{ "already-one", STAGE_ALREADY, NULL, "<Down><Down><Enter><Ctrl-U>more.json<Enter>", false },
	{ "already-copied", STAGE_ALREADY, NULL,
	  "<Down><Down><Enter><Ctrl-U>more.json<Enter><Down><Enter>", false },
	{ "away", STAGE_AWAY, NULL, "", false },
	{ "away-still", STAGE_AWAY, NULL, "<Enter>", false },
	{ "take", STAGE_COPIES, NULL, "?take my<Enter>", false },
	{ "take-there", STAGE_COPIES, NULL, "?take my<Enter><Ctrl-U>more.json<Enter>", false },
	{ "bring", STAGE_COPIES, NULL, "?bring in<Enter>", false },
	{ "bring-itself", STAGE_COPIES, NULL, "?bring in<Enter><Ctrl-U>w.json<Enter>", false },
	{ "bring-more", STAGE_COPIES, NULL, "?bring in<Enter><Ctrl-U>more.json<Enter>", false },
	{ "bring-done", STAGE_COPIES, NULL, "?bring in<Enter><Ctrl-U>more.json<Enter><Enter>", false },
	{ "bring-apart", STAGE_COPIES, NULL, "?bring in<Enter><Ctrl-U>apart.json<Enter>", false },
	{ "bring-words", STAGE_COPIES, NULL, "?bring in<Enter><Ctrl-U>apart.json<Enter><Enter>", false },
	{ "check", STAGE_PAGE, NULL, "?in order<Enter>", false },
	{ "steps-none", STAGE_PAGE, "support-others", "s", false },
	{ "step-new", STAGE_PAGE, "support-others", "s<Enter>", false },
	{ "step-wrong-day", STAGE_PAGE, "support-others",
	  "s<Enter>the bell rings<Enter>ask Year 5<Tab><Tab><Tab>end of term<Enter>", false },
	{ "step-written", STAGE_PAGE, "support-others",
	  "s<Enter>the bell rings<Enter>ask Year 5<Tab><Tab><Tab>in 3 weeks<Enter>", false },
	{ "step-long", STAGE_PAGE, "support-others",
	  "s<Enter>the bell rings and everybody runs to the hall before anyone has said where the "
	  "queue is to begin, and on the way back they run again, all of them, down the stairs and "
	  "past the office<Enter>", false },
	{ "steps-page", STAGE_DUE, "support-others", "", false },
	{ "steps-list", STAGE_DUE, "support-others", "s", false },
	{ "steps-book", STAGE_DUE, "spread-now", "?i mean to try<Enter>", false },
	{ "step-one", STAGE_DUE, "support-others", "s<Down><Enter>", false },
	{ "step-remove", STAGE_DUE, "support-others", "s<Down><Enter><End><Enter>", false },
	{ "steps-covered", STAGE_DUE, "support-others", "?cover<Enter>", false },
	{ "due-welcome", STAGE_DUE, NULL, "", false },
	{ "due-list", STAGE_DUE, NULL, "<Down><Enter>", false },
	{ "due-asked", STAGE_DUE, NULL, "<Down><Enter><Enter>", false },
	{ "due-answered", STAGE_DUE, NULL,
	  "<Down><Enter><Enter>They met without me.<Tab>tomorrow<Shift-Tab>", false },
	{ "calendar", STAGE_DUE, "support-others", "?calendar<Enter>", false },
	{ "calendar-name", STAGE_DUE, "support-others", "?calendar<Enter><Enter>", false },
};

size_t scene_count(void)
{
	return ARRAY_LEN(scenes);
}

const struct scene *scene_at(size_t i)
{
	return &scenes[i];
}

void scene_open(struct stage *s, const struct scene *scene)
{
	stage_open(s, scene->begin);
	if (scene->page)
		stage_page(s, scene->page);
	if (scene->full_disk)
		fault_at(FAULT_FSYNC, fault_calls(FAULT_FSYNC) + 1, ENOSPC, FAULT_FROM);
	stage_keys(s, scene->keys);
}
