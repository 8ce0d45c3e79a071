"""An extractive summary: sentences near the centroid of the article, unlike each other, in their natural order.

The score is the cosine to the tf-idf centroid (Radev et al. 2004, MEAD), picked by maximal marginal relevance
(Carbonell and Goldstein 1998), with a prior for what stands early and for a voice that was not yet heard.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.engines.embedded.analysis import Analysis
from summarizer.engines.embedded.people import PRONOUNS, pronoun_of
from summarizer.engines.embedded.propositions import Proposition
from summarizer.models import Article, Evidence, Point, Sentence, Summary
from summarizer.text.tokens import base, content_stems

ABSTRACT_WORDS = 60
FEWEST_POINTS, MOST_POINTS = 3, 7
SHARE = 1 / 3  # of the article's words that the points may take
RELEVANCE = (
    0.7  # weight of relevance against novelty; .65 to .7 did best on 120 news articles with extractive references
)
POSITION_PRIOR = 0.2
NEW_VOICE = 0.08
LENGTH_PRIOR, FULL_LENGTH = 0.3, 30  # a longer sentence tells more; at most seven may be told
SHORTEST, LONGEST = 6, 60  # words of a sentence that can stand as a point
DANGLING = frozenset(
    {"this", "that", "these", "those", "it", "such", "there", "but", "and", "so", "still", "yet", "then"}
)
CLOSING = re.compile(r"^(in conclusion|to sum up|in summary|all in all|in short|finally)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may become a point, with its tf-idf vector and its score before anything else was picked."""

    sentence: Sentence
    text: str
    words: int
    vector: dict[str, float]
    score: float
    speakers: frozenset[str]


def summarize(analysis: Analysis) -> Summary:
    """Summarise an article; one without body sentences gets its title and no points."""
    article = analysis.article
    candidates = make_candidates(analysis)
    points = pick_points(candidates)
    headline = _headline(article, candidates)
    return Summary(
        headline=headline,
        abstract=make_abstract(points),
        points=tuple(Point(text=chosen.text, evidence=(_evidence(article, chosen.sentence),)) for chosen in points),
    )


def _headline(article: Article, candidates: Sequence[Candidate]) -> str:
    if article.title:
        return re.sub(r"\s+", " ", article.title).strip()
    return trim_words(candidates[0].text, 16) if candidates else ""


def _evidence(article: Article, sentence: Sentence) -> Evidence:
    return Evidence(quote=article.words_of(sentence), start=sentence.start, end=sentence.end)


def make_candidates(analysis: Analysis) -> list[Candidate]:
    """Score the body sentences that can stand as points; shorter and longer ones only when nothing else is there."""
    article = analysis.article
    by_sentence: dict[int, list[Proposition]] = {}
    for proposition in analysis.propositions:
        if proposition.sentence.role == "body":
            by_sentence.setdefault(proposition.sentence.number, []).append(proposition)
    sentences = [s for s in article.sentences if s.number in by_sentence]
    stems = [content_stems(article.words_of(s)) for s in sentences]
    vectors = tf_idf(stems)
    centroid = Counter[str]()
    for vector in vectors:
        centroid.update(vector)
    title = content_stems(article.title or "")
    made = []
    for position, (sentence, vector) in enumerate(zip(sentences, vectors, strict=True)):
        propositions = by_sentence[sentence.number]
        words = article.words_of(sentence)
        score = cosine(vector, centroid) + POSITION_PRIOR / (1 + position) ** 0.5
        score += 0.1 * (len(title & vector.keys()) / len(title) if title else 0.0) + _manner(words, propositions)
        score += LENGTH_PRIOR * min(len(words.split()), FULL_LENGTH) / FULL_LENGTH
        made.append(
            Candidate(
                sentence=sentence,
                text=_point_text(words, propositions),
                words=len(words.split()),
                vector=vector,
                score=score,
                speakers=frozenset(filter(None, (p.attribution.name or p.attribution.role for p in propositions))),
            )
        )
    fit = [c for c in made if SHORTEST <= c.words <= LONGEST and not _dangles(c)]
    return fit or made


