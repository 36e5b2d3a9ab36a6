"""What a first visit costs on the wire: the aims of the front end, compressed as it is served."""

import re

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

KB = 1000


def weighed(path):
    """The compressed size of a static file and of the modules it imports, by path."""
    with open(finders.find(path), "rb") as file:
        content = file.read()
    sizes = {path: len(brotli.compress(content))}
    if path.startswith("js/"):
        for imported in re.findall(r'^import .* from "\./(.+)";$', content.decode(), re.M):
            sizes |= weighed(f"{path.rsplit('/', 1)[0]}/{imported}")
    return sizes


def visit(client, address):
    """(HTML, scripts, styles) of a page, in bytes on the wire."""
    html = client.get(address).content
    scripts, styles = {}, {}
    for path in re.findall(r'<script[^>]* src="/static/([^"]+)"', html.decode()):
        scripts |= weighed(path)
    for path in re.findall(r'<link rel="stylesheet" href="/static/([^"]+)"', html.decode()):
        styles |= weighed(path)
    return len(brotli.compress(html)), sum(scripts.values()), sum(styles.values())


@pytest.mark.parametrize("page", ["meeting", "mentor's home", "ECT's home", "sign-in"])
def test_first_visit_is_light(page, client, signed_in, mentor, ect, draft, live):
    client, address = {
        "meeting": (signed_in(mentor), reverse("coaching:meeting", args=[draft.pk])),
        "mentor's home": (signed_in(mentor), "/"),
        "ECT's home": (signed_in(ect), "/"),
        "sign-in": (client, reverse("account_login")),
    }[page]

    html, scripts, styles = visit(client, address)

    assert scripts > 0
    assert styles > 0
    assert scripts <= 25 * KB
    assert html <= 14 * KB
    assert html + scripts + styles <= 60 * KB
