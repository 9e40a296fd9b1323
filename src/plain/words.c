/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words: writing them, reading them again, and taking back what was done. */
#include <config.h>

#include "plain/talk.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "plain/words.h"
#include "text/clean.h"
#include "text/edit.h"
#include "text/utf8.h"
#include "workbook/tell.h"

#define BEGINS_WITH 40	/* bytes of a line that was not taken, to find it again */

static size_t here(const struct talk *t)
{
	return workbook_here(t->wb);
}

bool words_are_covered(struct talk *t)
{
	bool covered = workbook_is_covered(t->wb);

	if (covered)
		sayf(t, _("%s cover shows them again."), workbook_cover_words());
	return covered;
}

void do_cover(struct talk *t, const char *argument)
{
	(void)argument;
	workbook_cover(t->wb, !workbook_is_covered(t->wb));
	if (!words_are_covered(t))
		say(t, _("Your words are shown again where they stand."));
	else
		say(t, _("What was shown before is in the scrollback still."));
}

/* Where the folder takes no lock and no journal, their owner may agree that they lie elsewhere. */
static void ask_to_agree(struct talk *t)
{
	const char *const answers[] = {
		_("Write here, with a lock and a journal kept on this computer"),
		_("Only read"),
	};
	struct buf said;

	sayf(t, _("For reading only: %s."), workbook_locked(t->wb));
	if (talk_choose(t, answers, ARRAY_LEN(answers)) != 1)
		return;
	workbook_agree(t->wb);
	buf_init(&said, 8192);
	tell_kept(t->wb, &said);
	say(t, said.data);
	buf_release(&said);
}

static bool can_be_changed(struct talk *t)
{
	if (words_are_covered(t))
		return false;
	if (workbook_state(t->wb) == STATE_LOOKING)
		return talk_find_place(t);
	if (workbook_could_agree(t->wb))
		ask_to_agree(t);
	else if (workbook_locked(t->wb))
		sayf(t, _("For reading only: %s."), workbook_locked(t->wb));
	return !workbook_locked(t->wb);
}

bool words_may_change(struct talk *t)
{
	bool looking = workbook_state(t->wb) == STATE_LOOKING;
	bool can = can_be_changed(t);

	if (!can && !looking)
		talk_untaken(t);	/* otherwise the question was answered so */
	return can;
}

bool words_can_be_written(struct talk *t)
{
	if (workbook_has_box(t->wb, here(t)))
		return words_may_change(t);
	say(t, _("There is nothing to write on this page. next goes on."));
	talk_untaken(t);
	return false;
}

/* Adds LINE to the box, with what comes BEFORE it; false when it has no room for it, and nothing
 * has changed. */
static bool add_line(struct talk *t, struct slice line, const char *before)
{
	struct buf *text = &t->words.text;
	struct buf added;
	bool fits;

	if (utf8_check(line) < line.len)
		say(t, _("Some of that line is no text; a sign for that stands in its place."));
	buf_init(&added, EDIT_MAX + 2);
	buf_add_str(&added, before);
	clean_add(&added, line);
	fits = !added.full && buf_splice(text, text->len, 0, added.data, added.len);
	buf_release(&added);
	/* Blanks alone are no words, and leave what stood there. */
	t->words.changed = t->words.changed ||
		(fits && slice_trim(slice_part(slice_buf(text), t->words.from, text->len)).len > 0);
	return fits;
}

/* From a line that found no room on, nothing more is taken: a shorter one behind it would make
 * no sense there. */
static void say_full(struct talk *t, struct slice line)
{
	size_t end = line.len < BEGINS_WITH ? line.len : cluster_floor(line, BEGINS_WITH);
	struct buf begins;

	buf_init(&begins, BEGINS_WITH * 4);
	utf8_repair(&begins, slice_part(line, 0, utf8_check(line) < line.len ? 0 : end));
	sayf(t, _("This box is full. The line that begins with '%s', and what follows it, is not taken. "
		  "The rest of your text is safe. A line with a full stop alone ends your words."),
	     begins.data);
	buf_release(&begins);
}

