"""The sentences of articles that speak of a statement, by the words that they share."""

import math
from collections import Counter
from collections.abc import Sequence

from summarizer.models import Article, Passage
from summarizer.text.names import find_names
from summarizer.text.tokens import content_stems

MOST_PASSAGES = 12  # the labelled evidence stood among these for 9 of 10 statements of 22 written stories
READ_ROLES = frozenset({"headline", "body"})


def all_passages(articles: Sequence[Article]) -> list[Passage]:
    """List every sentence that may say something, in the order of the articles."""
    return [
        Passage(article, sentence)
        for article in articles
        for sentence in article.sentences
        if sentence.role in READ_ROLES
    ]


def find_passages(statement: str, articles: Sequence[Article], most: int = MOST_PASSAGES) -> list[Passage]:
    """Find the sentences that share most with a statement, rare words weighing more; in the order of the articles."""
    passages = all_passages(articles)
    keys = [_keys(passage.article.words_of(passage.sentence)) for passage in passages]
    counts = Counter(key for found in keys for key in found)
    asked = _keys(statement)
    weights = {key: math.log(1 + len(passages) / (1 + counts[key])) for key in sorted(asked)}
    scored = [
        (math.fsum(weights[key] for key in sorted(found & asked)), position) for position, found in enumerate(keys)
    ]
    best = sorted((item for item in scored if item[0] > 0), key=lambda item: (-item[0], item[1]))[:most]
    return [passages[position] for position in sorted(position for _, position in best)]


def with_neighbours(passages: Sequence[Passage]) -> list[Passage]:
    """Add the sentence before and the one behind each passage, where they say something; in the order of the articles."""
    found: dict[tuple[str, int], Passage] = {}
    for article, sentence in passages:
        for number in (sentence.number - 1, sentence.number, sentence.number + 1):
            one = article.sentences[number - 1] if 1 <= number <= len(article.sentences) else sentence
            if one.role in READ_ROLES:
                found.setdefault((article.id, one.number), Passage(article, one))
    return list(found.values())


def _keys(text: str) -> frozenset[str]:
    return content_stems(text) | {f"name:{name.key}" for name in find_names(text)}
