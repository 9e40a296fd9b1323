/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar files: lines, folded and escaped. */
#include <config.h>

#include "workbook/ics.h"

#include <stdbool.h>
#include <string.h>

#include "text/utf8.h"

#define LINE_MAX_LEN 75		/* octets without the line end (RFC 5545, 3.1) */
#define SEQUENCE_MAX 2147483647UL	/* of an INTEGER (3.3.8) */

/* One content line while it is written. */
struct line {
	struct buf *out;
	size_t len;	/* octets on the last row */
};

/* Adds bytes that stay together on a row. */
static void put(struct line *line, struct slice bytes)
{
	if (line->len + bytes.len > LINE_MAX_LEN) {
		buf_add_str(line->out, "\r\n ");
		line->len = 1;
	}
	buf_add_slice(line->out, bytes);
	line->len += bytes.len;
}

static bool is_left_out(unsigned code)
{
	return (code < 0x20 && code != '\t' && code != '\n' && code != '\r') || code == 0x7F;
}

/* One code point as it stands in a TEXT; a mark may follow a sign that must be escaped. */
static void add_escaped(struct buf *out, unsigned code)
{
	if (code == '\n' || code == '\r') {
		buf_add_str(out, "\\n");
		return;
	}
	if (code == '\\' || code == ';' || code == ',')
		buf_add_char(out, '\\');
	if (!is_left_out(code))
		utf8_add(out, code);
}

/* Stays together where a row can hold it; otherwise its code points do. */
static void put_cluster(struct line *line, struct slice cluster)
{
	bool fits = true;
	struct buf escaped;

	if (slice_is(cluster, "\r\n"))
		cluster = slice_of("\n");
	buf_init(&escaped, LINE_MAX_LEN - 1);
	for (size_t at = 0; fits && at < cluster.len; fits = !escaped.full)
		add_escaped(&escaped, utf8_next(cluster, &at));
	if (fits)
		put(line, slice_buf(&escaped));
	for (size_t at = 0; !fits && at < cluster.len; ) {
		buf_clear(&escaped);
		add_escaped(&escaped, utf8_next(cluster, &at));
		put(line, slice_buf(&escaped));
	}
	buf_release(&escaped);
}

static void end_line(struct line *line)
{
	buf_add_str(line->out, "\r\n");
}

/* A line whose value is a TEXT (3.3.11). */
static void add_text(struct buf *out, const char *name, const char *text)
{
	struct line line = { out, 0 };
	struct buf valid;

	buf_init(&valid, 3 * strlen(text) + 1);	/* U+FFFD has three bytes */
	utf8_repair(&valid, slice_of(text));
	put(&line, slice_of(name));
	put(&line, slice_of(":"));
	for (size_t at = 0, next; at < valid.len; at = next) {
		next = cluster_next(slice_buf(&valid), at);
		put_cluster(&line, slice_part(slice_buf(&valid), at, next));
	}
	end_line(&line);
	buf_release(&valid);
}

static void add_date(struct buf *out, const char *name, struct day day)
{
	buf_addf(out, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, day.year, day.month, day.day);
}

static void add_stamp(struct buf *out, time_t stamp)
{
	struct tm tm;
	char text[64];

	if (!gmtime_r(&stamp, &tm) || !strftime(text, sizeof(text), "%Y%m%dT%H%M%SZ", &tm))
		strcpy(text, "19700101T000000Z");	/* it must not be missing */
	buf_addf(out, "DTSTAMP:%s\r\n", text);
}

void ics_begin(struct buf *out)
{
	buf_add_str(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
	add_text(out, "PRODID", "-//" PACKAGE "//" PACKAGE " " PACKAGE_VERSION "//EN");
	buf_add_str(out, "CALSCALE:GREGORIAN\r\n");
}

void ics_add(struct buf *out, const struct ics_event *event)
{
	struct day behind = event->day;

	buf_add_str(out, "BEGIN:VEVENT\r\n");
	add_text(out, "UID", event->uid);
	add_stamp(out, event->stamp);
	buf_addf(out, "SEQUENCE:%lu\r\n",
		 event->sequence < SEQUENCE_MAX ? event->sequence : SEQUENCE_MAX);
	add_date(out, "DTSTART", event->day);
	if (day_add_days(&behind, 1))
		add_date(out, "DTEND", behind);	/* the first day that is not in it */
	add_text(out, "SUMMARY", event->summary);
	if (event->description && *event->description)
		add_text(out, "DESCRIPTION", event->description);
	buf_add_str(out, "CLASS:PRIVATE\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
}

void ics_end(struct buf *out)
{
	buf_add_str(out, "END:VCALENDAR\r\n");
}
