"""Pictures of n of m: bars drawn on the server, with the same numbers as words beside them and in their table."""

from dataclasses import dataclass

# In the units of the picture, which is as wide as its place.
LABELS, BARS, BAR, ROW, TOP = 165, 160, 16, 30, 6


@dataclass(frozen=True)
class Line:
    """A row of a picture: `n` of `m`, and the same a year before as (n, m), or None."""

    label: str
    n: int
    m: int
    before: tuple | None = None


@dataclass(frozen=True)
class Bar:
    """A line as it is drawn and as its table has it."""

    label: str
    words: str
    before: str
    width: int
    before_width: int
    y: int
    before_y: int
    text_y: int


@dataclass(frozen=True)
class Picture:
    """Lines as bars. `of_whole`: each is a share of its own m; else all share one m and the longest fills the place,
    with no ground behind it that would stand for the whole."""

    title: str
    heads: tuple
    lines: tuple
    of_whole: bool = True

    @property
    def has_before(self):
        return any(line.before for line in self.lines)

    @property
    def height(self):
        return ROW * len(self.lines)

    @property
    def bars(self):
        """The `Bar`s, from the top."""
        most = max((line.n for line in self.lines), default=1) or 1
        return [
            Bar(
                label=line.label,
                words=f"{line.n} of {line.m}" if line.m else "–",
                before=f"{line.before[0]} of {line.before[1]}" if line.before else "–",
                width=_width(line.n, line.m if self.of_whole else most),
                before_width=_width(*line.before) if line.before else 0,
                y=place * ROW + TOP,
                before_y=place * ROW + TOP + BAR + 1,
                text_y=place * ROW + TOP + 13,
            )
            for place, line in enumerate(self.lines)
        ]


def _width(n, m):
    return round(BARS * n / m) if m else 0
