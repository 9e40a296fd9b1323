/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reader at the keys: whatever is typed, pasted and pressed, in whatever window, with a
 * full disk and another program at the file, every word that was typed is kept, what was
 * there before stays, and the screen is in order. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "../unit/pieces.h"
#include "answers/model.h"
#include "book.h"
#include "checks.h"
#include "fuzz.h"
#include "memory.h"
#include "text/clean.h"
#include "text/utf8.h"
#include "ui/screens.h"

#define STEPS 300
#define FILE_NAME "/w.json"
#define ROWS_MAX 60
#define COLS_MAX 140

struct play {
	struct workbook *wb;
	struct app app;
	struct surface surface;
	struct fuzz_bytes in;
	bool full;		/* the disk */
	bool foreign;		/* somebody else has changed the file */
};

/* ---- beginning ---- */

enum begin { FIRST_START, ASK_CREATE, WELCOME, PAGE, LOOKING, READING, BEGINS };

static struct store *open_words(enum store_mode mode)
{
	struct store_place place = { FILE_NAME, NULL };
	struct err err = { .text = "" };
	struct store *store = NULL;

	memory_put(FILE_NAME, slice_of(book_words));
	fuzz_must_of(store_open(&store, memory_sys(), &place, mode, &err), "the workbook opens",
		     slice_of(err.text));
	return store;
}

static void push_begin(struct play *p, enum begin begin)
{
	switch (begin) {
	case FIRST_START:
		push_first_start(&p->app);
		break;
	case ASK_CREATE:
		p->app.place.path = "/new/folder/w.json";
		push_ask_create(&p->app);
		break;
	case WELCOME:
		push_welcome_back(&p->app);
		break;
	default:
		show_page(&p->app, workbook_here(p->wb));
	}
}

static void play_open(struct play *p, const uint8_t *data, size_t size)
{
	struct store_place home = { FUZZ_HOME "/leaderplus/w.json", NULL };
	struct store *store = NULL;
	enum begin begin;

	*p = (struct play){ .in = { data, size } };
	begin = (enum begin)(fuzz_byte(&p->in) % BEGINS);
	memory_open();
	memory_folder("/home");
	memory_folder(FUZZ_HOME);
	if (begin == WELCOME || begin == PAGE || begin == READING)
		store = open_words(begin == READING ? STORE_READ : STORE_WRITE);
	p->wb = workbook_new(memory_sys(), book_load(), store);
	app_init(&p->app, memory_sys(), p->wb, home);
	surface_init(&p->surface);
	surface_resize(&p->surface, 24, 80);
	push_begin(p, begin);
}

static void play_close(struct play *p)
{
	app_release(&p->app);
	surface_release(&p->surface);
	workbook_free(p->wb);
	memory_close();
}

/* ---- the screen ---- */

static void check_cell(const struct surface *s, int row, int col)
{
	const struct cell *cell = surface_at(s, row, col);

	/* Nearly all are a letter or a blank, and there are thousands on each screen. */
	if (cell->text[0] < ' ' || cell->text[0] > '~' || cell->text[1])
		check_line(slice_of(cell->text));
	fuzz_must(cell->width >= 0 && col + cell->width <= s->cols, "a cell lies in the window");
	if (!cell->width)
		fuzz_must(col > 0 && surface_at(s, row, col - 1)->width == 2 && !*cell->text,
			  "half a cell has its other half");
}

/* The help hint stands in the last row. */
static void check_bar(const struct surface *s)
{
	struct buf bar;

	buf_init(&bar, FUZZ_MANY);
	for (int col = 0; col < s->cols; col++)
		buf_add_str(&bar, surface_at(s, s->rows - 1, col)->text);
	fuzz_must_of(strstr(bar.data, " help ") != NULL,
		     "the key bar tells of help", slice_buf(&bar));
	buf_release(&bar);
}

