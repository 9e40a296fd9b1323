# SPDX-License-Identifier: GPL-3.0-or-later
"""A program on a terminal of its own: starting it, typing, looking, ending it."""

import ctypes
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time

from screen import Screen

ROWS, COLS = 30, 100
PATIENCE = 20           # seconds until what should come counts as missing
PR_CAPBSET_DROP = 24
PR_SET_CHILD_SUBREAPER = 36
OVERRIDES = (1, 2)      # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


class Missing(Exception):
    """Something has not come in time; its words are the screen."""


def as_everyone():
    """For the administrator write protection is none: gives that right up, for good."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None)
        for capability in OVERRIDES:
            libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


class Terminal:
    """COMMAND in FOLDER.  With SHELL, beneath a process that stands for a shell: nobody can
    be suspended who has none to come back to."""

    started = []                # all of them

    def __init__(self, command, environment, folder, shell=False):
        Terminal.started.append(self)
        self.screen = Screen(ROWS, COLS)
        self.status, self.leader, self.pid, self.master = None, 0, 0, -1
        self.greeting = ""      # what it said before the first key, where it says something
        told, tell = os.pipe()
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        self.leader, self.master = pty.fork()
        if self.leader == 0:
            try:
                self.become(command, environment, folder, shell, tell)
            finally:
                os._exit(127)
        os.close(tell)
        self.pid = int(os.read(told, 32))
        os.close(told)
        os.set_blocking(self.master, False)

    @staticmethod
    def become(command, environment, folder, shell, tell):
        """In the child."""
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLS, 0, 0))
        for number in (signal.SIGINT, signal.SIGPIPE, signal.SIGXFSZ):
            signal.signal(number, signal.SIG_DFL)
        if shell and os.fork() != 0:
            while True:
                signal.pause()
        if shell:
            os.setpgid(0, 0)
            signal.signal(signal.SIGTTOU, signal.SIG_IGN)
            os.tcsetpgrp(0, os.getpid())
            signal.signal(signal.SIGTTOU, signal.SIG_DFL)
        as_everyone()
        os.chdir(folder)
        os.write(tell, b"%d" % os.getpid())
        os.execvpe(command[0], command, environment)

    def read(self, patience):
        """Takes in what comes within PATIENCE seconds; whether anything did."""
        if self.master < 0:
            time.sleep(patience)
            return False
        if not select.select([self.master], [], [], patience)[0]:
            return False
        try:
            data = os.read(self.master, 65536)
        except BlockingIOError:
            return False
        except OSError:         # nobody is at the other side any more
            time.sleep(patience)
            return False
        self.screen.feed(data)
        if b"\x1b[6n" in data:  # where is the cursor?
            self.type(f"\x1b[{self.screen.row + 1};{self.screen.col + 1}R")
        return True

    def settle(self, quiet=0.15):
        """Until nothing has come for a while."""
        while self.read(quiet):
            pass

    def idle(self, seconds):
        """As long, without a key."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.read(left)

    def type(self, text):
        """As from a keyboard: Enter sends a carriage return."""
        data = text.replace("\n", "\r").encode()
        while data:
            _, ready, _ = select.select([], [self.master], [], 0.05)
            try:
                if ready:
                    data = data[os.write(self.master, data):]
            except BlockingIOError:
                pass
            if data:
                self.read(0)

    def shows(self, pattern):
        """What on the screen is like PATTERN, or None."""
        match = re.search(pattern, self.screen.words())
        return match and match[0]

    def wait_for(self, pattern, patience=PATIENCE):
        """Until something like PATTERN is on the screen, and the rest of the picture too."""
        end = time.monotonic() + patience
        while True:
            if self.shows(pattern):
                self.settle(0.05)
                if found := self.shows(pattern):
                    return found
            if time.monotonic() > end or self.ended():
                raise Missing(f"'{pattern}' has not come:\n{self.screen.text()}")
            self.read(0.1)

    def signal(self, number):
        if not self.ended():
            os.kill(self.pid, number)

    def close(self):
        """As when the window is closed."""
        if self.master >= 0:
            os.close(self.master)
            self.master = -1

    def ended(self):
        if self.status is None:
            try:
                pid, status = os.waitpid(self.pid, os.WNOHANG)
            except ChildProcessError:   # the shell's child as yet
                return False
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status is not None

    def wait_end(self, patience=PATIENCE):
        """Whether it has ended by itself in that time."""
        end = time.monotonic() + patience
        while not self.ended() and time.monotonic() < end:
            self.read(0.02)
        return self.ended()

    def wait_stopped(self, patience):
        """Whether it is suspended (Ctrl-Z)."""
        end = time.monotonic() + patience
        while time.monotonic() < end and not self.ended():
            with open(f"/proc/{self.pid}/stat", encoding="ascii", errors="replace") as file:
                if file.read().rpartition(")")[2].split()[0] == "T":
                    return True
            self.read(0.05)
        return False

    def kill(self):
        """Ends it and its terminal, if they are still there."""
        self.signal(signal.SIGKILL)
        if self.leader != self.pid:
            os.kill(self.leader, signal.SIGKILL)
            os.waitpid(self.leader, 0)
            self.leader = self.pid
        self.wait_end()
        self.close()
