/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives a fuzz target the files, and all files in the folders, that are named as
 * arguments; the last name printed is the one that broke it.  Fails when there are none. */
#include <config.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "fuzz.h"

/* Returns how many files were replayed: one, or none and a message. */
static size_t replay_file(const char *path)
{
	FILE *in = fopen(path, "rb");
	char bytes[4096];
	struct buf all;
	char *exact;
	size_t n;

	printf("%s\n", path);
	fflush(stdout);
	if (!in) {
		perror(path);
		exit(EXIT_FAILURE);
	}
	buf_init(&all, FUZZ_MANY);
	while ((n = fread(bytes, 1, sizeof(bytes), in)) > 0)
		buf_add(&all, bytes, n);
	fclose(in);
	/* No byte more than there is, so that a sanitizer sees who reads behind the end. */
	exact = malloc(all.len ? all.len : 1);
	fuzz_must(exact != NULL, "memory");
	memcpy(exact, all.data, all.len);
	LLVMFuzzerTestOneInput((const uint8_t *)exact, all.len);
	free(exact);
	buf_release(&all);
	return 1;
}

static int not_hidden(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static size_t replay(const char *path)
{
	struct dirent **entries;
	int count = scandir(path, &entries, not_hidden, alphasort);
	size_t files = 0;

	if (count < 0)
		return replay_file(path);
	for (int i = 0; i < count; i++) {
		struct buf name;

		buf_init(&name, 1 << 16);
		buf_addf(&name, "%s/%s", path, entries[i]->d_name);
		files += replay_file(name.data);
		buf_release(&name);
		free(entries[i]);
	}
	free(entries);
	return files;
}

int main(int argc, char **argv)
{
	size_t files = 0;

	for (int i = 1; i < argc; i++)
		files += replay(argv[i]);
	if (!files)
		fprintf(stderr, "nothing to replay\n");
	return files ? EXIT_SUCCESS : EXIT_FAILURE;
}
