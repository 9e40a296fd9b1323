/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a terminal sends: whatever the bytes, in whatever pieces and with whatever pauses, the
 * decoder ends, keeps nothing back for ever, and gives valid text.  Without pauses the pieces
 * make no difference. */
#include <config.h>

#include <string.h>

#include "checks.h"
#include "fuzz.h"
#include "text/utf8.h"
#include "ui/decode.h"
#include "ui/term_keys.h"

static void open_decoder(struct decode *d)
{
	decode_init(d, 50);
	for (size_t i = 0; term_sequences[i].bytes; i++)
		decode_define(d, term_sequences[i].bytes, term_sequences[i].code);
}

/* Appends KEY in a form that tells all of it. */
static void add_key(struct buf *out, const struct key *key)
{
	size_t len = strlen(key->text);

	fuzz_must(key->code != CODE_NONE, "a key is one");
	buf_addf(out, "%d,%d,%d,%zu:", (int)key->code, key->row, key->col, key->bad);
	if (key->code == CODE_TEXT) {
		fuzz_must(len > 0 && utf8_check(slice_of(key->text)) == len, "typed text is text");
		buf_add_str(out, key->text);
	}
	if (key->code == CODE_PASTE) {
		fuzz_must(utf8_check(key->paste) == key->paste.len, "pasted text is text");
		buf_add_slice(out, key->paste);
	}
}

static void take_keys(struct decode *d, bool quiet, struct buf *out)
{
	struct key key;

	while (decode_key(d, quiet, &key)) {
		add_key(out, &key);
		quiet = false;
	}
}

static void be_quiet(struct decode *d, struct buf *out)
{
	for (int i = 0; decode_patience(d) >= 0; i++) {
		fuzz_must(i < (1 << 16), "waiting ends");
		take_keys(d, true, out);
	}
	fuzz_must(!decode_held(d) && !decode_pasting(d), "nothing is kept back");
}

/* In pieces, with pauses and the box opened and closed. */
static void check_any(struct fuzz_bytes in)
{
	struct decode d;
	struct buf out;

	open_decoder(&d);
	buf_init(&out, FUZZ_MANY);
	while (in.left) {
		unsigned op = fuzz_byte(&in);
		struct slice piece = fuzz_slice(&in, op & 0x3F);

		decode_box(&d, op & 0x40);
		decode_feed(&d, piece.data, piece.len);
		take_keys(&d, false, &out);
		if (op & 0x80)
			take_keys(&d, true, &out);
	}
	be_quiet(&d, &out);
	buf_release(&out);
	decode_release(&d);
}

static void decode_in(struct slice bytes, size_t step, struct buf *out)
{
	struct decode d;

	open_decoder(&d);
	for (size_t at = 0; at < bytes.len; at += step) {
		decode_feed(&d, bytes.data + at, bytes.len - at < step ? bytes.len - at : step);
		take_keys(&d, false, out);
	}
	be_quiet(&d, out);
	decode_release(&d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice bytes = { (const char *)data, size };
	struct buf whole, parts;

	fuzz_begin();
	check_any((struct fuzz_bytes){ data, size });
	buf_init(&whole, FUZZ_MANY);
	buf_init(&parts, FUZZ_MANY);
	decode_in(bytes, size + 1, &whole);
	decode_in(bytes, 1, &parts);
	fuzz_must(slice_equal(slice_buf(&whole), slice_buf(&parts)), "pieces make no difference");
	buf_release(&parts);
	buf_release(&whole);
	return 0;
}
