"""Is what looks like a denial really one?"""

import re

from summarizer.models import FindingType, GateAnswer, GateOutcome, Side
from summarizer.text.excerpts import excerpt

NOT_A_DENIAL = re.compile(
    r"\bnot (?:only|just|merely|simply|least|to mention|until|surprisingly|without)\b|\bno (?:doubt|question that|wonder|surprise)\b"
    r"|\bwithout (?:a )?(?:doubt|question)\b|\b(?:can(?:not|['’]t| not)|could(?:n['’]t| not)|did(?:n['’]t| not)|would(?:n['’]t| not)|do(?:es)?(?:n['’]t| not)"
    r"|not|never) (?:be )?(?:rule[ds]? out|ruling out|exclude[ds]?|deny|denied|dispute[ds]?)\b|\bif not\b|\bwhether or not\b|\bno (?:less|fewer|later|sooner) than\b"
    r"|\bnothing (?:less|short) (?:than|of)\b|\bwhy not\b",
    re.IGNORECASE,
)
"""Phrases with a negative word that deny nothing."""
DENIAL = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|nowhere|without|cannot|refus\w+|reject\w+|den(?:y|ies|ied|ying)|dismiss\w+"
    r"|fail(?:s|ed)?|lack(?:s|ed)?|rul(?:e[ds]?|ing) out)\b|n['’]t\b",
    re.IGNORECASE,
)
QUESTION = re.compile(r"\?[\"'”’)\s]*$")
IRONY = re.compile(
    r"\bso-called\b|\bsupposed(?:ly)?\b|\bas if\b|\bhas a funny way of\b|\byeah,? right\b", re.IGNORECASE
)
TURNED: frozenset[FindingType] = frozenset({"polarity", "stance", "status"})


def really_negated(a: Side, b: Side, kind: FindingType) -> GateAnswer:
    """Explain a difference that rests on a negative word which denies nothing, or on a question."""
    if kind not in TURNED:
        return _answer("open", "The difference does not rest on a negation.")
    for side in (a, b):
        if QUESTION.search(side.claim.quote):
            return _answer("explained", f"{excerpt(side.claim.quote)} is a question and states nothing.")
    for side in (a, b):
        found = NOT_A_DENIAL.search(side.claim.quote)
        if found and side.claim.polarity == "denied" and not DENIAL.search(NOT_A_DENIAL.sub(" ", side.claim.quote)):
            return _answer("explained", f"The words {excerpt(found.group(), 30)} deny nothing.")
    for side in (a, b):
        ironic = IRONY.search(side.claim.quote)
        if ironic:
            return _answer("lower", f"The words {excerpt(ironic.group(), 30)} may be meant ironically.")
    denied = [excerpt(side.claim.id) for side in (a, b) if side.claim.polarity == "denied"]
    if len(denied) == 1:
        return _answer("open", f"Only {denied[0]} denies, and its negation stands over the statement.")
    return _answer("open", "Neither side is a question or an apparent denial.")


def _answer(outcome: GateOutcome, answer: str) -> GateAnswer:
    return GateAnswer(gate="negation", outcome=outcome, answer=answer)