def _manner(words: str, propositions: Sequence[Proposition]) -> float:
    """Reward figures and positions, punish closing formulas and colour in quotation marks."""
    score = 0.05 * any(character.isdigit() for character in words) + 0.08 * any(p.frames for p in propositions)
    if CLOSING.match(words):
        score -= 0.4
    if words[:1] in '“"‘' and words[-1:] in '”"’':
        score -= 0.15
    return score


def _dangles(candidate: Candidate) -> bool:
    """Whether the point would begin with a word that points back."""
    first = pronoun_of(candidate.text.split()[0]) if candidate.text.split() else ""
    return first in DANGLING or first in PRONOUNS - {"i", "we"}


def _point_text(words: str, propositions: Sequence[Proposition]) -> str:
    """Fold white space, and name whom a leading "He" or "She" stands for."""
    text = re.sub(r"\s+", " ", words).strip()
    first = pronoun_of(text.split(" ", 1)[0]) if text else ""
    if first in {"he", "she"} and propositions:
        speaker = propositions[0].attribution.name
        resolved = speaker or propositions[0].subject_text
        if resolved and base(resolved) not in PRONOUNS:
            return resolved + text[len(first) :]
    if first in {"but", "and"}:
        rest = text[len(first) :].lstrip(" ,")
        return rest[:1].upper() + rest[1:]
    return text


def tf_idf(documents: Sequence[frozenset[str]]) -> list[dict[str, float]]:
    """Weigh each sentence's stems by how few sentences have them; vectors of unit length."""
    counts = Counter(stem for document in documents for stem in document)
    vectors = []
    for document in documents:
        weights = {stem: math.log(1 + len(documents) / counts[stem]) for stem in sorted(document)}
        norm = math.sqrt(math.fsum(weight * weight for weight in weights.values())) or 1.0
        vectors.append({stem: weight / norm for stem, weight in weights.items()})
    return vectors


def cosine(vector: dict[str, float], other: dict[str, float] | Counter[str]) -> float:
    """Cosine of a unit vector and any vector."""
    norm = math.sqrt(math.fsum(weight * weight for weight in other.values())) or 1.0
    return math.fsum(weight * other.get(stem, 0.0) for stem, weight in vector.items()) / norm


def pick_points(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Pick by maximal marginal relevance until the share of words is used up; in the order of the text."""
    total = sum(candidate.words for candidate in candidates)
    picked: list[Candidate] = []
    rest = list(candidates)
    heard: set[str] = set()
    while rest and len(picked) < MOST_POINTS:
        best = max(rest, key=lambda c: (_gain(c, picked, heard), -c.sentence.number))
        rest.remove(best)
        used = sum(candidate.words for candidate in picked) + best.words
        if len(picked) >= FEWEST_POINTS and used > SHARE * total:
            continue
        picked.append(best)
        heard |= best.speakers
    return sorted(picked, key=lambda candidate: candidate.sentence.number)


def _gain(candidate: Candidate, picked: Sequence[Candidate], heard: set[str]) -> float:
    likeness = max((cosine(candidate.vector, other.vector) for other in picked), default=0.0)
    voice = NEW_VOICE if candidate.speakers - heard else 0.0
    return RELEVANCE * candidate.score + voice - (1 - RELEVANCE) * 2 * likeness


def make_abstract(points: Sequence[Candidate]) -> str:
    """Join the two or three best points within the words allowed, in the order of the text."""
    chosen: list[Candidate] = []
    used = 0
    for candidate in sorted(points, key=lambda c: (-c.score, c.sentence.number)):
        if len(chosen) < 3 and used + candidate.words <= ABSTRACT_WORDS:
            chosen.append(candidate)
            used += candidate.words
    if not chosen and points:
        return trim_words(points[0].text, ABSTRACT_WORDS)
    return " ".join(c.text for c in sorted(chosen, key=lambda c: c.sentence.number))


def trim_words(text: str, most: int) -> str:
    """Cut a text to a number of words, at the last comma before it where one stands in the second half."""
    words = text.split()
    if len(words) <= most:
        return text
    kept = words[:most]
    comma = max((i for i, word in enumerate(kept) if word.endswith(",")), default=-1)
    if comma >= most // 2:
        kept = kept[: comma + 1]
    return " ".join(kept).rstrip(",;:–— ") + "…"
