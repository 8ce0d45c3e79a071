"""How far a batch is, as data; rendering it is the business of whoever shows it."""

from typing import NamedTuple

from summarizer.models import Usage
from summarizer.runs import Counts


class Progress(NamedTuple):
    """How far a batch is: its counts, how many articles the sources have if that is known yet, and what it took so far.

    `seconds` is the time since it began.
    """

    counts: Counts
    total: int | None
    seconds: float
    usage: Usage

    @property
    def left(self) -> int | None:
        """Articles that are neither done nor failed; None where it is not known."""
        return None if self.total is None else max(0, self.total - sum(self.counts))

    @property
    def rate(self) -> float | None:
        """Articles a second that were asked about; None before the first."""
        asked = self.counts.done
        return asked / self.seconds if asked and self.seconds else None

    @property
    def seconds_left(self) -> float | None:
        """How long the rest takes at this rate; None where it is not known."""
        return self.left / self.rate if self.left is not None and self.rate else None
