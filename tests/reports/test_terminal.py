import re

import pytest
from building import make_article, make_checks, make_claim, make_comparison, make_reading, make_readings
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from summarizer.contract import document
from summarizer.models import Attribution, EngineInfo, Failure, GateAnswer
from summarizer.reports import Look
from summarizer.reports.terminal import render
from summarizer.results import Readings

WIDTHS = (60, 80, 109, 110, 140, 200)
ANY_TEXT = st.text(st.characters(codec=None), min_size=1, max_size=120)


def text_of(result, width=80):
    return render(document(result), Look(width))


def joined(report):
    """The report's words without its line ends, so that a wrapped quote is whole again."""
    return " ".join(report.split())


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_terminal(width):
    for result in (make_comparison(), make_readings(), make_checks()):
        assert max(cell_len(line) for line in text_of(result, width).split("\n")) <= width


@pytest.mark.parametrize("width", [60, 80, 100])
def test_each_quote_stands_whole(width):
    report = joined(text_of(make_comparison(), width))
    for finding in make_comparison().findings:
        assert f"“{finding.a.quote}”" in report
        assert f"“{finding.b.quote}”" in report


def test_a_wide_terminal_shows_both_quotes_side_by_side():
    line = next(line for line in text_of(make_comparison(), 140).split("\n") if "a1 “At least 120" in line)
    assert "a2 “About 80 workers" in line


def test_the_three_lists_stand_in_order_and_by_severity():
    report = text_of(make_comparison())
    places = [
        report.index(words)
        for words in ("CONFLICTS (2)", "HIGH  stance", "MEDIUM  number", "CHANGES (1)", "LOW  number")
    ]
    assert places == sorted(places)
    assert "DISPUTES" not in report


def test_a_finding_says_who_when_why_and_what_was_tried():
    report = joined(text_of(make_comparison(), 200))
    assert "Mette Sandvik, union chair, in direct speech" in report
    assert "the article itself; of Wednesday 4 March 2026" in report
    assert "the article itself; of Wednesday" in report
    assert "why One says that they will not sign" in report
    assert "tried thing: both speak of the agreement time: both on 4 March also: bound" in report
    assert "claims a1.c1, a2.c1" in report


def test_it_says_that_it_is_no_verdict():
    assert "differences found by a program; not a verdict" in text_of(make_comparison())


def test_nothing_found_is_not_called_agreement():
    report = joined(text_of(make_comparison(findings=())))
    assert "No conflict, dispute or change was found." in report
    assert "no proof that the articles agree" in report


def test_a_run_in_which_all_failed_does_not_look_clean():
    lost = Failure(stage="read", subject="gone.txt", reason="there is no such file")
    report = text_of(make_comparison(readings=(), findings=(), agreements=(), failures=(lost,)))
    assert "Nothing was compared: no article could be read." in report
    assert "gone.txt" in report
    assert "there is no such file" in report
    assert report.rstrip().endswith("1 failure")
    assert "No conflict" not in report


def test_a_check_shows_each_verdict_with_its_proof():
    report = text_of(make_checks())
    assert "SUPPORTED · confidence 0.80" in report
    assert "a1 refutes “We will not sign" in report or "a1 refutes ““We will not sign" in report
    assert "NOT ENOUGH INFORMATION" in report
    assert "COULD NOT BE CHECKED" in report


def test_plain_text_holds_no_escape_and_colour_only_adds_them():
    made = document(make_comparison())
    plain, coloured = render(made, Look(80)), render(made, Look(80, color=True))
    assert "\x1b" not in plain
    assert "\x1b[" in coloured
    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in bare.split("\n")] == plain.split("\n")


def test_the_environment_does_not_change_the_report(monkeypatch):
    before = text_of(make_comparison())
    for name, value in {"FORCE_COLOR": "1", "TERM": "xterm-256color", "COLUMNS": "33", "JUPYTER_COLUMNS": "20"}.items():
        monkeypatch.setenv(name, value)
    assert text_of(make_comparison()) == before


def hostile(text):
    article = make_article(text, title=text, outlet=text, published=text, source=text)
    claim = make_claim(article, text, attribution=Attribution(name=text, role=text, mode="direct"), time=text)
    reading = make_reading(
        article, (text,), claims=(claim,), failures=(Failure(stage="claims", subject=text, reason=text),)
    )
    return Readings(engine=EngineInfo(name="x", model=text), readings=(reading,))


@given(ANY_TEXT)
@settings(max_examples=50, deadline=None)
def test_nothing_that_a_terminal_obeys_comes_out_of_any_text(text):
    report = text_of(hostile(text), 60)
    assert not re.search(
        r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e0fff]", report
    )
    assert not re.search("[\ud800-\udfff]", report)


@pytest.mark.parametrize(
    "text", ["[bold red]x[/]", ":smile:", "[link=http://evil.example]x[/link]", "x\x1b[31m"], ids=repr
)
def test_article_text_is_never_markup(text):
    assert joined(text_of(hostile(text), 200)).count(text.replace("\x1b", "<U+001B>")) >= 5


def test_a_word_longer_than_the_line_is_folded_not_cut():
    word = "x" * 500
    assert text_of(hostile(word), 60).replace("\n", "").replace(" ", "").count(word) >= 3


def test_gates_that_say_nothing_of_the_type_are_only_named():
    finding = make_comparison().findings[0]
    gates = tuple(
        GateAnswer(gate=gate, outcome="open", answer=f"answer on {gate}")
        for gate in ("thing", "bound", "negation", "scope")
    )
    number = text_of(make_comparison(findings=(finding.model_copy(update={"gates": gates}),)))
    stance = text_of(make_comparison(findings=(finding.model_copy(update={"gates": gates, "type": "stance"}),)))
    assert "bound: answer on bound" in number
    assert "also: negation, scope" in number
    assert "negation: answer on negation" in stance
    assert "also: bound, scope" in stance
