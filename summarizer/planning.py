"""What a run would send where, and what that would cost, without sending anything.

Questions that can be known are made as the run itself makes them, and answered from what is stored; which claims will be
judged can't be known before the articles are read, so that part is bounded from above.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from pydantic import Field

from summarizer.check import check_statement
from summarizer.contract import Part
from summarizer.engines.model import ModelEngine, comparing, measure_of, rehearse
from summarizer.engines.model.ask import REASKS
from summarizer.engines.model.budget import batch_price_of, longest_answer, price_of
from summarizer.engines.model.drafts import DraftJudgement
from summarizer.engines.model.rehearsal import Rehearsal
from summarizer.engines.model.show import LONGEST_FIELD
from summarizer.engines.model.side_by_side import MOST_CONFLICTS
from summarizer.judgements import Judgement
from summarizer.models import Article, Failure, Reading, Summary
from summarizer.pairing import find_pairs
from summarizer.pricing import Price, describe_table, likely_tokens, most_tokens
from summarizer.prompts import load_prompt

if TYPE_CHECKING:
    from summarizer.settings import Settings

Task = Literal["summarize", "compare", "check"]
Step = Literal["read", "brief", "compare", "judge", "second_look", "check"]

LIKELY_ANSWERS: dict[Step, int] = {
    "read": 1_800,
    "brief": 280,
    "compare": 1_500,
    "judge": 650,
    "second_look": 450,
    "check": 70,
}
"""Tokens; the mean of answers written by hand to some 130 questions on ten cases, counted at four characters a token.

