/* SPDX-License-Identifier: GPL-3.0-or-later */
/* leaderplus check: everything that is wrong with a workbook or a book, a line each. */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "answers/fold.h"
#include "answers/format.h"
#include "answers/gathered.h"
#include "answers/review.h"
#include "answers/voice.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "cli/cli.h"
#include "text/safe.h"

#define LINE_MAX_LEN ((size_t)64 * 1024)
#define FINDINGS_MAX 10000	/* of one path: behind them nobody reads on */

/* A finding, kept. */
struct kept {
	struct finding finding;	/* its strings are ours */
	size_t file_order;	/* of its file among those of the path */
	size_t order;
};

struct check {
	const struct sys *sys;
	const char *path;
	struct kept *items;
	size_t count, cap;
	bool wrong;		/* something that is not a note */
};

static size_t order_of_file(const struct check *c, const char *file)
{
	for (size_t i = 0; i < c->count; i++) {
		const char *other = c->items[i].finding.file;

		if (file ? other && strcmp(file, other) == 0 : !other)
			return c->items[i].file_order;
	}
	return c->count;
}

static void keep(void *context, const struct finding *finding)
{
	struct check *c = context;
	struct kept kept = { .finding = *finding, .order = c->count };

	c->wrong = c->wrong || !finding->note;
	if (c->count == FINDINGS_MAX)
		return;
	kept.file_order = order_of_file(c, finding->file);
	kept.finding.file = finding->file ? mem_string(finding->file) : NULL;
	kept.finding.what = mem_string(finding->what);
	c->items = mem_grow(c->items, c->count, &c->cap, sizeof(*c->items));
	c->items[c->count++] = kept;
}

static void keep_note(struct check *c, const char *what)
{
	keep(c, &(struct finding){ .note = true, .what = what });
}

/* By file as they were met, by line and column, the notes last. */
static int compare(const void *left, const void *right)
{
	const struct kept *a = left, *b = right;
	const size_t keys[][2] = {
		{ a->file_order, b->file_order },
		{ a->finding.note, b->finding.note },
		{ a->finding.line, b->finding.line },
		{ a->finding.column, b->finding.column },
		{ a->order, b->order },
	};

	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		if (keys[i][0] != keys[i][1])
			return keys[i][0] < keys[i][1] ? -1 : 1;
	return 0;
}

/* "PATH/FILE:LINE: column COLUMN: WHAT" */
static void print(const struct check *c, const struct finding *finding)
{
	struct buf line, safe;

	buf_init(&line, LINE_MAX_LEN);
	buf_init(&safe, LINE_MAX_LEN * 10);
	buf_add_str(&line, c->path);
	if (finding->file)
		buf_addf(&line, "%s%s", c->path[strlen(c->path) - 1] == '/' ? "" : "/",
			 finding->file);
	if (finding->line)
		buf_addf(&line, ":%zu", finding->line);
	buf_add_str(&line, ": ");
	if (finding->note)
		buf_addf(&line, _("note: %s"), finding->what);
	else if (finding->column)
		buf_addf(&line, _("column %zu: %s"), finding->column, finding->what);
	else
		buf_add_str(&line, finding->what);
	/* A path with a line end in it stays on one line. */
	safe_add_line(&safe, slice_buf(&line));
	buf_add_char(&safe, '\n');
	cli_say(stdout, slice_buf(&safe));
	buf_release(&safe);
	buf_release(&line);
}

static void print_all(struct check *c)
{
	if (c->count)
		qsort(c->items, c->count, sizeof(*c->items), compare);
	for (size_t i = 0; i < c->count; i++) {
		print(c, &c->items[i].finding);
		free((char *)c->items[i].finding.file);
		free((char *)c->items[i].finding.what);
	}
	if (c->count == FINDINGS_MAX)
		print(c, &(struct finding){ .what = _("there may be more") });
	free(c->items);
}

static void add_nothing(void *context, const struct finding *finding)
{
	(void)context;
	(void)finding;
}

/* Whether the file NAME reads as a workbook; ABSENT where there is none. */
static bool is_whole(const struct check *c, const char *name, bool *absent)
{
	const struct report nobody = { .add = add_nothing };
	struct err ignored;
	struct buf bytes;
	enum file_found found;
	bool whole;

	buf_init(&bytes, ANSWERS_FILE_MAX);
	found = file_read(c->sys, name, ANSWERS_FILE_MAX, &bytes, &ignored);
	*absent = found == FILE_ABSENT;
	whole = found == FILE_READ && answers_check(slice_buf(&bytes), &nobody);
	buf_release(&bytes);
	return whole;
}

/* What stands beside a workbook that cannot be read. */
static void look_for_backup(struct check *c)
{
	struct buf name, what;
	bool absent, whole;

	buf_init(&name, LINE_MAX_LEN);
	buf_init(&what, LINE_MAX_LEN);
	buf_addf(&name, "%s.bak", c->path);
	whole = is_whole(c, name.data, &absent);
	if (whole)
		buf_addf(&what, _("'%s', the copy from before the last save, is whole; to go on "
				  "with it, move this file away and give the copy its name"),
			 name.data);
	else if (!absent)
		buf_addf(&what, _("'%s', the copy from before the last save, cannot be read "
				  "either"), name.data);
	if (what.len)
		keep_note(c, what.data);
	buf_release(&what);
	buf_release(&name);
}

