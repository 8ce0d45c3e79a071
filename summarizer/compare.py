"""Readings to a comparison: pairs, verdicts, gates, findings."""

import asyncio
import hashlib
from collections import Counter
from collections.abc import Sequence

from summarizer.engines.interface import Engine
from summarizer.gates import GATES
from summarizer.gates.origin import near_copies
from summarizer.grounding import is_grounded
from summarizer.models import (
    Agreement,
    Article,
    Comparison,
    Failure,
    Finding,
    FindingSide,
    GateAnswer,
    Pair,
    Reading,
    Relation,
    Side,
    Verdict,
)
from summarizer.severity import rate

MOST_PER_SENTENCE = 3  # findings of one sentence against one article; further ones say the same conflict again


async def read_all(
    articles: Sequence[Article], engine: Engine, concurrency: int = 8, *, claims: bool = True
) -> tuple[list[Reading], list[Failure]]:
    """Read articles, some at a time; what can't be read comes back as failures.

    Args:
        articles: what is read.
        engine: who reads.
        concurrency: how many at a time.
        claims: whether all claims are wanted; see `Engine.needs_claims` for what a comparison wants.

    Raises:
        AccessError: the endpoint refuses the key or the quota is used up.
    """
    gate = asyncio.Semaphore(concurrency)

    async def read(article: Article) -> Reading | Failure:
        async with gate:
            return await engine.read(article, claims=claims)

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(read(article)) for article in articles]
    except ExceptionGroup as errors:  # the group cancelled the others; the first error says why
        raise errors.exceptions[0] from errors
    results = [task.result() for task in tasks]
    readings = [result for result in results if isinstance(result, Reading)]
    failures = [result for result in results if isinstance(result, Failure)]
    return readings, failures


async def compare_readings(readings: Sequence[Reading], engine: Engine) -> Comparison:
    """Compare readings: have their claims judged, try the gates, and list what is left.

    Raises:
        AccessError: the endpoint refuses the key or the quota is used up.
    """
    readings, judged, unasked = await engine.compare(readings)
    found = [make_finding(pair, v) for pair, v in judged if isinstance(v, Verdict) and v.label == "conflict"]
    failures = [*unasked, *(v for _, v in judged if isinstance(v, Failure))]
    failures.extend(failure for reading in readings for failure in reading.failures)
    failures.extend(item for item in found if isinstance(item, Failure))
    same = [pair for pair, v in judged if isinstance(v, Verdict) and v.label == "same"]
    return Comparison(
        engine=engine.info,
        readings=tuple(readings),
        findings=tuple(keep_distinct([item for item in found if isinstance(item, Finding)], readings)),
        agreements=tuple(make_agreements(same)),
        failures=tuple(failures),
        usage=engine.usage,
    )


def make_finding(pair: Pair, verdict: Verdict) -> Finding | Failure | None:
    """Try the gates on a conflict verdict; None where a gate explains it, a failure where a quote is not exact."""
    if verdict.type is None:
        return Failure(stage="judge", subject=pair.name, reason="a conflict without a type")
    for side in pair:
        if not is_grounded(side.article, side.claim.quote, side.claim.start, side.claim.end):
            return Failure(stage="grounding", subject=side.claim.id, reason="its quote is not in its article")
    answers = tuple(gate(pair.a, pair.b, verdict.type) for gate in GATES.values())
    if any(answer.outcome == "explained" for answer in answers):
        return None
    return Finding(
        id=finding_id(pair, verdict.type),
        relation=relation_of(answers),
        type=verdict.type,
        scope=pair.scope,
        severity=rate(pair, verdict.type, verdict.confidence, answers),
        confidence=verdict.confidence,
        a=_side(pair.a),
        b=_side(pair.b),
        explanation=verdict.explanation,
        gates=answers,
    )


def relation_of(answers: Sequence[GateAnswer]) -> Relation:
    """A change of time comes before a dispute of voices, and either before a conflict."""
    outcomes = {answer.outcome for answer in answers}
    if "change" in outcomes:
        return "change"
    return "dispute" if "dispute" in outcomes else "conflict"


def finding_id(pair: Pair, kind: str) -> str:
    """Name a finding by its type, its articles' texts and its quotes, in whatever order they came."""
    sides = sorted((side.article.sha256, str(side.claim.start), side.claim.quote) for side in pair)
    digest = hashlib.sha256("\x1f".join([kind, *(part for side in sides for part in side)]).encode()).hexdigest()
    return f"f-{digest[:12]}"


def _side(side: Side) -> FindingSide:
    claim = side.claim
    return FindingSide(article=side.article.id, claim=claim.id, quote=claim.quote, start=claim.start, end=claim.end)


RANK = {"high": 0, "medium": 1, "low": 2}


def finding_order(finding: Finding) -> tuple[int, int, float, str]:
    """Order findings: conflicts, disputes, changes; then by severity and confidence."""
    relation = {"conflict": 0, "dispute": 1, "change": 2}[finding.relation]
    return (relation, RANK[finding.severity], -finding.confidence, finding.id)


def keep_distinct(findings: Sequence[Finding], readings: Sequence[Reading]) -> list[Finding]:
    """Keep the surest findings: a sentence that stands in enough stronger ones does not start another."""
    sentences = {claim.id: (reading.article.id, claim.sentence) for reading in readings for claim in reading.claims}
    used: Counter[tuple[object, ...]] = Counter()
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (-f.confidence, f.id)):
        articles = tuple(sorted((finding.a.article, finding.b.article)))
        places = [(articles, *sentences[side.claim]) for side in (finding.a, finding.b)]
        both = (articles, *sorted(place[1:] for place in places))
        if used[both] or any(used[place] >= MOST_PER_SENTENCE for place in places):
            continue
        used.update([*places, both])
        kept.append(finding)
    return sorted(kept, key=finding_order)


def make_agreements(same: Sequence[Pair]) -> list[Agreement]:
    """Group the claims that say the same across articles, and count their independent origins."""
    groups: list[dict[str, Side]] = []
    for pair in same:
        if pair.scope == "within":
            continue
        joined: dict[str, Side] = {side.claim.id: side for side in pair}
        apart = []
        for group in groups:
            if group.keys() & joined.keys():
                joined = group | joined
            else:
                apart.append(group)
        groups = [*apart, joined]
    agreements = [_agreement(group) for group in groups]
    return sorted(agreements, key=lambda agreement: (-agreement.origins, -len(agreement.claims), agreement.claims))


def _agreement(group: dict[str, Side]) -> Agreement:
    sides = [group[key] for key in sorted(group)]
    articles = {side.article.id: side.article for side in sides}
    return Agreement(
        text=min((side.claim.text for side in sides), key=lambda text: (len(text), text)),
        claims=tuple(side.claim.id for side in sides),
        articles=tuple(sorted(articles)),
        origins=count_origins([articles[key] for key in sorted(articles)]),
    )


def count_origins(articles: Sequence[Article]) -> int:
    """Count the articles that are no near-copies of one another."""
    origins: list[Article] = []
    for article in articles:
        if not any(near_copies(article, other) for other in origins):
            origins.append(article)
    return len(origins)