static void say_cut(struct talk *t, struct slice line)
{
	if (t->console.typed && line.len >= CONSOLE_TYPED_MAX)
		say(t, _("That line is as long as a line can be that is typed here. If you typed or "
			 "pasted more, the rest of it did not arrive: look with words. Press Enter "
			 "now and then, or use edit."));
}

/* Ctrl-C in the middle of words: they are safe, and go on. */
static void say_interrupted(struct talk *t)
{
	talk_keep(t);
	say(t, _("The line that you had begun was not taken; those before it are kept. A line with a "
		 "full stop alone ends your words. Ctrl-C once more quits."));
}

/* Takes lines until a full stop stands alone in one; the first has BEFORE before it. */
static void take_words(struct talk *t, const char *before)
{
	enum console_got got;
	struct slice line;
	bool full = false;

	for (;;) {
		got = talk_line(t, _("your words: "), &line);
		if (got == CONSOLE_END || (got == CONSOLE_LINE && slice_is(slice_trim(line), ".")))
			break;
		if (got == CONSOLE_INTERRUPT) {
			say_interrupted(t);
			continue;
		}
		if (got == CONSOLE_LINE || line.len) {
			if (!full && (t->console.line.full || !add_line(t, line, before))) {
				full = true;
				talk_untaken(t);
				say_full(t, line);
			}
			before = "\n";
			say_cut(t, line);
		}
		if (got == CONSOLE_STOP)
			break;
	}
	if (full)
		say(t, _("The last lines found no room in the box."));
}

/* Begins to take words behind OLD: those of the page's box, unless the caller says otherwise. */
static void begin_words(struct talk *t, size_t page, const char *old)
{
	size_t len = strlen(old);

	buf_release(&t->words.text);
	/* What was written once is kept, even when it is longer than can be typed. */
	buf_init(&t->words.text, len > EDIT_MAX ? len : EDIT_MAX);
	buf_add_str(&t->words.text, old);
	t->words.page = page;
	t->words.step[0] = '\0';
	t->words.for_mentor = false;
	t->words.said = NULL;
	t->words.from = len;
	if (talk_first(t, HINT_WRITING))
		say(t, _("Every line that you type now is kept. A line with a full stop alone ends your "
			 "words."));
}

/* Writes in the box of this page, behind OLD and then what comes BEFORE the first line. */
static void write_behind(struct talk *t, const char *old, const char *before)
{
	workbook_prepare(t->wb, here(t));
	begin_words(t, here(t), old);
	take_words(t, before);
}

void words_write_preface(struct talk *t, enum preface which, const char *old, const char *before)
{
	preface_prepare(t->wb, which);
	begin_words(t, here(t), old);
	t->words.for_mentor = true;
	t->words.preface = which;
	take_words(t, before);
	if (!t->stopped)
		talk_save(t);
}

void words_write_happened(struct talk *t, const struct steps_place *at)
{
	const char *old = steps_happened(t->wb, at->page, at->id), *before = *old ? "\n" : "";

	workbook_prepare(t->wb, at->page);
	begin_words(t, at->page, old);
	memcpy(t->words.step, at->id, sizeof(at->id));
	take_words(t, before);
	if (!t->stopped)
		talk_keep(t);
}

void words_keep_said(struct talk *t)
{
	struct said *said = t->words.said;

	buf_clear(&said->text);
	buf_add_slice(&said->text, slice_buf(&t->words.text));
	said_keep(t->wb, said);
}

void words_write_said(struct talk *t, struct said *said)
{
	const char *before = said->text.len ? "\n" : "";

	begin_words(t, here(t), said->text.data);
	t->words.said = said;
	take_words(t, before);
	if (t->stopped)
		talk_stop(t);	/* while SAID is there */
	else
		talk_keep(t);
	t->words.said = NULL;
}

