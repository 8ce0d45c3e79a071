"""The judge of pairs: signals are weighed into one confidence, and the surest pair of claims of two sentences speaks."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from summarizer.engines.embedded.combiner import confidence_of, suspicion_of
from summarizer.engines.embedded.contrasts import can_differ, explain
from summarizer.engines.embedded.detectors import View
from summarizer.engines.embedded.networks import CLASSES, CONFLICT_TYPES, PairJudge
from summarizer.engines.embedded.overlap import Weights, jaccard, similarity
from summarizer.engines.embedded.people import person_key
from summarizer.engines.embedded.signals import Meeting, Signals, log_odds, meetings
from summarizer.engines.embedded.wording import repeats
from summarizer.models import FindingType, Verdict
from summarizer.text.quantities import comparable, compatible
from summarizer.text.times import known_different

LEAST_CONFIDENCE = {"likely": 0.5, "possible": 0.15}
"""Confidence from which a conflict is found: where 7 of 10 were right on the stories that the combiner was fitted on, each
judged by weights fitted on the others, and where a second look still pays."""
SAME = 0.6  # weighted Jaccard from which two claims without a difference say the same
AGREED, AT_ODDS = 0.75, 0.25
"""Larger network's share for "the same" from which two sentences agree, and suspicion from which they do not: of 142 such
pairs of 101 written stories 111 are labelled the same, two a conflict, five a trap, and of the rest most are the same. The
small network's share says little of this: it was never taught that unlike sentences are not the same."""
RELATED = 0.3  # overlap from which they speak of one thing at all
TRUSTED = 0.6  # confidence from which a detector names the type and words the explanation, not the network


def judge_views(
    views: Sequence[tuple[View, View]], signals: Mapping[Meeting, Signals], weights: Weights, least: float
) -> list[Verdict]:
    """Judge pairs of claims by the signals of their sentences; of two sentences at most one pair is a conflict.

    `least` is the confidence from which it is one.
    """
    verdicts = [_without_conflict(a, b, weights) for a, b in views]
    for meeting, numbers in meetings(views).items():
        found = signals.get(meeting)
        if found is None:
            continue
        confidence = confidence_of(found)
        if confidence >= least and not _is_repeated(*views[found.best]):
            verdicts[found.best] = _conflict(*views[found.best], found, confidence)
        elif (share := _agreement(found)) > 0:
            for number in numbers:
                verdicts[number] = _same(*views[number], verdicts[number], share)
    return verdicts


def choose_claims(
    views: Sequence[tuple[View, View]], signals: Mapping[Meeting, Signals], judge: PairJudge, least: float
) -> dict[Meeting, Signals]:
    """Choose for each likely conflict that no detector placed the claims that clash most, as the network reads them."""
    groups = meetings(views)
    open_ones = {
        meeting: groups[meeting]
        for meeting, found in signals.items()
        if found.detection is None and len(groups[meeting]) > 1 and confidence_of(found) >= least
    }
    asked = [number for numbers in open_ones.values() for number in numbers]
    rows = judge.both_ways([(_words(a), _words(b)) for a, b in (views[number] for number in asked)])
    odds = {number: log_odds(row) for number, row in zip(asked, rows, strict=True)}
    chosen = {m: replace(signals[m], best=max(numbers, key=odds.__getitem__)) for m, numbers in open_ones.items()}
    return {**signals, **chosen}


def _words(view: View) -> str:
    return " ".join(view.claim.quote.split())


def _conflict(a: View, b: View, signals: Signals, confidence: float) -> Verdict:
    detection, read = signals.detection, _type_of(a, b, signals)
    if detection is not None and (detection.type == read or detection.confidence >= TRUSTED):
        kind, explanation = detection.type, detection.explanation
    else:
        kind, explanation = read, explain(a, b, read)
    return Verdict(label="conflict", type=kind, confidence=round(confidence, 2), explanation=explanation)


def _is_repeated(a: View, b: View) -> bool:
    """Tell whether one claim's very words stand in the other, and none of two speakers is known to be another."""
    speakers = [person_key(name) for view in (a, b) if (name := view.claim.attribution.name)]
    return len(set(speakers)) < 2 and repeats(a.claim.quote, b.claim.quote)


def _type_of(a: View, b: View, signals: Signals) -> FindingType:
    """Name the type that the larger network finds likeliest among those of which the claims have anything to show."""
    shares = signals.reread or signals.shares
    ranked = sorted(CONFLICT_TYPES, key=lambda kind: -shares[CLASSES.index(kind)])
    return next(kind for kind in ranked if can_differ(kind, a, b))


def _agreement(signals: Signals) -> float:
    """Give the larger network's share for "the same" where it is high and nothing else speaks against it, else 0."""
    share = math.exp(signals.reread[CLASSES.index("same")]) if signals.reread else 0.0
    return share if share >= AGREED and suspicion_of(signals) < AT_ODDS else 0.0


def _same(a: View, b: View, verdict: Verdict, share: float) -> Verdict:
    """Take the network's word that two sentences say the same for those claims of theirs that speak of one thing."""
    if verdict.label == "unrelated" or differs(a, b):
        return verdict
    return Verdict(label="same", confidence=round(share, 2))


def _without_conflict(a: View, b: View, weights: Weights) -> Verdict:
    """Tell what two claims are to each other if they do not conflict."""
    alike = jaccard(a.proposition, b.proposition, weights)
    if alike >= SAME and not differs(a, b):
        return Verdict(label="same", confidence=round(alike, 2))
    related = similarity(a.proposition, b.proposition, weights) >= RELATED
    return Verdict(label="compatible" if related else "unrelated", confidence=round(1.0 - alike, 2))


def differs(a: View, b: View) -> bool:
    """Tell whether a difference of any size keeps two claims from saying the same: a negation, a figure, a time."""
    shared = a.proposition.terms & b.proposition.terms
    if shared & (a.proposition.negated ^ b.proposition.negated) or a.claim.polarity != b.claim.polarity:
        return True
    figures = any(
        comparable(left, right) and not compatible(left, right)
        for left in a.claim.quantities
        for right in b.claim.quantities
    )
    return figures or any(known_different(one.value, other.value) for one in a.times for other in b.times)
