"""The rows that hang on another, brought along in that row's own query: a page's queries stay as they are."""

import json
from datetime import UTC, datetime

from django.db.models import Aggregate, Func, JSONField, Subquery
from django.db.models.functions import JSONObject


class Row(JSONObject):
    """One row as JSON. SQLite is not asked whether it knows JSON, as each process would once: it does."""

    def as_sqlite(self, compiler, connection, **context):
        return Func.as_sql(self, compiler, connection, **context)


class _Gathered(Aggregate):
    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


def gathered(rows, of, /, **columns):
    """To annotate with: `columns` of the `rows` of one `of`, as a list of dicts in no order; None where there are none.

    `rows` names the outer row by `OuterRef`. Moments are read with `moment`, JSON columns with `plain_json`.
    """
    grouped = rows.order_by().values(of).annotate(gathered=_Gathered(Row(**columns)))
    return Subquery(grouped.values("gathered"))


def moment(text):
    """A gathered moment: PostgreSQL writes it with its zone, SQLite as UTC without."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def plain_json(value):
    """A gathered JSON column, which SQLite hands over as text."""
    return json.loads(value) if isinstance(value, str) else value
