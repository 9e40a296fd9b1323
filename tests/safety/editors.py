# SPDX-License-Identifier: GPL-3.0-or-later
"""The programs of the table: how each is started, written in and told to save, and where
the words are that it has kept."""

import json
import os
import re
import shutil
import subprocess

from terminal import Missing, Terminal

TOP = os.environ.get("TOP_SRCDIR") or os.path.abspath(
    os.path.join(os.path.dirname(__file__), "..", ".."))
LEADERPLUS = os.environ.get("LEADERPLUS") or os.path.join(TOP, "build", "leaderplus")
BOOK = os.path.join(os.environ.get("CONTENT") or os.path.join(TOP, "content"),
                    "distributing-leadership")

SAVED, FAILED, ASKED = "saved", "failed", "asked"
PUT_BACK, OFFERED, SIDE_FILE = "put back", "offered", "side file"


class ReadOnly(Exception):
    """The program takes no words here."""


class Case:
    """A folder with a file to be written in, and a home."""

    def __init__(self, folder):
        self.folder = os.path.join(folder, "work")
        self.home = os.path.join(folder, "home")
        os.makedirs(self.folder)
        os.makedirs(self.home)
        self.environment = {
            "HOME": self.home, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "TZ": "UTC",
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        }
        if "ASAN_OPTIONS" in os.environ:
            self.environment["ASAN_OPTIONS"] = os.environ["ASAN_OPTIONS"]
        self.fault = []         # what the program is started through

    def path(self, name):
        return os.path.join(self.folder, name)


