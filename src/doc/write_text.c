/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plain text writer: the rows of a layout. */
#include <config.h>

#include "doc/write.h"

#include "doc/layout.h"

void write_text(const struct doc *doc, int width, struct buf *out)
{
	struct layout *layout = layout_new(doc, width);
	size_t i;

	for (i = 0; i < layout_count(layout); i++) {
		const struct layout_row *row = layout_row(layout, i);
		int blanks = row->text.len ? row->indent : 0;

		while (blanks-- > 0)
			buf_add_char(out, ' ');
		buf_add_slice(out, row->text);
		buf_add_char(out, '\n');
	}
	layout_free(layout);
}
