/* SPDX-License-Identifier: GPL-3.0-or-later */
/* leaderplus present [PAGE]: the projector, which never opens a workbook. */
#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/intl.h"
#include "cli/cli.h"
#include "ui/ui.h"

#define NUMBER_DIGITS 6		/* of a page, at most */

struct presenting {
	struct cli *cli;
	const char *page;	/* as it was asked for, or NULL */
	struct wall wall;
};

/* "NAME=VALUE": how the projector looks, for now. */
static bool set_setting(struct cli *cli, const char *text)
{
	static const enum setting known[] = { SETTING_THEME, SETTING_BORDERS, SETTING_MOUSE };

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		size_t len = strlen(settings_name(known[i]));

		if (strncmp(text, settings_name(known[i]), len) == 0 && text[len] == '=')
			return settings_set(&cli->settings, known[i], text + len + 1);
	}
	return false;
}

static enum cli_status read_arguments(struct presenting *p, int argc, char **argv)
{
	bool options = true;

	for (int i = 1; i < argc; i++) {
		if (options && strcmp(argv[i], "--") == 0) {
			options = false;
		} else if (options && strncmp(argv[i], "--set=", 6) == 0) {
			if (!set_setting(p->cli, argv[i] + 6))
				return cli_usage(_("that is no setting of the projector: one is "
						   "'--set=theme=contrast'"));
		} else if (options && argv[i][0] == '-') {
			return cli_usage(_("there is no such option"));
		} else if (p->page) {
			return cli_usage(_("one page at a time"));
		} else {
			p->page = argv[i];
		}
	}
	return CLI_DONE;
}

/* By its number, as it stands on the page, or its id. */
static bool find_page(struct presenting *p, const struct pack *pack, struct err *err)
{
	size_t len = strlen(p->page), pages = pack_page_count(pack), page = 0;

	if (len <= NUMBER_DIGITS && strspn(p->page, "0123456789") == len)
		page = (size_t)strtoul(p->page, NULL, 10);
	if (page >= 1 && page <= pages) {
		p->wall.page = page - 1;
		return true;
	}
	if (pack_find(pack, p->page, &p->wall.page))
		return true;
	return err_set(err, ERR_USAGE, _("there is no page '%s': give a number from 1 to %zu, or a page's "
					 "id, as '%s'"), p->page, pages, pack_page(pack, pages - 1)->id);
}

static enum cli_status run(struct presenting *p, struct pack *pack)
{
	struct workbook *wb = workbook_new(p->cli->sys, pack, NULL);
	const struct ui_wall start = {
		.sys = p->cli->sys,
		.wb = wb,
		.wall = &p->wall,
		.on_title = !p->page,
		.utf8 = p->cli->utf8,
		.settings = &p->cli->settings,
		.no_colour = p->cli->no_colour,
	};
	enum cli_status status = CLI_DONE;
	struct err err;

	if ((p->page && !find_page(p, pack, &err)) || !ui_present(&start, &err))
		status = cli_fail(err.kind == ERR_USAGE ? CLI_USAGE : CLI_FAILED, err.text);
	workbook_free(wb);
	return status;
}

static enum cli_status present_run(struct cli *cli, int argc, char **argv)
{
	struct presenting p = { .cli = cli };
	enum cli_status status = read_arguments(&p, argc, argv);
	struct pack *pack;
	struct err err;

	if (status != CLI_DONE)
		return status;
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return cli_fail(CLI_USAGE, _("projecting needs a terminal; 'leaderplus pack guide' prints "
					     "what a facilitator needs without one"));
	if (!cli_load_pack(cli, &pack, &err))
		return cli_fail(CLI_FAILED, err.text);
	return run(&p, pack);
}

const struct cli_command cmd_present = {
	.name = "present",
	.usage = N_("present [PAGE]"),
	.help = N_("    Projects the book for a room, one thing at a time, from PAGE on: a number\n"
		   "    or an id. It never opens a workbook.\n"),
	.run = present_run,
};
