/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever stands in FILE.journal: the newest whole record in it is found, and nothing
 * else; opening leaves just that; bringing it back loses nothing of the workbook and
 * nothing of the journal, and doing so again adds nothing; and so it goes when a store opens
 * the file. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "answers/journal.h"
#include "answers/model.h"
#include "answers/record.h"
#include "answers/replay.h"
#include "answers/sidecar.h"
#include "answers/store.h"
#include "base/mem.h"
#include "book.h"
#include "found.h"
#include "fuzz.h"
#include "made.h"
#include "memory.h"
#include "replayed.h"

#define FILE_NAME "/w.json"
#define JOURNAL_NAME FILE_NAME SIDECAR_JOURNAL

static const char strange[] =
	"{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"earlier\",\"later\":[1.0],\n"
	"\"pack\":{\"id\":\"small-book\",\"edition\":{ \"n\" : 1E2 },\"version\":\"1\"},\n"
	"\"place\":{\"clock\":12,\"scroll\":[ 0.50 ],\"page\":\"now\",\"paragraph\":3},\n"
	"\"answers\":{\"now\":{\"shade\":[ \"mentor\" ],\"layers\":[\n"
	"{\"id\":\"b\",\"clock\":7,\"at\":\"2026-11-23T19:04:11Z\",\"question\":\"Q?\","
	"\"text\":\"B\",\"rooms\":[{ \"quote\":\"\\u00e9\" }],\"oval\":false},\n"
	"{\"id\":\"a\",\"clock\":2,\"at\":\"\",\"question\":\"Q?\",\"text\":\"A\"}],\n"
	"\"stairs\":[{\"id\":\"s\",\"clock\":31}],\"n\":9007199254740993},\n\"next\":{\"nooks\":[]}},\n"
	"\"lenses\":{\"condition\":{\"layers\":[{\"id\":\"c\",\"clock\":3,\"at\":\"\",\"question\":\"\","
	"\"text\":\"\"}]}},\n\"guards\":{},\"forgotten\":[ \"x\" ,\"y\"],\"group_key\":null}";

static const char empty[] =
	"{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"earlier\","
	"\"pack\":{\"id\":\"small-book\",\"version\":\"1\"}}";

struct play {
	struct buf book, file;	/* as they stand on the disk at first */
	bool full;		/* the disk is, while something is written into the journal */
	enum sitting { SAVING, KEEPING, LOOKING, SITTINGS } sitting;	/* with a store */
};

/* ---- making both files ---- */

static void choose_book(struct play *p, struct fuzz_bytes *in, unsigned which)
{
	static const char *const books[] = { book_words, strange, empty };

	if (which < ARRAY_LEN(books))
		buf_add_str(&p->book, books[which]);
	else
		made_book(in, &p->book);
}

/* One record, which is whole and has PAYLOAD. */
static void put_record(struct play *p, struct hash base, struct slice payload)
{
	struct buf record;

	record_print(&record, 1, base, payload);
	buf_add_slice(&p->file, slice_buf(&record));
	buf_release(&record);
}

enum form { FORM_BYTES, FORM_PAYLOAD, FORM_PIECES, FORM_MADE, FORMS };

static void choose_file(struct play *p, struct fuzz_bytes *in, enum form form, struct hash base)
{
	struct buf made;

	switch (form) {
	case FORM_PAYLOAD:
		put_record(p, base, fuzz_slice(in, in->left));
		break;
	case FORM_PIECES:
		made_journal(in, base, &p->file);
		break;
	case FORM_MADE:
		buf_init(&made, FUZZ_MANY);
		made_book(in, &made);
		put_record(p, base, slice_buf(&made));
		buf_release(&made);
		break;
	default:
		buf_add_slice(&p->file, fuzz_slice(in, in->left));
	}
}

/* The first byte: the base, the workbook, the form of the journal, the disk, the sitting. */
static void play_open(struct play *p, const uint8_t *data, size_t size)
{
	struct fuzz_bytes in = { data, size };
	unsigned options = fuzz_byte(&in);
	struct hash base;

	*p = (struct play){ .full = options & 32, .sitting = (options >> 6) % SITTINGS };
	buf_init(&p->book, FUZZ_MANY);
	buf_init(&p->file, FUZZ_MANY);
	choose_book(p, &in, options >> 1 & 3);
	base = hash_of(options & 1 ? slice_buf(&p->book) : slice_of(""));
	choose_file(p, &in, (enum form)(options >> 3 & 3), base);
}

