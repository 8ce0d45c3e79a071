"""Labelled cases to figures: how many of the marked inconsistencies are found, and how much else is flagged.

A case is a folder with `articles/*.txt` and `gold.json`. A finding hits a marked inconsistency when each of its quotes
overlaps one of the marked ones. Intervals are Wilson's at 95 % (Wilson 1927).
"""

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from summarizer.check import check_statement
from summarizer.compare import compare_readings, read_all
from summarizer.engines.interface import Engine
from summarizer.errors import SettingsError
from summarizer.grounding import is_grounded
from summarizer.models import Article, Check, Comparison, Failure, Finding, Record
from summarizer.readers import read_article
from summarizer.text.tokens import content_stems

FACT_COVERED = 0.5  # share of a key fact's stems that a summary must have; its point texts carry at least these words


class Outcome(Record):
    """One thing that was marked, or a finding that was not, with what became of it.

    `a` and `b` are the two quotes; a statement or a key fact stands in `a` alone.
    """

    case: str
    what: Literal["inconsistency", "compatible flagged", "false alarm", "statement", "key fact"]
    type: str
    scope: str
    difficulty: str | None = None
    hit: bool
    a: str
    b: str
    note: str = ""


class CaseScore(Record):
    """The figures of one case."""

    case: str
    inconsistencies: int
    found: int
    findings: int
    right: int
    compatible: int
    compatible_flagged: int
    statements: int
    statements_right: int
    facts: int
    facts_covered: int
    quotes: int
    quotes_exact: int
    seconds: float
    outcomes: tuple[Outcome, ...] = ()
    confusion: tuple[tuple[str, str], ...] = ()
    failures: tuple[Failure, ...] = ()  # what the engine could not do; it counts as missed or wrong above


class Evaluation(Record):
    """The figures of all cases of a folder."""

    engine: str
    cases: tuple[CaseScore, ...]

    def total(self, field: str) -> int:
        """Sum one count over the cases."""
        return sum(int(getattr(case, field)) for case in self.cases)


def find_cases(folder: Path) -> list[Path]:
    """Find the folders below a folder that hold a `gold.json`, in a stable order."""
    return sorted(path.parent for path in folder.glob("**/gold.json"))


async def evaluate(folder: Path, engine: Engine) -> Evaluation:
    """Score an engine on every case below a folder.

    Raises:
        SettingsError: the folder holds no case.
    """
    paths = find_cases(folder)
    if not paths:
        raise SettingsError(f"no case in {str(folder)!r}", "a case is a folder with gold.json and articles/*.txt")
    return Evaluation(engine=engine.info.name, cases=tuple([await score_case(path, engine) for path in paths]))


async def score_case(path: Path, engine: Engine) -> CaseScore:
    """Score one case."""
    gold = json.loads((path / "gold.json").read_text(encoding="utf-8"))
    files = sorted((path / "articles").glob("*.txt"))
    articles = [read_article(str(file), f"a{number}") for number, file in enumerate(files, start=1)]
    ids = {file.name: article for file, article in zip(files, articles, strict=True)}
    begun = time.perf_counter()
    readings, unread = await read_all(articles, engine, claims=engine.needs_claims(articles))
    comparison = await compare_readings(readings, engine)
    seconds = time.perf_counter() - begun
    checks = [await check_statement(item["text"], articles, engine) for item in gold.get("statements", [])]
    outcomes, flagged = _outcomes(path.name, gold, comparison, ids)
    told = [_of_fact(path.name, *fact) for fact in _facts(gold, comparison, ids)]
    asked = [
        _of_statement(path.name, item, check) for item, check in zip(gold.get("statements", []), checks, strict=True)
    ]
    exact, quotes = _quotes(comparison, articles, checks)
    confusion = tuple((outcome.type, outcome.note.split(":")[0]) for outcome in asked)
    return CaseScore(
        case=path.name,
        inconsistencies=len(gold["inconsistencies"]),
        found=sum(outcome.hit for outcome in outcomes if outcome.what == "inconsistency"),
        findings=len(comparison.findings),
        right=len(comparison.findings) - sum(outcome.what == "false alarm" for outcome in outcomes),
        compatible=len(gold.get("compatible", [])),
        compatible_flagged=flagged,
        statements=len(confusion),
        statements_right=sum(label == verdict for label, verdict in confusion),
        facts=len(told),
        facts_covered=sum(outcome.hit for outcome in told),
        quotes=quotes,
        quotes_exact=exact,
        seconds=round(seconds, 3),
        outcomes=(*outcomes, *asked, *told),
        confusion=confusion,
        failures=(*unread, *_unjudged(comparison), *(check for check in checks if isinstance(check, Failure))),
    )


def _unjudged(comparison: Comparison) -> list[Failure]:
    """List what a comparison could not do; what a reading rejected on its way is left out, for its article was read."""
    rejected = {failure for reading in comparison.readings for failure in reading.failures}
    return [failure for failure in comparison.failures if failure not in rejected]


