/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks that lie somewhere else: finding them, and making a copy of one. */
#include <config.h>

#include "workbook/copies.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "workbook/paths.h"

#define PATH_BYTES 8192
#define NAMES_MAX 100	/* for the copies of one day */
#define ENDING ".json"

/* ---- finding ---- */

bool copies_open(struct store **store, const struct sys *sys, const char *path, unsigned kinds,
		 struct err *err)
{
	const struct store_place place = { path, NULL };
	struct err why;

	if (store_open_kinds(store, sys, &place, STORE_READ, kinds, &why))
		return true;
	return why.kind == ERR_SYNTAX ?
		err_set(err, why.kind, _("%s; 'leaderplus check %s' tells more"), why.text, path) :
		err_set(err, why.kind, "%s", why.text);
}

static bool add_file(struct copies *c, const struct sys *sys, const char *path, unsigned kinds,
		     struct err *err)
{
	struct store *store;
	struct stat st;

	if (!copies_open(&store, sys, path, kinds, err))
		return false;
	store_close(store);
	c->items = mem_grow(c->items, c->count, &c->cap, sizeof(*c->items));
	c->items[c->count++] = (struct copy){
		.path = mem_string(path), .at = sys->fstatat(AT_FDCWD, path, &st, 0) == 0 ? st.st_mtime : 0
	};
	return true;
}

static bool may_be_workbook(const char *name)
{
	size_t len = strlen(name), end = strlen(ENDING);

	return name[0] != '.' && len > end && strcmp(name + len - end, ENDING) == 0;
}

static int compare_age(const void *left, const void *right)
{
	const struct copy *a = left, *b = right;

	if (a->at != b->at)
		return a->at > b->at ? -1 : 1;
	return strcmp(a->path, b->path);
}

/* What is wrong with a workbook by the usual name is worth more than that there is none. */
static bool add_folder(struct copies *c, const struct sys *sys, const char *folder, unsigned kinds,
		       struct err *err)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	struct err why;
	struct buf path;

	if (!dir)
		return err_set(err, ERR_IO, _("cannot read the folder '%s': %s"), folder, strerror(errno));
	err_set(err, ERR_IO, _("there is no workbook in '%s'"), folder);
	buf_init(&path, PATH_BYTES);
	while (c->count < COPIES_MAX && (entry = readdir(dir))) {
		if (!may_be_workbook(entry->d_name))
			continue;
		buf_clear(&path);
		buf_addf(&path, "%s%s%s", folder, folder[strlen(folder) - 1] == '/' ? "" : "/",
			 entry->d_name);
		if (!add_file(c, sys, path.data, kinds, &why) &&
		    strcmp(entry->d_name, "workbook" ENDING) == 0)
			*err = why;
	}
	buf_release(&path);
	closedir(dir);
	if (c->count)
		qsort(c->items, c->count, sizeof(*c->items), compare_age);
	return c->count > 0;
}

bool copies_find(struct copies *c, const struct sys *sys, const char *typed, unsigned kinds,
		 struct err *err)
{
	char *path = path_expand(typed);
	struct stat st = { 0 };
	bool found;

	*c = (struct copies){ 0 };
	if (sys->fstatat(AT_FDCWD, path, &st, 0) != 0 && errno == ENOENT)
		found = err_set(err, ERR_IO, _("there is nothing at '%s'; please look whether the stick is plugged in"), path);
	else if (S_ISDIR(st.st_mode))
		found = add_folder(c, sys, path, kinds, err);
	else
		found = add_file(c, sys, path, kinds, err);
	free(path);
	return found;
}

