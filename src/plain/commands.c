/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands: their table, and what is typed at `command:`. */
#include <config.h>

#include "plain/talk.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "plain/plain.h"

#define WORD_MAX 64	/* bytes: longer ones are part of a sentence without blanks */

struct command {
	const char *name;
	const char *argument;	/* what may be typed behind it, N_(), or NULL: nothing */
	const char *help;
	void (*run)(struct talk *t, const char *argument);
};

/* In the order of the help.  Each goes by as many of its letters as no other begins with. */
static const struct command table[] = {
	{ "next", NULL, N_("Go on to the next page"), do_next },
	{ "back", NULL, N_("Go back to the page before (or b)"), do_back },
	{ "contents", NULL, N_("The pages and their numbers: where you are, and where words of yours "
			       "stand"), do_contents },
	{ "go", N_("NUMBER"), N_("Go to the page with that number"), do_go },
	{ "again", NULL, N_("Show the whole page again"), do_again },
	{ "where", NULL, N_("Say which page this is, what stands in its box, and whether all is "
			    "saved"), do_where },
	{ "hint", NULL, N_("Show the hint of a question"), do_hint },
	{ "write", NULL, N_("Write in the box of this page, or change what stands there"), do_write },
	{ "words", NULL, N_("Show what you wrote in the box of this page"), do_words },
	{ "answers", NULL, N_("Hold one of your answers up to this condition or caution"), do_answers },
	{ "through", NULL, N_("Look at the answer on this page through the three conditions, and note "
			      "what you notice"), do_through },
	{ "rests", NULL, N_("Mark what your words here rest on (saw, heard, suppose), and whose view is "
			    "missing"), do_rests },
	{ "open", NULL, N_("Leave this open on purpose, and say why if you like; writing here ends it"),
	  do_open },
	{ "afresh", NULL, N_("Write again without looking first: what you wrote here is hidden "
			     "meanwhile"), do_afresh },
	{ "before", NULL, N_("Show what you wrote before on this page, by date"), do_before },
	{ "edit", NULL, N_("Write in your own editor, when VISUAL or EDITOR names one"), do_edit },
	{ "undo", NULL, N_("Put back what stood in the box before you last wrote"), do_undo },
	{ "steps", NULL, N_("What you mean to try: write steps, change them, say what happened"), do_steps },
	{ "look", NULL, N_("Look again at the steps whose day has come"), do_look },
	{ "calendar", N_("FILE"), N_("Save a calendar file with the days on which to look at your steps "
				     "again"), do_calendar },
	{ "find", N_("WORDS"), N_("Find words in the book and in what you wrote"), do_find },
	{ "summary", N_("FILE"), N_("My reflections as a document, for you or for your mentor; with the "
				    "name of a file, save a copy"), do_summary },
	{ "share", NULL, N_("Choose who may see what you write on this page: only you, your mentor, the "
			    "group"), do_share },
	{ "copy", N_("FILE"), N_("Make a copy for your mentor, or for the group without your name; you see "
				 "first what is in it"), do_give },
	{ "said", NULL, N_("Add what someone said about your words on this page: from whom, on which day, "
			   "and their words"), do_said },
	{ "given", NULL, N_("Whose words these are, how they go back, and what stands before the pages"),
	  do_given },
	{ "reply", N_("NUMBER"), N_("Reply to the words on this page, or to those that given shows under "
				    "that number"), do_reply },
	{ "erase", NULL, N_("Erase for good what you wrote: on one day, on one page, or everything; asks "
			    "what, and whether"), do_erase },
	{ "cover", NULL, N_("Cover your words while somebody looks on or listens; once more shows them"),
	  do_cover },
	{ "take", N_("FOLDER"), N_("Put a copy of your workbook on a memory stick or in another folder, to "
				   "take it along"), do_take },
	{ "bring", N_("FILE"), N_("Bring in a copy of your workbook in which you wrote elsewhere"),
	  do_bring },
	{ "save", NULL, N_("Save now (it saves itself)"), do_save },
	{ "settings", NULL, N_("Choose the language, the book, and how the full screen looks"), do_settings },
	{ "about", NULL, N_("Where your words are kept, and how to take them along"), do_about },
	{ "check", NULL, N_("Say whether the file of your workbook is in order"), do_check },
	{ "help", N_("COMMAND"), N_("This list, or what one command does; help accessibility is about "
				    "screen readers and braille"), do_help },
	{ "quit", NULL, N_("Leave; everything is saved"), do_quit },
};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Whether WORD is the beginning of NAME, in capitals or not. */
static bool begins(const char *name, struct slice word)
{
	if (strlen(name) < word.len)
		return false;
	for (size_t i = 0; i < word.len; i++)
		if (!is_letter(word.data[i]) || (word.data[i] | 0x20) != name[i])
			return false;
	return true;
}

