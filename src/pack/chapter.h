/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One chapter's Markdown to pages. */
#ifndef PACK_CHAPTER_H
#define PACK_CHAPTER_H

#include "pack/pack.h"
#include "pack/source.h"

struct page_list {
	struct pack_page *items;
	size_t count, cap;
};

/* Appends the pages of SRC, as chapter number CHAPTER, to LIST; on failure what
 * was appended is for the caller to release with the rest.  Where SRC has a report, reading
 * goes on behind what is wrong; any member of a page may then be missing but its body. */
bool chapter_read(struct page_list *list, const struct source *src, size_t chapter,
		  struct err *err);
void page_list_release(struct page_list *list);

#endif
