/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where things belong on this computer (XDG Base Directory Specification 0.8):
 * variables that are unset, empty or not absolute paths count as absent.
 */
#ifndef BASE_XDG_H
#define BASE_XDG_H

/* $XDG_CONFIG_HOME/leaderplus or ~/.config/leaderplus, for free(); NULL where
 * neither variable nor a home folder is known. */
char *xdg_config_folder(void);
/* $XDG_DATA_HOME/leaderplus or ~/.local/share/leaderplus, likewise. */
char *xdg_data_folder(void);
/* $XDG_STATE_HOME/leaderplus or ~/.local/state/leaderplus, likewise. */
char *xdg_state_folder(void);

#endif
