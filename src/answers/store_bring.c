/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Another copy of the workbook takes the place of what is open, where it has all of it. */
#include <config.h>

#include "answers/store_own.h"

#include <string.h>

#include "answers/contains.h"
#include "base/file.h"
#include "base/intl.h"

static bool may_bring(struct store *s, const struct answers *other, struct err *err)
{
	if (s->read_only)
		return err_set(err, ERR_IO, _("nothing can be brought in here: %s"), s->read_only);
	if (s->conflict || disk_is_foreign(&s->disk))
		return err_set(err, ERR_CHANGED, _("somebody else has changed '%s' since it was opened"),
			       s->disk.path);
	if (answers_kind(s->answers) != answers_kind(other) ||
	    strcmp(answers_id(s->answers), answers_id(other)) != 0 ||
	    !answers_contains(other, s->answers))
		return err_set(err, ERR_CHANGED, _("the other copy has not all that is in this one"));
	return true;
}

/* Whether the file is, byte for byte, what it was. */
static bool is_as_it_was(const struct store *s)
{
	struct err ignored;
	struct buf bytes;
	bool same;

	buf_init(&bytes, ANSWERS_FILE_MAX);
	same = file_read(s->sys, s->disk.path, ANSWERS_FILE_MAX, &bytes, &ignored) == FILE_READ &&
		hash_equal(hash_of(slice_buf(&bytes)), s->disk.saved);
	buf_release(&bytes);
	return same;
}

static void swap(struct store *s, struct answers **other)
{
	struct answers *ours = s->answers;

	s->answers = *other;
	*other = ours;
}

bool store_bring(struct store *s, struct answers **other, struct err *err)
{
	store_settle(s);
	if (s->failed) {
		*err = s->trouble;
		return false;
	}
	if (!may_bring(s, *other, err))
		return false;
	swap(s, other);
	if (!store_save(s, err)) {
		swap(s, other);
		/* Where the name was taken but not for good, the next save takes it back. */
		s->failed = !is_as_it_was(s);
		return false;
	}
	/* What another hand wrote is not for us to amend, in this sitting or the next. */
	s->same_hand = false;
	s->disk.foreign = answers_clock(s->answers);
	return true;
}
