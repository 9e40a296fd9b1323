/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workbook for a command. */
#include <config.h>

#include "cli/book.h"

#include <fcntl.h>

#include "base/intl.h"
#include "base/mem.h"

static bool same_file(const struct sys *sys, const char *a, const char *b)
{
	struct stat one, other;

	return sys->fstatat(AT_FDCWD, a, &one, 0) == 0 &&
		sys->fstatat(AT_FDCWD, b, &other, 0) == 0 &&
		one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

bool cli_is_workbook(const struct cli *cli, const char *out, const char *workbook)
{
	static const char *const suffixes[] = { "", ".bak", ".journal" };
	bool same = false;
	struct buf path;

	buf_init(&path, 8192);
	for (size_t i = 0; i < ARRAY_LEN(suffixes) && !same; i++) {
		buf_clear(&path);
		buf_addf(&path, "%s%s", workbook, suffixes[i]);
		same = same_file(cli->sys, out, path.data);
	}
	buf_release(&path);
	return same;
}

static bool open_book(struct cli *cli, const char *file, bool writes, unsigned kinds,
		      struct workbook **wb, struct err *err)
{
	struct store_place place = { file ? file : cli_remembered(cli), NULL };
	enum store_mode mode = place.path ? STORE_WRITE_HERE : STORE_WRITE;
	struct store *store = NULL;
	struct cli_home home;
	struct pack *pack;
	struct err why;
	bool ok;

	cli_find_home(&home);
	place.state_folder = home.state_folder;	/* only looked into where nothing is written */
	if (!place.path)
		place.path = home.path;
	if (!place.path || store_look(cli->sys, place.path) == STORE_ABSENT)
		ok = err_set(err, ERR_IO, _("there is no workbook at '%s'; start leaderplus to "
					    "begin one"), place.path ? place.path : "~");
	else
		ok = store_open_kinds(&store, cli->sys, &place, writes ? mode : STORE_READ, kinds, &why) ||
			err_set(err, why.kind, why.kind == ERR_SYNTAX ?
				_("%s; start leaderplus with this workbook, and it offers what can be "
				  "found") : "%s", why.text);
	if (ok && writes && store_read_only(store)) {
		ok = store_is_held(store) ?
			err_set(err, ERR_LOCKED, _("'%s' is open in another window; please close that "
						   "one (Ctrl-Q in it), or do this there"), place.path) :
			err_set(err, ERR_LOCKED, _("nothing can be written to '%s': %s"), place.path,
				store_read_only(store));
		store_close(store);
	} else if (ok && !cli_load_pack(cli, &pack, err)) {
		store_close(store);
		ok = false;
	}
	if (ok)
		*wb = workbook_new(cli->sys, pack, store);
	cli_release_home(&home);
	return ok;
}

bool cli_open_book(struct cli *cli, const char *file, struct workbook **wb, struct err *err)
{
	return open_book(cli, file, false, 1u << KIND_WORKBOOK, wb, err);
}

bool cli_open_book_or_copy(struct cli *cli, const char *file, struct workbook **wb, struct err *err)
{
	return open_book(cli, file, false, 1u << KIND_WORKBOOK | 1u << KIND_COPY, wb, err);
}

bool cli_open_book_to_write(struct cli *cli, const char *file, struct workbook **wb,
			    struct err *err)
{
	return open_book(cli, file, true, 1u << KIND_WORKBOOK, wb, err);
}

bool cli_open_room(struct cli *cli, const char *file, struct workbook **wb, struct err *err)
{
	const struct store_place place = { file, NULL };
	struct store *store = NULL;
	struct pack *pack;

	if (!store_open_kinds(&store, cli->sys, &place, STORE_READ, 1u << KIND_ROOM, err))
		return false;
	if (!cli_load_pack(cli, &pack, err)) {
		store_close(store);
		return false;
	}
	*wb = workbook_new(cli->sys, pack, store);
	return true;
}
