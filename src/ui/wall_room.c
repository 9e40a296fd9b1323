/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words from the room: a box on the wall, in which what people say is typed, one line a voice; a list
 * of what was said; and its document.
 *
 * A clicker leaves the box as it leaves anything, and blanks it where a line is empty. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "text/safe.h"
#include "text/utf8.h"
#include "text/wrap.h"
#include "ui/box.h"
#include "ui/wall.h"
#include "ui/wall_list.h"
#include "ui/wall_voices.h"
#include "workbook/room.h"

#define NAME_ROWS 3	/* of a file: a long one wraps */
#define ROWS_LEAST 3	/* of a box */
#define WHERE_MAX 16384	/* bytes, with the longest path */

/* ---- what has a box ---- */

/* For words under a page, or for the name of a file. */
struct room_box {
	struct box box;
	char *head;	/* what stands above it */
	int least;	/* rows that the head leaves it */
	size_t page;
	bool changed;	/* since the words were given to the workbook */
};

static struct room_box *room_box_new(const char *head, const char *text)
{
	struct room_box *b = MEM_NEW(struct room_box);

	b->head = mem_string(head);
	b->least = ROWS_LEAST;
	box_open(&b->box, slice_of(text));
	return b;
}

static void room_box_close(void *state)
{
	struct room_box *b = state;

	box_release(&b->box);
	free(b->head);
	free(b);
}

/* The head, as much of it as leaves the box its rows, and the box with at most ROWS of them. */
static void draw_box(struct room_box *b, const struct app *app, struct surface *s, int rows)
{
	const struct wall_room room = wall_room(s->rows, s->cols);
	int row = room.top, most = room.rows - b->least - 1;
	struct wrap wrap;

	wrap_init(&wrap);
	wrap_text(&wrap, slice_of(b->head), room.cols);
	for (int i = 0; i < most && i < (int)wrap.count; i++)
		surface_put(s, row++, room.left, s->cols,
			    slice_part(slice_of(b->head), wrap.rows[i].start, wrap.rows[i].end),
			    wall_ink(app));
	row += row > room.top;
	wrap_release(&wrap);
	if (rows > room.top + room.rows - row)
		rows = room.top + room.rows - row;
	box_draw(&b->box, s, row, room.left, rows, room.cols, true);
}

/* ---- words ---- */

static void words_settle(void *state, struct app *app)
{
	struct room_box *b = state;

	if (b->changed)
		workbook_write(app->wb, b->page, edit_text(&b->box.text));
	b->changed = false;
}

static bool words_unsettled(const void *state, const struct app *app)
{
	(void)app;
	return ((const struct room_box *)state)->changed;
}

static unsigned words_focus(const void *state, const struct app *app)
{
	(void)app;
	return FOCUS_BOX | box_focus(&((const struct room_box *)state)->box);
}

/* Where the words are, and how to leave; the first always shows. */
static void draw_state(struct app *app, struct surface *s)
{
	const struct wall_room room = wall_room(s->rows, s->cols);
	const char *const hints[] = { _("One line a voice. PgDn leaves."), _("PgDn leaves."), "" };
	struct buf state, line;
	int rest = 0;

	buf_init(&state, 8192);
	buf_init(&line, 16384);
	if (workbook_state(app->wb) == STATE_NOT_SAVED)
		buf_addf(&state, "%s: %s", _("NOT SAVED"), workbook_trouble(app->wb));
	else if (app_is_unsaved(app))
		buf_add_str(&state, _("not saved yet"));
	else if (workbook_path(app->wb))
		workbook_state_words(app->wb, &state);
	for (size_t i = 0; i < ARRAY_LEN(hints) && rest < 2; i++) {
		rest = room.cols - text_width(slice_buf(&state)) - text_width(slice_of(hints[i]));
		if (rest >= 2)
			buf_addf(&line, "%s%*s", hints[i], rest, "");
	}
	buf_add_slice(&line, slice_buf(&state));
	wall_draw_bottom(app, s, line.data, false);
	buf_release(&line);
	buf_release(&state);
}

static void words_paint(void *state, struct app *app, struct surface *surface)
{
	if (!wall_fits(app, surface))
		return;
	draw_box(state, app, surface, surface->rows);
	draw_state(app, surface);
}

static void say_why_not(struct app *app, const struct err *err)
{
	struct buf said;

	buf_init(&said, 1024);
	buf_addf(&said, _("Nothing can be written down: %s."), err->text);
	app_say(app, said.data);
	buf_release(&said);
}

/* Begins the file; where that cannot be what was typed goes, for it would be lost. */
static bool begin_file(struct room_box *b, struct app *app)
{
	const struct wall *wall = app->wall;
	struct err err;

	if (wall->room ? room_keep(app->wb, wall->room, &err) :
	    room_begin(app->wb, wall->room_new, &err)) {
		workbook_prepare(app->wb, b->page);
		return true;
	}
	say_why_not(app, &err);
	box_release(&b->box);
	box_open(&b->box, slice_of(""));
	return false;
}

