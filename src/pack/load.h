/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of the pack: what loading (pack.c) and lint.c share. */
#ifndef PACK_LOAD_H
#define PACK_LOAD_H

#include "pack/pack.h"
#include "pack/source.h"

/* Reads the pack in FOLDER; in *OK whether nothing is wrong.  What is wrong is in ERR (the
 * first or, where FOLDER has a report, the last of it), and the pack is then only for
 * pack_free, or for lint, which knows that anything may be missing in it. */
struct pack *pack_read(const struct source_folder *folder, bool *ok, struct err *err);

#endif
