/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where things belong on this computer. */
#include <config.h>

#include "base/xdg.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

enum { MAX_PATH_LEN = 65536 };

/* The folder that VARIABLE names, when it is a full path; else NULL. */
static const char *folder_in(const char *variable)
{
	const char *value = getenv(variable);

	return value && value[0] == '/' ? value : NULL;
}

static char *own_folder(const char *variable, const char *below_home)
{
	const char *base = folder_in(variable);
	const char *home = folder_in("HOME");
	struct buf b;

	if (!base && !home)
		return NULL;
	buf_init(&b, MAX_PATH_LEN);
	buf_add_str(&b, base ? base : home);
	if (b.len && b.data[b.len - 1] != '/')
		buf_add_char(&b, '/');
	if (!base)
		buf_add_str(&b, below_home);
	buf_add_str(&b, PACKAGE);
	if (!b.full)
		return buf_steal(&b);
	buf_release(&b);	/* no system takes a path of that length */
	return NULL;
}

char *xdg_config_folder(void)
{
	return own_folder("XDG_CONFIG_HOME", ".config/");
}

char *xdg_data_folder(void)
{
	return own_folder("XDG_DATA_HOME", ".local/share/");
}

char *xdg_state_folder(void)
{
	return own_folder("XDG_STATE_HOME", ".local/state/");
}
