/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plays the real program on a terminal of its own: looking and waiting. */
#include <config.h>

#include "play_screen.h"

#include <check.h>
#include <poll.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	QUIET = 60,	/* milliseconds without output: the program waits for us */
	BREATH = 12,	/* in which the rest of a picture follows its first part */
	CELL_LEN = VTERM_MAX_CHARS_PER_CELL * 4
};

static int note_property(VTermProp property, VTermValue *value, void *user)
{
	struct play *p = user;

	if (property == VTERM_PROP_ALTSCREEN)
		p->full_screen = value->boolean;
	if (property == VTERM_PROP_CURSORVISIBLE)
		p->cursor_shows = value->boolean;
	return 1;
}

static const VTermScreenCallbacks callbacks = { .settermprop = note_property };

/* What the terminal itself sends: keys, and answers to questions about it. */
static void send_back(const char *bytes, size_t len, void *user)
{
	play_bytes(user, bytes, len);
}

void play_screen_open(struct play *p)
{
	p->vt = vterm_new(p->rows, p->cols);
	ck_assert_ptr_nonnull(p->vt);
	vterm_set_utf8(p->vt, 1);
	vterm_output_set_callback(p->vt, send_back, p);
	p->screen = vterm_obtain_screen(p->vt);
	vterm_screen_set_callbacks(p->screen, &callbacks, p);
	vterm_screen_enable_altscreen(p->screen, 1);
	vterm_screen_reset(p->screen, 1);
}

static void keep_output(struct play *p, const char *bytes, size_t len)
{
	if (p->output_cap - p->output_len <= len) {
		p->output_cap = 2 * (p->output_cap + len);
		p->output = realloc(p->output, p->output_cap);
		ck_assert_ptr_nonnull(p->output);
	}
	memcpy(p->output + p->output_len, bytes, len);
	p->output_len += len;
	p->output[p->output_len] = '\0';
}

bool play_screen_read(struct play *p, int patience)
{
	struct pollfd fd = { .fd = p->master, .events = POLLIN };
	char bytes[16384];
	bool any = false;
	ssize_t n;

	if (poll(&fd, 1, patience) <= 0)
		return false;
	while ((n = read(p->master, bytes, sizeof(bytes))) > 0) {
		keep_output(p, bytes, (size_t)n);
		vterm_input_write(p->vt, bytes, (size_t)n);
		any = true;
	}
	return any;
}

void play_settle(struct play *p)
{
	while (play_screen_read(p, QUIET))
		;
}

static size_t add_code(char *out, uint32_t c)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xC0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xE0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3F));
		out[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3F));
	out[2] = (char)(0x80 | (c >> 6 & 0x3F));
	out[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}

/* The cell's text; behind a wide character stands one that has none. */
static size_t add_cell(const struct play *p, int row, int col, char *out)
{
	VTermScreenCell cell;
	size_t len = 0;

	ck_assert(vterm_screen_get_cell(p->screen, (VTermPos){ row, col }, &cell));
	if (cell.chars[0] == (uint32_t)-1)
		return 0;
	if (!cell.chars[0])
		return add_code(out, ' ');
	for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
		len += add_code(out + len, cell.chars[i]);
	return len;
}

static size_t add_row(const struct play *p, int row, char *out)
{
	size_t len = 0;

	for (int col = 0; col < p->cols; col++)
		len += add_cell(p, row, col, out + len);
	while (len && out[len - 1] == ' ')
		len--;
	return len;
}

const char *play_screen(struct play *p)
{
	size_t len = 0;

	p->picture = realloc(p->picture, (size_t)p->rows * ((size_t)p->cols * CELL_LEN + 1) + 1);
	ck_assert_ptr_nonnull(p->picture);
	for (int row = 0; row < p->rows; row++) {
		len += add_row(p, row, p->picture + len);
		p->picture[len++] = '\n';
	}
	p->picture[len] = '\0';
	return p->picture;
}

const char *play_row(struct play *p, int row)
{
	p->picture = realloc(p->picture, (size_t)p->cols * CELL_LEN + 1);
	ck_assert_ptr_nonnull(p->picture);
	p->picture[add_row(p, row, p->picture)] = '\0';
	return p->picture;
}

