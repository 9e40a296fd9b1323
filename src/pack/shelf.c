/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Books on this computer: those that are installed, and a new one to begin from. */
#include <config.h>

#include "pack/shelf.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "pack/names.h"
#include "pack/pack.h"

#define PATH_BYTES 8192
#define FENCE "```"

void shelf_folder(const char *name, struct buf *out)
{
	if (!strchr(name, '/'))
		buf_add_str(out, CONTENTDIR "/");
	buf_add_str(out, name);
}

static bool is_book(const struct sys *sys, int dir, const char *name)
{
	struct stat st;
	struct buf path;
	bool is;

	buf_init(&path, PATH_BYTES);
	buf_addf(&path, "%s/pack.md", name);
	is = !path.full && sys->fstatat(dir, path.data, &st, 0) == 0 && S_ISREG(st.st_mode);
	buf_release(&path);
	return is;
}

char **shelf_names(const struct sys *sys, const char *folder, size_t *count)
{
	int dir = sys->openat(AT_FDCWD, folder ? folder : CONTENTDIR,
			      O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
	size_t all, kept = 0;
	char **names;

	*count = 0;
	if (dir < 0)
		return NULL;
	names = names_list(dir, &all);
	for (size_t i = 0; i < all; i++)
		if (is_book(sys, dir, names[i]))
			names[kept++] = names[i];
		else
			free(names[i]);
	sys->close(dir);
	*count = kept;
	return names;
}

void shelf_free(char **names, size_t count)
{
	names_free(names, count);
}

/* ---- a new book ---- */

static const char *const files[] = { "pack.md", "first.md", "looking.md" };

/* The last part of FOLDER where that can be a book's id. */
static void add_id(struct buf *out, const char *folder)
{
	struct slice name = slice_of(folder);
	size_t from;

	while (name.len && name.data[name.len - 1] == '/')
		name.len--;
	for (from = name.len; from && name.data[from - 1] != '/'; from--)
		;
	name = slice_part(name, from, name.len);
	if (pack_id_valid(name) && !names_device(name))
		buf_add_slice(out, name);
	else
		buf_add_str(out, "my-book");
}

static void write_pack(struct buf *out, const char *folder)
{
	buf_add_str(out, "---\nid: ");
	add_id(out, folder);
	buf_addf(out, "\nversion: 1\ntitle: %s\nauthor: %s\nlicence: CC-BY-4.0\nlanguages: ",
		 _("A new book"), _("its authors"));
	intl_tag(out);
	buf_addf(out, "\nchapters: first looking\n---\n\n%s\n",
		 _("Notes for other authors may stand here; readers do not see them."));
}

static void write_first(struct buf *out)
{
	buf_addf(out, "---\nid: first\ntitle: %s\n---\n\n", _("A first chapter"));
	buf_addf(out, "# %s\n\n%s\n\n", _("A first chapter"),
		 _("What stands before the first section is the opening page of a chapter."));
	buf_addf(out, "## %s\n\n" FENCE "page id=a-page\n" FENCE "\n\n%s\n\n", _("A page to read"),
		 _("What a reader needs to know before the questions. Keep paragraphs short."));
	buf_addf(out, "## %s\n\n%s\n\n", _("A question"), _("How is it in your school today?"));
	buf_addf(out, FENCE "answer id=how-it-is kind=now lines=8\n%s\n" FENCE "\n\n",
		 _("A hint opens several doors and pushes through none. Think of an ordinary week."));
	buf_addf(out, FENCE "facilitator alone=4 pairs=6 together=8\n%s\n" FENCE "\n",
		 _("How to run this question with a group. Readers never see these notes."));
}

static void write_looking(struct buf *out)
{
	buf_addf(out, "---\nid: looking\ntitle: %s\n---\n\n", _("Looking again"));
	buf_addf(out, "# %s\n\n%s\n\n", _("Looking again"),
		 _("The pages of this chapter send readers back to their own words."));
	buf_addf(out, "## %s\n\n%s\n\n" FENCE "lens id=a-condition\n%s\n" FENCE "\n\n", _("A condition"),
		 _("Something to look through at what was written."),
		 _("Read your answers again. What do you notice now?"));
	buf_addf(out, "## %s\n\n%s\n\n" FENCE "guard id=a-caution\n%s\n" FENCE "\n", _("A caution"),
		 _("Something that the idea of this book can be mistaken for."),
		 _("Where in your words might you take it for that?"));
}

static bool write_file(const struct sys *sys, const char *folder, size_t i, struct err *err)
{
	struct buf path, text;
	bool ok;

	buf_init(&path, PATH_BYTES);
	buf_init(&text, PACK_FILE_MAX);
	buf_addf(&path, "%s/%s", folder, files[i]);
	if (i == 0)
		write_pack(&text, folder);
	else if (i == 1)
		write_first(&text);
	else
		write_looking(&text);
	ok = path.full ? err_set(err, ERR_IO, _("the name of the folder is too long")) :
	     file_create(sys, path.data, slice_buf(&text), err);
	buf_release(&text);
	buf_release(&path);
	return ok;
}

static bool is_empty(const struct sys *sys, const char *folder)
{
	int dir = sys->openat(AT_FDCWD, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
	char **names;
	size_t count;

	if (dir < 0)
		return false;
	names = names_list(dir, &count);
	names_free(names, count);
	sys->close(dir);
	return count == 0;
}

/* Takes away the first COUNT files, and the folder where it was MADE. */
static void take_away(const struct sys *sys, const char *folder, size_t count, bool made)
{
	struct buf path;

	buf_init(&path, PATH_BYTES);
	while (count-- > 0) {
		buf_clear(&path);
		buf_addf(&path, "%s/%s", folder, files[count]);
		(void)sys->unlinkat(AT_FDCWD, path.data, 0);
	}
	if (made)
		(void)sys->unlinkat(AT_FDCWD, folder, AT_REMOVEDIR);
	buf_release(&path);
}

bool shelf_begin(const struct sys *sys, const char *folder, struct err *err)
{
	bool made = !file_exists(sys, folder);

	if (!made && !is_empty(sys, folder))
		return err_set(err, ERR_CHANGED, _("'%s' is there already, and is no empty folder; choose "
						   "another name"), folder);
	if (made && !file_make_folder(sys, folder, err))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(files); i++)
		if (!write_file(sys, folder, i, err)) {
			/* It may have its name although it failed, but what somebody else
			 * has put there is theirs. */
			take_away(sys, folder, i + (err->kind != ERR_CHANGED), made);
			return false;
		}
	return true;
}
