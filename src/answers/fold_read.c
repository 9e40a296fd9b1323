/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folds: files and folders of copies. */
#include <config.h>

#include "answers/fold.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "answers/fold_own.h"
#include "answers/format.h"
#include "answers/reader.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/lines.h"

#define PATH_BYTES ((size_t)64 * 1024)
#define HEAD_MAX 4096	/* bytes of a fold's header, notes in other words included */

static const char newer_fold[] = N_("a newer version of leaderplus wrote this fold, and this version "
				    "cannot read it");

static void tick(struct fold *f)
{
	if (f->request.tick)
		f->request.tick(f->request.context);
}

enum head { NO_HEAD, HEAD, NEWER_HEAD };

/* Whether LINE is the header of a fold, as these may stand anywhere among lines that were put together. */
static enum head look_for_head(struct slice line)
{
	static const char format[] = "leaderplus-fold";
	const cJSON *name, *version;
	struct reader r;
	struct err ignored;
	enum head head = NO_HEAD;

	if (line.len > HEAD_MAX || !memmem(line.data, line.len, format, strlen(format)))
		return NO_HEAD;
	if (reader_open(&r, line, &ignored)) {
		name = cJSON_GetObjectItemCaseSensitive(r.tree, "format");
		version = cJSON_GetObjectItemCaseSensitive(r.tree, "version");
		if (cJSON_IsString(name) && strcmp(name->valuestring, format) == 0)
			head = cJSON_IsNumber(version) && version->valuedouble < 2 ? HEAD : NEWER_HEAD;
	}
	reader_close(&r);
	return head;
}

/* Takes the line that was read last; *MORE: whether to read on. */
static bool take_line(struct fold *f, const struct lines *in, struct slice line, bool *more,
		      struct err *err)
{
	if (!slice_trim(line).len)
		return true;
	switch (look_for_head(line)) {
	case HEAD:
		return true;
	case NEWER_HEAD:
		fold_tell(f, in->name, in->number, 0, _(newer_fold));
		*more = false;
		return true;
	default:
		return fold_take(f, line, in->name, in->number, err);
	}
}

/* Takes lines from the one that was GOT on. */
static bool take_lines(struct fold *f, struct lines *in, enum lines_got got, struct slice line,
		       struct err *err)
{
	size_t before = f->told;
	bool ok = true, more = true;
	struct err why;

	while (ok && more && got != LINES_END) {
		if (got == LINES_LINE)
			ok = take_line(f, in, line, &more, err);
		else
			fold_tell(f, in->name, in->number, 0, _("this line is too long"));
		if (ok && more && f->told - before >= FOLD_TOLD_MAX) {
			fold_tell(f, in->name, in->number, 0,
				  _("so many lines are wrong that the rest is passed over"));
			more = false;
		}
		tick(f);
		got = lines_next(in, &line, &why);
		if (got == LINES_FAILED && more) {
			fold_tell(f, NULL, 0, 0, why.text);
			more = false;
		}
	}
	return ok;
}

bool fold_add_lines(struct fold *f, int fd, const char *name, struct err *err)
{
	struct slice line = { "", 0 };
	struct lines in;
	struct err why;
	enum lines_got got;
	bool ok;

	lines_of(&in, f->request.sys, fd, name, VOICE_COPY_MAX);
	got = lines_next(&in, &line, &why);
	if (got == LINES_FAILED)
		fold_tell(f, NULL, 0, 0, why.text);
	ok = got == LINES_FAILED || take_lines(f, &in, got, line, err);
	lines_close(&in);
	return ok;
}

/* Whether a file whose first line this is has an object each line. */
static bool is_of_lines(struct slice first)
{
	first = slice_trim(first);
	return first.len && first.data[0] == '{' && first.data[first.len - 1] == '}';
}

/* Takes a copy that goes over several lines. */
static bool take_whole(struct fold *f, const char *path, struct err *err)
{
	struct buf json;
	struct err why;
	bool ok = true;

	buf_init(&json, VOICE_COPY_MAX);
	err_set(&why, ERR_IO, _("cannot read '%s': %s"), path, strerror(ENOENT));
	if (file_read(f->request.sys, path, VOICE_COPY_MAX, &json, &why) == FILE_READ)
		ok = fold_take(f, slice_buf(&json), path, 0, err);
	else
		fold_tell(f, NULL, 0, 0, why.text);
	buf_release(&json);
	return ok;
}