bool copies_is_same(const struct sys *sys, const char *a, const char *b)
{
	struct stat one, other;

	return sys->fstatat(AT_FDCWD, a, &one, 0) == 0 && sys->fstatat(AT_FDCWD, b, &other, 0) == 0 &&
		one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

void copies_leave_out(struct copies *c, const struct sys *sys, const char *path)
{
	size_t count = 0;

	if (c->count < 2 || !path)
		return;
	for (size_t i = 0; i < c->count; i++)
		if (copies_is_same(sys, c->items[i].path, path))
			free(c->items[i].path);
		else
			c->items[count++] = c->items[i];
	c->count = count;
}

void copies_release(struct copies *c)
{
	for (size_t i = 0; i < c->count; i++)
		free(c->items[i].path);
	free(c->items);
	free(c->damaged);
	*c = (struct copies){ 0 };
}

/* ---- making ---- */

/* The bytes of the file of STORE, which are a workbook still. */
static bool read_bytes(const struct sys *sys, struct store *store, struct buf *bytes,
		       struct err *err)
{
	struct answers *a;

	switch (file_read(sys, store_path(store), ANSWERS_FILE_MAX, bytes, err)) {
	case FILE_READ:
		break;
	case FILE_ABSENT:
		return err_set(err, ERR_IO, _("cannot read '%s': %s"), store_path(store),
			       strerror(ENOENT));
	case FILE_FAILED:
		return false;
	}
	if (!answers_read(&a, slice_buf(bytes), err))
		return false;
	answers_free(a);
	return true;
}

/* A file that nothing was added to goes as it is, one of a newer version, too. */
static bool print(const struct sys *sys, struct store *store, struct buf *bytes, struct err *err)
{
	if (answers_clock(store_answers(store)) <= store_in_file(store))
		return read_bytes(sys, store, bytes, err);
	return answers_print(store_answers(store), bytes, err);
}

bool copies_of_store(const struct sys *sys, struct store *store, const char *to, struct err *err)
{
	struct buf bytes;
	bool made;

	buf_init(&bytes, ANSWERS_FILE_MAX);
	made = (answers_is_newer(store_answers(store)) ? read_bytes(sys, store, &bytes, err) :
		answers_print(store_answers(store), &bytes, err)) &&
		file_create(sys, to, slice_buf(&bytes), err);
	buf_release(&bytes);
	return made;
}

static bool make_folder(const struct sys *sys, const char *path, struct err *err)
{
	const char *slash = strrchr(path, '/');
	char *folder;
	bool made;

	if (!slash || slash == path)
		return true;
	folder = mem_copy(path, (size_t)(slash - path));
	made = file_make_folder(sys, folder, err);
	free(folder);
	return made;
}

bool copies_make(const struct sys *sys, const char *from, const char *to, char **warning,
		 struct err *err)
{
	struct store *store;
	struct buf bytes;
	bool made;

	*warning = NULL;
	if (!copies_open(&store, sys, from, COPIES_OPEN, err))
		return false;
	buf_init(&bytes, ANSWERS_FILE_MAX);
	made = print(sys, store, &bytes, err) && make_folder(sys, to, err) &&
		file_create(sys, to, slice_buf(&bytes), err);
	if (made && store_warning(store, 0))
		*warning = mem_string(store_warning(store, 0));
	buf_release(&bytes);
	store_close(store);
	return made;
}

static void add_name(const struct sys *sys, const char *path, int n, struct buf *out)
{
	const char *slash = strrchr(path, '/');
	time_t now = sys->now();
	char date[32] = "";
	struct tm tm;

	if (localtime_r(&now, &tm))
		strftime(date, sizeof(date), "-%Y-%m-%d", &tm);
	buf_add(out, path, slash ? (size_t)(slash - path) + 1 : 0);
	buf_addf(out, "workbook%s", date);
	if (n > 1)
		buf_addf(out, "-%d", n);
	buf_add_str(out, ENDING);
}

char *copies_beside(const struct sys *sys, const char *path)
{
	bool taken = true;
	struct buf name;

	buf_init(&name, PATH_BYTES);
	for (int n = 1; taken && n < NAMES_MAX; n++) {
		buf_clear(&name);
		add_name(sys, path, n, &name);
		taken = file_exists(sys, name.data);
	}
	return buf_steal(&name);
}
