/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The content pack: loading, and look-up by id. */
#include <config.h>

#include "pack/pack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "pack/chapter.h"
#include "pack/load.h"
#include "pack/names.h"
#include "pack/shelf.h"
#include "pack/source.h"

#define SHIPPED_PACK "distributing-leadership"

struct pack {
	char *id, *version, *title, *source, *language;
	char *languages;	/* all of them, blanks between them */
	struct pack_chapter *chapters;
	size_t chapter_count, chapter_cap;
	struct page_list pages;
};

/* One load: the folder being read, and the pack as far as it has come. */
struct load {
	const struct source_folder *folder;
	struct pack *pack;
	size_t size;		/* bytes of all files so far */
};

bool pack_id_valid(struct slice id)
{
	for (size_t i = 0; i < id.len; i++)
		if (!id.data[i] || !strchr("abcdefghijklmnopqrstuvwxyz0123456789-", id.data[i]))
			return false;
	return id.len >= 1 && id.len <= PACK_ID_MAX;
}

static char *copy_key(const struct source *src, const char *key)
{
	struct slice value = source_key(src, key);

	return mem_copy(value.data, value.len);
}

static bool page_has_id(const struct pack_page *page, const char *id)
{
	if (page->id && strcmp(page->id, id) == 0)
		return true;
	for (char **was = page->was; was && *was; was++)
		if (strcmp(*was, id) == 0)
			return true;
	return false;
}

/* Refuses an id, old or new, that an earlier page has. */
static bool check_ids(const struct pack *pack, const struct source *src, size_t first,
		      struct err *err)
{
	bool ok = true;

	for (size_t i = first; i < pack->pages.count && (ok || src->report); i++) {
		const struct pack_page *page = &pack->pages.items[i];
		struct err what;
		bool twice = false;

		for (size_t k = 0; page->id && k < i; k++) {
			twice = twice || page_has_id(&pack->pages.items[k], page->id);
			for (char **was = page->was; was && *was; was++)
				twice = twice || page_has_id(&pack->pages.items[k], *was);
		}
		if (twice) {
			err_set(&what, ERR_SYNTAX, _("the id '%s' is used twice"), page->id);
			ok = source_error_all(src, ERR_SYNTAX, err, what.text);
		}
	}
	return ok;
}

static bool load_chapter(struct load *load, const struct source *book, struct slice id,
			 struct err *err)
{
	struct pack *pack = load->pack;
	size_t first = pack->pages.count;
	struct pack_chapter *chapter;
	struct source src;
	char name[PACK_ID_MAX + 4];
	struct err what;
	bool ok;

	if (!pack_id_valid(id)) {
		err_set(&what, ERR_SYNTAX, _("'%.*s' cannot be a chapter's id"), (int)id.len, id.data);
		return source_error_all(book, ERR_SYNTAX, err, what.text);
	}
	memcpy(name, id.data, id.len);
	strcpy(name + id.len, ".md");
	if (names_device(id)) {
		err_set(&what, ERR_SYNTAX, _("'%.*s' cannot be a chapter's id: Windows keeps that name "
					     "for a device"), (int)id.len, id.data);
		return source_error_all(book, ERR_SYNTAX, err, what.text);
	}
	if (!source_read(&src, load->folder, name, err))
		return false;
	load->size += src.bytes.len;
	if (load->size > PACK_SIZE_MAX) {
		source_release(&src);
		err_set(&what, ERR_TOO_BIG, _("the chapters together are larger than %zu bytes"),
			PACK_SIZE_MAX);
		return source_error_all(book, ERR_TOO_BIG, err, what.text);
	}
	pack->chapters = mem_grow(pack->chapters, pack->chapter_count, &pack->chapter_cap,
				  sizeof(*pack->chapters));
	chapter = &pack->chapters[pack->chapter_count++];
	*chapter = (struct pack_chapter){ copy_key(&src, "id"), copy_key(&src, "title"), first, 0 };
	ok = slice_is(id, chapter->id) ||
	     source_error(&src, 1, err, _("the front matter's id is not the file's name"));
	if ((ok || src.report) && !*chapter->title)
		ok = source_error(&src, 1, err, _("the front matter has no title"));
	if (ok || src.report) {
		ok = chapter_read(&pack->pages, &src, pack->chapter_count - 1, err) && ok;
		ok = (ok || src.report) && check_ids(pack, &src, first, err) && ok;
	}
	chapter->count = pack->pages.count - first;
	source_release(&src);
	return ok;
}

