/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the program begins and ends. */
#include <config.h>

#include <fcntl.h>
#include <unistd.h>

#include "cli/cli.h"

/* Where a standard stream is closed, the next file opened, perhaps the workbook,
 * would take its number, and messages would be written into it. */
static int standard_streams_open(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDWR);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

int main(int argc, char **argv)
{
	if (!standard_streams_open())
		return CLI_FAILED;
	return cli_main(argc, argv);
}
