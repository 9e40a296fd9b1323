/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Archives by minizip, which takes a struct buf for its file: it writes on, and comes back
 * to the head of each part, whose length it learns at the end.  That buf is never full, for
 * minizip leaks where a write fails. */
#include <config.h>

#include "doc/archive.h"

#include <stdint.h>
#include <string.h>

#include <zip.h>

#define DATE_1980 ((1u << 5 | 1u) << 16)	/* the first of January, as MS-DOS has it */
#define STEP ((size_t)1 << 20)

static voidpf open_buf(voidpf opaque, const void *name, int mode)
{
	(void)name;
	(void)mode;
	return opaque;
}

static uLong read_buf(voidpf opaque, voidpf stream, void *bytes, uLong size)
{
	(void)opaque;
	(void)stream;
	(void)bytes;
	(void)size;
	return 0;	/* only archives that exist are read */
}

static uLong write_buf(voidpf opaque, voidpf stream, const void *bytes, uLong size)
{
	struct archive *a = opaque;
	size_t ahead = a->bytes.len - a->at;
	size_t over = size < ahead ? size : ahead;

	(void)stream;
	if (over)
		memcpy(a->bytes.data + a->at, bytes, over);
	buf_add(&a->bytes, (const char *)bytes + over, size - over);
	a->at += size;
	return size;
}

static ZPOS64_T tell_buf(voidpf opaque, voidpf stream)
{
	struct archive *a = opaque;

	(void)stream;
	return a->at;
}

static long seek_buf(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
	struct archive *a = opaque;
	size_t len = a->bytes.len;
	size_t from = origin == ZLIB_FILEFUNC_SEEK_SET ? 0 :
		      origin == ZLIB_FILEFUNC_SEEK_CUR ? a->at : len;

	(void)stream;
	if (offset > len - from)
		return -1;
	a->at = from + offset;
	return 0;
}

static int no_trouble(voidpf opaque, voidpf stream)
{
	(void)opaque;
	(void)stream;
	return 0;
}

void archive_begin(struct archive *a, struct buf *out)
{
	zlib_filefunc64_def calls = {
		.zopen64_file = open_buf,
		.zread_file = read_buf,
		.zwrite_file = write_buf,
		.ztell64_file = tell_buf,
		.zseek64_file = seek_buf,
		.zclose_file = no_trouble,
		.zerror_file = no_trouble,
		.opaque = a,
	};

	*a = (struct archive){ .out = out };
	buf_init(&a->bytes, SIZE_MAX / 2);
	a->zip = zipOpen2_64("", APPEND_STATUS_CREATE, NULL, &calls);
	a->failed = !a->zip;
}

static bool add(zipFile zip, const char *name, struct slice bytes)
{
	zip_fileinfo info = { .dosDate = DATE_1980 };
	bool ok = zipOpenNewFileInZip(zip, name, &info, NULL, 0, NULL, 0, NULL, Z_DEFLATED,
				      Z_DEFAULT_COMPRESSION) == ZIP_OK;

	while (ok && bytes.len) {
		size_t len = bytes.len < STEP ? bytes.len : STEP;

		ok = zipWriteInFileInZip(zip, bytes.data, (unsigned)len) == ZIP_OK;
		bytes = slice_part(bytes, len, bytes.len);
	}
	return zipCloseFileInZip(zip) == ZIP_OK && ok;
}

void archive_add(struct archive *a, const char *name, struct slice bytes)
{
	if (!a->failed)
		a->failed = !add(a->zip, name, bytes);
}

void archive_end(struct archive *a)
{
	if (a->zip && zipClose(a->zip, NULL) != ZIP_OK)
		a->failed = true;
	if (a->failed)
		a->out->full = true;
	else
		buf_add_slice(a->out, slice_buf(&a->bytes));
	buf_release(&a->bytes);
}
