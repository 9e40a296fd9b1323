/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document to a file that its reader keeps. */
#include <config.h>

#include "workbook/export.h"

#include <string.h>

#include "base/file.h"
#include "base/intl.h"
#include "doc/write.h"

#define EXPORT_MAX ((size_t)256 * 1024 * 1024)
#define TEXT_WIDTH 72

static const char *const names[EXPORT_COUNT] = {
	[EXPORT_TEXT] = "text",
	[EXPORT_MARKDOWN] = "md",
	[EXPORT_HTML] = "html",
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

void export_write(const struct doc *doc, enum export_format format, const char *language,
		  struct buf *out)
{
	struct doc_meta meta = { .title = _("My reflections"), .language = language };

	switch (format) {
	case EXPORT_TEXT:
		write_text(doc, TEXT_WIDTH, out);
		break;
	case EXPORT_MARKDOWN:
		write_markdown(doc, out);
		break;
	case EXPORT_HTML:
		write_html(doc, &meta, out);
		break;
	case EXPORT_COUNT:
		break;
	}
}

bool export_save(const struct sys *sys, const struct doc *doc, enum export_format format,
		 const char *language, const char *path, bool over, struct err *err)
{
	struct buf out;
	bool ok;

	buf_init(&out, EXPORT_MAX);
	export_write(doc, format, language, &out);
	if (out.full)
		ok = err_set(err, ERR_TOO_BIG, _("the document is too large to be saved"));
	else if (over)
		ok = file_replace(sys, path, slice_buf(&out), err);
	else
		ok = file_create(sys, path, slice_buf(&out), err);
	buf_release(&out);
	return ok;
}
