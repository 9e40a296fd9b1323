/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The full-screen face without a terminal, for tests. */
#include <config.h>

#include "stage.h"

#include <check.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../unit/desk.h"
#include "../unit/book.h"
#include "../unit/fault.h"
#include "../unit/scratch.h"
#include "answers/gathered.h"
#include "base/mem.h"
#include "ui/screens.h"
#include "workbook/beside.h"

#define LEFT_AT 1794653000	/* 14 November 2026 */

static const struct { const char *name; enum key_code code; } names[] = {
	{ "Enter", CODE_ENTER }, { "Tab", CODE_TAB }, { "Shift-Tab", CODE_BACKTAB },
	{ "Esc", CODE_ESCAPE }, { "Backspace", CODE_BACKSPACE }, { "Delete", CODE_DELETE },
	{ "Up", CODE_UP }, { "Down", CODE_DOWN }, { "Left", CODE_LEFT }, { "Right", CODE_RIGHT },
	{ "Home", CODE_HOME }, { "End", CODE_END }, { "PgUp", CODE_PAGE_UP }, { "PgDn", CODE_PAGE_DOWN },
	{ "Ctrl-Home", CODE_TEXT_START }, { "Ctrl-End", CODE_TEXT_END },
	{ "Ctrl-Left", CODE_WORD_LEFT }, { "Ctrl-Right", CODE_WORD_RIGHT },
	{ "Ctrl-Up", CODE_PARAGRAPH_UP }, { "Ctrl-Down", CODE_PARAGRAPH_DOWN },
	{ "Ctrl-Delete", CODE_DELETE_WORD },
	{ "Shift-Up", CODE_SELECT_UP }, { "Shift-Down", CODE_SELECT_DOWN },
	{ "Shift-Left", CODE_SELECT_LEFT }, { "Shift-Right", CODE_SELECT_RIGHT },
	{ "Shift-Home", CODE_SELECT_HOME }, { "Shift-End", CODE_SELECT_END },
	{ "Ctrl-Shift-Left", CODE_SELECT_WORD_LEFT }, { "Ctrl-Shift-Right", CODE_SELECT_WORD_RIGHT },
	{ "Ctrl-Shift-Up", CODE_SELECT_PARAGRAPH_UP },
	{ "Ctrl-Shift-Down", CODE_SELECT_PARAGRAPH_DOWN },
	{ "Ctrl-Shift-Home", CODE_SELECT_TEXT_START }, { "Ctrl-Shift-End", CODE_SELECT_TEXT_END },
	{ "F1", CODE_F1 }, { "F2", CODE_F2 }, { "F8", CODE_F8 }, { "Ctrl-C", CODE_CTRL_C },
	{ "Ctrl-A", CODE_CTRL_A }, { "Ctrl-D", CODE_CTRL_D }, { "Ctrl-E", CODE_CTRL_E },
	{ "Ctrl-V", CODE_CTRL_V }, { "Ctrl-W", CODE_CTRL_W }, { "Ctrl-X", CODE_CTRL_X },
	{ "Ctrl-Y", CODE_CTRL_Y }, { "Ctrl-Z", CODE_CTRL_Z },
	{ "F1", CODE_F1 }, { "F2", CODE_F2 }, { "F4", CODE_F4 }, { "F8", CODE_F8 }, { "F9", CODE_F9 }, { "Ctrl-C", CODE_CTRL_C },
	{ "F1", CODE_F1 }, { "F2", CODE_F2 }, { "F8", CODE_F8 }, { "F9", CODE_F9 }, { "Ctrl-C", CODE_CTRL_C },
	{ "F5", CODE_F5 }, { "F7", CODE_F7 },
	{ "F3", CODE_F3 }, { "F6", CODE_F6 },
	{ "Ctrl-G", CODE_CTRL_G }, { "Ctrl-Q", CODE_CTRL_Q }, { "Ctrl-S", CODE_CTRL_S },
	{ "Ctrl-T", CODE_CTRL_T }, { "Ctrl-U", CODE_CTRL_U }, { "Ctrl-K", CODE_CTRL_K },
	{ "Ctrl-L", CODE_CTRL_L },
};

