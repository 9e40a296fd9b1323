/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The settings, as far as the command line and the environment leave them a say. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "cli/cli.h"

#define TROUBLE_MAX ((size_t)64 * 1024)

static void add_nothing(void *context, const struct finding *finding)
{
	(void)context;
	(void)finding;
}

/* "PATH:LINE: WHAT", a line each. */
static void add_trouble(void *context, const struct finding *finding)
{
	struct cli *cli = context;

	if (cli->trouble.len)
		buf_add_char(&cli->trouble, '\n');
	if (finding->line)
		buf_addf(&cli->trouble, "%s:%zu: %s", cli->settings_path, finding->line,
			 finding->what);
	else
		buf_add_str(&cli->trouble, finding->what);
}

void cli_settings_add(struct cli *cli, const char *what)
{
	add_trouble(cli, &(struct finding){ .what = what });
}

static void choose_language(struct cli *cli)
{
	const char *language = cli->language ? cli->language : cli->settings.language;
	struct buf what;

	if (!*language || (settings_is_language(language) && intl_language(language)))
		return;
	buf_init(&what, 1024);
	buf_addf(&what, _("there is no translation into '%s'"), language);
	cli_settings_add(cli, what.data);
	buf_release(&what);
}

void cli_settings_open(struct cli *cli)
{
	const struct report nobody = { add_nothing, NULL }, report = { add_trouble, cli };
	const char *usual = getenv("LANGUAGE"), *no_colour = getenv("NO_COLOR");

	cli->no_colour = cli->no_colour || (no_colour && *no_colour);
	cli->usual_language = usual ? mem_string(usual) : NULL;
	cli->settings_path = settings_path();
	buf_init(&cli->trouble, TROUBLE_MAX);
	/* Twice: what is wrong in the file is told in the language that it asks for. */
	settings_init(&cli->settings);
	settings_load(&cli->settings, cli->sys, cli->settings_path, &nobody);
	choose_language(cli);
	settings_load(&cli->settings, cli->sys, cli->settings_path, &report);
}

void cli_settings_close(struct cli *cli)
{
	settings_release(&cli->settings);
	buf_release(&cli->trouble);
	free(cli->settings_path);
	free(cli->usual_language);
}

void cli_settings_tell(const struct cli *cli)
{
	for (char *line = cli->trouble.data, *end; *line; line = end + (*end == '\n')) {
		char *text;

		end = line + strcspn(line, "\n");
		text = mem_copy(line, (size_t)(end - line));
		cli_fail(CLI_DONE, text);
		free(text);
	}
}

const char *cli_remembered(const struct cli *cli)
{
	return *cli->settings.workbook ? cli->settings.workbook : NULL;
}
