/* SPDX-License-Identifier: GPL-3.0-or-later */
/* leaderplus pack: what there is to do with books themselves. */
#include <config.h>

#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "cli/pack.h"

static const struct {
	const char *name;
	enum cli_status (*run)(struct cli *cli, int argc, char **argv);
} parts[] = {
	{ "guide", pack_guide },
	{ "list", pack_list },
	{ "new", pack_new },
};

static enum cli_status pack_run(struct cli *cli, int argc, char **argv)
{
	for (size_t i = 0; i < ARRAY_LEN(parts) && argc > 1; i++)
		if (strcmp(argv[1], parts[i].name) == 0)
			return parts[i].run(cli, argc - 1, argv + 1);
	return cli_usage(_("pack needs 'guide', 'list' or 'new'"));
}

const struct cli_command cmd_pack = {
	.name = "pack",
	.usage = N_("pack guide [--handout] [-f FORM] [-o OUT] | list | new FOLDER"),
	.help = N_("    guide writes the facilitator's guide: how to run a session, and notes on\n"
		   "    each question; with --handout the questions with lines to write on. FORM,\n"
		   "    OUT and --force are as with summary. list names the books that are here;\n"
		   "    new begins another one, in a folder of its own.\n"),
	.run = pack_run,
};
