"""A quantity while it is being read: its text is still a span of pieces."""

from typing import NamedTuple

from summarizer.models import Bound


class Draft(NamedTuple):
    """A quantity whose text reaches from one piece up to another."""

    first: int
    last: int
    low: float | None
    high: float | None
    unit: str | None = None
    measure: str | None = None
    bound: Bound = "exact"

    @property
    def value(self) -> float:
        """The figure as it is written, whatever its bound."""
        return self.low if self.low is not None else self.high or 0.0
