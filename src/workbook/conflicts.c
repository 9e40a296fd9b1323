/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The copies that lie beside a workbook because it was changed in two places at once. */
#include <config.h>

#include "workbook/conflicts.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "answers/contains.h"
#include "answers/sidecar.h"
#include "base/mem.h"
#include "text/fold.h"
#include "text/utf8.h"
#include "workbook/bring.h"

#define PATH_BYTES 8192
#define LOOKED_AT 20	/* of the files with such names: a folder may be full of them */
#define HOST_MAX 18	/* a name of 15, as Windows has them, and a number behind it */

/* ---- names ---- */

/* What the languages of these programs call a conflict. */
static const char *const words[] = {
	"conflict",		/* English, Dutch and Spanish; Syncthing, Seafile, Resilio, Nextcloud */
	"conflit",		/* French, Italian, Portuguese */
	"konflikt",		/* German, Danish, Norwegian, Polish, Czech */
	"motstridig",		/* Swedish */
	"ristiriita",		/* Finnish */
	"çakış",		/* Turkish */
	"gwrthdaro",		/* Welsh */
	"конфлікт", "конфликт", "競合", "問題のあるコピー", "冲突", "衝突", "충돌",
};

static bool has_word(struct slice part)
{
	struct fold text, word;
	struct fold_from match;
	bool found = false;
	size_t at;

	fold_init(&text);
	fold_init(&word);
	fold_make(&text, part, FOLD_BLANKS);
	for (size_t i = 0; i < ARRAY_LEN(words) && !found; i++) {
		fold_make(&word, slice_of(words[i]), FOLD_BLANKS);
		at = 0;
		found = fold_find(&text, fold_needle(&word), &at, &match);
	}
	fold_release(&word);
	fold_release(&text);
	return found;
}

/* " (Ann's conflicted copy 2026-11-23)", "_conflict-20261123", ".sync-conflict-...": a word of its
 * own, for a workbook may be about conflicts. */
static bool is_conflict(struct slice part)
{
	return strchr(" ([_.-", part.data[0]) && utf8_check(part) == part.len && has_word(part);
}

/* " (1)" and "(1)" of Google Drive, " 2" of iCloud; a year is none of these. */
static bool is_number(struct slice part)
{
	size_t digits;

	if (part.data[0] == ' ')
		part = slice_part(part, 1, part.len);
	else if (part.data[0] != '(')
		return false;
	if (part.len > 2 && part.data[0] == '(' && part.data[part.len - 1] == ')')
		part = slice_part(part, 1, part.len - 1);
	digits = part.len;
	if (!digits || digits > 2 || part.data[0] == '0')
		return false;
	while (digits && part.data[digits - 1] >= '0' && part.data[digits - 1] <= '9')
		digits--;
	return !digits;
}

