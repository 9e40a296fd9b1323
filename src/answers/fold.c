/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folds: the newest copy of each key, in order. */
#include <config.h>

#include "answers/fold.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "answers/fold_own.h"
#include "base/intl.h"
#include "base/mem.h"

struct fold *fold_new(const struct fold_request *request)
{
	struct fold *f = MEM_NEW(struct fold);

	f->request = *request;
	f->sort = sort_new(request->sys, request->folder, request->memory);
	buf_init(&f->held, SORT_RECORD_MAX);
	buf_init(&f->given, SORT_RECORD_MAX);
	return f;
}

void fold_free(struct fold *f)
{
	if (!f)
		return;
	sort_free(f->sort);
	buf_release(&f->held);
	buf_release(&f->given);
	free(f);
}

bool fold_is_empty(const struct fold *f)
{
	return !f->any;
}

bool fold_has_passed(const struct fold *f)
{
	return f->told > 0;
}

struct slice fold_head(void)
{
	/* Not translated, so that it is the same everywhere. */
	return slice_of("{\"format\":\"leaderplus-fold\",\"version\":1,\"note\":\"not for publication: it holds "
			"what each person wrote, whoever is few enough to be known by it\"}\n");
}

void fold_tell(struct fold *f, const char *path, size_t line, size_t column, const char *what)
{
	const struct finding finding = { path, line, column, false, what };

	f->told++;
	f->request.passed.add(f->request.passed.context, &finding);
}

bool fold_add(struct fold *f, const struct voice_copy *copy, struct err *err)
{
	struct buf record;
	bool ok;

	buf_init(&record, SORT_RECORD_MAX);
	buf_addf(&record, "%s\t%016" PRIx64 "\t", copy->key, (uint64_t)copy->clock);
	ok = voice_print(copy, &record, err) && sort_add(f->sort, slice_buf(&record), err);
	buf_release(&record);
	f->any = f->any || ok;
	return ok;
}

/* Names the first thing that is wrong with a copy that could not be read for WHY. */
static void tell_wrong(struct fold *f, struct slice json, const char *path, size_t line,
		       const struct err *why)
{
	struct report_first first;
	struct report report = report_first(&first);

	if (!voice_check(json, &report) && first.any)
		fold_tell(f, path, line ? line : first.line, first.column, first.what);
	else
		fold_tell(f, path, line, 0, why->text);
}

bool fold_take(struct fold *f, struct slice json, const char *path, size_t line, struct err *err)
{
	struct voice_copy copy;
	struct err why;
	bool ok = true;

	if (!voice_read(&copy, json, &why)) {
		tell_wrong(f, json, path, line, &why);
		return true;
	}
	if (f->request.pack_id && strcmp(copy.pack_id, f->request.pack_id) != 0) {
		err_set(&why, ERR_USAGE, _("this belongs to another book, '%s'; --pack names the "
					   "book whose copies are gathered"), copy.pack_id);
		fold_tell(f, path, line, 0, why.text);
	} else {
		ok = fold_add(f, &copy, err);
	}
	voice_release(&copy);
	return ok;
}

static size_t key_len(struct slice record)
{
	return (size_t)((const char *)memchr(record.data, '\t', record.len) - record.data) + 1;
}

static bool same_key(struct slice a, struct slice b)
{
	return slice_equal(slice_part(a, 0, key_len(a)), slice_part(b, 0, key_len(b)));
}

static void hold(struct fold *f, struct slice record)
{
	buf_clear(&f->held);
	buf_add_slice(&f->held, record);
}

/* Lends the line of what was held. */
static enum sort_got give(struct fold *f, struct slice *line)
{
	struct buf held = f->held;
	size_t before;

	f->held = f->given;
	f->given = held;
	before = key_len(slice_buf(&held)) + 17;	/* the clock and its TAB */
	*line = slice_part(slice_buf(&held), before, held.len);
	return SORT_RECORD;
}

enum sort_got fold_next(struct fold *f, struct slice *line, struct err *err)
{
	struct slice record;
	enum sort_got got;

	if (f->ended)
		return SORT_END;
	while ((got = sort_next(f->sort, &record, err)) == SORT_RECORD) {
		/* Of one key the newest comes last. */
		if (f->held.len && !same_key(slice_buf(&f->held), record)) {
			give(f, line);
			hold(f, record);
			return SORT_RECORD;
		}
		hold(f, record);
	}
	if (got == SORT_FAILED)
		return SORT_FAILED;
	f->ended = true;
	return f->held.len ? give(f, line) : SORT_END;
}