static void play_close(struct play *p)
{
	buf_release(&p->book);
	buf_release(&p->file);
}

/* ---- the journal ---- */

/* What is read is just FOUND. */
static void check_read(const struct found *found)
{
	struct journal_record record;
	struct err err = { .text = "" };
	enum journal_found kind = journal_read(memory_sys(), JOURNAL_NAME, &record, &err);

	fuzz_must_of(kind != JOURNAL_FAILED, "a journal can be read", slice_of(err.text));
	fuzz_must((kind == JOURNAL_RECORD) == (found->sequence > 0), "what is not whole is nothing");
	if (kind == JOURNAL_NOTHING)
		return;
	fuzz_must_of(slice_equal(slice_buf(&record.payload), found->payload),
		     "the newest whole record counts", slice_buf(&record.payload));
	fuzz_must(hash_equal(record.base, found->base), "it builds on what it says");
	buf_release(&record.payload);
}

/* FILE is as WAS between FROM and TO, and zero elsewhere. */
static void check_zeros(struct slice file, struct slice was, size_t from, size_t to)
{
	static const char zeros[4096];

	fuzz_must(to <= file.len, "a record lies in the file");
	if (to > from)
		fuzz_must(memcmp(file.data + from, was.data + from, to - from) == 0,
			  "the newest record stays");
	for (size_t at = 0; at < file.len;) {
		size_t end = at < from ? from : file.len, len;

		if (at == from && to > from) {
			at = to;
			continue;
		}
		len = end - at < sizeof(zeros) ? end - at : sizeof(zeros);
		fuzz_must(memcmp(file.data + at, zeros, len) == 0, "all but the record is zero");
		at += len;
	}
}

/* Writes one more record; the one before it is as it was, should the writing be cut short. */
static void write_more(struct play *p, struct journal *j, struct found last)
{
	struct slice was = slice_buf(&p->file), file;
	struct hash base = hash_of(slice_of("another file"));
	struct err err = { .text = "" };
	bool written;

	memory_full(p->full);
	written = journal_write(j, base, slice_of("more words"), &err);
	memory_full(false);
	fuzz_must_of(written || p->full || last.sequence == UINT64_MAX, "a record can be written",
		     slice_of(err.text));
	file = memory_get(JOURNAL_NAME);
	fuzz_must(memcmp(file.data + last.at, was.data + last.at, last.len) == 0,
		  "the record before it is still there");
	if (written)
		last = (struct found){ .sequence = 1, .base = base, .payload = slice_of("more words") };
	check_read(&last);
}

static void check_journal(struct play *p, const struct found *found)
{
	struct slice was = slice_buf(&p->file);
	struct journal j;
	struct err err = { .text = "" };
	bool opened;

	memory_open();
	memory_put(JOURNAL_NAME, was);
	check_read(found);
	opened = journal_open(&j, memory_sys(), JOURNAL_NAME, &err);
	fuzz_must_of(opened == may_be_ours(was), "what may be a journal is opened", slice_of(err.text));
	if (opened) {
		fuzz_must(memory_get(JOURNAL_NAME).len == was.len, "the file keeps its length");
		check_zeros(memory_get(JOURNAL_NAME), was, found->at, found->at + found->len);
		check_read(found);
		write_more(p, &j, *found);
		fuzz_must_of(journal_empty(&j, &err), "it can be emptied", slice_of(err.text));
		check_zeros(memory_get(JOURNAL_NAME), was, 0, 0);
		journal_close(&j);
	} else {
		fuzz_must(slice_equal(memory_get(JOURNAL_NAME), was), "another file is left alone");
	}
	memory_close();
}

/* ---- the words ---- */

static struct answers *read_book(struct slice bytes)
{
	struct answers *a = NULL;
	struct err err = { .text = "" };

	fuzz_must_of(answers_read(&a, bytes, &err), "the workbook can be read", slice_of(err.text));
	return a;
}

/* A as it is once it was saved and opened again. */
static struct answers *print_and_read(const struct answers *a)
{
	struct answers *back;
	struct err err = { .text = "" };
	struct buf out;

