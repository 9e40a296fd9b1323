/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints a calendar file for tests/ics.sh: an event for each four arguments, id, day
 * ("2027-01-15"), summary and description. */
#include <config.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "workbook/ics.h"

int main(int argc, char **argv)
{
	struct buf out;
	bool ok = argc > 1 && argc % 4 == 1 && setlocale(LC_ALL, "C.UTF-8");

	buf_init(&out, 1 << 24);
	ics_begin(&out);
	for (int i = 1; ok && i < argc; i += 4) {
		struct ics_event event = { .uid = argv[i], .sequence = (unsigned long)i, .stamp = 1800000000,
			.summary = argv[i + 2], .description = argv[i + 3] };

		ok = day_read(slice_of(argv[i + 1]), &event.day);
		if (ok)
			ics_add(&out, &event);
	}
	ics_end(&out);
	ok = ok && !out.full && fwrite(out.data, 1, out.len, stdout) == out.len && fflush(stdout) == 0;
	buf_release(&out);
	return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