static void draw(struct play *p)
{
	struct surface *s = &p->surface;

	app_draw(&p->app, s);
	fuzz_must(s->cursor_row >= 0 && s->cursor_row < s->rows && s->cursor_col >= 0 &&
		  s->cursor_col < s->cols, "the cursor is in the window");
	for (int row = 0; row < s->rows; row++)
		for (int col = 0; col < s->cols; col++)
			check_cell(s, row, col);
	if (s->rows >= APP_ROWS_MIN && s->cols >= APP_COLS_MIN)
		check_bar(s);
}

/* ---- the words ---- */

static bool is_writing(struct play *p)
{
	struct screen *top = app_top(&p->app);

	return top->ops->focus(top->state, &p->app) & FOCUS_BOX;
}

/* TYPED, just typed into the box of the page that is shown, is in the workbook once it is
 * saved, or as good as saved. */
static void check_typed(struct play *p, struct slice typed)
{
	const char *text;
	struct buf wanted;

	app_save(&p->app);
	text = workbook_text(p->wb, workbook_here(p->wb));
	buf_init(&wanted, FUZZ_MANY);
	clean_add(&wanted, typed);
	if (slice_trim(slice_buf(&wanted)).len)
		fuzz_must_of(strstr(text, wanted.data) != NULL, "what was typed is kept",
			     slice_buf(&wanted));
	fuzz_must(p->full || workbook_state(p->wb) != STATE_CHANGED, "a save has saved");
	buf_release(&wanted);
}

static const struct layer *layer_with_id(const struct answers *a, enum answers_part part,
					 const char *entry, const char *id)
{
	for (size_t i = 0; i < answers_layers(a, part, entry); i++)
		if (strcmp(answers_layer(a, part, entry, i)->id, id) == 0)
			return answers_layer(a, part, entry, i);
	return NULL;
}

/* What was written in an earlier sitting stands as it stood, unless it was erased for good. */
static void check_earlier(const struct answers *now)
{
	struct answers *was;
	struct err err;

	fuzz_must(answers_read(&was, slice_of(book_words), &err), "the book's words can be read");
	for (enum answers_part part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < answers_count(was, part); i++) {
			const char *entry = answers_entry_id(was, part, i);

			for (size_t k = 0; k < answers_layers(was, part, entry); k++) {
				const struct layer *old = answers_layer(was, part, entry, k);
				const struct layer *found = layer_with_id(now, part, entry, old->id);

				if (answers_is_forgotten(now, old->id))
					continue;
				fuzz_must(found && strcmp(found->text, old->text) == 0 &&
					  strcmp(found->question, old->question) == 0,
					  "earlier words stand as they stood");
			}
		}
	answers_free(was);
}

/* The file at PATH is the workbook as it is in memory. */
static void check_file(struct play *p, const char *path)
{
	struct slice bytes = memory_get(path);
	struct answers *file;
	struct err err = { .text = "" };

	fuzz_must_of(bytes.data != NULL, "the file is there", slice_of(path));
	fuzz_must_of(answers_read(&file, bytes, &err), "the file can be read", slice_of(err.text));
	fuzz_must(model_equal(file, workbook_answers(p->wb)), "the file has every word");
	answers_free(file);
}

static void check_saved(struct play *p)
{
	const char *conflict = workbook_conflict(p->wb), *copy = workbook_copy(p->wb);
	enum workbook_state state = workbook_state(p->wb);

	fuzz_must(state != STATE_CHANGED, "nothing is left unsaved in silence");
	if (copy)
		check_file(p, copy);
	if (conflict && state == STATE_SAVED)
		check_file(p, conflict);
	else if ((state == STATE_SAVED || state == STATE_CLEAN) && !p->foreign)
		check_file(p, workbook_path(p->wb));
}

/* ---- the keys ---- */

static void press(struct play *p, enum key_code code)
{
	struct key key = { .code = code };

	if (code == CODE_CLICK) {
		key.row = (int)(fuzz_byte(&p->in) % ROWS_MAX);
		key.col = (int)(fuzz_byte(&p->in) % COLS_MAX);
	}
	app_key(&p->app, &key);
	p->app.asks = ASK_NOTHING;
}

