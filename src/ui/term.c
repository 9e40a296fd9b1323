/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The terminal: the only user of curses. */
#include <config.h>

#include "ui/term.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include <curses.h>
#include <termcap.h>	/* term.h has a struct term of its own */

#include "base/intl.h"
#include "base/mem.h"
#include "base/signals.h"
#include "text/utf8.h"
#include "text/wrap.h"
#include "ui/decode.h"
#include "ui/rescue.h"
#include "ui/term_keys.h"
#include "ui/term_leave.h"
#include "ui/term_wait.h"

#define ESCAPE_DELAY 50		/* milliseconds in which a sequence must go on */
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
/* Presses and the wheel (1000), told in a form that has no end at column 223 (1006). */
#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"
#define READ_BYTES ((size_t)64 * 1024)

struct term {
	SCREEN *screen;
	bool utf8;
	bool gone;		/* the terminal was closed */
	enum theme theme;
	struct theme_terminal can;	/* colours once a theme has asked for them */
	bool repaint;		/* the theme has changed */
	bool mouse;
	struct decode decode;
	struct signals signals;
	char read[READ_BYTES];
};

static void send(const char *sequence)
{
	fputs(sequence, stdout);
	fflush(stdout);
}

/* What the terminal description says under NAME, or nothing. */
static void add_capability(struct buf *out, const char *name)
{
	const char *capability = tigetstr(name);

	/* Where it is none of a string's, the answer is -1. */
	if (capability && capability != (const char *)-1)
		leave_add(out, capability);
}

/* What clears and leaves the full screen without curses; after newterm read the description. */
static void arm_rescue(bool utf8, const struct termios *modes)
{
	static const char *const names[] = { "rmacs", "sgr0", "op", "clear", "cnorm", "rmkx", "rmcup" };
	struct buf leave;

	buf_init(&leave, RESCUE_BYTES);
	buf_add_str(&leave, MOUSE_OFF PASTE_OFF);
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		add_capability(&leave, names[i]);
	buf_add_str(&leave, "\r\n");	/* below what could not be cleared */
	leave_arm(slice_buf(&leave), utf8, STDOUT_FILENO, STDERR_FILENO, modes);
	buf_release(&leave);
}

/* What terminfo knows goes before what it may lack. */
static void define_keys(struct decode *d)
{
	for (size_t i = 0; term_capabilities[i].name; i++) {
		struct buf bytes;

		buf_init(&bytes, 64);
		add_capability(&bytes, term_capabilities[i].name);
		decode_define(d, bytes.data, term_capabilities[i].code);
		buf_release(&bytes);
	}
	for (size_t i = 0; term_sequences[i].bytes; i++)
		decode_define(d, term_sequences[i].bytes, term_sequences[i].code);
}

/* As in other programs $ESCDELAY tells it, in milliseconds. */
static int escape_delay(void)
{
	const char *said = getenv("ESCDELAY");
	long delay = said ? strtol(said, NULL, 10) : 0;

	return delay > 0 && delay <= 10000 ? (int)delay : ESCAPE_DELAY;
}

/* Whether the terminal is known and can be drawn on: without cup nothing can be put in its
 * place, and a hard copy keeps what was there.  Asked before newterm sends anything. */
static bool is_usable(void)
{
	const char *name = getenv("TERM"), *move_to;

	if (!name || tgetent(NULL, name) != 1)
		return false;
	move_to = tigetstr("cup");
	return move_to && move_to != (const char *)-1 && tigetflag("hc") <= 0;
}

bool term_open(struct term **out, bool utf8, struct err *err)
{
	struct term *term;
	const char *name = getenv("TERM");
	struct termios modes;
	SCREEN *screen;

	if (!isatty(STDIN_FILENO) || tcgetattr(STDOUT_FILENO, &modes) != 0)
		return err_set(err, ERR_USAGE, _("the workbook needs a terminal; 'leaderplus "
						 "--plain' and 'leaderplus summary' work without one"));
	screen = is_usable() ? newterm(NULL, stdout, stdin) : NULL;
	if (!screen)
		return err_set(err, ERR_USAGE, _("this terminal ('%s') is not known, or cannot move "
						 "its cursor; try 'TERM=xterm leaderplus', or "
						 "'leaderplus --plain'"), name ? name : "");
	arm_rescue(utf8, &modes);
	term = MEM_NEW(struct term);
	term->screen = screen;
	term->utf8 = utf8;
	decode_init(&term->decode, escape_delay());
	define_keys(&term->decode);
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);	/* sends smkx */
	typeahead(-1);		/* a frame is painted whole */
	signals_catch(&term->signals, INTERRUPT_STOPS);
	send(PASTE_ON);
	*out = term;
	return true;
}

