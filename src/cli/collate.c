/* SPDX-License-Identifier: GPL-3.0-or-later */
/* leaderplus collate: what a group wrote, gathered. */
#include <config.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/intl.h"
#include "cli/collate_own.h"
#include "plain/review.h"

#define MEMORY ((size_t)8 * 1024 * 1024)
#define OUT_MAX ((size_t)256 * 1024 * 1024)

struct collating {
	struct cli *cli;
	const struct collate_request *request;
	struct pack *pack;
	char *folder;		/* for temporary files */
	struct review review;
	bool reviewed;		/* some fold has a review beside it */
	struct progress progress;
	bool quiet;		/* what is passed over will be told later */
	bool passed;		/* something was passed over */
	enum cli_status status;	/* what was passed over, or else CLI_DONE */
};

static bool is_stdout(const char *out)
{
	return !out || strcmp(out, "-") == 0;
}

/* Beside what is written, where there is room for it; else where others put such files. */
static char *find_folder(const char *out)
{
	const char *slash = is_stdout(out) ? NULL : strrchr(out, '/');
	const char *usual = getenv("TMPDIR");

	if (slash)
		return mem_copy(out, slash == out ? 1 : (size_t)(slash - out));
	if (!is_stdout(out))
		return mem_string(".");
	return mem_string(usual && usual[0] == '/' ? usual : "/tmp");
}

/* ---- in ---- */

static void tell_passed(void *context, const struct finding *finding)
{
	struct collating *c = context;
	struct buf line;

	if (c->quiet)
		return;
	progress_clear(&c->progress);
	buf_init(&line, 1 << 20);
	if (finding->file)
		buf_addf(&line, "%s:", finding->file);
	if (finding->line)
		buf_addf(&line, "%zu:", finding->line);
	if (line.len)
		buf_add_char(&line, ' ');
	if (finding->column)
		buf_addf(&line, _("column %zu: %s"), finding->column, finding->what);
	else
		buf_add_str(&line, finding->what);
	c->status = cli_fail(CLI_FAILED, line.data);
	buf_release(&line);
}

static void tick(void *context)
{
	struct collating *c = context;

	progress_step(&c->progress);
}

static struct fold *begin_fold(struct collating *c, const char *out)
{
	const struct fold_request request = {
		.sys = c->cli->sys,
		.folder = c->folder,
		.memory = MEMORY,
		.pack_id = pack_id(c->pack),
		.out = out,
		.passed = { tell_passed, c },
		.tick = tick,
		.context = c,
	};

	return fold_new(&request);
}

/* The fold of all PATHS, or NULL. */
static struct fold *gather(struct collating *c, char *const *paths, size_t count, struct err *err)
{
	const char *out = is_stdout(c->request->out) ? NULL : c->request->out;
	struct fold *fold = begin_fold(c, out);
	bool ok = true;

	for (size_t i = 0; ok && i < count; i++) {
		if (strcmp(paths[i], "-") == 0)
			ok = fold_add_lines(fold, STDIN_FILENO, _("standard input"), err);
		else
			ok = fold_add_path(fold, paths[i], err);
	}
	progress_clear(&c->progress);
	c->passed = ok && fold_has_passed(fold);
	if (c->passed && fold_is_empty(fold))
		ok = err_set(err, ERR_SYNTAX, _("there is no copy for the group in what was named, so nothing is "
						"written; 'leaderplus share --for group' makes such copies"));
	if (ok)
		return fold;
	fold_free(fold);
	return NULL;
}

/* ---- out ---- */

static bool put_stdout(void *context, struct slice bytes, struct err *err)
{
	(void)context;
	if (isatty(STDOUT_FILENO))
		cli_say(stdout, bytes);
	else if (fwrite(bytes.data, 1, bytes.len, stdout) != bytes.len)
		return err_set(err, ERR_IO, _("cannot write to standard output"));
	return true;
}

static bool put_file(void *context, struct slice bytes, struct err *err)
{
	return file_write(context, bytes, err);
}

/* What is written as it comes: a fold, or gathered voices. */
static bool put_stream(struct collating *c, struct fold *fold, struct voices *voices,
		       const struct voices_sink *sink, struct err *err)
{
	return c->request->form == COLLATE_FOLD ? voices_put_fold(fold, sink, err) :
		voices_put_lines(voices, sink, err);
}

