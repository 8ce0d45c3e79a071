"""What the report of a difference says, in order, whatever its form."""

from collections.abc import Iterator
from typing import NamedTuple

from summarizer.contract import ComparisonDocument
from summarizer.models import EngineInfo
from summarizer.reports.outline import Account, count, give_accounts
from summarizer.since import ChangedFinding, Difference

CAVEAT = "differences found by a program; not a verdict"


class SinceList(NamedTuple):
    """A list of findings: its heading, what it means, the comparison that they are of, and an account of each."""

    heading: str
    gloss: str
    source: ComparisonDocument
    accounts: tuple[Account, ...]


def find_lists(difference: Difference) -> Iterator[SinceList]:
    """Give the lists that are not empty: new, gone, changed."""
    before, after = give_accounts(difference.before), give_accounts(difference.after)
    new = tuple(after[finding.id] for finding in difference.new)
    gone = tuple(before[finding.id] for finding in difference.gone)
    changed = tuple(after[one.after.id]._replace(changes=tuple(describe_change(one))) for one in difference.changed)
    lists = (
        SinceList("New", "in the newer result only", difference.after, new),
        SinceList("Gone", "in the older result only, and with its articles’ ids", difference.before, gone),
        SinceList("Changed", "in both, and not the same", difference.after, changed),
    )
    yield from (one for one in lists if one.accounts)


def describe_change(changed: ChangedFinding) -> Iterator[str]:
    """Say of each field that changed what it was and what it is."""
    before, after = changed.before, changed.after
    for name in changed.fields:
        if name == "confidence":
            yield f"confidence {before.confidence:.2f}, now {after.confidence:.2f}"
        elif name == "explanation":
            yield f"why: {before.explanation or 'nothing was said'}"
        else:
            yield f"{name} {getattr(before, name)}, now {getattr(after, name)}"


def describe_runs(difference: Difference) -> Iterator[str]:
    """Say which articles were added, left out, or have another text than before; and what the newer run did not do."""
    old = {article.source: article.sha256 for article in difference.before.articles}
    new = {article.source: article.sha256 for article in difference.after.articles}
    yield from (f"article added: {source}" for source in new if source not in old)
    yield from (f"article left out: {source}" for source in old if source not in new)
    yield from (f"article changed: {source}" for source in new if source in old and new[source] != old[source])
    before, after = _name(difference.before.engine), _name(difference.after.engine)
    if before != after:
        yield f"another engine: {before}, now {after}"
    for run, made, what in (("newer", difference.after, "gone"), ("older", difference.before, "new")):
        if made.failures:
            undone = count(len(made.failures), "thing")
            yield f"{undone} could not be done in the {run} run: what is {what} may only not have been looked at there"


def describe_end(difference: Difference) -> str:
    """Say in one line how many findings are new, gone, changed, and as they were."""
    counts = {"new": difference.new, "gone": difference.gone, "changed": difference.changed}
    parts = [f"{len(found):,} {name}" for name, found in counts.items()]
    return " · ".join([*parts, f"{difference.unchanged:,} as before"])


def _name(engine: EngineInfo) -> str:
    return engine.name if engine.model is None else f"{engine.name} ({engine.model})"
