"""The privacy page says what the access table says, to anybody."""

import re
from html import unescape

from django.test import Client
from django.urls import reverse

from config.access import AFTER_A_MENTORSHIP, READERS, WHO_SEES_WHAT


def test_privacy_page_is_the_access_table(db):
    text = Client().get(reverse("privacy")).text

    heads = [unescape(head) for head in re.findall(r'scope="col">([^<]*)<', text)]
    rows = re.findall(r'scope="row">([^<]*)</th>(.*?)</tr>', text, re.DOTALL)
    shown = {
        unescape(what): tuple(unescape(cell) for cell in re.findall(r"<td[^>]*>([^<]*)</td>", cells))
        for what, cells in rows
    }
    assert heads == [reader[0].upper() + reader[1:] for reader in READERS]
    assert shown == {what[0].upper() + what[1:]: cells for what, cells in WHO_SEES_WHAT.items()}
    assert AFTER_A_MENTORSHIP in unescape(text)