static bool load_chapters(struct load *load, const struct source *src, struct err *err)
{
	struct slice list = source_key(src, "chapters"), id, value;
	size_t at = 0, named = 0;
	bool ok = true;

	for (; (ok || src->report) && source_attribute(list, &at, &id, &value); named++)
		ok = load_chapter(load, src, id, err) && ok;
	return named ? ok : source_error_all(src, ERR_SYNTAX, err, _("no chapters are named"));
}

static bool load_pack(struct load *load, struct err *err)
{
	struct pack *pack = load->pack;
	struct slice languages, language, value;
	struct source src;
	size_t at = 0;
	bool ok;

	if (!source_read(&src, load->folder, "pack.md", err))
		return false;
	pack->id = copy_key(&src, "id");
	pack->version = copy_key(&src, "version");
	pack->title = copy_key(&src, "title");
	pack->source = copy_key(&src, "source");
	languages = source_key(&src, "languages");
	if (!source_attribute(languages, &at, &language, &value))
		language = slice_of("en");
	pack->language = mem_copy(language.data, language.len);
	pack->languages = languages.len ? copy_key(&src, "languages") : mem_string("en");
	ok = pack_id_valid(slice_of(pack->id)) ||
	     source_error(&src, 1, err, _("the book has no valid id"));
	if ((ok || src.report) && (!*pack->title || !*pack->version))
		ok = source_error(&src, 1, err, _("the book has no title or no version"));
	if (ok || src.report)
		ok = load_chapters(load, &src, err) && ok;
	source_release(&src);
	return ok;
}

struct pack *pack_read(const struct source_folder *folder, bool *ok, struct err *err)
{
	struct load load = { .folder = folder, .pack = MEM_NEW(struct pack) };

	*ok = load_pack(&load, err);
	return load.pack;
}

bool pack_load(struct pack **pack, const struct sys *sys, const char *folder, struct err *err)
{
	struct source_folder in = { .sys = sys };
	struct pack *read;
	struct err why;
	bool ok;

	in.dir = sys->openat(AT_FDCWD, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
	if (in.dir < 0)
		return err_set(err, ERR_IO, _("cannot open the book in '%s': %s"), folder,
			       strerror(errno));
	read = pack_read(&in, &ok, &why);
	sys->close(in.dir);
	if (!ok) {
		pack_free(read);
		return err_set(err, why.kind, why.kind == ERR_SYNTAX ? "%s/%s" : "%.0s%s", folder,
			       why.text);
	}
	*pack = read;
	return true;
}

bool pack_open(struct pack **pack, const struct sys *sys, const char *name, struct err *err)
{
	struct buf folder;
	bool ok;

	buf_init(&folder, 8192);
	shelf_folder(*name ? name : SHIPPED_PACK, &folder);
	ok = pack_load(pack, sys, folder.data, err);
	buf_release(&folder);
	return ok;
}

void pack_free(struct pack *pack)
{
	if (!pack)
		return;
	for (size_t i = 0; i < pack->chapter_count; i++) {
		free(pack->chapters[i].id);
		free(pack->chapters[i].title);
	}
	free(pack->chapters);
	page_list_release(&pack->pages);
	free(pack->id);
	free(pack->version);
	free(pack->title);
	free(pack->source);
	free(pack->language);
	free(pack->languages);
	free(pack);
}

const char *pack_id(const struct pack *pack)
{
	return pack->id;
}

const char *pack_version(const struct pack *pack)
{
	return pack->version;
}

const char *pack_title(const struct pack *pack)
{
	return pack->title;
}

const char *pack_source(const struct pack *pack)
{
	return pack->source;
}

const char *pack_language(const struct pack *pack)
{
	return pack->language;
}

const char *pack_languages(const struct pack *pack)
{
	return pack->languages;
}

size_t pack_page_count(const struct pack *pack)
{
	return pack->pages.count;
}

const struct pack_page *pack_page(const struct pack *pack, size_t i)
{
	return &pack->pages.items[i];
}

size_t pack_chapter_count(const struct pack *pack)
{
	return pack->chapter_count;
}

const struct pack_chapter *pack_chapter(const struct pack *pack, size_t i)
{
	return &pack->chapters[i];
}

bool pack_find(const struct pack *pack, const char *id, size_t *page)
{
	for (size_t i = 0; i < pack->pages.count; i++)
		if (page_has_id(&pack->pages.items[i], id)) {
			*page = i;
			return true;
		}
	return false;
}
