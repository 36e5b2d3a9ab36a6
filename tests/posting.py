"""A form as a browser without JavaScript sends it: every field of the page, as it was drawn, and the button pressed."""

import re
from html.parser import HTMLParser

from django.urls import reverse


class Drawn(HTMLParser):
    """The fields of the form that posts to `action`, by name, each a list of values; and the buttons it has."""

    def __init__(self, html, action):
        super().__init__(convert_charrefs=True)
        self.fields, self.buttons = {}, []
        self.action, self.inside, self.area, self.select = action, False, None, None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.inside = attrs.get("action") == self.action
        if not self.inside or attrs.get("disabled") is not None:
            return
        name = attrs.get("name")
        if tag == "input" and name:
            is_ticked = attrs.get("type") in ("checkbox", "radio")
            if not is_ticked or "checked" in attrs:
                self._add(name, attrs.get("value", "on" if is_ticked else ""))
        elif tag == "textarea":
            self.area = [name, ""]
        elif tag == "select":
            self.select = [name, None]
        elif tag == "option" and self.select and ("selected" in attrs or self.select[1] is None):
            self.select[1] = attrs.get("value", "")
        elif tag == "button" and name:
            self.buttons.append(attrs.get("value", ""))

    def handle_data(self, data):
        if self.area:
            self.area[1] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "textarea" and self.area:
            name, text = self.area
            # HTML drops one line break after the tag.
            self._add(name, text.removeprefix("\n").replace("\n", "\r\n"))
            self.area = None
        elif tag == "select" and self.select:
            self._add(self.select[0], self.select[1] or "")
            self.select = None

    def _add(self, name, value):
        if name:
            self.fields.setdefault(name, []).append(value)


def drawn(response, action):
    """The form that posts to `action` in an HTML response."""
    return Drawn(response.content.decode(), action)


def press(client, path, do=None, page=None, follow=False, **typed):
    """Load `path` (or take the `page` that was loaded before), type, press the button `do`; returns the answer.

    In names of fields "__" stands for "-". A value of None leaves a field out, a list sends each of its values.
    """
    form = page or drawn(client.get(path), path)
    data = dict(form.fields)
    data |= {name.replace("__", "-"): value for name, value in typed.items()}
    if do is not None:
        assert do in form.buttons, f"no button {do}"
        data["do"] = do
    return client.post(path, {name: value for name, value in data.items() if value is not None}, follow=follow)


def address(week):
    return reverse("coaching:meeting", args=[week.pk])


def page_of(client, week):
    return drawn(client.get(address(week)), address(week))


def text_of(response):
    """The words of a page, tags and white space folded away."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
