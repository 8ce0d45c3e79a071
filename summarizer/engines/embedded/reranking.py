"""The second reading: the pairs of sentences that look most like a conflict are put to the larger network."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from summarizer.engines.embedded.combiner import suspicion_of
from summarizer.engines.embedded.networks import Reranker
from summarizer.engines.embedded.signals import Meeting, Place, Signals, log_odds, rivals_of, wording

# Pairs of sentences of each two articles, and within one, that the larger network reads: they hold 560 of the 698 conflicts
# of 112 stories. With 40 and 14 it reads 616, takes half as long again, and is as sure of no more of them.
MOST_REREAD, MOST_WITHIN = 24, 10
MOST_IN_ALL = 400  # pairs of all articles together: 18 s on two cores; with many articles each two get fewer
LEAST_SUSPICION = 0.04  # of these, four in ten are less suspect; none of them was likely after the second reading


def suspects(signals: Mapping[Meeting, Signals], texts: Mapping[Place, str]) -> list[Meeting]:
    """Choose the pairs to read again: of each two articles, and within each, those most like a conflict."""
    buckets: dict[tuple[str, str], list[tuple[float, tuple[str, str], Meeting]]] = defaultdict(list)
    for meeting, found in signals.items():
        (one, _), (other, _) = meeting
        suspicion = suspicion_of(found)
        if suspicion >= LEAST_SUSPICION:
            buckets[one, other].append((-suspicion, wording(meeting, texts), meeting))
    chosen = []
    for (one, other), bucket in buckets.items():
        chosen += sorted(bucket)[: MOST_WITHIN if one == other else MOST_REREAD]
    return [meeting for *_, meeting in sorted(chosen)[:MOST_IN_ALL]]


def reread(
    signals: Mapping[Meeting, Signals], texts: Mapping[Place, str], reranker: Reranker
) -> dict[Meeting, Signals]:
    """Add to the signals of the most suspect pairs what the larger network says of them; the others stay as they are."""
    chosen = suspects(signals, texts)
    rows = dict(zip(chosen, reranker.one_way([wording(meeting, texts) for meeting in chosen]), strict=True))
    rivals = rivals_of({meeting: log_odds(row) for meeting, row in rows.items()})
    return {
        meeting: replace(found, reread=tuple(map(float, rows[meeting])), reread_rival=rivals[meeting])
        if meeting in rows
        else found
        for meeting, found in signals.items()
    }