/* "-DESKTOP-4F7K2" of OneDrive, which has the names of computers in capitals. */
static bool is_computer(struct slice part)
{
	bool letter = false;

	if (part.data[0] != '-' || part.len < 2 || part.len > 1 + HOST_MAX)
		return false;
	for (size_t i = 1; i < part.len; i++) {
		char c = part.data[i];

		letter = letter || (c >= 'A' && c <= 'Z');
		if (!(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') && c != '-')
			return false;
	}
	return letter;
}

/* FILE.conflict-HOST-TIME, FILE.conflict1 (rclone): not what lies beside that in its turn. */
static bool is_behind(const char *file, const char *name)
{
	const char *rest = name + strlen(file);

	return strncmp(name, file, strlen(file)) == 0 &&
		(strncmp(rest, ".conflict", 9) == 0 || strncmp(rest, ".Conflict", 9) == 0) &&
		!sidecar_is_beside(rest);
}

/* Whether NAME is FILE with something put in before its ending. */
static bool is_made_of(const char *file, const char *name)
{
	const char *ending = strrchr(file, '.');
	size_t stem, end, len = strlen(name);
	struct slice part;

	if (is_behind(file, name))
		return true;
	if (!ending || ending == file)
		ending = file + strlen(file);
	stem = (size_t)(ending - file);
	end = strlen(ending);
	if (len <= stem + end || strncmp(name, file, stem) != 0 || !slice_ends(slice_of(name), ending))
		return false;
	part = (struct slice){ name + stem, len - stem - end };
	return is_conflict(part) || is_number(part) || is_computer(part);
}

bool conflicts_is_name(const char *one, const char *other)
{
	return is_made_of(one, other) || is_made_of(other, one);
}

/* ---- files ---- */

static int compare_age(const void *left, const void *right)
{
	const struct copy *a = left, *b = right;

	if (a->at != b->at)
		return a->at > b->at ? -1 : 1;
	return strcmp(a->path, b->path);
}

/* All in the folder of PATH with such names. */
static void find_names(struct copies *c, const struct sys *sys, const char *path)
{
	const char *slash = strrchr(path, '/'), *last = slash ? slash + 1 : path;
	char *folder = sidecar_folder(path);
	DIR *dir = opendir(folder);
	struct dirent *entry;
	struct stat st;
	struct buf name;

	buf_init(&name, PATH_BYTES);
	while (dir && c->count < COPIES_MAX && (entry = readdir(dir))) {
		if (!conflicts_is_name(last, entry->d_name))
			continue;
		buf_clear(&name);
		buf_add(&name, path, (size_t)(last - path));
		buf_add_str(&name, entry->d_name);
		if (name.full || sys->fstatat(AT_FDCWD, name.data, &st, 0) != 0 || !S_ISREG(st.st_mode))
			continue;
		c->items = mem_grow(c->items, c->count, &c->cap, sizeof(*c->items));
		c->items[c->count++] = (struct copy){ .path = mem_string(name.data), .at = st.st_mtime };
	}
	buf_release(&name);
	if (dir)
		closedir(dir);
	free(folder);
	if (c->count)
		qsort(c->items, c->count, sizeof(*c->items), compare_age);
}

/* What of a copy is looked for. */
typedef bool is_wanted(const struct bring *b);

static bool has_more(const struct bring *b)
{
	return b->kind == BRING_MORE || b->kind == BRING_APART;
}

static bool is_copy(const struct bring *b)
{
	return has_more(b) || b->kind == BRING_SAME || b->kind == BRING_LESS;
}

enum { NOTHING, WANTED, DAMAGED };

static int look(const struct sys *sys, struct workbook *wb, struct copy *copy, is_wanted *wanted)
{
	struct err why;
	struct bring b;
	bool is;

	if (!bring_open(&b, wb, sys, copy->path, &why))
		return why.kind == ERR_USAGE || why.kind == ERR_NEWER ? NOTHING : DAMAGED;
	is = wanted(&b);
	copy->gone = b.news.merged.gone > 0;
	copy->erased = b.news.merged.erased && !bring_has_words(&b);
	bring_release(&b);
	return is ? WANTED : NOTHING;
}

static void find(struct copies *c, const struct sys *sys, struct workbook *wb, is_wanted *wanted)
{
	size_t kept = 0;

	*c = (struct copies){ 0 };
	if (!workbook_path(wb))
		return;
	find_names(c, sys, workbook_path(wb));
	for (size_t i = 0; i < c->count; i++) {
		int found = i < LOOKED_AT ? look(sys, wb, &c->items[i], wanted) : NOTHING;

		if (found == WANTED)
			c->items[kept++] = c->items[i];
		else if (found == DAMAGED && !c->damaged)
			c->damaged = c->items[i].path;
		else
			free(c->items[i].path);
	}
	c->count = kept;
}

void conflicts_find(struct copies *c, const struct sys *sys, struct workbook *wb)
{
	find(c, sys, wb, has_more);
}

void conflicts_all(struct copies *c, const struct sys *sys, struct workbook *wb)
{
	find(c, sys, wb, is_copy);
}