/* Whether the command can do anything in this file: some are for one's own workbook, and some for
 * what a mentor was given. */
static bool is_here(const struct talk *t, const struct command *command)
{
	static void (*const own[])(struct talk *, const char *) = {
		do_write, do_answers, do_through, do_rests, do_open, do_afresh, do_edit, do_undo, do_steps,
		do_look, do_calendar, do_share, do_give, do_said, do_erase, do_cover, do_take, do_bring,
		do_about, do_check,
	};
	bool copy = workbook_is_copy(t->wb);

	if (command->run == do_given || command->run == do_reply)
		return copy;
	for (size_t i = 0; copy && i < ARRAY_LEN(own); i++)
		if (command->run == own[i])
			return false;
	return true;
}

/* Whether it is offered: where a copy can only be read, reply says no more than why. */
static bool is_offered(const struct talk *t, const struct command *command)
{
	return is_here(t, command) && !(command->run == do_reply && replies_locked(t->wb));
}

/* The command that WORD names; NULL, and CANDIDATES, when it names none or more than one. */
static const struct command *find(const struct talk *t, struct slice word, struct buf *candidates)
{
	const struct command *found = NULL;
	size_t count = 0;

	/* Going back and forth wants one letter each. */
	if (slice_is(word, "b") || slice_is(word, "B"))
		word = slice_of("back");
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		if (!begins(table[i].name, word) || !is_here(t, &table[i]))
			continue;
		if (strlen(table[i].name) == word.len)
			return &table[i];
		buf_addf(candidates, "%s%s", count++ ? ", " : "", table[i].name);
		found = &table[i];
	}
	return count == 1 ? found : NULL;
}

static void say_too_long(struct talk *t)
{
	talk_untaken(t);
	say(t, _("That is too long for a command, and nothing was kept. write begins to write."));
}

static void say_unknown(struct talk *t, const char *word, const char *candidates)
{
	talk_untaken(t);
	if (*candidates)
		sayf(t, _("'%s' may be one of these: %s. Type more of it."), word, candidates);
	else if (workbook_is_copy(t->wb) && replies_locked(t->wb))
		sayf(t, _("There is no command '%s' here, and nothing was kept. help lists the commands."),
		     word);
	else if (workbook_is_copy(t->wb))
		sayf(t, _("There is no command '%s' here, and nothing was kept. reply begins a reply, help "
			  "lists the commands."), word);
	else
		sayf(t, _("There is no command '%s', and nothing was kept. write begins to write, help "
			  "lists the commands."), word);
}

/* A sentence that begins with the name of a command is none. */
static void run(struct talk *t, const struct command *command, const char *argument)
{
	if (!*argument || command->argument) {
		command->run(t, argument);
		return;
	}
	talk_untaken(t);
	sayf(t, _("'%s' stands alone in its line. Nothing was done, and nothing that you typed "
		  "was kept. write begins to write."), command->name);
}