/* What was typed and not read is not for the shell. */
static void give_back(const struct term *term)
{
	send(term->mouse ? MOUSE_OFF PASTE_OFF : PASTE_OFF);
	flushinp();
	bkgdset(' ');
	erase();	/* the other screen, or the only one, keeps what stands on it */
	move(LINES - 1, 0);
	refresh();
	endwin();
	tcflush(STDIN_FILENO, TCIFLUSH);
}

void term_close(struct term *term)
{
	if (!term)
		return;
	if (!term->gone)
		give_back(term);
	rescue_disarm();
	delscreen(term->screen);
	signals_release(&term->signals);
	decode_release(&term->decode);
	free(term);
}

static void take_size(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col)
		resizeterm(size.ws_row, size.ws_col);
}

/* After others, a shell mostly, had the terminal; painting does the rest. */
static void take_back(const struct term *term)
{
	reset_prog_mode();
	send(term->mouse ? PASTE_ON MOUSE_ON : PASTE_ON);
	take_size();
}

/* Says TEXT where the shell goes on, no word broken where a row ends. */
static void say(const struct term *term, struct slice text)
{
	struct buf rows, ascii;
	struct wrap wrap;

	buf_init(&rows, 4096);
	buf_init(&ascii, 4096);
	wrap_init(&wrap);
	wrap_text(&wrap, text, COLS > 0 ? COLS : 1);
	for (size_t i = 0; i < wrap.count; i++) {
		buf_add_slice(&rows, slice_part(text, wrap.rows[i].start, wrap.rows[i].end));
		if (i + 1 < wrap.count)
			buf_add_char(&rows, '\n');
	}
	wrap_release(&wrap);
	text_to_ascii(&ascii, slice_buf(&rows));
	send(term->utf8 ? rows.data : ascii.data);
	buf_release(&ascii);
	buf_release(&rows);
}

void term_lend(struct term *term, const char *text)
{
	if (term->gone)
		return;
	give_back(term);
	decode_reset(&term->decode);
	say(term, slice_of(text));
}

void term_take(struct term *term)
{
	if (!term->gone)
		take_back(term);
}

void term_suspend(struct term *term, const char *text)
{
	if (term->gone)
		return;
	term_lend(term, text);
	signals_stop_here();
	term_take(term);
}

void term_mouse(struct term *term, bool on)
{
	if (term->mouse == on || term->gone)
		return;
	term->mouse = on;
	send(on ? MOUSE_ON : MOUSE_OFF);
}

void term_box(struct term *term, bool on)
{
	decode_box(&term->decode, on);
}

void term_size(const struct term *term, int *rows, int *cols)
{
	(void)term;
	*rows = LINES > 0 ? LINES : 1;
	*cols = COLS > 0 ? COLS : 1;
}

bool term_pending(const struct term *term)
{
	return !term->gone && (decode_held(&term->decode) || wait_byte(&term->signals, 0));
}

/* Reads what is at hand; a closed terminal has nothing for ever. */
static void fill(struct term *term)
{
	ssize_t n = read(STDIN_FILENO, term->read, sizeof(term->read));

	if (n > 0)
		decode_feed(&term->decode, term->read, (size_t)n);
	else if (n == 0 || (errno != EINTR && errno != EAGAIN))
		term->gone = true;
}

/* What a signal asks for, other than the end. */
static bool take_signal(const struct term *term, enum term_input *asked)
{
	if (signals_suspend()) {
		*asked = TERM_SUSPEND;
	} else if (signals_continued()) {
		take_back(term);
		*asked = TERM_CONTINUED;
	} else if (signals_resized()) {
		take_size();
		*asked = TERM_RESIZED;
	} else {
		return false;
	}
	return true;
}

