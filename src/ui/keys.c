/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of keys. */
#include <config.h>

#include "ui/keys.h"

#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "text/utf8.h"

enum {
	READING = FOCUS_PAGE | FOCUS_ASKED,
	WRITING = FOCUS_BOX | FOCUS_FIELD | FOCUS_FORM,
	VIEWING = READING | FOCUS_TEXT,
	LISTS = FOCUS_LIST | FOCUS_FILTER,
	ANYWHERE = READING | WRITING | LISTS | FOCUS_TEXT,
	WALL_LISTS = FOCUS_WALL_TITLE | FOCUS_WALL_LIST | FOCUS_WALL_HELP,
	WALL = FOCUS_WALL | WALL_LISTS
};

/* The order is that of the key bar and of the help list.  Where two rows of
 * one command differ by focus, the help sentence stands in the first. */
static const struct key_row table[] = {
	{ CMD_CHOOSE, FOCUS_ASKED, { CODE_ENTER }, "",
	  N_("Enter"), N_("write"), N_("Write in the box on this page") },
	{ CMD_LENS, FOCUS_LENS, { CODE_NONE }, "a",
	  N_("a"), N_("my answers"), N_("Hold one of my answers up to this condition or caution") },
	{ CMD_REPLY, FOCUS_REPLY, { CODE_ENTER }, "",
	  N_("Enter"), N_("reply"), N_("Reply to the words on this page") },
	{ CMD_CHOOSE, FOCUS_CLOSED, { CODE_ENTER }, "", N_("Enter"), NULL, NULL },
	{ CMD_CHOOSE, LISTS, { CODE_ENTER }, "",
	  N_("Enter"), N_("choose"), N_("Choose the marked line of a list") },
	{ CMD_CHOOSE, FOCUS_FIELD, { CODE_ENTER }, "",
	  N_("Enter"), N_("accept"), N_("Accept the line that was typed") },
	{ CMD_NEXT_STOP, FOCUS_FORM, { CODE_ENTER, CODE_TAB }, "",
	  N_("Enter"), N_("next part"), N_("In a step: go on to its next part, behind the last back to the list (or Tab)") },
	{ CMD_PREVIOUS_STOP, FOCUS_FORM, { CODE_BACKTAB }, "", N_("Shift-Tab"), NULL, NULL },
	{ CMD_UP, FOCUS_FORM, { CODE_UP }, "", N_("Up"), NULL, NULL },
	{ CMD_DOWN, FOCUS_FORM, { CODE_DOWN }, "", N_("Down"), NULL, NULL },
	{ CMD_ONWARD, FOCUS_FORM, { CODE_PAGE_DOWN }, "", N_("PgDn"), NULL, NULL },
	{ CMD_BACK, FOCUS_FORM, { CODE_PAGE_UP }, "", N_("PgUp"), NULL, NULL },
	{ CMD_CUT, FOCUS_SELECTED, { CODE_CTRL_X }, "",
	  N_("Ctrl-X"), N_("cut"), N_("Cut out what is selected; Ctrl-V pastes it") },
	{ CMD_COPY, FOCUS_SELECTED, { CODE_CTRL_C }, "",
	  N_("Ctrl-C"), N_("copy"), N_("Copy what is selected; Ctrl-V pastes it") },
	{ CMD_UNSELECT, FOCUS_SELECTED, { CODE_ESCAPE }, "",
	  N_("Esc"), N_("stop selecting"), NULL },
	{ CMD_NEXT_STOP, FOCUS_BOX, { CODE_TAB }, "",
	  N_("Tab"), N_("finish writing"), N_("Leave the box; it is saved") },
	{ CMD_STEPS, FOCUS_STEPS, { CODE_NONE }, "s",
	  N_("s"), N_("steps"), NULL },
	{ CMD_HINT, FOCUS_HINT, { CODE_CTRL_T }, "h",
	  N_("h"), N_("hint"), N_("Show or fold away the hint of a question (in the box Ctrl-T)") },
	{ CMD_HINT, FOCUS_BOX_HINT, { CODE_CTRL_T }, "",
	  N_("Ctrl-T"), N_("hint"), N_("Show or fold away the hint of the question") },
	{ CMD_UNDO, FOCUS_BOX, { CODE_CTRL_Z }, "",
	  N_("Ctrl-Z"), N_("undo"), N_("Undo what you did last in a box; once more, what you did before it") },
	{ CMD_UNDO, FOCUS_FIELD | FOCUS_FORM, { CODE_CTRL_Z }, "", N_("Ctrl-Z"), NULL, NULL },
	{ CMD_REDO, WRITING, { CODE_CTRL_Y }, "",
	  N_("Ctrl-Y"), NULL, N_("Do again what was undone") },
	{ CMD_ONWARD, READING, { CODE_PAGE_DOWN }, " ",
	  N_("PgDn"), N_("on"), N_("Go on: the next screenful, then the next page (or Space)") },
	{ CMD_ONWARD, FOCUS_TEXT, { CODE_PAGE_DOWN }, " ",
	  N_("PgDn"), N_("on"), NULL },
	{ CMD_ONWARD, FOCUS_LIST, { CODE_PAGE_DOWN }, " ",
	  N_("PgDn"), NULL, NULL },
	{ CMD_ONWARD, FOCUS_FILTER, { CODE_PAGE_DOWN }, "",
	  N_("PgDn"), NULL, NULL },
	{ CMD_BOX_ONWARD, FOCUS_BOX, { CODE_PAGE_DOWN }, "",
	  N_("PgDn"), NULL, N_("In a box: down the text, at its end out of the box") },
	{ CMD_BACK, READING, { CODE_PAGE_UP, CODE_BACKSPACE }, "",
	  N_("PgUp"), N_("back"), N_("Go back: the screenful before, then the page before (or Backspace)") },
	{ CMD_BACK, FOCUS_TEXT | FOCUS_LIST, { CODE_PAGE_UP, CODE_BACKSPACE }, "",
	  N_("PgUp"), NULL, NULL },
	{ CMD_BACK, FOCUS_FILTER, { CODE_PAGE_UP }, "",
	  N_("PgUp"), NULL, NULL },
	{ CMD_BOX_BACK, FOCUS_BOX, { CODE_PAGE_UP }, "",
	  N_("PgUp"), NULL, N_("In a box: up the text, at its start out of the box") },
	{ CMD_NEXT_PAGE, READING, { CODE_RIGHT }, "",
	  N_("Right"), NULL, N_("Turn to the next page") },
	{ CMD_PREVIOUS_PAGE, READING, { CODE_LEFT }, "",
	  N_("Left"), NULL, N_("Turn to the page before") },
	{ CMD_NEXT_STOP, READING, { CODE_TAB }, "",
	  N_("Tab"), NULL, N_("Go to the next stop: the box, then the next page") },
	{ CMD_PREVIOUS_STOP, READING | FOCUS_BOX, { CODE_BACKTAB }, "",
	  N_("Shift-Tab"), NULL, N_("Go to the stop before; out of a box, back to its page") },
	{ CMD_UP, VIEWING | LISTS, { CODE_UP }, "",
	  N_("Up"), NULL, N_("Scroll up a line, or move up in a list") },
	{ CMD_DOWN, VIEWING | LISTS, { CODE_DOWN }, "",
	  N_("Down"), NULL, N_("Scroll down a line, or move down in a list") },
	{ CMD_TOP, VIEWING | LISTS, { CODE_HOME }, "",
	  N_("Home"), NULL, N_("Go to the top of the page or list") },
	{ CMD_BOTTOM, VIEWING | LISTS, { CODE_END }, "",
	  N_("End"), NULL, N_("Go to the end of the page or list") },
	{ CMD_NEW_LINE, FOCUS_BOX, { CODE_ENTER }, "", N_("Enter"), NULL, NULL },
	{ CMD_BOX_LEFT, WRITING, { CODE_LEFT, CODE_CTRL_B }, "", N_("Left"), NULL, NULL },
	{ CMD_BOX_RIGHT, WRITING, { CODE_RIGHT, CODE_CTRL_F }, "", N_("Right"), NULL, NULL },
	{ CMD_BOX_UP, FOCUS_BOX, { CODE_UP, CODE_CTRL_P }, "", N_("Up"), NULL, NULL },
	{ CMD_BOX_DOWN, FOCUS_BOX, { CODE_DOWN, CODE_CTRL_N }, "", N_("Down"), NULL, NULL },
	{ CMD_ROW_START, WRITING, { CODE_HOME, CODE_CTRL_A }, "", N_("Home"), NULL, NULL },
	{ CMD_ROW_END, WRITING, { CODE_END, CODE_CTRL_E }, "", N_("End"), NULL, NULL },
	{ CMD_TEXT_START, WRITING, { CODE_TEXT_START }, "",
	  N_("Ctrl-Home"), NULL, N_("In a box: to the start of your words (Ctrl-End to their end)") },
	{ CMD_TEXT_END, WRITING, { CODE_TEXT_END }, "", N_("Ctrl-End"), NULL, NULL },
	{ CMD_WORD_LEFT, WRITING, { CODE_WORD_LEFT }, "",
	  N_("Ctrl-Left"), NULL, N_("In a box: a word back (Ctrl-Right a word on)") },
	{ CMD_WORD_RIGHT, WRITING, { CODE_WORD_RIGHT }, "", N_("Ctrl-Right"), NULL, NULL },
	{ CMD_PARAGRAPH_UP, FOCUS_BOX, { CODE_PARAGRAPH_UP }, "",
	  N_("Ctrl-Up"), NULL, N_("In a box: a paragraph of your words back (Ctrl-Down a paragraph on)") },
	{ CMD_PARAGRAPH_DOWN, FOCUS_BOX, { CODE_PARAGRAPH_DOWN }, "", N_("Ctrl-Down"), NULL, NULL },
	{ CMD_DELETE_BACK, WRITING | FOCUS_FILTER, { CODE_BACKSPACE }, "", N_("Backspace"), NULL, NULL },
	{ CMD_DELETE, WRITING, { CODE_DELETE, CODE_CTRL_D }, "", N_("Delete"), NULL, NULL },
	{ CMD_DELETE_ROW_END, WRITING, { CODE_CTRL_K }, "",
	  N_("Ctrl-K"), NULL, N_("In a box: delete to the end of the line (Ctrl-U to its start, Ctrl-W a word)") },
	{ CMD_DELETE_ROW_START, WRITING | FOCUS_FILTER, { CODE_CTRL_U }, "", N_("Ctrl-U"), NULL, NULL },
	{ CMD_DELETE_WORD, WRITING, { CODE_CTRL_W }, "", N_("Ctrl-W"), NULL, NULL },
	{ CMD_DELETE_NEXT_WORD, WRITING, { CODE_DELETE_WORD }, "", N_("Ctrl-Delete"), NULL, NULL },
	{ CMD_SELECT, WRITING, { CODE_NONE }, "",
	  "", NULL, N_("Start selecting: then move, and cut, copy or type over it (so do Shift and the arrows)") },
	{ CMD_SELECT_ALL, WRITING, { CODE_NONE }, "", "", NULL, N_("Select the whole text") },
	{ CMD_CUT, WRITING, { CODE_CTRL_X }, "", N_("Ctrl-X"), NULL, NULL },
	{ CMD_PASTE, WRITING, { CODE_CTRL_V }, "",
	  N_("Ctrl-V"), NULL, N_("Paste what was cut or copied; from elsewhere, paste as your terminal does") },
	{ CMD_SELECT_LEFT, WRITING, { CODE_SELECT_LEFT }, "", N_("Shift-Left"), NULL, NULL },
	{ CMD_SELECT_RIGHT, WRITING, { CODE_SELECT_RIGHT }, "", N_("Shift-Right"), NULL, NULL },
	{ CMD_SELECT_UP, FOCUS_BOX, { CODE_SELECT_UP }, "", N_("Shift-Up"), NULL, NULL },
	{ CMD_SELECT_DOWN, FOCUS_BOX, { CODE_SELECT_DOWN }, "", N_("Shift-Down"), NULL, NULL },
	{ CMD_SELECT_ROW_START, WRITING, { CODE_SELECT_HOME }, "", N_("Shift-Home"), NULL, NULL },
	{ CMD_SELECT_ROW_END, WRITING, { CODE_SELECT_END }, "", N_("Shift-End"), NULL, NULL },
	{ CMD_SELECT_WORD_LEFT, WRITING, { CODE_SELECT_WORD_LEFT }, "",
	  N_("Ctrl-Shift-Left"), NULL, NULL },
	{ CMD_SELECT_WORD_RIGHT, WRITING, { CODE_SELECT_WORD_RIGHT }, "",
	  N_("Ctrl-Shift-Right"), NULL, NULL },
	{ CMD_SELECT_PARAGRAPH_UP, FOCUS_BOX, { CODE_SELECT_PARAGRAPH_UP }, "",
	  N_("Ctrl-Shift-Up"), NULL, NULL },
	{ CMD_SELECT_PARAGRAPH_DOWN, FOCUS_BOX, { CODE_SELECT_PARAGRAPH_DOWN }, "",
	  N_("Ctrl-Shift-Down"), NULL, NULL },
	{ CMD_SELECT_TEXT_START, WRITING, { CODE_SELECT_TEXT_START }, "",
	  N_("Ctrl-Shift-Home"), NULL, NULL },
	{ CMD_SELECT_TEXT_END, WRITING, { CODE_SELECT_TEXT_END }, "",
	  N_("Ctrl-Shift-End"), NULL, NULL },
	{ CMD_CONTENTS, FOCUS_GIVEN, { CODE_F2 }, "",
	  N_("c"), NULL, N_("Contents: the pages under which words stand") },
	{ CMD_FIND, FOCUS_GIVEN, { CODE_F3 }, "",
	  N_("F3"), NULL, N_("Find words in the book and in what you were given") },
	{ CMD_BEFORE, FOCUS_GIVEN, { CODE_F6 }, "",
	  N_("F6"), NULL, N_("The words on this page with the replies to them, by date") },
	{ CMD_CONTENTS, READING | FOCUS_HELP, { CODE_F2 }, "c",
	  N_("c"), N_("contents"), N_("Contents: where you are and where words of yours stand") },
	{ CMD_CONTENTS, FOCUS_BOX, { CODE_F2 }, "", N_("F2"), NULL, NULL },
	{ CMD_FIND, READING | FOCUS_HELP, { CODE_F3 }, "/",
	  N_("F3"), NULL, N_("Find words in the book and in what you wrote (on a page also /)") },
	{ CMD_FIND, FOCUS_BOX | LISTS | FOCUS_TEXT, { CODE_F3 }, "", N_("F3"), NULL, NULL },
	{ CMD_BEFORE, READING | FOCUS_HELP, { CODE_F6 }, "",
	  N_("F6"), NULL, N_("What I wrote before on this page, by date") },
	{ CMD_BEFORE, FOCUS_BOX, { CODE_F6 }, "", N_("F6"), NULL, NULL },
	{ CMD_REFLECTIONS, READING | FOCUS_HELP, { CODE_F8 }, "r",
	  N_("r"), N_("my reflections"), N_("My reflections as a document: for you, or for your mentor") },
	{ CMD_REFLECTIONS, FOCUS_BOX, { CODE_F8 }, "",
	  N_("F8"), N_("my reflections"), NULL },
	{ CMD_DOCUMENT, FOCUS_GIVEN, { CODE_F8 }, "r",
	  N_("r"), N_("all of it"), N_("All that you were given to read, and the replies, as a document") },
	{ CMD_EXPORT, FOCUS_GIVEN | FOCUS_HELP, { CODE_NONE }, "",
	  "", NULL, N_("Save all that you were given, and the replies, as a document") },
	{ CMD_STEPS, FOCUS_HELP, { CODE_NONE }, "",
	  "", NULL, N_("What I mean to try: steps, each with a day to look at it again") },
	{ CMD_EXPORT, FOCUS_COPY | FOCUS_HELP, { CODE_ENTER }, "",
	  N_("Enter"), N_("save a copy"), N_("Save a copy of my reflections as a document") },
	{ CMD_GIVE, FOCUS_LEAVING | FOCUS_HELP, { CODE_ENTER }, "",
	  N_("Enter"), N_("save a copy"), N_("Make a copy for my mentor, or for the group without my name; I see first what is in it") },
	{ CMD_SETTINGS, VIEWING | FOCUS_LIST | FOCUS_HELP, { CODE_F9 }, "",
	  N_("F9"), NULL, N_("Settings: colours, width of lines, spacing, language") },
	{ CMD_SETTINGS, FOCUS_BOX, { CODE_F9 }, "", N_("F9"), NULL, NULL },
	{ CMD_EDITOR, FOCUS_ASKED | FOCUS_CLOSED | FOCUS_BOX, { CODE_F4 }, "",
	  N_("F4"), NULL, N_("Write in your own editor, when VISUAL or EDITOR names one") },
	{ CMD_PROJECT, ANYWHERE | FOCUS_HELP, { CODE_F5 }, "",
	  N_("F5"), NULL, N_("Project the book from this page on; nothing that you wrote shows there") },
	{ CMD_SHARE, FOCUS_ASKED | FOCUS_CLOSED | FOCUS_BOX, { CODE_F7 }, "",
	  N_("F7"), NULL, N_("Who may see what you write here: only you, your mentor, the group") },
	{ CMD_THROUGH, FOCUS_QUESTION, { CODE_NONE }, "",
	  "", NULL, N_("Look at my answer through the three conditions, and note what I notice") },
	{ CMD_RESTS, FOCUS_ASKED | FOCUS_BOX, { CODE_NONE }, "",
	  "", NULL, N_("Saw, heard, suppose: mark what my words rest on, and whose view is missing") },
	{ CMD_REPLY, FOCUS_ASKED | FOCUS_BOX, { CODE_NONE }, "",
	  "", NULL, N_("Add what someone said about this: from whom, on which day, and their words") },
	{ CMD_LEAVE_OPEN, FOCUS_ASKED | FOCUS_BOX, { CODE_NONE }, "",
	  "", NULL, N_("Leave this open on purpose, and say why if you like; writing here ends it") },
	{ CMD_WRITE_AGAIN, FOCUS_ASKED | FOCUS_BOX, { CODE_NONE }, "",
	  "", NULL, N_("Write again without looking first: what you wrote here is hidden meanwhile") },
	{ CMD_SAVE, ANYWHERE, { CODE_CTRL_S }, "",
	  N_("Ctrl-S"), NULL, N_("Save now (it saves itself whenever you leave a box or a page)") },
	{ CMD_PLAIN, FOCUS_START | FOCUS_HELP, { CODE_NONE }, "pP",
	  N_("P"), N_("plain lines"), N_("Go on in plain lines, for screen readers and braille") },
	{ CMD_CALENDAR, FOCUS_HELP, { CODE_NONE }, "",
	  "", NULL, N_("Save a calendar file with the days on which to look at my steps again") },
	{ CMD_COVER, FOCUS_HELP, { CODE_NONE }, "",
	  "", NULL, N_("Cover my words while somebody looks at the screen, or show them again") },
	{ CMD_WRITE_AGAIN, FOCUS_EARLIER, { CODE_NONE }, "w",
	  N_("w"), N_("write again without looking"), NULL },
	{ CMD_ERASE, FOCUS_EARLIER | FOCUS_HELP, { CODE_DELETE }, "",
	  N_("Delete"), N_("erase"), N_("Erase for good what I wrote: on one day, on one page, or everything") },
	{ CMD_ABOUT, FOCUS_HELP, { CODE_NONE }, "",
	  "", NULL, N_("Where my words are kept, how to take them to another computer, and other ways to start") },
	{ CMD_CHECK, FOCUS_HELP, { CODE_NONE }, "",
	  "", NULL, N_("Look whether the file of my workbook is in order") },
	{ CMD_TAKE, FOCUS_HELP, { CODE_NONE }, "",
	  "", NULL, N_("Take my workbook with me: a copy on a memory stick or in another folder") },
	{ CMD_BRING, FOCUS_HELP, { CODE_NONE }, "",
	  "", NULL, N_("Bring in a copy of my workbook in which I wrote elsewhere") },
	{ CMD_MOUSE, FOCUS_HELP, { CODE_NONE }, "",
	  "", NULL, N_("Mouse on or off: the wheel scrolls, a click places the cursor or chooses") },
	{ CMD_SUSPEND, FOCUS_HELP, { CODE_NONE }, "",
	  "", NULL, N_("Back to the shell for a while, everything saved; fg comes back here") },
	{ CMD_REDRAW, ANYWHERE, { CODE_CTRL_L }, "",
	  N_("Ctrl-L"), NULL, N_("Draw the screen again") },
	{ CMD_INTERRUPT, ANYWHERE, { CODE_CTRL_C }, "", N_("Ctrl-C"), NULL, NULL },
	{ CMD_LEAVE, LISTS | FOCUS_TEXT | FOCUS_FIELD | FOCUS_FORM, { CODE_ESCAPE }, "",
	  N_("Esc"), N_("back"), N_("Go back one level; it never quits and never throws writing away") },
	{ CMD_LEAVE, READING, { CODE_ESCAPE }, "", N_("Esc"), NULL, NULL },
	{ CMD_LEAVE, FOCUS_BOX, { CODE_ESCAPE }, "", N_("Esc"), NULL, NULL },
	{ CMD_QUIT, ANYWHERE, { CODE_CTRL_Q }, "",
	  N_("Ctrl-Q"), N_("quit"), N_("Quit; everything is saved, and you come back to this line") },
	{ CMD_FIND, READING, { CODE_F3 }, "",
	  N_("F3"), N_("find"), NULL },
	{ CMD_HELP, VIEWING | FOCUS_LIST, { CODE_CTRL_G, CODE_F1 }, "?",
	  N_("?"), N_("help"), N_("This list (?, Ctrl-G or F1)") },
	{ CMD_HELP, WRITING | FOCUS_FILTER, { CODE_CTRL_G, CODE_F1 }, "",
	  N_("Ctrl-G"), N_("help"), NULL },
	{ CMD_UNCURTAIN, FOCUS_CURTAIN, { CODE_NONE }, "rR",
	  N_("R"), N_("return to your workbook"), NULL },
	{ CMD_INTERRUPT, FOCUS_CURTAIN, { CODE_CTRL_C }, "", N_("Ctrl-C"), NULL, NULL },
	{ CMD_REDRAW, FOCUS_CURTAIN, { CODE_CTRL_L }, "", N_("Ctrl-L"), NULL, NULL },
	{ CMD_QUIT, FOCUS_CURTAIN, { CODE_CTRL_Q }, "",
	  N_("Ctrl-Q"), N_("quit"), NULL },
	/* projecting */
	{ CMD_CHOOSE, WALL_LISTS, { CODE_ENTER }, "",
	  N_("Enter"), N_("choose"), NULL },
	{ CMD_ONWARD, FOCUS_WALL_TITLE, { CODE_PAGE_DOWN, CODE_RIGHT }, " ",
	  N_("PgDn"), N_("start"), NULL },
	{ CMD_ONWARD, FOCUS_WALL, { CODE_PAGE_DOWN, CODE_RIGHT, CODE_ENTER }, " ",
	  N_("PgDn"), NULL, N_("Go on (or Space, Enter, Right, Down)") },
	{ CMD_ONWARD, FOCUS_WALL, { CODE_DOWN }, "", N_("Down"), NULL, NULL },
	{ CMD_ONWARD, FOCUS_WALL_LIST | FOCUS_WALL_HELP, { CODE_PAGE_DOWN }, " ", N_("PgDn"), NULL, NULL },
	{ CMD_BACK, WALL, { CODE_PAGE_UP, CODE_BACKSPACE }, "",
	  N_("PgUp"), NULL, N_("Go back (or Backspace, Left, Up)") },
	{ CMD_BACK, FOCUS_WALL, { CODE_LEFT, CODE_UP }, "", N_("Left"), NULL, NULL },
	{ CMD_UP, WALL_LISTS, { CODE_UP }, "", N_("Up"), NULL, NULL },
	{ CMD_DOWN, WALL_LISTS, { CODE_DOWN }, "", N_("Down"), NULL, NULL },
	{ CMD_QUIT, WALL, { CODE_CTRL_Q }, "",
	  N_("Ctrl-Q"), N_("stop projecting"), N_("Stop projecting") },
	{ CMD_TOP, WALL, { CODE_HOME }, "",
	  N_("Home"), NULL, N_("Go to the first page (End to the last; a number and Enter to that page)") },
	{ CMD_BOTTOM, WALL, { CODE_END }, "", N_("End"), NULL, NULL },
	{ CMD_LEAVE, FOCUS_WALL | FOCUS_WALL_LIST, { CODE_ESCAPE }, "",
	  N_("Esc"), N_("title page"), N_("Show the title page; from the timer, voices and these keys, go back") },
	{ CMD_LEAVE, FOCUS_WALL_HELP, { CODE_ESCAPE }, "", N_("Esc"), N_("back"), NULL },
	{ CMD_LEAVE, FOCUS_WALL_TITLE, { CODE_ESCAPE }, "", N_("Esc"), NULL, NULL },
	{ CMD_CONTENTS, FOCUS_WALL | FOCUS_WALL_TITLE, { CODE_F2 }, "c",
	  N_("c"), NULL, N_("Show the contents, and go to a page (or F2)") },
	{ CMD_BLANK, WALL, { CODE_NONE }, ".b",
	  N_("."), N_("blank"), N_("Show nothing until the next key, which does nothing else (or b)") },
	{ CMD_TIMER, FOCUS_WALL, { CODE_NONE }, "t+",
	  N_("t"), NULL, N_("Time this page: alone, in pairs, together; while it runs, add a minute (or +)") },
	{ CMD_ROOM, FOCUS_WALL | FOCUS_WALL_TITLE, { CODE_NONE }, "w",
	  N_("w"), NULL, N_("Write down words from the room, one line a voice") },
	{ CMD_VOICES, FOCUS_WALL, { CODE_NONE }, "v",
	  N_("v"), NULL, N_("Show what the group wrote, where --voices names a file") },
	{ CMD_INTERRUPT, WALL, { CODE_CTRL_C }, "", N_("Ctrl-C"), NULL, NULL },
	{ CMD_REDRAW, WALL, { CODE_CTRL_L }, "", N_("Ctrl-L"), NULL, NULL },
	{ CMD_HELP, FOCUS_WALL | FOCUS_WALL_TITLE, { CODE_CTRL_G, CODE_F1 }, "?",
	  N_("?"), N_("help"), NULL },
};

