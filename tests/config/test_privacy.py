"""The privacy page says what the access table says, to anybody."""

import re
from html import unescape

from django.test import Client
from django.urls import reverse

from config.access import AFTER_A_MENTORSHIP, READERS, WHO_SEES_WHAT
from schools.reading_on import READS_FOR


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


def test_privacy_page_says_how_long_from_what_the_code_goes_by(pair, ect, signed_in):
    pair.school.keeps_for_years = 4
    pair.school.save()

    nobodys, own = Client().get(reverse("privacy")).text, signed_in(ect).get(reverse("privacy")).text

    for text in (nobodys, own):
        assert f"for {READS_FOR.days} days" in text
        assert "for 2 years after they left" in text
    assert "Harbour Academy keeps it for 4 years." in own
    assert reverse("coaching:access_record", args=[pair.school_id, ect.pk]) in own
    assert "Harbour Academy" not in nobodys
