/* SPDX-License-Identifier: GPL-3.0-or-later */
/* leaderplus share: a copy for a mentor or for the group, shown before it is written. */
#include <config.h>

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/file.h"
#include "base/intl.h"
#include "cli/book.h"
#include "workbook/export.h"
#include "workbook/share.h"

#define PREVIEW_MAX ((size_t)256 * 1024 * 1024)
#define ANSWER_MAX 256

struct request {
	const char *file;	/* NULL: this computer's */
	const char *out;	/* NULL: to be asked for; "-": standard output */
	const char *reader;	/* "mentor" or "group", NULL: not said */
	bool earlier;
	bool force;
	bool yes;		/* is not asked */
};

static enum cli_status read_options(struct request *r, int argc, char **argv)
{
	static const struct option options[] = {
		{ "for", required_argument, NULL, 'f' },
		{ "output", required_argument, NULL, 'o' },
		{ "earlier", no_argument, NULL, 'e' },
		{ "force", no_argument, NULL, 'F' },
		{ "yes", no_argument, NULL, 'y' },
		{ NULL, 0, NULL, 0 },
	};
	int option;

	opterr = 0;
	while ((option = getopt_long(argc, argv, "o:", options, NULL)) != -1) {
		switch (option) {
		case 'f':
			r->reader = optarg;
			break;
		case 'o':
			r->out = optarg;
			break;
		case 'e':
			r->earlier = true;
			break;
		case 'F':
			r->force = true;
			break;
		case 'y':
			r->yes = true;
			break;
		default:
			return cli_usage(_("there is no such option, or its value is missing"));
		}
	}
	if (argc - optind > 1)
		return cli_usage(_("one workbook at a time"));
	if (optind < argc)
		r->file = argv[optind];
	return CLI_DONE;
}

/* Whom it is for: the kind of copy. */
static enum cli_status find_kind(const struct request *r, enum share_kind *kind)
{
	if (r->reader && strcmp(r->reader, audience_name(AUDIENCE_MENTOR)) == 0)
		*kind = r->earlier ? SHARE_MENTOR_EARLIER : SHARE_MENTOR;
	else if (r->reader && strcmp(r->reader, audience_name(AUDIENCE_GROUP)) == 0)
		*kind = SHARE_GROUP;
	else
		return cli_usage(_("share needs --for mentor or --for group"));
	if (*kind == SHARE_GROUP && r->earlier)
		return cli_usage(_("--earlier goes with --for mentor; a copy for the group has only the newest "
				   "words"));
	return CLI_DONE;
}

