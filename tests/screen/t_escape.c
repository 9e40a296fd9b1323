/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hostile words in every field of a book and a workbook, in the names of files and in what
 * is typed: whatever screen, message or copy they come to, nothing that a terminal would
 * obey is sent.
 *
 * Each payload is seen in one window; where SOAK_TRIALS is set in four, and in another
 * locale too. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../fuzz/word.h"
#include "../unit/desk.h"
#include "../unit/fault.h"
#include "../unit/payload.h"
#include "../unit/scratch.h"
#include "../unit/soak.h"
#include "../unit/suite.h"
#include "base/lock.h"
#include "base/mem.h"
#include "look.h"
#include "text/safe.h"
#include "text/utf8.h"
#include "ui/screens.h"
#include "workbook/export.h"
#include "workbook/summary.h"

/* Stands before a payload, so that it can be seen that its field was on the screen. */
#define SIGN "Qz"

enum { FIELD = 1200, SHORT = 60, FILE_BYTES = 1 << 20 };

static const int sizes[][2] = { { 24, 80 }, { 12, 40 }, { 50, 200 }, { 6, 20 } };

/* What one trial knows. */
struct trial {
	size_t number;
	struct buf text, name;	/* the payload, and as a file name */
	struct stage stage;
	int seen;		/* screens with the sign on them */
};

static void judge(const struct trial *t, const char *where, struct slice text)
{
	const char *foreign = payload_foreign(text);

	if (foreign)
		ck_abort_msg("payload %zu%s: %s: %s\n%.*s", t->number,
			     payload_all() ? " (SOAK_TRIALS=1)" : "", where, foreign, (int)(text.len < 3000 ? text.len : 3000),
			     text.data);
}

/* As the command line says it. */
static void judge_message(const struct trial *t, const char *where, const char *message)
{
	struct buf safe;

	buf_init(&safe, FILE_BYTES);
	safe_add_line(&safe, slice_of(message));
	judge(t, where, slice_buf(&safe));
	ck_assert_msg(!memchr(safe.data, '\n', safe.len), "payload %zu: %s: two lines: %s", t->number,
		      where, safe.data);
	buf_release(&safe);
}

/* The screen as it is, in ASCII and in other windows. */
static void look(struct trial *t, const char *where)
{
	size_t first = payload_all() ? 0 : t->number % ARRAY_LEN(sizes);
	size_t last = payload_all() ? ARRAY_LEN(sizes) - 1 : first;
	struct buf ascii;

	buf_init(&ascii, FILE_BYTES);
	for (size_t i = first; i <= last; i++) {
		const char *dump;

		stage_size(&t->stage, sizes[i][0], sizes[i][1]);
		dump = stage_dump(&t->stage);
		judge(t, where, slice_of(dump));
		t->seen += strstr(dump, SIGN) != NULL;
		buf_clear(&ascii);
		text_to_ascii(&ascii, slice_of(dump));
		for (size_t k = 0; k < ascii.len; k++)
			if (ascii.data[k] != '\n' && (ascii.data[k] < ' ' || ascii.data[k] >= 0x7F))
				ck_abort_msg("payload %zu: %s: byte %02X in ASCII", t->number, where,
					     (unsigned char)ascii.data[k]);
	}
	buf_release(&ascii);
}

/* LEN bytes of the payload at most, as valid UTF-8. */
static void start_of(const struct trial *t, size_t len, struct buf *out)
{
	struct buf valid;

	buf_init(&valid, PAYLOAD_MAX * 3);
	utf8_repair(&valid, slice_buf(&t->text));
	buf_clear(out);
	while (len < valid.len && len > 0 && ((unsigned char)valid.data[len] & 0xC0) == 0x80)
		len--;
	buf_add(out, valid.data, len < valid.len ? len : valid.len);
	buf_release(&valid);
}

