import re

import pytest
import yaml
from building import make_article, make_checks, make_claim, make_comparison, make_reading, make_readings
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from summarizer.contract import document
from summarizer.models import Agreement, Attribution, EngineInfo, Failure, Summary
from summarizer.reports.markdown import render
from summarizer.results import Readings

ANY_TEXT = st.text(st.characters(codec=None), min_size=1, max_size=80)


def front_matter(markdown):
    _, front, body = markdown.split("---\n", 2)
    return yaml.safe_load(front), body


def skeleton(markdown):
    """What a reader sees as structure, without words and code."""
    body = front_matter(markdown)[1]
    kept = []
    for token in MarkdownIt("gfm-like", {"linkify": False}).parse(body):
        kept.append((token.type, token.tag))
        kept += [
            child.type for child in token.children or [] if child.type not in {"text", "text_special", "code_inline"}
        ]
    return kept


def words(markdown):
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(front_matter(markdown)[1])
    return "".join(child.content for token in tokens for child in token.children or [])


def with_text(text):
    """A comparison in which every field of foreign text is the given one."""
    article = make_article(text, title=text, outlet=text, published=text, source=text)
    attribution = Attribution(name=text, role=text, mode="direct")
    claims = (make_claim(article, text, attribution=attribution), make_claim(article, text, 2, text="in other words"))
    lost = Failure(stage="claims", subject=text, reason=text)
    summary = Summary(headline=text, abstract=text)
    reading = make_reading(article, (text,), claims=claims, summary=summary, failures=(lost,))
    finding = make_comparison().findings[0]
    side = finding.a.model_copy(update={"quote": text, "start": 0, "end": len(text)})
    gates = tuple(gate.model_copy(update={"answer": text}) for gate in finding.gates)
    finding = finding.model_copy(update={"a": side, "b": side, "explanation": text, "gates": gates})
    agreement = Agreement(text=text, claims=("a1.c1", "a1.c2"), articles=("a1", "a2"), origins=1)
    engine = EngineInfo(name="x", model=text)
    comparison = make_comparison(readings=(reading,), findings=(finding,), agreements=(agreement,), engine=engine)
    readings = Readings(engine=engine, readings=(reading,))
    return render(document(comparison)), render(document(readings))


HOSTILE = {
    "image": "![](http://evil.example/?q=secret)",
    "link": "[click](javascript:alert(1))",
    "addresses": "https://evil.example www.evil.example a@evil.example <mailto:a@b.example>",
    "html": "<script>alert(1)</script><!-- x --><img src=x onerror=alert(1)>",
    "heading": "x\n# heading\n\nunderlined\n===",
    "front matter": 'x\n---\ntitle: "y"\n---\n',
    "quote in YAML": '": evil\n  - "x',
    "fence": "```\n~~~\n    code",
    "table": "a | b\n--|--\nc | d",
    "wiki": "[[note]] ![[note]] #tag ^block %%x%% ==y== $z$",
    "blocks": "x\n\n- item\n1. item\n> quote\n***",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_nothing_foreign_gets_into_a_report(text):
    for report, benign in zip(with_text(text), with_text("plain words"), strict=True):
        assert skeleton(report) == skeleton(benign)


@given(ANY_TEXT.filter(lambda text: text.strip()))
@settings(max_examples=50, deadline=None)
def test_no_text_changes_the_structure_or_the_front_matter(text):
    report = with_text(text)[0]
    assert "link_open" not in skeleton(report)
    assert skeleton(report) == skeleton(with_text("plain words")[0])
    front, _ = front_matter(report)
    assert front["model"] == text
    assert front["articles"][0] == {"id": "a1"} | dict.fromkeys(("source", "title", "outlet", "published"), text) | {
        "sha256": make_article(text).sha256
    }


def test_front_matter_parses_again():
    comparison = make_comparison()
    front, _ = front_matter(render(document(comparison)))
    assert front["schema"] == "summarizer.comparison/1"
    assert (front["engine"], front["model"]) == ("embedded", None)
    assert (front["conflicts"], front["disputes"], front["changes"], front["failures"]) == (2, 0, 1, 0)
    assert [article["published"] for article in front["articles"]] == ["2026-03-04", "2026-03-05"]
    assert front["articles"][1]["outlet"] is None


def test_the_report_holds_the_same_as_the_text():
    seen = words(render(document(make_comparison())))
    for finding in make_comparison().findings:
        assert f"“{finding.a.quote}”" in seen
        assert finding.explanation in seen
    assert "Mette Sandvik, union chair, in direct speech" in seen
    assert "differences found by a program; not a verdict" in seen
    assert "time: both on 4 March" in seen
    assert "2 conflicts (1 high, 1 medium)" in seen


def test_line_ends_in_a_quote_are_seen():
    article = make_article("one\ntwo")
    reading = make_reading(article, ("one\ntwo",))
    assert "“one ↵ two”" in render(document(Readings(engine=EngineInfo(name="x"), readings=(reading,))))


@pytest.mark.parametrize("make", [make_comparison, make_readings, make_checks])
def test_the_same_document_gives_the_same_bytes(make):
    assert render(document(make())) == render(document(make()))


def test_no_line_ends_in_a_break_that_nobody_meant():
    for line in render(document(make_comparison())).split("\n"):
        assert not re.search(r"[^ ]( | {3,})$", line)
