import asyncio

import pytest
from building import make_article, make_claim, make_comparison, make_reading

from summarizer.compare import (
    compare_readings,
    finding_id,
    finding_order,
    keep_distinct,
    make_finding,
    read_all,
    relation_of,
)
from summarizer.errors import AccessError
from summarizer.judgements import judge_by_claims
from summarizer.models import (
    EngineInfo,
    Failure,
    Finding,
    FindingSide,
    GateAnswer,
    Pair,
    Side,
    Usage,
    Verdict,
)

ONE = "Levan rejected the treaty on Monday.\nLevan rejected the treaty again.\n"
OTHER = "Levan accepted the treaty on Monday.\nLevan liked the treaty.\n"


class ScriptedEngine:
    """Answers each pair with what the script says of it, else "unrelated"."""

    info = EngineInfo(name="scripted")
    usage = Usage(calls=3)
    languages = None
    pair_limit = 100

    def __init__(self, verdicts=None, readings=None):
        self.verdicts = verdicts or {}
        self.readings = readings or {}

    def needs_claims(self, articles):  # noqa: ARG002  an engine's signature
        return True

    async def read(self, article, *, claims=True):  # noqa: ARG002  an engine's signature
        answer = self.readings[article.id]
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def compare(self, readings):
        return await judge_by_claims(readings, self.pair_limit, self.judge)

    async def judge(self, pairs):
        return [self.verdicts.get(pair.name, Verdict(label="unrelated")) for pair in pairs]

    async def aclose(self):
        pass


def two_readings():
    one, other = make_article(ONE, "a1"), make_article(OTHER, "a2")
    return [
        make_reading(
            article, claims=tuple(make_claim(article, line, n, sentence=n, subject="Levan") for n, line in lines)
        )
        for article, lines in (
            (one, list(enumerate(ONE.splitlines(), 1))),
            (other, list(enumerate(OTHER.splitlines(), 1))),
        )
    ]


CONFLICT = Verdict(label="conflict", type="stance", confidence=0.9, explanation="One for, one against.")


def compare(verdicts):
    return asyncio.run(compare_readings(two_readings(), ScriptedEngine(verdicts)))


def test_a_conflict_becomes_a_finding_with_both_quotes():
    comparison = compare({"a1.c1 / a2.c1": CONFLICT})
    (finding,) = comparison.findings
    assert (finding.a.quote, finding.b.quote) == (ONE.splitlines()[0], OTHER.splitlines()[0])
    assert (finding.relation, finding.type, finding.scope) == ("conflict", "stance", "between")
    assert len(finding.gates) == 10
    assert comparison.usage.calls == 3


def test_a_pair_that_could_not_be_judged_is_listed():
    failure = Failure(stage="judge", subject="a1.c1 / a2.c1", reason="the answer left it out")
    assert compare({"a1.c1 / a2.c1": failure}).failures == (failure,)


def test_claims_that_say_the_same_are_grouped_into_one_agreement():
    same = Verdict(label="same", confidence=0.9)
    comparison = compare({"a1.c1 / a2.c1": same, "a1.c2 / a2.c1": same})
    (agreement,) = comparison.agreements
    assert agreement.claims == ("a1.c1", "a1.c2", "a2.c1")
    assert agreement.articles == ("a1", "a2")
    assert agreement.origins == 2


def test_the_same_said_twice_in_one_article_is_no_agreement():
    assert compare({"a1.c1 / a1.c2": Verdict(label="same", confidence=0.9)}).agreements == ()


def test_a_quote_that_is_not_in_its_article_is_never_a_finding():
    one, other = two_readings()
    altered = one.claims[0].model_copy(update={"quote": "Levan accepted the treaty on Monday!"})
    outcome = make_finding(Pair(Side(one.article, altered), Side(other.article, other.claims[0])), CONFLICT)
    assert isinstance(outcome, Failure)
    assert outcome.stage == "grounding"


def test_a_conflict_without_a_type_is_a_failure():
    one, other = two_readings()
    pair = Pair(Side(one.article, one.claims[0]), Side(other.article, other.claims[0]))
    assert isinstance(make_finding(pair, Verdict(label="conflict")), Failure)


@pytest.mark.parametrize(
    ("outcomes", "relation"),
    [
        (["open", "open"], "conflict"),
        (["dispute", "open"], "dispute"),
        (["dispute", "change"], "change"),
        (["lower"], "conflict"),
    ],
)
def test_gates_decide_in_which_list_a_finding_stands(outcomes, relation):
    answers = [GateAnswer(gate="time", outcome=outcome, answer="so") for outcome in outcomes]
    assert relation_of(answers) == relation


def test_a_findings_id_survives_other_ids_and_another_order():
    one, other = two_readings()
    a, b = Side(one.article, one.claims[0]), Side(other.article, other.claims[0])
    renamed = Side(other.article.model_copy(update={"id": "a7"}), other.claims[0].model_copy(update={"id": "a7.c9"}))
    assert finding_id(Pair(a, b), "stance") == finding_id(Pair(renamed, a), "stance")
    assert finding_id(Pair(a, b), "stance") != finding_id(Pair(a, b), "polarity")


def finding(number, claim_a, claim_b, confidence):
    sides = [FindingSide(article=claim[:2], claim=claim, quote="q", start=0, end=1) for claim in (claim_a, claim_b)]
    return Finding(
        id=f"f-{number}",
        relation="conflict",
        type="stance",
        scope="between",
        severity="high",
        confidence=confidence,
        a=sides[0],
        b=sides[1],
        explanation="",
    )


def test_a_sentence_in_three_surer_findings_starts_no_fourth():
    lines = ["One.", "Two.", "Three.", "Four."]
    article = make_article("\n".join(lines), "a2")
    second = make_reading(
        article, claims=tuple(make_claim(article, line, n, sentence=n) for n, line in enumerate(lines, start=1))
    )
    findings = [finding(n, "a1.c1", f"a2.c{n}", 0.9 - n / 10) for n in (3, 1, 4, 2)]
    assert [kept.id for kept in keep_distinct(findings, [two_readings()[0], second])] == ["f-1", "f-2", "f-3"]


def test_two_sentences_stand_in_one_finding_only():
    findings = [finding(1, "a1.c1", "a2.c1", 0.8), finding(2, "a2.c1", "a1.c1", 0.7)]
    assert [kept.id for kept in keep_distinct(findings, two_readings())] == ["f-1"]


def test_an_article_that_cannot_be_read_is_a_failure_beside_the_readings():
    one, other = two_readings()
    failed = Failure(stage="summarize", subject="a2", reason="refused")
    engine = ScriptedEngine(readings={"a1": one, "a2": failed})
    assert asyncio.run(read_all([one.article, other.article], engine)) == ([one], [failed])


def test_a_refused_key_ends_the_run():
    one, _ = two_readings()
    engine = ScriptedEngine(readings={"a1": AccessError("the key is refused", "set OPENAI_API_KEY")})
    with pytest.raises(AccessError):
        asyncio.run(read_all([one.article], engine))


def test_findings_stand_by_list_severity_and_confidence():
    found = sorted(make_comparison().findings, key=finding_order)
    places = [("conflict", "dispute", "change").index(finding.relation) for finding in found]
    assert places == sorted(places)
    assert len(set(places)) > 1
