/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document to a file that its reader keeps. */
#include <config.h>

#include "workbook/export.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "doc/write.h"
#include "workbook/convert.h"
#include "workbook/paths.h"
#include "workbook/tell.h"

#define EXPORT_MAX ((size_t)256 * 1024 * 1024)
#define TEXT_WIDTH 72

static const char *const names[EXPORT_COUNT] = {
	[EXPORT_TEXT] = "text",
	[EXPORT_MARKDOWN] = "md",
	[EXPORT_HTML] = "html",
	[EXPORT_DOCX] = "docx",
	[EXPORT_ODT] = "odt",
	[EXPORT_PDF] = "pdf",
};

const char *export_name(enum export_format format)
{
	return names[format];
}

bool export_by_name(const char *name, enum export_format *format)
{
	if (strcmp(name, "txt") == 0)
		name = "text";
	for (enum export_format f = 0; f < EXPORT_COUNT; f++)
		if (strcmp(name, names[f]) == 0) {
			*format = f;
			return true;
		}
	return false;
}

bool export_is_converted(enum export_format format)
{
	return format == EXPORT_ODT || format == EXPORT_PDF;
}

bool export_is_binary(enum export_format format)
{
	return format == EXPORT_DOCX || export_is_converted(format);
}

static enum convert_to conversion(enum export_format format)
{
	return format == EXPORT_ODT ? CONVERT_ODT : CONVERT_PDF;
}

bool export_is_possible(enum export_format format)
{
	return !export_is_converted(format) || convert_is_possible(conversion(format));
}

/* The first heading says what the document is. */
static void find_title(const struct doc *doc, struct buf *title)
{
	for (size_t i = 0; i < doc_count(doc) && !title->len; i++)
		if (doc_level(doc, i) == 1)
			doc_text(doc, i, title);
	if (!title->len)
		buf_add_str(title, _("My reflections"));
}

void export_write(const struct doc *doc, enum export_format format, struct buf *out)
{
	struct buf language, title;
	struct doc_meta meta;

	buf_init(&language, 256);
	buf_init(&title, 4096);
	intl_tag(&language);
	find_title(doc, &title);
	meta = (struct doc_meta){ .title = title.data, .language = language.data };
	switch (format) {
	case EXPORT_TEXT:
		write_text(doc, TEXT_WIDTH, out);
		break;
	case EXPORT_MARKDOWN:
		write_markdown(doc, out);
		break;
	case EXPORT_HTML:
	case EXPORT_ODT:
	case EXPORT_PDF:
		write_html(doc, &meta, out);
		break;
	case EXPORT_DOCX:
		write_docx(doc, &meta, out);
		break;
	case EXPORT_COUNT:
		break;
	}
	buf_release(&title);
	buf_release(&language);
}

bool export_make(const struct sys *sys, const struct doc *doc, enum export_format format,
		 struct buf *out, struct err *err)
{
	struct buf page;
	bool ok;

	if (!export_is_converted(format)) {
		export_write(doc, format, out);
		return !out->full || err_set(err, ERR_TOO_BIG, _("the document is too large to be saved"));
	}
	buf_init(&page, EXPORT_MAX);
	ok = export_make(sys, doc, EXPORT_HTML, &page, err) &&
	     convert(sys, conversion(format), slice_buf(&page), CONVERT_SECONDS, out, err);
	buf_release(&page);
	return ok;
}

bool export_save(const struct sys *sys, const struct doc *doc, enum export_format format,
		 const char *path, bool over, struct err *err)
{
	struct buf out;
	bool ok;

	buf_init(&out, EXPORT_MAX);
	/* Before a converter works for nothing. */
	if (export_is_converted(format) && !over && file_exists(sys, path))
		ok = err_set(err, ERR_CHANGED, _("'%s' exists already"), path);
	else if (!export_make(sys, doc, format, &out, err))
		ok = false;
	else if (over)
		ok = file_replace(sys, path, slice_buf(&out), err);
	else
		ok = file_create(sys, path, slice_buf(&out), err);
	buf_release(&out);
	return ok;
}

/* ---- a copy of my reflections ---- */

/* The endings that promise a form; of EXPORT_COUNT those that no copy is written in. */
static const struct ending {
	const char *name;
	enum export_format format;
} endings[] = {
	{ ".txt", EXPORT_TEXT },
	{ ".text", EXPORT_TEXT },
	{ ".md", EXPORT_MARKDOWN },
	{ ".markdown", EXPORT_MARKDOWN },
	{ ".html", EXPORT_HTML },
	{ ".htm", EXPORT_HTML },
	{ ".doc", EXPORT_COUNT },
	{ ".docx", EXPORT_DOCX },
	{ ".odt", EXPORT_ODT },
	{ ".pdf", EXPORT_PDF },
	{ ".rtf", EXPORT_COUNT },
};

/* A program that goes by the ending could not open such a copy. */
static bool ends_as_another(const char *path, enum export_format format)
{
	const char *dot = strrchr(path, '.');

	for (size_t i = 0; dot && i < ARRAY_LEN(endings); i++)
		if (strcasecmp(dot, endings[i].name) == 0)
			return endings[i].format != format;
	return false;
}

static const char *say_ending(enum export_format format)
{
	switch (format) {
	case EXPORT_TEXT:
		return _("Not saved. This copy is plain text: let its name end in .txt.");
	case EXPORT_MARKDOWN:
		return _("Not saved. This copy is Markdown: let its name end in .md.");
	case EXPORT_DOCX:
		return _("Not saved. This copy is a Word document: let its name end in .docx.");
	case EXPORT_ODT:
		return _("Not saved. This copy is an OpenDocument text: let its name end in .odt.");
	case EXPORT_PDF:
		return _("Not saved. This copy is a PDF: let its name end in .pdf.");
	default:
		return _("Not saved. This copy is a web page: let its name end in .html.");
	}
}

static bool save_copy(struct workbook *wb, const struct sys *sys,
		      const struct summary_choice *choice, enum export_format format,
		      const char *path, struct buf *said)
{
	struct doc *doc = summary_make(wb, choice);
	struct err err;
	bool saved = export_save(sys, doc, format, path, false, &err);

	if (saved)
		tell_export(sys, path, said);
	else if (err.kind == ERR_CHANGED)
		buf_addf(said, _("No copy was made: '%s' exists already. Choose another name."), path);
	else
		buf_addf(said, _("Not saved: %s."), err.text);
	doc_free(doc);
	return saved;
}

bool export_copy(struct workbook *wb, const struct sys *sys, const struct summary_choice *choice,
		 enum export_format format, const char *path, struct buf *said)
{
	if (ends_as_another(path, format))
		buf_add_str(said, say_ending(format));
	else if (strchr(path, '/') && !path_has_folder(sys, path))
		tell_no_folder(path, said);
	else
		return save_copy(wb, sys, choice, format, path, said);
	return false;
}
