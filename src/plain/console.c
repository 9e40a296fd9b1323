/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines in and lines out. */
#include <config.h>

#include "plain/console.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "text/utf8.h"

#define PIECE 1024		/* bytes that are written at once */
#define UNWRAPPED 1000000	/* cells: a paragraph is one row */
#define WIDTH_MIN 8		/* of a terminal that tells less */

/* Whether Ctrl-S holds back what is written.  The modes of a terminal in which others are in
 * front are theirs; nothing here waits for what was written to be read. */
static void let_stop(const struct console *c, bool stops)
{
	struct termios modes;

	if (!c->stops || tcgetpgrp(c->in) != getpgrp() || tcgetattr(c->in, &modes) != 0)
		return;
	if (stops)
		modes.c_iflag |= IXON;
	else
		modes.c_iflag &= ~(tcflag_t)IXON;
	(void)tcsetattr(c->in, TCSANOW, &modes);
}

void console_open(struct console *c, const struct sys *sys, int in, int out, bool utf8,
		  struct console_hooks hooks)
{
	struct termios modes;

	*c = (struct console){ .sys = sys, .hooks = hooks, .in = in, .out = out, .utf8 = utf8 };
	c->typed = tcgetattr(in, &modes) == 0;
	c->stops = c->typed && (modes.c_iflag & IXON);
	c->pages = c->typed && isatty(out);
	c->echoes = c->pages && (modes.c_lflag & ECHO);
	buf_init(&c->line, CONSOLE_LINE_MAX);
	signals_catch(&c->signals, INTERRUPT_TOLD);
	signals_let_in(&c->signals);
	let_stop(c, false);
}

void console_close(struct console *c)
{
	signals_release(&c->signals);
	if (c->mid && !c->broken)
		console_put(c, slice_of(""));
	let_stop(c, true);
	buf_release(&c->line);
}

static void get_size(const struct console *c, int *rows, int *cols)
{
	struct winsize size = { 0 };

	*rows = 24;
	*cols = 80;
	if (ioctl(c->out, TIOCGWINSZ, &size) != 0)
		return;
	if (size.ws_row)
		*rows = size.ws_row;
	if (size.ws_col)
		*cols = size.ws_col;
}

int console_width(const struct console *c)
{
	int rows, cols;

	if (!isatty(c->out))
		return UNWRAPPED;
	get_size(c, &rows, &cols);
	return cols < WIDTH_MIN ? WIDTH_MIN : cols;
}

size_t console_height(const struct console *c)
{
	int rows, cols;

	if (!c->pages)
		return SIZE_MAX;
	get_size(c, &rows, &cols);
	return rows > 3 ? (size_t)rows - 1 : 2;	/* the prompt takes a row */
}

/* Waits for room, unless the program is to end. */
static bool has_room(struct console *c)
{
	signals_let_in(&c->signals);
	if (signals_wait(&c->signals, c->out, POLLOUT, 0))
		return true;
	c->hooks.keep(c->hooks.context);
	while (!signals_wait(&c->signals, c->out, POLLOUT, signals_stop() ? 0 : -1))
		if (signals_stop())
			return signals_wait(&c->signals, c->out, POLLOUT, 0);
	return true;
}

/* Writes what there is room for: a terminal would wait in here for more of it, where no signal
 * gets in.  Others use it, too, and are not to find it changed. */
static ssize_t write_some(const struct console *c, struct slice bytes)
{
	size_t len = bytes.len < PIECE ? bytes.len : PIECE;
	int flags = isatty(c->out) ? fcntl(c->out, F_GETFL) : -1, error;
	ssize_t n;

	if (flags >= 0)
		(void)fcntl(c->out, F_SETFL, flags | O_NONBLOCK);
	n = c->sys->write(c->out, bytes.data, len);
	error = errno;
	if (flags >= 0)
		(void)fcntl(c->out, F_SETFL, flags);
	errno = error;
	return n;
}

static void send(struct console *c, struct slice bytes)
{
	while (bytes.len && !c->broken) {
		ssize_t n;

		if (!has_room(c)) {
			c->broken = true;
			return;
		}
		n = write_some(c, bytes);
		if (n >= 0) {
			bytes = slice_part(bytes, (size_t)n, bytes.len);
		} else if (errno == EAGAIN) {	/* less room than one sign takes */
			c->broken = signals_stop();
			(void)signals_wait(&c->signals, -1, 0, 1);
		} else if (errno != EINTR) {
			c->broken = true;
			c->error = errno;
		}
	}
}

static void send_text(struct console *c, struct slice text)
{
	struct buf ascii;

	if (c->utf8) {
		send(c, text);
		return;
	}
	buf_init(&ascii, text.len);
	text_to_ascii(&ascii, text);
	send(c, slice_buf(&ascii));
	buf_release(&ascii);
}

static void end_line(struct console *c)
{
	if (c->mid)
		send(c, slice_of("\n"));
	c->mid = false;
}

