/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents that programs found on this computer make of our web page. */
#include <config.h>

#include "workbook/convert.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/child.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/intl.h"
#include "base/mem.h"

extern char **environ;

#define PAGE "copy.html"
#define PATH_BYTES 65536

enum { WORDS_MAX = 16 };

/* What a converter is told.  '@' stands for the private folder and a slash; words that begin with
 * '?' are for root, who has no sandbox. */
static const char *const browser[] = {
	"?--no-sandbox", "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check",
	"--disable-background-networking", "--disable-component-update", "--disable-sync",
	/* Whatever it would like to tell or to fetch, it finds nobody. */
	"--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=@profile", "--no-pdf-header-footer",
	"--print-to-pdf=@copy.pdf", "@" PAGE, NULL
};
static const char *const weasyprint[] = { "@" PAGE, "@copy.pdf", NULL };
static const char *const office_pdf[] = {
	"--headless", "--infilter=HTML (StarWriter)", "--convert-to",
	"pdf:writer_pdf_Export:{\"UseTaggedPDF\":{\"type\":\"boolean\",\"value\":\"true\"}}",
	"--outdir", "@", "@" PAGE, NULL
};
static const char *const office_odt[] = {
	"--headless", "--infilter=HTML (StarWriter)", "--convert-to", "odt:writer8", "--outdir", "@",
	"@" PAGE, NULL
};
/* The page has its title as a heading, too. */
static const char *const pandoc[] = {
	"--from=html", "--to=odt", "--metadata=title=", "--output=@copy.odt", "@" PAGE, NULL
};

/* The best first: of those that make a PDF, one whose headings a screen reader finds, then the one
 * that sets type well. */
static const struct converter {
	enum convert_to to;
	const char *name;
	const char *const *words;
} converters[] = {
	{ CONVERT_PDF, "chromium", browser },
	{ CONVERT_PDF, "chromium-browser", browser },
	{ CONVERT_PDF, "google-chrome", browser },
	{ CONVERT_PDF, "google-chrome-stable", browser },
	{ CONVERT_PDF, "weasyprint", weasyprint },
	{ CONVERT_PDF, "soffice", office_pdf },
	{ CONVERT_PDF, "libreoffice", office_pdf },
	{ CONVERT_ODT, "soffice", office_odt },
	{ CONVERT_ODT, "libreoffice", office_odt },
	{ CONVERT_ODT, "pandoc", pandoc },
};

/* What is made, and how its bytes begin. */
static const struct { const char *file, *begins; } made[] = {
	[CONVERT_ODT] = { "copy.odt", "PK\003\004" },
	[CONVERT_PDF] = { "copy.pdf", "%PDF-" },
};

/* One conversion. */
struct job {
	const struct sys *sys;
	const struct converter *converter;
	const char *program;	/* its path */
	struct folder folder;
	int seconds;
	struct child_end end;
	struct buf *out;
};

/* The first converter from *AT on that is here; moves *AT behind it. */
static const struct converter *find(enum convert_to to, size_t *at, struct buf *path)
{
	while (*at < ARRAY_LEN(converters)) {
		const struct converter *c = &converters[(*at)++];

		if (c->to == to && child_find(c->name, path))
			return c;
	}
	return NULL;
}

bool convert_is_possible(enum convert_to to)
{
	struct buf path;
	size_t at = 0;
	bool found;

	buf_init(&path, PATH_BYTES);
	found = find(to, &at, &path) != NULL;
	buf_release(&path);
	return found;
}

/* ---- what it is told ---- */

/* WORD with the private folder in it, for free(). */
static char *fill_in(const struct job *job, const char *word)
{
	struct buf b;

	buf_init(&b, PATH_BYTES * 2);
	for (; *word; word++)
		if (*word == '@')
			buf_addf(&b, "%s/", job->folder.path.data);
		else
			buf_add_char(&b, *word);
	return buf_steal(&b);
}

/* The words that start it, in WORDS, NULL behind them. */
static void make_words(const struct job *job, char *words[WORDS_MAX + 2])
{
	size_t n = 0;

	words[n++] = mem_string(job->program);
	for (size_t i = 0; i < WORDS_MAX && job->converter->words[i]; i++) {
		const char *word = job->converter->words[i];

		if (*word != '?')
			words[n++] = fill_in(job, word);
		else if (geteuid() == 0)
			words[n++] = fill_in(job, word + 1);
	}
	words[n] = NULL;
}

static bool is_set_anew(const char *variable)
{
	return strncmp(variable, "HOME=", 5) == 0 || strncmp(variable, "TMPDIR=", 7) == 0 ||
	       strncmp(variable, "XDG_", 4) == 0 || strncmp(variable, "PYTHONUSERBASE=", 15) == 0;
}

