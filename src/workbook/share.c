/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies for a mentor and for the group: made, named and saved. */
#include <config.h>

#include "workbook/share_own.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "answers/identity.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/intl.h"
#include "base/mem.h"
#include "workbook/entry.h"
#include "workbook/paths.h"
#include "workbook/tell.h"
#include "workbook/workbook_own.h"

#define NAMES_MAX 100	/* of a day that are tried */
#define LETTERS 5	/* in the name of a copy for the group */

enum audience share_audience(enum share_kind kind)
{
	return kind == SHARE_GROUP ? AUDIENCE_GROUP : AUDIENCE_MENTOR;
}

struct share_choice share_choice(const struct workbook *wb, enum share_kind kind)
{
	struct share_choice choice = {
		.language = pack_language(wb->pack), .earlier = kind == SHARE_MENTOR_EARLIER,
	};

	if (wb->writes_again) {
		const struct pack_page *page = pack_page(wb->pack, wb->again);

		choice.but = entry_id(store_answers(wb->store), page);
		choice.but_part = entry_part(page);
	}
	return choice;
}

void share_voices(const struct workbook *wb, struct voice_copy *copy)
{
	const struct share_choice choice = share_choice(wb, SHARE_GROUP);

	share_for_group(store_answers(wb->store), &choice, copy);
}

/* ---- the key of the group ---- */

static bool make_key(struct workbook *wb, struct err *err)
{
	const char *locked = workbook_locked(wb);
	char key[ID_SIZE];

	if (locked)
		return err_set(err, ERR_IO, _("the first copy for the group can only be made where the "
					      "workbook can be written: %s"), locked);
	id_random(wb->sys, key);
	return identity_set_group_key(store_answers(wb->store), key, err) && workbook_save(wb, err);
}

/* The workbook's key, made where there is none and saved before anybody sees it; for free(), or
 * NULL. */
static char *find_key(struct workbook *wb, struct err *err)
{
	struct answers *answers = store_answers(wb->store);
	char *key = identity_group_key(answers);

	/* One that was made a moment ago may still be on its way into the file. */
	if (key && !workbook_locked(wb) && !workbook_save(wb, err)) {
		free(key);
		return NULL;
	}
	if (!key && make_key(wb, err))
		key = identity_group_key(answers);
	return key;
}

/* ---- the copy ---- */

static bool make_for_group(struct workbook *wb, struct buf *out, struct err *err)
{
	struct voice_copy copy = { .key = find_key(wb, err) };
	bool ok;

	if (!copy.key)
		return false;
	share_voices(wb, &copy);
	ok = voice_print(&copy, out, err);
	buf_add_char(out, '\n');
	voice_release(&copy);
	return ok;
}

bool share_make(struct workbook *wb, enum share_kind kind, struct buf *out, struct err *err)
{
	const struct share_choice choice = share_choice(wb, kind);
	struct answers *copy;
	bool ok;

	if (kind == SHARE_GROUP)
		return make_for_group(wb, out, err);
	copy = share_for_mentor(store_answers(wb->store), &choice);
	ok = answers_print(copy, out, err);
	answers_free(copy);
	return ok;
}

bool share_save(struct workbook *wb, enum share_kind kind, const char *path, bool over,
		struct err *err)
{
	struct buf out;
	bool ok;

	/* Before a key is made for nothing. */
	if (!over && file_exists(wb->sys, path))
		return err_set(err, ERR_CHANGED, _("'%s' exists already"), path);
	buf_init(&out, SHARE_MAX + 1);
	ok = share_make(wb, kind, &out, err) &&
		(over ? file_replace(wb->sys, path, slice_buf(&out), err) :
		 file_create(wb->sys, path, slice_buf(&out), err));
	buf_release(&out);
	return ok;
}

bool share_copy(struct workbook *wb, enum share_kind kind, const char *path, struct buf *why)
{
	size_t len = strlen(path);
	struct err err;

	if (len < 5 || strcasecmp(path + len - 5, ".json") != 0) {
		buf_add_str(why, _("Not saved. This copy is read with leaderplus: let its name end in "
				   ".json."));
	} else if (strchr(path, '/') && !path_has_folder(wb->sys, path)) {
		tell_no_folder(path, why);
	} else if (share_save(wb, kind, path, false, &err)) {
		return true;
	} else if (err.kind == ERR_CHANGED) {
		buf_addf(why, _("No copy was made: '%s' exists already. Choose another name."), path);
	} else {
		buf_addf(why, _("Not saved: %s."), err.text);
	}
	return false;
}

/* ---- its name ---- */

/* A hyphen and some letters by chance. */
static void add_letters(const struct workbook *wb, char out[32])
{
	unsigned char bytes[LETTERS];

	wb->sys->random(bytes, sizeof(bytes));
	*out++ = '-';
	for (size_t i = 0; i < LETTERS; i++)
		*out++ = (char)('a' + bytes[i] % 26);
	*out = '\0';
}

void share_name(const struct workbook *wb, enum share_kind kind, int n, struct buf *out)
{
	time_t now = workbook_now(wb);
	char date[32] = "";
	struct tm tm;

	/* A copy without a name shall not have a day, either; but those of a group shall not take
	 * each other's place where they are gathered. */
	if (kind == SHARE_GROUP)
		add_letters(wb, date);
	else if (localtime_r(&now, &tm))
		strftime(date, sizeof(date), "-%Y-%m-%d", &tm);
	/* TRANSLATORS: the first part of a file's name, in letters that every computer knows. */
	buf_addf(out, "%s-%s%s", kind == SHARE_GROUP ? _("for-the-group") : _("for-my-mentor"),
		 pack_id(wb->pack), date);
	if (n > 1)
		buf_addf(out, "-%d", n);
	buf_add_str(out, ".json");
}

void share_suggest(const struct workbook *wb, enum share_kind kind, const char *folder,
		   struct buf *out)
{
	bool taken = true;

	for (int n = 1; taken && n < NAMES_MAX; n++) {
		char *path;

		buf_clear(out);
		buf_add_str(out, folder);
		share_name(wb, kind, n, out);
		path = path_expand(out->data);
		taken = file_exists(wb->sys, path);
		free(path);
	}
}

char *share_path(const struct workbook *wb, enum share_kind kind, const char *typed)
{
	char *path = path_expand(typed);
	struct buf folder, whole;

	buf_init(&folder, 8192);
	buf_init(&whole, 8192);
	buf_addf(&folder, "%s%s", path, *path && path[strlen(path) - 1] == '/' ? "" : "/");
	if (path_has_folder(wb->sys, folder.data)) {
		share_suggest(wb, kind, folder.data, &whole);
		free(path);
		path = buf_steal(&whole);
	}
	buf_release(&whole);
	buf_release(&folder);
	return path;
}