/* As what it says that it is. */
static bool check_bytes(struct slice bytes, const struct report *report)
{
	return voice_is_copy(bytes) ? voice_check(bytes, report) : answers_check(bytes, report);
}

/* It may be anything. */
static void keep_strange(struct check *c)
{
	struct buf what;

	buf_init(&what, LINE_MAX_LEN);
	buf_addf(&what, _("it does not begin as the files of leaderplus do; if it is your workbook, start "
			  "'leaderplus %s', and it offers what can be found"), c->path);
	keep_note(c, what.data);
	buf_release(&what);
}

/* What is read whole or not at all, and WHY it is not. */
static bool check_read(struct check *c, bool read, const struct err *why, struct err *err)
{
	if (!read && why->kind == ERR_IO)
		return err_set(err, ERR_IO, "%s", why->text);
	if (!read && why->kind == ERR_USAGE)
		keep_note(c, why->text);
	else if (!read)
		keep(c, &(struct finding){ .what = why->text });
	return true;
}

static bool check_voices(struct check *c, struct err *err)
{
	struct gathered gathered;
	struct err why;
	bool read = gathered_read(&gathered, c->sys, c->path, &why);

	if (read)
		gathered_release(&gathered);
	return check_read(c, read, &why, err);
}

static bool check_review(struct check *c, struct err *err)
{
	struct review review = { 0 };
	struct err why;
	bool read = review_load(&review, c->sys, c->path, &why) == FILE_READ;

	review_release(&review);
	return check_read(c, read, &why, err);
}

/* A workbook, or a copy for others.  False, and ERR, where it cannot be read at all. */
static bool check_workbook(struct check *c, struct err *err)
{
	const struct report report = { keep, c };
	struct buf bytes;
	enum file_found found;
	bool ok = true;

	buf_init(&bytes, ANSWERS_FILE_MAX);
	found = file_read(c->sys, c->path, ANSWERS_FILE_MAX, &bytes, err);
	if (found == FILE_READ && !check_bytes(slice_buf(&bytes), &report) && !c->wrong)
		ok = err_set(err, ERR_IO, _("not enough memory to read the file"));
	if (found == FILE_FAILED && err->kind == ERR_TOO_BIG)
		keep(c, &(struct finding){ .what = err->text });
	else if (found == FILE_ABSENT)
		ok = err_set(err, ERR_IO, _("cannot read '%s': %s"), c->path, strerror(ENOENT));
	else if (found == FILE_FAILED)
		ok = false;
	if (ok && c->wrong && format_look(slice_buf(&bytes)) == FORMAT_NONE)
		keep_strange(c);
	if (ok && c->wrong)
		look_for_backup(c);
	buf_release(&bytes);
	return ok;
}

static bool is_settings(const struct cli *cli, const struct stat *st)
{
	struct stat settings;

	return cli->settings_path && cli->sys->fstatat(AT_FDCWD, cli->settings_path, &settings, 0) == 0 &&
		settings.st_dev == st->st_dev && settings.st_ino == st->st_ino;
}

static void check_settings(const struct cli *cli, const struct report *report)
{
	struct settings s;

	settings_init(&s);
	settings_load(&s, cli->sys, cli->settings_path, report);
	settings_release(&s);
}

static enum cli_status check_path(const struct cli *cli, const char *path)
{
	struct check c = { .sys = cli->sys, .path = path };
	const struct report report = { keep, &c };
	struct err err;
	struct stat st;
	bool there = cli->sys->fstatat(AT_FDCWD, path, &st, 0) == 0, ok = true;

	if (there && S_ISDIR(st.st_mode))
		ok = pack_lint(cli->sys, path, &report, &err);
	else if (there && is_settings(cli, &st))
		check_settings(cli, &report);
	else if (there && fold_is_fold(cli->sys, path))
		ok = fold_check(cli->sys, path, &report, &err);
	else if (format_begins(cli->sys, path) == FORMAT_VOICES)
		ok = check_voices(&c, &err);
	else if (format_begins(cli->sys, path) == FORMAT_REVIEW)
		ok = check_review(&c, &err);
	else
		ok = check_workbook(&c, &err);
	print_all(&c);
	if (!ok)
		return cli_fail(CLI_FAILED, err.text);
	return c.wrong ? CLI_FOUND : CLI_DONE;
}

static enum cli_status check_run(struct cli *cli, int argc, char **argv)
{
	enum cli_status status = CLI_DONE;
	int first = 1;

	if (argc > 1 && strcmp(argv[1], "--") == 0)
		first = 2;
	else if (argc > 1 && argv[1][0] == '-')
		return cli_usage(_("there is no such option"));
	if (argc <= first)
		return cli_usage(_("check needs a workbook, or the folder of a book"));
	for (int i = first; i < argc; i++) {
		enum cli_status one = *argv[i] ? check_path(cli, argv[i]) :
				      cli_usage(_("check needs a workbook, or the folder of a book"));

		/* That something was not looked at says more than what was found elsewhere. */
		if (one != CLI_DONE && status != CLI_FAILED)
			status = one;
	}
	return status;
}

const struct cli_command cmd_check = {
	.name = "check",
	.usage = N_("check PATH..."),
	.help = N_("  Names every fault in a workbook, in a copy for others, in a fold, in what a\n"
		   "  group wrote or a room said, in the file of settings, or in the book in a\n"
		   "  folder, as PATH:LINE: message. The exit status is 3 when there is one.\n"),
	.run = check_run,
};
