/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document as lines, for tests. */
#include <config.h>

#include "outline.h"

#include <string.h>

const char *outline_of(struct doc *doc)
{
	static char said[OUTLINE_MAX];
	struct buf out;

	buf_init(&out, sizeof(said) - 1);
	for (size_t i = 0; doc && i < doc_count(doc); i++) {
		for (int k = 0; k < doc_level(doc, i); k++)
			buf_add_char(&out, '#');
		buf_add_str(&out, doc_kind(doc, i) == DOC_WORDS ? "> " :
			    doc_kind(doc, i) == DOC_LIST ? "* " :
			    doc_kind(doc, i) == DOC_RULE ? "_" : "");
		doc_text(doc, i, &out);
		buf_add_char(&out, '\n');
	}
	memcpy(said, out.data ? out.data : "", out.len + 1);
	buf_release(&out);
	doc_free(doc);
	return said;
}
