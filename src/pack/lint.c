/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the loader lets pass and an author should mend all the same; and everything that the
 * loader would stop at, told in one go. */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/intl.h"
#include "base/mem.h"
#include "pack/chapter.h"
#include "pack/lint_words.h"
#include "pack/load.h"
#include "pack/names.h"
#include "text/utf8.h"

struct lint {
	const struct source_folder *folder;
	const struct pack *pack;
};

static void tell(const struct lint *l, const char *file, int line, const char *what)
{
	const struct finding finding = { .file = file, .line = (size_t)line, .what = what };

	l->folder->report->add(l->folder->report->context, &finding);
}

static void tell_named(const struct lint *l, const char *file, int line, struct slice name,
		       const char *what)
{
	char *copy = mem_copy(name.data, name.len);
	struct err text;

	for (char *c = copy; *c; c++)
		if (*c == '\n' || *c == '\r')
			*c = ' ';
	err_set(&text, ERR_SYNTAX, _("'%s': %s"), copy, what);
	tell(l, file, line, text.text);
	free(copy);
}

static int line_of(const struct source *src, const char *at)
{
	int line = src->body_line;

	for (const char *c = src->body.data; c < at; c++)
		line += *c == '\n';
	return line;
}

static void lint_words(const struct lint *l, const struct source *src)
{
	struct slice found;
	size_t at = 0;

	while (lint_words_next(src->body, &at, &found))
		tell_named(l, src->name, line_of(src, found.data), found,
			   _("a book gives no marks, and knows no right answers"));
}

/* "](" of a link or an image whose target is a path. */
static void lint_links(const struct lint *l, const struct source *src)
{
	static const char *const paths[] = { "../", "./", "/", "file:", "~" };

	for (size_t i = 0; i + 2 < src->body.len; i++) {
		struct slice target = slice_part(src->body, i + 2, src->body.len);

		if (src->body.data[i] != ']' || src->body.data[i + 1] != '(')
			continue;
		for (size_t k = 0; k < ARRAY_LEN(paths); k++)
			if (slice_starts(target, paths[k])) {
				tell(l, src->name, line_of(src, target.data),
				     _("a link to a file; a book links to http, https and mailto only"));
				break;
			}
	}
}

/* The first line of FIGURE, which begins at LINE of the file, that is too wide. */
static void lint_figure(const struct lint *l, const char *file, struct slice figure, int line)
{
	for (size_t start = 0; start < figure.len; line++) {
		const char *lf = memchr(figure.data + start, '\n', figure.len - start);
		size_t end = lf ? (size_t)(lf - figure.data) : figure.len;

		if (text_width(slice_part(figure, start, end)) > PACK_FIGURE_WIDTH) {
			tell(l, file, line, _("this drawing is wider than 36 columns, more than the "
					      "smallest window shows"));
			return;
		}
		start = end + 1;
	}
}

static void lint_figures(const struct lint *l, const struct source *src)
{
	struct doc *doc;
	struct err ignored;

	if (!doc_parse(&doc, src->body, src->body_line, &ignored))
		return;
	for (size_t i = 0; i < doc_count(doc); i++) {
		struct slice name, value;
		size_t at = 0;

		if (doc_kind(doc, i) == DOC_FENCE &&
		    source_attribute(doc_info(doc, i), &at, &name, &value) &&
		    slice_is(name, "figure"))
			lint_figure(l, src->name, doc_literal(doc, i), doc_line(doc, i) + 1);
	}
	doc_free(doc);
}

static void lint_text(const struct lint *l, const struct source *src)
{
	lint_words(l, src);
	lint_links(l, src);
	lint_figures(l, src);
}

/* Reads NAME again without telling what has been told already. */
static bool read_quietly(const struct lint *l, struct source *src, const char *name)
{
	const struct source_folder quiet = { l->folder->sys, l->folder->dir, NULL };
	struct err ignored;

	return source_read(src, &quiet, name, &ignored);
}

static void lint_file(const struct lint *l, const char *name)
{
	struct source src;

	if (!read_quietly(l, &src, name))
		return;
	lint_text(l, &src);
	source_release(&src);
}

static const struct pack_page *find_page(const struct pack_page *pages, size_t count,
					 const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (pages[i].id && strcmp(pages[i].id, id) == 0)
			return &pages[i];
	return NULL;
}

