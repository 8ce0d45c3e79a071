"""An extractive summary: salient sentences that tell different things, in their natural order.

Sentences are picked by their salience, less what they repeat (after the maximal marginal relevance of Carbonell and
Goldstein 1998), with a prior for a voice that was not yet heard, and for
their length, since the words of all points are limited. Nearness to the tf-idf centroid (Radev et al. 2004,
MEAD) is one part of the salience.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.engines.embedded.analysis import Analysis
from summarizer.engines.embedded.people import PRONOUNS, pronoun_of
from summarizer.engines.embedded.propositions import Proposition
from summarizer.engines.embedded.salience import features_of, salience_of, title_share
from summarizer.models import Article, Evidence, Point, Sentence, Summary
from summarizer.text.tokens import base, content_stems

ABSTRACT_WORDS = 60
FEWEST_POINTS, MOST_POINTS = 3, 7
SHARE = 1 / 3  # of the article's words that the points may take
ALIKE = 0.5  # share of the shorter sentence's words from which a point begins to say another again
AGAIN_COST = 2.0  # what it loses for each word beyond, as a share: nothing alike is left where other sentences are
NEW_VOICE = 0.05
DENSITY = 0.7  # how much the words that a point takes count against it: with 0.6 to 1 some 7 % more key facts were told
CLOSING_COST = 0.3  # a formula that closes an article repeats it
SHORTEST, LONGEST = 6, 60  # words of a sentence that can stand as a point
DANGLING = frozenset(
    {"this", "that", "these", "those", "it", "such", "there", "but", "and", "so", "still", "yet", "then"}
)
CLOSING = re.compile(r"^(in conclusion|to sum up|in summary|all in all|in short|finally)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may become a point, with its content and its salience."""

    sentence: Sentence
    text: str
    words: int
    stems: frozenset[str]
    score: float
    speakers: frozenset[str]


def summarize(analysis: Analysis) -> Summary:
    """Summarise an article; one without body sentences gets its title and no points."""
    article = analysis.article
    candidates = make_candidates(analysis)
    points = pick_points(candidates, _words_of_body(article))
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
    by_sentence = _by_sentence(analysis)
    made = []
    for sentence, features in body_features(analysis):
        propositions = by_sentence[sentence.number]
        words = article.words_of(sentence)
        made.append(
            Candidate(
                sentence=sentence,
                text=_point_text(words, propositions),
                words=len(words.split()),
                stems=content_stems(words),
                score=salience_of(features) - (CLOSING_COST if CLOSING.match(words) else 0.0),
                speakers=frozenset(filter(None, (p.attribution.name or p.attribution.role for p in propositions))),
            )
        )
    fit = [c for c in made if SHORTEST <= c.words <= LONGEST and not _dangles(c)]
    return fit or made


def _by_sentence(analysis: Analysis) -> dict[int, list[Proposition]]:
    by_sentence: dict[int, list[Proposition]] = {}
    for proposition in analysis.propositions:
        if proposition.sentence.role == "body":
            by_sentence.setdefault(proposition.sentence.number, []).append(proposition)
    return by_sentence


def body_features(analysis: Analysis) -> list[tuple[Sentence, dict[str, float]]]:
    """Look at every body sentence of an article, for its salience."""
    article = analysis.article
    by_sentence = _by_sentence(analysis)
    sentences = [s for s in article.sentences if s.number in by_sentence]
    vectors = tf_idf([content_stems(article.words_of(s)) for s in sentences])
    centroid = Counter[str]()
    for vector in vectors:
        centroid.update(vector)
    central = [cosine(vector, centroid) for vector in vectors]
    order = sorted(central, reverse=True)
    seen: set[str] = set()
    made = []
    for position, (sentence, value) in enumerate(zip(sentences, central, strict=True)):
        words = article.words_of(sentence)
        features = features_of(words, position, len(sentences), by_sentence[sentence.number], seen)
        opens = position == 0 or sentences[position - 1].paragraph != sentence.paragraph
        features |= {"central": value, "central_rank": order.index(value) / len(order), "opens_paragraph": float(opens)}
        features["in_title"] = title_share(words, article.title or "")
        seen.update(name.key for proposition in by_sentence[sentence.number] for name in proposition.names)
        made.append((sentence, features))
    return made


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


def _words_of_body(article: Article) -> int:
    return sum(len(article.words_of(s).split()) for s in article.sentences if s.role == "body")


def pick_points(candidates: Sequence[Candidate], total: int) -> list[Candidate]:
    """Pick by salience and novelty until the share of `total` words is used up; in the order of the text."""
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
    likeness = max((_likeness(candidate.stems, other.stems) for other in picked), default=0.0)
    voice = NEW_VOICE if candidate.speakers - heard else 0.0
    gain = candidate.score + voice - AGAIN_COST * max(0.0, likeness - ALIKE)
    return gain / float(candidate.words) ** DENSITY if gain > 0 else gain


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / (min(len(one), len(other)) or 1)


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
