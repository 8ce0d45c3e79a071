"""What became of the findings between two comparisons: new, gone, changed.

Findings are matched by their ids, which are made from the type, the articles' texts and the quotes. A finding of an article
whose text has changed is therefore gone, and new if it is found again; the articles of both runs are told with it.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from pydantic import Field

from summarizer.contract import ArticleHeader, ComparisonDocument, DocumentFinding, Part, apply_reviews
from summarizer.models import EngineInfo
from summarizer.reviews import Review, merge_reviews

# A confidence may differ by some 0.05 from one processor to another (tests/test_docs.py measures it); twice that is more
# than noise.
MARGIN = 0.1

ChangedField = Literal["relation", "severity", "confidence", "explanation"]


class ChangedFinding(Part):
    """A finding of both runs, as it was and as it is, and in which of its fields that differs."""

    fields: tuple[ChangedField, ...]
    before: DocumentFinding
    after: DocumentFinding


class ComparedRun(Part):
    """One of the two runs: who answered, which articles were compared, and how much could not be done."""

    engine: EngineInfo
    articles: tuple[ArticleHeader, ...]
    findings: int
    failures: int


class DifferenceDocument(Part):
    """What `report --since` gives; findings that a reviewer has dismissed or explained are in no list."""

    schema_: Literal["summarizer.difference/1"] = Field(default="summarizer.difference/1", alias="schema")
    before: ComparedRun
    after: ComparedRun
    new: tuple[DocumentFinding, ...]
    gone: tuple[DocumentFinding, ...]
    changed: tuple[ChangedFinding, ...]
    unchanged: int


class Difference(NamedTuple):
    """Two comparisons and what became of their findings, for reports that tell more of a finding than its ids."""

    before: ComparisonDocument
    after: ComparisonDocument
    new: tuple[DocumentFinding, ...]
    gone: tuple[DocumentFinding, ...]
    changed: tuple[ChangedFinding, ...]
    unchanged: int

    def document(self) -> DifferenceDocument:
        """Make the document of the difference."""
        before, after = _run(self.before), _run(self.after)
        return DifferenceDocument(
            before=before,
            after=after,
            new=self.new,
            gone=self.gone,
            changed=self.changed,
            unchanged=self.unchanged,
        )


def find_difference(
    before: ComparisonDocument, after: ComparisonDocument, reviews: Iterable[Review] = ()
) -> Difference:
    """Find what is new, gone and changed, in the order of each document's findings.

    The reviews given, and those in either, count for both, so that a finding which a person has dismissed meanwhile is
    neither gone nor new.
    """
    reviews = merge_reviews(before.reviews, after.reviews, reviews)
    before, after = apply_reviews(before, reviews), apply_reviews(after, reviews)
    old = {finding.id: finding for finding in before.standing()}
    new = {finding.id: finding for finding in after.standing()}
    both = [(old[name], new[name]) for name in new if name in old]
    changed = tuple(
        ChangedFinding(fields=fields, before=one, after=other)
        for one, other in both
        if (fields := _find_changes(one, other))
    )
    return Difference(
        before=before,
        after=after,
        new=tuple(finding for name, finding in new.items() if name not in old),
        gone=tuple(finding for name, finding in old.items() if name not in new),
        changed=changed,
        unchanged=len(both) - len(changed),
    )


def _find_changes(before: DocumentFinding, after: DocumentFinding) -> tuple[ChangedField, ...]:
    differs: dict[ChangedField, bool] = {
        "relation": before.relation != after.relation,
        "severity": before.severity != after.severity,
        "confidence": round(abs(before.confidence - after.confidence), 6) > MARGIN,
        "explanation": before.explanation.split() != after.explanation.split(),
    }
    return tuple(name for name, changed in differs.items() if changed)


def _run(made: ComparisonDocument) -> ComparedRun:
    headers = ({name: getattr(article, name) for name in ArticleHeader.model_fields} for article in made.articles)
    articles = tuple(ArticleHeader(**header | {"text": None}) for header in headers)
    return ComparedRun(
        engine=made.engine, articles=articles, findings=len(made.standing()), failures=len(made.failures)
    )
