"""A statement held against passages: which support it, which refute it."""

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any

from summarizer.engines.embedded.analysis import Analysis, analyse_article
from summarizer.engines.embedded.claims import make_claim
from summarizer.engines.embedded.detectors import DETECTORS, Detection, View, make_view
from summarizer.engines.embedded.networks import PairJudge, Reranker
from summarizer.engines.embedded.overlap import Weights, make_weights
from summarizer.engines.embedded.people import People
from summarizer.engines.embedded.propositions import Proposition, analyse
from summarizer.engines.embedded.signals import log_odds
from summarizer.engines.embedded.speech import Utterance
from summarizer.engines.embedded.wording import has_words
from summarizer.models import Article, Attribution, Check, CheckEvidence, CheckVerdict, Passage, Sentence
from summarizer.passages import all_passages, find_passages
from summarizer.text.quantities import comparable, compatible

REFUTE = 0.4  # share of the statement's weight from which a detected clash speaks of the same thing
AS_GOOD = math.log(0.5)  # the network's share for "the same" from which a further passage is shown as evidence
AS_OPPOSED = 2.0  # log-odds of a conflict from which a further passage is shown as evidence against the statement
VERDICTS: tuple[CheckVerdict, ...] = ("supported", "refuted", "not_enough_info")
FEATURES = ("same", "same_covered", "same_figures", "conflict", "conflict_covered", "one_passage", "covered", "clash")
MOST_EVIDENCE = 3
NEAREST = (
    8  # passages by meaning, besides those by words: the evidence is among both for 98 of 100 statements of 22 stories
)
MOST_SEARCHED = 1_000  # sentences of all articles that are searched by meaning, some 3 s; beyond, words must do
REREAD = 4  # sentences that the small network takes most for the same, and as many that clash most, for the larger one
VERBATIM = 0.95  # how sure a statement is whose very words stand there


Points = Callable[[Article], Any]


@dataclass(frozen=True, slots=True)
class Held:
    """One passage's proposition held against the statement.

    `same` is the logarithm of the network's share for "the same", `conflict` its log-odds of a conflict, `covered` the
    share of the statement's weight that the passage has.
    """

    view: View
    covered: float
    clash: Detection | None
    figures_met: bool
    same: float
    conflict: float


def decide(statement: str, held: Sequence[Held]) -> Check:
    """Judge a statement by what the passages say of it."""
    if not held:
        return _open(statement, 1.0, "The articles have no passage on this.")
    verbatim = [h for h in held if has_words(h.view.claim.quote, statement)]
    if verbatim:
        return _supported(statement, verbatim, VERBATIM)
    shares = dict(zip(VERDICTS, shares_of(held), strict=True))
    verdict = max(VERDICTS, key=lambda name: shares[name])
    if verdict == "supported":
        return _supported(statement, sorted(held, key=lambda h: (-h.same, -h.covered, _place(h))), shares[verdict])
    if verdict == "refuted":
        return _refuted(statement, sorted(held, key=lambda h: (-h.conflict, -h.covered, _place(h))), shares[verdict])
    return _open(statement, shares[verdict], "No passage says this or its opposite.")


def _place(held: Held) -> tuple[str, int]:
    return (held.view.article.id, held.view.claim.start)


def _open(statement: str, confidence: float, explanation: str) -> Check:
    return Check(
        statement=statement, verdict="not_enough_info", confidence=round(confidence, 2), explanation=explanation
    )


def nearest_passages(statement: str, articles: Sequence[Article], point: Points) -> list[Passage]:
    """Find the sentences that share most words with a statement, and those nearest to it in meaning.

    `point` gives an article's sentences as points, a row each.
    """
    passages = all_passages(articles)
    if len(passages) > MOST_SEARCHED:
        return find_passages(statement, articles)
    asked = point(_article_of(statement))[0]
    rows = {article.id: point(article) for article in articles}
    nearness = [-float(rows[passage.article.id][passage.sentence.number - 1] @ asked) for passage in passages]
    order = sorted(range(len(passages)), key=lambda n: (nearness[n], passages[n].sentence.start))
    chosen = {_key(passages[n]) for n in order[:NEAREST]} | {_key(p) for p in find_passages(statement, articles)}
    return [passage for passage in passages if _key(passage) in chosen]


def _key(passage: Passage) -> tuple[str, int]:
    return (passage.article.id, passage.sentence.number)


