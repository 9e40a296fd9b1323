/* SPDX-License-Identifier: GPL-3.0-or-later */
/* leaderplus [FILE]: the workbook itself. */
#include <config.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/intl.h"
#include "cli/cli.h"
#include "text/safe.h"
#include "ui/ui.h"

#define LINE_LEN ((size_t)64 * 1024)

/* One opening: what was asked for, and what came of it. */
struct opening {
	struct cli *cli;
	const char *named;	/* FILE, or NULL */
	struct cli_home home;
	struct store *store;	/* NULL: nothing to open yet */
	enum ui_begin begin;
	struct store_place place;
	enum store_mode mode;
	struct err trouble;	/* for UI_REPAIR */
};

/* Whether the file is one that nothing here can replace, for it is not even read. */
static bool is_too_large(const struct opening *o)
{
	struct stat st;

	return o->cli->sys->fstatat(AT_FDCWD, o->place.path, &st, 0) == 0 &&
		st.st_size > (off_t)ANSWERS_FILE_MAX;
}

static bool find_store(struct opening *o, struct err *err)
{
	struct err wrong;

	o->place = (struct store_place){ o->named ? o->named : o->home.path, o->home.state_folder };
	o->mode = o->named ? STORE_WRITE_HERE : STORE_WRITE;
	if (!o->place.path)
		return true;
	switch (store_look(o->cli->sys, o->place.path)) {
	case STORE_PRESENT:
		o->begin = UI_WELCOME_BACK;
		if (store_open(&o->store, o->cli->sys, &o->place, o->mode, &wrong))
			return true;
		*err = o->trouble = wrong;
		o->begin = UI_REPAIR;
		return wrong.kind == ERR_SYNTAX ||
			(wrong.kind == ERR_TOO_BIG && !is_too_large(o));
	case STORE_REMAINS:
		err_set(&o->trouble, ERR_IO, _("the file '%s' is missing, but something of it stands "
					       "beside it"), o->place.path);
		o->begin = UI_REPAIR;
		break;
	case STORE_ABSENT:
		o->begin = o->named ? UI_ASK_CREATE : UI_FIRST_START;
		break;
	}
	return true;
}

/* PATH as one word for a shell. */
static void add_quoted(struct buf *out, const char *path)
{
	buf_add_char(out, '\'');
	for (; *path; path++) {
		if (*path == '\'')
			buf_add_str(out, "'\\'");
		buf_add_char(out, *path);
	}
	buf_add_char(out, '\'');
}

/* "Your words are in ...": the one line on leaving.  LEADERPLUS_START is how the program was
 * started, where that is not by its own name (bootstrap says so). */
static void say_where(struct opening *o, const struct workbook *wb)
{
	const char *start = getenv("LEADERPLUS_START"), *path = workbook_path(wb);
	struct buf line, safe;

	if (workbook_conflict(wb))
		path = workbook_conflict(wb);
	if (workbook_copy(wb))
		path = workbook_copy(wb);
	if (!path)
		return;
	buf_init(&line, LINE_LEN);
	buf_init(&safe, LINE_LEN * 10);
	buf_addf(&line, _("Your words are in %s. To carry on: %s"), path,
		 start ? start : "leaderplus");
	if (!o->home.path || strcmp(path, o->home.path) != 0) {
		buf_add_str(&line, start || *path == '-' ? " -- " : " ");
		add_quoted(&line, path);
	}
	safe_add_line(&safe, slice_buf(&line));
	buf_add_char(&safe, '\n');
	cli_say(stdout, slice_buf(&safe));
	buf_release(&safe);
	buf_release(&line);
}

/* What is wrong with the settings, short enough for a few rows. */
static void add_remark(const struct cli *cli, struct buf *out)
{
	size_t first = strcspn(cli->trouble.data, "\n");

	if (!cli->trouble.len)
		return;
	/* TRANSLATORS: %.*s names a line of the file of settings, and what is wrong in it. */
	buf_addf(out, _("Please look at your settings: %.*s."), (int)first, cli->trouble.data);
	if (first == cli->trouble.len)
		return;
	buf_add_char(out, ' ');
	buf_addf(out, _("There is more: 'leaderplus check %s' tells all."), cli->settings_path);
}

static enum cli_status run_ui(struct opening *o, struct pack *pack)
{
	struct buf remark;
	struct ui_start start = {
		.sys = o->cli->sys,
		.home = { o->home.path, o->home.state_folder },
		.begin = o->begin,
		.place = o->place,
		.mode = o->mode,
		.trouble = o->trouble.text,
		.utf8 = o->cli->utf8,
		.settings = &o->cli->settings,
		.settings_path = o->cli->settings_path,
		.usual_language = o->cli->usual_language,
		.no_colour = o->cli->no_colour,
	};
	enum cli_status status = CLI_DONE;
	struct err err;

	if (o->cli->language)
		settings_set(&o->cli->settings, SETTING_LANGUAGE, o->cli->language);
	buf_init(&remark, LINE_LEN);
	add_remark(o->cli, &remark);
	start.remark = remark.data;
	o->cli->told = true;
	start.wb = workbook_new(o->cli->sys, pack, o->store);
	if (ui_run(&start, &err))
		say_where(o, start.wb);
	else
		status = cli_fail(err.kind == ERR_USAGE ? CLI_USAGE : CLI_FAILED, err.text);
	workbook_free(start.wb);
	buf_release(&remark);
	return status;
}

static enum cli_status open_run(struct cli *cli, int argc, char **argv)
{
	struct opening o = { .cli = cli };
	enum cli_status status;
	struct pack *pack;
	struct err err;
	int first = 1;

	if (argc > 1 && strcmp(argv[1], "--") == 0)
		first = 2;
	else if (argc > 1 && argv[1][0] == '-')
		return cli_usage(_("there is no such option"));
	if (argc > first + 1)
		return cli_usage(_("one workbook at a time"));
	if (argc > first)
		o.named = argv[first];
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return cli_fail(CLI_USAGE, _("the workbook needs a terminal; 'leaderplus summary' "
					     "works without one"));
	if (!cli_load_pack(cli, &pack, &err))
		return cli_fail(CLI_FAILED, err.text);
	cli_find_home(&o.home);
	if (find_store(&o, &err)) {
		status = run_ui(&o, pack);
	} else {
		pack_free(pack);
		status = cli_fail(CLI_FAILED, err.text);
	}
	cli_release_home(&o.home);
	return status;
}

const struct cli_command cmd_open = {
	.name = "",
	.usage = N_("[FILE]"),
	.help = N_("    Opens the workbook: the one of this computer, or FILE.\n"),
	.run = open_run,
};