void stage_setup(void)
{
	desk_setup();
	ck_assert_int_eq(chdir(scratch_path("")), 0);
	setenv("HOME", ".", 1);
	setenv("PATH", "/nowhere", 1);	/* no converter is offered, whatever is installed */
}

void stage_teardown(void)
{
	ck_assert_int_eq(chdir("/"), 0);
	scratch_close();
}

/* A file with words, as if she had written on other days. */
static void make_workbook(bool words)
{
	struct timespec times[2] = { { .tv_sec = LEFT_AT }, { .tv_sec = LEFT_AT } };
	struct workbook *wb;

	fault_clock(LEFT_AT);
	wb = desk_create("w.json", desk_shipped());
	if (words) {
		desk_write(wb, "spread-now", "On Tuesday the behaviour working group changed the lunch "
			   "queue without asking me.\n\nI found out from a Year 5 pupil.");
		desk_write(wb, "informal-leaders", "The caretaker, and the two who run the choir.");
		desk_write(wb, "support-others", "Leave the room more often.");
		desk_write(wb, "condition-practice", "I wrote about posts, not about practice.");
		workbook_go(wb, desk_page(wb, "not-delegation"), 2);
	}
	desk_save(wb);
	workbook_free(wb);
	ck_assert_int_eq(utimensat(AT_FDCWD, "w.json", times, 0), 0);
	fault_clock(DESK_NOW);
}

static void open_workbook(struct stage *s, bool words, enum store_mode mode)
{
	struct store_place place = { "w.json", NULL };
	struct err err = { .text = "" };
	struct store *store = NULL;

	make_workbook(words);
	ck_assert_msg(store_open(&store, fault_sys(), &place, mode, &err), "%s", err.text);
	s->wb = workbook_new(fault_sys(), desk_shipped(), store);
}

static void add_step(struct stage *s, const char *when, const char *then, const char *look)
{
	struct slice text[ITEM_TEXTS];

	for (int i = 0; i < ITEM_TEXTS; i++)
		text[i] = slice_of("");
	text[STEP_WHEN] = slice_of(when);
	text[STEP_THEN] = slice_of(then);
	text[STEP_WITH] = slice_of("the deputy");
	text[STEP_LOOK] = slice_of(look);
	ck_assert_ptr_nonnull(beside_put(s->wb, desk_page(s->wb, "support-others"), ITEM_STEP, NULL,
					 text));
}

/* One that is to be looked at again since Friday, and one for which there is time. */
static void open_due(struct stage *s)
{
	open_workbook(s, true, STORE_WRITE);
	fault_clock(LEFT_AT);
	add_step(s, "the working group meets", "stay away and ask afterwards", "2026-11-20");
	fault_clock(LEFT_AT + 1);
	add_step(s, "someone brings me a plan", "ask who else has seen it", "2027-01-15");
	fault_clock(DESK_NOW);
	desk_save(s->wb);
}

/* What a hand with an editor may leave. */
static void open_damaged(struct stage *s)
{
	struct timespec times[2] = { { .tv_sec = LEFT_AT }, { .tv_sec = LEFT_AT } };
	char *torn;

	open_workbook(s, true, STORE_WRITE);
	desk_write(s->wb, "formal-roles", "Six posts.");
	desk_save(s->wb);
	desk_write(s->wb, "formal-roles", "Six posts, and a seventh.");
	workbook_keep(s->wb);
	workbook_free(s->wb);
	torn = changed(scratch_get("w.json"), "\t\"place\"", "\tplace\n\t\"place\"");
	scratch_put("w.json", torn);
	free(torn);
	ck_assert_int_eq(utimensat(AT_FDCWD, "w.json", times, 0), 0);
	ck_assert_int_eq(utimensat(AT_FDCWD, "w.json.bak", times, 0), 0);
	s->wb = workbook_new(fault_sys(), desk_shipped(), NULL);
}

