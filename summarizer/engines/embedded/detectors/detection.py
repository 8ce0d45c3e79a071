"""What a detector looks at and what it returns."""

from collections.abc import Iterable
from dataclasses import dataclass

from summarizer.engines.embedded import lexicon
from summarizer.engines.embedded.propositions import Proposition
from summarizer.models import Article, Claim, FindingType
from summarizer.text.times import Time, find_times
from summarizer.text.tokens import base, stem


@dataclass(frozen=True, slots=True)
class View:
    """One side of a pair as the detectors see it: the claim, its analysis, and the times it speaks of."""

    article: Article
    claim: Claim
    proposition: Proposition
    times: tuple[Time, ...] = ()

    @property
    def speaker(self) -> str:
        """Who says it, for an explanation."""
        attribution = self.claim.attribution
        return attribution.name or attribution.role or "the article"


@dataclass(frozen=True, slots=True)
class Detection:
    """A reason to think that both sides can't hold, with how sure the detector is (0 to 1)."""

    type: FindingType
    confidence: float
    explanation: str


def make_view(article: Article, claim: Claim, proposition: Proposition) -> View:
    """Look at a claim; relative times are resolved against the article's date."""
    return View(article, claim, proposition, tuple(find_times(proposition.text, article.published_day)))


def worded(view: View, terms: Iterable[str]) -> str:
    """Name terms in the words that a claim has for them, in the order of its text."""
    wanted = set(terms)
    words: dict[str, str] = {}
    for token in view.proposition.tokens:
        term = lexicon.concepts().get(stem(token.text), stem(token.text))
        if term in wanted:
            words.setdefault(term, base(token.text))
    return ", ".join(words.values())
