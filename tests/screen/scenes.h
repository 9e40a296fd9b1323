/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every screen and every state of one that people see, in one list, for the tests that walk
 * them all: a new screen is a row here. */
#ifndef TESTS_SCENES_H
#define TESTS_SCENES_H

#include "stage.h"

struct scene {
	const char *name;
	enum stage_begin begin;
	const char *page;	/* to go to first, NULL: nowhere */
	const char *keys;
	bool full_disk;		/* before the keys */
};

size_t scene_count(void);
const struct scene *scene_at(size_t i);
/* Opens the stage and presses the keys, at 80 by 24. */
void scene_open(struct stage *s, const struct scene *scene);

#endif