static void touch(const char *name)
{
	struct timespec times[2] = { { .tv_sec = LEFT_AT }, { .tv_sec = LEFT_AT } };

	ck_assert_int_eq(utimensat(AT_FDCWD, name, times, 0), 0);
}

/* Copies of w.json in which somebody went on. */
/* A copy of w.json in which other words were written on one page. */
static void put_apart(const char *name)
{
	char *apart = changed(scratch_get("w.json"), "The caretaker", "The secretary"), *id;

	id = strstr(strstr(apart, "\"informal-leaders\""), "\"id\"");
	*(strchr(strchr(id, ':'), '"') + 1) = 'z';
	scratch_put(name, apart);
	touch(name);
	free(apart);
}

static void put_copies(void)
{
	struct workbook *wb;

	scratch_put("more.json", scratch_get("w.json"));
	wb = desk_open("more.json", desk_shipped(), STORE_WRITE);
	desk_write(wb, "formal-roles", "Six posts.");
	desk_save(wb);
	workbook_free(wb);
	put_apart("apart.json");
	touch("more.json");
	touch("w.json");
}

/* S has w.json open. */
static void put_others(const struct stage *s)
{
	const struct answers *a = workbook_answers(s->wb);
	const struct layer *layer = answers_newest(a, PART_ANSWERS, "informal-leaders");
	char *other = changed(scratch_get("more.json"), answers_id(a), "another");
	struct buf json;

	scratch_put("other.json", other);
	free(other);
	buf_init(&json, 1 << 16);
	buf_addf(&json, "{\"format\":\"leaderplus-share\",\"version\":1,\"for\":\"mentor\",\"id\":\"%s\","
		 "\"pack\":{\"id\":\"%s\",\"version\":\"1\"},\"language\":\"en\",\"answers\":"
		 "{\"informal-leaders\":{\"layers\":[{\"id\":\"%s\",\"clock\":1,\"at\":"
		 "\"2026-11-14T12:00:00Z\",\"question\":\"Who leads?\",\"text\":\"The caretaker, and the two who "
		 "run the choir.\"}],\"replies\":[{\"id\":\"r1\",\"clock\":2,\"at\":\"2026-11-20T12:00:00Z\","
		 "\"from\":\"My mentor\",\"to\":\"%s\",\"text\":\"Who asks the caretaker?\"}]}}}\n",
		 answers_id(a), answers_pack_id(a), layer->id, layer->id);
	scratch_put("mentor.json", json.data);
	buf_release(&json);
}

static struct workbook *open_copy(enum store_mode mode)
{
	struct store_place place = { "c.json", NULL };
	struct err err = { .text = "" };
	struct store *store = NULL;

	ck_assert_msg(store_open_kinds(&store, fault_sys(), &place, mode, 1u << KIND_COPY, &err), "%s",
		      err.text);
	return workbook_new(fault_sys(), desk_shipped(), store);
}

/* Words under a question, words before them, and words that the book has no page for. */
static void open_given(struct stage *s)
{
	char *stray;

	desk_put_copy("c.json", "distributing-leadership", "spread-now",
		      "How far is leadership distributed in your school today?",
		      "On Tuesday the behaviour working group changed the lunch queue without asking "
		      "me.\\n\\nI found out from a Year 5 pupil.");
	stray = changed(scratch_get("c.json"), "]}}}", "]}},\"guards\":{\"no-such-page\":{\"layers\":[{"
			"\"id\":\"s\",\"clock\":3,\"at\":\"2026-10-03T12:00:00Z\",\"question\":\"What "
			"would the children say?\",\"text\":\"That I hurry.\"}]},\"caution-blueprint\":{"
			"\"layers\":[{\"id\":\"b\",\"clock\":4,\"at\":\"2026-10-03T12:00:00Z\","
			"\"question\":\"\",\"text\":\"I have copied one.\"}]}}}");
	scratch_put("c.json", stray);
	free(stray);
	s->wb = open_copy(STORE_WRITE);
}

