/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of folders and files as people type them. */
#include <config.h>

#include "ui/paths.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

#define PATH_BYTES 8192

char *path_expand(const char *typed)
{
	const char *home = getenv("HOME");
	struct buf path;

	if (typed[0] != '~' || (typed[1] != '/' && typed[1]) || !home)
		return mem_string(typed);
	buf_init(&path, PATH_BYTES);
	buf_add_str(&path, home);
	buf_add_str(&path, typed + 1);
	return buf_steal(&path);
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
