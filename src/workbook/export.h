/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document to a file that its reader keeps. */
#ifndef WORKBOOK_EXPORT_H
#define WORKBOOK_EXPORT_H

#include "base/buf.h"
#include "base/err.h"
#include "base/sys.h"
#include "doc/doc.h"
#include "workbook/summary.h"

enum export_format {
	EXPORT_TEXT, EXPORT_MARKDOWN, EXPORT_HTML, EXPORT_DOCX, EXPORT_ODT, EXPORT_PDF, EXPORT_COUNT
};

/* How a format is called in commands, and the ending of its files: "html". */
const char *export_name(enum export_format format);
/* The format with that name or ending ("html"), false when there is none. */
bool export_by_name(const char *name, enum export_format *format);

/* Whether people cannot read it as it is, on a terminal. */
bool export_is_binary(enum export_format format);
/* Whether another program makes it, which may take a while, and whether that can be done here;
 * with the latter, what we write ourselves counts. */
bool export_is_converted(enum export_format format);
bool export_is_possible(enum export_format format);

/* Appends DOC in FORMAT; where that is converted, the page that the other program is given.  What
 * doc_language does not set apart is in the program's language, as the title is. */
void export_write(const struct doc *doc, enum export_format format, struct buf *out);
/* The same, converted. */
bool export_make(const struct sys *sys, const struct doc *doc, enum export_format format,
		 struct buf *out, struct err *err);
/* The same into the file PATH, 0600; one that exists is left alone (ERR_CHANGED)
 * unless OVER. */
bool export_save(const struct sys *sys, const struct doc *doc, enum export_format format,
		 const char *path, bool over, struct err *err);

/* A copy of my reflections, as CHOICE has it, as the file PATH, which is not written over, and what to say of it,
 * done or not, in whole sentences at the end of SAID.  A name that ends as another form does is
 * refused. */
bool export_copy(struct workbook *wb, const struct sys *sys, const struct summary_choice *choice,
		 enum export_format format, const char *path, struct buf *said);

#endif