#define SPREAD "How far is leadership distributed in your school today?"

/* What a group wrote to two questions, to one of them in two languages. */
static const struct gathered *voices(void)
{
	static char *english[] = {
		(char *)"The caretaker knew about the leak long before anyone with a title did.",
		(char *)"Lunch \x1b[31mqueue\x1b[0m <b>",
		(char *)"On most days it is the office that decides what is urgent, and nobody has "
			"ever said that it should.  Parents ring, a supply teacher does not come, the hall "
			"is booked twice; and whoever picks up the telephone leads the school for the next "
			"half hour.  I had not seen it as leading until I wrote it down.\n\nThe one who "
			"does it has been here for longer than any of us, and goes home at three.",
		(char *)"Year 5.",
	};
	static char *welsh[] = { (char *)"Y gegin." };
	static char *leaders[] = { (char *)"Ask the office first." };
	static struct gathered_question items[] = {
		{ PART_ANSWERS, (char *)"spread-now", (char *)"cy", (char *)"I ba raddau?", welsh, 1, 1 },
		{ PART_ANSWERS, (char *)"spread-now", (char *)"en", (char *)SPREAD, english, 2, 2 },
		{ PART_ANSWERS, (char *)"spread-now", (char *)"en", (char *)SPREAD, english + 2, 2, 2 },
		{ PART_ANSWERS, (char *)"informal-leaders", (char *)"en-GB",
		  (char *)"Who leads informally?", leaders, 1, 1 },
	};
	static const struct gathered all = {
		(char *)"distributing-leadership", items, ARRAY_LEN(items), 0
	};

	return &all;
}

void stage_open(struct stage *s, enum stage_begin begin)
{
	if (begin == STAGE_ALREADY)
		make_workbook(true);
	if (begin == STAGE_FIRST_START || begin == STAGE_ASK_CREATE || begin == STAGE_LOOKING ||
	    begin == STAGE_ALREADY || begin == STAGE_AWAY || begin == STAGE_WALL || begin == STAGE_VOICES)
		s->wb = workbook_new(fault_sys(), desk_shipped(), NULL);
	else if (begin == STAGE_DAMAGED)
		open_damaged(s);
	else if (begin == STAGE_DUE)
		open_due(s);
	else if (begin == STAGE_GIVEN)
		open_given(s);
	else
		open_workbook(s, begin != STAGE_BLANK,
			      begin == STAGE_READING ? STORE_READ : STORE_WRITE);
	if (begin == STAGE_COPIES || begin == STAGE_OTHERS || begin == STAGE_ALREADY)
		put_copies();
	if (begin == STAGE_OTHERS)
		put_others(s);
	if (begin == STAGE_CONFLICT)
		put_apart("w (conflicted copy 2026-11-23 190411).json");
	app_init(&s->app, fault_sys(), s->wb, (struct store_place){ "home.json", NULL });
	s->app.place.path = "w.json";
	s->app.settings_path = "c/config";
	surface_init(&s->surface);
	s->wall = (struct wall){ 0 };
	if (begin == STAGE_WALL || begin == STAGE_VOICES) {
		s->wall.room = "talk.room.json";
		s->app.wall = &s->wall;
	}
	if (begin == STAGE_VOICES)
		s->wall.voices = voices();
	if (begin == STAGE_AWAY)
		s->app.place.path = "stick/w.json";
	if (s->app.wall)
		push_wall_title(&s->app);
	else if (begin == STAGE_FIRST_START || begin == STAGE_ALREADY)
		push_first_start(&s->app);
	else if (begin == STAGE_ASK_CREATE)
		push_ask_create(&s->app);
	else if (begin == STAGE_AWAY)
		push_away(&s->app);
	else if (begin == STAGE_WELCOME || begin == STAGE_DUE || begin == STAGE_CONFLICT ||
		 begin == STAGE_GIVEN)
		push_welcome_back(&s->app);
	else if (begin == STAGE_DAMAGED)
		push_repair(&s->app, STAGE_DAMAGE);
	else
		push_page(&s->app);
	stage_size(s, 24, 80);
}

