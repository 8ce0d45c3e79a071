"""Reading an article by a model: in one question, or, where it is long, in parts whose points are summed up.

Where an article's claims are not wanted, a shorter question sums it up only. A part ends where a paragraph ends. Sentences keep their numbers and places, so that every span is right in the whole text.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel

from summarizer.engines.model import show
from summarizer.engines.model.ask import Accepted, Wanted
from summarizer.engines.model.drafts import DraftBrief, DraftReading, DraftSummary
from summarizer.engines.model.ground import distinct, ground_brief, ground_reading
from summarizer.engines.model.questions import Question, Questions
from summarizer.engines.model.summaries import ground_summary, make_summary
from summarizer.errors import CutOffError
from summarizer.models import Article, Failure, Point, Reading, Sentence, Stage, Summary

MOST_POINTS = 7  # of a summary that no model made of the parts'

Part = tuple[Sentence, ...]


class Form(NamedTuple):
    """A way to read: the prompt, the type of its answer, what turns that into a reading, and the longest part in characters."""

    prompt: str
    draft: type[BaseModel]
    ground: Callable[[Any, Article], Accepted[Reading]]
    longest: int


FULL = Form("read", DraftReading, ground_reading, 16_000)  # some 2,700 words: 80 claims, some 4,000 tokens of an answer
BRIEF = Form("brief", DraftBrief, ground_brief, 60_000)  # some 10,000 words; seven points still tell most of them


async def read(questions: Questions, article: Article, *, claims: bool = True) -> Reading | Failure:
    """Summarise an article and, if wanted, list its claims; what of it was rejected is among the reading's failures.

    Raises:
        AccessError: the endpoint refuses the key or the quota is used up.
    """
    form = FULL if claims else BRIEF
    parts = parts_of(article, form.longest)
    if not parts:
        return Failure(stage="read", subject=article.id, reason="it has no sentence that could be read")
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(_read_part(questions, article, parts, number, form)) for number in range(len(parts))
            ]
    except ExceptionGroup as errors:  # the group cancelled the others; the first error says why
        raise errors.exceptions[0] from errors
    found = [one for task in tasks for one in task.result()]
    readings = [one for one in found if isinstance(one, Reading)]
    lost = [one for one in found if isinstance(one, Failure)]
    if not readings:
        return lost[0]
    if len(found) == 1:
        return readings[0]
    return await _joined(questions, article, readings, lost)


def parts_of(article: Article, longest: int) -> list[Part]:
    """Cut what is shown of an article where a paragraph ends, into as few and as even parts as may be.

    A paragraph that is longer by itself is a part of its own.
    """
    return _cut(show.shown_sentences(article), longest)


def _cut(sentences: Sequence[Sentence], longest: int) -> list[Part]:
    paragraphs: list[list[Sentence]] = []
    for sentence in sentences:
        if paragraphs and paragraphs[-1][0].paragraph == sentence.paragraph:
            paragraphs[-1].append(sentence)
        else:
            paragraphs.append([sentence])
    sizes = [paragraph[-1].end - paragraph[0].start for paragraph in paragraphs]
    even = sum(sizes) / max(1, -(-sum(sizes) // longest))
    parts: list[list[Sentence]] = []
    filled = 0
    for paragraph, size in zip(paragraphs, sizes, strict=True):
        if not parts or filled + size / 2 > even or filled + size > longest:
            parts.append([])
            filled = 0
        parts[-1] += paragraph
        filled += size
    return [tuple(part) for part in parts]


async def _read_part(
    questions: Questions, article: Article, parts: Sequence[Part], number: int, form: Form
) -> list[Reading | Failure]:
    """Read one part; where the answer is cut off for its length, read each half of it."""
    part = article.model_copy(update={"sentences": parts[number]})
    halves = _cut(parts[number], (parts[number][-1].end - parts[number][0].start) // 2 + 1)
    head = _head_of(article, parts, number)
    text = show.numbered(part)
    try:
        outcome = await questions.put(
            Question(
                form.prompt,
                Wanted(form.draft, lambda draft: form.ground(draft, part), len(halves) > 1),
                Failure(stage="read", subject=article.id, reason=""),
                {"mark": show.mark_for([head, text]), "head": head, "sentences": text},
            )
        )
    except CutOffError:
        both = [await _read_part(questions, article, halves, half, form) for half in range(len(halves))]
        return [one for half in both for one in half]
    if isinstance(outcome, Failure):
        span = f"sentences {parts[number][0].number} to {parts[number][-1].number}: "
        return [outcome.model_copy(update={"reason": f"{span if len(parts) > 1 else ''}{outcome.reason}"})]
    return [_of_whole(outcome, article)]


def _head_of(article: Article, parts: Sequence[Part], number: int) -> str:
    """Write what an article says of itself, and of a part which it is and what stands before it."""
    head = show.reading_head(article)
    if len(parts) == 1:
        return head
    lines = [head, f"part: {number + 1} of {len(parts)}"]
    if number:
        lines.append(f"before it: {show.one_line(article.words_of(parts[number - 1][-1]))}")
    return "\n".join(filter(None, lines))


def _of_whole(outcome: Accepted[Reading], article: Article) -> Reading:
    """Give a part's reading the whole article, and what was rejected of it."""
    whole = article.model_copy(update={"notes": outcome.value.article.notes})
    failures = tuple(
        Failure(stage=_stage_of(rejected.field), subject=article.id, reason=rejected.reason)
        for rejected in outcome.rejected
    )
    return outcome.value.model_copy(update={"article": whole, "failures": failures})


async def _joined(
    questions: Questions, article: Article, readings: Sequence[Reading], lost: Sequence[Failure]
) -> Reading:
    """Join the readings of parts: their claims numbered through, their points summed up."""
    claims = tuple(
        claim.model_copy(update={"id": f"{article.id}.c{number}"})
        for number, claim in enumerate(distinct(claim for one in readings for claim in one.claims), start=1)
    )
    notes = tuple(dict.fromkeys(note for one in readings for note in one.article.notes))
    summary, failures = await _sum_up(questions, article, [point for one in readings for point in one.summary.points])
    return Reading(
        article=article.model_copy(update={"notes": notes}),
        summary=summary,
        claims=claims,
        failures=(*(failure for one in readings for failure in one.failures), *lost, *failures),
    )


async def _sum_up(
    questions: Questions, article: Article, points: Sequence[Point]
) -> tuple[Summary, tuple[Failure, ...]]:
    """Have the points of all parts summed up; where that fails, the first of them stand for the rest."""
    head = show.reading_head(article)
    text = "\n".join(f"[{number}] {show.one_line(point.text)}" for number, point in enumerate(points, start=1))
    outcome = await questions.put(
        Question(
            "sum_up",
            Wanted(DraftSummary, lambda draft: ground_summary(draft, article, points)),
            Failure(stage="summarize", subject=article.id, reason=""),
            {"mark": show.mark_for([head, text]), "head": head, "points": text},
        )
    )
    if isinstance(outcome, Failure):
        made, _ = make_summary("", "", article, tuple(points[:MOST_POINTS]), "")
        return made, (outcome,)
    lost = (Failure(stage="summarize", subject=article.id, reason=one.reason) for one in outcome.rejected)
    return outcome.value, tuple(lost)


def _stage_of(field: str) -> Stage:
    """Name the stage at which a part of a reading was rejected."""
    return "claims" if field == "claims" else "summarize"
