"""What a person says of findings: confirmed, dismissed or explained, kept in the reviewer's file.

The file is JSON, so that a page can write one too:

    {"schema": "summarizer.review/1",
     "reviews": [{"finding": "f-0123456789ab", "verdict": "dismissed", "note": "another bridge", "reviewer": null,
                  "date": "2026-03-04"}]}

Finding ids are made from the quotes, so a review holds in later runs as long as both quotes stand where they stood.
"""

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal, get_args

from pydantic import ConfigDict, Field

from summarizer.errors import DocumentError
from summarizer.models import Record
from summarizer.output import write_file
from summarizer.strict_json import make_record, parse, read_bytes

ReviewVerdict = Literal["confirmed", "dismissed", "explained"]
VERDICTS: tuple[ReviewVerdict, ...] = get_args(ReviewVerdict)
SCHEMA: Literal["summarizer.review/1"] = "summarizer.review/1"

LARGEST_FILE = 20_000_000  # bytes: some 100,000 reviews with a note of a line
LONGEST_NOTE = 4_000  # characters: a page of reasons
LONGEST_NAME = 200  # characters of a reviewer's name


FINDING_ID = r"^f-[0-9a-f]{12}$"
"""The form of `compare.finding_id`; a pattern that JSON Schema knows too."""


class Review(Record):
    """What a person says of one finding: it is one, it is none, or there is a harmless explanation."""

    finding: str = Field(pattern=FINDING_ID)
    verdict: ReviewVerdict
    note: str = Field(default="", max_length=LONGEST_NOTE)
    reviewer: str | None = Field(default=None, max_length=LONGEST_NAME)
    date: dt.date


class ReviewFile(Record):
    """A reviewer's file."""

    model_config = ConfigDict(validate_by_name=True, serialize_by_alias=True)

    schema_: Literal["summarizer.review/1"] = Field(default=SCHEMA, alias="schema")
    reviews: tuple[Review, ...]


def read_reviews(path: Path) -> tuple[Review, ...]:
    """Read a reviewer's file, one review a finding.

    Raises:
        DocumentError: it is not there, too large, broken, or of another version.
    """
    name = str(path)
    value = parse(read_bytes(name, LARGEST_FILE), name)
    schema = value.get("schema") if isinstance(value, dict) else None
    if schema != SCHEMA:
        found = f"its schema is {schema!r:.60}" if schema is not None else "it names no schema"
        raise DocumentError(
            f"{name!r} is no reviewer's file of this version: {found}, not {SCHEMA!r}",
            "give a file that `summarizer review` or the page wrote",
        )
    return merge_reviews(make_record(ReviewFile, value, name).reviews)


def merge_reviews(*given: Iterable[Review]) -> tuple[Review, ...]:
    """Keep one review a finding, by finding: the one with the latest date, and of one day the one given last."""
    latest: dict[str, Review] = {}
    for review in (one for reviews in given for one in reviews):
        before = latest.get(review.finding)
        if before is None or review.date >= before.date:
            latest[review.finding] = review
    return tuple(latest[finding] for finding in sorted(latest))


def dump_reviews(reviews: Iterable[Review]) -> str:
    """Dump a reviewer's file: JSON in ASCII, by finding."""
    return json.dumps(ReviewFile(reviews=merge_reviews(reviews)).model_dump(mode="json"), indent=2) + "\n"


def write_reviews(path: Path, reviews: Iterable[Review]) -> None:
    """Write a reviewer's file, whole or not at all.

    Raises:
        OutputError: it can't be written; what was there before is unchanged.
    """
    write_file(path, dump_reviews(reviews))


def count_verdicts(reviews: Sequence[Review]) -> dict[ReviewVerdict, int]:
    """Count the reviews by verdict, every verdict named."""
    counts = Counter(review.verdict for review in reviews)
    return {verdict: counts[verdict] for verdict in VERDICTS}
