"""The inputs of the meeting page, written out in Python.

One field template each would cost as much as all the rest of the page (see bench/). Everything that comes from a
person is escaped here, at the one place where each function puts it in.
"""

from html import escape

from django.utils.safestring import SafeString, mark_safe

from actionsteps.difference import ADDED, REMOVED, SAME
from actionsteps.wording import text_digest
from coaching.fields import DATE, MINUTES, MOMENT, PICK, TEXT, TICK

BLANK = text_digest("")


def digits(value):
    """A number that a template shows as it is, without asking the locale: a page has hundreds of ids."""
    return SafeString(value)


def joined(drawn):
    """Several drawn fields as one value: a template pays for each it is given."""
    return SafeString("".join(drawn))


_MARKS = {ADDED: "<ins>{}</ins>", REMOVED: "<del>{}</del>", SAME: "{}"}


def marked(runs):
    """The runs of a `Difference` in HTML: what came stands in an `ins`, what went in a `del`."""
    return SafeString(" ".join(_MARKS[run.kind].format(escape(run.text)) for run in runs))


class Pen:
    """Draws the fields of one page.

    `typed` holds, by address, what is to be shown instead of the stored text; `errors` what is wrong with it;
    `conflicts` what somebody else saved meanwhile, as (their text, the digest of it); `drawn` the digests that the
    page was first drawn with, which a field in conflict keeps.
    """

    def __init__(self, typed=None, errors=None, conflicts=None, drawn=None):
        self.typed = typed or {}
        self.errors = errors or {}
        self.conflicts = conflicts or {}
        self.drawn = drawn or {}

    def field(self, address, what, stored, *, label="", extra="", after=""):
        """The whole group of one field: label, help, error, input, digest, and both texts where they differ."""
        value = self.typed.get(address, stored)
        error = self.errors.get(address, "")
        hint = _hint(address, what)
        described = " ".join(filter(None, [hint and f"{address}_helptext", error and f"{address}_error"]))
        told = f' aria-describedby="{described}"' if described else ""
        told += ' aria-invalid="true"' if error else ""
        wrong = _error(address, error)
        rest = self._digest(address, stored) + self._conflict(address) + after
        failed = " govuk-form-group--error" if error else ""
        name = escape(label) or what.label
        if what.kind == PICK:
            body = (
                f'<fieldset class="govuk-fieldset"{told}><legend class="govuk-fieldset__legend">{name}</legend>'
                f"{hint}{wrong}{_radios(address, what, value)}</fieldset>"
            )
        elif what.kind == TICK:
            body = _tick(address, name, value, told) + wrong
        elif what.prompt:
            body = (
                f'<div class="prompt-row"><label class="govuk-label prompt {_PROMPTS[what.prompt]}" for="{address}">'
                f"{name}</label><div>{hint}{wrong}{_area(address, what, value, told, error, extra)}</div></div>"
            )
        else:
            draw = _area if what.kind == TEXT else _line
            body = (
                f'<label class="govuk-label" for="{address}">{name}</label>{hint}{wrong}'
                f"{draw(address, what, value, told, error, extra)}"
            )
        return mark_safe(f'<div class="govuk-form-group{failed}">{body}{rest}</div>')

    def step(self, pk, what, stored, number, focus, fixed):
        """One step of a focus: its row, with a bare input and the button that removes it unless it is `fixed`."""
        address, said = f"step-{pk}-text", f"step {number} of focus {focus}"
        value, error = self.typed.get(address, stored), self.errors.get(address, "")
        told = f' aria-label="S{said[1:]}"{" readonly" if fixed else ""}'
        if error:
            told += f' aria-describedby="{address}_error" aria-invalid="true"'
        body = _error(address, error) + _area(address, what, value, told, error, "")
        body += self._digest(address, stored) + self._conflict(address)
        remove = (
            ""
            if fixed
            else f'<button class="link-button" name="do" value="remove_step:{pk}">Remove '
            f'<span class="govuk-visually-hidden">{said}</span></button>'
        )
        return (
            f'<li class="step-row" id="step-{pk}"><span class="step-row__number" aria-hidden="true">{number}</span>'
            f'<div class="step-row__text">{body}</div>{remove}</li>'
        )

    def difference(self, address, was):
        """Where the script shows, as it is typed, how a field differs from what it was."""
        return f'<p class="diff" data-diff-for="{address}" data-was="{escape(was)}"></p>'

    def _digest(self, address, stored):
        digest = self.drawn.get(address) if address in self.conflicts else ""
        digest = escape(digest) if digest else (text_digest(stored) if stored else BLANK)
        return f'<input type="hidden" name="drawn-{address}" value="{digest}">'

    def _conflict(self, address):
        if address not in self.conflicts:
            return ""
        theirs, digest = self.conflicts[address]
        return (
            '<div class="conflict" role="group" aria-label="Two versions">'
            "<p>This was changed elsewhere while you typed. Keep one, then save.</p>"
            '<div class="conflict__side"><h4>Yours</h4>'
            f'<p class="conflict__text">{escape(self.typed.get(address, ""))}</p></div>'
            f'<div class="conflict__side"><h4>Saved meanwhile</h4><p class="conflict__text">{escape(theirs)}</p></div>'
            '<div class="govuk-radios govuk-radios--inline govuk-radios--small">'
            + _radio(f"take-{address}", 0, f"mine:{digest}", "Keep mine", False)
            + _radio(f"take-{address}", 1, "theirs", "Take the saved one", False)
            + "</div></div>"
        )


