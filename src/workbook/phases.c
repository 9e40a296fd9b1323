/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Think, pair, share: phases and the time that is left of them. */
#include <config.h>

#include "workbook/phases.h"

#include "base/intl.h"

#define MINUTE 60

/* Begins the phase AT. */
static void begin(struct phases *p, enum phase at, time_t up)
{
	p->at = at;
	p->left = p->minutes[at] * MINUTE;
	p->since = up;
	p->runs = true;
}

/* The first phase from FROM on that there is, PHASE_COUNT: none. */
static enum phase find(const struct phases *p, int from)
{
	while (from < PHASE_COUNT && !p->minutes[from])
		from++;
	return (enum phase)from;
}

void phases_begin(struct phases *p, const struct pack_phases *given, time_t up)
{
	*p = (struct phases){ .minutes = {
		[PHASE_ALONE] = given->alone,
		[PHASE_PAIRS] = given->pairs,
		[PHASE_TOGETHER] = given->together,
	} };
	if (find(p, 0) == PHASE_COUNT)
		p->minutes[PHASE_OPEN] = 1;
	begin(p, find(p, 0), up);
}

int phases_left(const struct phases *p, time_t up)
{
	time_t passed = p->runs && up > p->since ? up - p->since : 0;

	return passed < p->left ? p->left - (int)passed : 0;
}

void phases_stop(struct phases *p, time_t up)
{
	p->left = phases_left(p, up);
	p->runs = false;
}

void phases_go_on(struct phases *p, time_t up)
{
	p->left = phases_left(p, up);
	p->since = up;
	p->runs = true;
}

bool phases_add_minute(struct phases *p, time_t up)
{
	int left = phases_left(p, up) + MINUTE;

	if (left > PHASES_MINUTES_MAX * MINUTE)
		return false;
	p->left = left;
	p->since = up;
	return true;
}

bool phases_next(struct phases *p, time_t up)
{
	enum phase next = find(p, (int)p->at + 1);

	if (next == PHASE_COUNT)
		return false;
	begin(p, next, up);
	return true;
}

int phases_minutes(const struct phases *p, time_t up)
{
	return (phases_left(p, up) + MINUTE - 1) / MINUTE;
}

int phases_change_in(const struct phases *p, time_t up)
{
	int left = phases_left(p, up);

	return p->runs && left ? (left - 1) % MINUTE + 1 : -1;
}

const char *phases_title(const struct phases *p)
{
	switch (p->at) {
	case PHASE_ALONE:
		return _("Think alone");
	case PHASE_PAIRS:
		return _("In pairs");
	case PHASE_TOGETHER:
		return _("All together");
	default:
		return "";
	}
}

void phases_words(const struct phases *p, time_t up, struct buf *out)
{
	int minutes = phases_minutes(p, up);

	if (minutes > 1)
		buf_addf(out, intl_count("%lu minute", "%lu minutes", (unsigned long)minutes),
			 (unsigned long)minutes);
	else
		buf_add_str(out, minutes ? _("The last minute") : _("The time is up."));
}
