"""A trust's schools side by side: in alphabetical order, the same figures for each, never a league table."""

from django.urls import reverse
from django.utils.html import format_html, format_html_join

WITHHELD = "–"
HEAD = '<tr class="govuk-table__row"><th class="govuk-table__header" scope="row"><a href="{}">{}</a></th>'
CELL = '<td class="govuk-table__cell">%s</td>'
ROW = f"{HEAD}{CELL * 7}</tr>"
OVERDUE = '<a href="%s?show=overdue">%s</a>'


def rows_of(page, schools, *, only_overdue=False):
    """The rows of the table, ready HTML: prepared here, as a big trust's has hundreds of cells. No query."""
    by_school = page.told.by_school(page.span)
    head, tail = reverse("insights:school_overview", args=[0]).split("0")
    shown = [school for school in schools if page.glances[school.pk].overdue or not only_overdue]
    rows = (_row(page, school, by_school, f"{head}{school.pk}{tail}") for school in shown)
    return format_html_join("", "{}", ((row,) for row in rows))


def _row(page, school, by_school, href):
    glance, sums = page.glances[school.pk], by_school.get(school.pk, {})
    cells = (
        glance.pairs,
        OVERDUE % (href, glance.overdue) if glance.overdue else 0,
        glance.paused,
        _of(*page.held_at.by_school.get(school.pk, (0, 0))),
        _of(sums.get("achieved", 0), sums.get("outcomes", 0)),
        _of(sums.get("evidence", 0), sums.get("foci", 0)),
        _of(sums.get("vague", 0), sums.get("foci", 0)),
    )
    # Nothing but numbers goes in by "%s"; the name is text, and is escaped.
    return format_html(ROW % cells, href, school.name)


def _of(n, m):
    return f"{n} of {m}" if m else WITHHELD
