"""Hand-made articles, records and results, and an engine that gives the answers it is told to."""

import hashlib

from summarizer.judgements import judge_by_claims
from summarizer.models import (
    Agreement,
    Article,
    Attribution,
    Check,
    CheckEvidence,
    Claim,
    Comparison,
    EngineInfo,
    Evidence,
    Failure,
    Finding,
    FindingSide,
    GateAnswer,
    Point,
    Quantity,
    Reading,
    Sentence,
    Summary,
    Usage,
    Verdict,
)
from summarizer.results import Checks, Readings

PORT = (
    "Dockers at Varnholm reject pay offer\n\n"
    "Dockers at the port of Varnholm rejected a pay offer on Wednesday, union chair Mette Sandvik said. "
    "“We will not sign this agreement,” Sandvik told reporters. At least 120 workers walked out at noon.\n"
)
WIRE = (
    "Union ready to sign\n\n"
    "Union chair Mette Sandvik said on Wednesday that the dockers would sign the agreement. "
    "About 80 workers walked out at noon.\n"
)


def make_article(text=PORT, article_id="a1", source="port.txt", **known):
    """Make an article whose sentences are its lines."""
    sentences, start = [], 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if words:
            begin = start + line.index(words[0])
            sentences.append(Sentence(number=len(sentences) + 1, start=begin, end=begin + len(words)))
        start += len(line)
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(id=article_id, source=source, text=text, sha256=sha256, sentences=tuple(sentences), **known)


def find(article, quote):
    """Give the quote with its place, as keyword arguments."""
    start = article.text.index(quote)
    return {"quote": quote, "start": start, "end": start + len(quote)}


def make_claim(article, quote, number=1, **fields):
    """Make a claim that says what its quote says, or other words given as `text`."""
    known = {"text": quote, "kind": "event", "sentence": 1} | fields
    return Claim(id=f"{article.id}.c{number}", **find(article, quote), **known)


def make_reading(article, quotes=(), **fields):
    """Make a reading whose claims and first point are the quotes."""
    claims = fields.pop("claims", tuple(make_claim(article, quote, n) for n, quote in enumerate(quotes, start=1)))
    points = tuple(Point(text=quote, evidence=(Evidence(**find(article, quote)),)) for quote in quotes[:1])
    summary = fields.pop("summary", Summary(headline="A headline", abstract="An abstract.", points=points))
    return Reading(article=article, summary=summary, claims=claims, **fields)


def make_side(article, claim):
    """Make the side of a finding from a claim."""
    return FindingSide(article=article.id, claim=claim.id, quote=claim.quote, start=claim.start, end=claim.end)


def make_comparison(**fields):
    """Make a comparison of the two articles on the port, with a finding in each list and an agreement."""
    port = make_article(
        title="Dockers at Varnholm reject pay offer", outlet="The Varnholm Courier", published="2026-03-04"
    )
    wire = make_article(WIRE, "a2", "wire.txt", title="Union ready to sign", published="2026-03-05")
    chair = Attribution(name="Mette Sandvik", role="union chair", mode="direct")
    refuses = make_claim(
        port, "“We will not sign this agreement,”", 1, kind="position", attribution=chair, polarity="denied"
    )
    workers = Quantity(
        text="120 workers", start=port.text.index("120 workers"), end=port.text.index("120 workers") + 11, low=120
    )
    many = make_claim(port, "At least 120 workers walked out at noon.", 2, time="2026-03-04", quantities=(workers,))
    signs = make_claim(
        wire,
        "the dockers would sign the agreement",
        1,
        text="The dockers will sign the agreement.",
        kind="position",
        attribution=chair.model_copy(update={"mode": "indirect"}),
        modality="planned",
    )
    few = make_claim(wire, "About 80 workers walked out at noon.", 2, time="XXXX-WXX-3")
    gates = (
        GateAnswer(gate="thing", outcome="open", answer="both speak of the agreement"),
        GateAnswer(gate="time", outcome="open", answer="both on 4 March"),
        GateAnswer(gate="bound", outcome="open", answer=""),
    )

    def finding(number, relation, a, b, **more):
        known = {"type": "stance", "scope": "between", "severity": "high", "confidence": 0.9, "gates": gates} | more
        explanation = known.pop("explanation", "One says that they will not sign, the other that they will.")
        return Finding(
            id=f"f-{number:012x}",
            relation=relation,
            a=make_side(port, a),
            b=make_side(wire, b),
            explanation=explanation,
            **known,
        )

    known = {
        "engine": EngineInfo(name="embedded"),
        "readings": (
            make_reading(port, (many.quote,), claims=(refuses, many)),
            make_reading(wire, (few.quote,), claims=(signs, few)),
        ),
        "findings": (
            finding(3, "change", many, few, type="number", severity="low", confidence=0.4),
            finding(2, "conflict", many, few, type="number", severity="medium", confidence=0.6, gates=()),
            finding(1, "conflict", refuses, signs),
        ),
        "agreements": (
            Agreement(text="Workers walked out at noon.", claims=("a1.c2", "a2.c2"), articles=("a1", "a2"), origins=2),
        ),
    }
    return Comparison(**(known | fields))


