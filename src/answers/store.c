/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One open workbook file: looking whether it is there, and what the reader is told about it. */
#include <config.h>

#include "answers/store.h"

#include <stdlib.h>

#include "answers/origin.h"
#include "answers/sidecar.h"
#include "answers/store_own.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/xdg.h"

static void see_conflict(void *context, enum sidecar_kind kind, const char *path)
{
	(void)path;
	if (kind == SIDECAR_OF_CONFLICT)
		*(bool *)context = true;
}

/* Whether words of a workbook that is gone stand in its journal. */
static bool has_journal(const struct sys *sys, const char *path)
{
	char *name = sidecar_path(path, SIDECAR_JOURNAL);
	struct journal_record record;
	struct err ignored;
	bool has = journal_read(sys, name, &record, &ignored) == JOURNAL_RECORD;

	if (has) {
		has = record.payload.len > 0;
		buf_release(&record.payload);
	}
	free(name);
	return has;
}

/* Whether something beside PATH, which is gone, tells of it. */
static bool has_remains(const struct sys *sys, const char *path)
{
	char *backup = sidecar_path(path, SIDECAR_BACKUP);
	bool has = file_exists(sys, backup) || has_journal(sys, path);

	free(backup);
	if (!has)
		sidecar_each(path, see_conflict, &has);
	return has;
}

enum store_found store_look(const struct sys *sys, const char *path)
{
	struct err ignored;
	char *real = file_resolve(sys, path, &ignored);
	enum store_found found = STORE_ABSENT;

	if (!real)
		return STORE_PRESENT;	/* links that lead nowhere: not a first start */
	if (file_exists(sys, real))
		found = STORE_PRESENT;
	else if (has_remains(sys, real))
		found = STORE_REMAINS;
	free(real);
	return found;
}

char *store_default_path(void)
{
	char *folder = xdg_data_folder();
	char *path = folder ? sidecar_path(folder, "/workbook.json") : NULL;

	free(folder);
	return path;
}

void store_check_backup(struct store *s)
{
	if (s->read_only || s->whole || s->source == STORE_BACKUP)
		return;
	s->disk.spares_backup = s->source != STORE_FILE ||
		!origin_backup_is_older(s->sys, s->disk.path, s->answers);
	if (s->disk.spares_backup && s->source == STORE_FILE)
		store_warn(s, _("the copy beside this file, with '.bak' in its name, is not of its last "
				"save; the next one gives it a name with 'conflict'"));
}

void store_close(struct store *store)
{
	if (!store)
		return;
	writer_stop(store->writer);
	lock_release(&store->lock);
	store_drop_old(store, true);
	free(store->old);
	answers_free(store->answers);
	for (size_t i = 0; i < store->warned; i++)
		free(store->warnings[i]);
	free(store->read_only);
	free(store->elsewhere);
	free(store->conflict);
	disk_release(&store->disk);
	free(store);
}

struct answers *store_answers(struct store *store)
{
	return store->answers;
}

const char *store_path(const struct store *store)
{
	return store->disk.path;
}

bool store_came_back(const struct store *store)
{
	return store->came_back;
}

const char *store_read_only(const struct store *store)
{
	return store->read_only;
}

const char *store_warning(const struct store *store, size_t i)
{
	return i < store->warned ? store->warnings[i] : NULL;
}

bool store_is_held(const struct store *store)
{
	return store->held;
}

bool store_wrote_over(const struct store *store)
{
	return store->wrote_over;
}

bool store_is_in_place(const struct store *store)
{
	return store->disk.in_place;
}

bool store_same_hand(const struct store *store)
{
	return store->same_hand;
}

int64_t store_foreign(const struct store *store)
{
	return store->disk.foreign;
}