That of `read` is scaled by what the form of its answer now takes in `cassettes/`, that of `brief` is the mean there.
"""
LIKELY_PAIR = 600  # bytes of a question on pairs; those in cassettes/ have 480 to 650 a pair
SENTENCES_A_CLAIM = 4  # its own, one on each side, and the claim in the model's words, which is about as long
NAMES_A_CLAIM = 5 * LONGEST_FIELD + 100  # bytes; id, outlet, date, speaker and role at their longest, and the labels
REASONS = 4_000  # tokens at most of what an answer is rejected for: 20 reasons of two lines


class PlanStep(Part):
    """Questions of one kind: on an article, on pairs of claims, or on statements.

    `calls` are those without any answer that must be asked for again; `stored` questions need none. Tokens and dollars
    come as likely and as most; dollars are null where the price is not known. What is read in batches likely costs as much
    as there; at most it has to be asked directly.
    """

    step: Step
    subject: str
    calls: int
    calls_at_most: int
    stored: int
    prompt_tokens: int
    prompt_tokens_at_most: int
    completion_tokens: int
    completion_tokens_at_most: int
    cost_usd: float | None
    cost_usd_at_most: float | None


class Plan(Part):
    """What a run would send where; `failures` are the items that could not be asked about anyway."""

    schema_: Literal["summarizer.plan/1"] = Field(default="summarizer.plan/1", alias="schema")
    engine: str
    model: str | None = None
    address: str | None = None
    steps: tuple[PlanStep, ...] = ()
    calls: int = 0
    calls_at_most: int = 0
    prompt_tokens: int = 0
    prompt_tokens_at_most: int = 0
    cost_usd: float | None = 0.0
    cost_usd_at_most: float | None = 0.0
    longest_answer: int | None = None
    via: Literal["direct", "batch"] | None = None
    price: dict[str, float] | None = None
    batch_price: dict[str, float] | None = None
    prices: str | None = None
    max_cost: float | None = None
    max_calls: int | None = None
    failures: tuple[Failure, ...] = ()


class _Count(NamedTuple):
    """Questions by their number and the sum of the most tokens of each; `answers` are taken from what is stored."""

    questions: int
    largest: int
    stored: int


async def make_plan(
    task: Task,
    articles: Sequence[Article],
    settings: "Settings",
    *,
    statements: Sequence[str] = (),
    failures: Sequence[Failure] = (),
) -> Plan:
    """Plan a run; the embedded engine sends nothing.

    Args:
        task: what is to be done.
        articles: those that could be read.
        settings: what to ask with.
        statements: what is to be checked.
        failures: of what could not be read.

    Raises:
        SettingsError: as the run itself would.
    """
    if settings.resolved_engine != "model":
        return Plan(engine=settings.resolved_engine, failures=tuple(failures))
    engine, rehearsal = rehearse(settings)
    try:
        planner = _Planner(engine, rehearsal, settings)
        if task == "check":
            await planner.check(statements, articles)
        else:
            await planner.read(articles, compare=task == "compare")
        return planner.plan(failures)
    finally:
        await engine.aclose()


class _Planner:
    """Puts every question to an engine that sends nothing, and gathers what comes of it."""

    def __init__(self, engine: ModelEngine, rehearsal: Rehearsal[int], settings: "Settings") -> None:
        self._engine = engine
        self._rehearsal = rehearsal
        self._settings = settings
        self._price = price_of(settings, engine.info.model or "")
        self._batch_price = batch_price_of(settings, engine.info.model or "") if settings.via == "batch" else None
        self._steps: list[PlanStep] = []
        self._failures: list[Failure] = []

    async def read(self, articles: Sequence[Article], *, compare: bool) -> None:
        """Plan the reading of articles, and the judging of what they say."""
        readings: list[Reading] = []
        is_known = True
        claims = not compare or self._engine.needs_claims(articles)
        for article in articles:
            outcome, count = await self._engine.read(article, claims=claims), self._count()
            is_known &= not count.questions
            if isinstance(outcome, Reading):
                readings.append(outcome)
            elif count.questions:
                readings.append(Reading(article=article, summary=Summary(headline="", abstract="", points=())))
            self._note("read" if claims else "brief", f"{article.id} {article.source}", count, [outcome])
        if compare:
            await self._compare(readings, is_known=is_known)

    async def _compare(self, readings: Sequence[Reading], *, is_known: bool) -> None:
        """Plan a comparison: what is asked of whole articles is known, what of claims only where all of them are stored."""
        articles = [reading.article for reading in readings]
        found: Judgement | Failure | None = None
        limit = comparing.PAIR_LIMIT * len(articles) * (len(articles) + 1) // 2
        if not comparing.fits(articles):
            if is_known:
                pairs = find_pairs(readings, comparing.PAIR_LIMIT)
                verdicts = await comparing.judge(self._engine.questions, pairs)
                self._note("judge", "pairs of claims", self._count(), verdicts)
            else:
                self._steps.append(self._bound_judging("judge", articles, limit))
        elif articles:
            found = await comparing.side_by_side(self._engine.questions, readings)
            self._note("compare", "articles side by side", self._count(), [found])
            limit = min(limit, MOST_CONFLICTS)
        if self._settings.second_look == "off":
            return
        if isinstance(found, Judgement):  # it is stored, so what will be looked at again is known
            await comparing.look_again(self._engine.questions, found)
            self._note("second_look", "the conflicts found", self._count(), [])
        elif articles:
            self._steps.append(self._bound_judging("second_look", articles, limit))

    async def check(self, statements: Sequence[str], articles: Sequence[Article]) -> None:
        """Plan the checking of statements."""
        outcomes = [await check_statement(statement, articles, self._engine) for statement in statements]
        self._note("check", "statements", self._count(), outcomes)

    def plan(self, failures: Sequence[Failure]) -> Plan:
        """Sum up."""
        settings, price = self._settings, self._price
        own = settings.price_input is not None
        return Plan(
            engine="model",
            model=self._engine.info.model,
            address=settings.address,
            steps=tuple(self._steps),
            calls=sum(step.calls for step in self._steps),
            calls_at_most=sum(step.calls_at_most for step in self._steps),
            prompt_tokens=sum(step.prompt_tokens for step in self._steps),
            prompt_tokens_at_most=sum(step.prompt_tokens_at_most for step in self._steps),
            cost_usd=_sum([step.cost_usd for step in self._steps]),
            cost_usd_at_most=_sum([step.cost_usd_at_most for step in self._steps]),
            longest_answer=longest_answer(settings),
            via=settings.via,
            price=None if price is None else dict(price._asdict()),
            batch_price=None if self._batch_price is None else dict(self._batch_price._asdict()),
            prices=None if price is None else "as set" if own else describe_table(),
            max_cost=settings.max_cost,
            max_calls=settings.max_calls,
            failures=(*failures, *self._failures),
        )

    def _count(self) -> _Count:
        """Count what was asked since the last count."""
        noted, self._rehearsal.noted = self._rehearsal.noted, []
        stored = self._engine.usage.cached - sum(step.stored for step in self._steps)
        return _Count(len(noted), sum(noted), stored)

    def _note(self, step: Step, subject: str, count: _Count, outcomes: Sequence[object]) -> None:
        """Add a step; a failure without a question is one of the run as well."""
        self._steps.append(self._step(step, subject, count))
        if not count.questions:
            self._failures += [outcome for outcome in outcomes if isinstance(outcome, Failure)]

    def _step(
        self, step: Step, subject: str, count: _Count, likely: int | None = None, calls: int | None = None
    ) -> PlanStep:
        """Reckon tokens and dollars of some questions; where not all are likely, `calls` says how many are."""
        prompt = likely_tokens(count.largest if likely is None else likely)
        calls = count.questions if calls is None else calls
        answers, longest = calls * LIKELY_ANSWERS[step], count.questions * longest_answer(self._settings)
        again = REASKS * (count.largest + longest + count.questions * REASONS)
        longest *= 1 + REASKS
        return PlanStep(
            step=step,
            subject=subject,
            calls=calls,
            calls_at_most=count.questions * (1 + REASKS),
            stored=count.stored,
            prompt_tokens=prompt,
            prompt_tokens_at_most=count.largest + again,
            completion_tokens=answers,
            completion_tokens_at_most=longest,
            cost_usd=_cost((step in {"read", "brief"} and self._batch_price) or self._price, prompt, answers),
            cost_usd_at_most=_cost(self._price, count.largest + again, longest),
        )

    def _bound_judging(self, step: Step, articles: Sequence[Article], pairs: int) -> PlanStep:
        """Bound what will be judged: so many pairs, of the longest sentences.

        What is found in articles that one question holds is looked at again in one question, as a rule.
        """
        calls = -(-pairs // comparing.PAIRS_A_CALL)
        is_one = step == "second_look" and comparing.fits(articles)
        likely_calls, likely_pairs = (1, comparing.PAIRS_A_CALL) if is_one else (calls, pairs)
        prompt = load_prompt(step).render(mark="", pairs="")
        instructions = measure_of(self._settings, self._engine.info.model or "")(prompt, DraftJudgement)
        longest = max(most_tokens(article.words_of(one)) for article in articles for one in article.sentences)
        largest = 2 * (SENTENCES_A_CLAIM * longest + NAMES_A_CLAIM)
        count = _Count(calls, calls * instructions + pairs * largest, 0)
        likely = likely_calls * instructions + likely_pairs * LIKELY_PAIR
        return self._step(step, f"at most {pairs:,} pairs of claims", count, likely, likely_calls)


def _cost(price: Price | None, prompt: int, completion: int) -> float | None:
    return None if price is None else round(price.of(prompt, completion), 6)


def _sum(costs: Sequence[float | None]) -> float | None:
    known = [cost for cost in costs if cost is not None]
    return round(sum(known), 6) if len(known) == len(costs) else None
