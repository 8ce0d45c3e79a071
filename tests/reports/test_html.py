import base64
import hashlib
import importlib.util
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from building import make_checks, make_comparison, make_readings
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import HOSTILE, full_comparison, hostile_checks, hostile_comparison, hostile_readings

from summarizer.contract import document, drop_texts
from summarizer.models import GateName
from summarizer.reports.html import render
from summarizer.text.safety import UNSEEN_CHARACTER, for_terminal
from summarizer.text.times.values import days_of

ROOT = Path(__file__).parent.parent.parent
ANY_TEXT = st.text(st.characters(codec=None), min_size=1, max_size=80)
DOCUMENTS = {
    "comparison": full_comparison,
    "readings": lambda: document(make_readings()),
    "checks": lambda: document(make_checks()),
}
HOSTILE_DOCUMENTS = {"comparison": hostile_comparison, "readings": hostile_readings, "checks": hostile_checks}
VARIES = {"lang", "href", "rel", "id", "class", "for", "aria-labelledby", "data-articles", "data-article"}
"""Attributes whose presence or value hangs on what the text is (a language, an address) or on its hash."""


class Page(HTMLParser):
    """Elements with their attributes, words, and what the elements hold of style and script."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self.words, self.raw, self.inside = [], [], {}, []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in {"meta", "input", "br", "hr", "link"}:
            self.inside.append(tag)

    def handle_endtag(self, tag):
        assert self.inside.pop() == tag

    def handle_data(self, data):
        if self.inside and self.inside[-1] in {"style", "script"}:
            self.raw[self.inside[-1]] = self.raw.get(self.inside[-1], "") + data
        else:
            self.words.append(data)

    @property
    def text(self):
        return "".join(self.words)

    @property
    def skeleton(self):
        """Elements and the names of their attributes; elements that stand for words that differ are left out."""
        return [(tag, tuple(sorted(name for name in attributes if name not in VARIES)))
                for tag, attributes in self.elements if tag not in {"mark", "p"} and not is_link_out(attributes)]  # fmt: skip


def is_link_out(attributes):
    return "rel" in attributes


def harmless(text):
    """Make a text of the same lines with nothing in them."""
    return re.sub(r"\S", "x", text)


def page_of(made):
    return Page(render(made))


@pytest.mark.parametrize("make", DOCUMENTS.values(), ids=DOCUMENTS)
def test_the_same_document_gives_the_same_bytes(make):
    assert render(make()) == render(make())


@pytest.mark.parametrize("make", DOCUMENTS.values(), ids=DOCUMENTS)
def test_the_policy_allows_the_one_style_and_the_one_script_and_nothing_else(make):
    page = page_of(make())
    [policy] = [attributes["content"] for tag, attributes in page.elements if attributes.get("http-equiv")]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    for name, source in page.raw.items():
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert rules[f"{name}-src"] == f"'sha256-{digest}'"
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert [tag for tag, _ in page.elements].count("script") == [tag for tag, _ in page.elements].count("style") == 1


@pytest.mark.parametrize("make", DOCUMENTS.values(), ids=DOCUMENTS)
def test_nothing_is_loaded_and_nothing_runs_from_an_attribute(make):
    page = page_of(make())
    for tag, attributes in page.elements:
        assert tag not in {"img", "iframe", "object", "embed", "link", "base", "audio", "video"}
        assert not [name for name in attributes if name.startswith("on") or name in {"style", "src", "action"}]
    assert "url(" not in page.raw["style"]
    assert "@import" not in page.raw["style"]
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|fetch\(|XMLHttp", page.raw["script"]
    )


@pytest.mark.parametrize("make", DOCUMENTS.values(), ids=DOCUMENTS)
def test_every_address_on_the_page_leads_to_one_place(make):
    page = page_of(make())
    places = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(places) == len(set(places))
    used = {attributes["href"][1:] for _, attributes in page.elements if attributes.get("href", "").startswith("#")}
    used |= {
        attributes[name] for _, attributes in page.elements for name in ("for", "aria-labelledby") if name in attributes
    }
    assert used - set(places) == set()


@pytest.mark.parametrize("make", HOSTILE_DOCUMENTS.values(), ids=HOSTILE_DOCUMENTS)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_changes_nothing_but_words(make, text):
    page, benign = page_of(make(text)), page_of(make(harmless(text)))
    assert page.skeleton == benign.skeleton
    assert for_terminal(text) in page.text or len(text.splitlines()) > 1
    for _, attributes in page.elements:
        assert re.match(r"#[\w.-]*\Z|https?://", attributes.get("href", "#"))


def is_plain(text):
    """Whether a text is neither blank, nor a time that would be drawn, nor our own words for a speaker."""
    return text.strip() and not days_of(text[:10]) and not text.startswith(("the article itself", "a speaker who"))


@given(ANY_TEXT.filter(is_plain))
@settings(max_examples=40, deadline=None)
def test_no_text_at_all_changes_the_structure(text):
    rendered = render(hostile_comparison(text))
    assert Page(rendered).skeleton == page_of(hostile_comparison(harmless(text))).skeleton
    assert not UNSEEN_CHARACTER.search(rendered)
    assert "\r" not in rendered
    assert rendered.encode()


def test_only_an_address_of_the_web_is_a_link():
    [link] = [attributes for _, attributes in page_of(full_comparison()).elements if "rel" in attributes]
    assert link["href"] == "https://news.example/a?b=1&c=2"
    assert link["rel"] == "noopener noreferrer"


def test_a_comparison_shows_all_that_it_holds():
    made = full_comparison()
    text = page_of(made).text
    for finding in made.findings:
        assert f"“{finding.a.quote}”" in text
        assert f"“{finding.b.quote}”" in text
        assert finding.explanation in text
        for gate in finding.gates:
            assert gate.answer in text
    for article in made.articles:
        assert article.sha256 in text
        assert article.summary.abstract in text
    for claim in (claim for article in made.articles for claim in article.claims):
        assert claim.quote in text
    for failure in made.failures:
        assert failure.reason in text
    for words in (
        "Differences found by a program; not a verdict.",
        "3 of 4 articles read",
        "model, m-1 (read@1a2b3c4d)",
        "3 calls, 1 cached",
        "Mette Sandvik, union chair, in direct speech",
        "Confirmed by R. Eader on 2026-03-09: checked",
        "1 finding of 4 reviewed",
        "A. Writer",
    ):
        assert words in text


def test_the_very_text_of_an_article_is_on_the_page():
    made = full_comparison()
    rendered = render(made)
    body = rendered[rendered.index('class="body"') :]
    shown = re.sub(r"<sup>.*?</sup>", "", body[: body.index("</div>")]).replace("</p>", "</p>\n")
    words = Page(f"<div {shown}</div>").text
    assert words.split() == made.articles[0].text.split()


def test_a_stored_document_without_texts_shows_quotes_and_says_how_much_is_missing():
    made = drop_texts(full_comparison())
    text = page_of(made).text
    assert all(claim.quote in text for article in made.articles for claim in article.claims)
    quoted = "Dockers at the port of Varnholm rejected"
    assert quoted in page_of(full_comparison()).text
    assert quoted not in text
    assert re.search(r"\[\d+ characters not stored\]", text)


def test_nothing_found_is_not_called_agreement():
    made = document(make_comparison(findings=(), agreements=()))
    text = page_of(made).text
    assert "That is no proof that the articles agree" in text
    assert "Choose findings" not in text


def test_a_dismissed_finding_stays_within_reach():
    made = full_comparison()
    review = made.reviews[0].model_copy(update={"verdict": "dismissed"})
    text = page_of(made.model_copy(update={"reviews": (review,)})).text
    assert "A reviewer found that these are none." in text
    assert "Dismissed by R. Eader" in text


def test_addresses_survive_another_order_of_the_articles():
    there, back = make_comparison(), make_comparison()
    back = back.model_copy(update={"readings": back.readings[::-1]})
    places = [
        {attributes["id"] for tag, attributes in page_of(document(made, with_text=True)).elements
         if "id" in attributes and attributes["id"][:2] in {"f-", "c-", "g-", "ar"}}
        for made in (there, back)
    ]  # fmt: skip
    assert places[0] == places[1]


def test_two_copies_of_one_text_have_two_addresses():
    page = page_of(hostile_comparison("the same"))
    places = [
        attributes["id"] for tag, attributes in page.elements if tag == "article" and "story" in attributes["class"]
    ]
    assert len(set(places)) == 2


def test_every_gate_and_type_has_its_words():
    from typing import get_args

    from summarizer.models import FindingType, Modality, Relation, Severity, Stage
    from summarizer.reports.page import words

    for kind, table in {
        GateName: words.GATES, FindingType: words.TYPES, Modality: words.MODALITIES, Relation: words.RELATION_NAMES,
        Severity: words.BARS, Stage: words.STAGES,
    }.items():  # fmt: skip
        assert set(get_args(kind)) == set(table)


def test_a_page_of_ten_thousand_claims_is_no_larger_than_five_megabytes():
    spec = importlib.util.spec_from_file_location("page_benchmark", ROOT / "benchmarks/page.py")
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    assert len(render(benchmark.make_document(50, 200, 300, 200)).encode()) <= 5_000_000