/* FORM with each @ replaced by the sign and TEXT, and each ~ by TEXT alone. */
static void fill(struct buf *out, const char *form, struct slice text)
{
	buf_clear(out);
	for (; *form; form++) {
		if (*form == '@')
			buf_add_str(out, SIGN ".");	/* marks join the full stop */
		if (*form == '@' || *form == '~')
			buf_add_slice(out, text);
		else
			buf_add_char(out, *form);
	}
}

static const char pack_form[] =
	"---\nid: book\nversion: 1\ntitle: A book\nsource: None\nchapters: one\n---\n";
static const char raw_pack_form[] =
	"---\nid: book\nversion: 1~\ntitle: A @\nsource: ~\nlanguages: ~\nauthor: ~\n~: ~\nchapters: one\n---\n";
static const char chapter_form[] =
	"---\nid: one\ntitle: One\n---\n# @\n\n@ ![@](http://x.example/~) [@](http://x.example/~) *~*\n\n"
	"- @\n- ~\n\n> @\n\n1. ~\n\n"
	"## @\n\n```page id=reading\n```\n\n```figure\n~\n```\n\n@, and *a*~**b**~\n\n"
	"## @ asked\n\n@?\n\n```answer id=ask kind=now\n@\n```\n\n"
	"## Seeing @\n\n@\n\n```lens id=see\n@\n```\n\n## @\n\n~\n\n```guard id=care\n@\n```\n";
static const char raw_chapter_form[] =
	"---\nid: one\ntitle: @\nx: ~\n---\n# @\n\n@\n\n## @\n\n~\n\n```page id=reading\n```\n\n"
	"```figure\n~\n```\n\n`~` ~\n";

/* The book with the payload in it, or NULL where it is refused (with a message). */
static struct pack *make_book(struct trial *t, bool raw)
{
	struct buf file, part, coded;
	struct pack *pack = NULL;
	struct err err = { .text = "" };

	buf_init(&file, FILE_BYTES);
	buf_init(&part, FILE_BYTES);
	buf_init(&coded, FILE_BYTES);
	mkdir(scratch_path("book"), 0700);
	start_of(t, FIELD, &part);
	payload_markdown(&coded, slice_buf(&part));
	fill(&file, raw ? raw_pack_form : pack_form, slice_buf(&t->text));
	scratch_put("book/pack.md", file.data);
	fill(&file, raw ? raw_chapter_form : chapter_form, slice_buf(raw ? &t->text : &coded));
	scratch_put("book/one.md", file.data);
	if (!pack_load(&pack, fault_sys(), scratch_path("book"), &err)) {
		ck_assert_msg(raw, "payload %zu: %s", t->number, err.text);
		judge_message(t, "a book that is refused", err.text);
	}
	buf_release(&coded);
	buf_release(&part);
	buf_release(&file);
	return pack;
}

#define LAYERS(at) "{\"layers\":[{\"id\":\"" at "\",\"clock\":2,\"at\":\"" at "\",\"question\":\"@\"," \
	"\"text\":\"@\",\"x~\":\"~\"}],\"y~\":{\"~\":\"~\"}}"
#define BOOK(id) "{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"" id "\",\"pack\":{\"id\":\"" id \
	"\",\"version\":\"" id "\",\"x~\":1},\"place\":{\"clock\":1,\"page\":\"ask\",\"paragraph\":0},\"x~\":[\"~\"],"
static const char *const workbook_forms[] = {
	BOOK("~") "\"answers\":{\"ask\":" LAYERS("~") ",\"z~\":" LAYERS("~") "},\"lenses\":{\"see\":" LAYERS("~")
	"},\"guards\":{\"care\":" LAYERS("~") "}}",
	BOOK("b") "\"answers\":{\"ask\":" LAYERS("2026-11-23T19:04:11Z") "},\"lenses\":{},\"guards\":{}}",
};

/* A workbook in a folder and a file of the payload's name, with it in every field, or where
 * that is refused in those that hold text. */
