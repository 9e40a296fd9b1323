/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file of a room: which may be one, and how words come to be kept there. */
#include <config.h>

#include "workbook/room.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/xdg.h"
#include "workbook/paths.h"
#include "workbook/workbook_own.h"

#define NAMES_MAX 99	/* rooms that are begun in one minute */

static bool has_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	size_t len = strlen(slash ? slash + 1 : path), end = strlen(ROOM_ENDING);

	return len > end && strcmp(path + strlen(path) - end, ROOM_ENDING) == 0;
}

bool room_may_be(const struct sys *sys, const char *path, struct err *err)
{
	struct stat st;

	if (!has_name(path))
		return err_set(err, ERR_USAGE, _("'%s' is not opened: the words of a room are kept in a "
						 "file of their own, whose name ends in %s"), path, ROOM_ENDING);
	if (sys->fstatat(AT_FDCWD, path, &st, AT_SYMLINK_NOFOLLOW) == 0)
		return S_ISREG(st.st_mode) ||
			err_set(err, ERR_USAGE, _("'%s' is not opened: it is a link, or no file"), path);
	if (errno != ENOENT || (strchr(path, '/') && !path_has_folder(sys, path)))
		return err_set(err, ERR_USAGE, _("cannot keep words in '%s': %s"), path, strerror(errno));
	return true;
}

/* "FOLDER/rooms/room-2026-11-23-1904.room.json", for free(); NULL where there is no home. */
static char *usual_path(time_t now, int n)
{
	char *folder = xdg_data_folder(), at[64] = "";
	struct buf path;
	struct tm tm;

	if (!folder)
		return NULL;
	buf_init(&path, 8192);
	if (localtime_r(&now, &tm))
		strftime(at, sizeof(at), "%Y-%m-%d-%H%M", &tm);
	buf_addf(&path, "%s/rooms/room-%s", folder, at);
	if (n > 1)
		buf_addf(&path, "-%d", n);
	buf_add_str(&path, ROOM_ENDING);
	free(folder);
	return buf_steal(&path);
}

static bool begin(struct workbook *wb, const char *path, struct err *err)
{
	const struct store_place place = { path, NULL };
	struct store *store = NULL;
	bool begun = store_create_with(&store, wb->sys, &place,
				       answers_new_kind(wb->sys, KIND_ROOM, pack_id(wb->pack),
							pack_version(wb->pack)), err);

	return workbook_begin_store(wb, store, begun);
}

char *room_free_path(const struct sys *sys)
{
	char *path = usual_path(sys->now(), 1);

	for (int n = 2; path && file_exists(sys, path) && n <= NAMES_MAX; n++) {
		free(path);
		path = usual_path(sys->now(), n);
	}
	return path;
}

/* Whether the name is somebody else's. */
static bool is_taken(const struct err *err)
{
	return err->kind == ERR_CHANGED || err->kind == ERR_LOCKED;
}

/* The first name of this minute that is free; somebody else may take it a moment before. */
static bool begin_usual(struct workbook *wb, struct err *err)
{
	bool begun = false, again = true;

	for (int n = 1; again && n <= NAMES_MAX; n++) {
		char *path = usual_path(wb->sys->now(), n);

		if (!path)
			return err_set(err, ERR_IO, _("no folder is known in which words could be kept; "
						      "'--room FILE' names a file"));
		begun = begin(wb, path, err);
		again = !begun && is_taken(err);
		free(path);
	}
	return begun;
}

bool room_begin(struct workbook *wb, const char *path, struct err *err)
{
	bool begun;

	if (!path || !has_name(path))
		return begin_usual(wb, err);
	begun = begin(wb, path, err);
	return begun || !is_taken(err) ? begun : begin_usual(wb, err);
}

static bool go_on(struct workbook *wb, const char *path, struct err *err)
{
	const struct store_place place = { path, NULL };
	struct store *store = NULL;
	const char *why;
	bool ok;

	if (!store_open_kinds(&store, wb->sys, &place, STORE_WRITE_HERE, 1u << KIND_ROOM, err))
		return false;
	why = store_read_only(store);
	if (why && store_is_held(store))
		ok = err_set(err, ERR_LOCKED, _("cannot keep words in '%s': it is open in another window; close that "
						"first, or name another file"), path);
	else
		ok = !why || err_set(err, ERR_IO, _("cannot keep words in '%s': %s"), path, why);
	if (ok && strcmp(answers_pack_id(store_answers(store)), pack_id(wb->pack)) != 0)
		ok = err_set(err, ERR_USAGE, _("the room of '%s' worked with another book; '--pack %s' "
					       "goes on with that"), path,
			     answers_pack_id(store_answers(store)));
	if (!ok)
		store_close(store);
	return workbook_begin_store(wb, store, ok);
}

bool room_keep(struct workbook *wb, const char *path, struct err *err)
{
	if (!room_may_be(wb->sys, path, err))
		return false;
	return store_look(wb->sys, path) == STORE_ABSENT ? begin(wb, path, err) :
		go_on(wb, path, err);
}

bool room_open(struct workbook *wb, const char *path, struct err *err)
{
	return !path || (room_may_be(wb->sys, path, err) &&
			 (store_look(wb->sys, path) == STORE_ABSENT || room_keep(wb, path, err)));
}

void room_tell(const struct workbook *wb, const char *path, struct buf *out)
{
	char *usual = path ? NULL : room_free_path(wb->sys);
	const char *end = usual ? strrchr(usual, '/') : NULL;
	struct buf name;

	if (!path && !usual)
		return;
	buf_init(&name, 8192);
	path_add_short(end ? (struct slice){ usual, (size_t)(end - usual) } : slice_of(path), &name);
	/* TRANSLATORS: the words of a room; the name of a file or folder. */
	buf_addf(out, _("Words are kept in %s"), name.data);
	buf_release(&name);
	free(usual);
}

/* ---- voices ---- */

static void add_voice(struct room_voices *voices, size_t *cap, struct slice line)
{
	line = slice_trim(line);
	if (!line.len)
		return;
	voices->items = mem_grow(voices->items, voices->count, cap, sizeof(*voices->items));
	voices->items[voices->count++] = mem_copy(line.data, line.len);
}

static struct room_voices voices_of(const char *text)
{
	struct room_voices voices = { NULL, 0 };
	size_t cap = 0;

	for (;;) {
		size_t len = strcspn(text, "\n");

		add_voice(&voices, &cap, (struct slice){ text, len });
		if (!text[len])
			return voices;
		text += len + 1;
	}
}

struct room_voices room_voices(const struct workbook *wb, size_t page)
{
	return voices_of(workbook_text(wb, page));
}

void room_release(struct room_voices *voices)
{
	for (size_t i = 0; i < voices->count; i++)
		free(voices->items[i]);
	free(voices->items);
}

bool room_has_voices(const struct workbook *wb, size_t page)
{
	return slice_trim(slice_of(workbook_text(wb, page))).len > 0;
}