static bool add_file(struct fold *f, const char *path, struct err *err)
{
	enum format format = format_begins(f->request.sys, path);
	struct slice line = { "", 0 };
	struct lines in;
	struct err why;
	enum lines_got got;
	bool ok;

	tick(f);
	/* Once, and not of each line. */
	if (format == FORMAT_VOICES || format == FORMAT_REVIEW) {
		fold_tell(f, path, 0, 0, format_says(format));
		return true;
	}
	if (!lines_open(&in, f->request.sys, path, VOICE_COPY_MAX, &why)) {
		fold_tell(f, NULL, 0, 0, why.text);
		return true;
	}
	got = lines_next(&in, &line, &why);
	if (got == LINES_LINE && is_of_lines(line))
		ok = take_lines(f, &in, got, line, err);
	else
		ok = take_whole(f, path, err);
	lines_close(&in);
	return ok;
}

/* ---- checking ---- */

bool fold_is_fold(const struct sys *sys, const char *path)
{
	struct slice line = { "", 0 };
	struct lines in;
	struct err ignored;
	bool is;

	if (!lines_open(&in, sys, path, HEAD_MAX, &ignored))
		return false;
	is = lines_next(&in, &line, &ignored) == LINES_LINE && look_for_head(line) != NO_HEAD;
	lines_close(&in);
	return is;
}

/* A report of a line of a file. */
struct line_report {
	const struct report *report;
	size_t line;
};

static void tell_line(void *context, const struct finding *finding)
{
	const struct line_report *l = context;
	struct finding moved = *finding;

	moved.line = l->line;
	l->report->add(l->report->context, &moved);
}

static void check_line(struct slice line, enum lines_got got, struct line_report *l)
{
	const struct report report = { tell_line, l };
	const struct finding too_long = { .what = _("this line is too long") };
	const struct finding newer = { .what = _(newer_fold) };

	if (got == LINES_LONG)
		tell_line(l, &too_long);
	else if (slice_trim(line).len && look_for_head(line) == NEWER_HEAD)
		tell_line(l, &newer);
	else if (slice_trim(line).len && look_for_head(line) == NO_HEAD)
		(void)voice_check(line, &report);
}

bool fold_check(const struct sys *sys, const char *path, const struct report *report,
		struct err *err)
{
	struct line_report l = { .report = report };
	enum lines_got got;
	struct slice line;
	struct lines in;

	if (!lines_open(&in, sys, path, VOICE_COPY_MAX, err))
		return false;
	while ((got = lines_next(&in, &line, err)) <= LINES_LONG) {
		l.line = in.number;
		check_line(line, got, &l);
	}
	lines_close(&in);
	return got == LINES_END;
}

/* ---- folders ---- */

static bool is_out(const struct fold *f, const struct stat *st)
{
	struct stat out;

	return f->request.out && f->request.sys->fstatat(AT_FDCWD, f->request.out, &out, 0) == 0 &&
		out.st_dev == st->st_dev && out.st_ino == st->st_ino;
}

static bool add_folder(struct fold *f, const char *folder, int depth, struct err *err);

static bool add_entry(struct fold *f, const char *path, int depth, struct err *err)
{
	struct stat st;

	if (f->request.sys->fstatat(AT_FDCWD, path, &st, AT_SYMLINK_NOFOLLOW) != 0 ||
	    S_ISLNK(st.st_mode) || is_out(f, &st))
		return true;
	if (S_ISDIR(st.st_mode))
		return add_folder(f, path, depth + 1, err);
	return add_file(f, path, err);
}

static bool add_folder(struct fold *f, const char *folder, int depth, struct err *err)
{
	DIR *dir = depth < FOLD_DEPTH ? opendir(folder) : NULL;
	const struct dirent *entry;
	struct buf path;
	struct err why;
	bool ok = true;

	if (!dir) {
		if (depth >= FOLD_DEPTH)
			err_set(&why, ERR_TOO_BIG, _("'%s' lies in too many folders"), folder);
		else
			err_set(&why, ERR_IO, _("cannot read the folder '%s': %s"), folder, strerror(errno));
		fold_tell(f, NULL, 0, 0, why.text);
		return true;
	}
	buf_init(&path, PATH_BYTES);
	while (ok && (entry = readdir(dir))) {
		if (entry->d_name[0] == '.' || slice_ends(slice_of(entry->d_name), ".review"))
			continue;
		buf_clear(&path);
		buf_addf(&path, "%s%s%s", folder, slice_ends(slice_of(folder), "/") ? "" : "/", entry->d_name);
		ok = add_entry(f, path.data, depth, err);
	}
	closedir(dir);
	buf_release(&path);
	return ok;
}

bool fold_add_path(struct fold *f, const char *path, struct err *err)
{
	struct stat st;

	if (f->request.sys->fstatat(AT_FDCWD, path, &st, 0) == 0 && S_ISDIR(st.st_mode))
		return add_folder(f, path, 0, err);
	return add_file(f, path, err);
}
