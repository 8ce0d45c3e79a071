"""The model engine over the example articles, from recorded answers (see cassettes/README.md)."""

import asyncio
import json
from pathlib import Path

import pytest
from conftest import is_recording
from pydantic import SecretStr

from summarizer.check import check_statement
from summarizer.compare import compare_readings, read_all
from summarizer.engines.model import connect
from summarizer.models import Check
from summarizer.readers import read_article
from summarizer.settings import Settings, load_settings

FOLDER = Path(__file__).parent.parent / "examples" / "talks" / "articles"
TALKS = [FOLDER / "wire.txt", FOLDER / "blog.txt"]
CONTESTED = "Foreign Minister Tilda Havran rejected a new round of talks with Belmare."
CHAIRED = "Hesk has chaired five rounds of talks between Torvia and Belmare."
DEMANDED = "Torvia asks for conditions to be met before it talks with Belmare."
LINE = "“A strait is not a wall. It is a street with two sides.”"  # two sentences, given to two speakers
DEPARTURE = "sailed for home"  # of the trawlers that were still there two days before: it changed, and is no conflict

pytestmark = pytest.mark.vcr


@pytest.fixture
def articles():
    return [read_article(str(path), f"a{number}") for number, path in enumerate(TALKS, start=1)]


@pytest.fixture
def settings(request, vcr):
    """Those of the person who records; on replay what was recorded, at no address."""
    if is_recording(request.config):
        return load_settings({"engine": "model"})
    asked = json.loads(vcr.requests[0].body)
    return Settings(
        base_url="http://endpoint.invalid/v1",
        api_key=SecretStr("none"),
        model=asked["model"],
        temperature=asked.get("temperature"),
        seed=asked.get("seed"),
        attempts=1,
    )


def ask(settings, question):
    async def run():
        engine = connect(settings, warn=lambda _: None)
        try:
            return await question(engine), engine.usage
        finally:
            await engine.aclose()

    return asyncio.run(run())


def assert_grounded(articles, items):
    texts = {article.id: article.text for article in articles}
    assert items
    for article, item in items:
        assert texts[article][item.start : item.end] == item.quote


def test_summarize(articles, settings):
    (readings, failures), usage = ask(settings, lambda engine: read_all(articles, engine))
    assert failures == []
    assert [reading.article.id for reading in readings] == ["a1", "a2"]
    for reading in readings:
        assert reading.failures == ()
        assert reading.summary.headline
        assert 0 < len(reading.summary.abstract.split()) <= 60
        assert_grounded(articles, [(reading.article.id, claim) for claim in reading.claims])
        assert_grounded(articles, [(reading.article.id, e) for point in reading.summary.points for e in point.evidence])
        assert any(claim.attribution.name for claim in reading.claims)
    assert usage.calls >= len(articles)  # more where an answer had to be asked for again
    assert usage.prompt_tokens > 0


def test_compare(articles, settings):
    async def compare(engine):
        readings, failures = await read_all(articles, engine, claims=engine.needs_claims(articles))
        assert failures == []
        return await compare_readings(readings, engine)

    comparison, _ = ask(settings, compare)
    assert comparison.failures == ()
    assert comparison.engine.name == "model"
    assert_grounded(
        articles, [(side.article, side) for finding in comparison.findings for side in (finding.a, finding.b)]
    )
    conflicts = [finding for finding in comparison.findings if finding.relation == "conflict"]
    assert any(finding.type == "stance" and finding.scope == "between" for finding in conflicts)
    assert any(finding.a.quote == finding.b.quote == LINE for finding in conflicts if finding.type == "quote")
    assert not any(DEPARTURE in side.quote for finding in conflicts for side in (finding.a, finding.b))


@pytest.mark.parametrize(
    ("statement", "verdict", "stances"),
    [
        pytest.param(CHAIRED, "supported", {"supports"}, id="supported"),
        pytest.param(DEMANDED, "refuted", {"refutes"}, id="refuted"),
        pytest.param(CONTESTED, "not_enough_info", {"supports", "refutes"}, id="contested"),
    ],
)
def test_check(articles, settings, statement, verdict, stances):
    check, usage = ask(settings, lambda engine: check_statement(statement, articles, engine))
    assert isinstance(check, Check)
    assert check.verdict == verdict
    assert check.explanation
    assert {evidence.stance for evidence in check.evidence} == stances
    assert_grounded(articles, [(evidence.article, evidence) for evidence in check.evidence])
    assert usage.calls >= 1
