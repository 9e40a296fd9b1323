/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small book, and what somebody wrote in it. */
#include <config.h>

#include "book.h"

#include "fuzz.h"
#include "memory.h"

static const char cover[] =
	"---\nid: small-book\nversion: 1\ntitle: A small book\nsource: Nobody's pages\n"
	"languages: en\nchapters: one two\n---\n";

static const char one[] =
	"---\nid: one\ntitle: The first chapter\n---\n\n# The first chapter\n\nThe opening page.\n\n"
	"## To read\n\n```page id=reading\n```\n\nNothing is to be *written* here.\n\n- One\n- Two\n\n"
	"```figure\n+---+   +---+\n| a |---| b |\n+---+   +---+\n```\n\nA caption.\n\n"
	"## Now\n\nHow are things today?\n\n```answer id=now kind=now lines=4\nA hint.\n```\n\n"
	"## People\n\nWho else was there, and whom did nobody see while all the others were busy with "
	"what they had always been busy with?\n\n```answer id=people kind=people lines=2\n```\n\n"
	"## Next\n\nWhat might you do?\n\n```answer id=next was=old-next,older kind=intent\nA hint.\n```\n";

static const char two[] =
	"---\nid: two\ntitle: Looking again\n---\n\n# Looking again\n\nThe opening page.\n\n"
	"## A condition\n\nWhat it is about.\n\n```lens id=condition\nWhat do you notice?\n```\n\n"
	"## A caution\n\nWhat it warns of.\n\n```guard id=caution lines=3\nWhere might you look?\n```\n";

const char book_words[] =
	"{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"earlier\",\"later\":[1.0],\n"
	"\"pack\":{\"id\":\"small-book\",\"version\":\"1\"},\n"
	"\"place\":{\"clock\":9,\"page\":\"now\",\"paragraph\":0},\n"
	"\"answers\":{\"now\":{\"layers\":[\n"
	"{\"id\":\"a\",\"clock\":1,\"at\":\"2026-11-20T08:00:00Z\",\"question\":\"How were things?\","
	"\"text\":\"Quiet.\"},\n"
	"{\"id\":\"b\",\"clock\":2,\"at\":\"2026-11-21T08:00:00Z\",\"question\":\"How are things "
	"today?\",\"text\":\"Loud,\\nbut \\u4f60\\u597d.\\n\\nMore.\"}]},\n"
	"\"old-next\":{\"layers\":[{\"id\":\"c\",\"clock\":3,\"at\":\"2026-11-21T09:00:00Z\","
	"\"question\":\"What might you do?\",\"text\":\"Ask.\"}],\"stairs\":[]},\n"
	"\"gone\":{\"layers\":[{\"id\":\"d\",\"clock\":4,\"at\":\"\",\"question\":\"Q\","
	"\"text\":\"Stray.\"}]}},\n"
	"\"lenses\":{\"condition\":{\"layers\":[{\"id\":\"e\",\"clock\":5,\"at\":"
	"\"2026-11-21T10:00:00Z\",\"question\":\"What do you notice?\",\"text\":\"Who speaks.\"}]}}}\n";

struct pack *book_load(void)
{
	struct pack *pack = NULL;
	struct err err = { .text = "" };

	memory_folder("/book");
	memory_put("/book/pack.md", slice_of(cover));
	memory_put("/book/one.md", slice_of(one));
	memory_put("/book/two.md", slice_of(two));
	fuzz_must_of(pack_load(&pack, memory_sys(), "/book", &err), "the book loads",
		     slice_of(err.text));
	return pack;
}
