"""From an empty database to a school of twelve pairs that is signed in: how much must somebody do?"""

import re

from django.core import mail
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import expect

from schools.models import Mentorship, School, User

MOST = 25
PAIRS = 12
HEADINGS = "URN,First name,Last name,Email address,Job role,Mentor email address,Meeting day,Meeting time\n"
LIST = HEADINGS + "".join(
    f"110048,Mo,Mentor{n},mentor{n}@hill.example,Mentor,,,\n"
    f"110048,Eve,Ect{n},ect{n}@hill.example,ECT {n % 2 + 1},mentor{n}@hill.example,{day},15:40\n"
    for n, day in enumerate(["Monday", "Tuesday", "Thursday"] * 4)
)
TERMS = (
    b"Name,Start,End\nAutumn term,01/09/2025,19/12/2025\nAutumn half term,27/10/2025,31/10/2025\n"
    b"Spring term,05/01/2026,27/03/2026\nSummer term,13/04/2026,21/07/2026\n"
)
PASSWORD = "three plain words"


class Hands:
    """What a person does with a page, counted: each link opened, each press and each file chosen. Typing is not."""

    def __init__(self):
        self.done = []

    def open(self, page, link):
        self.done.append("open a link")
        page.goto(link)

    def press(self, page, role, name):
        self.done.append(name)
        page.get_by_role(role, name=name).first.click()

    def choose(self, page, label, name, content):
        self.done.append(f"choose {name}")
        page.get_by_label(label).set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})

    def accept(self, page, link):
        self.open(page, link)
        page.get_by_label("Password").fill(PASSWORD)
        self.press(page, "button", "Start")


def link_to(email):
    [letter] = [letter for letter in mail.outbox if letter.to == [email]]
    return re.search(r"(/invitation/\S+)", letter.body)[1]


def test_school_of_twelve_pairs_runs_after_few_steps(open_page, live_server, clock, capsys, settings):
    """Counted are all that the first leader does, and what a mentor and an ECT do in a browser of their own. The others
    take their invitations up by the same address and the same form, without a browser: one press each."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    hands = Hands()
    call_command(
        *("start_school", "--urn", "110048", "--name", "Hill School", "--leader", "Lea Lead"),
        *("--email", "lea@hill.example", "--site", live_server.url),
    )
    page = open_page()

    hands.accept(page, re.search(r"https?://\S+/invitation/\S+", capsys.readouterr().out)[0])
    hands.press(page, "link", "Bring in your ECTs and their mentors")
    hands.choose(page, "The list", "staff.csv", LIST.encode())
    hands.press(page, "button", "Show me")
    hands.press(page, "button", "Write 24 rows")
    expect(page.get_by_text("24 people added, 12 pairs made.")).to_be_visible()
    hands.press(page, "button", "Invite all of them")
    expect(page.get_by_text("24 invitations sent.")).to_be_visible()
    hands.press(page, "link", "Home")
    hands.press(page, "link", "Enter this year’s term dates")
    hands.press(page, "link", "Bring in")
    hands.choose(page, "The file", "terms.csv", TERMS)
    hands.press(page, "button", "Show me")
    hands.press(page, "button", "Write")
    expect(page.get_by_role("link", name="Change Autumn 2025")).to_be_visible()
    for who, heading in (("mentor0", "Your ECTs"), ("ect0", "This week")):
        guest = open_page(width=390)
        hands.accept(guest, link_to(f"{who}@hill.example"))
        expect(guest.get_by_role("heading", level=1)).to_have_text(heading)
    for letter in mail.outbox:
        if letter.to[0] not in ("mentor0@hill.example", "ect0@hill.example"):
            assert Client().post(link_to(letter.to[0]), {"password": PASSWORD}).status_code == 302

    school = School.objects.get()
    assert Mentorship.objects.live().filter(school=school).count() == PAIRS
    assert User.objects.filter(last_login__isnull=False).count() == 2 * PAIRS + 1
    hands.press(page, "link", "Home")
    expect(page.get_by_text("Left to do")).to_have_count(1)
    expect(page.get_by_role("link", name="Settle how your school words its foci")).to_be_visible()
    assert len(hands.done) <= MOST, hands.done
