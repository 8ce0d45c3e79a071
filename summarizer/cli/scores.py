"""The figures of an evaluation, for people and for programs."""

import json
from collections import Counter
from collections.abc import Callable, Iterator

from summarizer.evaluation import Evaluation, Outcome
from summarizer.proportions import describe_share
from summarizer.text.safety import on_one_line

BREAKDOWNS = ("type", "scope", "difficulty")
COLUMNS = ("case", "found", "marked", "right", "shown", "flagged", "checks")


def render_text(evaluation: Evaluation) -> str:
    """Render one line a case and the shares of all, each with its 95 % interval (Wilson 1927)."""
    rows: list[tuple[str, ...]] = [COLUMNS]
    for case in evaluation.cases:
        counts = (case.found, case.inconsistencies, case.right, case.findings, case.compatible_flagged)
        rows.append((on_one_line(case.case), *map(str, counts), f"{case.statements_right}/{case.statements}"))
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    lines = ["  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    parts = [[f"engine {on_one_line(evaluation.engine)}"], lines, _shares(evaluation), *_tables(evaluation)]
    parts.append(_undone(evaluation))
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _shares(evaluation: Evaluation) -> list[str]:
    total = evaluation.total
    shares = [
        ("marked inconsistencies found", total("found"), total("inconsistencies")),
        ("findings that are marked", total("right"), total("findings")),
        ("compatible pairs flagged", total("compatible_flagged"), total("compatible")),
        ("statements judged right", total("statements_right"), total("statements")),
        ("key facts in the summaries", total("facts_covered"), total("facts")),
        ("quotes exact", total("quotes_exact"), total("quotes")),
    ]
    lines = [f"{name:<28}  {describe_share(hits, whole)}" for name, hits, whole in shares]
    return [*lines[:2], f"{'F1 of these two':<28}  {_f1(evaluation):.3f}", *lines[2:]]


def _f1(evaluation: Evaluation) -> float:
    """Take the harmonic mean of precision and recall."""
    total = evaluation.total
    precision = total("right") / (total("findings") or 1)
    recall = total("found") / (total("inconsistencies") or 1)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _tables(evaluation: Evaluation) -> Iterator[list[str]]:
    """Break the marked inconsistencies down, tell which types raise false alarms, and how statements are confused."""
    outcomes = [outcome for case in evaluation.cases for outcome in case.outcomes]
    marked = [outcome for outcome in outcomes if outcome.what == "inconsistency"]
    alarms = Counter(outcome.type for outcome in outcomes if outcome.what == "false alarm")
    for field in BREAKDOWNS:
        groups = Counter(str(getattr(outcome, field)) for outcome in marked)
        hits = Counter(str(getattr(outcome, field)) for outcome in marked if outcome.hit)
        rows = [f"{on_one_line(name):<28}  {describe_share(hits[name], groups[name])}" for name in sorted(groups)]
        if field == "type":
            named = sorted(groups.keys() | alarms.keys())
            rows = [
                f"{on_one_line(n):<28}  {describe_share(hits[n], groups[n])}, false alarms {alarms[n]}" for n in named
            ]
        yield [f"found, by {field}", *rows] if rows else []
    confusion = Counter(pair for case in evaluation.cases for pair in case.confusion)
    rows = [
        f"{on_one_line(label):<16}  → {on_one_line(said):<16}  {n}" for (label, said), n in sorted(confusion.items())
    ]
    yield ["statements: label → verdict", *rows] if rows else []


def _undone(evaluation: Evaluation) -> list[str]:
    """List what the engine could not do, and what therefore counts as missed or wrong."""
    rows = [
        on_one_line(f"{case.case} · {failure.stage} · {failure.subject}: {failure.reason}")
        for case in evaluation.cases
        for failure in case.failures
    ]
    return [f"could not be done: {len(rows)}", *rows] if rows else []


def render_errors(evaluation: Evaluation) -> str:
    """Render every error by itself, so that a person can learn from them: what was missed, flagged or judged wrong."""
    return "".join(
        f"{outcome.case} · {'missed' if outcome.what == 'inconsistency' else outcome.what} · "
        f"{' '.join(filter(None, (outcome.type, outcome.scope, outcome.difficulty)))}\n"
        + "".join(f"    {on_one_line(text)}\n" for text in (outcome.a, outcome.b, outcome.note) if text)
        for case in evaluation.cases
        for outcome in case.outcomes
        if is_error(outcome)
    )


def is_error(outcome: Outcome) -> bool:
    """Whether something was missed, wrongly flagged or judged wrong."""
    return outcome.what in {"compatible flagged", "false alarm"} or not outcome.hit


def render_json(evaluation: Evaluation) -> str:
    """Render all figures and every single outcome, in ASCII."""
    return json.dumps(evaluation.model_dump(mode="json"), indent=2) + "\n"


SCORE_FORMATS: dict[str, Callable[[Evaluation], str]] = {
    "text": render_text,
    "json": render_json,
    "errors": render_errors,
}
"""From a format's name to the function that renders an evaluation."""
