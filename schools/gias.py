"""Schools from the official extract of all establishments in England (GIAS), matched on URN, never on a name."""

import csv

from django.db import transaction

from schools.models import School, Trust

NEEDED = ("URN", "EstablishmentName", "EstablishmentStatus (name)", "Trusts (name)")


class ExtractError(ValueError):
    """Why a file is not the extract, and what to do."""


def read_extract(file):
    """The open schools in a file opened as text, row by row: yields (urn, name, trust name), "" for none.

    Reads as it goes: the whole country's extract has some 50,000 rows of 140 columns. Raises `ExtractError`.
    """
    rows = csv.DictReader(file)
    headings = [heading.strip('\ufeff ï»¿"') for heading in rows.fieldnames or []]
    lacking = [heading for heading in NEEDED if heading not in headings]
    if lacking:
        raise ExtractError(
            f"This is not the extract of all establishments: it has no column {', '.join(lacking)}. Download "
            "“Establishment fields CSV” from get-information-schools.service.gov.uk."
        )
    rows.fieldnames = headings
    for row in rows:
        urn, status = (row["URN"] or "").strip(), (row["EstablishmentStatus (name)"] or "").strip().lower()
        if len(urn) == 6 and urn.isdecimal() and status.startswith("open"):
            yield urn, (row["EstablishmentName"] or "").strip(), (row["Trusts (name)"] or "").strip()


@transaction.atomic
def load_schools(rows, *, trust, write):
    """Bring the schools of `trust` (its name in the extract) in line with `rows`; nothing is written unless `write`.

    Returns [(urn, name, what becomes of it)]: "new", "renamed", "joins the trust", "same". A school that `rows` no
    longer name stays as it is. Two queries, one for a trust that is new, one for each school that changes.
    """
    wanted = [(urn, name) for urn, name, theirs in rows if theirs.casefold() == trust.casefold()]
    known = {school.urn: school for school in School.objects.select_related("trust").filter(urn__in=dict(wanted))}
    owner = (Trust.objects.filter(name__iexact=trust).first() or Trust(name=trust)) if wanted else None
    if write and wanted and owner.pk is None:
        owner.save()
    fates = []
    for urn, name in wanted:
        school = known.get(urn)
        fate = _fate(school, name, owner)
        fates.append((urn, name, fate))
        if write and fate != "same":
            known[urn] = school or School(urn=urn)
            known[urn].name, known[urn].trust = name, owner
            known[urn].save()
    return fates


def _fate(school, name, owner):
    if school is None:
        return "new"
    if owner.pk is None or school.trust_id != owner.pk:
        return "joins the trust"
    return "same" if school.name == name else "renamed"