size_t keys_count(void)
{
	return ARRAY_LEN(table);
}

const struct key_row *keys_row(size_t i)
{
	return &table[i];
}

bool keys_is_own(enum command command)
{
	static const enum command own[] = {
		CMD_REFLECTIONS, CMD_STEPS, CMD_CALENDAR, CMD_EDITOR, CMD_SHARE, CMD_LENS,
		CMD_THROUGH, CMD_RESTS, CMD_LEAVE_OPEN, CMD_WRITE_AGAIN, CMD_COVER, CMD_ERASE, CMD_ABOUT,
		CMD_CHECK, CMD_TAKE, CMD_BRING, CMD_GIVE, CMD_PROJECT,
	};

	for (size_t i = 0; i < ARRAY_LEN(own); i++)
		if (own[i] == command)
			return true;
	return false;
}

/* Whether ROW means anything at FOCUS. */
static bool row_is_at(const struct key_row *row, unsigned focus)
{
	return row->focus & focus && !(focus & FOCUS_MENTOR && keys_is_own(row->command));
}

static bool row_has(const struct key_row *row, const struct key *key)
{
	if (key->code == CODE_TEXT)
		return key->text[0] && !key->text[1] && strchr(row->letters, key->text[0]);
	for (size_t i = 0; i < ARRAY_LEN(row->codes); i++)
		if (row->codes[i] == key->code)
			return true;
	return false;
}

