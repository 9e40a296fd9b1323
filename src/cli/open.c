/* SPDX-License-Identifier: GPL-3.0-or-later */
/* leaderplus [FILE]: the workbook itself. */
#include <config.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/editor.h"
#include "base/intl.h"
#include "base/signals.h"
#include "cli/cli.h"
#include "plain/plain.h"
#include "text/safe.h"
#include "text/utf8.h"
#include "ui/ui.h"
#include "workbook/given.h"
#include "workbook/paths.h"

#define LINE_LEN ((size_t)64 * 1024)

/* One opening: what was asked for, and what came of it. */
struct opening {
	struct cli *cli;
	const char *named;	/* FILE, or NULL */
	bool plain;		/* as a conversation in lines */
	bool plain_given;	/* by the option */
	struct cli_home home;
	struct store *store;	/* NULL: nothing to open yet */
	enum ask_begin begin;
	struct store_place place;
	enum store_mode mode;
	struct err trouble;	/* for BEGIN_REPAIR */
};

/* Whether the file is one that nothing here can replace, for it is not even read. */
static bool is_too_large(const struct opening *o)
{
	struct stat st;

	return o->cli->sys->fstatat(AT_FDCWD, o->place.path, &st, 0) == 0 &&
		st.st_size > (off_t)ANSWERS_FILE_MAX;
}

/* Whether the workbook that was remembered is not there: its stick may not be plugged in, and then
 * not even its folder is. */
static bool is_away(const struct opening *o)
{
	return !o->named && *o->cli->settings.workbook &&
		!(path_has_folder(o->cli->sys, o->place.path) &&
		  store_look(o->cli->sys, o->place.path) != STORE_ABSENT);
}

static bool find_store(struct opening *o, struct err *err)
{
	const char *named = o->named ? o->named : cli_remembered(o->cli);
	struct err wrong;

	o->place = (struct store_place){ named ? named : o->home.path, o->home.state_folder };
	o->mode = named ? STORE_WRITE_HERE : STORE_WRITE;
	if (!o->place.path)
		return true;
	if (is_away(o)) {
		o->begin = BEGIN_AWAY;
		return true;
	}
	switch (store_look(o->cli->sys, o->place.path)) {
	case STORE_PRESENT:
		o->begin = BEGIN_WELCOME_BACK;
		/* A mentor's copy is opened by its name, and never looked for. */
		if (store_open_kinds(&o->store, o->cli->sys, &o->place, o->mode,
				     1u << KIND_WORKBOOK | (o->named ? 1u << KIND_COPY : 0), &wrong))
			return true;
		*err = o->trouble = wrong;
		o->begin = BEGIN_REPAIR;
		return wrong.kind == ERR_SYNTAX ||
			(wrong.kind == ERR_TOO_BIG && !is_too_large(o));
	case STORE_REMAINS:
		err_set(&o->trouble, ERR_IO, _("the file '%s' is missing, but something of it stands "
					       "beside it"), o->place.path);
		o->begin = BEGIN_REPAIR;
		break;
	case STORE_ABSENT:
		o->begin = o->named ? BEGIN_ASK_CREATE : BEGIN_FIRST_START;
		break;
	}
	return true;
}

/* Whether a line of so many cells is broken where the terminal's row ends. */
static bool is_wider(int cells)
{
	struct winsize size;

	return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col && cells > size.ws_col;
}

/* A mentor's copy goes back. */
static void say_end_of_copy(const struct workbook *wb)
{
	struct buf line, safe;

	if (replies_locked(wb))
		return;
	buf_init(&line, LINE_LEN);
	buf_init(&safe, LINE_LEN * 10);
	given_tell_end(wb, &line);
	safe_add_line(&safe, slice_buf(&line));
	buf_add_char(&safe, '\n');
	cli_say(stdout, slice_buf(&safe));
	buf_release(&safe);
	buf_release(&line);
}

/* "Your words are in ...": the one line on leaving.  LEADERPLUS_START is how the program was
 * started, where that is not by its own name (bootstrap says so). */
