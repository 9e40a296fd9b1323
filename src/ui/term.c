/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The terminal: the only user of curses. */
#include <config.h>

#include "ui/term.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include <curses.h>

#include "base/intl.h"
#include "base/mem.h"
#include "text/utf8.h"
#include "ui/rescue.h"
#include "ui/term_keys.h"

#define PASTE_MAX ((size_t)16 * 1024 * 1024)
#define ESCAPE_DELAY 50		/* milliseconds in which a sequence must go on */
#define PASTE_DELAY 5000	/* in which a paste must */

struct term {
	SCREEN *screen;
	bool utf8;
	bool gone;		/* the terminal was closed */
	struct buf paste;	/* the last one, lent out with its key */
	char part[4];		/* bytes of a character whose others have not come yet */
	size_t part_len;
	sigset_t waiting;	/* the signal mask while waiting */
	sigset_t before;	/* the mask that the program came with */
};

static volatile sig_atomic_t stop_raised;
static volatile sig_atomic_t resize_raised;

static void raise_stop(int signal)
{
	(void)signal;
	stop_raised = 1;
}

static void raise_resize(int signal)
{
	(void)signal;
	resize_raised = 1;
}

static const int stop_signals[] = { SIGHUP, SIGINT, SIGTERM };

/* Blocks the signals everywhere but inside ppoll. */
static void catch_signals(struct term *term)
{
	struct sigaction stop = { .sa_handler = raise_stop };
	struct sigaction resize = { .sa_handler = raise_resize };
	sigset_t blocked;

	sigemptyset(&blocked);
	sigaddset(&blocked, SIGWINCH);
	sigemptyset(&stop.sa_mask);
	sigemptyset(&resize.sa_mask);
	for (size_t i = 0; i < ARRAY_LEN(stop_signals); i++) {
		sigaddset(&blocked, stop_signals[i]);
		sigaction(stop_signals[i], &stop, NULL);
	}
	sigaction(SIGWINCH, &resize, NULL);
	sigprocmask(SIG_BLOCK, &blocked, &term->before);
	term->waiting = term->before;
	sigdelset(&term->waiting, SIGWINCH);
	for (size_t i = 0; i < ARRAY_LEN(stop_signals); i++)
		sigdelset(&term->waiting, stop_signals[i]);
}

static void send(const char *sequence)
{
	fputs(sequence, stdout);
	fflush(stdout);
}

/* What the terminal description says under NAME, without the delays of slow terminals. */
static void add_capability(struct buf *b, const char *name)
{
	const char *s = tigetstr(name);

	/* Where a capability is none of a string's, the answer is -1. */
	if (!s || s == (const char *)-1)
		return;
	while (*s) {
		const char *end = strncmp(s, "$<", 2) == 0 ? strchr(s, '>') : NULL;

		if (end)
			s = end + 1;
		else
			buf_add_char(b, *s++);
	}
}

/* What leaves the full screen without curses; after newterm, which read the description. */
static void add_leave(struct buf *b)
{
	static const char *const names[] = { "rmacs", "sgr0", "op", "cnorm", "rmkx", "rmcup" };

	buf_add_str(b, "\033[?2004l");
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		add_capability(b, names[i]);
	/* In case there is no other screen: below what stands there. */
	buf_add_str(b, "\r\n");
}

