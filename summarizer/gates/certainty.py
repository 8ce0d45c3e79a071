"""Is what one claim calls possible or planned only said to be certain, or denied, by the other?"""

from summarizer.models import FindingType, GateAnswer, GateOutcome, Modality, Side
from summarizer.text.excerpts import excerpt

HEDGED: frozenset[Modality] = frozenset({"probable", "possible", "planned", "conditional", "alleged"})
OF_INTENTIONS: frozenset[FindingType] = frozenset({"stance"})
"""Types for which a plan is no hedge: to intend and to refuse can't both hold."""


def same_certainty(a: Side, b: Side, kind: FindingType) -> GateAnswer:
    """Explain two possibilities that exclude each other only as facts; lower a hedge against a certainty."""
    if kind == "degree":
        return _answer("open", "How strong or certain it is, is itself what differs.")
    hedged = [side for side in (a, b) if side.claim.modality in HEDGED]
    if not hedged:
        return _answer("open", "Both are stated as certain.")
    if len(hedged) == 2:
        return _of_two_hedges(a, b)
    return _of_one_hedge(hedged[0], b if hedged[0] is a else a, kind)


def _of_two_hedges(a: Side, b: Side) -> GateAnswer:
    left, right = a.claim, b.claim
    if left.modality == right.modality == "possible" and left.polarity != right.polarity:
        return _answer("explained", "One says that it may be, the other that it may not: both can hold.")
    return _answer("open", f"Both are hedged: {left.modality} and {right.modality}.")


def _of_one_hedge(soft: Side, firm: Side, kind: FindingType) -> GateAnswer:
    modality = soft.claim.modality
    if modality == "conditional":
        return _of_condition(soft, firm, kind)
    if kind in OF_INTENTIONS and modality != "possible":
        return _answer("open", f"One is {modality}, the other certain; a stance can't be both.")
    flat = "denies it flatly" if firm.claim.polarity == "denied" else "states it as certain"
    return _answer("lower", f"One calls it {modality}, the other {flat}.")


def _answer(outcome: GateOutcome, answer: str) -> GateAnswer:
    return GateAnswer(gate="certainty", outcome=outcome, answer=answer)


def _of_condition(soft: Side, firm: Side, kind: FindingType) -> GateAnswer:
    """Name the condition: a stance with a condition clashes with a flat refusal, an event may simply not have come."""
    condition = f" ({excerpt(soft.claim.condition, 60)})" if soft.claim.condition else ""
    if kind in OF_INTENTIONS:
        return _answer("open", f"One holds on a condition{condition}; the other is stated without any.")
    if firm.claim.condition:
        return _answer("lower", f"Both hang on conditions{condition}.")
    return _answer("lower", f"One holds only on a condition{condition}, which may not be met.")
