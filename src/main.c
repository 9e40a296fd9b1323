/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the program begins and ends. */
#include <config.h>

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "cli/cli.h"

/* Where a standard stream is closed, the next file opened, perhaps the workbook,
 * would take its number, and messages would be written into it.  Nothing can be written
 * to what takes its place, so that a summary which goes nowhere is told. */
static int standard_streams_open(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDONLY);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

/* Whatever ends the program, no copy of its memory, with the reader's words in it, is
 * left on the disk or handed to a crash reporter; nor may another program of the same
 * login look into it. */
static void keep_memory_private(void)
{
	const struct rlimit none = { 0, 0 };

	(void)setrlimit(RLIMIT_CORE, &none);
#ifdef __linux__
	(void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

/* A limit on the size of files is an error to be told, like a full disk, and no reason to
 * be killed in the middle of a save. */
static void survive_file_limit(void)
{
	(void)signal(SIGXFSZ, SIG_IGN);
}

int main(int argc, char **argv)
{
	survive_file_limit();
	keep_memory_private();
	if (!standard_streams_open())
		return CLI_FAILED;
	return cli_main(argc, argv, LOCALEDIR);
}