static bool write_stream(struct collating *c, struct fold *fold, struct voices *voices,
			 struct err *err)
{
	const struct collate_request *r = c->request;
	struct file_new file;
	const struct voices_sink to_stdout = { put_stdout, NULL }, to_file = { put_file, &file };

	if (is_stdout(r->out))
		return put_stream(c, fold, voices, &to_stdout, err);
	if (!file_begin(&file, c->cli->sys, r->out, err))
		return false;
	if (!put_stream(c, fold, voices, &to_file, err)) {
		file_cancel(&file);
		return false;
	}
	return file_finish(&file, err) &&
		(r->force ? file_commit(&file, err) : file_commit_new(&file, err));
}

static bool write_document(struct collating *c, struct voices *voices, struct err *err)
{
	const struct collate_request *r = c->request;
	struct doc *doc = voices_document(voices, err);
	struct buf out;
	bool ok;

	if (!doc)
		return false;
	buf_init(&out, OUT_MAX);
	if (is_stdout(r->out))
		ok = export_make(c->cli->sys, doc, r->document, &out, err) &&
			put_stdout(NULL, slice_buf(&out), err);
	else
		ok = export_save(c->cli->sys, doc, r->document, r->out, r->force, err);
	buf_release(&out);
	doc_free(doc);
	return ok;
}

static struct voices *begin_voices(const struct collating *c, bool reviewed)
{
	const struct voices_request request = {
		.sys = c->cli->sys,
		.folder = c->folder,
		.memory = MEMORY,
		.pack = c->pack,
		.floor = c->request->floor,
		.review = reviewed ? &c->review : NULL,
	};

	return voices_new(&request);
}

/* FOLD in the form that is wanted. */
static bool write_form(struct collating *c, struct fold *fold, struct err *err)
{
	struct voices *voices = begin_voices(c, c->reviewed);
	bool ok;

	if (c->request->form == COLLATE_FOLD)
		ok = write_stream(c, fold, NULL, err);
	else if (!voices_add_fold(voices, fold, err))
		ok = false;
	else if (c->request->form == COLLATE_LINES)
		ok = write_stream(c, NULL, voices, err);
	else
		ok = write_document(c, voices, err);
	if (ok && c->request->form != COLLATE_FOLD && voices_has_more(voices))
		cli_say(stderr, slice_of(c->reviewed ?
			_("Some words are left out, for too few people wrote to their question, or in their language, or too "
			  "few were kept; the document does not tell that.\n") :
			_("Some words are left out, for too few people wrote to their question, or in their language; the "
			  "document does not tell that.\n")));
	voices_free(voices);
	return ok;
}

/* ---- review ---- */

/* Takes in what was decided beside each fold that is named. */
static bool load_reviews(struct collating *c, char *const *paths, size_t count, struct err *err)
{
	for (size_t i = 0; i < count; i++) {
		char *path = review_path(paths[i]);
		enum file_found found = review_load(&c->review, c->cli->sys, path, err);

		free(path);
		if (found == FILE_FAILED)
			return false;
		c->reviewed = c->reviewed || found == FILE_READ;
	}
	return true;
}

static bool talk(struct collating *c, const struct voices_list *list, const char *path,
		 struct err *err)
{
	const struct plain_review review = {
		.sys = c->cli->sys,
		.pack = c->pack,
		.voices = list,
		.review = &c->review,
		.path = path,
		.floor = c->request->floor,
		.utf8 = c->cli->utf8 || !isatty(STDOUT_FILENO),
		.in = STDIN_FILENO,
		.out = STDOUT_FILENO,
	};

	return plain_review(&review, err);
}

/* The facilitator looks at each voice of the file FOLD. */
static bool look(struct collating *c, char *fold, struct err *err)
{
	char *path = review_path(fold);
	struct voices *voices = begin_voices(c, false);
	struct voices_list list;
	struct fold *gathered;
	bool ok;

	c->quiet = c->request->writes && c->request->form != COLLATE_FOLD;
	gathered = gather(c, &fold, 1, err);
	c->quiet = false;
	ok = gathered && load_reviews(c, &fold, 1, err) &&
		voices_add_fold(voices, gathered, err) && voices_list(voices, &list, err);
	fold_free(gathered);
	voices_free(voices);
	if (ok) {
		/* So that what is undecided is hidden, even if nothing is decided now. */
		ok = review_save(&c->review, c->cli->sys, path, err) && talk(c, &list, path, err);
		voices_list_release(&list);
	}
	c->reviewed = true;
	free(path);
	return ok;
}

