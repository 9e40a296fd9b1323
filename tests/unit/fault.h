/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A struct sys whose calls fail when they are told to.
 *
 * Calls are counted from 1 since fault_reset, each kind for itself and all
 * together (FAULT_ANY).  A call that fails is not carried out, but for close,
 * which gives the descriptor back whatever it says.  Rules add up, and stay
 * until fault_reset.
 *
 *	fault_reset();
 *	fault_at(FAULT_FSYNC, 1, EIO, FAULT_ONCE);
 *	ck_assert(!file_replace(fault_sys(), path, bytes, &err));
 *	ck_assert_int_eq(fault_hits(), 1);
 */
#ifndef TESTS_FAULT_H
#define TESTS_FAULT_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "base/sys.h"

enum fault_kind {
	FAULT_ANY,
	FAULT_OPEN,
	FAULT_READ,
	FAULT_WRITE,
	FAULT_FSYNC,
	FAULT_CLOSE,
	FAULT_FSTAT,
	FAULT_FSTATAT,
	FAULT_RENAME,
	FAULT_EXCHANGE,
	FAULT_LINK,
	FAULT_UNLINK,
	FAULT_MKDIR,
	FAULT_READLINK,
	FAULT_FCHMOD,
	FAULT_FCHMODAT,
	FAULT_FLOCK,
	FAULT_PREAD,
	FAULT_PWRITE,
	FAULT_FALLOCATE,
	FAULT_FTRUNCATE,
	FAULT_KINDS
};

enum fault_span {
	FAULT_ONCE,
	FAULT_FROM,	/* this call and all later ones; not with EINTR, which is tried again */
	FAULT_LATE	/* once, and the call is carried out all the same; not for open */
};

const struct sys *fault_sys(void);
void fault_reset(void);		/* no faults, counts at 0, no short calls, real clock and dice */

/* The call NTH of KIND fails with ERROR.  ERROR 0: it claims success and is not carried out
 * (a write that is lost, a rename that does nothing); not for open. */
void fault_at(enum fault_kind kind, int nth, int error, enum fault_span span);
/* Runs DO_IT(ARG) before the call NTH of KIND: somebody else meddles. */
void fault_before(enum fault_kind kind, int nth, void (*do_it)(const void *), const void *arg);
/* No read or write moves more than LEN bytes; 0: as the system does. */
void fault_short(size_t len);
void fault_clock(time_t now);	/* stops the clock */
void fault_dice(int byte);	/* every random byte is BYTE; -1: real chance */

int fault_calls(enum fault_kind kind);	/* since fault_reset */
int fault_hits(void);			/* calls that were made to fail */
enum fault_kind fault_last(void);	/* the kind of the last of them, FAULT_ANY: none */
/* Opened but not closed since fault_reset.  Closing what is not open fails the test. */
int fault_open_files(void);
const char *fault_name(enum fault_kind kind);

#endif
