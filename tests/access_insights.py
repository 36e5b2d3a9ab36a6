"""The places of the figures, in the world in which everybody knocks at every address."""


class InsightsWorld:
    """`subjects`: the arguments of a route by what its row is about."""

    def __init__(self, school):
        self.subjects = {
            "the school in figures": [school.pk],
            "the school in figures, as csv": [school.pk, "csv"],
            "the school in figures, as xlsx": [school.pk, "xlsx"],
            "the school in figures, as something else": [school.pk, "pdf"],
            "the trust in figures": [school.trust_id],
            "the trust in figures, as csv": [school.trust_id, "csv"],
        }
