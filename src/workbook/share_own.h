/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of the copies that leave: what their files share. */
#ifndef WORKBOOK_SHARE_OWN_H
#define WORKBOOK_SHARE_OWN_H

#include "answers/share.h"
#include "answers/voice.h"
#include "workbook/share.h"

/* What is in a copy of KIND. */
struct share_choice share_choice(const struct workbook *wb, enum share_kind kind);
/* The copy for the group without the key, for voice_release. */
void share_voices(const struct workbook *wb, struct voice_copy *copy);

#endif
