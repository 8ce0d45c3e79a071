"""A statement held against articles, and the evidence looked up once more."""

from collections.abc import Sequence

from summarizer.engines.interface import Engine
from summarizer.grounding import is_grounded
from summarizer.models import Article, Check, Failure


async def check_statement(statement: str, articles: Sequence[Article], engine: Engine) -> Check | Failure:
    """Hold a statement against articles; evidence that is not exact makes it a failure.

    Raises:
        AccessError: the endpoint refuses the key or the quota is used up.
    """
    result = await engine.check(statement, articles)
    if isinstance(result, Failure):
        return result
    texts = {article.id: article for article in articles}
    for evidence in result.evidence:
        if not is_grounded(texts[evidence.article], evidence.quote, evidence.start, evidence.end):
            return Failure(stage="grounding", subject=statement, reason=f"a quote is not in {evidence.article}")
    return result
