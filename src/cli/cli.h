/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line: a table of commands, one file a command.
 *
 * Data goes to standard output, messages to standard error.  A new command is
 * one file with a const struct cli_command and one line in the table of cli.c.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "answers/store.h"
#include "base/err.h"
#include "base/sys.h"
#include "pack/pack.h"
#include "workbook/settings.h"

/* Exit statuses. */
enum cli_status {
	CLI_DONE = 0,
	CLI_FAILED = 1,
	CLI_USAGE = 2,		/* the command line makes no sense */
	CLI_FOUND = 3		/* check found something */
};

/* What every command is given. */
struct cli {
	const struct sys *sys;
	bool utf8;		/* what the terminal takes */
	const char *program;	/* argv[0] */
	const char *pack;	/* --pack: a name or a folder, or NULL */
	char *book;		/* the same of the pack that was loaded; "": the usual one */
	const char *language;	/* --lang, or NULL */
	bool no_colour;		/* --no-color, or $NO_COLOR */
	struct settings settings;	/* of the file; the options above come first */
	char *settings_path;	/* the file, or NULL */
	char *usual_language;	/* $LANGUAGE as it was, or NULL */
	struct buf trouble;	/* what is wrong with the settings, a line each */
	bool told;		/* the full screen says so; else standard error in the end */
};

struct cli_command {
	const char *name;
	const char *usage;	/* N_("summary [FILE] ...") */
	const char *help;	/* N_(): what --help prints below the usage */
	/* ARGV[0] is the command's name; global options are gone. */
	enum cli_status (*run)(struct cli *cli, int argc, char **argv);
};

extern const struct cli_command cmd_check;
extern const struct cli_command cmd_collate;
extern const struct cli_command cmd_due;
extern const struct cli_command cmd_help;
extern const struct cli_command cmd_merge;
extern const struct cli_command cmd_open;
extern const struct cli_command cmd_pack;
extern const struct cli_command cmd_present;
extern const struct cli_command cmd_share;
extern const struct cli_command cmd_summary;

/* The whole program but for main; the catalogues are in the folder LOCALES. */
int cli_main(int argc, char **argv, const char *locales);

/* Prints what --help does. */
enum cli_status cli_help(void);
/* Prints TEXT, made safe, to standard output or error: what commands say goes this way,
 * whatever is in it.  A terminal without UTF-8 is sent ASCII only, for there the bytes of a
 * letter may be control characters; a file or a pipe gets UTF-8 always. */
void cli_say(FILE *to, struct slice text);
/* Prints "leaderplus: TEXT" to standard error, safe and on one line, and returns STATUS. */
enum cli_status cli_fail(enum cli_status status, const char *text);
/* The same with "see 'leaderplus --help'" behind it. */
enum cli_status cli_usage(const char *text);

/* Loads the pack that --pack names, or the settings, or the one that comes with the program:
 * that too where the one of the settings cannot be loaded, which is trouble. */
bool cli_load_pack(struct cli *cli, struct pack **pack, struct err *err);

/* Reads the settings and makes the messages come in the language that is wanted. */
void cli_settings_open(struct cli *cli);
void cli_settings_close(struct cli *cli);
void cli_settings_add(struct cli *cli, const char *what);	/* more trouble */
void cli_settings_tell(const struct cli *cli);	/* the trouble, on standard error */

/* The workbook that the start looks for by itself, or NULL: it is the one of this computer. */
const char *cli_remembered(const struct cli *cli);

/* Where this computer keeps a workbook; release both members with free(). */
struct cli_home {
	char *path;		/* NULL where no home folder is known */
	char *state_folder;
};
void cli_find_home(struct cli_home *home);
void cli_release_home(struct cli_home *home);

#endif
