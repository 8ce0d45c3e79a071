"""What is told of a story: frozen records, beside those of `models`."""

from typing import Literal

from pydantic import Field

from summarizer.models import Agreement, Finding, Record


class Mention(Record):
    """A claim and the article in which it stands."""

    article: str
    claim: str


class Topic(Record):
    """What several origins speak of, by its claims, and which articles of the story say nothing of it.

    `origins` counts those that speak of it, `silent` lists the ids of origins that do not.
    """

    text: str
    mentions: tuple[Mention, ...] = Field(min_length=1)
    origins: int = Field(ge=1)
    silent: tuple[str, ...] = ()


class Moment(Record):
    """A value or a stance at a time: `day` is that of the claim, or of publication where the claim names none.

    `value` is the quantity's text or, for a position, "affirmed" or "denied"; `origins` counts who tells it then.
    """

    day: str | None
    value: str
    mentions: tuple[Mention, ...] = Field(min_length=1)
    origins: int = Field(ge=1)


class Course(Record):
    """How one value or stance went on: what is counted, or who takes a position, with its moments in order of time."""

    kind: Literal["value", "stance"]
    subject: str
    moments: tuple[Moment, ...] = Field(min_length=1)


class Story(Record):
    """Articles on the same events, and what was found among them.

    `articles` are all ids, `origins` those of the first of each family of near-copies, so that a report can say
    "3 origins, 11 articles".
    """

    id: str
    title: str | None
    articles: tuple[str, ...] = Field(min_length=1)
    origins: tuple[str, ...] = Field(min_length=1)
    findings: tuple[Finding, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    topics: tuple[Topic, ...] = ()
    courses: tuple[Course, ...] = ()