/* Our environment with the private folder as home; where Python keeps what its owner installed,
 * WeasyPrint among it, stays known.  For free(), and so are its words. */
static char **make_environment(const struct job *job)
{
	const char *home = getenv("HOME"), *python = getenv("PYTHONUSERBASE");
	size_t n = 0, count = 0;
	struct buf b;
	char **all;

	while (environ[count])
		count++;
	all = mem_zero(count + 4, sizeof(*all));
	for (size_t i = 0; i < count; i++)
		if (!is_set_anew(environ[i]))
			all[n++] = mem_string(environ[i]);
	buf_init(&b, PATH_BYTES * 2);
	buf_addf(&b, "HOME=%s", job->folder.path.data);
	all[n++] = buf_steal(&b);
	buf_addf(&b, "TMPDIR=%s", job->folder.path.data);
	all[n++] = buf_steal(&b);
	if (python || home) {
		buf_addf(&b, "PYTHONUSERBASE=%s%s", python ? python : home, python ? "" : "/.local");
		all[n++] = buf_steal(&b);
	}
	return all;
}

static void free_words(char **words)
{
	for (size_t i = 0; words[i]; i++)
		free(words[i]);
}

/* ---- one converter ---- */

static bool take_file(struct job *job, struct err *err)
{
	const char *begins = made[job->converter->to].begins;
	const char *name = job->converter->name;
	struct buf bytes;
	bool ok = true;

	buf_init(&bytes, job->out->max - job->out->len);
	if (file_read_at(job->sys, job->folder.fd, made[job->converter->to].file, bytes.max, &bytes,
			 err) != FILE_READ || !slice_starts(slice_buf(&bytes), begins))
		ok = err_set(err, ERR_IO, _("'%s' made no document"), name);
	else
		buf_add_slice(job->out, slice_buf(&bytes));
	buf_release(&bytes);
	return ok;
}

static bool run(struct job *job, struct err *err)
{
	const char *name = job->converter->name;
	char *words[WORDS_MAX + 2], **environment = make_environment(job);
	const struct child child = {
		.words = words, .environment = environment, .apart = true, .seconds = job->seconds,
	};
	int error;

	make_words(job, words);
	error = child_run(&child, &job->end);
	free_words(words);
	free_words(environment);
	free(environment);
	if (error)
		return err_set(err, ERR_IO, _("cannot start '%s': %s"), name, strerror(error));
	if (job->end.signal)
		return err_set(err, ERR_IO, _("'%s' was stopped before the document was made"), name);
	if (job->end.late)
		return err_set(err, ERR_IO, _("'%s' took too long and was stopped"), name);
	if (!WIFEXITED(job->end.status))
		return err_set(err, ERR_IO, _("'%s' was ended by a signal (%d) and made no document"), name,
			       WTERMSIG(job->end.status));
	if (WEXITSTATUS(job->end.status) != 0)
		return err_set(err, ERR_IO, _("'%s' ended with an error (%d) and made no document"), name,
			       WEXITSTATUS(job->end.status));
	return take_file(job, err);
}

static bool run_in_folder(struct job *job, struct slice html, struct err *err)
{
	bool ok = folder_make(&job->folder, job->sys, FOLDER_COPY) &&
		  folder_put(&job->folder, PAGE, html);

	if (!ok)
		err_set(err, ERR_IO, _("cannot make a folder for '%s' to work in: %s"),
			job->converter->name, strerror(errno));
	else
		ok = run(job, err);
	folder_release(&job->folder, false);
	return ok;
}

/* ---- all of them ---- */

static bool refuse(enum convert_to to, struct err *err)
{
	if (to == CONVERT_PDF)
		return err_set(err, ERR_USAGE, _("to make a PDF, install Chromium, WeasyPrint or LibreOffice; "
						 "or save a Word document or a web page and print it"));
	return err_set(err, ERR_USAGE, _("to make an OpenDocument text, install LibreOffice or pandoc; "
					 "or save a Word document, which LibreOffice opens, too"));
}

bool convert(const struct sys *sys, enum convert_to to, struct slice html, int seconds,
	     struct buf *out, struct err *err)
{
	struct job job = { .sys = sys, .seconds = seconds, .out = out };
	bool ok = false, failed = false;
	struct err first, next;
	struct buf path;
	size_t at = 0;

	buf_init(&path, PATH_BYTES);
	refuse(to, &first);
	while (!ok && !job.end.signal && !job.end.late && (job.converter = find(to, &at, &path))) {
		job.program = path.data;
		ok = run_in_folder(&job, html, &next);
		if (!ok && (!failed || job.end.signal))
			first = next;
		failed = true;
	}
	if (!ok)
		*err = first;
	buf_release(&path);
	if (job.end.signal == SIGHUP || job.end.signal == SIGTERM)
		raise(job.end.signal);
	return ok;
}
