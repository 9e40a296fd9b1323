/* SPDX-License-Identifier: GPL-3.0-or-later */
/* leaderplus present [PAGE]: the projector, which never opens a workbook. */
#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answers/format.h"
#include "answers/gathered.h"
#include "base/intl.h"
#include "cli/cli.h"
#include "text/safe.h"
#include "ui/ui.h"
#include "workbook/paths.h"
#include "workbook/room.h"

#define NUMBER_DIGITS 6		/* of a page, at most */

#define LINE_LEN ((size_t)64 * 1024)

struct presenting {
	struct cli *cli;
	const char *page;	/* as it was asked for, or NULL */
	const char *voices;	/* the file of --voices, or NULL */
	struct gathered gathered;	/* what is in it */
	bool told;	/* where the words of the room are was told before in this sitting at the workbook */
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

/* Whether the argument *I is OPTION and its value, which may be the next argument; *VALUE is NULL
 * where there is none. */
static bool take_file(int argc, char **argv, int *i, const char *option, const char **value)
{
	size_t len = strlen(option);

	if (strncmp(argv[*i], option, len) != 0 || (argv[*i][len] && argv[*i][len] != '='))
		return false;
	*value = argv[*i][len] ? argv[*i] + len + 1 : *i + 1 < argc ? argv[++*i] : NULL;
	return true;
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
		} else if (options && take_file(argc, argv, &i, "--room", &p->wall.room)) {
			if (!p->wall.room)
				return cli_usage(_("--room needs the name of a file"));
		} else if (options && take_file(argc, argv, &i, "--told-room", &p->wall.room)) {
			if (!p->wall.room)
				return cli_usage(_("--room needs the name of a file"));
			p->told = true;
		} else if (options && take_file(argc, argv, &i, "--new-room", &p->wall.room_new)) {
			if (!p->wall.room_new)
				return cli_usage(_("--new-room needs the name of a file"));
		} else if (options && take_file(argc, argv, &i, "--voices", &p->voices)) {
			if (!p->voices)
				return cli_usage(_("--voices needs the name of a file"));
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

static bool refuse_voices(const struct presenting *p, enum err_kind kind, const char *why, struct err *err)
{
	return err_set(err, kind, _("cannot show '%s': %s; it takes words that somebody has reviewed, and of a "
				    "fold 'leaderplus collate FOLD --review -f ndjson -o voices.ndjson' makes "
				    "that"), p->voices, why);
}

/* What a group wrote is read before anything shows. */
static bool find_voices(struct presenting *p, const struct pack *pack, struct err *err)
{
	enum format format;
	struct err why;

	if (!p->voices)
		return true;
	format = format_begins(p->cli->sys, p->voices);
	if (format != FORMAT_NONE && format != FORMAT_VOICES)
		return refuse_voices(p, ERR_SYNTAX, format_says(format), err);
	if (!gathered_read(&p->gathered, p->cli->sys, p->voices, &why))
		return why.kind == ERR_SYNTAX || why.kind == ERR_USAGE ?
			refuse_voices(p, why.kind, why.text, err) : err_set(err, why.kind, "%s", why.text);
	p->wall.voices = &p->gathered;
	return strcmp(p->gathered.pack_id, pack_id(pack)) == 0 ||
		err_set(err, ERR_USAGE, _("the group of '%s' read another book; '--pack %s' shows that"),
			p->voices, p->gathered.pack_id);
}

/* A room that there is goes on; one that there is not begins with its first words. */
static bool find_room(const struct presenting *p, struct workbook *wb, struct err *err)
{
	struct err why;

	if (room_open(wb, p->wall.room, &why))
		return true;
	return why.kind == ERR_SYNTAX ?
		err_set(err, why.kind, _("%s; it stays as it is: another name begins another file"), why.text) :
		err_set(err, why.kind, "%s", why.text);
}

/* Words that had to go elsewhere may have no name of a room. */
static bool can_go_on(const struct presenting *p, const char *path)
{
	struct err err;

	return room_may_be(p->cli->sys, path, &err);
}

/* "To read them: leaderplus summary FILE", or how to go on with them, in one piece to be copied.
 * LEADERPLUS_START is how the program was started, where that is not by its own name (bootstrap
 * says so). */
static void add_command(struct buf *safe, bool go_on, const char *path)
{
	const char *start = getenv("LEADERPLUS_START");
	struct buf line;

	buf_init(&line, LINE_LEN);
	/* TRANSLATORS: a command follows. */
	buf_addf(&line, go_on ? _("To go on with them: %s") : _("To read them: %s"),
		 start ? start : "leaderplus");
	buf_addf(&line, "%s %s", start ? " --" : "", go_on ? "present --room " :
		 *path == '-' ? "summary -- " : "summary ");
	path_add_word(path, &line);
	safe_add_line(safe, slice_buf(&line));
	buf_add_char(safe, '\n');
	buf_release(&line);
}

/* "The words of the room are in FILE.", and the commands. */
static void say_where(const struct presenting *p, const struct workbook *wb)
{
	const char *path = workbook_path(wb);
	struct buf line, safe;

	if (p->told && path && !workbook_conflict(wb) && !workbook_copy(wb))
		return;
	if (workbook_conflict(wb))
		path = workbook_conflict(wb);
	if (workbook_copy(wb))
		path = workbook_copy(wb);
	if (!path)
		return;
	buf_init(&line, LINE_LEN);
	buf_init(&safe, LINE_LEN * 10);
	buf_addf(&line, _("The words of the room are in %s."), path);
	safe_add_line(&safe, slice_buf(&line));
	buf_add_char(&safe, '\n');
	add_command(&safe, false, path);
	if (can_go_on(p, path))
		add_command(&safe, true, path);
	cli_say(stdout, slice_buf(&safe));
	buf_release(&safe);
	buf_release(&line);
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

	if ((p->page && !find_page(p, pack, &err)) || !find_voices(p, pack, &err) ||
	    !find_room(p, wb, &err) || !ui_present(&start, &err))
		status = cli_fail(err.kind == ERR_USAGE ? CLI_USAGE : CLI_FAILED, err.text);
	else
		say_where(p, wb);
	workbook_free(wb);
	gathered_release(&p->gathered);
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
	.usage = N_("present [PAGE] [--room FILE] [--voices FILE]"),
	.help = N_("    Projects the book for a room, one thing at a time, from PAGE on: a number\n"
		   "    or an id. It never opens a workbook. Words from the room are kept in a file\n"
		   "    of their own, with --room in FILE, whose name ends in .room.json. --voices\n"
		   "    shows a FILE of what a group wrote, reviewed with 'leaderplus collate'.\n"),
	.run = present_run,
};