void talk_command(struct talk *t, struct slice line)
{
	struct slice trimmed = slice_trim(line);
	char *typed = mem_copy(trimmed.data, trimmed.len), *argument;
	size_t len = strcspn(typed, " \t");
	const struct command *command;
	struct buf candidates;

	argument = typed + len + strspn(typed + len, " \t");
	typed[len] = '\0';
	buf_init(&candidates, 1024);
	command = find(t, slice_of(typed), &candidates);
	if (!trimmed.len)
		say(t, _("Type a command and press Enter: next goes on, help lists them all."));
	else if (t->console.line.full || len > WORD_MAX)
		say_too_long(t);
	else if (command)
		run(t, command, argument);
	else if (strcmp(typed, "?") == 0)
		do_help(t, argument);
	else if (!*argument && strspn(typed, "0123456789") == len)
		do_go(t, typed);
	else
		say_unknown(t, typed, candidates.data);
	buf_release(&candidates);
	free(typed);
	if (!t->quit)
		talk_save_changes(t);
}

void do_save(struct talk *t, const char *argument)
{
	(void)argument;
	if (workbook_shut(t->wb))
		sayf(t, _("For reading only: %s."), workbook_shut(t->wb));
	else if (talk_save(t))
		say(t, _("Everything is saved."));
	else
		sayf(t, _("That did not help: %s."), workbook_trouble(t->wb));
}

void do_quit(struct talk *t, const char *argument)
{
	(void)argument;
	talk_leave(t);
}

/* What COMMAND does, as whoever has the file reads it: a mentor did not write what stands in it. */
static const char *help_of(const struct talk *t, const struct command *command)
{
	static const struct {
		void (*run)(struct talk *t, const char *argument);
		const char *help;
	} given[] = {
		{ do_contents, N_("The pages under which words stand, and their numbers") },
		{ do_words, N_("Show the words on this page again") },
		{ do_before, N_("Show the words on this page with the replies to them, by date") },
		{ do_find, N_("Find words in the book and in what you were given") },
		{ do_summary, N_("All that you were given, and the replies, as a document; with the name of a "
				 "file, save it") },
	};

	for (size_t i = 0; workbook_is_copy(t->wb) && i < ARRAY_LEN(given); i++)
		if (given[i].run == command->run)
			return _(given[i].help);
	return _(command->help);
}

static void add_usage(struct buf *out, const struct talk *t, const struct command *command)
{
	buf_add_str(out, command->name);
	if (command->argument)
		buf_addf(out, " %s", _(command->argument));
	buf_addf(out, ": %s.\n", help_of(t, command));
}

static void help_all(struct talk *t)
{
	struct doc *doc = doc_new();
	struct buf list;

	buf_init(&list, 65536);
	for (size_t i = 0; i < ARRAY_LEN(table); i++)
		if (is_offered(t, &table[i]))
			add_usage(&list, t, &table[i]);
	doc_add_paragraph(doc, slice_of(_("At 'command:' type one of these and press Enter. The first "
					  "letters do, as long as no other begins with them. Nothing "
					  "is kept there.")));
	doc_add_paragraph(doc, slice_buf(&list));
	if (!workbook_is_copy(t->wb) || !replies_locked(t->wb))
		doc_add_paragraph(doc, slice_of(workbook_is_copy(t->wb) ?
		_("At 'your words:', after reply, every line that you type is kept, and a line with a full stop "
		  "alone ends your words.") :
		_("At 'your words:', after write, every line that you type is "
		  "kept, and a line with a full stop alone ends your words.")));
	if (!workbook_is_copy(t->wb))
		doc_add_paragraph(doc, slice_of(_("To show the book to a room, leave and type 'leaderplus "
						  "present'; that needs the full screen, and never opens "
						  "your workbook.")));
	say_doc(t, doc, 0, false);
	buf_release(&list);
	doc_free(doc);
}

void do_help(struct talk *t, const char *argument)
{
	const char topic[] = "accessibility";
	const struct command *command;
	struct buf usage;
	struct doc *doc;

	buf_init(&usage, 4096);
	command = find(t, slice_of(argument), &usage);
	if (!*argument) {
		help_all(t);
	} else if (command) {
		buf_clear(&usage);
		add_usage(&usage, t, command);
		say(t, usage.data);
	} else if (strlen(argument) > 1 && begins(topic, slice_of(argument))) {
		doc = plain_accessibility();
		say_doc(t, doc, 0, false);
		doc_free(doc);
	} else {
		say_unknown(t, argument, usage.data);
	}
	buf_release(&usage);
}