static void arm_rescue(bool utf8, const struct termios *modes)
{
	const char *text = _("leaderplus: an error stopped the program. What it called safe or "
			     "saved is kept in the workbook file and its journal; start it again "
			     "to carry on.\n");
	struct buf leave, message;

	buf_init(&leave, RESCUE_BYTES);
	buf_init(&message, RESCUE_BYTES);
	add_leave(&leave);
	if (utf8)
		buf_add_str(&message, text);
	else
		text_to_ascii(&message, slice_of(text));
	rescue_arm(&(struct rescue){
		.terminal = STDOUT_FILENO,
		.messages = STDERR_FILENO,
		.modes = modes,
		.leave = slice_buf(&leave),
		.message = slice_buf(&message),
	});
	buf_release(&message);
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

bool term_open(struct term **out, bool utf8, struct err *err)
{
	struct term *term;
	const char *name = getenv("TERM");
	struct termios modes;
	SCREEN *screen;

	if (!isatty(STDIN_FILENO) || tcgetattr(STDOUT_FILENO, &modes) != 0)
		return err_set(err, ERR_USAGE, _("the workbook needs a terminal; 'leaderplus "
						 "summary' works without one"));
	screen = newterm(NULL, stdout, stdin);
	if (!screen)
		return err_set(err, ERR_IO, _("this terminal ('%s') is not known; try "
					      "'TERM=xterm leaderplus'"), name ? name : "");
	arm_rescue(utf8, &modes);
	term = MEM_NEW(struct term);
	term->screen = screen;
	term->utf8 = utf8;
	buf_init(&term->paste, PASTE_MAX);
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	if (!getenv("ESCDELAY"))
		set_escdelay(ESCAPE_DELAY);
	define_keys();
	catch_signals(term);
	send("\033[?2004h");
	*out = term;
	return true;
}

void term_close(struct term *term)
{
	if (!term)
		return;
	if (!term->gone) {
		send("\033[?2004l");
		flushinp();
		move(LINES - 1, 0);
		refresh();
		endwin();
		tcflush(STDIN_FILENO, TCIFLUSH);
	}
	rescue_disarm();
	delscreen(term->screen);
	sigprocmask(SIG_SETMASK, &term->before, NULL);
	buf_release(&term->paste);
	free(term);
}

void term_size(const struct term *term, int *rows, int *cols)
{
	(void)term;
	*rows = LINES > 0 ? LINES : 1;
	*cols = COLS > 0 ? COLS : 1;
}

/* Waits for a byte; false when none came within MILLISECONDS. */
static bool byte_comes(int milliseconds)
{
	struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };

	return poll(&in, 1, milliseconds) > 0 && (in.revents & POLLIN);
}

bool term_pending(const struct term *term)
{
	return !term->gone && byte_comes(0);
}

