# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of the table: what is done to a program.

A row is (key, words for people, function); the function takes an editor and a folder, and
gives the words of the cell.  Where a row has several cases, the worst one counts.
"""

import contextlib
import os
import signal
import time

import disks
from editors import ASKED, LEADERPLUS, SAVED, Case, ReadOnly, read_bytes
from outcome import (ALL_LOST, BIG, GOES_ON, IN_FILE, IN_SIDE_FILE, IS_OFFERED, LETTERS,
                     NEW_FILE, NO_SUCH, NOT_RUN, OLD_FILE, PAGES, PART_LOST, PASTE, PAUSE,
                     RANKS, SECOND_LOST, begin, judge_file, kept_words, squeeze, start,
                     with_copy, worst)
from terminal import Missing

FAULT = os.environ.get("FAULT") or os.path.join(os.path.dirname(LEADERPLUS),
                                                "tests", "safety", "fault")


# While somebody writes.

def killed_writing(editor, folder):
    """At three moments, for words may just have been written away at one of them."""
    return worst(lambda at_once, inner: killed_at_letter(editor, inner, at_once), (1, 4, 7), folder)


def killed_at_letter(editor, folder, at_once):
    """Some letters AT_ONCE, then ten a second, and killed at the last one."""
    case = Case(folder)
    editor.make(case)
    t = editor.start(case)
    editor.write(t, LETTERS[:at_once])
    for letter in squeeze(LETTERS)[at_once:]:
        t.idle(0.1)
        t.type(letter)
    while not t.shows(r"twelve\."):
        t.read(1)
    t.kill()
    result = kept_words(editor, case)
    if result != PART_LOST:
        return result
    kept, part = squeeze(editor.recover(case)), squeeze(LETTERS)
    while part and part not in kept:
        part = part[:-1]
    return SECOND_LOST if len(LETTERS) - len(part) <= 20 else PART_LOST


def killed_idle(editor, folder):
    case, t = start(editor, folder)
    t.idle(PAUSE)
    t.kill()
    return kept_words(editor, case)


def stopped(editor, folder):
    def one(way, inner):
        case, t = start(editor, inner)
        if way:
            t.signal(way)
        else:
            t.close()
        t.wait_end()
        t.kill()
        return kept_words(editor, case)
    return worst(one, (signal.SIGHUP, signal.SIGTERM, 0), folder)


def suspended(editor, folder):
    case, t = start(editor, folder, shell=True)
    editor.suspend(t)
    if not t.wait_stopped(2):
        t.signal(signal.SIGTSTP)
    if not t.wait_stopped(2):
        t.kill()
        return NO_SUCH
    os.kill(t.leader, signal.SIGHUP)
    t.close()
    t.wait_end()
    t.kill()
    return kept_words(editor, case)


def interrupted(editor, folder):
    case, t = start(editor, folder)
    t.signal(signal.SIGINT)
    t.idle(1)
    if not t.ended():
        editor.save(t)
        t.kill()
        return GOES_ON if kept_words(editor, case) == IN_FILE else ALL_LOST
    return kept_words(editor, case)


# While it saves.

def inject(editor, folder, rule):
    """A case whose next save meets RULE; the words are typed, and some time has passed."""
    case = Case(folder)
    editor.make(case, BIG)
    log = os.path.join(folder, "log")
    case.fault = [FAULT, rule, case.path(editor.written), log]
    t = begin(editor, case)
    case.fault = []
    t.idle(PAUSE)
    return case, t, log


def killed_saving(editor, folder, rule):
    if not disks.can_inject(FAULT):
        return NOT_RUN
    case, t, _ = inject(editor, folder, rule)
    editor.press_save(t)
    end = time.monotonic() + 10
    while not t.ended() and not t.shows(editor.says[SAVED]) and time.monotonic() < end:
        t.read(0.1)
    t.kill()
    state = judge_file(editor, case)
    if state == NEW_FILE:
        return state
    copies = with_copy(editor, case, state)
    kept = kept_words(editor, case)
    if RANKS.index(kept) < RANKS.index(IN_SIDE_FILE):
        return copies
    if state == OLD_FILE:
        return "nothing lost"
    whole = "The old text ends." in editor.recover(case)
    return f"{state}, all offered" if whole and kept == IS_OFFERED else copies


def failing_save(editor, folder, rule):
    if not disks.can_inject(FAULT):
        return NOT_RUN
    case, t, log = inject(editor, folder, rule)
    said = editor.save(t)
    t.idle(1)
    state = with_copy(editor, case, judge_file(editor, case))
    t.kill()
    if not os.path.exists(log) or said == SAVED:
        return "not noticed"
    return state


# On a disk that is full.

def fill_and(editor, folder, text, save):
    """The disk is full while TEXT is typed, a save is tried where SAVE, the window is closed,
    and room is made: what the file was before, and what has become of the words."""
    with disks.small(folder) as disk:
        case = Case(disk)
        editor.make(case, BIG)
        t = begin(editor, case)
        try:
            t.idle(2)
            disks.fill(disk)
            t.type(text)
            with contextlib.suppress(Missing):      # it may stop to complain
                t.wait_for(r"end\.", 30)
            t.settle(0.5)
            if save:
                editor.save(t)
                t.idle(1)
            state = with_copy(editor, case, judge_file(editor, case, LETTERS + text))
            t.close()
            t.wait_end()
        finally:
            t.kill()
        os.remove(os.path.join(disk, "filler"))
        return state, kept_words(editor, case, LETTERS + text)


def full_save(editor, folder):
    return fill_and(editor, folder, PAGES, True)[0]


def full_save_close(editor, folder):
    return fill_and(editor, folder, PAGES, True)[1]


def full_close(editor, folder):
    return fill_and(editor, folder, PAGES, False)[1]


def full_paste(editor, folder):
    return fill_and(editor, folder, PASTE, True)[1]


# When the power fails.

def power_saved(editor, folder):
    def one(how, inner):
        with disks.Power(inner) as power:
            case = Case(power.disk)
            editor.make(case, BIG)
            os.sync()
            t = begin(editor, case)
            t.idle(2)
            said = editor.save(t)
            power.cut(how)
            t.kill()
            power.back()
            state = judge_file(editor, case) if said == SAVED else "does not save"
            return with_copy(editor, case, state)
    return worst(one, (disks.NOT_FLUSHED, disks.FLUSHED), folder)


def power_unsaved(editor, folder):
    def one(how, inner):
        with disks.Power(inner) as power:
            case = Case(power.disk)
            editor.make(case)
            os.sync()
            t = begin(editor, case)
            t.idle(PAUSE)
            power.cut(how)
            t.kill()
            power.back()
            return kept_words(editor, case)
    return worst(one, (disks.NOT_FLUSHED, disks.FLUSHED), folder)


# Other windows, other programs, links and locks.

def saved_words(editor, case, t):
    """Types and saves: whether the file has the words then."""
    said = editor.save(t)
    t.idle(0.5)
    return said == SAVED and judge_file(editor, case) == NEW_FILE


def linked(editor, folder, make_link):
    """The file is one of two names.  What a save does to the other one."""
    case = Case(folder)
    editor.make(case)
    other, name = case.path("other-" + editor.file), case.path(editor.file)
    os.rename(name, other)
    make_link(other, name)
    t = begin(editor, case)
    done = saved_words(editor, case, t)
    t.kill()
    if not done:
        return "does not save"
    text = editor.in_file(read_bytes(other) or b"") or ""
    if squeeze(LETTERS) not in squeeze(text):
        warned = "second name" in t.greeting
        return "link broken" if os.path.islink(name) != (make_link is os.symlink) else \
            "other name old" + (", told" if warned else "")
    return "both names new"


def symlinked(editor, folder):
    return linked(editor, folder, os.symlink)


def hard_linked(editor, folder):
    return linked(editor, folder, os.link)


def in_closed_folder(editor, folder, close):
    case = Case(folder)
    editor.make(case)
    os.chmod(case.folder, 0o500)
    try:
        try:
            t = begin(editor, case)
        except ReadOnly:
            return "opens for reading"
        if close:
            t.close()
            t.wait_end()
            t.kill()
            return kept_words(editor, case)
        done = saved_words(editor, case, t)
        t.kill()
        if not done:
            return "does not save"
        return "asks, saves in place" if editor.agreed(t) else "saves in place"
    finally:
        os.chmod(case.folder, 0o700)


def closed_folder(editor, folder):
    return in_closed_folder(editor, folder, False)


def closed_folder_stopped(editor, folder):
    return in_closed_folder(editor, folder, True)


def read_only_file(editor, folder):
    case = Case(folder)
    editor.make(case)
    os.chmod(case.path(editor.file), 0o400)
    try:
        t = begin(editor, case)
    except (ReadOnly, Missing):
        return "opens for reading"
    editor.save(t, 3)
    t.kill()
    return "refuses to save" if judge_file(editor, case) == OLD_FILE else "overwritten"


def look_in(editor, case):
    """Starts it and waits for what it says."""
    t = editor.launch(case)
    t.wait_for(f"{editor.ready}|{editor.busy}")
    t.settle(0.5)
    return t


def second_window(editor, folder):
    """While the first one has unsaved words."""
    case, first = start(editor, folder)
    t = look_in(editor, case)
    try:
        if t.shows(editor.busy):
            return editor.when_busy
        t.type("x")
        t.settle(0.5)
        return "asks at first key" if t.shows(editor.busy) else "says nothing"
    finally:
        t.kill()
        first.kill()


def second_window_later(editor, folder):
    """Opened with the careful answer while the first had unsaved words; the first saves and
    quits; then the second one writes."""
    case, first = start(editor, folder)
    t = look_in(editor, case)
    try:
        if editor.careful and t.shows(editor.busy):
            t.type(editor.careful)
            t.settle()
        editor.save(first)
        editor.quit(first)
        first.wait_end()
        t.idle(4)
        said = None
        try:
            editor.arrive(t)
            editor.write(t, "Second words. ")
            said = editor.save(t, 3)
        except (ReadOnly, Missing):
            pass
        text = editor.in_file(read_bytes(case.path(editor.file)) or b"") or ""
        if "Second words." in text:
            return "both kept" if squeeze(LETTERS) in squeeze(text) else "first words lost"
        return "asks first" if said == ASKED or t.shows(editor.says.get(ASKED, "\0")) else \
            "must start again"
    finally:
        t.kill()
        first.kill()


def started_again(editor, folder):
    case, t = start(editor, folder)
    t.idle(PAUSE)
    t.kill()
    t = look_in(editor, case)
    try:
        recovers, asks = t.shows(editor.recovery), t.shows(editor.busy)
    finally:
        t.kill()
    if recovers:
        return "opens, words back" if editor.comes_back else "asks, offers them" if asks else \
            "opens, says how"
    return "asks, offers nothing" if asks else "opens, says nothing"


def foreign(editor, folder, change):
    case = Case(folder)
    editor.make(case)
    path = case.path(editor.file)
    t = editor.start(case)
    t.idle(1.2)
    before = os.stat(path)
    change(path, editor.change(read_bytes(path)), before)
    try:
        editor.write(t, LETTERS)
        editor.save(t, 3)
    except (ReadOnly, Missing):
        pass
    t.idle(0.5)
    t.kill()
    if not editor.changed(read_bytes(path)):
        return "overwritten"
    ours = [n for n in os.listdir(case.folder) if n.startswith(editor.file + ".conflict-")
            and squeeze(LETTERS) in squeeze(editor.in_file(read_bytes(case.path(n))) or "")]
    return "noticed, both kept" if ours else "noticed"


def put(path, data):
    with open(path, "r+b") as file:
        file.truncate(0)
        file.write(data)


def keep_time(path, before):
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def changed_later(path, data, _):
    put(path, data)


def changed_size(path, data, before):
    put(path, data + b"\n")
    keep_time(path, before)


def changed_alike(path, data, before):
    put(path, data)
    keep_time(path, before)


def changed_earlier(path, data, before):
    put(path, data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns - 3600 * 10**9))


def replaced_alike(path, data, before):
    with open(path + ".new", "wb") as file:
        file.write(data)
    os.chmod(path + ".new", 0o600)
    keep_time(path + ".new", before)
    os.rename(path + ".new", path)


def with_(function, argument):
    return lambda editor, folder: function(editor, folder, argument)


NAMESPACE, POWER = "namespace", "power"     # what a row cannot do without

ROWS = [
    ("While you write",),
    ("killed-writing", "killed in the middle of typing", killed_writing),
    ("killed-idle", "killed after a pause of five seconds", killed_idle),
    ("stopped", "told to stop, or its window closed", stopped),
    ("suspended", "suspended, then its window closed", suspended),
    ("interrupted", "interrupted from outside", interrupted),
    ("While it saves 100 KB: the file",),
    ("kill-write-1", "killed at the first write", with_(killed_saving, "write:KILL:1")),
    ("kill-write-3", "killed at the third write", with_(killed_saving, "write:KILL:3")),
    ("enospc", "told that the disk is full", with_(failing_save, "write:ENOSPC:1")),
    ("eio-fsync", "told at the sync that the disk failed", with_(failing_save, "fsync:EIO:1")),
    ("eio-close", "told at the end that the disk failed", with_(failing_save, "close:EIO:1")),
    ("On a disk that is really full",),
    ("full-save", "three pages typed and saved: the file", full_save, NAMESPACE),
    ("full-close", "then its window closed: the pages", full_save_close, NAMESPACE),
    ("full-stop", "closed without saving: the pages", full_close, NAMESPACE),
    ("full-paste", "the same, 70 pages pasted in one box", full_paste, NAMESPACE),
    ("In a power cut",),
    ("power-saved", "just after it said that it had saved", power_saved, POWER),
    ("power-unsaved", "five seconds after the last key", power_unsaved, POWER),
    ("Links, locks and other programs",),
    ("symlink", "the file is reached by a link", symlinked),
    ("hard-link", "the file has a second name", hard_linked),
    ("closed-folder", "its folder is write-protected", closed_folder),
    ("closed-stopped", "and the window is closed there", closed_folder_stopped),
    ("read-only", "the file is write-protected", read_only_file),
    ("second-window", "opened in a second window", second_window),
    ("second-later", "which writes when the first has quit", second_window_later),
    ("again", "started again after a kill", started_again),
    ("foreign-later", "changed by another program", with_(foreign, changed_later)),
    ("foreign-size", "the same, at the same second", with_(foreign, changed_size)),
    ("foreign-alike", "the same, and of the same length", with_(foreign, changed_alike)),
    ("foreign-earlier", "the same, by a clock that is slow", with_(foreign, changed_earlier)),
    ("foreign-rename", "replaced by a file that looks alike", with_(foreign, replaced_alike)),
]