def hold(
    statement: str,
    passages: Sequence[Passage],
    analyses: dict[str, Analysis],
    judge: PairJudge,
    reranker: Reranker,
) -> list[Held]:
    """Hold the propositions of the nearest passages against a statement; the networks read whole sentences.

    `analyses` are the articles' by id.
    """
    claimed = _statement_view(statement)
    propositions = [(p, passage.article) for passage in passages for p in _propositions(passage, analyses)]
    weights = make_weights([p for p, _ in propositions] + [claimed.proposition])
    sentences = sorted({_sentence_of(article, p) for p, article in propositions})
    chosen = _nearest(sentences, judge.both_ways([(statement, text) for text in sentences]))
    rows = dict(zip(chosen, reranker.one_way([(statement, text) for text in chosen]), strict=True))
    held = ((p, article, _sentence_of(article, p)) for p, article in propositions)
    return [_hold(claimed, p, article, weights, rows[text]) for p, article, text in held if text in rows]


def _nearest(sentences: Sequence[str], rows: Any) -> list[str]:
    """Choose the sentences for the larger network: those that say most the same, and those that clash most."""
    same = sorted(range(len(sentences)), key=lambda n: (-float(rows[n][1]), n))[:REREAD]
    clash = sorted(range(len(sentences)), key=lambda n: (-log_odds(rows[n]), n))[:REREAD]
    return [sentences[n] for n in sorted({*same, *clash})]


def _sentence_of(article: Article, proposition: Proposition) -> str:
    return " ".join(article.words_of(proposition.sentence).split())


def features_of(held: Sequence[Held]) -> tuple[float, ...]:
    """Turn what the passages say into numbers, in the order of `FEATURES`."""
    same = max(held, key=lambda h: (h.same, h.covered))
    clash = max(held, key=lambda h: (h.conflict, h.covered))
    return (
        same.same,
        same.covered,
        float(same.figures_met),
        clash.conflict,
        clash.covered,
        float(clash is same),
        max(h.covered for h in held),
        max((h.clash.confidence for h in held if h.clash and h.covered >= REFUTE), default=0.0),
    )


def shares_of(held: Sequence[Held]) -> tuple[float, ...]:
    """Estimate how probable each verdict is, in the order of `VERDICTS`."""
    features = (*features_of(held), 1.0)
    scores = [math.fsum(w * x for w, x in zip(row, features, strict=True)) for row in coefficients()]
    powers = [math.exp(score - max(scores)) for score in scores]
    return tuple(power / math.fsum(powers) for power in powers)


@cache
def coefficients() -> tuple[tuple[float, ...], ...]:
    """Load the weights: a row a verdict, a number a feature, the bias last."""
    raw = resources.files("summarizer.engines.embedded").joinpath("checker.json").read_text(encoding="utf-8")
    loaded = json.loads(raw)
    return tuple(tuple(float(loaded[verdict][name]) for name in (*FEATURES, "bias")) for verdict in VERDICTS)


def _article_of(statement: str) -> Article:
    sentence = Sentence(number=1, start=0, end=len(statement))
    digest = sha256(statement.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(id="statement", source="statement", text=statement, sha256=digest, sentences=(sentence,))


def _statement_view(statement: str) -> View:
    article = _article_of(statement)
    [sentence] = article.sentences
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


def _hold(claimed: View, proposition: Proposition, article: Article, weights: Weights, row: Any) -> Held:
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
    return Held(view, covered, clash, met, float(row[1]), log_odds(row))


def _speaker_terms(view: View) -> frozenset[str]:
    attribution = view.claim.attribution
    words = f"{attribution.name or ''} {attribution.role or ''}".lower().split()
    return frozenset(words)


def _supported(statement: str, held: Sequence[Held], share: float) -> Check:
    best = held[0]
    shown = [best, *(h for h in held[1:MOST_EVIDENCE] if h.same >= AS_GOOD and h.figures_met)]
    return Check(
        statement=statement,
        verdict="supported",
        confidence=round(share, 2),
        evidence=tuple(_evidence(h, "supports") for h in shown),
        explanation=f"Stated by {best.view.speaker}.",
    )


def _refuted(statement: str, held: Sequence[Held], share: float) -> Check:
    best = held[0]
    shown = [best, *(h for h in held[1:MOST_EVIDENCE] if h.conflict >= AS_OPPOSED)]
    return Check(
        statement=statement,
        verdict="refuted",
        confidence=round(share, 2),
        evidence=tuple(_evidence(h, "refutes") for h in shown),
        explanation=best.clash.explanation if best.clash else f"Contradicted by {best.view.speaker}.",
    )


def _evidence(held: Held, stance: str) -> CheckEvidence:
    claim = held.view.claim
    return CheckEvidence(
        article=held.view.article.id,
        quote=claim.quote,
        start=claim.start,
        end=claim.end,
        stance="supports" if stance == "supports" else "refutes",
    )