static bool is_blank(const struct room_box *b)
{
	return !slice_trim(edit_text(&b->box.text)).len;
}

/* The first word begins the file. */
static void note(struct room_box *b, struct app *app, enum box_did did)
{
	if (did == BOX_CHANGED && (workbook_path(app->wb) || (!is_blank(b) && begin_file(b, app))))
		b->changed = true;
}

static void leave(struct app *app)
{
	app_pop(app);
	app_begin_save(app);
}

static void save_now(struct app *app)
{
	if (app_save(app) && !app->message.len)
		app_say(app, _("Everything is saved."));
}

static bool words_command(void *state, struct app *app, enum command command)
{
	struct room_box *b = state;
	enum box_did did;

	switch (command) {
	case CMD_BOX_ONWARD:
	case CMD_BOX_BACK:
	case CMD_NEXT_STOP:
	case CMD_PREVIOUS_STOP:
	case CMD_LEAVE:
		leave(app);
		return true;
	case CMD_SAVE:
		save_now(app);
		return true;
	default:
		did = box_command(&b->box, app, command);
		note(b, app, did);
		return did != BOX_NOTHING || wall_common(app, command);
	}
}

static void words_type(void *state, struct app *app, struct slice text)
{
	struct room_box *b = state;

	note(b, app, box_type(&b->box, app, text));
}

static bool on_empty_line(const struct room_box *b)
{
	struct slice text = edit_text(&b->box.text);
	size_t at = b->box.text.cursor;

	return (at == 0 || text.data[at - 1] == '\n') && (at == text.len || text.data[at] == '\n');
}

/* A clicker's full stop; no line of anyone's begins with one. */
static bool words_key(void *state, struct app *app, const struct key *key)
{
	if (key->code != CODE_TEXT || strcmp(key->text, ".") != 0 || !on_empty_line(state))
		return false;
	push_wall_blank(app);
	return true;
}

static const struct screen_ops words_ops = {
	.focus = words_focus,
	.paint = words_paint,
	.key = words_key,
	.command = words_command,
	.type = words_type,
	.settle = words_settle,
	.unsettled = words_unsettled,
	.close = room_box_close,
};

/* There is never a second box, for it would not know what is typed in the first.  Whether that of
 * PAGE shows now. */
static bool back_to_words(struct app *app, size_t page)
{
	if (!wall_back_to(app, &words_ops))
		return false;
	if (((const struct room_box *)app_top(app)->state)->page == page)
		return true;
	app_pop(app);
	return false;
}

/* What the first box of a room that nobody named says before the first word: that it is kept, and
 * where.  Whoever only looks around was told that nothing is. */
static char *head_of(const struct app *app, size_t page, bool tells)
{
	struct buf head, where;

	buf_init(&head, (size_t)1024 * 1024);
	buf_init(&where, WHERE_MAX);
	buf_add_str(&head, pack_page(workbook_pack(app->wb), page)->wording);
	if (tells)
		room_tell(app->wb, app->wall->room_new, &where);
	if (where.len) {
		buf_add_str(&head, "\n");
		safe_add_line(&head, slice_buf(&where));
	}
	buf_release(&where);
	return buf_steal(&head);
}

static void push_words(struct app *app, size_t page)
{
	bool tells = !workbook_path(app->wb) && !app->wall->room;
	struct room_box *b;
	const char *text;
	struct err err;
	char *head;

	if (back_to_words(app, page))
		return;
	if (!workbook_path(app->wb) && !room_open(app->wb, app->wall->room, &err)) {
		say_why_not(app, &err);
		return;
	}
	head = head_of(app, page, tells);
	text = workbook_text(app->wb, page);
	b = room_box_new(head, text);
	free(head);
	if (tells)
		b->least = 1;	/* where words are kept is told as a whole */
	/* What comes next is another voice. */
	if (*text && text[strlen(text) - 1] != '\n')
		box_type(&b->box, app, slice_of("\n"));
	b->page = page;
	workbook_prepare(app->wb, page);
	app_push(app, &words_ops, b);
}

/* ---- which question ---- */

static void ask_head(const struct app *app, struct buf *out)
{
	(void)app;
	buf_add_str(out, _("Write down words from the room: to which question?"));
}

static void ask_fill(const struct app *app, struct wall_lines *lines)
{
	const struct pack *pack = workbook_pack(app->wb);

	for (size_t i = 0; i < pack_page_count(pack); i++)
		if (pack_page(pack, i)->kind == PAGE_QUESTION)
			wall_line(lines, 0, pack_page(pack, i)->title, (int)i);
}

