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
#include "text/utf8.h"
#include "ui/rescue.h"
#include "ui/term_bytes.h"
#include "ui/term_keys.h"
#include "ui/term_leave.h"
#include "ui/term_signals.h"

#define PASTE_MAX ((size_t)16 * 1024 * 1024)
#define ESCAPE_DELAY 50		/* milliseconds in which a sequence must go on */
#define PASTE_DELAY 5000	/* in which a paste must */
#define PASTE_STEP 4096		/* characters of a paste between two looks at the signals */
#define AHEAD_MAX 4096		/* what may be read ahead behind a paste */

/* What curses gave: a character, or a key with a number. */
struct input {
	int kind;	/* OK or KEY_CODE_YES */
	wint_t c;
};

struct term {
	SCREEN *screen;
	bool utf8;
	bool gone;		/* the terminal was closed */
	enum theme theme;
	struct theme_terminal can;	/* colours once a theme has asked for them */
	bool repaint;		/* the theme has changed */
	struct buf paste;	/* the last one, lent out with its key */
	struct term_bytes bytes;
	int held;		/* what getch gave and is to be looked at again, or ERR */
	struct input *ahead;	/* read ahead behind a paste; those from ahead_at on count */
	size_t ahead_at, ahead_len;
	struct term_signals signals;
};

static void send(const char *sequence)
{
	fputs(sequence, stdout);
	fflush(stdout);
}

/* What clears and leaves the full screen without curses; after newterm read the description. */
static void arm_rescue(bool utf8, const struct termios *modes)
{
	static const char *const names[] = { "rmacs", "sgr0", "op", "clear", "cnorm", "rmkx", "rmcup" };
	struct buf leave;

	buf_init(&leave, RESCUE_BYTES);
	buf_add_str(&leave, "\033[?2004l");
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		const char *capability = tigetstr(names[i]);

		/* Where it is none of a string's, the answer is -1. */
		if (capability && capability != (const char *)-1)
			leave_add(&leave, capability);
	}
	buf_add_str(&leave, "\r\n");	/* below what could not be cleared */
	leave_arm(slice_buf(&leave), utf8, STDOUT_FILENO, STDERR_FILENO, modes);
	buf_release(&leave);
}

static const struct {
	int curses;
	enum key_code code;
} curses_keys[] = {
	{ KEY_UP, CODE_UP }, { KEY_DOWN, CODE_DOWN }, { KEY_LEFT, CODE_LEFT },
	{ KEY_RIGHT, CODE_RIGHT }, { KEY_HOME, CODE_HOME }, { KEY_END, CODE_END },
	{ KEY_PPAGE, CODE_PAGE_UP }, { KEY_NPAGE, CODE_PAGE_DOWN },
	{ KEY_BACKSPACE, CODE_BACKSPACE }, { KEY_DC, CODE_DELETE }, { KEY_ENTER, CODE_ENTER },
	{ KEY_BTAB, CODE_BACKTAB }, { KEY_FIND, CODE_HOME }, { KEY_SELECT, CODE_END },
};

static enum key_code code_of(wint_t c)
{
	if (c >= TERM_KEYS_FIRST && c < TERM_KEYS_FIRST + term_sequence_count())
		return term_sequences[c - TERM_KEYS_FIRST].code;
	if (c >= (wint_t)KEY_F(1) && c <= (wint_t)KEY_F(12))
		return CODE_F1 + (enum key_code)(c - (wint_t)KEY_F(1));
	for (size_t i = 0; i < ARRAY_LEN(curses_keys); i++)
		if ((wint_t)curses_keys[i].curses == c)
			return curses_keys[i].code;
	return CODE_NONE;
}