void stage_close(struct stage *s)
{
	app_release(&s->app);
	surface_release(&s->surface);
	workbook_free(s->wb);
}

void stage_reopen(struct stage *s, enum store_mode mode)
{
	while (s->app.depth)
		app_pop(&s->app);
	workbook_free(s->wb);
	s->wb = s->app.wb = open_copy(mode);
	push_welcome_back(&s->app);
	stage_size(s, s->rows, s->cols);
}

static void draw(struct stage *s)
{
	surface_resize(&s->surface, s->rows, s->cols);
	app_draw(&s->app, &s->surface);
}

void stage_size(struct stage *s, int rows, int cols)
{
	s->rows = rows;
	s->cols = cols;
	draw(s);
}

void stage_key(struct stage *s, const struct key *key)
{
	app_key(&s->app, key);
	if (!s->app.quit)
		draw(s);
}

void stage_paste(struct stage *s, const char *text)
{
	struct key key = { .code = CODE_PASTE, .paste = slice_of(text) };

	stage_key(s, &key);
}

/* The key that NAME, up to '>', means. */
static enum key_code code_of(const char *name, size_t len)
{
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strlen(names[i].name) == len && memcmp(names[i].name, name, len) == 0)
			return names[i].code;
	ck_abort_msg("no such key: %.*s", (int)len, name);
	return CODE_NONE;
}

void stage_keys(struct stage *s, const char *keys)
{
	while (*keys) {
		struct key key = { .code = CODE_TEXT };

		if (keys[0] == '<' && keys[1] != '<') {
			const char *end = strchr(keys, '>');

			ck_assert_ptr_nonnull(end);
			key.code = code_of(keys + 1, (size_t)(end - keys - 1));
			keys = end + 1;
		} else {
			size_t len = keys[0] == '<' ? 2 : 1;

			while ((keys[len] & 0xC0) == 0x80)
				len++;
			memcpy(key.text, keys + (keys[0] == '<'), len - (keys[0] == '<'));
			keys += len;
		}
		stage_key(s, &key);
	}
}

void stage_page(struct stage *s, const char *id)
{
	if (s->app.wall)
		wall_go(&s->app, desk_page(s->wb, id));
	else
		show_page(&s->app, desk_page(s->wb, id));
	draw(s);
}

const char *stage_dump(struct stage *s)
{
	static char text[1 << 17];
	struct buf out;

	buf_init(&out, sizeof(text) - 1);
	surface_dump(&s->surface, &out);
	ck_assert(!out.full);
	memcpy(text, out.data, out.len + 1);
	buf_release(&out);
	return text;
}

/* Blanks, line ends among them, as one blank each. */
static char *flat(const char *text)
{
	char *out = mem_zero(strlen(text) + 1, 1);
	size_t len = 0;

	for (; *text; text++)
		if (*text != ' ' && *text != '\n')
			out[len++] = *text;
		else if (len && out[len - 1] != ' ')
			out[len++] = ' ';
	return out;
}

bool stage_shows(struct stage *s, const char *text)
{
	char *screen = flat(stage_dump(s)), *wanted = flat(text);
	bool found = strstr(screen, wanted) != NULL;

	free(screen);
	free(wanted);
	return found;
}

void check_shows(struct stage *s, const char *text)
{
	ck_assert_msg(stage_shows(s, text), "'%s' does not show:\n%s", text, stage_dump(s));
}

void check_hides(struct stage *s, const char *text)
{
	ck_assert_msg(!stage_shows(s, text), "'%s' shows:\n%s", text, stage_dump(s));
}

const char *stage_cursor(struct stage *s)
{
	return surface_at(&s->surface, s->surface.cursor_row, s->surface.cursor_col)->text;
}

enum focus stage_focus(struct stage *s)
{
	struct screen *top = app_top(&s->app);

	return top->ops->focus(top->state, &s->app);
}
