/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Think, pair, share: a group takes a question alone, then in pairs, then together, each for some
 * minutes.  Where a page names no times, one open phase of a minute stands for them, to be made
 * longer.
 *
 * It never moves anyone on: when the time of a phase is up it says so, and waits for phases_next.
 * Time is told in whole minutes and a last one, so that what is shown changes once a minute.
 *
 * UP is the uptime of struct sys, in seconds: neither a clock that is set nor a computer that
 * sleeps takes time away from anyone.
 */
#ifndef WORKBOOK_PHASES_H
#define WORKBOOK_PHASES_H

#include <stdbool.h>
#include <time.h>

#include "base/buf.h"
#include "pack/pack.h"

#define PHASES_MINUTES_MAX 180

enum phase {
	PHASE_ALONE, PHASE_PAIRS, PHASE_TOGETHER,
	PHASE_OPEN,	/* the one where a page names none */
	PHASE_COUNT
};

struct phases {
	int minutes[PHASE_COUNT];	/* 0: there is no such phase */
	enum phase at;
	bool runs;
	time_t since;	/* the uptime at which it went on last */
	int left;	/* seconds that were left of the phase then */
};

/* Begins the first of the phases that are GIVEN, and lets it run. */
void phases_begin(struct phases *p, const struct pack_phases *given, time_t up);
/* The time stands still, and goes on from there. */
void phases_stop(struct phases *p, time_t up);
void phases_go_on(struct phases *p, time_t up);
/* A minute more; after the time was up, a minute from now.  False, and nothing changes, where
 * that would be more than PHASES_MINUTES_MAX. */
bool phases_add_minute(struct phases *p, time_t up);
/* On to the next phase; false, and nothing changes, in the last. */
bool phases_next(struct phases *p, time_t up);

/* Seconds that are left, 0: the time is up. */
int phases_left(const struct phases *p, time_t up);
/* What is shown: minutes, a begun one counted whole. */
int phases_minutes(const struct phases *p, time_t up);
/* Seconds until that is another number, -1: it stays. */
int phases_change_in(const struct phases *p, time_t up);
/* "Think alone", "" for the open phase. */
const char *phases_title(const struct phases *p);
/* "3 minutes", "The last minute", "The time is up."  Appends to OUT. */
void phases_words(const struct phases *p, time_t up, struct buf *out);

#endif
