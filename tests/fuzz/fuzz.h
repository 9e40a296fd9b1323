/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the fuzz targets share: the entry point, the bytes they are given, and a way
 * to say that something does not hold.
 *
 * A target is one file, fuzz_NAME.c, with LLVMFuzzerTestOneInput (libFuzzer's entry
 * point, https://llvm.org/docs/LibFuzzer.html).  `make fuzz` links it with libFuzzer,
 * `make check` with replay.c, which gives it the files in corpus/NAME.
 */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

#define FUZZ_MANY ((size_t)64 << 20)	/* for buffers that are never full */
#define FUZZ_HOME "/home/fuzz"

/* Always returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The beginning of every target: UTF-8, UTC, messages untranslated, FUZZ_HOME. */
void fuzz_begin(void);
/* Says WHAT and aborts unless HOLDS. */
void fuzz_must(bool holds, const char *what);
/* The same, and shows the bytes that it is about. */
void fuzz_must_of(bool holds, const char *what, struct slice shown);

/* The input, eaten from the front; behind its end there are zeros. */
struct fuzz_bytes {
	const uint8_t *at;
	size_t left;
};
unsigned fuzz_byte(struct fuzz_bytes *b);
/* The next MOST bytes, or those that are left. */
struct slice fuzz_slice(struct fuzz_bytes *b, size_t most);

#endif
