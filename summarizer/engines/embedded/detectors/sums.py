"""Parts that don't add up: "of these, 210 are in Masaka and 150 in Gulu" shortly after a whole of 340."""

import math
import re
from collections.abc import Sequence

from summarizer.engines.embedded.detectors.detection import Detection, View
from summarizer.engines.embedded.overlap import Weights
from summarizer.models import Quantity
from summarizer.text.excerpts import excerpt
from summarizer.text.quantities import find_quantities
from summarizer.text.quantities.units import is_money

PARTS = re.compile(r"\b(?:of|among) (?:these|them|those|whom|which|that)\b", re.IGNORECASE)
REMAINING = re.compile(r"\bthe (?:remaining|other)\s+$", re.IGNORECASE)
REST = re.compile(r"\bthe (?:rest|remainder)\b", re.IGNORECASE)
WITHIN = 2  # sentences between a whole and its parts: further off, "of these" is of something else
SLACK = 0.02  # of the whole: parts that are rounded one by one may be off by so much
FEWEST, MOST = 2, 6  # parts
LARGE = 1_000.0  # a bare figure from here on may be a sum whose currency was told before
CONFIDENCE = 0.8


def detect(a: View, b: View, weights: Weights) -> Detection | None:  # noqa: ARG001  a detector's signature
    """Find a whole in one sentence and its parts in one shortly after, in one article, that do not make the whole."""
    first, second = sorted((a, b), key=lambda view: view.claim.sentence)
    apart = second.claim.sentence - first.claim.sentence
    if first.article.id != second.article.id or not 0 < apart <= WITHIN:
        return None
    told, text = find_quantities(_sentence(first)), _sentence(second)
    for before, parts, is_all in _parts_of(text, told):
        whole = _whole_of(told, [*before, *parts])
        if whole is not None and _is_off(before, parts, whole.low or 0.0, is_all=is_all):
            listed = " and ".join(excerpt(part.text) for part in (*before, *parts))
            return Detection("number", CONFIDENCE, f"Parts and whole differ: {listed} against {excerpt(whole.text)}.")
    return None


def _sentence(view: View) -> str:
    return view.article.words_of(view.article.sentences[view.claim.sentence - 1])


def _parts_of(text: str, told: Sequence[Quantity]) -> list[tuple[list[Quantity], list[Quantity], bool]]:
    """List what may be the parts of a whole told before: those told with it, those of the text, whether these are all."""
    found = find_quantities(text)
    remaining = next((one for one in found if REMAINING.search(text[: one.start])), None)
    if remaining is not None:
        others = [one for one in found if one.start < remaining.start and _is_like(one, remaining)]
        return [(_before(told, remaining), [*others, remaining], True)]
    if REST.search(text) and any(is_money(one.unit) for one in (*told, *found)):
        sums = [one for one in found if _is_sum(one)]
        return [(_before(told, sums[0]), sums, True)] if sums else []
    cue = PARTS.search(text)
    return [([], [one for one in found if one.start >= cue.end()], False)] if cue else []


def _before(told: Sequence[Quantity], like: Quantity) -> list[Quantity]:
    """The figures of the sentence before that are parts too: all but the largest of the kind, unless of other things."""
    alike = [one for one in told if _is_like(one, like)]
    largest = max(alike, key=lambda one: one.low or 0.0, default=like)
    return [one for one in alike if (one.low or 0.0) < (largest.low or 0.0) and _is_of_one_thing(one, largest)]


def _is_of_one_thing(one: Quantity, other: Quantity) -> bool:
    """Whether two figures may count one thing: five carriages are no part of 84 passengers; a bare figure may be any."""
    is_bare = any(quantity.text.split()[1:] == [] for quantity in (one, other))
    return is_bare or is_money(one.unit) or one.measure == other.measure


def _whole_of(told: Sequence[Quantity], parts: Sequence[Quantity]) -> Quantity | None:
    """Pick the figure that is larger than each part; None where the parts are unlike or few, or two may be meant."""
    if not FEWEST <= len(parts) <= MOST or not all(_is_exact(part) and _is_like(part, parts[-1]) for part in parts):
        return None
    largest = max(part.low or 0.0 for part in parts)
    found = [one for one in told if _is_like(one, parts[-1]) and _is_exact(one) and (one.low or 0.0) > largest]
    return found[0] if len(found) == 1 else None


def _is_exact(quantity: Quantity) -> bool:
    return quantity.bound == "exact" and quantity.low is not None and quantity.low == quantity.high


def _is_like(one: Quantity, other: Quantity) -> bool:
    """Whether two figures are of one unit; a large one without a unit may be a sum."""
    return one.unit == other.unit or (_is_sum(one) and _is_sum(other) and None in (one.unit, other.unit))


def _is_sum(quantity: Quantity) -> bool:
    return is_money(quantity.unit) or (quantity.unit is None and (quantity.low or 0.0) >= LARGE)


def _is_off(before: Sequence[Quantity], parts: Sequence[Quantity], whole: float, *, is_all: bool) -> bool:
    """Whether neither the parts of the text alone nor those told before with them make the whole."""
    alone = math.fsum(part.low or 0.0 for part in parts)
    made = alone + math.fsum(part.low or 0.0 for part in before)
    if abs(alone - whole) <= whole * SLACK:
        return False
    return made > whole * (1 + SLACK) or (is_all and made < whole * (1 - SLACK))