static void say_where(struct opening *o, const struct workbook *wb)
{
	const char *start = getenv("LEADERPLUS_START"), *path = workbook_path(wb), *usual;
	struct buf line, safe, back;
	bool named;

	if (workbook_conflict(wb))
		path = workbook_conflict(wb);
	if (workbook_copy(wb))
		path = workbook_copy(wb);
	if (workbook_is_copy(wb) && path == workbook_path(wb)) {
		say_end_of_copy(wb);
		return;
	}
	if (!path)
		return;
	usual = cli_remembered(o->cli) ? cli_remembered(o->cli) : o->home.path;
	named = !usual || strcmp(path, usual) != 0;
	buf_init(&line, LINE_LEN);
	buf_init(&back, LINE_LEN * 10);
	buf_init(&safe, LINE_LEN * 10);
	buf_addf(&line, _("Your words are in %s."), path);
	safe_add_line(&safe, slice_buf(&line));
	buf_clear(&line);
	/* TRANSLATORS: a command follows. */
	buf_addf(&line, _("To carry on: %s"), start ? start : "leaderplus");
	if (start && (named || o->plain_given))
		buf_add_str(&line, " --");
	if (o->plain_given)
		buf_add_str(&line, " --plain");
	if (named) {
		buf_add_str(&line, *path == '-' && (!start || o->plain_given) ? " -- " : " ");
		path_add_word(path, &line);
	}
	safe_add_line(&back, slice_buf(&line));
	/* The command stays in one piece, to be copied. */
	buf_add_char(&safe, is_wider(text_width(slice_buf(&safe)) + 1 + text_width(slice_buf(&back))) ?
		     '\n' : ' ');
	buf_add_slice(&safe, slice_buf(&back));
	buf_add_char(&safe, '\n');
	cli_say(stdout, slice_buf(&safe));
	buf_release(&back);
	buf_release(&safe);
	buf_release(&line);
}

/* One at a time: when it is gone, the next start tells of the next. */
static void add_left(void *out, const char *path)
{
	struct buf *remark = out;

	if (!remark->len)
		buf_addf(remark, _("An editor that was cut short left words in '%s'. Copy what you need, "
				   "then remove that folder."), path);
}

/* What is wrong with the settings, short enough for a few rows. */
static void add_remark(const struct cli *cli, struct buf *out)
{
	size_t first = strcspn(cli->trouble.data, "\n");

	if (!cli->trouble.len)
		return;
	if (out->len)
		buf_add_char(out, ' ');
	/* TRANSLATORS: %.*s names a line of the file of settings, and what is wrong in it. */
	buf_addf(out, _("Please look at your settings: %.*s."), (int)first, cli->trouble.data);
	if (first == cli->trouble.len)
		return;
	buf_add_char(out, ' ');
	buf_addf(out, _("There is more: 'leaderplus check %s' tells all."), cli->settings_path);
}

/* REMARK is to be said first, "" for nothing. */
static bool run_plain(const struct opening *o, struct workbook *wb, const char *remark,
		      struct err *err)
{
	const struct plain_start start = {
		.sys = o->cli->sys,
		.wb = wb,
		.home = { o->home.path, o->home.state_folder },
		/* The full screen may have opened it meanwhile. */
		.begin = workbook_path(wb) ? BEGIN_WELCOME_BACK : o->begin,
		.place = o->place,
		.mode = o->mode,
		.trouble = o->trouble.text,
		.utf8 = o->cli->utf8,
		.settings = &o->cli->settings,
		.settings_path = o->cli->settings_path,
		.usual_language = o->cli->usual_language,
		.in = STDIN_FILENO,
		.out = STDOUT_FILENO,
		.remark = remark,
	};

	return plain_run(&start, err);
}

/* PLAIN: whether the reader wants to go on in plain lines. */
static bool run_ui(const struct opening *o, struct workbook *wb, const char *remark, bool *plain,
		   struct err *err)
{
	const struct ui_start start = {
		.sys = o->cli->sys,
		.wb = wb,
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
		.program = o->cli->program,
		.book = o->cli->book,
		.remark = remark,
		.plain = plain,
	};

	return ui_run(&start, err);
}

