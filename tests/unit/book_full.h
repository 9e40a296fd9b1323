/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workbook file for tests, with all that can hang under an entry. */
#ifndef UNIT_BOOK_FULL_H
#define UNIT_BOOK_FULL_H

/* All that an entry can have, with members of later versions in each of them. */
static const char full[] =
	"{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"book\","
	"\"pack\":{\"id\":\"pack\",\"version\":\"1\"},\"answers\":{\"one\":{\"layers\":["
	"{\"id\":\"a\",\"clock\":7,\"at\":\"2026-11-23T19:04:11Z\",\"question\":\"Q?\","
	"\"text\":\"Ann said no. I left.\",\"rests\":["
	"{\"quote\":\"Ann said no.\",\"on\":\"heard\",\"missing\":\"pupils\",\"tint\":1.0},"
	"{\"quote\":\"I left.\",\"on\":\"saw\"}]},"
	"{\"id\":\"o\",\"clock\":5,\"at\":\"\",\"question\":\"Q?\",\"text\":\"too soon\",\"open\":true}],"
	"\"share\":[\"mentor\",\"aunt\"],\"steps\":["
	"{\"id\":\"t\",\"clock\":8,\"at\":\"2026-11-24T00:00:00Z\",\"when\":\"w2\"},"
	"{\"id\":\"s\",\"clock\":9,\"at\":\"2026-11-23T00:00:00Z\",\"when\":\"w\",\"then\":\"t\","
	"\"obstacle\":\"o\",\"with\":\"h\",\"look\":\"2027-01-15\",\"asked\":\"2027-01-16\","
	"\"happened\":[{\"id\":\"h\",\"clock\":9,\"at\":\"\",\"question\":\"And?\",\"text\":\"It went.\"}],"
	"\"tint\":2.0}],"
	"\"notes\":[{\"id\":\"n\",\"clock\":3,\"on\":\"practice\",\"text\":\"seen\"}],"
	"\"replies\":[{\"id\":\"r\",\"clock\":4,\"from\":\"B\",\"to\":\"a\",\"text\":\"Go on\"}]}}}";

#endif
