import json

import pytest
from building import find, make_article, make_checks, make_claim, make_comparison, make_reading, make_readings
from hypothesis import given
from hypothesis import strategies as st

from summarizer.contract import document, json_schema
from summarizer.models import EngineInfo, Evidence, Point, Quantity, Summary
from summarizer.results import Readings

RESULTS = {"reading": make_readings, "comparison": make_comparison, "check": make_checks}


def dump(result):
    return document(result).model_dump(mode="json")


@pytest.mark.parametrize("name", RESULTS)
def test_a_document_names_and_versions_its_schema(name):
    dumped = dump(RESULTS[name]())
    assert dumped["schema"] == f"summarizer.{name}/1"
    assert next(iter(dumped)) == "schema"


def test_a_comparison_has_the_fields_of_the_contract():
    dumped = dump(make_comparison())
    assert list(dumped) == ["schema", "engine", "articles", "findings", "agreements", "failures", "usage", "reviews"]
    assert set(dumped["engine"]) == {"name", "model", "prompts"}
    article = dumped["articles"][0]
    head = [
        "id",
        "source",
        "title",
        "published",
        "outlet",
        "byline",
        "language",
        "sha256",
        "characters",
        "notes",
        "text",
    ]
    assert list(article) == [*head, "summary", "claims"]
    assert set(article["summary"]) == {"headline", "abstract", "points"}
    assert set(article["summary"]["points"][0]["evidence"][0]) == {"quote", "start", "end"}
    fields = "id text kind quote start end attribution polarity modality time quantities checkworthy subject condition sentence"
    assert set(article["claims"][0]) == set(fields.split())
    finding = dumped["findings"][0]
    fields = "id relation type scope severity confidence a b explanation gates"
    assert set(finding) == set(fields.split())
    assert set(finding["a"]) == {"article", "claim", "quote", "start", "end"}
    assert set(finding["gates"][0]) == {"gate", "answer"}
    assert set(dumped["usage"]) == {"calls", "cached", "prompt_tokens", "completion_tokens", "cost_usd", "cap"}


def test_a_reading_is_a_comparison_without_findings_and_agreements():
    reading, comparison = dump(make_readings()), dump(make_comparison())
    assert set(comparison) - set(reading) == {"findings", "agreements", "reviews"}
    assert reading["articles"] == comparison["articles"]


def test_a_check_has_one_object_a_statement_in_order():
    dumped = dump(make_checks())
    assert [check["verdict"] for check in dumped["checks"]] == ["supported", "refuted", "not_enough_info", None]
    assert set(dumped["checks"][0]) == {"statement", "verdict", "confidence", "evidence", "explanation"}
    assert set(dumped["checks"][0]["evidence"][0]) == {"article", "quote", "start", "end", "stance"}
    assert "refused" in dumped["checks"][3]["explanation"]
    assert [failure["subject"] for failure in dumped["failures"]] == ["It snowed."]


def test_a_false_quote_of_a_claim_is_left_out_and_listed():
    article = make_article()
    claim = make_claim(article, "At least 120 workers")
    false = claim.model_copy(update={"id": "a1.c2", "quote": "At least 130 workers"})
    dumped = dump(Readings(engine=EngineInfo(name="x"), readings=(make_reading(article, claims=(claim, false)),)))
    assert [one["id"] for one in dumped["articles"][0]["claims"]] == ["a1.c1"]
    assert [(one["stage"], one["subject"]) for one in dumped["failures"]] == [("grounding", "a1.c2")]
    assert "130" not in json.dumps(dumped)


def test_a_point_without_a_true_quote_is_left_out():
    article = make_article()
    false = Evidence(quote="never said", start=0, end=10)
    true = Evidence(**find(article, "At least 120 workers"))
    points = (Point(text="both", evidence=(true, false)), Point(text="none", evidence=(false,)))
    reading = make_reading(article, summary=Summary(headline="h", abstract="a", points=points))
    dumped = dump(Readings(engine=EngineInfo(name="x"), readings=(reading,)))
    assert [(one["text"], len(one["evidence"])) for one in dumped["articles"][0]["summary"]["points"]] == [("both", 1)]
    assert len(dumped["failures"]) == 2
    assert "never said" not in json.dumps(dumped)


@pytest.mark.parametrize(
    "change", [{"quote": "invented"}, {"article": "a9"}, {"start": 1}], ids=["words", "article", "place"]
)
def test_a_finding_with_a_false_quote_is_left_out_and_listed(change):
    comparison = make_comparison()
    first, *others = comparison.findings
    false = first.model_copy(update={"b": first.b.model_copy(update=change)})
    dumped = dump(make_comparison(findings=(false, *others)))
    assert first.id not in {finding["id"] for finding in dumped["findings"]}
    assert (len(dumped["findings"]), dumped["failures"][0]["subject"]) == (2, first.id)


def test_a_verdict_without_a_true_quote_is_no_verdict():
    checks = make_checks()
    true = checks.checks[0]
    false = true.model_copy(update={"evidence": (true.evidence[0].model_copy(update={"quote": "x"}),)})
    dumped = dump(checks.model_copy(update={"checks": (false, *checks.checks[1:])}))
    assert dumped["checks"][0]["verdict"] is None
    assert "grounding" in {failure["stage"] for failure in dumped["failures"]}


def test_failures_of_readings_are_listed_once():
    comparison = make_comparison()
    lost = make_checks().checks[3]
    reading = comparison.readings[0].model_copy(update={"failures": (lost,)})
    made = document(comparison.model_copy(update={"readings": (reading, comparison.readings[1]), "failures": (lost,)}))
    assert made.failures == (lost,)


def test_infinite_figures_leave_that_side_open():
    article = make_article()
    spot = find(article, "120 workers")
    quantity = Quantity(text=spot["quote"], start=spot["start"], end=spot["end"], low=float("-inf"), high=float("nan"))
    claim = make_claim(article, "At least 120 workers", quantities=(quantity,))
    dumped = dump(Readings(engine=EngineInfo(name="x"), readings=(make_reading(article, claims=(claim,)),)))
    found = dumped["articles"][0]["claims"][0]["quantities"][0]
    assert (found["low"], found["high"]) == (None, None)


@given(st.text(min_size=1), st.integers(0, 50), st.integers(0, 50), st.text(max_size=5))
def test_every_quote_of_a_document_stands_in_its_article(text, start, length, words):
    article = make_article(text)
    quotes = (text[start : start + length], words)
    claims = tuple(
        make_claim(article, "").model_copy(update={"id": f"a1.c{n}", "quote": q, "start": start, "end": start + length})
        for n, q in enumerate(quotes, start=1)
    )
    made = document(Readings(engine=EngineInfo(name="x"), readings=(make_reading(article, claims=claims),)))
    for claim in made.articles[0].claims:
        assert claim.quote
        assert article.text[claim.start : claim.end] == claim.quote
    assert len(made.articles[0].claims) + len(made.failures) == 2


@pytest.mark.parametrize("name", RESULTS)
def test_the_schema_describes_the_document(name):
    schema = json_schema(name)
    dumped = dump(RESULTS[name]())
    assert schema["$schema"].endswith("2020-12/schema")
    assert set(schema["required"]) == set(dumped) == set(schema["properties"])
    assert schema["properties"]["schema"]["const"] == dumped["schema"]


def test_without_a_name_the_schema_is_of_any_document():
    assert len(json_schema()["anyOf"]) == 3