static void type_point(struct play *p, struct slice point)
{
	struct key key = { .code = CODE_TEXT };
	bool writing = is_writing(p);

	memcpy(key.text, point.data, point.len);
	app_key(&p->app, &key);
	if (writing && fuzz_byte(&p->in) % 4 == 0)
		check_typed(p, point);
}

/* As a terminal gives it: code point by code point, controls being keys of their own. */
static void type_text(struct play *p, struct slice text)
{
	for (size_t at = 0, next = 0; at < text.len && !p->app.quit; at = next) {
		unsigned code = utf8_next(text, &next);

		if (code >= 0x20 && code != 0x7F && (code < 0x80 || code >= 0xA0))
			type_point(p, slice_part(text, at, next));
	}
}

static void paste(struct play *p, struct slice bytes)
{
	struct key key = { .code = CODE_PASTE };
	bool writing = is_writing(p);
	struct buf text;

	buf_init(&text, FUZZ_MANY);
	utf8_repair(&text, bytes);
	key.paste = slice_buf(&text);
	app_key(&p->app, &key);
	if (writing)
		check_typed(p, key.paste);
	buf_release(&text);
}

static void resize(struct play *p)
{
	int rows = 1 + (int)(fuzz_byte(&p->in) % ROWS_MAX);

	surface_resize(&p->surface, rows, 1 + (int)(fuzz_byte(&p->in) % COLS_MAX));
}

/* Another program puts another workbook in the place of ours. */
static void meddle(struct play *p)
{
	memory_put(FILE_NAME, slice_of("{\"format\":\"leaderplus-workbook\",\"version\":1,"
				       "\"id\":\"other\",\"pack\":{\"id\":\"b\",\"version\":\"1\"}}"));
	p->foreign = true;
}

static void world(struct play *p, unsigned op)
{
	switch (op % 4) {
	case 0:
		memory_pass((time_t)fuzz_byte(&p->in) * 600);
		app_idle(&p->app);
		break;
	case 1:
		p->full = !p->full;
		memory_full(p->full);
		break;
	case 2:
		meddle(p);
		break;
	default:
		memory_pass(40);
		app_idle(&p->app);
	}
}

static void step(struct play *p)
{
	unsigned op = fuzz_byte(&p->in);

	if (op < 0x20 || op == 0x7F)
		press(p, CODE_PASTE + 1 + (enum key_code)(op % (CODE_CTRL_Z - CODE_PASTE)));
	else if (op < 0x7F)
		type_text(p, (struct slice){ (char[]){ (char)op }, 1 });
	else if (op < 0xB8)
		press(p, CODE_PASTE + 1 + (enum key_code)((op - 0x80) % (CODE_CTRL_Z - CODE_PASTE)));
	else if (op < 0xD0)
		type_text(p, slice_of(piece(fuzz_byte(&p->in))));
	else if (op < 0xE8)
		paste(p, fuzz_slice(&p->in, fuzz_byte(&p->in) % 64));
	else if (op < 0xF4)
		resize(p);
	else
		world(p, op);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct play p;

	fuzz_begin();
	play_open(&p, data, size);
	draw(&p);
	for (int i = 0; i < STEPS && p.in.left && !p.app.quit; i++) {
		step(&p);
		if (p.app.quit)
			break;
		fuzz_must(p.app.depth > 0 && p.app.depth <= APP_DEPTH, "a screen is there");
		draw(&p);
	}
	if (!p.app.quit)
		app_stop(&p.app);
	if (workbook_answers(p.wb)) {
		check_saved(&p);
		if (strcmp(answers_id(workbook_answers(p.wb)), "earlier") == 0)
			check_earlier(workbook_answers(p.wb));
	}
	play_close(&p);
	return 0;
}
