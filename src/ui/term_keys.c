/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Key sequences by terminfo's names, and those that it may lack (xterm's ctlseqs, "PC-Style Function Keys"), control
 * characters and text. */
#include <config.h>

#include "ui/term_keys.h"

#include <string.h>

#include "text/utf8.h"

const struct term_sequence term_sequences[] = {
	{ "\033[A", CODE_UP }, { "\033[B", CODE_DOWN },
	{ "\033[C", CODE_RIGHT }, { "\033[D", CODE_LEFT },
	{ "\033OA", CODE_UP }, { "\033OB", CODE_DOWN },
	{ "\033OC", CODE_RIGHT }, { "\033OD", CODE_LEFT },
	{ "\033[H", CODE_HOME }, { "\033[F", CODE_END },
	{ "\033OH", CODE_HOME }, { "\033OF", CODE_END },
	{ "\033[1~", CODE_HOME }, { "\033[4~", CODE_END },
	{ "\033[7~", CODE_HOME }, { "\033[8~", CODE_END },
	{ "\033[3~", CODE_DELETE },
	{ "\033[5~", CODE_PAGE_UP }, { "\033[6~", CODE_PAGE_DOWN },
	{ "\033[Z", CODE_BACKTAB },
	{ "\033[1;5C", CODE_WORD_RIGHT }, { "\033[1;5D", CODE_WORD_LEFT },
	{ "\033[1;3C", CODE_WORD_RIGHT }, { "\033[1;3D", CODE_WORD_LEFT },
	{ "\033Oc", CODE_WORD_RIGHT }, { "\033Od", CODE_WORD_LEFT },
	{ "\033[1;5A", CODE_PARAGRAPH_UP }, { "\033[1;5B", CODE_PARAGRAPH_DOWN },
	{ "\033Oa", CODE_PARAGRAPH_UP }, { "\033Ob", CODE_PARAGRAPH_DOWN },
	{ "\033[3;5~", CODE_DELETE_WORD },
	{ "\033[1;2A", CODE_SELECT_UP }, { "\033[1;2B", CODE_SELECT_DOWN },
	{ "\033[1;2C", CODE_SELECT_RIGHT }, { "\033[1;2D", CODE_SELECT_LEFT },
	{ "\033[a", CODE_SELECT_UP }, { "\033[b", CODE_SELECT_DOWN },
	{ "\033[c", CODE_SELECT_RIGHT }, { "\033[d", CODE_SELECT_LEFT },
	{ "\033[1;2H", CODE_SELECT_HOME }, { "\033[1;2F", CODE_SELECT_END },
	{ "\033[1;6C", CODE_SELECT_WORD_RIGHT }, { "\033[1;6D", CODE_SELECT_WORD_LEFT },
	{ "\033[1;6A", CODE_SELECT_PARAGRAPH_UP }, { "\033[1;6B", CODE_SELECT_PARAGRAPH_DOWN },
	{ "\033[1;6H", CODE_SELECT_TEXT_START }, { "\033[1;6F", CODE_SELECT_TEXT_END },
	{ "\033[1;5H", CODE_TEXT_START }, { "\033[1;5F", CODE_TEXT_END },
	{ "\033OP", CODE_F1 }, { "\033OQ", CODE_F2 }, { "\033OR", CODE_F3 }, { "\033OS", CODE_F4 },
	{ "\033[11~", CODE_F1 }, { "\033[12~", CODE_F2 },
	{ "\033[13~", CODE_F3 }, { "\033[14~", CODE_F4 },
	{ "\033[[A", CODE_F1 }, { "\033[[B", CODE_F2 }, { "\033[[C", CODE_F3 },
	{ "\033[[D", CODE_F4 }, { "\033[[E", CODE_F5 },
	{ "\033[15~", CODE_F5 }, { "\033[17~", CODE_F6 },
	{ "\033[18~", CODE_F7 }, { "\033[19~", CODE_F8 },
	{ "\033[20~", CODE_F9 }, { "\033[21~", CODE_F10 },
	{ "\033[23~", CODE_F11 }, { "\033[24~", CODE_F12 },
	{ 0, CODE_NONE }
};

