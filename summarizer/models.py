"""What we vouch for: frozen records of articles, readings and comparisons.

An engine's own words are drafts and live with the engine; only grounding turns a draft into one of these. Offsets are
Unicode code points of `Article.text`, and for every record with `quote`, `start` and `end` it holds that
`article.text[start:end] == quote`.
"""

import datetime as dt
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from summarizer.showing import Shown

SentenceRole = Literal["headline", "heading", "byline", "dateline", "body", "boilerplate"]
ClaimKind = Literal["event", "state", "quantity", "position", "cause", "prediction", "opinion"]
AttributionMode = Literal["direct", "indirect", "article"]
Polarity = Literal["affirmed", "denied"]
Modality = Literal["certain", "probable", "possible", "planned", "conditional", "alleged"]
Bound = Literal["exact", "about", "at_least", "at_most", "between"]
FindingType = Literal[
    "stance", "polarity", "number", "date", "identity", "location", "cause", "quote", "status", "degree"
]
Relation = Literal["conflict", "dispute", "change"]
Scope = Literal["between", "within"]
Severity = Literal["high", "medium", "low"]
VerdictLabel = Literal["conflict", "same", "compatible", "unrelated"]
GateName = Literal[
    "thing", "time", "voice", "granularity", "bound", "measure", "certainty", "scope", "negation", "origin"
]
GateOutcome = Literal["open", "explained", "dispute", "change", "lower"]
CheckVerdict = Literal["supported", "refuted", "not_enough_info"]
Stage = Literal["read", "summarize", "claims", "judge", "check", "grounding"]


class Record(BaseModel):
    """A frozen record that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Sentence(Record):
    """One sentence of an article, or a line that stands for one (a headline, a bullet, a byline).

    `number` counts from 1 over all sentences of the article; `paragraph` counts from 1.
    """

    number: int = Field(ge=1)
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    role: SentenceRole = "body"
    paragraph: int = Field(default=1, ge=1)


class Article(Record):
    """A text as it is stored, with what it says of itself; None where it says nothing.

    `published` is an ISO 8601 date or date-time, `dateline` the place and date as printed before the first sentence,
    `language` an ISO 639-1 code. `notes` are remarks for people on how it was read.
    """

    id: str
    source: str
    text: str = Field(repr=False)
    sha256: str
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: str | None = None
    dateline: str | None = None
    language: str | None = None
    sentences: tuple[Sentence, ...] = Field(default=(), repr=False)
    notes: tuple[str, ...] = ()

    @property
    def characters(self) -> int:
        """Length of the stored text in code points."""
        return len(self.text)

    @property
    def published_day(self) -> dt.date | None:
        """The day of publication, from which relative times count; None where it is not known."""
        try:
            return dt.date.fromisoformat((self.published or "")[:10])
        except ValueError:
            return None

    def words_of(self, sentence: Sentence) -> str:
        """Slice one sentence's very words."""
        return self.text[sentence.start : sentence.end]


class Evidence(Record):
    """The very words of an article that prove something, and where they stand."""

    quote: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Attribution(Record):
    """Who says it: a named or described speaker, or the article itself (name and role None)."""

    name: str | None = None
    role: str | None = None
    mode: AttributionMode = "article"


class Quantity(Record):
    """A quantity as an interval of values, with its unit and what it counts or measures.

    `low` or `high` is None where the text leaves that side open ("at least 12"). Scale words and SI prefixes are
    resolved ("€1.2bn" is 1.2e9 EUR); `unit` is an ISO 4217 code, "percent", "points", a unit word in the singular, or
    None for a bare count. `measure` is the stemmed noun that is counted or measured ("people killed" → "kill").
    `start` and `end` are offsets in the article.
    """

    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    measure: str | None = None
    bound: Bound = "exact"


class Claim(Record):
    """One checkable proposition, standing on its own, with the words that prove it.

    `time` is a TimeML value of the precision that the text has: "2024", "2024-09", "2024-09-30", "2024-09-30T07:00",
    or "XXXX-WXX-1" for a Monday that nothing in the article anchors. `subject` is who or what the claim is about, as
    the text names it; `condition` the words of the condition it hangs on; `sentence` the number of its sentence.
    """

    id: str
    text: str
    kind: ClaimKind
    quote: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    sentence: int = Field(ge=1)
    attribution: Attribution = Attribution()
    subject: str | None = None
    polarity: Polarity = "affirmed"
    modality: Modality = "certain"
    condition: str | None = None
    time: str | None = None
    quantities: tuple[Quantity, ...] = ()
    checkworthy: bool = True


