/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The conversation as one value: a workbook, the lines that go in and out, and what has been said.
 *
 * What is typed at `your words:` goes into `words`, and from there, whenever nothing more is at
 * hand, or a second has passed, to the workbook and its journal.
 */
#ifndef PLAIN_TALK_H
#define PLAIN_TALK_H

#include "doc/doc.h"
#include "plain/console.h"
#include "workbook/ask.h"
#include "workbook/preface.h"
#include "workbook/search.h"
#include "workbook/said.h"
#include "workbook/settings.h"
#include "workbook/steps.h"

struct talk {
	const struct sys *sys;
	struct workbook *wb;		/* lent */
	struct store_place home;	/* where this computer keeps workbooks; path may be NULL */
	struct console console;
	struct settings settings;	/* as they hold now */
	const char *settings_path;	/* their file, lent; NULL: there is none */
	const char *usual_language;
	bool settings_agreed;		/* that they are kept on this computer */
	struct {
		struct buf text;	/* the whole box, while it is being written in */
		size_t page;
		bool for_mentor;		/* no page's box, but */
		enum preface preface;
		struct said *said;	/* likewise, what somebody said, lent; or NULL */
		char step[ID_SIZE];	/* what happened with it is written; "": it is the page's box */
		size_t from;		/* of the text, on which what is written now begins */
		bool changed;		/* since the workbook was given it */
	} words;
	struct {
		char *text;		/* what stood in a box, NULL: none was written in */
		size_t page;
	} before;
	struct search *found;		/* what was looked for last, until a page is shown; or NULL */
	char *next;			/* a command or an answer that was typed at `more:`, or NULL */
	char *answer;			/* the same, taken as one, or NULL */
	unsigned hints;			/* those that were given: enum talk_hint, or-ed */
	int interrupts;			/* in a row */
	bool interrupted;		/* at `more:`, which is not told yet */
	int ends;			/* of the input, in a row */
	time_t kept_at;			/* when words were last given to the journal */
	time_t tried_at;		/* when a save was last begun, or a take-over tried */
	bool told_apart;		/* that the words go to another file now */
	bool told_over;			/* that the file is written over now */
	bool told_trouble;		/* that nothing can be saved at the moment */
	bool unsaid;			/* words have been written since, and no page turned */
	bool untaken;			/* something that was piped in came to nothing */
	bool stopped;			/* a signal asked the program to end */
	bool quit;
};

enum talk_hint {
	HINT_COMMANDS = 1 << 0,
	HINT_BOX = 1 << 1,
	HINT_WORDS = 1 << 2,
	HINT_WRITING = 1 << 3,
	HINT_NUMBER = 1 << 4,
	HINT_MORE = 1 << 5,
	HINT_COPY = 1 << 6,
	HINT_GO = 1 << 7,
	HINT_ANSWERS = 1 << 8,
	HINT_NAME = 1 << 9
};
/* Whether HINT was not given yet; it counts as given then. */
bool talk_first(struct talk *t, enum talk_hint hint);

/* Saying (say.c).  Everything becomes a document first, which makes it safe, and is laid out for
 * the width.  On a terminal a screenful at a time: false when the reader wanted no more. */
