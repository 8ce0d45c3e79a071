import copy
import json

import pytest
from building import make_article, make_checks, make_claim, make_comparison, make_reading, make_readings
from hypothesis import given
from hypothesis import strategies as st

from summarizer.contract import DOCUMENTS, apply_reviews, document
from summarizer.errors import DocumentError, ExitCode
from summarizer.models import Attribution, EngineInfo, Failure, Summary, Usage
from summarizer.reports import CHECK_FORMATS, FORMATS, Look
from summarizer.reports.json import render
from summarizer.results import Readings
from summarizer.reviews import Review
from summarizer.stored import SHAPES, parse_document, read_document

MAKERS = {"reading": make_readings, "comparison": make_comparison, "check": make_checks}
ANY_TEXT = st.text(st.characters(codec=None), min_size=1, max_size=60)


def stored(made):
    return parse_document(render(made).encode("utf-8"))


def test_every_kind_of_document_can_be_read_back():
    assert list(SHAPES.values()) == list(DOCUMENTS.values())


@pytest.mark.parametrize("with_text", [False, True])
@pytest.mark.parametrize("name", MAKERS)
def test_a_document_comes_back_the_same(name, with_text):
    made = document(MAKERS[name](), with_text=with_text)
    assert stored(made) == made
    assert render(stored(made)) == render(made)
    assert [article.text is None for article in made.articles] == [not with_text] * len(made.articles)


@pytest.mark.parametrize("form", CHECK_FORMATS)
@pytest.mark.parametrize("name", MAKERS)
def test_every_format_of_a_stored_result_is_the_same_to_the_byte(name, form):
    if form not in FORMATS and name != "check":
        pytest.skip("only a check has this form")
    made = document(MAKERS[name]())
    for look in (Look(), Look(200, color=True)):
        assert CHECK_FORMATS[form](stored(made), look) == CHECK_FORMATS[form](made, look)


@given(ANY_TEXT, ANY_TEXT, st.floats(0, 1), st.floats(allow_nan=True), st.booleans())
def test_whatever_is_said_comes_back_the_same_in_every_format(text, other, cost, figure, with_text):
    article = make_article(text, title=other, outlet=other, source=other, published=other, notes=(other,))
    claim = make_claim(article, text, text=other, attribution=Attribution(name=other, mode="direct"), time=other)
    quantity = {"text": text, "start": 0, "end": len(text), "low": figure, "high": figure}
    claim = claim.model_validate(claim.model_dump() | {"quantities": (quantity,)})
    reading = make_reading(article, (text,), claims=(claim,), summary=Summary(headline=other, abstract=text))
    engine = EngineInfo(name=other, model=text, prompts={"read": text})
    lost = Failure(stage="claims", subject=other, reason=text)
    result = Readings(engine=engine, readings=(reading,), failures=(lost,), usage=Usage(calls=1, cost_usd=cost))
    made = document(result, with_text=with_text)
    assert stored(made) == made
    for render_one in FORMATS.values():
        assert render_one(stored(made), Look(60)) == render_one(made, Look(60))


def test_reviews_come_back_too():
    review = Review(finding="f-000000000001", verdict="dismissed", date="2026-03-04", note="no")
    unknown = review.model_copy(update={"finding": "f-00000000ffff"})
    made = apply_reviews(document(make_comparison()), [review, unknown])
    assert made.reviews == (review,)
    assert stored(made) == made
    assert [finding.id[-1] for finding in made.standing()] == ["3", "2"]


def test_fields_that_a_version_was_given_later_may_be_missing():
    value = json.loads(render(document(make_comparison())))
    del value["reviews"]
    for article in value["articles"]:
        del article["text"]
        del article["notes"]
    assert parse_document(json.dumps(value).encode()) == document(make_comparison())


def test_another_layout_of_the_same_json_is_read():
    made = document(make_comparison())
    data = b"\xef\xbb\xbf" + json.dumps(json.loads(render(made)), sort_keys=True).encode()
    assert parse_document(data) == made


