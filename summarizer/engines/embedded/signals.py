"""What speaks for and against a conflict of two sentences: the networks, the detectors, and what the claims share."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from summarizer.engines.embedded.detectors import DETECTORS, Detection, View
from summarizer.engines.embedded.figures import NO_FIGURES, Figures, hold_figures
from summarizer.engines.embedded.networks import CLASSES, CONFLICT_TYPES, Embedder, PairJudge
from summarizer.engines.embedded.overlap import Weights, similarity
from summarizer.models import FindingType
from summarizer.text.names import find_names
from summarizer.text.times import known_different
from summarizer.text.tokens import base, tokenize

Place = tuple[str, int]  # an article and the number of a sentence in it
Meeting = tuple[Place, Place]  # two sentences, in a fixed order

# Pairs of sentences of each two articles that the network reads, the nearest first, and the same within one article:
# they hold 92 % and 91 % of the conflicts of 80 written stories.
MOST_JUDGED, MOST_WITHIN = 150, 70
MOST_IN_ALL = 3_000  # pairs of all articles together: 10 s on two cores; with many articles each two get fewer
DETECTED = 0.5  # confidence from which a detector has two sentences read that lie further apart
REPEATED = 0.7  # of the longer sentence's words, from which a shorter one that stands in it says the same
TWICE_JUDGED = 40  # of these, the pairs that it reads in the other order too


@dataclass(frozen=True, slots=True)
class Signals:
    """All that is known of two sentences.

    `conflict` is the log-odds of the network that both can't be true, `same` the log of its share for "the same",
    `cosine` the embedder's, `shared` the weighted overlap of words, `names` the share of names that both have.
    `rival` is the highest `conflict` that either sentence has with any other sentence of the same articles. `best`
    numbers the pair of claims to show; `detection` is the surest detector's, `backing` the network's share for its type.
    `nearest` tells of how many of the two sentences the other is the nearest (0, 1, 2). `rare` is the weight of the
    words that the shown claims share, `subject` whether they are about one thing by name, `speakers` whether one voice
    says both (1), two do (-1) or it can't be told (0), `times` how many pairs of their times are known to differ less
    those that agree, `figures` what their figures say of each other, `words` the length of the shorter sentence, `shares`
    the network's share of each class; `reread` are the logarithms of the larger network's shares, where it has read the
    two, and `reread_rival` the highest log-odds that it gave either sentence with a third.
    """

    conflict: float
    same: float
    type: FindingType
    cosine: float
    shared: float
    names: float
    rival: float
    within: bool
    headline: bool
    best: int
    detection: Detection | None
    detections: tuple[tuple[str, float], ...] = ()
    backing: float = 0.0
    nearest: int = 0
    rare: float = 0.0
    subject: bool = False
    speakers: int = 0
    times: int = 0
    figures: Figures = NO_FIGURES
    words: int = 0
    shares: tuple[float, ...] = (0.0,) * len(CLASSES)
    reread: tuple[float, ...] | None = None
    reread_rival: float = 0.0


def place_of(view: View) -> Place:
    """Name the sentence in which a claim stands."""
    return (view.article.id, view.claim.sentence)


def meetings(views: Sequence[tuple[View, View]]) -> dict[Meeting, list[int]]:
    """Group pairs of claims by the two sentences in which they stand."""
    groups: dict[Meeting, list[int]] = defaultdict(list)
    for number, (a, b) in enumerate(views):
        first, second = sorted((place_of(a), place_of(b)))
        groups[first, second].append(number)
    return dict(groups)


def weigh(
    views: Sequence[tuple[View, View]], weights: Weights, embedder: Embedder, judge: PairJudge
) -> dict[Meeting, Signals]:
    """Collect the signals of every two sentences worth reading, from the pairs of their claims."""
    texts = texts_of(views)
    words = {place: tuple(base(t.text) for t in tokenize(text) if t.is_word) for place, text in texts.items()}
    groups = {(a, b): found for (a, b), found in meetings(views).items() if not _repeats(words[a], words[b])}
    cosines = _cosines(groups, texts, embedder)
    found = [_detect(a, b, weights) for a, b in views]
    detected = {
        meeting
        for meeting, numbers in groups.items()
        if any(detection.confidence >= DETECTED for n in numbers for _, detection in found[n])
    }
    chosen = sorted(_nearest(cosines, texts) | detected, key=lambda meeting: wording(meeting, texts))
    rows = _judged(chosen, texts, judge)
    odds = {meeting: log_odds(row) for meeting, row in zip(chosen, rows, strict=True)}
    rivals, tops = rivals_of(odds), {place: max(found)[1] for place, found in _bests(cosines).items()}
    return {
        meeting: _signals(
            _Read(
                row, odds[meeting], rivals[meeting], cosines[meeting], sum(tops[place] == meeting for place in meeting)
            ),
            [(n, *views[n], found[n]) for n in groups[meeting]],
            weights,
        )
        for meeting, row in zip(chosen, rows, strict=True)
    }


def _repeats(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one sentence is the other word by word, or most of it: copies conflict in nothing, whatever a network feels."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < REPEATED * len(longer):
        return False
    return any(longer[start : start + len(shorter)] == shorter for start in range(len(longer) - len(shorter) + 1))


def texts_of(views: Sequence[tuple[View, View]]) -> dict[Place, str]:
    """Take the sentences in which the claims stand."""
    return {place_of(view): sentence_text(view) for pair in views for view in pair}


class _Read(NamedTuple):
    """What the networks say of two sentences; `row` are the logarithms of the classes' shares."""

    row: Any
    odds: float
    rival: float
    cosine: float
    nearest: int