/* Whether somebody is there to read what leaves and to answer. */
static bool can_ask(void)
{
	return isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

static void show(const struct workbook *wb, enum share_kind kind)
{
	struct doc *doc = share_preview(wb, kind);
	struct buf text;

	buf_init(&text, PREVIEW_MAX);
	export_write(doc, EXPORT_TEXT, &text);
	cli_say(stderr, slice_buf(&text));
	buf_release(&text);
	doc_free(doc);
}

/* Whether what was typed is the beginning of WORD. */
static bool begins(struct slice typed, const char *word)
{
	return typed.len && typed.len <= strlen(word) && strncasecmp(typed.data, word, typed.len) == 0;
}

static bool agrees(const char *question)
{
	char answer[ANSWER_MAX] = "";
	struct slice typed;

	cli_say(stderr, slice_of(question));
	if (!fgets(answer, sizeof(answer), stdin)) {
		cli_say(stderr, slice_of("\n"));
		return false;
	}
	typed = slice_trim(slice_of(answer));
	/* TRANSLATORS: typed to agree; its first letter does. */
	return begins(typed, _("yes")) || begins(typed, "yes");
}

/* Asks whether the copy may be written to OUT. */
static bool may_write(const struct request *r, const char *out)
{
	struct buf question;
	bool may;

	if (r->yes || !can_ask())
		return true;
	buf_init(&question, 16384);
	buf_add_char(&question, '\n');
	if (strcmp(out, "-") == 0)
		buf_add_str(&question, _("Write this to standard output?"));
	else
		/* TRANSLATORS: %s is the name of a file. */
		buf_addf(&question, _("Write this to '%s'?"), out);
	buf_addf(&question, "\n%s ", _("yes or no:"));
	may = agrees(question.data);
	if (!may)
		cli_fail(CLI_FAILED, _("nothing was written"));
	buf_release(&question);
	return may;
}

static enum cli_status put_stdout(struct workbook *wb, enum share_kind kind)
{
	enum cli_status status = CLI_DONE;
	struct buf out;
	struct err err;

	buf_init(&out, SHARE_MAX + 1);
	if (!share_make(wb, kind, &out, &err))
		status = cli_fail(CLI_FAILED, err.text);
	else if (isatty(STDOUT_FILENO))
		cli_say(stdout, slice_buf(&out));
	else
		fwrite(out.data, 1, out.len, stdout);
	buf_release(&out);
	return status;
}

static enum cli_status put(const struct cli *cli, const struct request *r, struct workbook *wb,
			   enum share_kind kind, const char *out)
{
	bool to_stdout = strcmp(out, "-") == 0;
	struct err err;

	if (!to_stdout && cli_is_workbook(cli, out, workbook_path(wb)))
		return cli_fail(CLI_FAILED, _("OUT is the workbook itself; choose another name"));
	if (!to_stdout && !r->force && file_exists(cli->sys, out)) {
		err_set(&err, ERR_CHANGED, _("'%s' exists already"), out);
		return cli_fail(CLI_FAILED, err.text);
	}
	show(wb, kind);
	if (!may_write(r, out))
		return CLI_FAILED;
	if (to_stdout)
		return put_stdout(wb, kind);
	return share_save(wb, kind, out, r->force, &err) ? CLI_DONE : cli_fail(CLI_FAILED, err.text);
}

/* Opens it for writing only where the copy needs that. */
static bool open_book(struct cli *cli, const struct request *r, enum share_kind kind,
		      struct workbook **wb, struct err *err)
{
	struct err why;

	if (!cli_open_book(cli, r->file, wb, err))
		return false;
	if (kind != SHARE_GROUP || share_has_key(*wb))
		return true;
	workbook_free(*wb);
	if (cli_open_book_to_write(cli, r->file, wb, &why))
		return true;
	return err_set(err, why.kind, why.kind == ERR_LOCKED ?
		       _("the first copy for the group can only be made where the workbook can be "
			 "written: %s") : "%s", why.text);
}

static enum cli_status share_book(const struct cli *cli, const struct request *r,
				  struct workbook *wb, enum share_kind kind)
{
	enum cli_status status = CLI_FAILED;
	struct buf why, name;

	buf_init(&why, 4096);
	buf_init(&name, 4096);
	if (!share_is_possible(wb, kind, &why)) {
		cli_fail(CLI_FAILED, why.data);
	} else {
		/* A name beside nothing else of hers; she is asked about it. */
		share_suggest(wb, kind, "", &name);
		status = put(cli, r, wb, kind, r->out ? r->out : name.data);
	}
	buf_release(&name);
	buf_release(&why);
	return status;
}

static enum cli_status share_run(struct cli *cli, int argc, char **argv)
{
	struct request r = { 0 };
	enum cli_status status = read_options(&r, argc, argv);
	enum share_kind kind = SHARE_MENTOR;
	struct workbook *wb;
	struct err err;

	if (status == CLI_DONE)
		status = find_kind(&r, &kind);
	if (status != CLI_DONE)
		return status;
	if (!r.out && (r.yes || !can_ask()))
		return cli_usage(_("share needs -o OUT where nobody can be asked for a name"));
	if (!open_book(cli, &r, kind, &wb, &err))
		return cli_fail(CLI_FAILED, err.text);
	status = share_book(cli, &r, wb, kind);
	/* Where it was only read, last sentences may be missing; else it is about the file's place. */
	for (size_t i = 0; workbook_warning(wb, i); i++)
		status = cli_fail(workbook_locked(wb) ? CLI_FAILED : status, workbook_warning(wb, i));
	workbook_free(wb);
	return status;
}

const struct cli_command cmd_share = {
	.name = "share",
	.usage = N_("share [FILE] --for WHO [-o OUT] [--earlier] [--force] [--yes]"),
	.help = N_("    Writes a copy of what is marked for WHO, mentor or group (without my name),\n"
		   "    into the file OUT, to be handed over; - is standard output. First it shows\n"
		   "    what is in it, on standard error, and on a terminal asks whether to write\n"
		   "    it (not with --yes). --earlier adds what stood there before, for a mentor.\n"
		   "    An OUT that exists is refused without --force.\n"),
	.run = share_run,
};