def change(value, path, new):
    changed = copy.deepcopy(value)
    *way, last = path
    place = changed
    for step in way:
        place = place[step]
    if new is DELETE:
        del place[last]
    else:
        place[last] = new
    return changed


DELETE = object()
FAULTS = {
    "another version": (["schema"], "summarizer.comparison/2", "written by another version"),
    "another program's": (["schema"], "acme/1", "no stored result"),
    "no schema": (["schema"], DELETE, "names no schema"),
    "a schema that is no text": (["schema"], ["x"], "names no schema"),
    "a field missing": (["articles", 0, "claims", 0, "quote"], DELETE, "articles.0.claims.0.quote: Field required"),
    "a field too many": (["articles", 0, "secret"], 1, "articles.0.secret"),
    "a text for a number": (["articles", 0, "characters"], "12", "articles.0.characters"),
    "a number for a flag": (["articles", 0, "claims", 0, "checkworthy"], 1, "checkworthy"),
    "a flag for a number": (["usage", "calls"], True, "usage.calls"),
    "an unknown severity": (["findings", 0, "severity"], "huge", "findings.0.severity"),
    "too sure": (["findings", 0, "confidence"], 1.5, "findings.0.confidence"),
    "a quote of no article": (["findings", 0, "a", "article"], "a9", "'a9', which is none of its articles"),
    "a longer quote": (["findings", 0, "a", "quote"], "invented words", "length of its place"),
    "a quote behind the end": (["articles", 0, "characters"], 10, "length of its place"),
    "two articles of one name": (["articles", 1, "id"], "a1", "2 times article 'a1'"),
    "an id of no finding": (["findings", 0, "id"], "f-1\n", "no id of a finding"),
    "two findings of one name": (["findings", 1, "id"], "f-000000000003", "2 times finding"),
    "a text without the hash": (["articles", 0, "text"], "x", "characters"),
}


@pytest.mark.parametrize(("path", "new", "said"), FAULTS.values(), ids=FAULTS.keys())
def test_a_document_that_is_broken_is_refused_in_one_line(path, new, said):
    value = change(json.loads(render(document(make_comparison()))), path, new)
    with pytest.raises(DocumentError) as caught:
        parse_document(json.dumps(value).encode(), "r.json")
    assert said in caught.value.cause
    assert "'r.json'" in caught.value.cause
    assert "\n" not in caught.value.cause
    assert caught.value.mend
    assert caught.value.exit_code == ExitCode.USAGE


def test_a_quote_that_the_text_does_not_have_is_refused():
    value = json.loads(render(document(make_comparison(), with_text=True)))
    quote = value["articles"][0]["claims"][1]["quote"]
    value["articles"][0]["claims"][1]["quote"] = quote.replace("120", "130")
    with pytest.raises(DocumentError, match="is not what 'a1' says"):
        parse_document(json.dumps(value).encode())


def test_a_text_with_another_hash_is_refused():
    value = json.loads(render(document(make_comparison(), with_text=True)))
    value["articles"][0]["text"] = value["articles"][0]["text"].replace("reject", "accept")
    with pytest.raises(DocumentError, match="another hash"):
        parse_document(json.dumps(value).encode())


@given(st.binary(max_size=200) | st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists).map(repr))
def test_no_bytes_do_more_than_be_refused(data):
    with pytest.raises(DocumentError):
        parse_document(data if isinstance(data, bytes) else data.encode("utf-8", "replace"))


@given(st.data())
def test_a_document_cut_or_changed_anywhere_is_read_or_refused(data):
    whole = render(document(make_checks())).encode()
    start = data.draw(st.integers(0, len(whole)))
    middle = data.draw(st.binary(max_size=5))
    end = data.draw(st.integers(start, len(whole)))
    try:
        parse_document(whole[:start] + middle + whole[end:])
    except DocumentError as error:
        assert error.cause  # noqa: PT017  either is right


def test_a_file_that_is_not_there_is_said_to_be_so(tmp_path):
    with pytest.raises(DocumentError, match="No such file"):
        read_document(str(tmp_path / "none.json"))
