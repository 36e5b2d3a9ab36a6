"""Counts the rows whose school, or ECT, is another than that of the row they hang on."""

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db.models import F

# What a child carries of its parent, so that every question starts from an index.
CARRIED = ("school", "ect")


def hangings():
    """Every (model, foreign key, carried column) in which a row says again what the row it hangs on says."""
    for model in apps.get_models():
        columns = {field.name for field in model._meta.concrete_fields}
        for field in model._meta.concrete_fields:
            if not field.is_relation or field.name in CARRIED:
                continue
            theirs = {other.name for other in field.related_model._meta.concrete_fields}
            for column in CARRIED:
                if column in columns and column in theirs:
                    yield model, field.name, column


def mismatches():
    """How many rows differ, for each of `hangings()`. One query each."""
    for model, parent, column in hangings():
        # What has no school of its own (a step of the starter bank or of a trust) is there for many.
        differing = model._base_manager.filter(**{f"{parent}__{column}__isnull": False}).exclude(
            **{f"{parent}__{column}_id": F(f"{column}_id")}
        )
        yield f"{model._meta.label}.{column} ≠ {parent}.{column}", differing.count()


class Command(BaseCommand):
    help = (
        "Count the rows whose school or ECT is another than that of the row they hang on. Aim: 0. Ends with an error "
        "otherwise."
    )

    def handle(self, **options):
        found = 0
        for words, count in mismatches():
            found += count
            if count or options["verbosity"] > 1:
                self.stdout.write(f"{count:>8}  {words}")
        self.stdout.write(f"{found} rows hang on a row of another school or ECT.")
        if found:
            raise SystemExit(1)
