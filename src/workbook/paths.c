/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of folders and files as people type them. */
#include <config.h>

#include "workbook/paths.h"

#include <dirent.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "text/safe.h"

#define PATH_BYTES 8192

char *path_expand(const char *typed)
{
	const char *home = getenv("HOME");
	struct buf path;

	if (strncmp(typed, "~//", 3) == 0)	/* an absolute name behind what stood there */
		return mem_string(typed + 2);
	if (typed[0] != '~' || (typed[1] != '/' && typed[1]) || !home)
		return mem_string(typed);
	buf_init(&path, PATH_BYTES);
	buf_add_str(&path, home);
	buf_add_str(&path, typed + 1);
	return buf_steal(&path);
}

void path_add_short(struct slice path, struct buf *out)
{
	const char *home = getenv("HOME");
	size_t len = home ? strlen(home) : 0;
	bool under = len && slice_starts(path, home) && path.len > len && path.data[len] == '/';

	buf_add_str(out, under ? "~" : "");
	buf_add_slice(out, under ? slice_part(path, len, path.len) : path);
}

char *path_workbook(const char *typed)
{
	char *folder = path_expand(typed);
	size_t len = strlen(folder);
	struct buf path;

	if (len >= 5 && strcmp(folder + len - 5, ".json") == 0)
		return folder;
	buf_init(&path, PATH_BYTES);
	buf_addf(&path, "%s%sworkbook.json", folder, len && folder[len - 1] == '/' ? "" : "/");
	free(folder);
	return buf_steal(&path);
}

/* With the "/" at its end; "." where PATH names none. */
static char *folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? mem_copy(path, (size_t)(slash - path) + 1) : mem_string(".");
}

bool path_has_folder(const struct sys *sys, const char *path)
{
	char *folder = folder_of(path);
	struct stat st;
	bool there = sys->fstatat(AT_FDCWD, folder, &st, 0) == 0 && S_ISDIR(st.st_mode);

	free(folder);
	return there;
}

char *path_whole(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = folder_of(path), *whole = path[0] == '/' ? NULL : realpath(folder, NULL);
	struct buf out;

	buf_init(&out, PATH_BYTES);
	if (whole)
		buf_addf(&out, "%s/%s", strcmp(whole, "/") == 0 ? "" : whole, slash ? slash + 1 : path);
	else
		buf_add_str(&out, path);
	free(whole);
	free(folder);
	return buf_steal(&out);
}

void path_add_word(const char *path, struct buf *out)
{
	size_t plain = strspn(path, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._+-");

	if (*path && !path[plain]) {
		buf_add_str(out, path);
		return;
	}
	buf_add_char(out, '\'');
	for (; *path; path++) {
		if (*path == '\'')
			buf_add_str(out, "'\\'");
		buf_add_char(out, *path);
	}
	buf_add_char(out, '\'');
}

/* Whether PATH shows as it is: a name that looks like another is not to be offered. */
static bool can_be_typed(const char *path)
{
	struct buf safe;
	bool same;

	buf_init(&safe, PATH_BYTES * 10);
	safe_add_line(&safe, slice_of(path));
	same = slice_is(slice_buf(&safe), path);
	buf_release(&safe);
	return same;
}

/* The one folder in FOLDER, NULL when there is none or more than one, or a name that
 * cannot be shown. */
static char *only_folder(const struct sys *sys, const char *folder)
{
	DIR *dir = opendir(folder);
	char *found = NULL;
	struct dirent *entry;
	int count = 0;

	while (dir && (entry = readdir(dir))) {
		struct buf path;

		if (entry->d_name[0] == '.')
			continue;
		buf_init(&path, PATH_BYTES);
		buf_addf(&path, "%s/%s/", folder, entry->d_name);
		if (path_has_folder(sys, path.data)) {
			count++;
			free(found);
			found = mem_copy(path.data, path.len - 1);
		}
		buf_release(&path);
	}
	if (dir)
		closedir(dir);
	if (count == 1 && can_be_typed(found))
		return found;
	free(found);
	return NULL;
}

char *path_stick(const struct sys *sys)
{
	static const char *const places[] = { "/media/", "/run/media/" };
	const struct passwd *me = getpwuid(geteuid());
	char *found = NULL;

	for (size_t i = 0; me && !found && i < ARRAY_LEN(places); i++) {
		struct buf folder;

		buf_init(&folder, PATH_BYTES);
		buf_add_str(&folder, places[i]);
		buf_add_str(&folder, me->pw_name);
		found = only_folder(sys, folder.data);
		buf_release(&folder);
	}
	return found;
}