static enum cli_status run(struct opening *o, struct pack *pack)
{
	struct workbook *wb = workbook_new(o->cli->sys, pack, o->store);
	enum cli_status status = CLI_DONE;
	bool plain = o->plain;
	struct buf remark;
	struct err err;

	if (o->cli->language)
		settings_set(&o->cli->settings, SETTING_LANGUAGE, o->cli->language);
	buf_init(&remark, LINE_LEN);
	editor_left(o->cli->sys, add_left, &remark);
	add_remark(o->cli, &remark);
	o->cli->told = true;
	if (!(plain || run_ui(o, wb, remark.data, &plain, &err)) ||
	    (plain && !run_plain(o, wb, o->plain ? remark.data : "", &err)))
		status = cli_fail(err.kind == ERR_USAGE ? CLI_USAGE : CLI_FAILED, err.text);
	else if (!plain || !signals_stop())	/* then nobody may read any more, nor make room */
		say_where(o, wb);
	workbook_free(wb);
	buf_release(&remark);
	return status;
}

/* Whether the environment asks for plain lines, or the terminal knows nothing else.  "0" is for
 * turning off once what a profile turns on. */
static bool wants_plain(bool terminal)
{
	const char *plain = getenv("LEADERPLUS_PLAIN"), *accessible = getenv("ACCESSIBLE");
	const char *term = getenv("TERM");

	if (terminal && term && strcmp(term, "dumb") == 0)
		return true;
	if (plain && *plain)
		return strcmp(plain, "0") != 0;
	return accessible && *accessible && strcmp(accessible, "0") != 0;
}

/* Takes options and FILE from the arguments. */
static enum cli_status read_arguments(struct opening *o, int argc, char **argv)
{
	bool options = true;

	for (int i = 1; i < argc; i++) {
		if (options && strcmp(argv[i], "--") == 0)
			options = false;
		else if (options && strcmp(argv[i], "--plain") == 0)
			o->plain = o->plain_given = true;
		else if (options && argv[i][0] == '-')
			return cli_usage(_("there is no such option"));
		else if (o->named)
			return cli_usage(_("one workbook at a time"));
		else
			o->named = argv[i];
	}
	return CLI_DONE;
}

/* Whether it can go on without a terminal; says why not. */
static enum cli_status check_terminal(const struct opening *o, bool terminal)
{
	if (!terminal && !o->plain)
		return cli_fail(CLI_USAGE, _("the workbook needs a terminal; 'leaderplus --plain' and "
					     "'leaderplus summary' work without one"));
	return CLI_DONE;
}

/* Nobody can be asked whether to make it. */
static enum cli_status refuse_absent(const struct opening *o)
{
	struct err err;

	err_set(&err, ERR_IO, _("there is no workbook at '%s'; start leaderplus with it on a terminal "
				"to begin one"), o->place.path);
	return cli_fail(CLI_FAILED, err.text);
}

static enum cli_status open_run(struct cli *cli, int argc, char **argv)
{
	bool terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
	struct opening o = { .cli = cli };
	enum cli_status status = read_arguments(&o, argc, argv);
	struct pack *pack;
	struct err err;

	o.plain = o.plain || wants_plain(terminal);
	if (status == CLI_DONE)
		status = check_terminal(&o, terminal);
	if (status != CLI_DONE)
		return status;
	if (!cli_load_pack(cli, &pack, &err))
		return cli_fail(CLI_FAILED, err.text);
	cli_find_home(&o.home);
	if (find_store(&o, &err) && !(o.begin == BEGIN_ASK_CREATE && !isatty(STDIN_FILENO))) {
		status = run(&o, pack);
	} else {
		pack_free(pack);
		status = o.begin == BEGIN_ASK_CREATE ? refuse_absent(&o) :
			cli_fail(CLI_FAILED, err.text);
	}
	cli_release_home(&o.home);
	return status;
}

const struct cli_command cmd_open = {
	.name = "",
	.usage = N_("[--plain] [FILE]"),
	.help = N_("    Opens the workbook: the one of this computer, or FILE. With --plain as a\n"
		   "    conversation in lines, for screen readers, braille and scripts; 'leaderplus\n"
		   "    help accessibility' says more.\n"),
	.run = open_run,
};
