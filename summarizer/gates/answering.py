"""What a gate is, and how it words what it read."""

from collections.abc import Callable

from summarizer.models import FindingType, GateAnswer, Quantity, Side
from summarizer.text.names import Name, find_names

Gate = Callable[[Side, Side, FindingType], GateAnswer]
"""Two claims that are said to conflict, and the type of the finding → how one harmless explanation fared."""


def names_in(side: Side) -> list[Name]:
    """Find the names in a claim and in what it is about."""
    subject = f"{side.claim.subject}. " if side.claim.subject else ""
    return find_names(f"{subject}{side.claim.text}", all_capitals=False)


def speaker_of(side: Side) -> str | None:
    """Name who says a claim; None where the article says it."""
    return side.claim.attribution.name or side.claim.attribution.role


def differing(a: Side, b: Side) -> tuple[list[Quantity], list[Quantity]]:
    """List the quantities of each side that the other does not have with the very same value and unit."""

    def key(quantity: Quantity) -> tuple[float | None, float | None, str | None, str]:
        return (quantity.low, quantity.high, quantity.unit, quantity.bound)

    left, right = {key(q) for q in a.claim.quantities}, {key(q) for q in b.claim.quantities}
    return (
        [q for q in a.claim.quantities if key(q) not in right],
        [q for q in b.claim.quantities if key(q) not in left],
    )
