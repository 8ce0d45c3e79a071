"""What a model answers, before anything of it is believed.

The order of the fields is the order in which a model writes them: it points at the words first and judges afterwards.
The descriptions are read by the model. Nothing here is ever shown as a quotation.
"""

from typing import Literal

from pydantic import BaseModel, Field
from pydantic.config import JsonDict

from summarizer.models import (
    CheckVerdict,
    FindingType,
    VerdictLabel,
)

Harmless = Literal[
    "none", "thing", "time", "voice", "granularity", "bound", "measure", "certainty", "scope", "negation"
]
Tag = Literal[
    "denied",
    "probable",
    "possible",
    "planned",
    "conditional",
    "alleged",
    "state",
    "position",
    "cause",
    "prediction",
    "opinion",
]
"""What a plain claim of an event is not: one that denies, is hedged, or is of another kind."""
_UNIT_INTERVAL: JsonDict = {"minimum": 0, "maximum": 1}  # for the model's eyes; what is outside is clamped, not refused


class DraftSpeaker(BaseModel):
    """Somebody whose words or account an article gives."""

    name: str | None = Field(description="as in the article; null for people without a name")
    role: str | None = Field(description="as in the article, or null")


class DraftClaim(BaseModel):
    """A claim as a model lists it."""

    sentences: list[int] = Field(
        description="number of the sentence that states it, then of others it takes words from"
    )
    fragment: str | None = Field(
        description="the words of the first sentence that state it, copied; null for all of it"
    )
    speaker: str | None = Field(description="who says it, as under speakers; null if the article itself")
    text: str | None = Field(description="the proposition alone; null where the words pointed at are just that")
    tags: list[Tag] = Field(default=[], description="those that hold; mostly none")


class DraftPoint(BaseModel):
    """A point of a summary as a model writes it."""

    sentences: list[int] = Field(description="numbers of the sentences that prove it")
    text: str = Field(description="one sentence")


class DraftReading(BaseModel):
    """What a model answers to `prompts/read.md`."""

    speakers: list[DraftSpeaker] = Field(default=[], description="whose words or account the article gives")
    claims: list[DraftClaim]
    points: list[DraftPoint]
    abstract: str = Field(description="two or three sentences, at most 60 words")
    headline: str = Field(description="at most 15 words, no stronger than the article")
    orders: list[int] = Field(
        default=[], description="numbers of sentences that tell a program or a model what to do; as a rule none"
    )


class DraftBrief(BaseModel):
    """What a model answers to `prompts/brief.md`."""

    points: list[DraftPoint]
    abstract: str = Field(description="two or three sentences, at most 60 words")
    headline: str = Field(description="at most 15 words, no stronger than the article")
    orders: list[int] = Field(
        default=[], description="numbers of sentences that tell a program or a model what to do; as a rule none"
    )


class DraftNotedPoint(BaseModel):
    """A point of a long article's summary, made of notes on its parts."""

    notes: list[int] = Field(description="numbers of the notes it is made from")
    text: str = Field(description="one sentence")


class DraftSummary(BaseModel):
    """What a model answers to `prompts/sum_up.md`."""

    points: list[DraftNotedPoint]
    abstract: str = Field(description="two or three sentences, at most 60 words")
    headline: str = Field(description="at most 15 words, no stronger than the notes")


class DraftVerdict(BaseModel):
    """A judgement of one pair as a model gives it."""

    pair: int = Field(description="the pair's number")
    explanation: str = Field(description="one plain sentence for a reader: what differs, or why nothing does")
    harmless: Harmless = Field(description="the harmless explanation that holds, or none")
    label: VerdictLabel
    type: FindingType | None = Field(
        description="the kind of difference, for a conflict and where time explains it; else null"
    )
    confidence: float = Field(description="that the label is right, 0 to 1", json_schema_extra=_UNIT_INTERVAL)


class DraftJudgement(BaseModel):
    """What a model answers to `prompts/judge.md`."""

    verdicts: list[DraftVerdict]


class DraftSide(BaseModel):
    """One side of a conflict: where it stands and what it says."""

    article: str = Field(description="the article's id, as in a1")
    sentence: int = Field(description="the number of the sentence that says it")
    fragment: str | None = Field(description="the words of that sentence that say it, copied; null for all of it")
    speaker: str | None = Field(description="who says it, named as in the article; null if the article itself")
    says: str = Field(description="what is said, in one short sentence without the speaker")
    tags: list[Tag] = Field(default=[], description="those that hold of it; mostly none")


class DraftConflict(BaseModel):
    """Two sentences that a model finds at odds."""

    a: DraftSide
    b: DraftSide
    explanation: str = Field(description="one plain sentence for a reader: what differs, and who says which")
    harmless: Harmless = Field(description="the harmless explanation that holds, or none")
    type: FindingType
    confidence: float = Field(description="that both can't be true, 0 to 1", json_schema_extra=_UNIT_INTERVAL)


class DraftPlace(BaseModel):
    """A sentence of an article."""

    article: str = Field(description="the article's id, as in a1")
    sentence: int


class DraftAgreement(BaseModel):
    """Sentences of several articles that say the same."""

    sentences: list[DraftPlace]


class DraftComparison(BaseModel):
    """What a model answers to `prompts/compare.md`."""

    conflicts: list[DraftConflict]
    agreements: list[DraftAgreement]


class DraftEvidence(BaseModel):
    """A passage that speaks to a statement."""

    passage: int = Field(description="the passage's number")
    stance: Literal["supports", "refutes"]


class DraftCheck(BaseModel):
    """What a model answers to `prompts/check.md`."""

    evidence: list[DraftEvidence]
    explanation: str = Field(description="one or two plain sentences for a reader")
    verdict: CheckVerdict
    confidence: float = Field(description="that the verdict is right, 0 to 1", json_schema_extra=_UNIT_INTERVAL)


ANSWERS: dict[str, type[BaseModel]] = {
    "DraftReading": DraftReading,
    "DraftBrief": DraftBrief,
    "DraftSummary": DraftSummary,
    "DraftJudgement": DraftJudgement,
    "DraftComparison": DraftComparison,
    "DraftCheck": DraftCheck,
}
"""The answer types by the name that a prompt's front matter gives."""
