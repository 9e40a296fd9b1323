/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Another copy of the workbook that is open: comparing the two, and bringing it in. */
#include <config.h>

#include "workbook/bring.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "answers/contains.h"
#include "answers/sidecar.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/intl.h"
#include "base/mem.h"
#include "workbook/summary.h"

static bool is_same_file(const struct sys *sys, const char *a, const char *b)
{
	struct stat one, other;

	return sys->fstatat(AT_FDCWD, a, &one, 0) == 0 && sys->fstatat(AT_FDCWD, b, &other, 0) == 0 &&
		one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

enum bring_kind bring_compare(const struct answers *a, const struct answers *b)
{
	bool has_b, has_a;

	if (strcmp(answers_id(a), answers_id(b)) != 0)
		return BRING_ANOTHER;
	has_b = answers_contains(a, b);
	has_a = answers_contains(b, a);
	if (has_b)
		return has_a ? BRING_SAME : BRING_LESS;
	return has_a ? BRING_MORE : BRING_APART;
}

/* What this version does not know well enough to say who has what. */
static bool check_other(const struct answers *a, const char *path, struct err *err)
{
	if (answers_is_newer(a))
		return err_set(err, ERR_NEWER, _("a newer version of leaderplus wrote '%s'; please bring it "
						 "in with that"), path);
	if (answers_is_full(a))
		return err_set(err, ERR_SYNTAX, _("the clock in '%s' has run out, so it seems damaged"),
			       path);
	return true;
}

bool bring_open(struct bring *b, struct workbook *wb, const struct sys *sys, const char *path,
		struct err *err)
{
	const struct store_place place = { path, NULL };
	struct store *store;

	if (!store_open(&store, sys, &place, STORE_READ, err))
		return false;
	if (!check_other(store_answers(store), path, err)) {
		store_close(store);
		return false;
	}
	*b = (struct bring){ .path = mem_string(path), .store = store };
	b->kind = is_same_file(sys, path, workbook_path(wb)) ? BRING_SELF :
		bring_compare(workbook_answers(wb), store_answers(store));
	return true;
}

void bring_release(struct bring *b)
{
	store_close(b->store);
	free(b->path);
	*b = (struct bring){ 0 };
}

/* A copy of A, which stays. */
static bool copy(const struct answers *a, struct answers **out, struct err *err)
{
	struct buf bytes;
	bool ok;

	buf_init(&bytes, ANSWERS_FILE_MAX);
	ok = answers_print(a, &bytes, err) && answers_read(out, slice_buf(&bytes), err);
	buf_release(&bytes);
	return ok;
}

/* The hash of the file PATH and SUFFIX; false where there is none that can be read. */
static bool hash_file(const struct sys *sys, const char *path, const char *suffix, struct hash *hash)
{
	char *name = sidecar_path(path, suffix);
	struct err ignored;
	struct buf bytes;
	bool known;

	buf_init(&bytes, ANSWERS_FILE_MAX);
	known = file_read(sys, name, ANSWERS_FILE_MAX, &bytes, &ignored) == FILE_READ;
	if (known)
		*hash = hash_of(slice_buf(&bytes));
	buf_release(&bytes);
	free(name);
	return known;
}

bool bring_in(struct bring *b, struct workbook *wb, const struct sys *sys, bool *backup,
	      struct err *err)
{
	const char *path = workbook_path(wb);
	struct hash before, kept;
	struct answers *other;
	bool known, brought;

	if (!copy(store_answers(b->store), &other, err))
		return false;
	known = hash_file(sys, path, "", &before);
	brought = workbook_bring(wb, &other, err);
	answers_free(other);
	*backup = brought && known && hash_file(sys, path, SIDECAR_BACKUP, &kept) &&
		hash_equal(before, kept);
	return brought;
}

struct doc *bring_words(const struct bring *b, struct workbook *wb)
{
	struct doc *doc = summary_words(workbook_pack(wb), store_answers(b->store)), *whole = doc_new();
	struct buf text;

	buf_init(&text, 16384);
	doc_add_heading(whole, 1, slice_of(_("The words in the other copy")));
	buf_addf(&text, _("They stand in %s, where nothing is changed by reading them."), b->path);
	doc_add_paragraph(whole, slice_buf(&text));
	doc_add_blocks(whole, doc, 0, doc_count(doc));
	buf_release(&text);
	doc_free(doc);
	return whole;
}
