/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hands a text to the reader's own editor, and takes it back. */
#include <config.h>

#include "base/editor.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#include "base/child.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/words.h"

#define AT_ONCE 1	/* seconds, of a clock that knows no parts of them */

/* How the editor ended. */
struct ending {
	bool stopped;	/* it was told to end, for we are to */
	bool ended;	/* and has */
	bool well;	/* by itself, with 0 */
	bool keeps;	/* its folder: what could not be taken back */
};

static bool told_end(const char *name, int status, struct err *err)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	if (WIFEXITED(status))
		return err_set(err, ERR_IO, _("'%s' ended with an error (%d), so the text is as it was"),
			       name, WEXITSTATUS(status));
	return err_set(err, ERR_IO, _("'%s' was ended by a signal (%d), so the text is as it was"),
		       name, WTERMSIG(status));
}

/* False where it could not be started; ERR is set as well where it did not end well. */
static bool run(const struct editor *e, struct words *words, struct ending *how, struct err *err)
{
	const char *name = words->list[0];
	const struct child child = { .words = words->list, .stop = e->stop, .context = e->context };
	struct child_end end;
	int error = child_run(&child, &end);

	*how = (struct ending){ .stopped = end.signal != 0, .ended = end.ended };
	if (error)
		return err_set(err, ERR_IO, _("cannot start the editor '%s': %s"), name, strerror(error));
	how->well = how->ended && told_end(name, end.status, err);
	return true;
}

/* ---- the whole ---- */

static bool refuse_size(struct err *err)
{
	return err_set(err, ERR_TOO_BIG, _("the editor left more text than a box can hold, so the text "
					   "is as it was"));
}

static bool take_file(const struct editor *e, const struct folder *f, const char *name,
		      struct slice given, struct buf *back, struct err *err)
{
	struct buf bytes;
	struct slice left;
	enum file_found found;
	bool ok = true;

	buf_init(&bytes, e->max + 1);
	found = file_read_at(e->sys, f->fd, name, e->max, &bytes, err);
	left = slice_buf(&bytes);
	if (found == FILE_ABSENT)
		ok = err_set(err, ERR_IO, _("the editor left no text, so yours is as it was"));
	else if (found == FILE_FAILED)
		ok = err->kind == ERR_TOO_BIG && refuse_size(err);
	else if (e->fits && !slice_equal(left, given) && !e->fits(left))
		ok = refuse_size(err);
	else
		buf_add_slice(back, left);
	buf_release(&bytes);
	return ok;
}

/* What editors write beside a text when they are told to end: nano, and emacs. */
static bool take_rescued(const struct editor *e, const struct folder *f, struct slice given,
			 struct buf *back)
{
	static const char *const names[] = { FOLDER_FILE ".save", "#" FOLDER_FILE "#" };
	const size_t before = back->len;
	struct err ignored;

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (take_file(e, f, names[i], given, back, &ignored) && back->len > before)
			return true;
	return false;
}

/* A text that is half written when the signal comes is not to take the place of a whole one,
 * and an editor that saved it says so by ending well. */
static bool take_stopped(const struct editor *e, const struct folder *f, const struct ending *how,
			 const char *name, struct slice given, struct buf *back, struct err *err)
{
	const size_t before = back->len;

	if (how->ended && take_rescued(e, f, given, back))
		return true;
	if (how->well && take_file(e, f, FOLDER_FILE, given, back, err) &&
	    (back->len > before || !given.len))
		return true;
	if (!how->ended || folder_has_words(f, given))
		return err_set(err, ERR_IO, _("'%s' was told to end before all was saved"), name);
	buf_add_slice(back, given);
	return true;
}

/* Adds to ERR where they are. */
static void say_kept(const struct folder *f, struct err *err)
{
	char why[sizeof(err->text)];

	memcpy(why, err->text, sizeof(why));
	err_set(err, err->kind, _("%s; what the editor left is in '%s'"), why, f->path.data);
}

/* The folder is made, and holds GIVEN. */
static bool run_in(const struct editor *e, struct folder *f, struct words *words,
		   struct slice given, struct buf *back, struct ending *how, struct err *err)
{
	bool started, ok = false;

	words->list[words->count] = f->path.data;
	started = run(e, words, how, err);
	words->list[words->count] = NULL;
	if (started && how->stopped)
		ok = take_stopped(e, f, how, words->list[0], given, back, err);
	else if (started && how->well)
		ok = take_file(e, f, FOLDER_FILE, given, back, err);
	how->keeps = !ok && started && (!how->ended || folder_has_words(f, given));
	if (how->keeps)
		say_kept(f, err);
	return ok;
}

static enum editor_end hand_over(const struct editor *e, struct words *words, struct slice given,
				 struct buf *back, struct err *err)
{
	const size_t before = back->len;
	const time_t began = e->sys->now();
	struct ending how = { 0 };
	struct folder f;
	bool ok;

	if (!folder_make(&f, e->sys, FOLDER_WORDS) || !folder_put(&f, FOLDER_FILE, given)) {
		err_set(err, ERR_IO, _("cannot hand the text to an editor: %s"), strerror(errno));
		folder_release(&f, false);
		return EDITOR_FAILED;
	}
	buf_add_str(&f.path, "/" FOLDER_FILE);
	ok = run_in(e, &f, words, given, back, &how, err);
	folder_release(&f, how.keeps);
	if (!ok)
		return EDITOR_FAILED;
	if (how.stopped || e->sys->now() - began > AT_ONCE ||
	    !slice_equal(slice_part(slice_buf(back), before, back->len), given))
		return EDITOR_DONE;
	err_set(err, ERR_USAGE, _("The editor came back at once with nothing changed; if its window is "
				  "still open, it needs an option to wait, such as --wait."));
	return EDITOR_AT_ONCE;
}

const char *editor_command(void)
{
	static const char *const names[] = { "VISUAL", "EDITOR" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		const char *command = getenv(names[i]);

		if (command && command[strspn(command, " \t\n")])
			return command;
	}
	return NULL;
}

enum editor_end editor_run(const struct editor *e, struct slice given, struct buf *back,
			   struct err *err)
{
	enum editor_end end = EDITOR_FAILED;
	struct words words;

	if (!words_split(&words, e->command)) {
		err_set(err, ERR_USAGE, _("the editor '%s' cannot be started: a quote in it has no end"),
			e->command);
		return EDITOR_FAILED;
	}
	if (words.count)
		end = hand_over(e, &words, given, back, err);
	else
		err_set(err, ERR_USAGE, _("no editor is set; EDITOR=nano before the command sets one"));
	words_release(&words);
	return end;
}