/* How many bytes the character has that begins with BYTE, 0: none does. */
static size_t character_len(unsigned char byte)
{
	if (byte < 0x80)
		return 1;
	if (byte < 0xC2 || byte > 0xF4)
		return 0;
	return byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/* Takes in one byte; true when a character is whole.  What cannot become one is dropped:
 * get_wch would wait for its end, and lose the others behind it. */
static bool take_byte(struct term *term, unsigned char byte, wint_t *c)
{
	struct slice s;
	size_t at = 0;

	if (term->part_len && (byte & 0xC0) != 0x80)
		term->part_len = 0;
	if (!term->part_len && !character_len(byte))
		return false;
	term->part[term->part_len++] = (char)byte;
	if (term->part_len < character_len((unsigned char)term->part[0]))
		return false;
	s = (struct slice){ term->part, term->part_len };
	term->part_len = 0;
	if (utf8_check(s) != s.len)
		return false;
	*c = utf8_next(s, &at);
	return true;
}

/* What curses has, waiting for it up to MILLISECONDS; ERR when nothing comes.  The
 * bytes of a character may come in pieces, and are kept until they are whole. */
static int next_char(struct term *term, wint_t *c, int milliseconds)
{
	for (;;) {
		int got = getch();

		if (got == ERR && milliseconds > 0 && byte_comes(milliseconds))
			got = getch();
		if (got == ERR)
			return ERR;
		if (got > 0xFF) {
			*c = (wint_t)got;
			return KEY_CODE_YES;
		}
		if (take_byte(term, (unsigned char)got, c))
			return OK;
	}
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

static void add_point(struct buf *out, wint_t c)
{
	if (c < 0xD800 || (c > 0xDFFF && c < 0x110000))
		utf8_add(out, c);
}

/* Everything up to the end mark is text, whatever keys it looks like. */
static void read_paste(struct term *term)
{
	wint_t c;

	buf_clear(&term->paste);
	for (;;) {
		int kind = next_char(term, &c, PASTE_DELAY);

		if (kind == ERR || (kind == KEY_CODE_YES && c == TERM_PASTE_END))
			return;
		if (kind == OK)
			add_point(&term->paste, c);
		else if (c == KEY_ENTER)
			buf_add_char(&term->paste, '\n');
	}
}

static void set_text(struct key *key, wint_t c)
{
	struct buf text;

	buf_init(&text, sizeof(key->text) - 1);
	add_point(&text, c);
	memcpy(key->text, text.data, text.len + 1);
	key->code = text.len ? CODE_TEXT : CODE_NONE;
	buf_release(&text);
}

/* One key from what curses gave; code CODE_NONE for what means nothing. */
static void read_key(struct term *term, int kind, wint_t c, struct key *key)
{
	*key = (struct key){ .code = CODE_NONE };
	if (kind == KEY_CODE_YES && c == TERM_PASTE_BEGIN) {
		read_paste(term);
		key->code = CODE_PASTE;
		key->paste = slice_buf(&term->paste);
	} else if (kind == KEY_CODE_YES) {
		key->code = code_of(c);
	} else if (c == 0x1B) {
		key->code = swallow_sequence(term) ? CODE_NONE : CODE_ESCAPE;
	} else if (c < 0x20 || c == 0x7F) {
		key->code = term_control(c);
	} else if (c >= 0xA0 || c < 0x7F) {
		set_text(key, c);
	}
}

static bool take_resize(void)
{
	struct winsize size;

	if (!resize_raised)
		return false;
	resize_raised = 0;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col)
		resizeterm(size.ws_row, size.ws_col);
	return true;
}

/* Sleeps until there is input, a signal, FD is readable or SECONDS are over. */
static enum term_input sleep_for(struct term *term, int seconds, int fd)
{
	struct timespec limit = { .tv_sec = seconds };
	struct pollfd in[] = { { .fd = STDIN_FILENO, .events = POLLIN },
			       { .fd = fd, .events = POLLIN } };
	int ready = ppoll(in, ARRAY_LEN(in), seconds < 0 ? NULL : &limit, &term->waiting);
	int waiting = 0;

	if (ready == 0)
		return TERM_IDLE;
	if (ready < 0 && errno != EINTR)
		term->gone = true;
	/* A closed terminal is readable for ever, with nothing to read. */
	if (ready > 0 && in[0].revents &&
	    (ioctl(STDIN_FILENO, FIONREAD, &waiting) != 0 || waiting == 0))
		term->gone = true;
	return ready > 0 && in[1].revents ? TERM_WAKE : TERM_KEY;
}

enum term_input term_wait(struct term *term, int seconds, int fd, struct key *key)
{
	const struct timespec at_once = { 0 };
	wint_t c;

	for (;;) {
		enum term_input woken;
		int kind;

		/* With input at hand, sleeping would let no signal in. */
		ppoll(NULL, 0, &at_once, &term->waiting);
		if (stop_raised || term->gone)
			return TERM_STOP;
		if (take_resize())
			return TERM_RESIZED;
		kind = next_char(term, &c, 0);
		if (kind != ERR && !(kind == KEY_CODE_YES && c == KEY_RESIZE)) {
			read_key(term, kind, c, key);
			return TERM_KEY;
		}
		woken = sleep_for(term, seconds, fd);
		if (woken != TERM_KEY && !term->gone)
			return woken;
	}
}

static attr_t attributes(unsigned style)
{
	attr_t a = A_NORMAL;

	if (style & (STYLE_STRONG | STYLE_HEADING | STYLE_ALERT))
		a |= A_BOLD;
	if (style & STYLE_EMPH)
		a |= A_UNDERLINE;
	if (style & (STYLE_REVERSE | STYLE_ALERT))
		a |= A_REVERSE;
	return a;
}

static void paint_cell(const struct term *term, const struct cell *cell)
{
	wchar_t wide[CCHARW_MAX + 1];
	cchar_t shown;
	struct buf ascii;
	const char *text = cell->text;
	size_t at = 0, n = 0;

	buf_init(&ascii, 64);
	if (!term->utf8) {
		text_to_ascii(&ascii, slice_of(cell->text));
		attrset(attributes(cell->style));
		addnstr(ascii.data, (int)ascii.len);
		buf_release(&ascii);
		return;
	}
	while (text[at] && n < CCHARW_MAX)
		wide[n++] = (wchar_t)utf8_next(slice_of(text), &at);
	wide[n] = L'\0';
	if (setcchar(&shown, wide, attributes(cell->style), 0, NULL) == OK)
		add_wch(&shown);
	buf_release(&ascii);
}

void term_paint(struct term *term, const struct surface *s, bool whole)
{
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
	if (whole)
		clearok(curscr, TRUE);
	refresh();
}