def sentence_text(view: View) -> str:
    """Take the whole sentence of a claim, white space folded: what the networks were trained to read."""
    sentence = view.article.sentences[view.claim.sentence - 1]
    return " ".join(view.article.words_of(sentence).split())


def log_odds(row: Any) -> float:
    """Turn the logarithms of the classes' shares into the log-odds that the sentences conflict."""
    conflict = max(1e-6, min(1 - 1e-6, math.fsum(math.exp(value) for value in row[2:])))
    return math.log(conflict / (1 - conflict))


def wording(meeting: Meeting, texts: Mapping[Place, str]) -> tuple[str, str]:
    """Order two sentences by their words, so that the order of the files decides nothing."""
    first, second = sorted(texts[place] for place in meeting)
    return first, second


def _cosines(groups: Mapping[Meeting, object], texts: Mapping[Place, str], embedder: Embedder) -> dict[Meeting, float]:
    by_article: dict[str, list[Place]] = defaultdict(list)
    for place in sorted(texts):
        by_article[place[0]].append(place)
    rows: dict[Place, Any] = {}
    for places in by_article.values():  # an article at a time: its batches are the same whatever stands beside it
        rows.update(zip(places, embedder.encode([texts[place] for place in places]), strict=True))
    return {(a, b): float(rows[a] @ rows[b]) for a, b in groups}


def _nearest(cosines: Mapping[Meeting, float], texts: Mapping[Place, str]) -> set[Meeting]:
    """Choose, of each two articles, the sentences that lie nearest to each other."""
    buckets: dict[tuple[str, str], list[Meeting]] = defaultdict(list)
    for a, b in cosines:
        buckets[a[0], b[0]].append((a, b))
    chosen: set[Meeting] = set()
    share = min(1.0, MOST_IN_ALL / (MOST_JUDGED * len(buckets) or 1))
    for articles, bucket in buckets.items():
        most = math.ceil(share * (MOST_WITHIN if articles[0] == articles[1] else MOST_JUDGED))
        chosen.update(sorted(bucket, key=lambda m: (-cosines[m], wording(m, texts)))[:most])
    return chosen


def _detect(a: View, b: View, weights: Weights) -> list[tuple[str, Detection]]:
    found = ((name, detect(a, b, weights)) for name, detect in DETECTORS.items())
    return [(name, detection) for name, detection in found if detection is not None]


