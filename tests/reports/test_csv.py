import csv
import io
import re

import pytest
from building import make_article, make_checks, make_claim, make_comparison, make_reading, make_readings
from hypothesis import given
from hypothesis import strategies as st

from summarizer.contract import apply_reviews, document
from summarizer.models import Attribution, EngineInfo
from summarizer.reports.csv import render
from summarizer.results import Readings
from summarizer.reviews import Review
from summarizer.text.safety import on_one_line

TRIGGERS = "=+-@\t\r\n＝＋－＠"
ANY_TEXT = st.text(st.characters(codec=None), min_size=1, max_size=60) | st.text(
    st.sampled_from(TRIGGERS + ";|,'\" ax1"), min_size=1, max_size=12
)


def rows_of(text, delimiter=","):
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def with_text(text):
    article = make_article(text, title=text, outlet=text, published=text, source=text)
    speaker = Attribution(name=text, role=text, mode="direct")
    claim = make_claim(article, text, attribution=speaker, time=text, subject=text, condition=text)
    readings = make_reading(article, (text,), claims=(claim,))
    result = Readings(engine=EngineInfo(name="x"), readings=(readings,))
    finding = make_comparison().findings[0]
    side = finding.a.model_copy(update={"quote": text, "start": 0, "end": len(text)})
    gates = tuple(gate.model_copy(update={"answer": text}) for gate in finding.gates)
    finding = finding.model_copy(update={"a": side, "b": side, "explanation": text, "gates": gates})
    compared = document(make_comparison(readings=(readings,), findings=(finding,), agreements=()))
    said = text.encode("utf-8", "replace").decode()
    review = Review(finding=finding.id, verdict="confirmed", note=said, reviewer=said, date="2026-03-04")
    return document(result), apply_reviews(compared, [review])


def test_a_comparison_has_a_row_for_each_finding():
    rows = rows_of(render(document(make_comparison())))
    assert [(row["id"], row["relation"], row["type"], row["severity"]) for row in rows] == [
        ("f-000000000003", "change", "number", "low"),
        ("f-000000000002", "conflict", "number", "medium"),
        ("f-000000000001", "conflict", "stance", "high"),
    ]
    last = rows[2]
    assert (last["a_source"], last["a_quote"]) == ("port.txt", "“We will not sign this agreement,”")
    assert last["a_speaker"] == "Mette Sandvik, union chair, in direct speech"
    assert (int(last["a_start"]), float(last["confidence"])) == (make_comparison().findings[2].a.start, 0.9)
    assert last["review"] == ""


def test_a_dismissed_finding_is_listed_with_its_review():
    review = Review(
        finding="f-000000000001", verdict="dismissed", note="another day", reviewer="Ann", date="2026-03-04"
    )
    row = rows_of(render(apply_reviews(document(make_comparison()), [review])))[2]
    told = ("review", "reviewer", "review_date", "review_note")
    assert [row[name] for name in told] == ["dismissed", "Ann", "2026-03-04", "another day"]


def test_a_reading_has_a_row_for_each_claim():
    rows = rows_of(render(document(make_readings())))
    assert [row["id"] for row in rows] == ["a1.c1", "a1.c2", "a2.c1", "a2.c2"]
    assert (rows[0]["speaker"], rows[0]["polarity"], rows[0]["outlet"]) == (
        "Mette Sandvik",
        "denied",
        "The Varnholm Courier",
    )


def test_a_check_has_a_row_for_each_quote_and_for_each_statement_without_one():
    rows = rows_of(render(document(make_checks())))
    assert [(row["number"], row["verdict"], row["stance"]) for row in rows] == [
        ("1", "supported", "supports"),
        ("2", "refuted", "refutes"),
        ("3", "not enough information", ""),
        ("4", "could not be checked", ""),
    ]
    assert rows[3]["explanation"] == "could not be checked: the answer was refused"


@pytest.mark.parametrize("make", [make_comparison, make_readings, make_checks])
def test_the_form_is_that_of_rfc_4180(make):
    text = render(document(make()))
    lines = text.split("\r\n")
    assert lines[-1] == ""
    assert not any("\n" in line or "\r" in line for line in lines)
    widths = {len(row) for row in csv.reader(io.StringIO(text, newline=""), strict=True)}
    assert len(widths) == 1
    assert render(document(make())) == text


@given(ANY_TEXT)
def test_no_cell_starts_a_formula_whatever_separates_cells(text):
    for made in with_text(text):
        written = render(made)
        assert written.count("\r\n") == written.count("\n") == written.count("\r") == 2
        assert "\t" not in written
        for cell in next(iter(rows_of(written))).values():
            for part in re.split(r"[;|]", cell):
                assert not part.lstrip(" '\"")[:1] or part.lstrip(' "')[:1] not in TRIGGERS


@given(ANY_TEXT)
def test_the_words_stay_the_words_but_for_the_apostrophes(text):
    made = with_text(text)[0]
    shown = rows_of(render(made))[0]["quote"]
    assert shown.replace("'", "") == on_one_line(text).replace("'", "")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("  =1+1", "'  =1+1"),
        ('"=1', "'\"=1"),
        ("＝1", "'＝1"),
        ("-5 degrees", "'-5 degrees"),
        ("@home", "'@home"),
        ("x;=cmd|' /C calc'!A0", "x;'=cmd|' /C calc'!A0"),
        ("a\r\n=1", "a ↵ =1"),
        ("\t=1", " ⇥ =1"),
        ("half-time", "half-time"),
        ("a, b", "a, b"),
    ],
)
def test_formulas_are_disarmed_and_all_else_is_left(text, cell):
    assert rows_of(render(with_text(text)[0]))[0]["title"] == cell