const char *play_words(struct play *p)
{
	size_t cap = (size_t)p->rows * ((size_t)p->cols * CELL_LEN + 1) + 1;
	char *row = malloc(cap);
	size_t len = 0;

	p->words = realloc(p->words, cap);
	ck_assert(row && p->words);
	for (int i = 0; i < p->rows; i++) {
		size_t n = add_row(p, i, row);

		for (size_t k = 0; k < n; k++)
			if (row[k] != ' ' || (len && p->words[len - 1] != ' '))
				p->words[len++] = row[k];
		if (len && p->words[len - 1] != ' ')
			p->words[len++] = ' ';
	}
	p->words[len] = '\0';
	free(row);
	return p->words;
}

bool play_shows(struct play *p, const char *words)
{
	return strstr(play_words(p), words) != NULL;
}

void play_cursor(struct play *p, int *row, int *col)
{
	VTermPos at;

	vterm_state_get_cursorpos(vterm_obtain_state(p->vt), &at);
	*row = at.row;
	*col = at.col;
}

const char *play_output(struct play *p)
{
	return p->output ? p->output : "";
}

const char *play_last_words(struct play *p)
{
	static const char leave[] = "\033[?1049l";
	const char *last = play_output(p), *at = last;

	while ((at = strstr(at, leave)))
		last = at += strlen(leave);
	return last;
}

void play_fail(struct play *p, const char *message, ...)
{
	char text[512];
	va_list list;

	va_start(list, message);
	vsnprintf(text, sizeof(text), message, list);
	va_end(list);
	ck_abort_msg("%s\n---- the screen:\n%s----", text, play_screen(p));
}

/* What a wait is for. */
struct wish {
	const char *words;
	const char *picture;	/* NULL, or the screen that is to change */
	bool gone;
};

static bool granted(struct play *p, const struct wish *wish)
{
	if (wish->picture)
		return strcmp(play_screen(p), wish->picture) != 0;
	return play_shows(p, wish->words) != wish->gone;
}

/* When the wish is granted, lets the rest of the picture come. */
static bool wait_until(struct play *p, const struct wish *wish)
{
	struct timespec t;
	time_t end;

	clock_gettime(CLOCK_MONOTONIC, &t);
	end = t.tv_sec + PLAY_PATIENCE / 1000;
	for (;;) {
		if (granted(p, wish)) {
			while (play_screen_read(p, BREATH))
				;
			if (granted(p, wish))
				return true;
		}
		clock_gettime(CLOCK_MONOTONIC, &t);
		if (t.tv_sec > end)
			return false;
		play_screen_read(p, 100);
	}
}

void play_wait_for(struct play *p, const char *words)
{
	if (!wait_until(p, &(struct wish){ .words = words }))
		play_fail(p, "'%s' has not come", words);
}

void play_wait_gone(struct play *p, const char *words)
{
	if (!wait_until(p, &(struct wish){ .words = words, .gone = true }))
		play_fail(p, "'%s' has not gone", words);
}

int play_wait_until(struct play *p, int (*look)(struct play *p))
{
	struct timespec t;
	time_t end;
	int told;

	clock_gettime(CLOCK_MONOTONIC, &t);
	end = t.tv_sec + 3 * PLAY_PATIENCE / 1000;
	do {
		if (!p->over && waitpid(p->pid, &p->status, WNOHANG) == p->pid)
			p->over = true;
		while (play_screen_read(p, BREATH))
			;
		if (p->over)
			return 0;
		told = look(p);
		if (told)
			return told;
		play_screen_read(p, 20);
		clock_gettime(CLOCK_MONOTONIC, &t);
	} while (t.tv_sec <= end);
	play_fail(p, "what is waited for has not come");
}

void play_wait_change(struct play *p)
{
	char *picture = strdup(p->picture ? p->picture : "");
	bool changed = wait_until(p, &(struct wish){ .picture = picture });

	free(picture);
	if (!changed)
		play_fail(p, "nothing changes");
}
