"""From what a model says of whole articles side by side to judged pairs of claims.

A model points at sentences by article and number. Where a reading has a claim of that sentence the claim is judged; where
it has none, one is made of the sentence and of what the model says it says, by the rules of any claim.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarizer.engines.model.ask import Accepted, Rejected
from summarizer.engines.model.drafts import (
    DraftAgreement,
    DraftClaim,
    DraftComparison,
    DraftConflict,
    DraftPlace,
    DraftSide,
    DraftVerdict,
)
from summarizer.engines.model.ground import MOST_SENTENCES, Shown, ground_claim, show_to_ground, with_rest_of_quotation
from summarizer.engines.model.qualities import is_quoted
from summarizer.engines.model.show import reading_head
from summarizer.engines.model.stated_figures import unsupported_figures
from summarizer.engines.model.verdicts import ground_verdict
from summarizer.errors import AnswerError
from summarizer.judgements import Judged, Judgement
from summarizer.models import Attribution, Claim, Pair, Reading, Side, Verdict
from summarizer.text.folding import locate
from summarizer.text.tokens import content_stems

MOST_CONFLICTS = 60  # of a handful of articles; more than that is a model running on
ALIKE = 0.4  # of the words of a claim and of what a side says: below, they may say two things of one sentence
SURE = 0.9  # confidence of an agreement: a model that lists one is not asked how sure it is


class Readings:
    """The readings that are compared, with the claims that are added while an answer is held against them."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._readings = {reading.article.id: reading for reading in readings}
        self._claims = {key: list(reading.claims) for key, reading in self._readings.items()}
        self._shown = {key: show_to_ground(reading.article) for key, reading in self._readings.items()}

    def side(self, draft: DraftSide) -> Side:
        """Find the claim that a draft speaks of, or add one.

        Raises:
            AnswerError: if it points nowhere, or what it says does not hold against its sentence.
        """
        reading = self._readings.get(draft.article)
        if reading is None:
            raise AnswerError(f"there is no article {draft.article!r}; use {', '.join(self._readings)}.")
        claims, article, shown = self._claims[draft.article], reading.article, self._shown[draft.article]
        stated = [claim for claim in claims if claim.sentence == draft.sentence]
        found = _stating(draft, stated, Side(article, stated[0]) if stated else None)
        if found is None:
            found = self._add(draft.article, ground_claim(_claim_of(draft, shown), shown))
        return Side(article, found)

    def stated(self, place: DraftPlace) -> Side | None:
        """Find the first claim of a sentence; where it has none, the sentence as it stands becomes one.

        Such a claim is what the article says, "police said" included. Of a sentence in quotation marks nobody told who
        says it.
        """
        shown = self._shown.get(place.article)
        if shown is None or place.sentence not in shown.sentences:
            return None
        claims = self._claims[place.article]
        found = next((claim for claim in claims if claim.sentence == place.sentence), None)
        if found is None:
            numbers = with_rest_of_quotation(place.sentence, shown)
            plain = DraftClaim(sentences=numbers, fragment=None, speaker=None, text=None, tags=[])
            made = ground_claim(plain, shown)
            is_said = is_quoted(made.text, shown.article, shown.sentences[place.sentence], made.end)
            voice = Attribution(mode="direct") if is_said else Attribution()
            found = self._add(place.article, made.model_copy(update={"attribution": voice}))
        return Side(shown.article, found)

    def _add(self, article: str, claim: Claim) -> Claim:
        """Add a claim to an article's, under the next number."""
        claims = self._claims[article]
        claims.append(claim.model_copy(update={"id": f"{article}.c{len(claims) + 1}"}))
        return claims[-1]

    def text_of(self, side: Side) -> str:
        """All that was shown of a side's article: a figure may stand in the heading above a sentence."""
        shown = self._shown[side.article.id].sentences.values()
        return "\n".join([reading_head(side.article), *(side.article.words_of(sentence) for sentence in shown)])

    def all(self) -> tuple[Reading, ...]:
        """The readings with every claim that was added."""
        return tuple(
            reading.model_copy(update={"claims": tuple(self._claims[key])}) for key, reading in self._readings.items()
        )