/* ---- the command ---- */

static bool exists_already(const struct collating *c, struct err *err)
{
	const struct collate_request *r = c->request;

	return !is_stdout(r->out) && !r->force && file_exists(c->cli->sys, r->out) &&
		!err_set(err, ERR_CHANGED, _("'%s' exists already; --force writes a new one in its place, and what "
					     "a review has decided stays"), r->out);
}

static bool write_all(struct collating *c, struct err *err)
{
	const struct collate_request *r = c->request;
	struct fold *fold = gather(c, r->paths, r->count, err);
	bool ok = fold && write_form(c, fold, err);

	fold_free(fold);
	return ok;
}

static bool is_folder(const struct collating *c, const char *path)
{
	struct stat st;

	return c->cli->sys->fstatat(AT_FDCWD, path, &st, 0) == 0 && S_ISDIR(st.st_mode);
}

/* Words go out that nobody has looked at. */
static void remark_unreviewed(void)
{
	cli_say(stderr, slice_of(_("Nobody has looked at these words one by one: 'leaderplus collate FOLD "
				   "--review' does that.\n")));
}

static bool collate(struct collating *c, struct err *err)
{
	const struct collate_request *r = c->request;
	bool fold = r->form == COLLATE_FOLD;

	if (exists_already(c, err))
		return false;
	if (r->review && fold)
		return write_all(c, err) && look(c, r->out, err);
	if (r->review && is_folder(c, r->paths[0]))
		return err_set(err, ERR_USAGE, "%s", _(collate_one_fold));
	if (r->review && !r->writes) {
		if (!look(c, r->paths[0], err))
			return false;
		cli_say(stderr, slice_of(_("What you kept is written with 'leaderplus collate FOLD -o "
					   "voices.docx', for instance.\n")));
		return true;
	}
	if (r->review)
		return look(c, r->paths[0], err) && write_all(c, err);
	if (!fold && !load_reviews(c, r->paths, r->count, err))
		return false;
	if (!write_all(c, err))
		return false;
	if (!fold && !c->reviewed)
		remark_unreviewed();
	return true;
}

static enum cli_status collate_run(struct cli *cli, int argc, char **argv)
{
	struct collate_request r = { .floor = VOICES_FLOOR };
	struct collating c = { .cli = cli, .request = &r, .status = CLI_DONE };
	enum cli_status status = collate_read_options(&r, argc, argv);
	struct err err;

	if (status != CLI_DONE)
		return status;
	if (!cli_load_pack(cli, &c.pack, &err))
		return cli_fail(CLI_FAILED, err.text);
	c.folder = find_folder(r.out);
	progress_init(&c.progress, cli->sys);
	if (!collate(&c, &err))
		c.status = err.kind == ERR_USAGE ? cli_usage(err.text) : cli_fail(CLI_FAILED, err.text);
	else if (c.passed)
		cli_say(stderr, slice_of(_("What is named here was passed over: nothing of it is in what was "
					   "gathered. New copies of these can be added later.\n")));
	review_release(&c.review);
	free(c.folder);
	pack_free(c.pack);
	return c.status;
}

const struct cli_command cmd_collate = {
	.name = "collate",
	.usage = N_("collate PATH... [-f FORM] [-o OUT] [--floor K] [OPTION]..."),
	.help = N_("    Gathers the group's words out of copies for the group, folders of them,\n"
		   "    and folds, which are many copies in one file ('-': on standard input).\n"
		   "    To standard output, or to OUT, whose ending says the form, as FORM does:\n"
		   "    text, md, html, docx, ndjson, fold. What fewer than K people (3) wrote\n"
		   "    under a question in a language is not shown; a fold holds all, and is\n"
		   "    private. --review asks of each piece in a fold whether others may see it.\n"
		   "    An OUT that exists is refused without --force.\n"),
	.run = collate_run,
};