static struct store *make_workbook(struct trial *t, char *path)
{
	struct buf file, part, coded;
	struct store_place place;
	struct store *store = NULL;
	struct err err = { .text = "" };

	buf_init(&file, FILE_BYTES);
	buf_init(&part, FILE_BYTES);
	buf_init(&coded, FILE_BYTES);
	snprintf(path, 1000, "%s", t->name.data);
	ck_assert_int_eq(mkdir(scratch_path(path), 0700), 0);
	snprintf(path + strlen(path), 500, "/%s.json", t->name.data);
	place = (struct store_place){ strdup(scratch_path(path)), NULL };
	for (size_t i = 0; !store && i < ARRAY_LEN(workbook_forms); i++) {
		buf_clear(&coded);
		start_of(t, i ? FIELD : SHORT, &part);
		payload_json(&coded, slice_buf(&part));
		fill(&file, workbook_forms[i], slice_buf(&coded));
		scratch_put(path, file.data);
		if (!store_open(&store, fault_sys(), &place, STORE_WRITE, &err)) {
			judge_message(t, "a workbook that is refused", err.text);
			ck_assert_msg(i == 0, "payload %zu: %s", t->number, err.text);
		}
	}
	free((char *)place.path);
	buf_release(&coded);
	buf_release(&part);
	buf_release(&file);
	return store;
}

/* With the bytes as they are: refused, and said why. */
static void raw_workbook(struct trial *t)
{
	struct store_place place = { scratch_path("raw.json"), NULL };
	struct store *store = NULL;
	struct err err;
	struct buf file;

	buf_init(&file, FILE_BYTES);
	fill(&file, workbook_forms[1], slice_buf(&t->text));
	scratch_put("raw.json", file.data);
	if (store_open(&store, fault_sys(), &place, STORE_READ, &err))
		store_close(store);
	else
		judge_message(t, "a workbook of raw bytes", err.text);
	buf_release(&file);
	unlink(scratch_path("raw.json"));
}

static void judge_copies(struct trial *t)
{
	struct doc *doc = summary_private(t->stage.wb);
	struct buf out;

	buf_init(&out, FILE_BYTES * 16);
	for (enum export_format f = 0; f < EXPORT_COUNT; f++) {
		buf_clear(&out);
		export_write(doc, f, &out);
		if (f == EXPORT_DOCX)
			word_open(&out);
		judge(t, export_name(f), slice_buf(&out));
		ck_assert_ptr_nonnull(strstr(out.data, SIGN));
	}
	buf_release(&out);
	doc_free(doc);
}

static void keys(struct trial *t, const char *names, const char *where)
{
	stage_keys(&t->stage, names);
	look(t, where);
}

static void paste(struct trial *t, const char *where)
{
	struct key key = { .code = CODE_PASTE, .paste = slice_buf(&t->text), .bad = t->text.len };

	stage_key(&t->stage, &key);
	look(t, where);
}

static void look_at_pages(struct trial *t)
{
	struct stage *s = &t->stage;
	size_t count = pack_page_count(workbook_pack(s->wb));

	for (size_t i = 0; i < count; i++) {
		int seen = t->seen;

		show_page(&s->app, i);
		look(t, "a page");
		ck_assert_msg(t->seen > seen || t->number % ARRAY_LEN(sizes) == 3,
			      "payload %zu: page %zu does not show its field:\n%s", t->number, i, stage_dump(s));
		if (!workbook_has_box(s->wb, i) || (!payload_all() && i != desk_page(s->wb, "ask")))
			continue;
		keys(t, "h", "a hint");
		keys(t, "<Enter>", "a box");
		paste(t, "a box pasted into");
		keys(t, "<Esc><PgDn><PgDn>", "a box that was left");
	}
}