	buf_init(&out, ANSWERS_FILE_MAX);
	fuzz_must_of(answers_print(a, &out, &err), "the workbook can be written", slice_of(err.text));
	back = read_book(slice_buf(&out));
	fuzz_must_of(model_equal(a, back), "it reads back as it was", slice_buf(&out));
	fuzz_must_of(back->clock <= a->clock, "no clock in the file is greater than the workbook's",
		     slice_buf(&out));
	buf_release(&out);
	return back;
}

/* JOURNAL has come into A, which is the same as COPY: coming again, it changes nothing. */
static void check_again(struct answers *a, const struct answers *copy, struct slice journal,
			bool same_base)
{
	int64_t clock = a->clock;
	bool back = true;
	struct err err = { .text = "" };

	fuzz_must_of(replay_apply(a, journal, same_base, &back, &err), "it comes again",
		     slice_of(err.text));
	fuzz_must(!back && a->clock == clock && model_equal(a, copy), "nothing comes back twice");
}

/* What is unsaved now goes into a journal of its own, and comes back out of that. */
static void check_kept(struct slice book, const struct answers *was, const struct answers *now)
{
	struct answers *other = read_book(book);
	struct err err = { .text = "" };
	struct buf unsaved;
	bool back;

	buf_init(&unsaved, ANSWERS_FILE_MAX);
	fuzz_must_of(replay_print(now, was->clock, &unsaved, &err), "what is unsaved can be printed",
		     slice_of(err.text));
	if (unsaved.len)
		fuzz_must_of(replay_apply(other, slice_buf(&unsaved), true, &back, &err),
			     "what is unsaved comes back", slice_of(err.text));
	fuzz_must_of(model_equal(other, now), "all that is unsaved comes back", slice_buf(&unsaved));
	buf_release(&unsaved);
	answers_free(other);
}

static void check_applied(struct slice book, struct slice payload, struct answers *a,
			  bool same_base, bool back)
{
	struct answers *was = read_book(book), *journal = read_book(payload);
	struct answers *saved = print_and_read(a);

	check_replayed(was, journal, a, same_base, back);
	check_kept(book, was, a);
	check_again(a, saved, payload, same_base);
	check_again(a, saved, payload, false);
	check_again(saved, a, payload, false);
	answers_free(saved);
	answers_free(journal);
	answers_free(was);
}

/* Whether A may take JSON in: its own workbook, and one that this version understands. */
static bool may_come(const struct answers *a, struct slice json)
{
	struct answers *journal;
	struct err err;
	bool may;

	if (!answers_read(&journal, json, &err))
		return false;
	may = strcmp(journal->id, a->id) == 0 && !answers_is_newer(journal) &&
	      !answers_is_full(journal) && !answers_is_full(a);
	answers_free(journal);
	return may;
}

/* Brings PAYLOAD back; returns the workbook, or NULL where that was refused. */
static struct answers *check_replay(struct slice book, struct slice payload, bool same_base)
{
	struct answers *a = read_book(book), *was;
	struct err err = { .text = "" };
	bool back = false, may = may_come(a, payload);
	bool came = replay_apply(a, payload, same_base, &back, &err);

	fuzz_must_of(came == may, "what may come comes, and nothing else", slice_of(err.text));
	if (came) {
		check_applied(book, payload, a, same_base, back);
		return a;
	}
	was = read_book(book);
	fuzz_must(err.text[0] && !back, "a refusal has a reason");
	fuzz_must(model_equal(a, was) && a->clock == was->clock, "a refusal changes nothing");
	answers_free(a);
	answers_free(was);
	return NULL;
}

/* ---- the store ---- */

/* What could not be brought back is put aside. */
static void check_aside(struct slice payload)
{
	char host[SIDECAR_HOST_SIZE], *path;
	struct slice file;

	sidecar_host(host);
	path = sidecar_conflict(FILE_NAME, host, MEMORY_NOW, 1);
	file = memory_get(path);
	fuzz_must_of(file.data && slice_equal(file, payload), "a strange journal is put aside",
		     payload);
	free(path);
}

/* The file is WANT, and no record is left in a journal of ours. */
static void check_saved(struct play *p, const struct answers *want)
{
	struct slice was = slice_buf(&p->file), file = memory_get(FILE_NAME);
	struct answers *saved = read_book(file);

	fuzz_must_of(model_equal(saved, want), "the file has all words", file);
	answers_free(saved);
	if (!may_be_ours(was))
		fuzz_must(slice_equal(memory_get(JOURNAL_NAME), was), "another file is left alone");
	else if (find_record(was).sequence)
		check_zeros(memory_get(JOURNAL_NAME), was, 0, 0);
}

