"""Take the pictures of the README and the guides: the running product with its demo data, in a real browser.

Run by `./do pictures`, on a database of its own in a temporary folder.
"""

import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# Playwright keeps an event loop in this process; the queries here are plain ones.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def wait_for(address):
    for _ in range(600):
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    sys.exit(f"{address} did not answer.")


def session_of(user):
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user)
    return settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value


def week_in_hand():
    """A draft week that has a focus with steps: the one with the most in it."""
    from django.db.models import Count

    from coaching.models import Cycle

    return Cycle.objects.draft().annotate(told=Count("foci__steps")).order_by("-told", "pk").first()


def week_at_work():
    """A set week whose ECT has ticked something."""
    from django.db.models import Count

    from coaching.models import Cycle

    return Cycle.objects.to_review().annotate(ticked=Count("foci__steps__tick")).order_by("-ticked", "pk").first()


def take(browser, base, user, path, name, *, width, height, scheme="light", start="", typed=""):
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=2 if width < 600 else 1,
        color_scheme=scheme,
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="Europe/London",
    )
    cookie, value = session_of(user)
    context.add_cookies([{"name": cookie, "value": value, "url": base}])
    page = context.new_page()
    page.goto(base)  # home notes for the frame which hat is on, as signing in does
    page.goto(base + path)
    page.evaluate("document.fonts.ready")
    if typed:
        with page.expect_response(lambda answer: "/autosave/" in answer.url):
            page.locator("[name$=-so_that]").first.fill(typed)
    if start:
        page.locator(start).first.evaluate("part => part.scrollIntoView()")
        # The rail says which stage is in view once the browser has told it.
        page.wait_for_timeout(300)
    page.screenshot(path=PICTURES / name)
    context.close()
    print(PICTURES / name)


PHONE, LAPTOP = (390, 1000), (1280, 1000)


def all_pictures():
    """Whose page, at what address, as which picture, of which size; then where it starts, and what is typed there."""
    from django.urls import reverse

    from schools.models import Role, School, User

    drafted, worked = week_in_hand(), week_at_work()
    school = School.objects.order_by("pk").first()
    leader = User.objects.filter(memberships__role=Role.LEADER, memberships__school=school).order_by("pk").first()
    trust_leader = User.objects.filter(memberships__role=Role.TRUST_LEADER).order_by("pk").first()
    log = reverse("evidence:log", args=[worked.school_id, worked.ect_id])
    own = {"start": "#stage-actions .focus-card", "typed": "pupils write it down and find it again when they revise"}
    return [
        (drafted.mentorship.mentor, reverse("coaching:meeting", args=[drafted.pk]), "meeting.png", LAPTOP, own),
        (worked.ect, "/", "ect.png", PHONE, {}),
        (worked.mentorship.mentor, log, "log.png", PHONE, {}),
        (leader, reverse("schools:people", args=[school.pk]), "people.png", LAPTOP, {}),
        (leader, reverse("actionsteps:bank") + "?q=calling+out", "bank.png", LAPTOP, {}),
        (trust_leader, reverse("insights:trust_overview", args=[school.trust_id]), "overview.png", LAPTOP, {}),
    ]


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SQLITE_PATH"] = str(Path(folder) / "pictures.sqlite3")
        import django
        from django.core.management import call_command
        from playwright.sync_api import sync_playwright

        from scripts.demo import free_port

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("seed_demo", verbosity=0)
        port = free_port(8900)
        base = f"http://127.0.0.1:{port}"
        command = [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"]
        server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_for(base + "/account/login/")
            PICTURES.mkdir(parents=True, exist_ok=True)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=os.environ["CHROMIUM"], args=["--no-sandbox", "--disable-gpu"]
                )
                for user, path, name, (width, height), how in all_pictures():
                    take(browser, base, user, path, name, width=width, height=height, **how)
                browser.close()
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
