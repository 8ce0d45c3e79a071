"""A plan, for people and for programs."""

from collections.abc import Iterator

from summarizer.planning import Plan, PlanStep
from summarizer.pricing import describe_batch_factor
from summarizer.reports.json import dump
from summarizer.reports.outline import count
from summarizer.settings import hide_password
from summarizer.text.safety import on_one_line

COLUMNS = ("what", "calls", "at most", "stored", "tokens in", "at most", "likely USD", "at most USD")


def render_text(plan: Plan) -> str:
    """Render a plan as a table, a step a line, and what its figures rest on."""
    if plan.engine != "model":
        lines = [f"Nothing would be sent: the {on_one_line(plan.engine)} engine answers on this machine, at no cost."]
        return "\n".join([*lines, *_failures(plan)]) + "\n"
    where = f"{plan.model} at {hide_password(plan.address or '')}"
    rows = [COLUMNS, *(_row(step) for step in plan.steps), _total(plan)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    table = [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    ]
    parts = [
        [f"Nothing was sent. This would go to {on_one_line(where)}:"],
        table,
        list(_remarks(plan)),
        _failures(plan),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _row(step: PlanStep) -> tuple[str, ...]:
    return (
        on_one_line(f"{step.step} {step.subject}"),
        f"{step.calls:,}",
        f"{step.calls_at_most:,}",
        f"{step.stored:,}",
        f"{step.prompt_tokens:,}",
        f"{step.prompt_tokens_at_most:,}",
        _dollars(step.cost_usd),
        _dollars(step.cost_usd_at_most),
    )


def _total(plan: Plan) -> tuple[str, ...]:
    return (
        "in all",
        f"{plan.calls:,}",
        f"{plan.calls_at_most:,}",
        f"{sum(step.stored for step in plan.steps):,}",
        f"{plan.prompt_tokens:,}",
        f"{plan.prompt_tokens_at_most:,}",
        _dollars(plan.cost_usd),
        _dollars(plan.cost_usd_at_most),
    )


def _remarks(plan: Plan) -> Iterator[str]:
    """Say what the figures rest on."""
    if plan.price is None:
        yield "What this model costs there is not known; price_input and price_output set it."
    else:
        price = f"{plan.price['input']:g} in, {plan.price['output']:g} out"
        yield on_one_line(f"USD per million tokens: {price} ({plan.prices})")
    if plan.via == "batch":
        yield on_one_line(_describe_batches(plan))
    yield "Tokens are estimated, four bytes of text to one; at most, one a byte."
    yield f"At most: every answer is asked for once more, and none is longer than {plan.longest_answer or 0:,} tokens."
    if any(step.step == "compare" for step in plan.steps):
        yield "Should the question on whole articles fail, their claims are read and judged, which is not in these figures."
    if plan.max_cost is not None:
        yield f"A run would stop before it costs more than {plan.max_cost:g} USD."
    if plan.max_calls is not None:
        yield f"A run would stop after {count(plan.max_calls, 'call')}."


def _describe_batches(plan: Plan) -> str:
    """Say what reading in batches costs, and by whose word."""
    told = "Articles would be read in batches, within 24 hours"
    if plan.price is None or plan.batch_price is None:
        return f"{told}."
    price = f"{plan.batch_price['input']:g} in, {plan.batch_price['output']:g} out"
    if plan.batch_price == plan.price:
        return f"{told}; no discount for that is known, and batch_factor sets one."
    source = "as set" if plan.prices == "as set" else describe_batch_factor()
    return f"{told}, likely for {price} ({source}); what no batch answers is asked directly, at the full price."


def _failures(plan: Plan) -> list[str]:
    return [on_one_line(f"can't be done: {failure.subject}: {failure.reason}") for failure in plan.failures]


def _dollars(cost: float | None) -> str:
    return "unknown" if cost is None else f"{cost:.4f}"


def render_json(plan: Plan) -> str:
    """Render a plan as indented JSON of one object."""
    address = None if plan.address is None else hide_password(plan.address)
    return dump(plan.model_copy(update={"address": address}).model_dump(mode="json"))
