"""A statement held against articles: find the passages, have them judged."""

import math
from collections import Counter
from collections.abc import Sequence

from summarizer.engines.interface import Engine
from summarizer.grounding import is_grounded
from summarizer.models import Article, Check, Failure, Passage
from summarizer.text.names import find_names
from summarizer.text.tokens import content_stems

MOST_PASSAGES = (
    12  # sentences that an engine is shown; the labelled evidence stood among the first 8 in all cases tried
)
READ_ROLES = frozenset({"headline", "body"})


async def check_statement(statement: str, articles: Sequence[Article], engine: Engine) -> Check | Failure:
    """Hold a statement against articles; evidence that is not exact makes it a failure.

    Raises:
        AccessError: the endpoint refuses the key or the quota is used up.
    """
    result = await engine.check(statement, find_passages(statement, articles))
    if isinstance(result, Failure):
        return result
    texts = {article.id: article for article in articles}
    for evidence in result.evidence:
        if not is_grounded(texts[evidence.article], evidence.quote, evidence.start, evidence.end):
            return Failure(stage="grounding", subject=statement, reason=f"a quote is not in {evidence.article}")
    return result


def find_passages(statement: str, articles: Sequence[Article]) -> list[Passage]:
    """Find the sentences that share most with a statement, rare words weighing more; in the order of the articles."""
    passages = [
        Passage(article, sentence)
        for article in articles
        for sentence in article.sentences
        if sentence.role in READ_ROLES
    ]
    keys = [_keys(passage.article.words_of(passage.sentence)) for passage in passages]
    counts = Counter(key for found in keys for key in found)
    asked = _keys(statement)
    weights = {key: math.log(1 + len(passages) / (1 + counts[key])) for key in sorted(asked)}
    scored = [
        (math.fsum(weights[key] for key in sorted(found & asked)), position) for position, found in enumerate(keys)
    ]
    best = sorted((item for item in scored if item[0] > 0), key=lambda item: (-item[0], item[1]))[:MOST_PASSAGES]
    return [passages[position] for position in sorted(position for _, position in best)]


def _keys(text: str) -> frozenset[str]:
    return content_stems(text) | {f"name:{name.key}" for name in find_names(text)}
