/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes and reads times as RFC 3339 in UTC. */
#include <config.h>

#include "answers/stamp.h"

#include <stdbool.h>
#include <string.h>

#include "answers/answers.h"
#include "base/mem.h"

#define STAMP_SIZE 21	/* "2026-11-23T19:04:11Z" and its NUL */
#define STAMP_MAX ((time_t)253402300799)	/* the last second of the year 9999 */

char *stamp_of(time_t when)
{
	char stamp[STAMP_SIZE];
	struct tm tm;

	if (when < 0)
		when = 0;
	if (when > STAMP_MAX)
		when = STAMP_MAX;
	gmtime_r(&when, &tm);
	strftime(stamp, sizeof(stamp), "%Y-%m-%dT%H:%M:%SZ", &tm);
	return mem_string(stamp);
}

/* Reads a number of COUNT digits from MIN to MAX, and one of the signs AFTER unless that
 * is ""; moves *S behind them. */
static bool take(const char **s, int count, int min, int max, const char *after, int *value)
{
	*value = 0;
	for (int i = 0; i < count; i++, (*s)++) {
		if (**s < '0' || **s > '9')
			return false;
		*value = *value * 10 + (**s - '0');
	}
	if (*value < min || *value > max)
		return false;
	if (!*after)
		return true;
	return **s && strchr(after, *(*s)++) != NULL;
}

static void skip_fraction(const char **s)
{
	if (**s == '.' && (*s)[1] >= '0' && (*s)[1] <= '9')
		*s += 1 + strspn(*s + 1, "0123456789");
}

static bool is_utc(const char *zone)
{
	return strcmp(zone, "Z") == 0 || strcmp(zone, "z") == 0 ||
	       strcmp(zone, "+00:00") == 0 || strcmp(zone, "-00:00") == 0;
}

time_t answers_time(const char *at)
{
	struct tm tm = { 0 };
	time_t when;
	int day;

	if (!take(&at, 4, 1970, 9999, "-", &tm.tm_year) ||
	    !take(&at, 2, 1, 12, "-", &tm.tm_mon) || !take(&at, 2, 1, 31, "Tt ", &tm.tm_mday) ||
	    !take(&at, 2, 0, 23, ":", &tm.tm_hour) || !take(&at, 2, 0, 59, ":", &tm.tm_min) ||
	    !take(&at, 2, 0, 60, "", &tm.tm_sec))
		return -1;
	skip_fraction(&at);
	if (!is_utc(at))
		return -1;
	tm.tm_year -= 1900;
	tm.tm_mon -= 1;
	if (tm.tm_sec == 60)	/* a leap second */
		tm.tm_sec = 59;
	day = tm.tm_mday;
	when = timegm(&tm);
	/* The 31st of a shorter month has become the 1st of the next. */
	return tm.tm_mday == day ? when : -1;
}
