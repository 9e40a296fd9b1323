/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes workbooks and journals from a few bytes. */
#include <config.h>

#include "made.h"

#include "answers/record.h"
#include "base/mem.h"
#include "content.h"

enum { ENTRIES = 2 };

enum { STEPS, NOTES, REPLIES, LISTS };

/* The layers of each entry, and what else hangs under it; a bit for each id that one has. */
struct made {
	struct buf layers[ENTRIES], lists[ENTRIES][LISTS], share[ENTRIES];
	unsigned ids[ENTRIES], items[ENTRIES][LISTS];
};

static const char *const texts[] = {
	"", " \\n", "A", "B", "A and more", "\\u4f60\\u597d", "C", "A\\n",
};

static void make_layer(struct made *m, struct fuzz_bytes *in)
{
	unsigned kind = fuzz_byte(in), what = fuzz_byte(in), entry = kind & 1, id = kind >> 1 & 7;
	struct buf *b = &m->layers[entry];
	bool strange = (kind >> 4 & 3) == 2, dated = (kind >> 4 & 3) == 3;
	unsigned inner = dated ? fuzz_byte(in) : 0;

	if (m->ids[entry] & 1U << id)
		return;
	m->ids[entry] |= 1U << id;
	buf_addf(b, "%s{\"id\":\"%c\",\"clock\":%u,\"at\":\"2026-11-21T08:00:%02uZ\","
		 "\"question\":\"Q%u?\",\"text\":\"%s\"", b->len ? "," : "", (char)('a' + id),
		 what & 31, what & 31, kind >> 6, texts[what >> 5]);
	if (strange)
		buf_add_str(b, ",\"oval\":[ 1.0 ]");
	if (dated)
		buf_addf(b, ",\"rooms\":[{\"clock\":%u}]", inner);
	buf_add_char(b, '}');
}

/* A step, a note or a reply. */
static void make_item(struct made *m, struct fuzz_bytes *in)
{
	static const char *const members[] = { ",\"when\":", ",\"on\":\"condition\",\"text\":",
					       ",\"to\":\"a\",\"text\":" };
	unsigned kind = fuzz_byte(in), what = fuzz_byte(in), entry = kind & 1, id = kind >> 1 & 7;
	unsigned list = (kind >> 4 & 3) % LISTS;
	struct buf *b = &m->lists[entry][list];

	if (m->items[entry][list] & 1U << id)
		return;
	m->items[entry][list] |= 1U << id;
	buf_addf(b, "%s{\"id\":\"%c\",\"clock\":%u%s\"%s\"", b->len ? "," : "", (char)('e' + id), what & 31,
		 members[list], texts[what >> 5]);
	if (kind & 64)
		buf_add_str(b, ",\"oval\":[ 1.0 ]");
	if (kind & 128 && list == STEPS)
		buf_addf(b, ",\"happened\":[{\"id\":\"h\",\"clock\":%u,\"at\":\"\",\"question\":\"\",\"text\":"
			 "\"%s\"}]", what & 31, texts[fuzz_byte(in) & 7]);
	buf_add_char(b, '}');
}

/* What hangs under the entries, and for whom they are. */
static void make_hung(struct made *m, struct fuzz_bytes *in)
{
	unsigned head = fuzz_byte(in);

	for (unsigned left = head & 7; left; left--)
		make_item(m, in);
	for (int i = 0; i < ENTRIES; i++, head >>= 2)
		if (head & 8)
			buf_addf(&m->share[i], ",\"share\":[\"aunt\"%s%s]", head & 16 ? ",\"mentor\"" : "",
				 head & 32 ? ",\"group\"" : "");
}

static void put_hung(struct made *m, int entry, struct buf *out)
{
	static const char *const names[LISTS] = { "steps", "notes", "replies" };

	buf_add_slice(out, slice_buf(&m->share[entry]));
	for (int list = 0; list < LISTS; list++)
		if (m->lists[entry][list].len)
			buf_addf(out, ",\"%s\":[%s]", names[list], m->lists[entry][list].data);
}

static void make_forgotten(struct fuzz_bytes *in, struct buf *out)
{
	unsigned ids = fuzz_byte(in);

	buf_add_str(out, ",\"forgotten\":[\"z\"");
	for (int i = 0; i < 8; i++)
		if (ids & 1U << i)
			buf_addf(out, ",\"%c\"", 'a' + i);
	buf_add_char(out, ']');
}

void made_book(struct fuzz_bytes *in, struct buf *out)
{
	static const char *const before[ENTRIES] = {
		",\"answers\":{\"now\":{\"layers\":[", "}},\"lenses\":{\"now\":{\"layers\":[",
	};
	struct made m = { .ids = { 0 } };
	unsigned head = fuzz_byte(in);

	for (int i = 0; i < ENTRIES; i++) {
		buf_init(&m.layers[i], FUZZ_MANY);
		buf_init(&m.share[i], FUZZ_MANY);
		for (int list = 0; list < LISTS; list++)
			buf_init(&m.lists[i][list], FUZZ_MANY);
	}
	for (unsigned left = head & 15; left; left--)
		make_layer(&m, in);
	buf_add_str(out, "{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"earlier\","
		    "\"pack\":{\"id\":\"small-book\",\"version\":\"1\"}");
	if (head & 16)
		buf_addf(out, ",\"place\":{\"clock\":%u,\"page\":\"now\",\"paragraph\":%u}",
			 fuzz_byte(in), head >> 6);
	if (head & 32)
		make_forgotten(in, out);
	if (head & 64)
		make_hung(&m, in);
	for (int i = 0; i < ENTRIES; i++) {
		buf_add_str(out, before[i]);
		buf_add_slice(out, slice_buf(&m.layers[i]));
		buf_add_char(out, ']');
		put_hung(&m, i, out);
		buf_release(&m.layers[i]);
		buf_release(&m.share[i]);
		for (int list = 0; list < LISTS; list++)
			buf_release(&m.lists[i][list]);
	}
	buf_add_str(out, "}}}\n");
}

enum piece { PIECE_RECORD, PIECE_TORN, PIECE_BYTES, PIECE_BOOK, PIECES };

/* Initialises OUT. */
static void make_piece(struct fuzz_bytes *in, enum piece piece, struct hash base, struct buf *out)
{
	unsigned sequence = fuzz_byte(in), torn = 0;
	struct slice bytes;
	struct buf book;

	buf_init(&book, FUZZ_MANY);
	if (piece == PIECE_TORN)
		torn = fuzz_byte(in);
	if (piece == PIECE_BOOK)
		made_book(in, &book);
	bytes = piece == PIECE_BOOK ? slice_buf(&book) : fuzz_slice(in, fuzz_byte(in) * 16);
	if (piece == PIECE_BYTES) {
		buf_init(out, FUZZ_MANY);
		buf_add_slice(out, bytes);
	} else {
		record_print(out, sequence == 255 ? UINT64_MAX : sequence, base, bytes);
	}
	if (piece == PIECE_TORN)
		out->data[torn < out->len ? torn : out->len - 1] ^= 1;
	buf_release(&book);
}

void made_journal(struct fuzz_bytes *in, struct hash base, struct buf *out)
{
	static const size_t places[] = { 0, 64 << 10, 128 << 10, 384 << 10 };

	while (in->left) {
		unsigned kind = fuzz_byte(in);
		size_t at = places[kind % ARRAY_LEN(places)];
		struct buf piece;

		make_piece(in, (enum piece)(kind / 4 % PIECES), base, &piece);
		content_lengthen(out, at + piece.len);
		buf_splice(out, at, piece.len, piece.data, piece.len);
		buf_release(&piece);
	}
}
