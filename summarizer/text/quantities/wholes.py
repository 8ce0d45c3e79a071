"""Parts of a whole: "118 of the 460 flights", "of the 140 guests, 35 fell ill", "all 22 sailors", "half of the 80 seats".

Each becomes a count with the whole in its measure ("flight of 460"), a share of a known whole too, so that "more than
half of the 140 guests" can be held against "of the 140 guests, 35".
"""

from collections.abc import Sequence

from summarizer.text.pieces import Piece, word_at
from summarizer.text.quantities.drafts import Draft
from summarizer.text.quantities.measure_forms import TOTAL, Measure, is_outcome, parse_measure

ARTICLES = frozenset({"the", "its", "their", "all", "his", "her", "our"})
SENTENCE_ENDS = frozenset(".!?")


def with_wholes(pieces: Sequence[Piece], drafts: Sequence[Draft]) -> list[Draft]:
    """Give the counts that are parts of a whole that is named beside them its number in their measures."""
    finished: list[Draft] = []
    whole: Draft | None = None  # of "Of the M guests, …", up to the end of its sentence
    for draft in drafts:
        if whole is not None and _sentence_ends(pieces, whole.last, draft.first):
            whole = None
        if not _is_total(draft):
            part = whole if whole is not None and _can_be_part(draft, whole) else None
            finished.append(_as_part(draft, part) if part else _as_all(pieces, draft))
            continue
        begin = draft.first - 1 - (word_at(pieces, draft.first - 1) in ARTICLES)
        previous = finished[-1] if finished else None
        if previous is not None and previous.last == begin and _can_be_part(previous, draft):
            finished[-1] = _except_for(pieces, _as_part(previous, draft), draft)
        elif _means_all(pieces, begin):
            finished.append(_as_part(draft._replace(measure=None), draft))
            continue
        elif not word_at(pieces, begin - 1)[:1].isalnum():
            whole = draft
        finished.append(draft)
    return finished


def _is_total(draft: Draft) -> bool:
    return draft.measure is not None and draft.unit is None and parse_measure(draft.measure).last == TOTAL


def _can_be_part(draft: Draft, whole: Draft) -> bool:
    """Whether a draft may be a part: a bare count, or one with an outcome only, that is not larger; or a share."""
    if draft.unit == "percent":
        return draft.value <= 100
    if draft.unit is not None or draft.value > whole.value:
        return False
    if draft.measure is None:
        return True
    measure = parse_measure(draft.measure)
    return measure.noun in {None, parse_measure(whole.measure or "").noun} or is_outcome(measure.last)


def _as_part(draft: Draft, whole: Draft) -> Draft:
    """Name a part by its whole; a share becomes a count, which is approximate."""
    noun = parse_measure(whole.measure or "").noun
    last = parse_measure(draft.measure).last if draft.measure else None
    measure = Measure(noun, f"{whole.value:g}", last if is_outcome(last) else None).text
    if draft.unit != "percent":
        return draft._replace(measure=measure)
    low, high = (None if end is None else end * whole.value / 100 for end in (draft.low, draft.high))
    return draft._replace(
        low=low, high=high, unit=None, measure=measure, bound="about" if draft.bound == "exact" else draft.bound
    )


def _except_for(pieces: Sequence[Piece], part: Draft, whole: Draft) -> Draft:
    """Read "all but 30 of the 400" as 370."""
    if word_at(pieces, part.first - 1) != "but" or word_at(pieces, part.first - 2) != "all":
        return part
    rest = whole.value - part.value
    return part._replace(low=rest, high=rest)


def _as_all(pieces: Sequence[Piece], draft: Draft) -> Draft:
    """Read "all 22 sailors" as 22 of 22."""
    is_count = draft.unit is None and draft.low == draft.high and draft.value > 0 and draft.measure is not None
    if not is_count or word_at(pieces, draft.first - 1) != "all" or draft.measure is None:
        return draft
    measure = parse_measure(draft.measure)
    return draft._replace(measure=Measure(measure.noun, f"{draft.value:g}", measure.last).text)


def _means_all(pieces: Sequence[Piece], begin: int) -> bool:
    """Whether "every one of the", "all of the" or "each of the" stands before a whole."""
    return word_at(pieces, begin - 1) in {"all", "each"} or (
        word_at(pieces, begin - 1) == "one" and word_at(pieces, begin - 2) == "every"
    )


def _sentence_ends(pieces: Sequence[Piece], first: int, last: int) -> bool:
    return any(pieces[index].word in SENTENCE_ENDS for index in range(first, last))
