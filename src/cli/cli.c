/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line: global options, the table of commands, messages. */
#include <config.h>

#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/intl.h"
#include "base/mem.h"
#include "base/xdg.h"
#include "text/safe.h"
#include "text/utf8.h"

#define HELP_MAX ((size_t)64 * 1024)
/* The longest safe form of LEN bytes: pictures, and TAB as blanks. */
#define SAFE_GROWN(len) ((len) * 10)

/* The first is what happens without a command's name. */
static const struct cli_command *const commands[] = {
	&cmd_open,
	&cmd_present,
	&cmd_summary,
	&cmd_share,
	&cmd_merge,
	&cmd_collate,
	&cmd_due,
	&cmd_pack,
	&cmd_check,
	&cmd_help,
};

/* Sends SAFE, which has passed the door. */
static void put(FILE *to, struct slice safe)
{
	struct buf ascii;

	if (!isatty(fileno(to)) || intl_utf8()) {
		fwrite(safe.data, 1, safe.len, to);
		return;
	}
	buf_init(&ascii, safe.len);
	text_to_ascii(&ascii, safe);
	fwrite(ascii.data, 1, ascii.len, to);
	buf_release(&ascii);
}

void cli_say(FILE *to, struct slice text)
{
	struct buf safe;

	buf_init(&safe, SAFE_GROWN(text.len));
	safe_add(&safe, text);
	put(to, slice_buf(&safe));
	buf_release(&safe);
}

enum cli_status cli_fail(enum cli_status status, const char *text)
{
	struct buf line;

	buf_init(&line, SAFE_GROWN(strlen(text)) + 64);
	buf_add_str(&line, "leaderplus: ");
	safe_add_line(&line, slice_of(text));
	buf_add_char(&line, '\n');
	put(stderr, slice_buf(&line));
	buf_release(&line);
	return status;
}

enum cli_status cli_usage(const char *text)
{
	cli_fail(CLI_USAGE, text);
	cli_say(stderr, slice_of(_("See 'leaderplus --help'.\n")));
	return CLI_USAGE;
}

static bool open_pack(struct cli *cli, const char *name, struct pack **pack, struct err *err)
{
	free(cli->book);
	cli->book = mem_string(name);
	return pack_open(pack, cli->sys, name, err);
}

bool cli_load_pack(struct cli *cli, struct pack **pack, struct err *err)
{
	struct err why;

	if (cli->pack)
		return open_pack(cli, cli->pack, pack, err);
	if (*cli->settings.pack) {
		if (open_pack(cli, cli->settings.pack, pack, &why))
			return true;
		cli_settings_add(cli, why.text);
	}
	return open_pack(cli, "", pack, err);
}

void cli_find_home(struct cli_home *home)
{
	home->path = store_default_path();
	home->state_folder = xdg_state_folder();
}

void cli_release_home(struct cli_home *home)
{
	free(home->path);
	free(home->state_folder);
}

static enum cli_status print_version(void)
{
	cli_say(stdout, slice_of(PACKAGE_STRING "\n"));
	cli_say(stdout, slice_of(_("Free software: GNU GPL version 3 or later. Content: CC BY 4.0.")));
	cli_say(stdout, slice_of("\n"));
	return CLI_DONE;
}

enum cli_status cli_help(void)
{
	struct buf help;

	buf_init(&help, HELP_MAX);
	buf_add_str(&help, _("A workbook for thinking about leadership. Nothing is scored, nothing "
			     "is sent.\n\n"));
	buf_add_str(&help, _("Usage:\n"));
	for (size_t i = 0; i < ARRAY_LEN(commands); i++)
		buf_addf(&help, "  leaderplus %s\n%s\n", _(commands[i]->usage),
			 _(commands[i]->help));
	buf_add_str(&help, _("With every command:\n"
			     "  --pack NAME   another book: the name of one that is installed, or "
			     "its folder\n"
			     "  --lang CODE   the language of the program: en, cy\n"
			     "  --no-color    no colour, whatever the settings say\n"
			     "  --help        this text\n"
			     "  --version     the version\n"));
	cli_say(stdout, slice_buf(&help));
	buf_release(&help);
	return CLI_DONE;
}

/* Whether the argument *I is OPTION: "--pack=X", or "--pack" and X behind it, to which *I
 * moves.  *VALUE is NULL where X is missing. */
static bool take_value(int argc, char **argv, int *i, const char *option, const char **value)
{
	size_t len = strlen(option);

	if (strncmp(argv[*i], option, len) != 0 || (argv[*i][len] && argv[*i][len] != '='))
		return false;
	*value = argv[*i][len] ? argv[*i] + len + 1 : NULL;
	if (!*value && *i + 1 < argc)
		*value = argv[++*i];
	return true;
}

/* Takes what every command knows out of the arguments; NULL, or what is wrong. */
static const char *take_options(struct cli *cli, int *argc, char **argv)
{
	const char *wrong = NULL;
	int out = 1;

	for (int i = 1; i < *argc; i++) {
		if (strcmp(argv[i], "--") == 0) {
			while (i < *argc)
				argv[out++] = argv[i++];
		} else if (take_value(*argc, argv, &i, "--pack", &cli->pack)) {
			wrong = cli->pack ? wrong : N_("--pack needs a name or a folder");
		} else if (take_value(*argc, argv, &i, "--lang", &cli->language)) {
			wrong = cli->language ? wrong : N_("--lang needs a language, as 'cy'");
		} else if (strcmp(argv[i], "--no-color") == 0) {
			cli->no_colour = true;
		} else {
			argv[out++] = argv[i];
		}
	}
	*argc = out;
	argv[out] = NULL;
	return wrong;
}

static bool wants(int argc, char **argv, const char *option)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (strcmp(argv[i], option) == 0)
			return true;
	return false;
}

/* The command that is named, else the first, which opens the workbook. */
static enum cli_status run(struct cli *cli, int argc, char **argv)
{
	bool help = wants(argc, argv, "--help"), version = wants(argc, argv, "--version");
	const char *wrong = take_options(cli, &argc, argv);

	cli_settings_open(cli);
	if (help || version)
		return help ? cli_help() : print_version();
	if (wrong)
		return cli_usage(_(wrong));
	for (size_t i = 1; i < ARRAY_LEN(commands) && argc > 1; i++)
		if (strcmp(argv[1], commands[i]->name) == 0)
			return commands[i]->run(cli, argc - 1, argv + 1);
	return commands[0]->run(cli, argc, argv);
}

int cli_main(int argc, char **argv, const char *locales)
{
	struct cli cli = { .sys = sys_real(), .program = argc > 0 ? argv[0] : NULL };
	enum cli_status status;

	cli.utf8 = intl_open(locales);
	status = run(&cli, argc, argv);
	if (!cli.told)
		cli_settings_tell(&cli);
	cli_settings_close(&cli);
	free(cli.book);
	if ((fflush(stdout) != 0 || ferror(stdout)) && status != CLI_FAILED)
		status = cli_fail(CLI_FAILED, _("cannot write to standard output"));
	return status;
}