static void look_at_lists(struct trial *t)
{
	show_page(&t->stage.app, 0);
	keys(t, "c", "contents");
	keys(t, "<PgDn>", "contents");
	keys(t, "<Esc><F8>", "who my reflections are for");
	keys(t, "<Enter>", "my reflections");
	keys(t, "<PgDn>", "my reflections");
	keys(t, "<End>", "my reflections");
	keys(t, "<Enter>", "forms of a copy");
	keys(t, "<Enter>", "the name of a copy");
	keys(t, "<Ctrl-U>", "an empty field");
	paste(t, "a field pasted into");
	keys(t, "<Enter>", "a copy or a refusal");
	keys(t, "<Esc><Esc><Esc><Esc><F1>", "help");
}

/* Where names of files and folders are said. */
static void look_at_names(struct trial *t, const char *path)
{
	struct stage *s = &t->stage;

	s->app.place.path = path;
	push_ask_create(&s->app);
	look(t, "a file that is not there");
	keys(t, "<Enter>", "a file that is there");
	show_page(&s->app, 0);
	app_say(&s->app, path);
	look(t, "a remark");
	fault_at(FAULT_RENAME, fault_calls(FAULT_RENAME) + 1, EIO, FAULT_FROM);
	workbook_write(s->wb, desk_page(s->wb, "ask"), slice_of("changed"));
	keys(t, "<Ctrl-S>", "not saved");
	keys(t, "<Ctrl-Q>", "leaving without saving");
	keys(t, "<Down><Enter>", "another folder");
	fault_reset();
	fault_clock(DESK_NOW);
}

/* What others wrote into the file that says who holds the lock. */
static void held_lock(struct trial *t)
{
	const char *path = scratch_path("held.lock");
	struct lock lock;
	struct err err = { .text = "" };
	struct buf line;
	int fd;

	buf_init(&line, FILE_BYTES);
	buf_addf(&line, "4711 %s 1795460651\n", t->text.data);
	scratch_put("held.lock", line.data);
	fd = open(path, O_RDWR | O_CLOEXEC);
	ck_assert_int_eq(flock(fd, LOCK_EX), 0);
	ck_assert(!lock_take(&lock, fault_sys(), path, &err));
	judge_message(t, "who holds the lock", err.text);
	close(fd);
	unlink(path);
	buf_release(&line);
}

static void open_stage(struct trial *t, struct pack *pack, char *path)
{
	struct stage *s = &t->stage;

	*s = (struct stage){ .wb = workbook_new(fault_sys(), pack, make_workbook(t, path)) };
	app_init(&s->app, fault_sys(), s->wb, (struct store_place){ scratch_path(path), NULL });
	surface_init(&s->surface);
	push_welcome_back(&s->app);
	stage_size(s, 24, 80);
}

static void empty_folder(void)
{
	ck_assert_int_eq(chdir("/"), 0);
	scratch_close();
	scratch_open();
	ck_assert_int_eq(chdir(scratch_path("")), 0);
}

static void run_trial(size_t number)
{
	struct trial t = { .number = number };
	struct pack *raw;
	char path[2000];

	buf_init(&t.text, PAYLOAD_MAX);
	buf_init(&t.name, PAYLOAD_MAX);
	payload_get(number, &t.text);
	payload_name(number, &t.name);
	raw_workbook(&t);
	held_lock(&t);
	raw = make_book(&t, true);
	if (raw) {
		t.stage = (struct stage){ .wb = workbook_new(fault_sys(), raw, NULL) };
		app_init(&t.stage.app, fault_sys(), t.stage.wb, (struct store_place){ "home.json", NULL });
		surface_init(&t.stage.surface);
		push_page(&t.stage.app);
		look(&t, "a page of raw words");
		keys(&t, "<Right>", "a page of raw words");
		keys(&t, "c", "contents of raw words");
		stage_close(&t.stage);
	}
	open_stage(&t, make_book(&t, false), path);
	look(&t, "welcome back");
	look_at_pages(&t);
	look_at_lists(&t);
	judge_copies(&t);
	look_at_names(&t, scratch_path(path));
	stage_close(&t.stage);
	empty_folder();
	buf_release(&t.name);
	buf_release(&t.text);
}

