/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a save is about to replace, and what may have words of its own, gets another name. */
#include <config.h>

#include "answers/disk_own.h"

#include <stdlib.h>

#include "answers/answers.h"
#include "answers/sidecar.h"
#include "base/file.h"

enum {
	NAME_TRIES = 9,		/* for one second */
	THEIRS_TRIES = 9999	/* the same where it is not ours to try again */
};

/* PATH under the name ASIDE, too; ASIDE lies elsewhere where no file can be made beside PATH. */
static bool put_aside(const struct disk *d, const char *path, const char *aside, struct err *err)
{
	struct buf bytes;
	bool put;

	if (!d->in_place)
		return file_keep_aside(d->sys, path, aside, err);
	buf_init(&bytes, ANSWERS_FILE_MAX);
	put = file_read(d->sys, path, ANSWERS_FILE_MAX, &bytes, err) == FILE_READ &&
		file_create(d->sys, aside, slice_buf(&bytes), err);
	buf_release(&bytes);
	return put;
}

bool disk_keep_aside(const struct disk *d, const char *path, bool is_broken, struct err *err)
{
	const char *side = d->in_place ? d->side : d->path;
	char host[SIDECAR_HOST_SIZE];
	time_t now = d->sys->now();
	bool kept = false;

	sidecar_host(host);
	err->kind = ERR_CHANGED;
	for (int n = 1; n <= NAME_TRIES && !kept && err->kind == ERR_CHANGED; n++) {
		char *aside = is_broken ? sidecar_broken(side, now, n) :
			sidecar_conflict(side, host, now, n);

		kept = put_aside(d, path, aside, err);
		free(aside);
	}
	return kept;
}

bool disk_keep_theirs(const struct disk *d, struct file_new *out, struct err *err)
{
	char host[SIDECAR_HOST_SIZE];
	time_t now = d->sys->now();
	bool kept = false;

	sidecar_host(host);
	err->kind = ERR_CHANGED;
	for (int n = 1; n <= THEIRS_TRIES && !kept && err->kind == ERR_CHANGED; n++) {
		char *aside = sidecar_conflict(d->path, host, now, n);

		kept = file_swapped_keep(out, aside, err);
		free(aside);
	}
	if (!kept)
		file_swap_back(out);
	return kept;
}
