import json

import pytest
from building import make_comparison
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.contract import apply_reviews, document
from summarizer.models import EngineInfo, Failure
from summarizer.reports import SINCE_FORMATS, Look
from summarizer.reviews import Review
from summarizer.since import MARGIN, find_difference

FIRST = make_comparison().findings[2]


def compared(*findings, **fields):
    return document(make_comparison(findings=findings, **fields))


def difference(before, after, reviews=()):
    return find_difference(before, after, reviews)


def test_findings_are_matched_by_their_ids():
    one, two, three = make_comparison().findings
    found = difference(compared(one, two), compared(two, three))
    assert [finding.id for finding in found.new] == [three.id]
    assert [finding.id for finding in found.gone] == [one.id]
    assert (found.changed, found.unchanged) == ((), 1)


CHANGES = {
    "severity": ({"severity": "low"}, ("severity",)),
    "relation": ({"relation": "dispute"}, ("relation",)),
    "explanation": ({"explanation": "Another reason."}, ("explanation",)),
    "its spaces": ({"explanation": f" {FIRST.explanation.replace(' ', '  ')}"}, ()),
    "confidence, by little": ({"confidence": FIRST.confidence - MARGIN}, ()),
    "confidence, by much": ({"confidence": FIRST.confidence - MARGIN - 0.001}, ("confidence",)),
    "several": ({"severity": "low", "confidence": 0.1}, ("severity", "confidence")),
    "nothing": ({}, ()),
}


@pytest.mark.parametrize(("update", "fields"), CHANGES.values(), ids=CHANGES.keys())
def test_what_changed_is_named(update, fields):
    found = difference(compared(FIRST), compared(FIRST.model_copy(update=update)))
    assert [one.fields for one in found.changed] == ([fields] if fields else [])
    assert found.unchanged == (0 if fields else 1)
    assert (found.new, found.gone) == ((), ())


def test_the_sides_and_the_articles_may_come_in_another_order():
    swapped = FIRST.model_copy(update={"a": FIRST.b, "b": FIRST.a})
    assert difference(compared(FIRST), compared(swapped)).unchanged == 1


@pytest.mark.parametrize("where", ["before", "after", "given"])
@pytest.mark.parametrize("verdict", ["dismissed", "explained"])
def test_a_finding_that_a_reviewer_settled_is_neither_new_nor_gone(where, verdict):
    reviews = [Review(finding=FIRST.id, verdict=verdict, date="2026-03-04")]
    before, after = compared(FIRST), compared(FIRST)
    if where == "before":
        before = apply_reviews(before, reviews)
    if where == "after":
        after = apply_reviews(after, reviews)
    found = difference(before, after, reviews if where == "given" else ())
    assert (found.new, found.gone, found.changed, found.unchanged) == ((), (), (), 0)


def test_a_finding_that_a_reviewer_confirmed_still_counts():
    reviews = [Review(finding=FIRST.id, verdict="confirmed", date="2026-03-04")]
    assert [one.id for one in difference(compared(), compared(FIRST), reviews).new] == [FIRST.id]


def sample():
    one, two, three = make_comparison().findings
    lost = Failure(stage="read", subject="gone.txt", reason="no such file")
    after = compared(two.model_copy(update={"severity": "high"}), three, failures=(lost,))
    return difference(compared(one, two, engine=EngineInfo(name="model", model="m-1")), after)


def test_the_text_says_what_became_of_each_finding():
    report = " ".join(SINCE_FORMATS["text"](sample(), Look(80)).split())
    for words in (
        "NEW (1)",
        "GONE (1)",
        "CHANGED (1)",
        "before severity medium, now high",
        "another engine: model (m-1), now embedded",
        "1 thing could not be done in the newer run",
        "1 new · 1 gone · 1 changed · 0 as before",
        "not a verdict",
    ):
        assert words in report
    assert report.index("NEW (1)") < report.index("GONE (1)") < report.index("CHANGED (1)")


def test_the_markdown_says_the_same():
    report = SINCE_FORMATS["markdown"](sample(), Look())
    for words in ("## New (1)", "## Gone (1)", "## Changed (1)", "- **Before:** severity medium, now high"):
        assert words in report


def test_the_json_has_the_lists_and_both_runs():
    value = json.loads(SINCE_FORMATS["json"](sample(), Look()))
    assert list(value) == ["schema", "before", "after", "new", "gone", "changed", "unchanged"]
    assert value["schema"] == "summarizer.difference/1"
    assert value["changed"][0]["fields"] == ["severity"]
    assert (value["before"]["findings"], value["after"]["failures"]) == (2, 1)
    assert value["before"]["engine"]["model"] == "m-1"
    assert [article["text"] for article in value["after"]["articles"]] == [None, None]


def test_what_the_older_run_did_not_do_is_told_too():
    lost = Failure(stage="read", subject="gone.txt", reason="no such file")
    report = " ".join(SINCE_FORMATS["text"](difference(compared(failures=(lost,)), compared(FIRST)), Look()).split())
    assert "in the older run: what is new may only not have been looked at there" in report
    assert "newer run" not in report


def test_articles_that_came_went_or_changed_are_named():
    first, second = make_comparison().readings
    other = second.article.model_copy(update={"source": "other.txt"})
    changed = first.article.model_copy(update={"sha256": "0" * 64})
    after = compared(
        readings=(first.model_copy(update={"article": changed}), second.model_copy(update={"article": other}))
    )
    report = SINCE_FORMATS["text"](difference(compared(), after), Look())
    assert "article changed: port.txt" in report
    assert "article added: other.txt" in report
    assert "article left out: wire.txt" in report
    assert "0 new · 0 gone · 0 changed · 0 as before" in report


@given(st.text(st.characters(codec=None), min_size=1, max_size=60), st.sampled_from([60, 110, 200]))
@settings(max_examples=30, deadline=None)
def test_no_text_gets_through_to_a_terminal_or_a_page(text, width):
    findings = [one.model_copy(update={"explanation": text}) for one in make_comparison().findings]
    changed = findings[1].model_copy(update={"explanation": "x"})
    found = difference(compared(findings[0], findings[1]), compared(changed, findings[2], engine=EngineInfo(name=text)))
    for form, render in SINCE_FORMATS.items():
        written = render(found, Look(width))
        assert render(found, Look(width)) == written, form
        assert all(character == "\n" or character.isprintable() or ord(character) > 0x9F for character in written)
        written.encode("utf-8")
