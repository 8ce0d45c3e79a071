"""The figures of an evaluation, for people and for programs."""

import json
from collections.abc import Callable

from summarizer.evaluation import Evaluation, wilson
from summarizer.text.safety import on_one_line

COLUMNS = ("case", "found", "marked", "right", "shown", "flagged", "checks")


def render_text(evaluation: Evaluation) -> str:
    """Render one line a case and the shares of all, each with its 95 % interval (Wilson 1927)."""
    rows: list[tuple[str, ...]] = [COLUMNS]
    for case in evaluation.cases:
        counts = (case.found, case.inconsistencies, case.right, case.findings, case.compatible_flagged)
        rows.append((on_one_line(case.case), *map(str, counts), f"{case.statements_right}/{case.statements}"))
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    lines = ["  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([f"engine {on_one_line(evaluation.engine)}", "", *lines, "", *_shares(evaluation)]) + "\n"


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
    return [f"{name:<28}  {_share(hits, whole)}" for name, hits, whole in shares]


def _share(hits: int, whole: int) -> str:
    if not whole:
        return "nothing to count"
    low, high = wilson(hits, whole)
    return f"{hits}/{whole} = {hits / whole:.3f} ({low:.3f} to {high:.3f})"


def render_json(evaluation: Evaluation) -> str:
    """Render all figures and every single outcome, in ASCII."""
    return json.dumps(evaluation.model_dump(mode="json"), indent=2) + "\n"


SCORE_FORMATS: dict[str, Callable[[Evaluation], str]] = {"text": render_text, "json": render_json}
"""From a format's name to the function that renders an evaluation."""