/* What terminfo lacks, or knows by a number that curses gives no name. */
static void define_keys(void)
{
	for (int i = 0; term_sequences[i].bytes; i++)
		if (code_of((wint_t)key_defined(term_sequences[i].bytes)) == CODE_NONE)
			define_key(term_sequences[i].bytes, TERM_KEYS_FIRST + i);
	define_key("\033[200~", TERM_PASTE_BEGIN);
	define_key("\033[201~", TERM_PASTE_END);
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
	term->held = ERR;
	term->ahead = mem_zero(AHEAD_MAX, sizeof(*term->ahead));
	buf_init(&term->paste, PASTE_MAX);
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	if (!getenv("ESCDELAY"))
		set_escdelay(ESCAPE_DELAY);
	define_keys();
	signals_catch(&term->signals);
	send("\033[?2004h");
	*out = term;
	return true;
}

/* What was typed and not read is not for the shell. */
static void give_back(void)
{
	send("\033[?2004l");
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
		give_back();
	rescue_disarm();
	delscreen(term->screen);
	signals_release(&term->signals);
	buf_release(&term->paste);
	free(term->ahead);
	free(term);
}

static void take_size(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col)
		resizeterm(size.ws_row, size.ws_col);
}

/* After others, a shell mostly, had the terminal; painting does the rest. */
static void take_back(void)
{
	reset_prog_mode();
	send("\033[?2004h");
	take_size();
}

void term_suspend(struct term *term)
{
	if (term->gone)
		return;
	give_back();
	signals_stop_here();
	take_back();
}

void term_size(const struct term *term, int *rows, int *cols)
{
	(void)term;
	*rows = LINES > 0 ? LINES : 1;
	*cols = COLS > 0 ? COLS : 1;
}

bool term_pending(const struct term *term)
{
	return !term->gone && (term->ahead_at < term->ahead_len || signals_byte(&term->signals, 0));
}

/* What getch gave last and is to be looked at again, or what it gives now. */
static int get(struct term *term, int milliseconds)
{
	int got = term->held;

	term->held = ERR;
	if (got == ERR)
		got = getch();
	if (got == ERR && milliseconds > 0 && signals_byte(&term->signals, milliseconds))
		got = getch();
	return got;
}

/* What curses has, waiting for it up to MILLISECONDS; ERR when nothing comes.  get_wch
 * would wait for the end of a broken character, and lose the others behind it. */
static int read_char(struct term *term, wint_t *c, int milliseconds)
{
	for (;;) {
		int got = get(term, milliseconds);
		unsigned code;

		if (got == ERR)
			return ERR;
		if (got > 0xFF && !bytes_break(&term->bytes, &code)) {
			*c = (wint_t)got;
			return KEY_CODE_YES;
		}
		if (got > 0xFF) {
			term->held = got;
		} else {
			enum bytes_took took = bytes_take(&term->bytes, (unsigned char)got, &code);

			if (took == BYTES_PART)
				continue;
			if (took == BYTES_AGAIN)
				term->held = got;
		}
		*c = code;
		return OK;
	}
}

/* The same, with what was read ahead first. */
static int next_char(struct term *term, wint_t *c, int milliseconds)
{
	if (term->ahead_at == term->ahead_len)
		return read_char(term, c, milliseconds);
	*c = term->ahead[term->ahead_at].c;
	return term->ahead[term->ahead_at++].kind;
}

/* Behind an Esc that begins no sequence that is known: takes in whatever else
 * belongs to it.  False when nothing does: it was the key Esc. */
static bool swallow_sequence(struct term *term)
{
	wint_t c;
	int kind = next_char(term, &c, ESCAPE_DELAY);

	if (kind == ERR)
		return false;
	if (kind == KEY_CODE_YES || (c != '[' && c != 'O'))
		return true;	/* Alt and a key */
	while (next_char(term, &c, ESCAPE_DELAY) == OK && c >= 0x20 && c < 0x40)
		;
	return true;
}

static void add_pasted(struct buf *out, struct input in)
{
	if (in.kind == OK)
		term_add_character(out, in.c);
	else if (in.c == KEY_ENTER)
		buf_add_char(out, '\n');
}

static void keep_ahead(struct term *term)
{
	for (; term->ahead_at < term->ahead_len; term->ahead_at++)
		add_pasted(&term->paste, term->ahead[term->ahead_at]);
}

