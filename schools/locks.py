"""The order in which actions lock: people first, by their ids, then what is theirs (roles, pairs, invitations).

Whoever came second waits then, and no two ever wait for each other.
"""

from schools.models import User

CHUNK = 500


def locked_people(ids):
    """The people with these ids, locked, by id: who changes what one of them is at this moment waits.

    One query for each 500. A row that merely refers to one of them (`no_key`) waits for nothing.
    """
    ids, found = sorted(set(ids)), []
    for start in range(0, len(ids), CHUNK):
        found += User.objects.select_for_update(no_key=True).filter(pk__in=ids[start : start + CHUNK]).order_by("pk")
    return found
