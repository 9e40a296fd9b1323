/* SPDX-License-Identifier: GPL-3.0-or-later */
/* leaderplus pack list and pack new: the books at hand, and one more. */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "cli/pack.h"
#include "pack/shelf.h"

#define SAID_MAX ((size_t)64 * 1024)

/* How a book is called for --pack, what it is, and where it lies. */
static enum cli_status print_book(const struct cli *cli, const char *name)
{
	struct pack *pack;
	struct buf said;
	struct err err;

	if (!pack_open(&pack, cli->sys, name, &err))
		return cli_fail(CLI_FAILED, err.text);
	buf_init(&said, SAID_MAX);
	buf_addf(&said, "%s\n    %s\n    ", pack_id(pack), pack_title(pack));
	/* TRANSLATORS: behind the colon stand tags, as "en cy". */
	buf_addf(&said, _("languages: %s"), pack_languages(pack));
	buf_add_str(&said, "\n    ");
	shelf_folder(name, &said);
	buf_add_char(&said, '\n');
	cli_say(stdout, slice_buf(&said));
	buf_release(&said);
	pack_free(pack);
	return CLI_DONE;
}

/* One that lies elsewhere and is named, by --pack or by the settings. */
static const char *elsewhere(const struct cli *cli)
{
	const char *name = cli->pack ? cli->pack : cli->settings.pack;

	return name && strchr(name, '/') ? name : NULL;
}

enum cli_status pack_list(struct cli *cli, int argc, char **argv)
{
	enum cli_status status = CLI_DONE;
	size_t count;
	char **names;
	struct buf folder;
	struct err none;

	(void)argv;
	if (argc > 1)
		return cli_usage(_("'pack list' takes nothing more"));
	buf_init(&folder, SAID_MAX);
	names = shelf_names(cli->sys, NULL, &count);
	for (size_t i = 0; i < count; i++)
		if (print_book(cli, names[i]) != CLI_DONE)
			status = CLI_FAILED;
	shelf_free(names, count);
	if (elsewhere(cli) && print_book(cli, elsewhere(cli)) != CLI_DONE)
		status = CLI_FAILED;
	if (!count && !elsewhere(cli)) {
		shelf_folder("", &folder);
		err_set(&none, ERR_IO, _("no book is installed in '%s'; 'leaderplus pack new FOLDER' begins "
					 "one"), folder.data);
		status = cli_fail(CLI_FAILED, none.text);
	}
	buf_release(&folder);
	return status;
}

enum cli_status pack_new(struct cli *cli, int argc, char **argv)
{
	const char *folder = argc == 2 ? argv[1] : argc == 3 && strcmp(argv[1], "--") == 0 ? argv[2] : NULL;
	const char *here;
	struct buf said;
	struct err err;

	if (!folder || !*folder || (argc == 2 && *folder == '-'))
		return cli_usage(_("'pack new' needs the name of a folder for the book"));
	if (!shelf_begin(cli->sys, folder, &err))
		return cli_fail(CLI_FAILED, err.text);
	here = strchr(folder, '/') ? "" : "./";
	buf_init(&said, SAID_MAX);
	buf_addf(&said, _("A small book stands in '%s'. Change its files with any editor of plain text; "
			  "FORMAT.md, which comes with the program, says what may stand in them.\n"), folder);
	buf_addf(&said, _("To see what is wrong with it:  leaderplus check %s%s\n"), here, folder);
	buf_addf(&said, _("To read it:  leaderplus --pack %s%s\n"), here, folder);
	cli_say(stdout, slice_buf(&said));
	buf_release(&said);
	return CLI_DONE;
}
