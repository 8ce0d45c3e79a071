"""A statement held against passages: which support it, which refute it."""

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.engines.embedded.analysis import Analysis, analyse_article
from summarizer.engines.embedded.claims import make_claim
from summarizer.engines.embedded.detectors import DETECTORS, Detection, View, make_view
from summarizer.engines.embedded.overlap import Weights, make_weights
from summarizer.engines.embedded.people import People
from summarizer.engines.embedded.propositions import Proposition, analyse
from summarizer.engines.embedded.speech import Utterance
from summarizer.models import Article, Attribution, Check, CheckEvidence, Passage, Sentence
from summarizer.text.quantities import comparable, compatible

SUPPORT = 0.48  # share of the statement's weight that a passage must have; chosen on half of the labelled cases
REFUTE = 0.4  # share from which a detected clash speaks of the same thing
MOST_EVIDENCE = 3


@dataclass(frozen=True, slots=True)
class _Held:
    """One passage's proposition held against the statement."""

    view: View
    covered: float
    clash: Detection | None
    figures_met: bool


def check_statement(statement: str, passages: Sequence[Passage], analyses: dict[str, Analysis]) -> Check:
    """Judge a statement by the passages; `analyses` are the articles' by id."""
    claimed = _statement_view(statement)
    propositions = [(p, passage.article) for passage in passages for p in _propositions(passage, analyses)]
    weights = make_weights([p for p, _ in propositions] + [claimed.proposition])
    held = [_hold(claimed, p, article, weights) for p, article in propositions]
    refuting = sorted((h for h in held if h.clash and h.covered >= REFUTE), key=_strength)
    supporting = sorted((h for h in held if not h.clash and h.covered >= SUPPORT and h.figures_met), key=_strength)
    if supporting and (not refuting or supporting[0].covered >= refuting[0].covered):
        return _supported(statement, supporting)
    if refuting:
        return _refuted(statement, refuting)
    nearest = max((h.covered for h in held), default=0.0)
    return Check(
        statement=statement,
        verdict="not_enough_info",
        confidence=round(1.0 - nearest / 2, 4),
        explanation="No passage says this or its opposite." if held else "The articles have no passage on this.",
    )


def _strength(held: _Held) -> tuple[float, int]:
    clash = held.clash.confidence if held.clash else 0.0
    return (-held.covered - clash, held.view.claim.start)


def _statement_view(statement: str) -> View:
    sentence = Sentence(number=1, start=0, end=len(statement))
    article = Article(id="statement", source="statement", text=statement, sha256="", sentences=(sentence,))
    analysis = analyse_article(article)
    proposition = analysis.propositions[0] if analysis.propositions else None
    if proposition is None or (proposition.start, proposition.end) != (0, len(statement)):
        proposition = _whole(article, sentence)
    return make_view(article, make_claim("statement.c1", proposition, None), proposition)


def _whole(article: Article, sentence: Sentence) -> Proposition:
    piece = Utterance(0, len(article.text), Attribution())
    return analyse(article, sentence, piece, People(), frozenset())


def _propositions(passage: Passage, analyses: dict[str, Analysis]) -> list[Proposition]:
    analysis = analyses[passage.article.id]
    return [p for p in analysis.propositions if p.sentence.number == passage.sentence.number]


def _hold(claimed: View, proposition: Proposition, article: Article, weights: Weights) -> _Held:
    view = make_view(
        article, make_claim(f"{article.id}.p{proposition.start}", proposition, article.published_day), proposition
    )
    asked = claimed.proposition.terms | claimed.proposition.keys
    # Who said it counts for a statement such as "According to Brill, …".
    there = proposition.terms | proposition.keys | _speaker_terms(view)
    covered = weights.sum(asked & there) / (weights.sum(asked) or 1.0)
    found = [d for d in (detect(claimed, view, weights) for detect in DETECTORS.values()) if d is not None]
    clash = max(found, key=lambda d: d.confidence, default=None)
    met = all(
        any(comparable(q, theirs) and compatible(q, theirs) for theirs in view.claim.quantities)
        for q in claimed.claim.quantities
    )
    return _Held(view, covered, clash, met)


def _speaker_terms(view: View) -> frozenset[str]:
    attribution = view.claim.attribution
    words = f"{attribution.name or ''} {attribution.role or ''}".lower().split()
    return frozenset(words)


def _supported(statement: str, supporting: Sequence[_Held]) -> Check:
    best = supporting[0]
    return Check(
        statement=statement,
        verdict="supported",
        confidence=round(min(0.95, best.covered), 4),
        evidence=tuple(_evidence(h, "supports") for h in supporting[:MOST_EVIDENCE]),
        explanation=f"{best.view.speaker[:1].upper() + best.view.speaker[1:]} says so.",
    )


def _refuted(statement: str, refuting: Sequence[_Held]) -> Check:
    best = refuting[0]
    assert best.clash is not None  # noqa: S101  refuting ones have a clash
    return Check(
        statement=statement,
        verdict="refuted",
        confidence=round(min(0.95, best.clash.confidence), 4),
        evidence=tuple(_evidence(h, "refutes") for h in refuting[:MOST_EVIDENCE]),
        explanation=best.clash.explanation,
    )


def _evidence(held: _Held, stance: str) -> CheckEvidence:
    claim = held.view.claim
    return CheckEvidence(
        article=held.view.article.id,
        quote=claim.quote,
        start=claim.start,
        end=claim.end,
        stance="supports" if stance == "supports" else "refutes",
    )
