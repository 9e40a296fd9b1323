# SPDX-License-Identifier: GPL-3.0-or-later
# What tests/ics.sh does: writes events of many scripts, and reads them with icalendar.
#
# icalendar 4 undoes escapes twice (it takes a written backslash before n, comma, semicolon
# or backslash for an escape of its own), so no text here has one of these behind a
# backslash; tests/unit/t_ics has all of them.
import datetime
import random
import subprocess
import sys

from icalendar import Calendar

PIECES = [
    "Pan fydd y gloch yn canu, byddaf i'n aros; wedyn gwrandawaf. ",
    "Tŷ’r ŵyl: dŵr, tân a gwynt – â phob un ei lais ",
    "當鈴聲響起時，我會等待；然後我會傾聽。", "領導力分佈在整個學校裡。",
    "👩\u200d👩\u200d👧", "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
    "👍🏽", "🇫🇷", "e\u0301e\u0301", "שָׁלוֹם ", "ห้องเรียน", "\t", " ", "  ", "\n", "\n\n", ",", ";",
    ":", '"', "'", "\\o/", "=", "BEGIN:VEVENT", "\nEND:VEVENT\n", "x" * 73, "100 %", "<b>&amp;</b>",
]

dice = random.Random(5545)
wrong = 0


def complain(words):
    global wrong
    wrong += 1
    if wrong < 10:
        print(words)


def random_text(most):
    return "x" + "".join(dice.choice(PIECES) for _ in range(dice.randint(0, most))) + "x"


def random_event(number):
    day = datetime.date(2026, 1, 1) + datetime.timedelta(days=dice.randint(0, 20000))
    return ["id-%d" % number, day, random_text(8), random_text(60)]


def written(events):
    arguments = [str(part) for event in events for part in event]
    return subprocess.run([sys.argv[1]] + arguments, stdout=subprocess.PIPE, check=True).stdout


def check_event(event, found):
    uid, day, summary, description = event
    expected = {
        "UID": uid, "SUMMARY": summary, "DESCRIPTION": description, "CLASS": "PRIVATE",
        "TRANSP": "TRANSPARENT",
    }
    for name, value in expected.items():
        if str(found.get(name)) != value:
            complain("%s: %r instead of %r" % (name, str(found.get(name)), value))
    if found.decoded("DTSTART") != day:
        complain("DTSTART: %s instead of %s" % (found.decoded("DTSTART"), day))
    if found.decoded("DTEND") != day + datetime.timedelta(days=1):
        complain("DTEND: %s of %s" % (found.decoded("DTEND"), day))
    stamp = datetime.datetime(2027, 1, 15, 8, 0, tzinfo=datetime.timezone.utc)
    if found.decoded("DTSTAMP") != stamp:
        complain("DTSTAMP: %s" % found.decoded("DTSTAMP"))
    for name in ("ORGANIZER", "ATTENDEE", "METHOD"):
        if name in found:
            complain("%s stands in an event" % name)
    if found.subcomponents:
        complain("something stands in an event: %s" % found.subcomponents)


for trial in range(40):
    events = [random_event(number) for number in range(dice.randint(1, 12))]
    calendar = Calendar.from_ical(written(events))
    if str(calendar.get("VERSION")) != "2.0" or not calendar.get("PRODID"):
        complain("no VERSION or PRODID")
    found = calendar.subcomponents
    if [part.name for part in found] != ["VEVENT"] * len(events) or calendar.errors:
        complain("%d events became %s" % (len(events), [part.name for part in found]))
        continue
    for event, part in zip(events, found):
        if part.errors:
            complain("icalendar says: %s" % part.errors)
        check_event(event, part)
sys.exit(1 if wrong else 0)