void words_written(struct talk *t, const char *old)
{
	const char *now;

	if (t->stopped)
		return;	/* talk_stop saves, and nobody may be listening */
	t->told_trouble = false;	/* whoever ends her words wants to know what became of them */
	talk_save(t);
	t->unsaid = workbook_state(t->wb) == STATE_NOT_SAVED;
	now = workbook_text(t->wb, here(t));
	if (strcmp(now, old) == 0) {
		say(t, _("Nothing has changed in the box."));
		return;
	}
	free(t->before.text);
	t->before.text = mem_string(old);
	t->before.page = here(t);
	if (workbook_state(t->wb) == STATE_NOT_SAVED)
		return;	/* said already */
	if (*now)
		say(t, _("Your words are saved."));
	else
		say(t, _("The box is empty now. undo brings your words back."));
}

void do_words(struct talk *t, const char *argument)
{
	bool open = workbook_is_open(t->wb, here(t));
	const char *text = open ? workbook_reason(t->wb, here(t)) : workbook_text(t->wb, here(t));
	bool copy = workbook_is_copy(t->wb);
	struct doc *doc;

	(void)argument;
	if (copy && open)
		say(t, _("Left open on purpose."));
	if (!workbook_has_box(t->wb, here(t))) {
		say(t, _("There is no box on this page."));
	} else if (copy && !*text) {
		if (!open)
			say(t, _("No words of this page were given to you."));
	} else if (!*text) {
		say(t, open ? _("You left it open on purpose.") : _("The box is empty."));
	} else if (!words_are_covered(t)) {
		doc = doc_new();
		doc_add_words_of(doc, workbook_whose(t->wb), NULL, slice_of(text));
		say_doc(t, doc, 0, false);
		doc_free(doc);
	}
}

enum { ADD = 1, REPLACE, READ, EMPTY };

/* What to do in a box that has words. */
static size_t choose_how(struct talk *t)
{
	const char *const answers[] = {
		_("Add to their end"),
		_("Write something new in their place"),
		_("Read them first"),
		_("Empty the box"),
		_("Leave them as they are"),
	};
	size_t chosen;

	for (;;) {
		say(t, _("Words of yours stand in this box."));
		chosen = talk_choose(t, answers, ARRAY_LEN(answers));
		if (chosen != READ)
			return chosen;
		do_words(t, "");
		if (t->next || t->quit)
			return 0;
		say_gap(t);
	}
}

/* Nobody may be listening to a pipe, and what comes through it was written without knowing what
 * stands here: it is only ever added. */
static const char *before_piped(struct talk *t)
{
	struct slice old = slice_of(workbook_text(t->wb, here(t)));

	say(t, _("Words of yours stand in this box. What comes now is added to their end, as a "
		 "paragraph of its own."));
	return old.data[old.len - 1] == '\n' ? "\n" : "\n\n";
}

void do_write(struct talk *t, const char *argument)
{
	const char *before = "";
	size_t how = ADD;
	char *old;

	(void)argument;
	if (!words_can_be_written(t))
		return;
	if (*workbook_text(t->wb, here(t)) && t->console.typed)
		how = choose_how(t);
	if (how == ADD && *workbook_text(t->wb, here(t)))
		before = t->console.typed ? "\n" : before_piped(t);
	if (how != ADD && how != REPLACE && how != EMPTY)
		return;
	old = mem_string(workbook_text(t->wb, here(t)));
	if (how == EMPTY)
		workbook_write(t->wb, here(t), slice_of(""));
	else
		write_behind(t, how == ADD ? old : "", before);
	words_written(t, old);
	free(old);
}

void do_undo(struct talk *t, const char *argument)
{
	char *now;

	(void)argument;
	if (words_are_covered(t))
		return;
	if (!t->before.text || workbook_locked(t->wb)) {
		say(t, _("Nothing was written that could be taken back."));
		return;
	}
	now = mem_string(workbook_text(t->wb, t->before.page));
	workbook_write(t->wb, t->before.page, slice_of(t->before.text));
	free(t->before.text);
	t->before.text = now;
	if (talk_save(t))
		sayf(t, _("The box of '%s' is as it was before. undo once more takes that back."),
		     pack_page(workbook_pack(t->wb), t->before.page)->title);
}