class Point(Record):
    """One point of a summary, with its evidence."""

    text: str
    evidence: tuple[Evidence, ...] = Field(min_length=1)


class Summary(Record):
    """An article in short: a headline, an abstract of two or three sentences, and points with their evidence."""

    headline: str
    abstract: str
    points: tuple[Point, ...] = ()


class Failure(Record):
    """Something that could not be done, as a value: the stage, what it was done to, and why not."""

    stage: Stage
    subject: str
    reason: str


class Usage(Record):
    """What an engine's answers cost.

    `cached` are answers without a call: stored ones, and those that an identical question got at the same time.
    `cost_usd` is None where a price or a count of tokens is not known. `cap` names the cap that was reached, if any.
    """

    calls: int = 0
    cached: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: float | None = None
    cap: Literal["max_cost", "max_calls"] | None = None


class EngineInfo(Record):
    """Which engine answered, with the model and the versions of the prompts it was asked with."""

    name: str
    model: str | None = None
    prompts: dict[str, str] = {}


class Reading(Record):
    """The summary and the claims of one article; `failures` lists what was rejected on the way, with the reason."""

    article: Article
    summary: Summary
    claims: tuple[Claim, ...] = ()
    failures: tuple[Failure, ...] = ()


class Side(NamedTuple):
    """One claim of a pair, with the article in which it stands."""

    article: Article
    claim: Claim


class Pair(NamedTuple):
    """Two claims that may speak of one thing."""

    a: Side
    b: Side

    @property
    def scope(self) -> Scope:
        """Whether both claims stand in one article."""
        return "within" if self.a.article.id == self.b.article.id else "between"

    @property
    def name(self) -> str:
        """The pair's name in messages: both claim ids."""
        return f"{self.a.claim.id} / {self.b.claim.id}"


class Verdict(Record):
    """An engine's judgement of a pair, before any gate was tried.

    `type` is set if and only if `label` is "conflict"; `confidence` is between 0 and 1; `explanation` is one or two
    plain sentences for a reader.
    """

    label: VerdictLabel
    type: FindingType | None = None
    confidence: float = Field(default=0.0, ge=0.0, le=1.0)
    explanation: str = ""


class GateAnswer(Record):
    """How one harmless explanation fared: `open` does not explain the difference, `explained` drops the finding.

    `dispute` and `change` move it to another list; `lower` caps its severity.
    """

    gate: GateName
    outcome: GateOutcome
    answer: str


class FindingSide(Record):
    """One of the two quotes of a finding."""

    article: str
    claim: str
    quote: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Finding(Record):
    """A verdict that passed its gates. `id` is made from the two quotes and the type, so it survives other runs."""

    id: str
    relation: Relation
    type: FindingType
    scope: Scope
    severity: Severity
    confidence: float = Field(ge=0.0, le=1.0)
    a: FindingSide
    b: FindingSide
    explanation: str
    gates: tuple[GateAnswer, ...] = ()


class Agreement(Record):
    """Claims of at least two articles that say the same; `origins` counts articles that are no copies of each other."""

    text: str
    claims: tuple[str, ...] = Field(min_length=2)
    articles: tuple[str, ...] = Field(min_length=2)
    origins: int = Field(ge=1)


class Comparison(Shown, Record):
    """Several readings and what was found between and within them."""

    engine: EngineInfo
    readings: tuple[Reading, ...]
    findings: tuple[Finding, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    failures: tuple[Failure, ...] = ()
    usage: Usage = Usage()


class Passage(NamedTuple):
    """A sentence of an article that may speak to a statement."""

    article: Article
    sentence: Sentence


class CheckEvidence(Record):
    """A quote that supports or refutes a statement."""

    article: str
    quote: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    stance: Literal["supports", "refutes"]


class Check(Record):
    """A statement held against articles."""

    statement: str
    verdict: CheckVerdict
    confidence: float = Field(ge=0.0, le=1.0)
    evidence: tuple[CheckEvidence, ...] = ()
    explanation: str = ""
