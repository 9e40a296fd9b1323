/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lies apart from the workbook file: words in one for a conflict, and what saves that were cut
 * short have left. */
#include <config.h>

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answers/contains.h"
#include "answers/disk_own.h"
#include "answers/sidecar.h"
#include "answers/store_own.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"

enum { SAID_MAX = 65536 };	/* bytes of a warning */

/* What PATH holds, or NULL. */
static struct answers *read_at(const struct store *s, const char *path)
{
	struct answers *there = NULL;
	struct err ignored;
	struct buf bytes;

	buf_init(&bytes, ANSWERS_FILE_MAX);
	if (file_read(s->sys, path, ANSWERS_FILE_MAX, &bytes, &ignored) != FILE_READ ||
	    !answers_read(&there, slice_buf(&bytes), &ignored))
		there = NULL;
	buf_release(&bytes);
	return there;
}

/* Whether B has words that A has not, as has what cannot be merged into it; answers_contains asks for
 * more than words. */
static bool has_news(struct answers *a, const struct answers *b)
{
	struct merge_news news = { 0 };
	struct answers *copy;
	struct err ignored;
	struct buf json;
	bool has = true;

	buf_init(&json, ANSWERS_FILE_MAX);
	if (answers_print(a, &json, &ignored) && answers_read(&copy, slice_buf(&json), &ignored)) {
		if (answers_merge(copy, b, false, &news, &ignored))
			has = news.layers + news.items[ITEM_STEP] + news.items[ITEM_NOTE] +
				news.items[ITEM_REPLY] > 0;
		answers_free(copy);
	}
	buf_release(&json);
	return has;
}

static bool has_words(const struct answers *a)
{
	for (int part = 0; part < PART_COUNT; part++)
		if (answers_count(a, part))
			return true;
	return false;
}

/* Whether PATH is what a save has found in the place of the file, and was cut short before it had a
 * name of its own: it has words that are not here, and not all that are.  What a save was about to
 * write has all, and what it replaced has no others. */
static bool is_theirs(const struct store *s, const char *path)
{
	struct answers *left = read_at(s, path);
	bool is = left && has_words(left) && has_news(s->answers, left) && has_news(left, s->answers);

	answers_free(left);
	return is;
}

/* What saves that were cut short have left; nobody else saves while we hold the lock. */
static void sweep(void *store, enum sidecar_kind kind, const char *path)
{
	const struct store *s = store;
	struct err ignored;
	struct stat st;

	if (kind == SIDECAR_OF_SAVE &&
	    s->sys->fstatat(AT_FDCWD, path, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    S_ISREG(st.st_mode) && st.st_uid == geteuid() &&
	    (!is_theirs(s, path) || disk_keep_aside(&s->disk, path, false, &ignored)))
		(void)s->sys->unlinkat(AT_FDCWD, path, 0);
}

void store_sweep(struct store *s)
{
	if (s->lock.fd < 0)
		return;
	sidecar_each(s->disk.path, sweep, s);
	if (strcmp(s->disk.side, s->disk.path) != 0)
		sidecar_each(s->disk.side, sweep, s);
}

/* Whether all that PATH holds is in S too, as when it was merged later. */
static bool has_all(const struct store *s, const char *path)
{
	struct answers *apart = read_at(s, path);
	bool has = apart && answers_kind(apart) == answers_kind(s->answers) &&
		answers_is_same_workbook(s->answers, apart) && answers_contains(s->answers, apart);

	answers_free(apart);
	return has;
}

struct looking {
	const struct store *s;
	char *last;	/* by name, and so the newest of this computer; NULL: none */
};

/* What lies beside such a file in its turn, which was opened by its name, is none. */
static void see_conflict(void *context, enum sidecar_kind kind, const char *path)
{
	struct looking *l = context;

	if (kind != SIDECAR_OF_CONFLICT || (l->last && strcmp(l->last, path) > 0) ||
	    sidecar_is_beside(path) || has_all(l->s, path))
		return;
	free(l->last);
	l->last = mem_string(path);
}

void store_warn_of_conflict(struct store *s)
{
	struct looking l = { .s = s };
	struct buf said;

	(void)sidecar_each(s->disk.path, see_conflict, &l);
	if (!l.last)
		return;
	buf_init(&said, SAID_MAX);
	buf_addf(&said, _("other words of yours were kept apart from this file, the last in '%s'; open "
			  "it by that name to read them"), l.last);
	store_warn(s, said.data);
	buf_release(&said);
	free(l.last);
}