def make_readings(**fields):
    """Make what `summarize` gives for the two articles on the port."""
    comparison = make_comparison()
    return Readings(**({"engine": comparison.engine, "readings": comparison.readings} | fields))


def make_checks():
    """Make what `check` gives: one statement of each verdict, and one that could not be checked."""
    port = make_article()
    proof = CheckEvidence(article="a1", stance="supports", **find(port, "At least 120 workers walked out at noon."))
    against = CheckEvidence(article="a1", stance="refutes", **find(port, "“We will not sign this agreement,”"))
    checks = (
        Check(
            statement="Workers walked out.",
            verdict="supported",
            confidence=0.8,
            evidence=(proof,),
            explanation="It says so.",
        ),
        Check(
            statement="They sign.",
            verdict="refuted",
            confidence=0.7,
            evidence=(against,),
            explanation="It says the reverse.",
        ),
        Check(statement="It rained.", verdict="not_enough_info", confidence=0.5),
        Failure(stage="check", subject="It snowed.", reason="the answer was refused"),
    )
    statements = ("Workers walked out.", "They sign.", "It rained.", "It snowed.")
    return Checks(engine=EngineInfo(name="model", model="m-1"), articles=(port,), statements=statements, checks=checks)


class ScriptedEngine:
    """An engine that claims every line of an article, and judges and checks as it is told."""

    languages = None
    pair_limit = 100

    def __init__(self, *, verdict=None, check=None, raises=None, fails=()):
        self.verdict = verdict or Verdict(label="unrelated")
        self.answer = check
        self.raises = raises
        self.fails = frozenset(fails)
        self.asked = []
        self.closed = 0

    @property
    def info(self):
        return EngineInfo(name="scripted")

    @property
    def usage(self):
        return Usage(calls=len(self.asked))

    def needs_claims(self, articles):  # noqa: ARG002  an engine's signature
        return True

    async def read(self, article, *, claims=True):  # noqa: ARG002  an engine's signature
        self.asked.append(article.id)
        if self.raises:
            raise self.raises
        if article.source in self.fails:
            return Failure(stage="summarize", subject=article.source, reason="the answer was refused")
        quotes = tuple(article.words_of(sentence) for sentence in article.sentences)
        return make_reading(article, quotes)

    async def compare(self, readings):
        return await judge_by_claims(readings, self.pair_limit, self.judge)

    async def judge(self, pairs):
        return [self.verdict for _ in pairs]

    async def check(self, statement, articles):  # noqa: ARG002  an engine's signature
        self.asked.append(statement)
        if self.raises:
            raise self.raises
        return self.answer or Check(statement=statement, verdict="not_enough_info", confidence=0.5)

    async def aclose(self):
        self.closed += 1