def _judged(chosen: Sequence[Meeting], texts: Mapping[Place, str], judge: PairJudge) -> Any:
    """Read all chosen sentences one way, and those that look most like a conflict the other way too."""
    pairs = [wording(meeting, texts) for meeting in chosen]
    rows = judge.one_way(pairs)
    again = sorted(range(len(pairs)), key=lambda n: (-log_odds(rows[n]), n))[:TWICE_JUDGED]
    turned = judge.one_way([pairs[n][::-1] for n in again])
    for row, n in zip(turned, again, strict=True):
        rows[n] = (rows[n] + row) / 2
    return rows


def rivals_of(values: Mapping[Meeting, float]) -> dict[Meeting, float]:
    """Find for each two sentences the highest value that either has with a third."""
    bests = _bests(values)
    return {
        meeting: max((value for place in meeting for value, other in bests[place] if other != meeting), default=-9.0)
        for meeting in values
    }


def _bests(values: Mapping[Meeting, float]) -> dict[Place, list[tuple[float, Meeting]]]:
    """Find each sentence's two highest values."""
    bests: dict[Place, list[tuple[float, Meeting]]] = defaultdict(list)
    for meeting, value in values.items():
        for place in meeting:
            found = bests[place]
            found.append((value, meeting))
            if len(found) > 2:
                found.remove(min(found))
    return bests


def _signals(
    read: _Read, claims: Sequence[tuple[int, View, View, list[tuple[str, Detection]]]], weights: Weights
) -> Signals:
    surest: dict[str, float] = {}
    for *_, detections in claims:
        for name, detection in detections:
            surest[name] = max(surest.get(name, 0.0), detection.confidence)
    shared = {n: similarity(a.proposition, b.proposition, weights) for n, a, b, _ in claims}
    best, a, b, detections = max(
        claims, key=lambda c: (max((d.confidence for _, d in c[3]), default=0.0), shared[c[0]], -c[0])
    )
    one, other = ({name.key for name in find_names(sentence_text(view))} for view in (a, b))
    kinds = CONFLICT_TYPES
    surest_one = max((d for _, d in detections), key=lambda d: (d.confidence, d.type), default=None)
    return Signals(
        conflict=read.odds,
        same=float(read.row[1]),
        type=max(kinds, key=lambda kind: float(read.row[2 + kinds.index(kind)])),
        cosine=read.cosine,
        shared=max(shared.values()),
        names=len(one & other) / (len(one | other) or 1),
        rival=read.rival,
        within=a.article.id == b.article.id,
        headline="headline" in {v.article.sentences[v.claim.sentence - 1].role for v in (a, b)},
        best=best,
        detection=surest_one,
        detections=tuple(sorted(surest.items())),
        backing=math.exp(float(read.row[2 + kinds.index(surest_one.type)])) if surest_one else 0.0,
        nearest=read.nearest,
        rare=weights.sum((a.proposition.terms | a.proposition.keys) & (b.proposition.terms | b.proposition.keys)),
        subject=bool(a.proposition.subject & b.proposition.subject),
        speakers=_speakers(a, b),
        times=_times(a, b),
        figures=_figures(claims),
        words=min(len(sentence_text(view).split()) for view in (a, b)),
        shares=tuple(math.exp(float(value)) for value in read.row),
    )


def _times(a: View, b: View) -> int:
    pairs = [(one.value, other.value) for one in a.times for other in b.times]
    return sum(known_different(*pair) for pair in pairs) - sum(one == other for one, other in pairs)


def _figures(claims: Sequence[tuple[int, View, View, object]]) -> Figures:
    left = {q.start: q for _, a, _, _ in claims for q in a.claim.quantities}
    right = {q.start: q for _, _, b, _ in claims for q in b.claim.quantities}
    return hold_figures(list(left.values()), list(right.values()))


def _speakers(a: View, b: View) -> int:
    one, other = (view.claim.attribution.name or view.claim.attribution.role for view in (a, b))
    if not one or not other:
        return 0
    return 1 if one == other or one.split()[-1] == other.split()[-1] else -1
