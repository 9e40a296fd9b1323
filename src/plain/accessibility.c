/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What there is to know with a screen reader or a braille display. */
#include <config.h>

#include "plain/plain.h"

#include "base/intl.h"
#include "base/mem.h"

static const char *const paragraphs[] = {
	N_("The whole workbook can be used in two ways, on the same file: as a full screen, and in plain "
	   "lines, as a conversation. What can be read, written, found and saved in one can be in the "
	   "other."),
	N_("Plain lines: start with 'leaderplus --plain', or press P at the first start of the full "
	   "screen. For good, put the line 'export LEADERPLUS_PLAIN=1' in the file .profile of your own "
	   "folder; ACCESSIBLE=1 does the same, and so does a terminal that is called dumb. "
	   "'LEADERPLUS_PLAIN=0' turns them off for once."),
	N_("In plain lines nothing is painted over, moved or drawn: each line is written once, below the "
	   "last, and the cursor stands behind the prompt. There are no escape sequences. A screenful "
	   "waits at 'more:' for Enter. What was shown stays in the scrollback of your terminal, to be "
	   "read again there, by others too."),
	N_("In the full screen the cursor is always where you are: on the first cell of the text, on the "
	   "marked line of a list, or at your place in the box. What is marked begins with a 'greater "
	   "than' sign. Nothing is told by colour alone, and there are no lines at the sides."),
	N_("BRLTTY and speakup read the Linux console. They follow its cursor and its new lines, so both "
	   "ways suit them. Orca reads terminal windows of the desktop, and NVDA and other screen readers "
	   "of Windows read theirs, over ssh too: they speak new lines as they come, which suits plain "
	   "lines best."),
	N_("This was tested with programs that watch the cursor and every byte that is written, but not "
	   "yet with a braille display, nor by ear. If something is wrong, please say so."),
	N_("What is known not to work well: a terminal takes no more than 4095 bytes in one typed line, "
	   "so press Enter now and then, or paste in parts; the program says when a line was that long. "
	   "In plain lines a word that was mistyped can be mended with edit, in an editor of your own, or "
	   "by writing the text anew. A "
	   "message that cannot wait, such as NOT SAVED, begins on a new line while you type; what you "
	   "typed is not lost. The drawings of the book are left out in plain lines, and the paragraph "
	   "below each says the same."),
};

struct doc *plain_accessibility(void)
{
	struct doc *doc = doc_new();

	doc_add_heading(doc, 1, slice_of(_("With a screen reader or a braille display")));
	for (size_t i = 0; i < ARRAY_LEN(paragraphs); i++)
		doc_add_paragraph(doc, slice_of(_(paragraphs[i])));
	return doc;
}