const struct term_capability term_capabilities[] = {
	{ "kcuu1", CODE_UP }, { "kcud1", CODE_DOWN }, { "kcuf1", CODE_RIGHT }, { "kcub1", CODE_LEFT },
	{ "khome", CODE_HOME }, { "kend", CODE_END }, { "kfnd", CODE_HOME }, { "kslt", CODE_END },
	{ "kpp", CODE_PAGE_UP }, { "knp", CODE_PAGE_DOWN },
	{ "kbs", CODE_BACKSPACE }, { "kdch1", CODE_DELETE }, { "kent", CODE_ENTER }, { "kcbt", CODE_BACKTAB },
	{ "kf1", CODE_F1 }, { "kf2", CODE_F2 }, { "kf3", CODE_F3 }, { "kf4", CODE_F4 },
	{ "kf5", CODE_F5 }, { "kf6", CODE_F6 }, { "kf7", CODE_F7 }, { "kf8", CODE_F8 },
	{ "kf9", CODE_F9 }, { "kf10", CODE_F10 }, { "kf11", CODE_F11 }, { "kf12", CODE_F12 },
	{ "kri", CODE_SELECT_UP }, { "kind", CODE_SELECT_DOWN },
	{ "kRIT", CODE_SELECT_RIGHT }, { "kLFT", CODE_SELECT_LEFT },
	{ "kHOM", CODE_SELECT_HOME }, { "kEND", CODE_SELECT_END },
	/* Names that ncurses made: 3 with Alt, 5 with Ctrl, 6 with Ctrl and Shift. */
	{ "kRIT5", CODE_WORD_RIGHT }, { "kLFT5", CODE_WORD_LEFT },
	{ "kRIT3", CODE_WORD_RIGHT }, { "kLFT3", CODE_WORD_LEFT },
	{ "kUP5", CODE_PARAGRAPH_UP }, { "kDN5", CODE_PARAGRAPH_DOWN },
	{ "kHOM5", CODE_TEXT_START }, { "kEND5", CODE_TEXT_END }, { "kDC5", CODE_DELETE_WORD },
	{ "kRIT6", CODE_SELECT_WORD_RIGHT }, { "kLFT6", CODE_SELECT_WORD_LEFT },
	{ "kUP6", CODE_SELECT_PARAGRAPH_UP }, { "kDN6", CODE_SELECT_PARAGRAPH_DOWN },
	{ "kHOM6", CODE_SELECT_TEXT_START }, { "kEND6", CODE_SELECT_TEXT_END },
	{ 0, CODE_NONE }
};

/* By control character: index 1 is Ctrl-A. */
static const enum key_code controls[] = {
	[1] = CODE_CTRL_A, [2] = CODE_CTRL_B, [3] = CODE_CTRL_C, [4] = CODE_CTRL_D,
	[5] = CODE_CTRL_E, [6] = CODE_CTRL_F, [7] = CODE_CTRL_G, [8] = CODE_BACKSPACE,
	[9] = CODE_TAB, [10] = CODE_ENTER, [11] = CODE_CTRL_K, [12] = CODE_CTRL_L,
	[13] = CODE_ENTER, [14] = CODE_CTRL_N, [15] = CODE_CTRL_O, [16] = CODE_CTRL_P,
	[17] = CODE_CTRL_Q, [18] = CODE_CTRL_R, [19] = CODE_CTRL_S, [20] = CODE_CTRL_T,
	[21] = CODE_CTRL_U, [22] = CODE_CTRL_V, [23] = CODE_CTRL_W, [24] = CODE_CTRL_X,
	[25] = CODE_CTRL_Y, [26] = CODE_CTRL_Z,
};

enum key_code term_control(unsigned c)
{
	if (c == 0x7F)
		return CODE_BACKSPACE;
	return c < sizeof(controls) / sizeof(controls[0]) ? controls[c] : CODE_NONE;
}

void term_add_character(struct buf *out, unsigned c)
{
	if (c < 0xD800 || (c > 0xDFFF && c < 0x110000))
		utf8_add(out, c);
}

void term_character(struct key *key, unsigned c)
{
	struct buf text;

	buf_init(&text, sizeof(key->text) - 1);
	term_add_character(&text, c);
	memcpy(key->text, text.data, text.len + 1);
	key->code = text.len ? CODE_TEXT : CODE_NONE;
	buf_release(&text);
}
