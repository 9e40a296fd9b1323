/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of play.h: between the pty and libvterm. */
#ifndef TESTS_PLAY_SCREEN_H
#define TESTS_PLAY_SCREEN_H

#include "play.h"

void play_screen_open(struct play *p);
/* Feeds what the program has written, waiting up to PATIENCE milliseconds for the
 * first of it; false when nothing came. */
bool play_screen_read(struct play *p, int patience);

#endif
