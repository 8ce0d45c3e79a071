"""Comparing by a model, by two roads to one record, and a second look at what either found.

Side by side, one question shows whole articles, and the model lists what conflicts. By claims, pairs of claims are judged,
many to a question: for more articles than one question holds. A second look asks of every conflict, its sides swapped and
by other words, whether there is an account in which both are true.
"""

import asyncio
from collections.abc import Sequence

from summarizer.engines.model import show, verdicts
from summarizer.engines.model.ask import Wanted
from summarizer.engines.model.drafts import DraftComparison, DraftJudgement
from summarizer.engines.model.questions import Question, Questions
from summarizer.engines.model.reading import read
from summarizer.engines.model.side_by_side import ground_comparison
from summarizer.judgements import Judgement, judge_by_claims
from summarizer.models import Article, Failure, Pair, Reading, Verdict

PAIRS_A_CALL = 12  # enough to share the instructions' cost, few enough that no pair is lost in the middle
PAIR_LIMIT = 20  # pairs of two articles; two accounts of one event share some 15 facts
SIDE_BY_SIDE = 60_000  # characters of all articles, some 15,000 tokens: twenty of usual length


async def compare(questions: Questions, readings: Sequence[Reading], *, second_look: bool) -> Judgement:
    """Compare readings side by side where one question holds them, else, or where that fails, by claims.

    Raises:
        AccessError: the endpoint refuses the key or the quota is used up.
    """
    found = await side_by_side(questions, readings) if fits([reading.article for reading in readings]) else None
    if found is None or isinstance(found, Failure):
        found = await _by_claims(questions, readings)
    return await look_again(questions, found) if second_look else found


async def _by_claims(questions: Questions, readings: Sequence[Reading]) -> Judgement:
    """Judge pairs of claims; an article whose claims were not listed is read for them first.

    Raises:
        AccessError: the endpoint refuses the key or the quota is used up.
    """
    try:
        async with asyncio.TaskGroup() as group:
            tasks = {
                one.article.id: group.create_task(read(questions, one.article)) for one in readings if not one.claims
            }
    except ExceptionGroup as errors:  # the group cancelled the others; the first error says why
        raise errors.exceptions[0] from errors
    read_now = {key: task.result() for key, task in tasks.items()}
    lost = [
        one.model_copy(update={"stage": "judge", "reason": f"its claims could not be listed: {one.reason}"})
        for one in read_now.values()
        if isinstance(one, Failure)
    ]
    full = {key: one for key, one in read_now.items() if isinstance(one, Reading)}
    listed = [full.get(one.article.id, one) for one in readings]
    found = await judge_by_claims(listed, PAIR_LIMIT, lambda pairs: judge(questions, pairs))
    return found._replace(failures=tuple(lost))


def fits(articles: Sequence[Article]) -> bool:
    """Whether one question holds the articles side by side."""
    return sum(len(show.numbered(article)) for article in articles) <= SIDE_BY_SIDE


async def judge(questions: Questions, pairs: Sequence[Pair], *, prompt: str = "judge") -> list[Verdict | Failure]:
    """Judge pairs of claims, several to a question; each gets its verdict or its failure, in the order given.

    Raises:
        AccessError: the endpoint refuses the key or the quota is used up.
    """
    batches = [pairs[start : start + PAIRS_A_CALL] for start in range(0, len(pairs), PAIRS_A_CALL)]
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(_judge_batch(questions, batch, prompt)) for batch in batches]
    except ExceptionGroup as errors:  # the group cancelled the others; the first error says why
        raise errors.exceptions[0] from errors
    return [verdict for task in tasks for verdict in task.result()]


async def side_by_side(questions: Questions, readings: Sequence[Reading]) -> Judgement | Failure:
    """Compare whole articles in one question.

    Raises:
        AccessError: the endpoint refuses the key or the quota is used up.
    """
    articles = [reading.article for reading in readings]
    mark = show.mark_for([show.side_by_side(articles, "")])
    outcome = await questions.put(
        Question(
            "compare",
            Wanted(DraftComparison, lambda draft: ground_comparison(draft, readings)),
            Failure(stage="judge", subject=", ".join(article.id for article in articles), reason=""),
            {"mark": mark, "articles": show.side_by_side(articles, mark)},
        )
    )
    if isinstance(outcome, Failure):
        return outcome
    lost = tuple(Failure(stage="judge", subject="comparison", reason=one.reason) for one in outcome.rejected)
    return outcome.value._replace(failures=lost)


async def _judge_batch(questions: Questions, pairs: Sequence[Pair], prompt: str) -> list[Verdict | Failure]:
    text = show.numbered_pairs(pairs)
    outcome = await questions.put(
        Question(
            prompt,
            Wanted(DraftJudgement, lambda draft: verdicts.ground_verdicts(draft, pairs)),
            Failure(stage="judge", subject="", reason="the model gave no verdict on it"),
            {"mark": show.mark_for([text]), "pairs": text},
        )
    )
    lost, found = (outcome, {}) if isinstance(outcome, Failure) else (None, outcome.value)
    reason = lost.reason if lost else "the model gave no verdict on it"
    return [
        found.get(number) or Failure(stage="judge", subject=pair.name, reason=reason)
        for number, pair in enumerate(pairs, start=1)
    ]


async def look_again(questions: Questions, found: Judgement) -> Judgement:
    """Ask of every conflict once more; one whose second look fails stands as it was found, and that is told.

    Raises:
        AccessError: the endpoint refuses the key or the quota is used up.
    """
    marked = [one for one in found.judged if isinstance(one.verdict, Verdict) and one.verdict.label == "conflict"]
    swapped = [Pair(one.pair.b, one.pair.a) for one in marked]
    looks = await judge(questions, swapped, prompt="second_look")
    second = {one.pair.name: look for one, look in zip(marked, looks, strict=True)}
    judged = tuple(
        one._replace(verdict=_of_both(one.verdict, look))
        if isinstance(look := second.get(one.pair.name), Verdict) and isinstance(one.verdict, Verdict)
        else one
        for one in found.judged
    )
    lost = tuple(
        look.model_copy(update={"reason": f"it was not looked at again: {look.reason}"})
        for look in looks
        if isinstance(look, Failure)
    )
    return found._replace(judged=judged, failures=(*found.failures, *lost))


def _of_both(first: Verdict, second: Verdict) -> Verdict:
    """Let the second look decide; where it agrees, the first one's words stand, with the lower confidence."""
    if second.label != "conflict":
        return second
    return first.model_copy(update={"confidence": min(first.confidence, second.confidence)})