enum command keys_command(const struct key *key, unsigned focus)
{
	if (key->code == CODE_NONE || key->code == CODE_PASTE)
		return CMD_NONE;
	for (size_t i = 0; i < ARRAY_LEN(table); i++)
		if (row_is_at(&table[i], focus) && row_has(&table[i], key))
			return table[i].command;
	return CMD_NONE;
}

static void add_hint(struct buf *out, const struct key_row *row)
{
	if (out->len)
		buf_add_str(out, "   ");
	buf_addf(out, "%s %s", _(row->keys), _(row->bar));
}

/* Where the last hint of BAR, which had LEN bytes before it, lies: whether COL is in it. */
static bool is_at(const struct buf *bar, size_t len, int col)
{
	int from = text_width(slice_part(slice_buf(bar), 0, len)) + (len ? 3 : 0);

	return col >= from && col < text_width(slice_buf(bar));
}

/* Makes the bar, and tells whose hint is at COL. */
static enum command make_bar(unsigned focus, int width, int col, struct buf *out)
{
	enum command at = CMD_NONE;
	struct buf hint, help;
	size_t len;

	buf_init(&hint, 1024);
	buf_init(&help, 1024);
	for (size_t i = 0; i < ARRAY_LEN(table); i++)
		if (table[i].command == CMD_HELP && (table[i].focus & focus))
			add_hint(&help, &table[i]);
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		const struct key_row *row = &table[i];

		if (!row_is_at(row, focus) || !row->bar || row->command == CMD_HELP)
			continue;
		buf_clear(&hint);
		add_hint(&hint, row);
		if (text_width(slice_buf(out)) + text_width(slice_buf(&hint)) +
		    text_width(slice_buf(&help)) + (out->len ? 6 : 3) > width)
			continue;
		len = out->len;
		if (len)
			buf_add_str(out, "   ");
		buf_add_slice(out, slice_buf(&hint));
		if (is_at(out, len, col))
			at = row->command;
	}
	len = out->len;
	if (len)
		buf_add_str(out, "   ");
	buf_add_slice(out, slice_buf(&help));
	if (is_at(out, len, col))
		at = CMD_HELP;
	buf_release(&help);
	buf_release(&hint);
	return at;
}

void keys_bar(unsigned focus, int width, struct buf *out)
{
	make_bar(focus, width, -1, out);
}

enum command keys_bar_at(unsigned focus, int width, int col)
{
	enum command at;
	struct buf bar;

	buf_init(&bar, 4096);
	at = make_bar(focus, width, col, &bar);
	buf_release(&bar);
	return at;
}