/* The pages of one language against those of the other. */
static void compare_pages(const struct lint *l, const char *file, const struct page_list *list,
			  const struct pack_chapter *chapter)
{
	const struct pack_page *pages = pack_page(l->pack, chapter->first);

	for (size_t i = 0; i < chapter->count; i++)
		if (pages[i].id && !find_page(list->items, list->count, pages[i].id))
			tell_named(l, file, 0, slice_of(pages[i].id),
				   _("this page is missing in this language"));
	for (size_t i = 0; i < list->count; i++) {
		const struct pack_page *page = &list->items[i], *other;

		if (!page->id)
			continue;
		other = find_page(pages, chapter->count, page->id);
		if (!other)
			tell_named(l, file, 0, slice_of(page->id),
				   _("this page is in this language only"));
		else if (other->kind != page->kind || other->asks != page->asks)
			tell_named(l, file, 0, slice_of(page->id),
				   _("this page is of another kind in this language"));
	}
}

static void lint_translation(const struct lint *l, const char *name,
			     const struct pack_chapter *chapter)
{
	struct page_list list = { 0 };
	struct source src;
	struct err ignored;

	if (!source_read(&src, l->folder, name, &ignored))
		return;
	if (!slice_is(source_key(&src, "id"), chapter->id))
		source_error(&src, 1, &ignored, _("the front matter's id is not the file's name"));
	if (!source_key(&src, "title").len)
		source_error(&src, 1, &ignored, _("the front matter has no title"));
	chapter_read(&list, &src, 0, &ignored);
	if (chapter->count)
		compare_pages(l, name, &list, chapter);
	lint_text(l, &src);
	page_list_release(&list);
	source_release(&src);
}

static void lint_book_translation(const struct lint *l, const char *name)
{
	struct source src;
	struct err ignored;

	if (!source_read(&src, l->folder, name, &ignored))
		return;
	if (!slice_is(source_key(&src, "id"), pack_id(l->pack)))
		source_error(&src, 1, &ignored, _("a translation has the id of the book"));
	source_release(&src);
}

/* "ID.LANGUAGE.md"; ID is what stands before the first dot. */
static bool is_translation(const char *name, struct slice *id)
{
	const char *dot = strchr(name, '.');
	size_t len = strlen(name);

	if (!dot || len < 4 || strcmp(name + len - 3, ".md") != 0 || dot == name + len - 3)
		return false;
	*id = (struct slice){ name, (size_t)(dot - name) };
	return true;
}

static void lint_name(const struct lint *l, const char *name)
{
	struct slice id;
	struct stat st;

	if (!names_portable(slice_of(name)))
		tell(l, name, 0, _("a name that not every computer can hold"));
	if (l->folder->sys->fstatat(l->folder->dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0) {
		if (S_ISLNK(st.st_mode)) {
			tell(l, name, 0, _("a link to somewhere else, which is not followed"));
			return;
		}
		if (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode)) {
			tell(l, name, 0, _("neither a file nor a folder"));
			return;
		}
	}
	if (!is_translation(name, &id))
		return;
	if (slice_is(id, "pack"))
		lint_book_translation(l, name);
	for (size_t i = 0; i < pack_chapter_count(l->pack); i++)
		if (slice_is(id, pack_chapter(l->pack, i)->id))
			lint_translation(l, name, pack_chapter(l->pack, i));
}

static void lint_folder(const struct lint *l)
{
	size_t count;
	char **names = names_list(l->folder->dir, &count);

	for (size_t i = 0; i < count; i++) {
		lint_name(l, names[i]);
		if (i && names_compare(names[i - 1], names[i]) == 0)
			tell_named(l, names[i], 0, slice_of(names[i - 1]),
				   _("another file whose name differs by capitals only; on many "
				     "computers they are one"));
	}
	names_free(names, count);
}

static void lint_chapters(const struct lint *l)
{
	for (size_t i = 0; i < pack_chapter_count(l->pack); i++) {
		struct buf name;

		buf_init(&name, PACK_FILE_MAX);
		buf_addf(&name, "%s.md", pack_chapter(l->pack, i)->id);
		lint_file(l, name.data);
		buf_release(&name);
	}
}

bool pack_lint(const struct sys *sys, const char *folder, const struct report *report,
	       struct err *err)
{
	struct source_folder in = { .sys = sys, .report = report };
	struct lint lint = { .folder = &in };
	struct pack *pack;
	struct err ignored;
	bool ok;

	in.dir = sys->openat(AT_FDCWD, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
	if (in.dir < 0)
		return err_set(err, ERR_IO, _("cannot open the book in '%s': %s"), folder,
			       strerror(errno));
	lint.pack = pack = pack_read(&in, &ok, &ignored);
	if (pack_id(pack)) {
		lint_chapters(&lint);
		lint_folder(&lint);
	}
	pack_free(pack);
	sys->close(in.dir);
	return true;
}