static int page_here(const struct app *app)
{
	return (int)app->wall->page;
}

static void ask_chosen(struct app *app, int tag)
{
	app_pop(app);
	push_words(app, (size_t)tag);
}

static const struct wall_list_kind ask_kind = {
	.focus = FOCUS_WALL_LIST,
	.head = ask_head,
	.fill = ask_fill,
	.begins = page_here,
	.chosen = ask_chosen,
};

void push_wall_words(struct app *app)
{
	const struct pack_page *page = pack_page(workbook_pack(app->wb), app->wall->page);

	if (app->depth > 1 && page->kind == PAGE_QUESTION)
		push_words(app, app->wall->page);
	else
		wall_list_push(app, &ask_kind);
}

/* ---- the document ---- */

static unsigned name_focus(const void *state, const struct app *app)
{
	(void)app;
	return FOCUS_FIELD | box_focus(&((const struct room_box *)state)->box);
}

static void name_paint(void *state, struct app *app, struct surface *surface)
{
	if (!wall_fits(app, surface))
		return;
	draw_box(state, app, surface, NAME_ROWS);
	wall_draw_bottom(app, surface, _("Enter saves it. Esc goes back."), false);
}

static void save_document(const struct room_box *b, struct app *app)
{
	struct slice typed = slice_trim(edit_text(&b->box.text));
	char *name = mem_copy(typed.data, typed.len);
	struct buf said;

	buf_init(&said, 16384);
	app_begin_save(app);
	if (room_save(app->wb, app->sys, name, &said))
		app_pop(app);
	app_say(app, said.data);
	buf_release(&said);
	free(name);
}

static bool name_command(void *state, struct app *app, enum command command)
{
	struct room_box *b = state;

	if (command == CMD_CHOOSE)
		save_document(b, app);
	else if (command == CMD_LEAVE)
		app_pop(app);
	else
		return box_command(&b->box, app, command) != BOX_NOTHING || wall_common(app, command);
	return true;
}

static void name_type(void *state, struct app *app, struct slice text)
{
	box_type(&((struct room_box *)state)->box, app, text);
}

static const struct screen_ops name_ops = {
	.focus = name_focus,
	.paint = name_paint,
	.command = name_command,
	.type = name_type,
	.close = room_box_close,
};

static void push_name(struct app *app)
{
	struct room_box *b;
	struct buf name;

	buf_init(&name, 8192);
	room_suggest(app->wb, app->sys, &name);
	b = room_box_new(_("Save the words from the room as a document. Its name ends in .docx, .html, .md "
			   "or .txt; ~ is your own folder."), name.data);
	b->box.line = true;
	buf_release(&name);
	app_push(app, &name_ops, b);
}

/* ---- what was said ---- */

enum { TAG_WRITE = -1, TAG_SAVE = -2 };	/* beside the numbers of pages */

static struct doc *said_make(const struct app *app, int tag, char **title)
{
	const struct pack_page *at = pack_page(workbook_pack(app->wb), (size_t)tag);
	struct room_voices voices = room_voices(app->wb, (size_t)tag);
	struct doc *doc = doc_new();

	wall_add_voices(doc, slice_of(at->wording), voices.items, voices.count);
	room_release(&voices);
	*title = mem_string(at->wording);
	return doc;
}

static int said_next(const struct app *app, int tag, int by)
{
	const int pages = (int)pack_page_count(workbook_pack(app->wb));

	do
		tag += by;
	while (tag >= 0 && tag < pages && !room_has_voices(app->wb, (size_t)tag));
	return tag < pages ? tag : -1;
}

static const struct wall_voices_kind said_kind = { said_make, said_next };

static void room_head(const struct app *app, struct buf *out)
{
	(void)app;
	buf_add_str(out, _("Words from the room"));
}

static void room_fill(const struct app *app, struct wall_lines *lines)
{
	const struct pack *pack = workbook_pack(app->wb);
	const int first = said_next(app, -1, 1);

	for (int page = first; page >= 0; page = said_next(app, page, 1))
		wall_line(lines, 0, pack_page(pack, (size_t)page)->title, page);
	wall_line(lines, 0, _("Write down words"), TAG_WRITE);
	if (first >= 0)
		wall_line(lines, 0, _("Save as a document"), TAG_SAVE);
}

static void room_chosen(struct app *app, int tag)
{
	if (tag == TAG_WRITE)
		wall_list_push(app, &ask_kind);
	else if (tag == TAG_SAVE)
		push_name(app);
	else
		push_wall_said(app, &said_kind, tag, true);
}

static const struct wall_list_kind room_kind = {
	.focus = FOCUS_WALL_LIST,
	.head = room_head,
	.fill = room_fill,
	.chosen = room_chosen,
};

void push_wall_room(struct app *app)
{
	wall_list_push(app, &room_kind);
}
