/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading Word files. */
#include <config.h>

#include "word.h"

#include <string.h>

#include <unzip.h>

#include "base/mem.h"
#include "checks.h"
#include "fuzz.h"

#define DEEPEST 16

/* ---- the archive, from memory ---- */

struct memory_file {
	struct slice bytes;
	size_t at;
};

static voidpf open_memory(voidpf opaque, const void *name, int mode)
{
	(void)name;
	(void)mode;
	return opaque;
}

static uLong read_memory(voidpf opaque, voidpf stream, void *to, uLong size)
{
	struct memory_file *f = opaque;
	size_t left = f->bytes.len - f->at, len = size < left ? size : left;

	(void)stream;
	memcpy(to, f->bytes.data + f->at, len);
	f->at += len;
	return len;
}

static uLong write_memory(voidpf opaque, voidpf stream, const void *bytes, uLong size)
{
	(void)opaque;
	(void)stream;
	(void)bytes;
	(void)size;
	return 0;
}

static ZPOS64_T tell_memory(voidpf opaque, voidpf stream)
{
	struct memory_file *f = opaque;

	(void)stream;
	return f->at;
}

static long seek_memory(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
	struct memory_file *f = opaque;
	size_t from = origin == ZLIB_FILEFUNC_SEEK_SET ? 0 :
		      origin == ZLIB_FILEFUNC_SEEK_CUR ? f->at : f->bytes.len;

	(void)stream;
	if (offset > f->bytes.len - from)
		return -1;
	f->at = from + offset;
	return 0;
}

static int no_trouble(voidpf opaque, voidpf stream)
{
	(void)opaque;
	(void)stream;
	return 0;
}

static bool read_current(unzFile zip, struct buf *out)
{
	char piece[4096];
	int len;

	if (unzOpenCurrentFile(zip) != UNZ_OK)
		return false;
	while ((len = unzReadCurrentFile(zip, piece, sizeof(piece))) > 0)
		buf_add(out, piece, (size_t)len);
	return unzCloseCurrentFile(zip) == UNZ_OK && len == 0;
}

bool word_part(struct slice zip, const char *name, struct buf *out)
{
	struct memory_file file = { .bytes = zip };
	zlib_filefunc64_def calls = {
		.zopen64_file = open_memory,
		.zread_file = read_memory,
		.zwrite_file = write_memory,
		.ztell64_file = tell_memory,
		.zseek64_file = seek_memory,
		.zclose_file = no_trouble,
		.zerror_file = no_trouble,
		.opaque = &file,
	};
	unzFile opened = unzOpen2_64("", &calls);
	bool ok = opened && unzLocateFile(opened, name, 1) == UNZ_OK && read_current(opened, out);

	if (opened)
		unzClose(opened);
	return ok;
}

void word_open(struct buf *file)
{
	struct buf xml;

	buf_init(&xml, FUZZ_MANY);
	fuzz_must(word_part(slice_buf(file), "word/document.xml", &xml), "there is a document");
	buf_clear(file);
	buf_add_slice(file, slice_buf(&xml));
	buf_release(&xml);
}

/* ---- the document ---- */

struct reading {
	struct slice rest;
	struct slice open[DEEPEST];	/* the elements around */
	int depth;
	bool any;			/* a paragraph has ended */
	struct buf *text;
};

static bool is_known(struct slice name)
{
	static const char *const names[] = {
		"w:b", "w:bCs", "w:bidi", "w:body", "w:br", "w:contextualSpacing", "w:document",
		"w:footerReference", "w:hyperlink", "w:i", "w:iCs", "w:ilvl", "w:ind", "w:keepLines",
		"w:keepNext", "w:lang", "w:left", "w:noProof", "w:numId", "w:numPr", "w:p", "w:pBdr",
		"w:pPr", "w:pStyle", "w:pgMar", "w:pgSz", "w:r", "w:rPr", "w:rStyle", "w:rtl",
		"w:sectPr", "w:t",
	};

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (slice_is(name, names[i]))
			return true;
	return false;
}

static size_t run_of(struct slice s, const char *signs)
{
	size_t len = 0;

	while (len < s.len && s.data[len] && !strchr(signs, s.data[len]))
		len++;
	return len;
}

static struct slice take(struct reading *r, size_t len)
{
	struct slice taken = slice_part(r->rest, 0, len);

	r->rest = slice_part(r->rest, len, r->rest.len);
	return taken;
}

static void must_follow(struct reading *r, const char *what)
{
	fuzz_must_of(slice_starts(r->rest, what), what, slice_part(r->rest, 0, 80));
	take(r, strlen(what));
}

static void read_attributes(struct reading *r)
{
	while (slice_starts(r->rest, " ")) {
		take(r, 1);
		fuzz_must(take(r, run_of(r->rest, "= \"<>&")).len > 0, "an attribute has a name");
		must_follow(r, "=\"");
		take(r, run_of(r->rest, "\"<>"));
		must_follow(r, "\"");
	}
}

static void begin_paragraph(struct reading *r)
{
	if (r->any)
		buf_add_str(r->text, "\n\n");
	r->any = true;
}

static void read_start(struct reading *r)
{
	struct slice name = take(r, run_of(r->rest, " />"));

	fuzz_must_of(is_known(name), "an element is known", name);
	if (slice_is(name, "w:p"))
		begin_paragraph(r);
	if (slice_is(name, "w:br"))
		buf_add_char(r->text, '\n');
	read_attributes(r);
	if (slice_starts(r->rest, "/>")) {
		take(r, 2);
		return;
	}
	must_follow(r, ">");
	fuzz_must(r->depth < DEEPEST, "elements are not too deep");
	r->open[r->depth++] = name;
}

static void read_end(struct reading *r)
{
	struct slice name = take(r, run_of(r->rest, ">"));

	fuzz_must_of(r->depth && slice_equal(name, r->open[r->depth - 1]),
		     "what was opened last is closed", name);
	r->depth--;
	must_follow(r, ">");
}

static void read_words(struct reading *r)
{
	static const char *const references[][2] = {
		{ "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&amp;", "&" }, { "&#39;", "'" },
	};
	size_t i;

	fuzz_must_of(r->depth && slice_is(r->open[r->depth - 1], "w:t"), "words stand in w:t",
		     slice_part(r->rest, 0, 80));
	fuzz_must(!slice_starts(r->rest, ">"), "no bracket closes what is not open");
	buf_add_slice(r->text, take(r, run_of(r->rest, "<>&")));
	if (!slice_starts(r->rest, "&"))
		return;
	for (i = 0; i < ARRAY_LEN(references); i++)
		if (slice_starts(r->rest, references[i][0]))
			break;
	fuzz_must_of(i < ARRAY_LEN(references), "a reference is known", slice_part(r->rest, 0, 80));
	buf_add_str(r->text, references[i][1]);
	take(r, strlen(references[i][0]));
}

void word_read(struct slice zip, struct buf *text)
{
	struct reading r = { .text = text };
	struct buf xml;

	buf_init(&xml, FUZZ_MANY);
	fuzz_must(word_part(zip, "word/document.xml", &xml), "there is a document");
	r.rest = slice_buf(&xml);
	check_safe(r.rest);
	must_follow(&r, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
	while (r.rest.len) {
		if (slice_starts(r.rest, "</")) {
			take(&r, 2);
			read_end(&r);
		} else if (slice_starts(r.rest, "<")) {
			take(&r, 1);
			read_start(&r);
		} else {
			read_words(&r);
		}
	}
	fuzz_must(r.depth == 0, "all is closed");
	buf_release(&xml);
}
