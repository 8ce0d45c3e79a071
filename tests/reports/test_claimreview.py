import json

import pytest
from building import make_checks, make_comparison, make_readings
from hypothesis import given
from hypothesis import strategies as st

from summarizer.contract import apply_reviews, document
from summarizer.models import Attribution
from summarizer.reports.claimreview import DRAFT, render
from summarizer.reviews import Review

MAKERS = [make_comparison, make_readings, make_checks]


def drafts_of(made):
    value = json.loads(render(made))
    assert value["@context"] == "https://schema.org"
    return value["@graph"]


def names_in(value):
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from names_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from names_in(inner)


@pytest.mark.parametrize("make", MAKERS)
def test_every_item_is_a_draft_without_a_rating_an_author_and_an_address_of_the_review(make):
    drafts = drafts_of(document(make()))
    assert drafts
    for draft in drafts:
        assert (draft["@type"], draft["creativeWorkStatus"]) == ("ClaimReview", "Draft")
        assert draft["reviewBody"].startswith(DRAFT)
        assert not {"author", "url", "datePublished"} & draft.keys()
        assert not [name for name in names_in(draft) if "rating" in name.lower()]


def test_a_verdict_of_ours_is_nowhere():
    written = render(document(make_checks()))
    for word in ("refuted", "supported", "supports", "refutes", "confidence", "not_enough_info"):
        assert word not in written


def test_a_claim_of_several_findings_is_one_draft_with_all_that_stands_against_it():
    drafts = {draft["claimReviewed"]: draft for draft in drafts_of(document(make_comparison()))}
    assert len(drafts) == 4
    draft = drafts["“We will not sign this agreement,”"]
    assert draft["itemReviewed"]["author"] == {"name": "Mette Sandvik", "description": "union chair"}
    appearance = draft["itemReviewed"]["appearance"]
    assert appearance["text"] == "“We will not sign this agreement,”"
    assert appearance["isPartOf"]["publisher"]["name"] == "The Varnholm Courier"
    assert [one["text"] for one in draft["isBasedOn"]] == ["the dockers would sign the agreement"]
    assert len(drafts["At least 120 workers walked out at noon."]["isBasedOn"]) == 2


def test_what_a_reviewer_dismissed_is_left_out():
    reviews = [Review(finding=f"f-{n:012x}", verdict="dismissed", date="2026-03-04") for n in (2, 3)]
    made = apply_reviews(document(make_comparison()), reviews)
    assert [draft["itemReviewed"]["appearance"]["text"] for draft in drafts_of(made)] == [
        "“We will not sign this agreement,”",
        "the dockers would sign the agreement",
    ]


def with_source(source, text="plain words"):
    comparison = make_comparison()
    first, second = comparison.readings
    article = first.article.model_copy(update={"source": source, "title": text, "outlet": text, "published": text})
    claims = tuple(
        claim.model_copy(update={"text": text, "attribution": Attribution(name=text, role=text, mode="direct")})
        for claim in first.claims
    )
    readings = (first.model_copy(update={"article": article, "claims": claims}), second)
    findings = tuple(finding.model_copy(update={"explanation": text}) for finding in comparison.findings)
    return document(make_comparison(readings=readings, findings=findings))


@pytest.mark.parametrize(
    ("source", "linked"),
    [
        ("https://news.example/a?b=c", True),
        ("http://news.example/", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("https://bank.example@evil.example/", False),
        ("https://news.example/\u202egnp", False),
        ("port.txt", False),
    ],
)
def test_only_addresses_of_the_web_are_given(source, linked):
    assert ("url" in set(names_in(drafts_of(with_source(source))))) is linked


@given(st.text(st.characters(codec=None), min_size=1, max_size=60))
def test_no_text_leaves_the_script_element_or_changes_the_form(text):
    written = render(with_source(text, text))
    assert not set("<>&") & set(written)
    assert all(character == "\n" or ord(character) >= 0x20 for character in written)
    written.encode("utf-8")
    first = json.loads(written)["@graph"][0]
    assert first["itemReviewed"]["appearance"]["isPartOf"]["headline"] == text
    assert list(names_in(json.loads(render(with_source("port.txt"))))) == [
        name for name in names_in(json.loads(written)) if name != "url"
    ]
