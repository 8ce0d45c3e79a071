"""Is it one voice that says both, or do two voices differ?"""

import re

from summarizer.gates.answering import speaker_of
from summarizer.models import FindingType, GateAnswer, GateOutcome, Side
from summarizer.text.excerpts import excerpt
from summarizer.text.names import find_names, name_key

OF_ONESELF = re.compile(r"^[\"'“‘\s]*(?:I|we|my|our|let us)\b(?:['’](?:m|ll|ve|d|re))?", re.IGNORECASE)
PRIVATE: frozenset[FindingType] = frozenset({"stance", "degree"})
"""Types that may be about what a speaker himself thinks or wants."""


def same_voice(a: Side, b: Side, kind: FindingType) -> GateAnswer:
    """Call it a dispute where two named voices each speak of themselves, or state their views, and differ.

    An account that somebody gives of another's stance, or of an event, against another account of the same, stays a
    conflict of accounts, whoever gives them.
    """
    left, right = speaker_of(a), speaker_of(b)
    if kind == "quote":
        return _answer("open", "Who said it, or how, is itself what differs.")
    if left is None and right is None:
        one = a.article.id == b.article.id
        return _answer(
            "open", f"{'The article says' if one else 'Both articles say'} it in {'its' if one else 'their'} own voice."
        )
    if left is None or right is None:
        said = excerpt(left or right or "", 60)
        return _answer("open", f"One is said by {said}, the other by the article itself.")
    return _of_two_speakers(a, b, kind, (excerpt(left, 60), excerpt(right, 60)))


def _of_two_speakers(a: Side, b: Side, kind: FindingType, names: tuple[str, str]) -> GateAnswer:
    if _keys(a) & _keys(b):
        return _answer("open", f"Both are words of {names[0]}.")
    if _is_own_view(a, kind) and _is_own_view(b, kind):
        return _answer("dispute", f"{names[0]} and {names[1]} each speak for themselves: they disagree.")
    if a.article.id == b.article.id and not _is_account_of_third(a, b):
        return _answer("dispute", f"One article reports both {names[0]} and {names[1]}, who disagree.")
    return _answer("open", f"{names[0]} and {names[1]} give different accounts of one matter.")


def _answer(outcome: GateOutcome, answer: str) -> GateAnswer:
    return GateAnswer(gate="voice", outcome=outcome, answer=answer)


def _keys(side: Side) -> set[str]:
    """Collect the keys under which a speaker may be met: the name's, and those of the names in the role."""
    attribution = side.claim.attribution
    if attribution.name:
        return {name_key(attribution.name)}
    return {attribution.role.lower()} if attribution.role else set()


def _stands_for(side: Side) -> set[str]:
    """Collect the keys of whom a speaker speaks for: himself, and the state or body that his role names."""
    words = " ".join(part for part in (side.claim.attribution.name, side.claim.attribution.role) if part)
    return _keys(side) | {name.key for name in find_names(words, all_capitals=False)}


def _is_own_view(side: Side, kind: FindingType) -> bool:
    if side.claim.kind == "opinion":
        return True
    if kind not in PRIVATE and side.claim.kind != "position":
        return False
    return bool(_subject_keys(side) & _stands_for(side)) or OF_ONESELF.match(side.claim.quote) is not None


def _subject_keys(side: Side) -> set[str]:
    subject = side.claim.subject
    if not subject:
        return set()
    return {name.key for name in find_names(subject, all_capitals=False)} | {subject.lower()}


def _is_account_of_third(a: Side, b: Side) -> bool:
    """Whether the subject of at least one side is known and is neither speaker."""
    speakers = _stands_for(a) | _stands_for(b)
    subjects = [_subject_keys(side) for side in (a, b)]
    return any(keys and not keys & speakers for keys in subjects)
