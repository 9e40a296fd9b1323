/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beginning a workbook file. */
#include <config.h>

#include <stdlib.h>

#include "answers/sidecar.h"
#include "answers/store_own.h"
#include "base/file.h"
#include "base/intl.h"

static bool make_folder(const struct store *s, struct err *err)
{
	char *folder = sidecar_folder(s->disk.path);
	bool made = file_make_folder(s->sys, folder, err);

	free(folder);
	return made;
}

static bool create(struct store *s, struct err *err)
{
	struct err why;
	char *path;
	bool locked;

	if (file_exists(s->sys, s->disk.path))
		return err_set(err, ERR_CHANGED, _("'%s' exists already"), s->disk.path);
	if (!make_folder(s, err))
		return false;
	path = sidecar_path(s->disk.path, SIDECAR_LOCK);
	locked = lock_take(&s->lock, s->sys, path, &why);
	free(path);
	if (!locked && why.kind == ERR_LOCKED)
		return err_set(err, ERR_LOCKED, "%s", why.text);
	store_check_modes(s);
	s->disk.journals = locked;
	store_sweep(s);
	disk_know_folder(&s->disk);
	if (!store_clear_journal(s, err))
		return false;
	if (!answers_print(s->answers, &s->disk.bytes, err))
		return false;
	store_submit(s, DISK_CREATE, answers_clock(s->answers));
	if (s->failed) {
		*err = s->trouble;
		return false;
	}
	if (!locked)
		store_warn(s, _("files cannot be locked here; open this workbook in one window only"));
	return true;
}

bool store_create_with(struct store **store, const struct sys *sys,
		       const struct store_place *place, struct answers *first, struct err *err)
{
	struct store *s = store_new(sys, place, STORE_WRITE, err);

	if (!s) {
		answers_free(first);
		return false;
	}
	s->answers = first;
	s->kinds = 1u << answers_kind(first);
	if (!create(s, err)) {
		store_close(s);
		return false;
	}
	s->same_hand = s->lock.fd >= 0;
	*store = s;
	return true;
}

bool store_create(struct store **store, const struct sys *sys, const struct store_place *place,
		  const char *pack_id, const char *pack_version, struct err *err)
{
	return store_create_with(store, sys, place, answers_new(sys, pack_id, pack_version), err);
}