def read_bytes(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def old_text(size):
    """What stands in the file before: at least SIZE bytes."""
    lines = ["The old text begins.\n"]
    length = 0
    while length < size:
        lines.append(f"This is line {len(lines)} of the old text, as it was.\n")
        length += len(lines[-1])
    return "".join(lines) + "The old text ends.\n"


class Editor:
    """A plain text; new words go to its beginning."""

    name = program = ""
    options = ()
    # No other file may have the name: vim looks for what it kept in /var/tmp, too.
    file = f"notes{os.getpid()}.txt"
    written = file              # the name that a save writes to
    ready = "The old text begins"
    started = ready             # on the screen when it takes keys
    says = {}
    recovery = ""               # what the screen says of words that could be had back
    busy = "another|already|being edited|locked"    # what it says in a second window
    when_busy = "asks first"
    careful = None              # the answer to that which does least harm
    quitting = ""
    comes_back = False          # kept words are put back without a question

    def version(self):
        path = shutil.which(self.program)
        if not path:
            return None
        out = subprocess.run([path, "--version"], capture_output=True, text=True,
                             check=False).stdout
        match = re.search(r"\d+\.[\d.]*\d", out)
        return match[0] if match else "unknown"

    def make(self, case, size=200):
        with open(case.path(self.file), "w", encoding="ascii") as file:
            file.write(old_text(size))

    def change(self, text):
        """TEXT of the file as another program would change it: as long as before."""
        return text.replace(b"The old text begins", b"Another's text here")

    def changed(self, data):
        return b"Another's text here" in data

    def command(self, case):
        return [self.program, *self.options, case.path(self.file)]

    def launch(self, case, shell=False):
        return Terminal(case.fault + self.command(case), case.environment, case.folder, shell)

    def start(self, case, shell=False):
        """Until keys can be typed."""
        t = self.launch(case, shell)
        t.wait_for(self.ready)
        t.wait_for(self.started)
        t.settle()
        return t

    def write(self, t, text):
        """From a start on: types TEXT, unsaved."""
        t.type(text)

    def save(self, t, patience=15):
        """Has it save; what the screen says then."""
        self.press_save(t)
        outcomes = {word: pattern for word, pattern in self.says.items() if pattern}
        try:
            t.wait_for("|".join(f"(?:{p})" for p in outcomes.values()), patience)
        except Missing:
            return None
        for word in (FAILED, ASKED, SAVED):
            if word in outcomes and t.shows(outcomes[word]):
                return word
        return None

    def press_save(self, t):
        raise NotImplementedError

    def suspend(self, t):
        t.type("\x1a")

    def quit(self, t):
        t.type(self.quitting)

    def arrive(self, t):
        """From what a launch shows to where words can be written."""

    def agreed(self, t):
        """Whether it asked whether it may write here, and was told yes."""
        return False

    def in_file(self, data):
        """What the reader would find in DATA; None where it is no whole text."""
        text = data.decode("ascii", "replace")
        return text if "The old text ends." in text and "The old text" in text else None

    def recover(self, case):
        """The text that it has kept elsewhere, "" where there is none."""
        raise NotImplementedError

    def copies(self, case):
        """Other files in the folder that hold the whole old text."""
        found = []
        for name in os.listdir(case.folder):
            data = read_bytes(case.path(name))
            if name != self.file and data and self.in_file(data):
                found.append(name)
        return found

    def restart(self, case):
        """Starts again: what the screen says, and nothing pressed."""
        t = self.launch(case)
        try:
            t.wait_for(f"{self.ready}|{self.recovery}" if self.recovery else self.ready, 5)
        except Missing:
            pass
        t.settle(0.5)
        words = t.screen.words()
        t.kill()
        return words

    def told(self, case):
        """How the next start brings the kept words to the reader."""
        if self.recovery and re.search(self.recovery, self.restart(case)):
            return OFFERED
        return SIDE_FILE


class Nano(Editor):
    name = program = "nano"
    started = r"\^X"
    says = {SAVED: "Wrote", FAILED: "Error ", ASKED: r"continue saving|Save anyway"}
    recovery = r"\.txt\.save"
    busy = "being edited"
    careful = "y"
    quitting = "\x18"

    def press_save(self, t):
        t.type("\x13")

    def suspend(self, t):
        t.type("\x14\x1a")

    def recover(self, case):
        texts = [read_bytes(case.path(n)) for n in sorted(os.listdir(case.folder))
                 if n.startswith(self.file + ".save")]
        return texts[0].decode("ascii", "replace") if texts else ""


class RestrictedNano(Nano):
    name = "nano -R"
    options = ("-R",)

    def suspend(self, t):
        t.type("\x1a")


class Vim(Editor):
    name = program = "vim"
    started = "All|Top"
    says = {SAVED: "written", FAILED: r"E\d+:", ASKED: "WARNING: The file has been changed"}
    recovery = busy = "E325|[Ss]wap file"
    careful = "o"
    quitting = ":q\r"

    def write(self, t, text):
        t.type("i")
        t.settle()
        t.type(text)

    def press_save(self, t):
        t.type("\x1b")
        t.settle()
        t.type(":w\r")

    def suspend(self, t):
        t.type("\x1b")
        t.settle()
        t.type("\x1a")

    def recover(self, case):
        out = os.path.join(case.home, "recovered")
        subprocess.run([self.program, *self.quiet, "-r", case.path(self.file),
                        "-c", f"silent! w! {out}", "-c", "qa!"],
                       env=case.environment, cwd=case.folder, stdin=subprocess.DEVNULL,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                       timeout=20, check=False)
        data = read_bytes(out)
        if data is None:
            return ""
        os.remove(out)
        return data.decode("ascii", "replace")

    quiet = ("-es", "-i", "NONE")


class Nvim(Vim):
    name, program = "neovim", "nvim"
    quiet = ("--headless", "-i", "NONE")


class Emacs(Editor):
    name = program = "emacs"
    options = ("-nw", "-Q")
    started = r"\.txt .*\(Text"
    says = {SAVED: "Wrote", FAILED: "No space left|[Ee]rror[ :]|Saving file.*failed|read-only",
            ASKED: "changed on disk|changed since visited|really edit|Save anyway"}
    recovery = "auto save data"
    busy = "locked by"
    quitting = "\x18\x03"

    def press_save(self, t):
        t.type("\x18\x13")

    def recover(self, case):
        data = read_bytes(case.path(f"#{self.file}#"))
        return data.decode("ascii", "replace") if data else ""


class Leaderplus(Editor):
    """A workbook; "the text" is the answer in a box, and the old text a second one."""

    name = "leaderplus"
    program = LEADERPLUS
    file = f"notes{os.getpid()}.json"
    written = f".{file}.*.tmp"
    ready = "Welcome back"
    says = {SAVED: r"saved \d\d:\d\d|in another file", FAILED: "NOT SAVED"}
    recovery = "We put your last sentences back"
    busy = "already open in another window"
    when_busy = "opens for reading"
    comes_back = True
    quitting = "\x11"
    PAGE, OTHER = "spread-now", "formal-roles"
    AGREE = "Write here, with a lock and a journal"

    def make(self, case, size=200):
        def layer(number, text):
            return {"layers": [{"id": f"{number:08}-0000-4000-8000-000000000000",
                                "clock": number, "at": "2026-10-03T19:04:11Z",
                                "question": "What was asked", "text": text}]}
        workbook = {
            "format": "leaderplus-workbook", "version": 1,
            "id": "0b0f7f6e-52a1-4c5f-9a57-0f4a6c0d9e01",
            "pack": {"id": "distributing-leadership", "version": "1"},
            "place": {"clock": 3, "page": self.PAGE, "paragraph": 0},
            "answers": {self.PAGE: layer(1, "The old text begins. "),
                        self.OTHER: layer(2, old_text(size))},
            "guards": {}, "lenses": {}, "forgotten": [],
        }
        descriptor = os.open(case.path(self.file), os.O_CREAT | os.O_WRONLY, 0o600)
        with open(descriptor, "w", encoding="ascii") as file:
            json.dump(workbook, file)

    def command(self, case):
        return [LEADERPLUS, "--pack", BOOK, case.path(self.file)]

    def start(self, case, shell=False):
        t = self.launch(case, shell)
        self.arrive(t)
        return t

    def arrive(self, t):
        t.wait_for("> Carry on")
        t.greeting = t.screen.words()
        if self.AGREE in t.greeting:    # in a folder that takes no new files
            while not t.shows("> " + self.AGREE):
                t.type("\x1b[B")
                t.settle()
        t.type("\r")
        if self.AGREE in t.greeting:
            t.wait_for("> Carry on")
            t.type("\r")
        t.wait_for("Enter write|reading only")
        t.settle()

    def agreed(self, t):
        return self.AGREE in t.greeting

    def write(self, t, text):
        t.type("\r")
        try:
            t.wait_for("Tab finish writing", 5)
        except Missing:
            raise ReadOnly from None
        t.type(text)

    def press_save(self, t):
        t.type("\t")

    def in_file(self, data):
        """The newest words in the box; the old text must be whole beside them."""
        try:
            answers = json.loads(data)["answers"]
            texts = [max(answers[page]["layers"], key=lambda layer: layer["clock"])["text"]
                     for page in (self.PAGE, self.OTHER)]
        except (ValueError, KeyError, TypeError):
            return None
        return "".join(texts) if "The old text ends." in texts[1] else None

    def recover(self, case):
        out = subprocess.run([LEADERPLUS, "--pack", BOOK, "summary", "-f", "text",
                              case.path(self.file)], env=case.environment,
                             capture_output=True, timeout=20, check=False).stdout
        return " ".join(out.decode("utf-8", "replace").split())

    def told(self, case):
        return PUT_BACK if re.search(self.recovery, self.restart(case)) else SIDE_FILE


EDITORS = [Leaderplus(), Nano(), RestrictedNano(), Vim(), Nvim(), Emacs()]
