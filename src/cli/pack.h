/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of leaderplus pack.  ARGV[0] is the part's name. */
#ifndef CLI_PACK_H
#define CLI_PACK_H

#include "cli/cli.h"

enum cli_status pack_guide(struct cli *cli, int argc, char **argv);
enum cli_status pack_list(struct cli *cli, int argc, char **argv);
enum cli_status pack_new(struct cli *cli, int argc, char **argv);

#endif
