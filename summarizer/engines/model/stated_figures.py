"""Figures that a text states, held against the words that should prove it."""

import re
from collections.abc import Iterable

from summarizer.models import Quantity
from summarizer.text.quantities import find_quantities

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def unsupported_figures(text: str, evidence: str) -> list[str]:
    """List the figures of a text that its evidence does not have, in digits or by value."""
    known = _figures(evidence)
    strays = [figure for figure in _FIGURE.findall(text) if _plain(figure) not in known]
    if not strays:
        return []
    values = ends_of(find_quantities(evidence))
    matched = [quantity.text for quantity in find_quantities(text) if ends_of([quantity]) & values]
    by_value = {_plain(figure) for words in matched for figure in _FIGURE.findall(words)}
    return [figure for figure in strays if _plain(figure) not in by_value]


def ends_of(quantities: Iterable[Quantity]) -> frozenset[float]:
    """Collect the ends of the intervals that quantities are: "12" and "at least 12" share one."""
    ends = (end for quantity in quantities for end in (quantity.low, quantity.high))
    return frozenset(end for end in ends if end is not None)


def _figures(text: str) -> frozenset[str]:
    return frozenset(map(_plain, _FIGURE.findall(text)))


def _plain(figure: str) -> str:
    """Take the separators of thousands out of a figure."""
    return re.sub(r"[,.](?=\d{3}(?:\D|$))", "", figure)