/* Whether the paste goes on behind an end mark.  What is pasted may hold one, with
 * commands behind it.  So what comes at once is read ahead: when a second end mark is in
 * it, the first was part of the text; when none comes, it was typed. */
static bool goes_on(struct term *term)
{
	term->ahead_at = term->ahead_len = 0;
	while (term->ahead_len < AHEAD_MAX) {
		struct input in;

		in.kind = read_char(term, &in.c, ESCAPE_DELAY);
		if (in.kind == ERR)
			return false;
		if (in.kind == KEY_CODE_YES && in.c == TERM_PASTE_END) {
			keep_ahead(term);
			term->ahead_at = term->ahead_len = 0;
			continue;
		}
		term->ahead[term->ahead_len++] = in;
		if (in.kind == KEY_CODE_YES && in.c == TERM_PASTE_BEGIN)
			return false;
	}
	keep_ahead(term);	/* more than anybody types in a moment */
	return true;
}

/* Everything up to the end mark is text, whatever keys it looks like.  A stop signal
 * ends it: what has come so far is kept. */
static void read_paste(struct term *term)
{
	struct input in;

	buf_clear(&term->paste);
	for (size_t n = 1; !signals_stop(); n++) {
		in.kind = next_char(term, &in.c, PASTE_DELAY);
		if (in.kind == ERR)
			return;
		if (in.kind == KEY_CODE_YES && in.c == TERM_PASTE_END) {
			if (!goes_on(term))
				return;
		} else {
			add_pasted(&term->paste, in);
		}
		if (n % PASTE_STEP == 0)
			signals_let_in(&term->signals);
	}
}

/* One key from what curses gave; code CODE_NONE for what means nothing. */
static void read_key(struct term *term, int kind, wint_t c, struct key *key)
{
	*key = (struct key){ .code = CODE_NONE };
	if (kind == KEY_CODE_YES && c == TERM_PASTE_BEGIN) {
		term->bytes.bad = 0;
		read_paste(term);
		key->code = CODE_PASTE;
		key->paste = slice_buf(&term->paste);
		key->bad = term->bytes.bad;
	} else if (kind == KEY_CODE_YES) {
		key->code = code_of(c);
	} else if (c == 0x1B) {
		key->code = swallow_sequence(term) ? CODE_NONE : CODE_ESCAPE;
	} else if (c < 0x20 || c == 0x7F) {
		key->code = term_control(c);
	} else if (c >= 0xA0 || c < 0x7F) {
		term_character(key, c);
	}
}

/* What a signal asks for, other than the end. */
static bool take_signal(enum term_input *asked)
{
	if (signals_suspend()) {
		*asked = TERM_SUSPEND;
	} else if (signals_continued()) {
		take_back();
		*asked = TERM_CONTINUED;
	} else if (signals_resized()) {
		take_size();
		*asked = TERM_RESIZED;
	} else {
		return false;
	}
	return true;
}

enum term_input term_wait(struct term *term, int seconds, int fd, struct key *key)
{
	enum term_input asked;
	wint_t c;

	for (;;) {
		enum signals_woken woken;
		int kind;

		/* With input at hand, sleeping would let no signal in. */
		signals_let_in(&term->signals);
		if (signals_stop() || term->gone)
			return TERM_STOP;
		if (take_signal(&asked))
			return asked;
		kind = next_char(term, &c, 0);
		if (kind != ERR && !(kind == KEY_CODE_YES && c == KEY_RESIZE)) {
			read_key(term, kind, c, key);
			return TERM_KEY;
		}
		woken = signals_sleep(&term->signals, seconds, fd);
		term->gone = woken == WOKEN_GONE;
		if (woken == WOKEN_IDLE || woken == WOKEN_FD)
			return woken == WOKEN_IDLE ? TERM_IDLE : TERM_WAKE;
	}
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
	bool own = term->theme == THEME_DEFAULT || term->can.colours < 8;

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
