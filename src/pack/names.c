/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of files in a pack, which must be the same on every computer and stick. */
#include <config.h>

#include "pack/names.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

#define NAMES_MAX 10000		/* in a folder that is no book by mistake */

/* Not tolower: what a letter is does not depend on the locale. */
static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_word(struct slice name, const char *word)
{
	if (name.len != strlen(word))
		return false;
	for (size_t i = 0; i < name.len; i++)
		if (lower(name.data[i]) != word[i])
			return false;
	return true;
}

bool names_device(struct slice name)
{
	static const char *const devices[] = { "con", "prn", "aux", "nul", "conin$", "conout$" };
	const char *dot = memchr(name.data, '.', name.len);

	if (dot)
		name.len = (size_t)(dot - name.data);
	while (name.len && name.data[name.len - 1] == ' ')
		name.len--;
	for (size_t i = 0; i < ARRAY_LEN(devices); i++)
		if (is_word(name, devices[i]))
			return true;
	if (name.len != 4 || name.data[3] < '0' || name.data[3] > '9')
		return false;
	name.len = 3;
	return is_word(name, "com") || is_word(name, "lpt");
}

bool names_portable(struct slice name)
{
	for (size_t i = 0; i < name.len; i++) {
		unsigned char c = (unsigned char)name.data[i];

		if (c < 0x20 || c == 0x7F || strchr("\\/:*?\"<>|", c))
			return false;
	}
	return name.len && name.data[name.len - 1] != '.' && name.data[name.len - 1] != ' ' &&
	       !names_device(name);
}

int names_compare(const char *a, const char *b)
{
	while (*a && lower(*a) == lower(*b)) {
		a++;
		b++;
	}
	return (unsigned char)lower(*a) - (unsigned char)lower(*b);
}

/* Names that differ by case only stand side by side. */
static int compare_names(const void *a, const void *b)
{
	const char *one = *(char *const *)a, *other = *(char *const *)b;
	int order = names_compare(one, other);

	return order ? order : strcmp(one, other);
}

char **names_list(int dir, size_t *count)
{
	int copy = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *stream = copy >= 0 ? fdopendir(copy) : NULL;
	const struct dirent *entry;
	char **names = NULL;
	size_t cap = 0;

	*count = 0;
	while (stream && *count < NAMES_MAX && (entry = readdir(stream))) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		names = mem_grow(names, *count, &cap, sizeof(*names));
		names[(*count)++] = mem_string(entry->d_name);
	}
	if (stream)
		closedir(stream);
	else if (copy >= 0)
		close(copy);
	if (names)
		qsort(names, *count, sizeof(*names), compare_names);
	return names;
}

void names_free(char **names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(names[i]);
	free(names);
}
