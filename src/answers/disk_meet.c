/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Another hand's file that a save comes upon, for the store to merge. */
#include <config.h>

#include "answers/answers.h"
#include "answers/disk_own.h"
#include "base/file.h"

void disk_meet(struct disk *d, enum disk_met met, const struct buf *bytes)
{
	if ((d->job != DISK_SAVE && d->job != DISK_ERASE) || d->keeps != DISK_KEEPS_BACKUP || d->meets_none ||
	    (d->has_apart && hash_equal(d->apart, hash_of(slice_buf(bytes)))))
		return;
	d->met = met;
	buf_clear(&d->theirs);
	buf_add_slice(&d->theirs, slice_buf(bytes));
}

bool disk_meet_again(struct disk *d)
{
	struct err ignored;
	struct buf bytes;

	buf_init(&bytes, ANSWERS_FILE_MAX);
	if (file_read(d->sys, d->path, ANSWERS_FILE_MAX, &bytes, &ignored) == FILE_READ)
		disk_meet(d, MET_AT_NAME, &bytes);
	buf_release(&bytes);
	return d->met == MET_AT_NAME;
}