_PROMPTS = {"do": "prompt--do", "by": "prompt--by", "so": "prompt--so"}
_TYPES = {DATE: "date", MOMENT: "datetime-local", MINUTES: "number"}
_WIDTHS = {DATE: "10", MOMENT: "20", MINUTES: "3"}


def _hint(address, what):
    return f'<div class="govuk-hint" id="{address}_helptext">{what.help}</div>' if what.help else ""


def _error(address, error):
    if not error:
        return ""
    return (
        f'<p class="govuk-error-message" id="{address}_error"><span class="govuk-visually-hidden">Error:</span> '
        f"{escape(error)}</p>"
    )


def _area(address, what, value, told, error, extra):
    # The line break after the tag is the one that HTML drops: a text that begins with one keeps its own. By its blank
    # placeholder the print stylesheet knows a field that nobody has filled in.
    wrong = " govuk-textarea--error" if error else ""
    return (
        f'<textarea class="govuk-textarea{wrong}" id="{address}" name="{address}" rows="{what.rows}"{told}{extra} '
        f'placeholder=" " data-grow>\n{escape(value)}</textarea>'
    )


def _line(address, what, value, told, error, extra):
    wrong = " govuk-input--error" if error else ""
    limits = ' min="1" max="600" inputmode="numeric"' if what.kind == MINUTES else ""
    return (
        f'<input class="govuk-input govuk-input--width-{_WIDTHS[what.kind]}{wrong}" type="{_TYPES[what.kind]}" '
        f'id="{address}" name="{address}" value="{escape(value)}"{limits}{told}{extra}>'
    )


def _radios(address, what, value):
    # The first carries the address as its id: a link to the field arrives there.
    items = (
        _radio(address, number, choice, label, choice == value) for number, (choice, label) in enumerate(what.choices)
    )
    return f'<div class="govuk-radios govuk-radios--inline govuk-radios--small">{"".join(items)}</div>'


def _radio(address, number, choice, label, chosen):
    place = f"{address}_{number}" if number else address
    checked = " checked" if chosen else ""
    return (
        f'<div class="govuk-radios__item"><input class="govuk-radios__input" type="radio" id="{place}" '
        f'name="{address}" value="{escape(choice)}"{checked}><label class="govuk-label govuk-radios__label" '
        f'for="{place}">{escape(label)}</label></div>'
    )


def _tick(address, name, value, told):
    checked = " checked" if value else ""
    return (
        '<div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item">'
        f'<input class="govuk-checkboxes__input" type="checkbox" id="{address}" name="{address}" value="1"{checked}'
        f'{told}><label class="govuk-label govuk-checkboxes__label" for="{address}">{name}</label></div></div>'
    )


def folded(drawn, count):
    """The rest of a long list, to be opened; "" where there is none."""
    if not drawn:
        return SafeString("")
    return SafeString(
        '<details class="govuk-details"><summary class="govuk-details__summary">'
        f'<span class="govuk-details__summary-text">{count} more</span></summary>{drawn}</details>'
    )


def ticks(name, items, chosen):
    """Check boxes of one name: `items` as (value, label), both of any text."""
    return mark_safe("".join(_listed(name, value, label, value in chosen) for value, label in items))


def _listed(name, value, label, chosen):
    place, checked = f"{name}_{value}", " checked" if chosen else ""
    return (
        f'<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id="{place}" '
        f'name="{name}" value="{value}"{checked}><label class="govuk-label govuk-checkboxes__label" for="{place}">'
        f"{escape(label)}</label></div>"
    )


def select(address, what, value, error):
    """A pick from a longer list, in one box, for what is sent with a button."""
    options = "".join(
        f'<option value="{choice}"{" selected" if choice == value else ""}>{escape(label)}</option>'
        for choice, label in (("", "Pick one"), *what.choices)
    )
    told = f' aria-describedby="{address}_error" aria-invalid="true"' if error else ""
    return mark_safe(
        f'<div class="govuk-form-group{" govuk-form-group--error" if error else ""}">'
        f'<label class="govuk-label" for="{address}">{what.label}</label>{_error(address, error)}'
        f'<select class="govuk-select" id="{address}" name="{address}"{told}>{options}</select></div>'
    )


def entry(address, what, value, error):
    """A field that is sent with a button only: it carries no digest and is never autosaved."""
    hint = _hint(address, what)
    described = " ".join(filter(None, [hint and f"{address}_helptext", error and f"{address}_error"]))
    told = f' aria-describedby="{described}"' if described else ""
    told += ' aria-invalid="true"' if error else ""
    draw = _area if what.kind == TEXT else _line
    return mark_safe(
        f'<div class="govuk-form-group{" govuk-form-group--error" if error else ""}">'
        f'<label class="govuk-label" for="{address}">{what.label}</label>{hint}{_error(address, error)}'
        f"{draw(address, what, value, told, error, ' data-unsaved')}</div>"
    )