enum { PARTS = 20 };	/* of the payloads, so that each has a time limit */

START_TEST(nothing_is_obeyed)
{
	ck_assert_uint_ge(payload_count(), 500);
	for (size_t i = (size_t)_i; i < payload_count(); i += PARTS * SOAK_EVERY)
		run_trial(i);
}
END_TEST

/* Where wcwidth knows bytes only. */
START_TEST(nothing_is_obeyed_in_the_c_locale)
{
	size_t step = payload_all() ? 1 : 7;

	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C"));
	for (size_t i = (size_t)_i; i < payload_count(); i += PARTS * SOAK_EVERY * step)
		run_trial(i);
}
END_TEST

/* The reason behind a name stays in sight, whatever line ends the name has. */
START_TEST(a_remark_is_one_line)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	app_say(&s.app, "Not saved in a\n\n\n\n\r\nb\xFF: the reason.");
	stage_size(&s, 24, 80);
	ck_assert_msg(stage_shows(&s, "Not saved in a^J^J^J^J^M^Jb\uFFFD: the reason."), "%s", stage_dump(&s));
	stage_close(&s);
}
END_TEST

START_TEST(a_cluster_of_many_pictures_shows_its_start)
{
	struct surface s;
	struct buf text, seen;

	buf_init(&text, PAYLOAD_MAX);
	buf_init(&seen, PAYLOAD_MAX);
	buf_add_char(&text, 'a');
	for (int i = 0; i < 100; i++)
		buf_add_str(&text, "\u0336");
	surface_init(&s);
	surface_resize(&s, 1, 20);
	ck_assert_int_eq(surface_put(&s, 0, 0, 20, slice_buf(&text), STYLE_PLAIN), 20);
	surface_dump(&s, &seen);
	ck_assert_ptr_nonnull(strstr(seen.data, "\\u{0336}\\u{0336}"));
	surface_release(&s);
	buf_release(&seen);
	buf_release(&text);
}
END_TEST

/* The judge is no friend of the door: it must refuse what the door would. */
START_TEST(the_judge_refuses)
{
	static const char *const foreign[] = {
		"\033[31m", "a\tb", "\xC2\x9B", "\x9B", "a\u202Eb", "a\u200Db", "a\uFE0F", "\u00AD", "\uFEFF", "\uE000",
		"\uFFFF", "\U000E0041", "\xC3", "\xED\xA0\x80", "\u0301", "\u3164", "\x7F", "a\rb",
		"a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
	};
	static const char *const fine[] = {
		"", "a\nb", "e\u0301", "\uFFFD", "t\u0177 \u9818\u5C0E \u05D0", "\u0645\u06CC\u200C\u062E",
		"\U0001F469\u200D\U0001F467", "\u2764\uFE0F", "1\uFE0F\u20E3",
	};

	for (size_t i = 0; i < ARRAY_LEN(foreign); i++)
		ck_assert_msg(payload_foreign(slice_of(foreign[i])) != NULL, "row %zu passes", i);
	for (size_t i = 0; i < ARRAY_LEN(fine); i++)
		ck_assert_msg(payload_foreign(slice_of(fine[i])) == NULL, "row %zu: %s", i,
			      payload_foreign(slice_of(fine[i])));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("escape");
	TCase *tcase = tcase_create("escape");

	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, stage_setup, stage_teardown);
	tcase_set_timeout(tcase, payload_all() ? 3600 : 120);
	tcase_add_test(tcase, the_judge_refuses);
	tcase_add_test(tcase, a_remark_is_one_line);
	tcase_add_test(tcase, a_cluster_of_many_pictures_shows_its_start);
	tcase_add_loop_test(tcase, nothing_is_obeyed, 0, PARTS);
	tcase_add_loop_test(tcase, nothing_is_obeyed_in_the_c_locale, 0, PARTS);
	return suite_run(suite);
}