void console_put(struct console *c, struct slice text)
{
	end_line(c);
	send_text(c, text);
	for (size_t i = 0; i < text.len; i++)
		c->rows += text.data[i] == '\n';
	c->mid = text.len && text.data[text.len - 1] != '\n';
	c->said = true;
}

void console_put_row(struct console *c, const struct layout_row *row)
{
	struct buf line;

	buf_init(&line, row->text.len + (size_t)row->indent + 2);
	for (int i = 0; row->text.len && i < row->indent; i++)
		buf_add_char(&line, ' ');
	buf_add_slice(&line, row->text);
	buf_add_char(&line, '\n');
	console_put(c, slice_buf(&line));
	buf_release(&line);
}

static void prompt(struct console *c, const char *text)
{
	end_line(c);
	send_text(c, slice_of(text));
	c->mid = true;
	c->said = false;
	c->waited = false;
	c->rows = 0;
}

void console_forget(struct console *c)
{
	buf_release(&c->line);
	memset(c->chunk, 0, c->chunk_at);
	memset(c->chunk + c->chunk_len, 0, sizeof(c->chunk) - c->chunk_len);
}

void console_leave(struct console *c)
{
	end_line(c);
	let_stop(c, true);
	if (c->typed)
		(void)tcgetattr(c->in, &c->modes);
}

void console_return(struct console *c)
{
	if (c->typed)
		(void)tcsetattr(c->in, TCSANOW, &c->modes);
	let_stop(c, false);
	c->said = true;
}

/* Takes what was read into the line; true when that is whole. */
static bool take(struct console *c)
{
	const char *from = c->chunk + c->chunk_at;
	size_t len = c->chunk_len - c->chunk_at;
	const char *end = len ? memchr(from, '\n', len) : NULL;
	size_t n = end ? (size_t)(end - from) : len;
	size_t room = c->line.max - c->line.len;

	buf_add(&c->line, from, n < room ? n : room);
	c->line.full = c->line.full || n > room;
	c->chunk_at += n + (end != NULL);
	if (end && c->echoes && c->waited)
		c->mid = false;
	if (end && c->line.len && c->line.data[c->line.len - 1] == '\r')	/* as Windows ends lines */
		c->line.data[--c->line.len] = '\0';
	return end != NULL;
}

/* What came instead of input, or CONSOLE_LINE: nothing did. */
static enum console_got look_at_signals(struct console *c)
{
	if (signals_stop() || c->broken)
		return CONSOLE_STOP;
	if (signals_suspend()) {
		c->hooks.suspend(c->hooks.context);
		let_stop(c, true);
		signals_stop_here();
		let_stop(c, false);
		c->hooks.resume(c->hooks.context);
		c->said = true;	/* by others, perhaps */
	}
	if (signals_continued()) {
		let_stop(c, false);	/* who stopped it may have set it */
		c->hooks.resume(c->hooks.context);
		c->said = true;
	}
	return signals_interrupted() ? CONSOLE_INTERRUPT : CONSOLE_LINE;
}

/* Reads on; CONSOLE_LINE when something came. */
static enum console_got fill(struct console *c)
{
	ssize_t n = c->sys->read(c->in, c->chunk, sizeof(c->chunk));

	c->chunk_at = c->chunk_len = 0;
	if (n > 0)
		c->chunk_len = (size_t)n;
	if (n == 0)
		return CONSOLE_END;
	return n < 0 && errno != EINTR && errno != EAGAIN ? CONSOLE_STOP : CONSOLE_LINE;
}

static enum console_got wait_for_more(struct console *c, const char *text)
{
	bool at_hand = signals_wait(&c->signals, c->in, POLLIN, 0);
	enum console_got got;
	int seconds;

	signals_let_in(&c->signals);	/* what is at hand is told before a signal is */
	got = look_at_signals(c);
	if (got != CONSOLE_LINE)
		return got;
	seconds = c->hooks.tick(c->hooks.context, at_hand);
	if (c->said)
		prompt(c, text);
	if (!at_hand) {
		c->waited = true;
		at_hand = signals_wait(&c->signals, c->in, POLLIN, seconds);
	}
	got = look_at_signals(c);
	return got == CONSOLE_LINE && at_hand ? fill(c) : got;
}

enum console_got console_line(struct console *c, const char *text, struct slice *line)
{
	enum console_got got = CONSOLE_LINE;
	bool at_hand;

	if (!c->goes_on)
		buf_clear(&c->line);
	/* A prompt may find no room for long. */
	at_hand = c->chunk_at < c->chunk_len || signals_wait(&c->signals, c->in, POLLIN, 0);
	(void)c->hooks.tick(c->hooks.context, at_hand);
	prompt(c, text);
	while (got == CONSOLE_LINE && !take(c))
		got = wait_for_more(c, text);
	if (got == CONSOLE_END && (c->line.len || c->line.full))
		got = CONSOLE_LINE;	/* the last one, without its end */
	c->goes_on = got == CONSOLE_INTERRUPT && !c->typed;
	*line = slice_buf(&c->line);
	return got;
}
