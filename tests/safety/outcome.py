# SPDX-License-Identifier: GPL-3.0-or-later
"""What is written in every row, and in a few words what has become of it."""

import os

from editors import OFFERED, PUT_BACK, SIDE_FILE, Case, read_bytes

LETTERS = "one two three four five six seven eight nine ten eleven twelve. "


def long_text(letters):
    """Words in lines, some LETTERS in all."""
    return "".join(f"w{i:05}" + (".\n" if i % 10 == 9 else " ") for i in range(letters // 7)) + \
        "end. "


PAGES = long_text(9000)         # three of them
PASTE = long_text(200000)
BIG = 100 * 1024        # bytes in the file where saving is to take a while
PAUSE = 5               # seconds; the slowest of those that act on a pause waits for four

# What has become of the file and of the words, from the worst to the best.
GONE, EMPTY, CUT, OLD_FILE, NEW_FILE = "gone", "empty", "cut short", "old file", "new file"
ALL_LOST, PART_LOST, SECOND_LOST = "all lost", "partly lost", "last second lost"
IN_SIDE_FILE, IS_OFFERED = "kept, other file", "kept, offered"
IS_PUT_BACK, IN_FILE, GOES_ON = "kept, put back", "kept, saved", "kept, goes on"
RANKS = [GONE, EMPTY, CUT, OLD_FILE, NEW_FILE,
         ALL_LOST, PART_LOST, SECOND_LOST, IN_SIDE_FILE, IS_OFFERED, IS_PUT_BACK, IN_FILE, GOES_ON]
NOT_RUN, NO_SUCH = "not run", "cannot be done"


def squeeze(text):
    return " ".join(text.split())


def start(editor, folder, shell=False):
    """A case in which LETTERS have been typed, and are on the screen."""
    case = Case(folder)
    editor.make(case)
    return case, begin(editor, case, shell)


def begin(editor, case, shell=False):
    t = editor.start(case, shell)
    try:
        editor.write(t, LETTERS)
        t.wait_for(r"twelve\.")
    except BaseException:
        t.kill()
        raise
    return t


def kept_words(editor, case, text=LETTERS):
    """What has become of TEXT, now that the program has ended."""
    data = read_bytes(case.path(editor.file)) or b""
    if squeeze(text) in squeeze(editor.in_file(data) or ""):
        return IN_FILE
    kept = squeeze(editor.recover(case))
    if squeeze(text) in kept:
        return {PUT_BACK: IS_PUT_BACK, OFFERED: IS_OFFERED,
                SIDE_FILE: IN_SIDE_FILE}[editor.told(case)]
    return PART_LOST if squeeze(text)[:10] in kept else ALL_LOST


def worst(function, variants, folder):
    results = []
    for i, variant in enumerate(variants):
        inner = os.path.join(folder, str(i))
        os.mkdir(inner)
        results.append(function(variant, inner))
    return min(results, key=lambda r: next((i for i, w in enumerate(RANKS) if r.startswith(w)), -1))


def judge_file(editor, case, text=LETTERS):
    data = read_bytes(case.path(editor.file))
    whole = editor.in_file(data) if data else None
    if whole is not None:
        return NEW_FILE if squeeze(text) in squeeze(whole) else OLD_FILE
    if not data:
        return EMPTY if data == b"" else GONE
    return CUT


def with_copy(editor, case, state):
    """The same, and where the old text is if it is not in the file."""
    if state in (NEW_FILE, OLD_FILE):
        return state
    return state + (", copy beside" if editor.copies(case) else ", no copy")