/* A key that is whole, or that nothing has followed in its delay. */
static bool next_key(struct term *term, struct key *key)
{
	int patience;

	while (!decode_key(&term->decode, false, key)) {
		patience = decode_patience(&term->decode);
		if (patience < 0)
			return false;
		if (!wait_byte(&term->signals, patience))
			return !signals_stop() && decode_key(&term->decode, true, key);
		fill(term);
		if (signals_stop() || term->gone)
			return false;
	}
	return true;
}

enum term_input term_wait(struct term *term, int seconds, int fd, struct key *key)
{
	enum woken woken = WOKEN_SIGNAL;
	enum term_input asked;

	/* With input at hand, sleeping would let no signal in. */
	signals_let_in(&term->signals);
	while (woken != WOKEN_IDLE && woken != WOKEN_FD) {
		if (signals_stop() || term->gone) {
			/* What has come of a paste is kept. */
			if (decode_pasting(&term->decode) && decode_key(&term->decode, true, key))
				return TERM_KEY;
			return TERM_STOP;
		}
		if (take_signal(term, &asked))
			return asked;
		if (next_key(term, key))
			return TERM_KEY;
		if (signals_stop() || term->gone)
			continue;
		woken = wait_long(&term->signals, seconds, fd);
		term->gone = woken == WOKEN_GONE;
		if (woken == WOKEN_INPUT)
			fill(term);
	}
	return woken == WOKEN_IDLE ? TERM_IDLE : TERM_WAKE;
}

bool term_has_colours(const struct term *term)
{
	(void)term;
	return has_colors() && tigetnum("colors") >= THEME_COLOURS_MIN;
}

void term_theme(struct term *term, enum theme theme)
{
	if (theme == term->theme)
		return;
	if (!term->can.colours && has_colors() && start_color() == OK &&
	    use_default_colors() == OK) {
		term->can.colours = COLORS;
		term->can.underlines = tigetnum("ncv") < 0 || !(tigetnum("ncv") & 2);
	}
	for (int tone = 0; term->can.colours && tone < TONE_COUNT; tone++) {
		struct theme_pair pair = theme_pair(theme, (enum theme_tone)tone, term->can);

		init_extended_pair(1 + tone, pair.ink, pair.paper);
	}
	term->theme = theme;
	term->repaint = true;
}

/* The pair of a style: 0, the terminal's own, unless a theme has colours here. */
static short pair_of(const struct term *term, unsigned style)
{
	bool own = term->theme == THEME_DEFAULT || term->can.colours < THEME_COLOURS_MIN;

	return own ? 0 : (short)(1 + theme_tone(style));
}

static attr_t attributes(const struct term *term, unsigned style)
{
	unsigned marks = theme_marks(term->theme, style, term->can);

	return (marks & MARK_BOLD ? A_BOLD : A_NORMAL) | (marks & MARK_UNDERLINE ? A_UNDERLINE : 0) |
		(marks & MARK_REVERSE ? A_REVERSE : 0);
}

static void paint_cell(const struct term *term, const struct cell *cell)
{
	wchar_t wide[CCHARW_MAX + 1];
	cchar_t shown;
	struct buf ascii;
	size_t at = 0, n = 0;

	if (term->utf8) {
		while (cell->text[at] && n < CCHARW_MAX)
			wide[n++] = (wchar_t)utf8_next(slice_of(cell->text), &at);
		wide[n] = L'\0';
		if (setcchar(&shown, wide, attributes(term, cell->style), pair_of(term, cell->style),
			     NULL) == OK)
			add_wch(&shown);
		return;
	}
	buf_init(&ascii, 64);
	text_to_ascii(&ascii, slice_of(cell->text));
	attr_set(attributes(term, cell->style), pair_of(term, cell->style), NULL);
	addnstr(ascii.data, (int)ascii.len);
	buf_release(&ascii);
}

void term_paint(struct term *term, const struct surface *s, bool whole)
{
	bkgdset(' ' | COLOR_PAIR(pair_of(term, STYLE_PLAIN)));
	erase();
	for (int row = 0; row < s->rows; row++)
		for (int col = 0; col < s->cols; col++) {
			const struct cell *cell = surface_at(s, row, col);

			if (!cell->width || (cell->text[0] == ' ' && !cell->text[1] && !cell->style))
				continue;
			move(row, col);
			paint_cell(term, cell);
		}
	move(s->cursor_row, s->cursor_col);
	if (whole || term->repaint)
		clearok(curscr, TRUE);
	term->repaint = false;
	refresh();
}
