/* SPDX-License-Identifier: GPL-3.0-or-later */
/* leaderplus help: the short help, or what there is to know with a screen reader. */
#include <config.h>

#include <string.h>
#include <unistd.h>

#include "base/intl.h"
#include "cli/cli.h"
#include "doc/write.h"
#include "plain/plain.h"

#define WIDTH 72

static enum cli_status help_run(struct cli *cli, int argc, char **argv)
{
	struct doc *doc;
	struct buf text;

	(void)cli;
	if (argc == 1)
		return cli_help();
	if (argc != 2 || strcmp(argv[1], "accessibility") != 0)
		return cli_usage(_("help has one topic, 'accessibility'"));
	doc = plain_accessibility();
	buf_init(&text, (size_t)64 * 1024);
	write_text(doc, WIDTH, &text);
	cli_say(stdout, slice_buf(&text));
	buf_release(&text);
	doc_free(doc);
	return CLI_DONE;
}

const struct cli_command cmd_help = {
	.name = "help",
	.usage = N_("help accessibility"),
	.help = N_("    Says how to use this with a screen reader or a braille display.\n"),
	.run = help_run,
};
