"""The figures of two sentences held against each other: what clashes, strictly and by kind alone, and what both have."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from summarizer.engines.embedded import lexicon
from summarizer.models import Quantity
from summarizer.text.quantities import comparable, compatible
from summarizer.text.quantities.measure_forms import parse_measure
from summarizer.text.quantities.units import is_money, scale_of
from summarizer.text.tokens import stem

PEOPLE, MONEY, ANYTHING = "people", "money", ""


class Figures(NamedTuple):
    """How many pairs of figures of two sentences clash: of one measure, of one unit, of one kind; and how many agree.

    `met` counts pairs of one measure that agree, `kin` pairs of one kind that clash, `kin_met` pairs of one kind that
    agree: a kind is people whoever they are, sums in any currency, lengths of anything.
    """

    measures: int = 0
    units: int = 0
    met: int = 0
    kin: int = 0
    kin_met: int = 0


NO_FIGURES = Figures()


def hold_figures(left: Sequence[Quantity], right: Sequence[Quantity]) -> Figures:
    """Count what clashes and what agrees between the figures of two sentences."""
    clashing, met = _sorted_out(left, right, comparable)
    kin, kin_met = _sorted_out(left, right, _are_kin)
    return Figures(
        measures=sum(one.measure is not None and one.measure == other.measure for one, other in clashing),
        units=sum(one.unit is not None for one, _ in clashing),
        met=len(met),
        kin=len(kin),
        kin_met=len(kin_met),
    )


def clashing_figures(left: Sequence[Quantity], right: Sequence[Quantity]) -> list[tuple[Quantity, Quantity]]:
    """List the pairs of figures of one kind that can't both hold, where neither agrees with another of the other side."""
    return _sorted_out(left, right, _are_kin)[0]


Pairs = list[tuple[Quantity, Quantity]]


def _sorted_out(
    left: Iterable[Quantity], right: Sequence[Quantity], may_meet: Callable[[Quantity, Quantity], bool]
) -> tuple[Pairs, Pairs]:
    """Part the pairs that may be held against each other: those that clash, and those that agree.

    A figure that agrees with one of the other side clashes with none.
    """
    pairs = [(one, other) for one in left for other in right if may_meet(one, other)]
    met = [(one, other) for one, other in pairs if compatible(one, other)]
    settled = {id(figure) for pair in met for figure in pair}
    return [(a, b) for a, b in pairs if id(a) not in settled and id(b) not in settled], met


def _are_kin(a: Quantity, b: Quantity) -> bool:
    left, right = kind_of(a), kind_of(b)
    if ANYTHING in {left, right}:
        return a.unit is None and b.unit is None
    return left == right


def kind_of(quantity: Quantity) -> str:
    """Name what a figure counts as coarsely as may make sense; a bare number may count anything."""
    if is_money(quantity.unit):
        return MONEY
    if quantity.unit is not None:
        return scale_of(quantity.unit).family
    if quantity.measure is None:
        return ANYTHING
    measure = parse_measure(quantity.measure)
    words = set((measure.noun or "").split()) | {stem(word) for word in quantity.text.lower().split()}
    if measure.noun in {None, PEOPLE} or words & persons():
        return PEOPLE
    return (measure.noun or "").split()[-1]


@cache
def persons() -> frozenset[str]:
    """Load the stems of the nouns that count people."""
    return frozenset(stem(word) for word in lexicon.load("persons")["persons"].split())