static struct store *open_store(enum store_mode mode)
{
	struct store_place place = { FILE_NAME, NULL };
	struct store *store = NULL;
	struct err err = { .text = "" };

	fuzz_must_of(store_open(&store, memory_sys(), &place, mode, &err), "the workbook opens",
		     slice_of(err.text));
	return store;
}

static void sit_saving(struct play *p, const struct answers *want)
{
	struct store *store = open_store(STORE_WRITE);
	struct err err = { .text = "" };

	fuzz_must(model_equal(store_answers(store), want), "the words are there");
	fuzz_must_of(store_save(store, &err), "the workbook can be saved", slice_of(err.text));
	store_close(store);
	check_saved(p, want);
}

/* Every layer of WAS stands in NOW. */
static void check_words(const struct answers *was, const struct answers *now)
{
	for (int part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < was->parts[part].count; i++) {
			const struct model_entry *entry = &was->parts[part].entries[i];
			size_t count = answers_layers(now, (enum answers_part)part, entry->id), k;

			for (size_t j = 0; j < entry->count; j++) {
				for (k = 0; k < count; k++)
					if (strcmp(answers_layer(now, (enum answers_part)part, entry->id, k)->id,
						   entry->layers[j].shown.id) == 0)
						break;
				fuzz_must_of(k < count, "a layer that is safe is there again",
					     slice_of(entry->layers[j].shown.text));
			}
		}
}

/* Words are typed, and then the power goes. */
static void sit_keeping(struct play *p, const struct answers *want)
{
	struct answers_change change = {
		.part = PART_ANSWERS, .id = "now", .question = slice_of("What else?"),
		.text = slice_of("These words, typed now."), .now = MEMORY_NOW + 60,
	};
	struct store *store = open_store(STORE_WRITE);
	struct answers *now;
	bool safe;

	fuzz_must(model_equal(store_answers(store), want), "the words are there");
	answers_write(store_answers(store), memory_sys(), &change);
	now = print_and_read(store_answers(store));
	memory_full(p->full);
	store_keep(store);
	memory_full(false);
	safe = store_state(store) == STORE_SAFE || store_state(store) == STORE_SAVED;
	fuzz_must(safe || p->full, "words are kept");
	store_close(store);
	store = open_store(STORE_WRITE);
	/* What stands behind a strange beginning cannot be emptied: it comes again, and what was
	 * the newest text then may not be so now. */
	if (may_be_ours(slice_buf(&p->file)))
		fuzz_must(model_equal(store_answers(store), now) ||
			  (!safe && model_equal(store_answers(store), want)),
			  "what is safe is there again");
	else
		check_words(safe ? now : want, store_answers(store));
	store_close(store);
	answers_free(now);
}

static void sit_looking(struct play *p, const struct answers *want)
{
	struct store *store = open_store(STORE_READ);

	fuzz_must(model_equal(store_answers(store), want), "the words are there to read");
	store_stop(store);
	store_close(store);
	fuzz_must(slice_equal(memory_get(FILE_NAME), slice_buf(&p->book)) &&
		  slice_equal(memory_get(JOURNAL_NAME), slice_buf(&p->file)),
		  "who only reads changes nothing");
}

/* WANT: what opening makes of the workbook; NULL: what stands there. */
static void check_store(struct play *p, const struct found *found, const struct answers *want)
{
	static void (*const sit[SITTINGS])(struct play *, const struct answers *) = {
		sit_saving, sit_keeping, sit_looking,
	};
	struct answers *plain = read_book(slice_buf(&p->book));

	memory_open();
	memory_put(FILE_NAME, slice_buf(&p->book));
	memory_put(JOURNAL_NAME, slice_buf(&p->file));
	sit[p->sitting](p, want ? want : plain);
	if (found->sequence && !want && p->sitting != LOOKING)
		check_aside(found->payload);
	memory_close();
	answers_free(plain);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct play p;
	struct found found;
	struct answers *want = NULL;

	fuzz_begin();
	play_open(&p, data, size);
	found = find_record(slice_buf(&p.file));
	check_journal(&p, &found);
	if (found.sequence)
		want = check_replay(slice_buf(&p.book), found.payload,
				    hash_equal(found.base, hash_of(slice_buf(&p.book))));
	check_store(&p, &found, want);
	answers_free(want);
	play_close(&p);
	return 0;
}
