/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text as it is handed to an editor, and as it comes back. */
#include <config.h>

#include "text/handed.h"

#include "text/edit.h"
#include "text/utf8.h"

void handed_out(struct buf *out, struct slice text)
{
	buf_add_slice(out, text);
	if (text.len)
		buf_add_char(out, '\n');
}

static void add_clean(struct buf *out, struct slice valid)
{
	for (size_t i = 0; i < valid.len; i++) {
		unsigned char c = (unsigned char)valid.data[i];

		if (c == '\r' && i + 1 < valid.len && valid.data[i + 1] == '\n')
			continue;
		if (c == '\r')
			c = '\n';
		if (c >= 0x20 ? c != 0x7F : c == '\n' || c == '\t')
			buf_add_char(out, (char)c);
	}
}

void handed_back(struct buf *out, struct slice bytes)
{
	static const char mark[] = "\xEF\xBB\xBF";
	struct buf valid, clean;

	if (slice_starts(bytes, mark))
		bytes = slice_part(bytes, sizeof(mark) - 1, bytes.len);
	buf_init(&valid, bytes.len * 3);	/* each byte may become U+FFFD */
	utf8_repair(&valid, bytes);
	buf_init(&clean, valid.len);
	add_clean(&clean, slice_buf(&valid));
	if (clean.len && clean.data[clean.len - 1] == '\n')
		clean.len--;
	buf_add_slice(out, slice_buf(&clean));
	buf_release(&clean);
	buf_release(&valid);
}

bool handed_fits(struct slice bytes)
{
	struct buf text;
	bool fits;

	buf_init(&text, bytes.len * 3);
	handed_back(&text, bytes);
	fits = text.len <= EDIT_MAX;
	buf_release(&text);
	return fits;
}