bool say(struct talk *t, const char *text);
bool sayf(struct talk *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
void say_gap(struct talk *t);	/* an empty line */
/* The blocks of DOC from FROM on.  AT_PAGE: it is the page at the place, which moves on with
 * what is read. */
bool say_doc(struct talk *t, const struct doc *doc, size_t from, bool at_page);

/* Asking (ask.c).  A line at PROMPT, without blanks at its ends, lent until the next line is
 * read.  False, and "", when there is none: the input ended, Ctrl-C, or the program is to end. */
bool talk_ask(struct talk *t, const char *prompt, struct slice *line);
/* The same for a question that was asked with say: where its reader answered at `more:` already,
 * that is the line. */
bool talk_ask_below(struct talk *t, const char *prompt, struct slice *line);
/* The same as talk_ask for a prompt at which Ctrl-C takes back no more than the line, and blanks count. */
enum console_got talk_line(struct talk *t, const char *prompt, struct slice *line);
/* A number from 1 to COUNT below the labels; 0 for none: the reader wants back. */
size_t talk_choose(struct talk *t, const char *const labels[], size_t count);
/* The answer to ASK, which is freed; false for none. */
bool talk_answer(struct talk *t, struct ask *ask, enum ask_answer *answer);

/* What was read came to nothing, which was said.  Nobody may be listening to a pipe: the exit
 * status tells it, too. */
void talk_untaken(struct talk *t);

/* Saving (talk.c).  All words go to the workbook first, and what there is to say is said. */
void talk_keep(struct talk *t);
bool talk_save(struct talk *t);		/* false when they could not be saved */
void talk_save_changes(struct talk *t);	/* the same where something has changed */
void talk_say_trouble(struct talk *t);	/* NOT SAVED, and why */
void talk_stop(struct talk *t);		/* a stop signal: saves, asks nothing */
void talk_leave(struct talk *t);	/* quits, saved, or asks what to do */

/* Beginning (begin.c). */
void talk_begin(struct talk *t, enum ask_begin begin, const struct store_place *place,
		enum store_mode mode, const char *trouble);
/* Where to keep words, asked by somebody who looks around; whether they are kept now. */
bool talk_find_place(struct talk *t);
/* Keeps words in PLACE from now on; false, and says why, where it cannot.  The same for one that is
 * not that of this computer: asks whether to remember it. */
bool talk_keep_in(struct talk *t, const struct store_place *place, enum store_mode mode);
bool talk_keep_there(struct talk *t, const char *path);
/* A workbook that its owner has already (copies.c): whether words are kept in it now. */
bool talk_already(struct talk *t);
/* What lies beside the workbook because it was changed in two places, if anything does. */
void talk_say_conflicts(struct talk *t);
/* Asks for a folder; the workbook's file in it, for free(), or NULL. */
char *talk_ask_folder(struct talk *t);

/* Pages (pages.c).  The one at the place, from BLOCK on, where reading stopped. */
void talk_show_page(struct talk *t, size_t block);
/* What was found leads nowhere any more. */
void talk_forget_found(struct talk *t);

/* Commands (commands.c). */
void talk_command(struct talk *t, struct slice line);
/* What each does, given what was typed behind it, "" for nothing. */
void do_next(struct talk *t, const char *argument);
void do_back(struct talk *t, const char *argument);
void do_contents(struct talk *t, const char *argument);
void do_go(struct talk *t, const char *argument);
void do_again(struct talk *t, const char *argument);
void do_where(struct talk *t, const char *argument);
void do_hint(struct talk *t, const char *argument);
void do_write(struct talk *t, const char *argument);
void do_words(struct talk *t, const char *argument);
void do_answers(struct talk *t, const char *argument);
void do_through(struct talk *t, const char *argument);
void do_rests(struct talk *t, const char *argument);
void do_open(struct talk *t, const char *argument);
void do_afresh(struct talk *t, const char *argument);
void do_before(struct talk *t, const char *argument);
void do_erase(struct talk *t, const char *argument);
void do_edit(struct talk *t, const char *argument);
void do_cover(struct talk *t, const char *argument);
void do_undo(struct talk *t, const char *argument);
void do_steps(struct talk *t, const char *argument);
void do_look(struct talk *t, const char *argument);
void do_calendar(struct talk *t, const char *argument);
void do_find(struct talk *t, const char *argument);
void do_summary(struct talk *t, const char *argument);
void do_share(struct talk *t, const char *argument);
void do_give(struct talk *t, const char *argument);
void do_said(struct talk *t, const char *argument);
void do_reply(struct talk *t, const char *argument);
void do_given(struct talk *t, const char *argument);
void do_take(struct talk *t, const char *argument);
void do_bring(struct talk *t, const char *argument);
void do_save(struct talk *t, const char *argument);
void do_settings(struct talk *t, const char *argument);
void do_about(struct talk *t, const char *argument);
void do_check(struct talk *t, const char *argument);
void do_help(struct talk *t, const char *argument);
void do_quit(struct talk *t, const char *argument);

#endif
