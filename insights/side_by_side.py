"""A trust's schools side by side: in alphabetical order, the same figures for each, never a league table."""

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import mark_safe

WITHHELD = "–"
HEAD = '<tr class="govuk-table__row"><th class="govuk-table__header" scope="row"><a href="%s">%s</a></th>'
CELL = '<td class="govuk-table__cell">%s</td>'
ROW = f"{HEAD}{CELL * 7}</tr>"
LINK = '<a href="%s">%s</a>'


def rows_of(page, schools, *, only=""):
    """The rows of the table, ready HTML: prepared here, as a big trust's has hundreds of cells. No query.

    `only`: of the schools that have any of these, by their name in `Glance`.
    """
    by_school = page.told.by_school(page.span)
    head, tail = reverse("insights:school_overview", args=[0]).split("0")
    shown = [school for school in schools if not only or getattr(page.glances[school.pk], only)]
    rows = (_row(page, school, by_school, f"{head}{school.pk}{tail}", only) for school in shown)
    # Numbers, addresses, and names that are escaped.
    return mark_safe("".join(rows))


def _row(page, school, by_school, href, only):
    glance, sums = page.glances[school.pk], by_school.get(school.pk, {})
    span = f"span={page.span.key}"
    return ROW % (
        f"{href}?show={only}&amp;{span}#pairs-h" if only else f"{href}?{span}",
        escape(school.name),
        glance.pairs,
        LINK % (f"{href}?show=overdue&amp;{span}#pairs-h", glance.overdue) if glance.overdue else 0,
        LINK % (f"{href}?show=paused&amp;{span}#pairs-h", glance.paused) if glance.paused else 0,
        _of(*page.held_at.by_school.get(school.pk, (0, 0))),
        _of(sums.get("achieved", 0), sums.get("outcomes", 0)),
        _of(sums.get("evidence", 0), sums.get("foci", 0)),
        _of(sums.get("vague", 0), sums.get("foci", 0)),
    )


def _of(n, m):
    return f"{n} of {m}" if m else WITHHELD
