"""Queries whose SQL is made once.

Django makes its SQL anew for each request, column by column: of a page that reads a lot, that is more than half of the
CPU. A `prepared` query is a function that writes its queryset as any other would:

    @prepared
    def _weeks(*, school, ids):
        return Cycle.objects.filter(school_id=school, pk__in=ids)

    weeks = _weeks(school=1, ids=[2, 3])

It is called with stand-ins for what it is given, once in each thread (for lists, once for each power of two of their
lengths); from then on its SQL is sent with the values of the call. So it may not look at them (no `if`, no sum, no
loop), nor at the clock, which is given to it as well. A list is for `__in`, and may be empty. `attach` does what a
prefetch would.
"""

import threading
from functools import update_wrapper

from django.core.exceptions import EmptyResultSet
from django.db import connections, router
from django.db.models import Expression, QuerySet
from django.http import Http404


class Given(Expression):
    """Stands for a value of the call while the SQL is made: a single one, or a list of so many (`size`)."""

    def __init__(self, name, size=None):
        super().__init__()
        self.name, self.size = name, size

    def as_sql(self, compiler, connection):
        if self.size is None:
            return "%s", [_Slot(self.name)]
        if not self.size:
            raise EmptyResultSet
        return f"({', '.join(['%s'] * self.size)})", [_Slot(self.name, place) for place in range(self.size)]


class _Slot:
    """Where a value of the call goes among the parameters of the SQL."""

    def __init__(self, name, place=None):
        self.name, self.place = name, place

    def of(self, values):
        value = values[self.name]
        return value if self.place is None else value[self.place]


class _Compiled:
    """A queryset with its SQL: `rows` of any values of the same shape."""

    def __init__(self, queryset, connection):
        if queryset._prefetch_related_lookups:
            raise TypeError("A prepared query prefetches nothing: attach what another one answers.")
        self.queryset, self.connection = queryset, connection
        query = queryset.query
        compiler = query.get_compiler(connection=connection)
        try:
            self.sql, self.params = compiler.as_sql()
        except EmptyResultSet:
            self.sql = ""
            return
        # The iterable that makes instances, dicts or tuples of the rows asks the query for a compiler, and that for its
        # SQL and for what converts each column.
        converters = compiler.get_converters([column for column, *_ in compiler.select[: compiler.col_count]])
        compiler.get_converters = lambda columns: converters
        compiler.as_sql = lambda *args, **kwargs: (self.sql, self.bound)
        query.get_compiler = lambda *args, **kwargs: compiler

    def rows(self, values):
        if not self.sql:
            return []
        adapt = self.connection.ops.adapt_unknown_value
        given = ((one.of(values) if isinstance(one, _Slot) else one) for one in self.params)
        # Ids are most of it, and are sent as they are.
        self.bound = tuple(one if isinstance(one, (int, str)) else adapt(one) for one in given)
        return list(self.queryset._iterable_class(self.queryset))


class _Kept(threading.local):
    """What is compiled already, in this thread."""

    def __init__(self):
        self.by_shape = {}


class prepared:
    """Makes a function that writes a queryset into one that answers with its rows, as a list. One query; none where
    an empty list leaves nothing to find."""

    def __init__(self, write):
        self.write = write
        self.kept = _Kept()
        update_wrapper(self, write)

    def __call__(self, **values):
        values = {name: _evened(name, value) for name, value in values.items()}
        shape = tuple((name, len(value) if isinstance(value, list) else None) for name, value in values.items())
        compiled = self.kept.by_shape.get(shape)
        if compiled is None or compiled.connection is not connections[router.db_for_read(compiled.queryset.model)]:
            queryset = self.write(**{name: Given(name, size) for name, size in shape})
            compiled = _Compiled(queryset, connections[router.db_for_read(queryset.model)])
            self.kept.by_shape[shape] = compiled
        return compiled.rows(values)


def one_or_404(rows):
    """The first of what a prepared query answered; 404 where it found nothing."""
    if not rows:
        raise Http404
    return rows[0]


def _evened(name, value):
    """A list with its last repeated, up to 1, 2, 4, 8 …: few shapes for lists of any length."""
    if value is None:
        raise TypeError(f"“{name}” may not be None: what looks for nothing is another query.")
    if isinstance(value, (list, tuple, set, frozenset)):
        value = list(value)
        value += value[-1:] * (_next_power(len(value)) - len(value))
    return value


def _next_power(size):
    return 1 << (size - 1).bit_length() if size else 0


def attach(owners, name, rows):
    """Give each of `owners`, all of one model, those of `rows` that hang on it: as a prefetch of `name` would."""
    if not owners:
        return
    found = {owner.pk: (owner, []) for owner in owners}
    back = owners[0]._meta.get_field(name).field
    for row in rows:
        owner, its_own = found[getattr(row, back.attname)]
        back.set_cached_value(row, owner)
        its_own.append(row)
    for owner, its_own in found.values():
        known = QuerySet(back.model)
        # What is in it, and the condition for whoever narrows it.
        found_already = {"_result_cache": its_own, "_prefetch_done": True}
        vars(known).update(found_already, _deferred_filter=(False, (), {back.name: owner}))
        vars(owner).setdefault("_prefetched_objects_cache", {})[name] = known
