"""Do the two articles have one origin?"""

from functools import lru_cache

from summarizer.models import Article, FindingType, GateAnswer, Side
from summarizer.text.tokens import base, tokenize

SHINGLE = (
    5  # words; the usual width for near-copies of news (Broder 1997 has ten for web pages, wire stories are shorter)
)
NEAR = 0.8  # Jaccard resemblance from which two texts are one with edits; different stories of one event stay below 0.1
MOST_CHARACTERS = 200_000  # of a text that are looked at; a book-length text is compared by its beginning


def same_origin(a: Side, b: Side, kind: FindingType) -> GateAnswer:  # noqa: ARG001  every gate has this form
    """Lower a finding between two near-copies: it is an edit of one report, not two reports that disagree."""
    if a.article.id == b.article.id:
        return GateAnswer(gate="origin", outcome="open", answer="Both stand in one article.")
    share = resemblance(a.article, b.article)
    if share >= NEAR:
        answer = f"The two articles are nearly one text ({share:.0%} of their word sequences): one was edited."
        return GateAnswer(gate="origin", outcome="lower", answer=answer)
    answer = f"The two articles are independent texts ({share:.0%} of their word sequences are shared)."
    return GateAnswer(gate="origin", outcome="open", answer=answer)


def near_copies(a: Article, b: Article) -> bool:
    """Whether two articles are the same text but for small edits."""
    return a.sha256 == b.sha256 or resemblance(a, b) >= NEAR


def resemblance(a: Article, b: Article) -> float:
    """Measure how alike two texts are: shared over all sequences of five words, between 0 and 1 (Broder 1997)."""
    left, right = _shingles(a.text), _shingles(b.text)
    if not left or not right:
        return 1.0 if a.text.split() == b.text.split() else 0.0
    return len(left & right) / len(left | right)


def shingle_words(text: str) -> list[str]:
    """List the words of a text by whose sequences it is compared: without case, possessives and punctuation."""
    return [base(token.text) for token in tokenize(text[:MOST_CHARACTERS]) if token.is_word]


@lru_cache(maxsize=256)  # pairs of the same articles are asked for over and over
def _shingles(text: str) -> frozenset[int]:
    words = shingle_words(text)
    return frozenset(hash(tuple(words[index : index + SHINGLE])) for index in range(len(words) - SHINGLE + 1))