def ground_comparison(draft: DraftComparison, readings: Sequence[Reading]) -> Accepted[Judgement]:
    """Turn a comparison's draft into judged pairs, and list what of it was rejected."""
    known, rejected = Readings(readings), []
    judged: dict[frozenset[str], Judged] = {}
    for number, conflict in enumerate(draft.conflicts[:MOST_CONFLICTS], start=1):
        try:
            found = _ground_conflict(conflict, known)
        except AnswerError as error:
            rejected.append(Rejected("conflicts", f"conflicts, number {number}: {error.cause}"))
            continue
        judged.setdefault(_key(found.pair), found)
    for agreement in draft.agreements:
        for pair in _agreeing(agreement, known):
            judged.setdefault(_key(pair), Judged(pair, Verdict(label="same", confidence=SURE)))
    return Accepted(Judgement(known.all(), tuple(judged.values())), len(judged), tuple(rejected))


def _ground_conflict(draft: DraftConflict, known: Readings) -> Judged:
    a, b = known.side(draft.a), known.side(draft.b)
    if a.claim.id == b.claim.id:
        raise AnswerError("both its sides are one claim; name the two sentences, or the two fragments, that clash.")
    strays = unsupported_figures(draft.explanation, f"{known.text_of(a)}\n{known.text_of(b)}")
    if strays:
        raise AnswerError(f"its explanation states {strays[0]}, which is in neither of its articles.")
    verdict = DraftVerdict(
        pair=1,
        explanation=draft.explanation,
        harmless=draft.harmless,
        label="conflict",
        type=draft.type,
        confidence=draft.confidence,
    )
    pair = Pair(a, b)
    return Judged(pair, ground_verdict(verdict, pair))


def _stating(draft: DraftSide, stated: Sequence[Claim], first: Side | None) -> Claim | None:
    """Pick the claim of a sentence that has the draft's fragment and says most nearly what the draft says."""
    if first is None:
        return None
    sentence = first.article.sentences[draft.sentence - 1]
    span = locate(draft.fragment, first.article.text, sentence.start, sentence.end) if draft.fragment else None
    if span is not None:
        stated = [claim for claim in stated if claim.start <= span[0] and span[1] <= claim.end]
    said = content_stems(draft.says)
    best = max(stated, key=lambda claim: _likeness(said, claim), default=None)
    return best if best is not None and _likeness(said, best) >= ALIKE else None


def _likeness(said: frozenset[str], claim: Claim) -> float:
    """Jaccard's measure of the words of what is said and of a claim; a quotation is one claim, however much of it is named."""
    words = content_stems(claim.text)
    if claim.attribution.mode == "direct" and said <= words:
        return 1.0
    return len(said & words) / max(1, len(said | words))


def _claim_of(draft: DraftSide, shown: Shown) -> DraftClaim:
    """Draft a claim of what a side says; a quotation that its sentence opens is pointed at whole."""
    numbers = [draft.sentence] if draft.fragment else with_rest_of_quotation(draft.sentence, shown)
    return DraftClaim(
        sentences=numbers, fragment=draft.fragment, speaker=draft.speaker, text=draft.says, tags=draft.tags
    )


def _agreeing(draft: DraftAgreement, known: Readings) -> Iterator[Pair]:
    """Pair the claims of sentences that say the same, one after the other; what is not shown is passed over."""
    found = [known.stated(place) for place in draft.sentences[:MOST_SENTENCES]]
    sides = [side for side in found if side is not None]
    for a, b in pairwise(sides):
        if a.article.id != b.article.id:
            yield Pair(a, b)


def _key(pair: Pair) -> frozenset[str]:
    return frozenset((pair.a.claim.id, pair.b.claim.id))
