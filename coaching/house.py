"""A school's own in the meeting: where a focus may start, the names of the three prompts, the note on style."""

from dataclasses import asdict, dataclass

from actionsteps.models import Policy


@dataclass(frozen=True)
class Prompts:
    """What a school calls the three prompts (A65); "" stands for the product's own name."""

    do: str = ""
    by: str = ""
    so_that: str = ""

    def parts(self, wording):
        """`wording` as the `Sentence` to show under these names."""
        return wording.parts(self.do, self.by or "by", self.so_that or "so that")

    @property
    def stored(self):
        """As a week keeps them once it is set (A77)."""
        return asdict(self)

    @property
    def labels(self):
        """The names over the fields, by their part."""
        return {"do": self.do or "Do this", "by": self.by or "by", "so": self.so_that or "so that"}


@dataclass(frozen=True)
class House:
    """What a school has settled: its policy, prompts and note."""

    policy: str = Policy.BOTH
    prompts: Prompts = Prompts()
    note: str = ""

    @property
    def has_bank(self):
        """Whether a focus may start from the bank (A48)."""
        return self.policy != Policy.BESPOKE

    @property
    def bank_only(self):
        """Whether every focus has to."""
        return self.policy == Policy.BANK


def house_of(school):
    """The `House` of a school. Reads its `bank_settings`: select them, or it costs a query."""
    settings = getattr(school, "bank_settings", None)
    if settings is None:
        return House()
    prompts = Prompts(settings.do_prompt, settings.by_prompt, settings.so_that_prompt)
    return House(settings.policy, prompts, settings.house_note)


def prompts_of(cycle):
    """The prompts that a week is read under: those it was set with; a draft's are the school's present ones (A77)."""
    return house_of(cycle.school).prompts if cycle.is_draft else Prompts(**cycle.prompts)
