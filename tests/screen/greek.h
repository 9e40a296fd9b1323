/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shipped book with Greek letters for Latin ones, of the same width: whatever Latin
 * letters then are on a screen, the program has put them there.
 */
#ifndef TESTS_GREEK_H
#define TESTS_GREEK_H

/* Makes it in the scratch folder; desk_shipped() is that book from then on. */
void greek_book(void);

#endif
