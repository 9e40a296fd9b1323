/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of the program's files a file says that it is. */
#include <config.h>

#include "answers/format.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "base/intl.h"
#include "base/mem.h"

#define HEAD_LEN 512	/* bytes of a file in which its format stands */

static const struct {
	const char *name;	/* the value of "format" */
	const char *says;
} forms[] = {
	[FORMAT_WORKBOOK] = { "\"leaderplus-workbook\"",
		N_("this is a workbook: 'leaderplus FILE' opens it") },
	[FORMAT_MENTOR] = { "\"leaderplus-share\"",
		N_("this is a copy for a mentor: 'leaderplus FILE' opens it to be read and answered, "
		   "'leaderplus merge FILE' brings in what was said in it") },
	[FORMAT_GROUP] = { "\"leaderplus-share\"",
		N_("this is a copy for a group; 'leaderplus collate' gathers those") },
	[FORMAT_FOLD] = { "\"leaderplus-fold\"",
		N_("this is a fold, the copies of a group in one file: 'leaderplus collate FILE' shows what is "
		   "in it") },
	[FORMAT_VOICES] = { "\"leaderplus-voices\"",
		N_("this is what a group wrote, gathered for the wall: 'leaderplus present --voices FILE' "
		   "shows it") },
	[FORMAT_REVIEW] = { "\"leaderplus-review\"",
		N_("this is what was decided of the words in a fold: 'leaderplus collate FOLD --review' goes "
		   "on with it") },
	[FORMAT_ROOM] = { "\"leaderplus-room\"",
		N_("these are the words of a room: 'leaderplus summary FILE' makes a document of them, "
		   "'leaderplus present --room FILE' goes on with it") },
};

/* Which name stands at the beginning of BYTES. */
static enum format name_at(struct slice bytes)
{
	for (size_t i = FORMAT_WORKBOOK; i < ARRAY_LEN(forms); i++)
		if (slice_starts(bytes, forms[i].name))
			return (enum format)i;
	return FORMAT_NONE;
}

static struct slice cut_head(struct slice bytes)
{
	return slice_part(bytes, 0, bytes.len < HEAD_LEN ? bytes.len : HEAD_LEN);
}

/* Takes SIGN, and blanks behind it, from the front of TEXT. */
static bool eat(struct slice *text, const char *sign)
{
	if (!slice_starts(*text, sign))
		return false;
	*text = slice_part(*text, strlen(sign), text->len);
	while (text->len && strchr(" \t\r\n", text->data[0]) && text->data[0])
		*text = slice_part(*text, 1, text->len);
	return true;
}

/* Two kinds of copies have one name: which is told by whom it is for. */
static enum format which_copy(struct slice head, enum format format)
{
	static const char name[] = "\"for\"";
	const char *at = memmem(head.data, head.len, name, strlen(name));
	struct slice rest = slice_part(head, at ? (size_t)(at - head.data) : head.len, head.len);

	return format == FORMAT_MENTOR && eat(&rest, name) && eat(&rest, ":") &&
		slice_starts(rest, "\"group\"") ? FORMAT_GROUP : format;
}

enum format format_look(struct slice bytes)
{
	struct slice head = cut_head(bytes);
	enum format format = FORMAT_NONE;

	for (size_t at = 0; at < head.len && format == FORMAT_NONE; at++)
		format = name_at(slice_part(head, at, head.len));
	return which_copy(head, format);
}

static enum format look_first(struct slice bytes)
{
	struct slice head = cut_head(bytes), rest = head;

	return eat(&rest, "{") && eat(&rest, "\"format\"") && eat(&rest, ":") ?
		which_copy(head, name_at(rest)) : FORMAT_NONE;
}

/* The first bytes of the file PATH, for buf_release; none where there is no file. */
static void read_head(const struct sys *sys, const char *path, struct buf *head)
{
	int fd = sys->openat(AT_FDCWD, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0);
	char bytes[HEAD_LEN];
	struct stat st;
	ssize_t n = 1;

	buf_init(head, HEAD_LEN + 1);
	if (fd < 0)
		return;
	if (sys->fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
		n = 0;
	while (n > 0 && head->len < HEAD_LEN) {
		n = sys->read(fd, bytes, HEAD_LEN - head->len);
		if (n > 0)
			buf_add(head, bytes, (size_t)n);
		else if (n < 0 && errno == EINTR)
			n = 1;
	}
	(void)sys->close(fd);
}

enum format format_begins(const struct sys *sys, const char *path)
{
	enum format format;
	struct buf head;

	read_head(sys, path, &head);
	format = look_first(slice_buf(&head));
	buf_release(&head);
	return format;
}

const char *format_says(enum format format)
{
	return _(forms[format].says);
}
