/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names and finds the files beside a workbook file. */
#include <config.h>

#include "answers/sidecar.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"

#define CONFLICT ".conflict-"

enum {
	HOST_MAX = 32,
	PATH_LIMIT = 65536
};

char *sidecar_path(const char *path, const char *suffix)
{
	char *name = mem_zero(strlen(path) + strlen(suffix) + 1, 1);

	stpcpy(stpcpy(name, path), suffix);
	return name;
}

char *sidecar_folder(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return mem_string(".");
	return slash == path ? mem_string("/") : mem_copy(path, (size_t)(slash - path));
}

static bool is_host_char(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
	       c == '-';
}

void sidecar_host(char host[SIDECAR_HOST_SIZE])
{
	memset(host, 0, SIDECAR_HOST_SIZE);
	if (gethostname(host, SIDECAR_HOST_SIZE - 1) != 0)
		host[0] = '\0';
}

static void add_host(struct buf *b, const char *host)
{
	size_t start = b->len;

	for (; *host && b->len - start < HOST_MAX; host++)
		if (is_host_char(*host))
			buf_add_char(b, *host);
	if (b->len == start)
		buf_add_str(b, "computer");
}

char *sidecar_conflict(const char *path, const char *host, time_t now, int n)
{
	char when[32] = "";
	struct buf b;
	struct tm tm;

	if (gmtime_r(&now, &tm))
		strftime(when, sizeof(when), "%Y%m%dT%H%M%SZ", &tm);
	buf_init(&b, PATH_LIMIT);
	buf_add_str(&b, path);
	buf_add_str(&b, CONFLICT);
	add_host(&b, host);
	buf_addf(&b, "-%s", when);
	if (n > 1)
		buf_addf(&b, "-%d", n);
	return buf_steal(&b);
}

bool sidecar_any_conflict(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *start = sidecar_path(slash ? slash + 1 : path, CONFLICT);
	char *folder = sidecar_folder(path);
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	bool found = false;

	while (dir && !found && (entry = readdir(dir)))
		found = strncmp(entry->d_name, start, strlen(start)) == 0;
	if (dir)
		closedir(dir);
	free(folder);
	free(start);
	return found;
}
