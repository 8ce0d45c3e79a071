import re
from html.parser import HTMLParser

import pytest
from building import make_article, make_checks, make_claim, make_comparison, make_reading, make_readings
from hypothesis import given, settings
from hypothesis import strategies as st

import summarizer.api  # noqa: F401  names who renders
from summarizer.contract import apply_reviews, document
from summarizer.models import Agreement, Attribution, EngineInfo, Failure, Summary
from summarizer.reports.notebook import MOST
from summarizer.results import Readings
from summarizer.reviews import Review
from summarizer.showing import Shown

MAKERS = [make_comparison, make_readings, make_checks]
ANY_TEXT = st.text(st.characters(codec=None), min_size=1, max_size=80)
VOID = {"br"}


class Skeleton(HTMLParser):
    """The elements and attributes of a piece of HTML, and its text; what isn't closed is an error."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self.open, self.words = [], [], ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, tuple(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words += data

    def handle_comment(self, data):
        pytest.fail(f"a comment: {data!r}")

    handle_decl = handle_pi = unknown_decl = handle_comment


@pytest.mark.parametrize("make", MAKERS)
def test_a_result_shows_itself_and_so_does_the_document_of_it(make):
    shown = make()._repr_html_()
    assert shown == document(make())._repr_html_()
    page = Skeleton(shown)
    assert "not a verdict" in page.words or "very words" in page.words
    assert {tag for tag, _ in page.elements} <= {
        *("div", "p", "strong", "br", "span", "ul", "li", "details", "summary", "blockquote")
    }
    assert {name for _, attributes in page.elements for name, _ in attributes} <= {"class", "style", "dir", "open"}


@pytest.mark.parametrize("make", MAKERS)
def test_it_has_no_colour_of_its_own_and_loads_nothing(make):
    shown = make()._repr_html_()
    assert not re.search(r"#[0-9a-fA-F]{3}|rgb|hsl|background|url\(|(?<!current)color", shown, re.IGNORECASE)
    assert not re.search(r"<(script|link|style|img|a|iframe)|\son\w+=|javascript:", shown, re.IGNORECASE)


def test_both_quotes_who_says_them_and_what_was_tried_are_there():
    words = Skeleton(make_comparison()._repr_html_()).words
    assert "1. HIGH stance · a1 and a2" in words
    assert "“We will not sign this agreement,”" in words
    assert "a1, Mette Sandvik, union chair, in direct speech" in words
    assert "tried: thing: both speak of the agreement" in words


def test_what_was_not_found_is_not_called_agreement_and_failures_are_seen():
    lost = Failure(stage="read", subject="gone.txt", reason="there is no such file")
    words = Skeleton(make_comparison(readings=(), findings=(), agreements=(), failures=(lost,))._repr_html_()).words
    assert "Nothing was compared: no article could be read." in words
    assert "read gone.txt: there is no such file" in words


def test_what_a_reviewer_said_is_told():
    reviews = [
        Review(finding=f"f-{n:012x}", verdict=v, date="2026-03-04") for n, v in ((1, "dismissed"), (2, "confirmed"))
    ]
    words = Skeleton(apply_reviews(document(make_comparison()), reviews)._repr_html_()).words
    assert "1 dismissed by a reviewer, and not listed" in words
    assert "confirmed by a reviewer on 2026-03-04" in words
    assert "stance" not in words


def test_many_findings_are_cut_with_a_count():
    first = make_comparison().findings[1]
    findings = tuple(first.model_copy(update={"id": f"f-{n:012x}"}) for n in range(500))
    shown = make_comparison(findings=findings)._repr_html_()
    assert shown.count("<blockquote") == 2 * MOST
    assert f"and {500 - MOST} more, in the report" in shown
    assert len(shown) < 100_000


def with_text(text):
    article = make_article(text, title=text, outlet=text, published=text, source=text)
    claim = make_claim(article, text, attribution=Attribution(name=text, role=text, mode="direct"), time=text)
    lost = Failure(stage="claims", subject=text, reason=text)
    reading = make_reading(
        article, (text,), claims=(claim,), summary=Summary(headline=text, abstract=text), failures=(lost,)
    )
    finding = make_comparison().findings[0]
    side = finding.a.model_copy(update={"quote": text, "start": 0, "end": len(text)})
    gates = tuple(gate.model_copy(update={"answer": text}) for gate in finding.gates)
    finding = finding.model_copy(update={"a": side, "b": side, "explanation": text, "gates": gates})
    agreement = Agreement(text=text, claims=("a1.c1", "a1.c2"), articles=("a1", "a2"), origins=1)
    engine = EngineInfo(name=text, model=text)
    compared = make_comparison(readings=(reading,), findings=(finding,), agreements=(agreement,), engine=engine)
    checks = make_checks()
    check = checks.checks[0].model_copy(
        update={"statement": text, "explanation": text, "evidence": (checks.checks[0].evidence[0],)}
    )
    checked = checks.model_copy(update={"checks": (check,), "statements": (text,)})
    return compared, Readings(engine=engine, readings=(reading,)), checked


PLAIN = tuple(Skeleton(result._repr_html_()).elements for result in with_text("plain words"))


@given(ANY_TEXT.filter(lambda text: text.strip()))
@settings(max_examples=60, deadline=None)
def test_no_text_changes_the_structure(text):
    for result, elements in zip(with_text(text), PLAIN, strict=True):
        shown = result._repr_html_()
        assert Skeleton(shown).elements == elements
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", shown)
        shown.encode("utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "</blockquote></div><style>*{display:none}</style>",
        "<!-- -->",
        "<![CDATA[x]]>",
        "&lt;script&gt;",
        "javascript:alert(1)",
        "{{7*7}} ${x} $$y$$ \\(z\\)",
        "`' onmouseover='x",
    ],
)
def test_nothing_foreign_runs(text):
    for result, elements in zip(with_text(text), PLAIN, strict=True):
        page = Skeleton(result._repr_html_())
        assert page.elements == elements
        assert text in page.words


def test_a_notebook_takes_no_text_for_a_formula():
    assert Skeleton(make_comparison()._repr_html_()).elements[0][1][0] == ("class", "tex2jax_ignore mathjax_ignore")


def test_without_anybody_named_a_result_is_plain(monkeypatch):
    monkeypatch.setattr(Shown, "_render", None)
    assert make_comparison()._repr_html_() is None
