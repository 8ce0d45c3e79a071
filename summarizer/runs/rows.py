"""A reading as the rows of a run's file, and back; pure, so that a worker process can make the rows."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from summarizer.models import (
    Article,
    Attribution,
    Claim,
    Evidence,
    Failure,
    Point,
    Quantity,
    Reading,
    Sentence,
    Summary,
)
from summarizer.readers.entries import Fields

Row = tuple[Any, ...]

ARTICLE = (
    "id sha256 source title byline outlet published dateline language url record characters notes headline abstract"
).split()
SENTENCE = "sentence start stop role paragraph".split()
CLAIM = (
    "id text kind quote start stop sentence speaker role mode subject polarity modality condition time quantities checkworthy"
).split()
POINT = "point text".split()
EVIDENCE = "point item quote start stop".split()
REJECTION = "item stage subject reason".split()
"""Columns of the tables, without the article's number."""


class ReadingRows(NamedTuple):
    """A reading as rows; the text apart, since it is stored once however often it is read."""

    text: str
    article: Row
    sentences: list[Row]
    claims: list[Row]
    points: list[Row]
    evidence: list[Row]
    rejections: list[Row]


def rows_of(reading: Reading, fields: Fields = Fields()) -> ReadingRows:  # noqa: B008  frozen
    """Make the rows of a reading; `fields` are what the article's row said of it."""
    article, summary = reading.article, reading.summary
    points = list(enumerate(summary.points, start=1))
    return ReadingRows(
        text=article.text,
        article=(
            *(article.id, article.sha256, article.source, article.title, article.byline, article.outlet),
            *(article.published, article.dateline, article.language, fields.url, fields.id, article.characters),
            *(_json(article.notes), summary.headline, summary.abstract),
        ),
        sentences=[(one.number, one.start, one.end, one.role, one.paragraph) for one in article.sentences],
        claims=[_claim_row(claim) for claim in reading.claims],
        points=[(number, point.text) for number, point in points],
        evidence=[
            (number, item, one.quote, one.start, one.end)
            for number, point in points
            for item, one in enumerate(point.evidence, start=1)
        ],
        rejections=[
            (item, failure.stage, failure.subject, failure.reason)
            for item, failure in enumerate(reading.failures, start=1)
        ],
    )


def reading_of(rows: ReadingRows, source: str, twins: Iterable[str] = ()) -> Reading:
    """Make the reading of rows again; `source` and `twins` are all places where its article stands.

    Raises:
        ValueError: the rows are not what was written; the file may have been changed by anybody who could.
    """
    known = dict(zip(ARTICLE, rows.article, strict=True))
    notes = [*json.loads(known["notes"])]
    notes += [f"the same text was given again as {twin!r}; it is read once" for twin in twins]
    names = ("id", "sha256", "title", "byline", "outlet", "published", "dateline", "language")
    article = Article(
        **{name: known[name] for name in names},
        source=source,
        text=rows.text,
        sentences=tuple(
            Sentence(number=number, start=start, end=stop, role=role, paragraph=paragraph)
            for number, start, stop, role, paragraph in rows.sentences
        ),
        notes=tuple(notes),
    )
    return Reading(
        article=article,
        summary=Summary(headline=known["headline"], abstract=known["abstract"], points=_points(rows)),
        claims=tuple(claim_of(row) for row in rows.claims),
        failures=tuple(Failure(stage=stage, subject=subject, reason=why) for _, stage, subject, why in rows.rejections),
    )


def claim_of(row: Sequence[Any]) -> Claim:
    """Make the claim of a row of the columns `CLAIM`."""
    known = dict(zip(CLAIM, row, strict=True))
    attribution = Attribution(name=known.pop("speaker"), role=known.pop("role"), mode=known.pop("mode"))
    quantities = tuple(Quantity(**one) for one in json.loads(known.pop("quantities")))
    known["end"] = known.pop("stop")
    return Claim(**known, attribution=attribution, quantities=quantities)


def _claim_row(claim: Claim) -> Row:
    said = claim.attribution
    return (
        *(claim.id, claim.text, claim.kind, claim.quote, claim.start, claim.end, claim.sentence),
        *(said.name, said.role, said.mode, claim.subject, claim.polarity, claim.modality, claim.condition, claim.time),
        *(_json([one.model_dump(mode="json") for one in claim.quantities]), int(claim.checkworthy)),
    )


def _points(rows: ReadingRows) -> tuple[Point, ...]:
    evidence: dict[int, list[Evidence]] = {}
    for number, _, quote, start, stop in rows.evidence:
        evidence.setdefault(number, []).append(Evidence(quote=quote, start=start, end=stop))
    return tuple(Point(text=text, evidence=tuple(evidence.get(number, ()))) for number, text in rows.points)


def storable(rows: ReadingRows) -> ReadingRows:
    """Replace half characters (lone surrogates), which a model may write and no file can hold, by U+FFFD."""
    return ReadingRows(*(_storable(part) for part in rows))


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return type(value)(_storable(one) for one in value) if isinstance(value, (list, tuple)) else value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