def _outcomes(
    case: str, gold: dict[str, Any], comparison: Comparison, ids: dict[str, Article]
) -> tuple[list[Outcome], int]:
    """Tell what became of each marked inconsistency, flagged compatible pair and unmarked finding; count the flagged."""
    outcomes: list[Outcome] = []
    hits: set[str] = set()
    for item in gold["inconsistencies"]:
        matching = [finding for finding in comparison.findings if _matches(finding, item, ids)]
        hits.update(finding.id for finding in matching)
        outcomes.append(_of_marked(case, item, matching))
    flagged = []
    for item in gold.get("compatible", []):
        matching = [finding for finding in comparison.findings if _matches(finding, item, ids)]
        if matching:
            flagged.append(_of_compatible(case, item, matching))
    alarms = [_of_alarm(case, finding) for finding in comparison.findings if finding.id not in hits]
    return [*outcomes, *flagged, *alarms], len(flagged)


def _of_marked(case: str, item: dict[str, Any], matching: Sequence[Finding]) -> Outcome:
    return Outcome(
        case=case,
        what="inconsistency",
        type=item["type"],
        scope=item["scope"],
        difficulty=item.get("difficulty"),
        hit=bool(matching),
        a=item["a"]["quote"],
        b=item["b"]["quote"],
        note=", ".join(f"{f.type} {f.relation} {f.severity}" for f in matching),
    )


def _of_compatible(case: str, item: dict[str, Any], matching: Sequence[Finding]) -> Outcome:
    return Outcome(
        case=case,
        what="compatible flagged",
        type=item["trap"],
        scope="",
        hit=True,
        a=item["a"]["quote"],
        b=item["b"]["quote"],
        note=", ".join(f.type for f in matching),
    )


def _of_alarm(case: str, finding: Finding) -> Outcome:
    return Outcome(
        case=case,
        what="false alarm",
        type=finding.type,
        scope=finding.scope,
        hit=False,
        a=finding.a.quote,
        b=finding.b.quote,
        note=f"{finding.relation} {finding.severity} {finding.confidence:.2f} {finding.explanation}",
    )


def _of_statement(case: str, item: dict[str, Any], check: Check | Failure) -> Outcome:
    verdict, why = ("failed", check.reason) if isinstance(check, Failure) else (check.verdict, check.explanation)
    return Outcome(
        case=case,
        what="statement",
        type=item["label"],
        scope="",
        hit=verdict == item["label"],
        a=item["text"],
        b="" if isinstance(check, Failure) else " … ".join(evidence.quote for evidence in check.evidence),
        note=f"{verdict}: {why}",
    )


def _of_fact(case: str, article: str, fact: str, share: float) -> Outcome:
    note = f"{share:.2f} of its words"
    return Outcome(
        case=case, what="key fact", type=article, scope="", hit=share >= FACT_COVERED, a=fact, b="", note=note
    )


def _matches(finding: Finding, item: dict[str, Any], ids: dict[str, Article]) -> bool:
    marked = [_spot(item[side], ids) for side in ("a", "b")]
    shown = [(finding.a.article, finding.a.start, finding.a.end), (finding.b.article, finding.b.start, finding.b.end)]
    return any(
        all(_overlaps(one, other) for one, other in zip(shown, order, strict=True)) for order in (marked, marked[::-1])
    )


def _spot(side: dict[str, str], ids: dict[str, Article]) -> tuple[str, int, int]:
    article = ids[side["article"]]
    start = article.text.find(side["quote"])
    return article.id, start, start + len(side["quote"])


def _overlaps(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    return one[0] == other[0] and min(one[2], other[2]) - max(one[1], other[1]) > 0


def _facts(gold: dict[str, Any], comparison: Comparison, ids: dict[str, Article]) -> Iterator[tuple[str, str, float]]:
    """Tell for each key fact of each article how much of its wording the article's summary has."""
    summaries = {reading.article.id: reading.summary for reading in comparison.readings}
    for name, facts in gold.get("key_facts", {}).items():
        summary = summaries.get(ids[name].id)
        texts = [summary.headline, summary.abstract, *(point.text for point in summary.points)] if summary else []
        told = content_stems(" ".join(texts))
        for fact in facts:
            wanted = content_stems(fact)
            yield name, fact, len(wanted & told) / (len(wanted) or 1)


def _quotes(comparison: Comparison, articles: Sequence[Article], checks: Iterable[Check | Failure]) -> tuple[int, int]:
    """Count the quotes of all records, and those that stand at their offsets to the character."""
    texts = {article.id: article for article in articles}
    quotes: list[tuple[str, str, int, int]] = []
    for reading in comparison.readings:
        quotes.extend((reading.article.id, c.quote, c.start, c.end) for c in reading.claims)
        quotes.extend((reading.article.id, e.quote, e.start, e.end) for p in reading.summary.points for e in p.evidence)
    for finding in comparison.findings:
        quotes.extend((side.article, side.quote, side.start, side.end) for side in (finding.a, finding.b))
    for check in checks:
        if isinstance(check, Check):
            quotes.extend((e.article, e.quote, e.start, e.end) for e in check.evidence)
    return sum(is_grounded(texts[key], quote, start, end) for key, quote, start, end in quotes), len(quotes)
