/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names and finds the files beside a workbook file. */
#include <config.h>

#include "answers/sidecar.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/temp.h"

#define CONFLICT ".conflict-"
#define BROKEN ".broken-"

enum {
	HOST_MAX = 32,
	PATH_LIMIT = 65536
};

bool sidecar_is_beside(const char *path)
{
	struct slice name = slice_of(path);

	return slice_ends(name, SIDECAR_LOCK) || slice_ends(name, SIDECAR_BACKUP) ||
		slice_ends(name, SIDECAR_JOURNAL);
}

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

/* "YYYYMMDDTHHMMSSZ", and "-N" from the second name on. */
static void add_time(struct buf *b, time_t now, int n)
{
	char when[32] = "";
	struct tm tm;

	if (gmtime_r(&now, &tm))
		strftime(when, sizeof(when), "%Y%m%dT%H%M%SZ", &tm);
	buf_add_str(b, when);
	if (n > 1)
		buf_addf(b, "-%d", n);
}

char *sidecar_conflict(const char *path, const char *host, time_t now, int n)
{
	struct buf b;

	buf_init(&b, PATH_LIMIT);
	buf_addf(&b, "%s" CONFLICT, path);
	add_host(&b, host);
	buf_add_char(&b, '-');
	add_time(&b, now, n);
	return buf_steal(&b);
}

char *sidecar_broken(const char *path, time_t now, int n)
{
	struct buf b;

	buf_init(&b, PATH_LIMIT);
	buf_addf(&b, "%s" BROKEN, path);
	add_time(&b, now, n);
	return buf_steal(&b);
}

/* What is behind START in NAME, NULL where NAME begins otherwise. */
static const char *behind(const char *name, const char *start)
{
	size_t len = strlen(start);

	return strncmp(name, start, len) == 0 ? name + len : NULL;
}

/* Whether NAME, in the folder of a workbook LAST, is one of its sidecars. */
static bool is_sidecar(const char *last, const char *name, enum sidecar_kind *kind)
{
	const char *rest = behind(name, last);

	if (rest && behind(rest, CONFLICT))
		*kind = SIDECAR_OF_CONFLICT;
	else if (rest && behind(rest, BROKEN))
		*kind = SIDECAR_OF_REPAIR;
	else
		return false;
	return true;
}

/* Whether TARGET, of a temporary name, may be the beginning of LAST and SUFFIX. */
static bool is_cut(const char *target, const char *last, const char *suffix)
{
	char *whole = sidecar_path(last, suffix);
	bool cut = strlen(target) >= TEMP_CUT && behind(whole, target);

	free(whole);
	return cut;
}

/* The same for what a save has left: its name was made of that of the file which was to
 * be, FILE's own or a sidecar's. */
static bool is_left_over(const char *last, const char *name, enum sidecar_kind *kind)
{
	char *target = temp_target(name);
	enum sidecar_kind ignored;
	bool left = true;

	if (target && (strcmp(target, last) == 0 || is_sidecar(last, target, &ignored)))
		*kind = SIDECAR_OF_SAVE;
	else if (target && (is_cut(target, last, CONFLICT) || is_cut(target, last, BROKEN)))
		*kind = SIDECAR_OF_SOME_SAVE;
	else
		left = false;
	free(target);
	return left;
}

bool sidecar_each(const char *path,
		  void (*see)(void *context, enum sidecar_kind kind, const char *sidecar),
		  void *context)
{
	const char *slash = strrchr(path, '/');
	const char *last = slash ? slash + 1 : path;
	char *folder = sidecar_folder(path);
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	enum sidecar_kind kind;
	int error = errno;
	struct buf name;

	buf_init(&name, PATH_LIMIT);
	while (dir && (errno = 0, entry = readdir(dir))) {
		if (!is_left_over(last, entry->d_name, &kind) &&
		    !is_sidecar(last, entry->d_name, &kind))
			continue;
		buf_clear(&name);
		buf_add(&name, path, (size_t)(last - path));
		buf_add_str(&name, entry->d_name);
		see(context, kind, name.data);
	}
	buf_release(&name);
	if (dir) {
		error = errno;
		closedir(dir);
	}
	free(folder);
	errno = error;
	return dir && !error;
}
