/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The end of a test program's main. */
#ifndef UNIT_SUITE_H
#define UNIT_SUITE_H

#include <check.h>
#include <stdlib.h>

/* Runs SUITE as the environment asks for (CK_FORK, CK_VERBOSITY, ...), and frees it; returns
 * the exit status. */
static inline int suite_run(Suite *suite)
{
	SRunner *sr = srunner_create(suite);
	int failed;

	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
