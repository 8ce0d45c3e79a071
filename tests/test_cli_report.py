import datetime as dt
import io
import json
import sys

import pytest
from building import PORT, WIRE, ScriptedEngine, make_checks, make_comparison

from summarizer.cli import entry
from summarizer.cli.reviewing import Answers, default_file, walk
from summarizer.contract import document
from summarizer.engines import ENGINES
from summarizer.errors import ExitCode
from summarizer.models import Verdict
from summarizer.reports.json import render
from summarizer.reviews import Review, read_reviews, write_reviews

HIGH, MEDIUM, LOW = (f"f-{number:012x}" for number in (1, 2, 3))
MARCH = dt.date(2026, 3, 4)


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A working folder with a stored comparison and a stored check."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUMMARIZER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "r.json").write_text(render(document(make_comparison())), encoding="utf-8")
    (tmp_path / "check.json").write_text(render(document(make_checks())), encoding="utf-8")
    return tmp_path


def run(capsys, *argv):
    code = entry(argv)
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return code, captured.out, captured.err


def review(number, verdict, **fields):
    return Review(finding=f"f-{number:012x}", verdict=verdict, date=MARCH, **fields)


@pytest.mark.usefixtures("desk")
def test_a_stored_result_is_shown_again_without_an_engine(capsys, monkeypatch):
    monkeypatch.setattr("summarizer.engines.ENGINES", {})
    code, out, err = run(capsys, "report", "r.json")
    assert (code, err) == (ExitCode.DONE, "")
    assert out.startswith("Comparison of 2 articles")


def test_json_of_a_stored_result_is_the_same_to_the_byte(desk, capsys, monkeypatch):
    stored = (desk / "r.json").read_text(encoding="utf-8")
    assert run(capsys, "report", "r.json", "--json")[1] == stored
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stored.encode())))
    assert run(capsys, "report", "-", "--json")[1] == stored


def test_files_take_their_form_from_their_suffix(desk, capsys):
    names = ["a.md", "a.csv", "a.json", "a.jsonld", "a.txt"]
    code, out, _ = run(capsys, "report", "r.json", "-q", *(word for name in names for word in ("-o", name)))
    assert (code, out) == (ExitCode.DONE, "")
    assert (desk / "a.json").read_bytes() == (desk / "r.json").read_bytes()
    assert (desk / "a.md").read_text().startswith("---\nschema:")
    assert (desk / "a.jsonld").read_text().startswith('{\n  "@context": "https://schema.org"')


def test_a_csv_file_has_the_mark_by_which_a_spreadsheet_knows_its_encoding_and_standard_output_has_none(desk, capsys):
    run(capsys, "report", "r.json", "-q", "-o", "a.csv")
    written, printed = (desk / "a.csv").read_bytes(), run(capsys, "report", "r.json", "--format", "csv")[1]
    assert written.startswith(b"\xef\xbb\xbfid,relation")
    assert written == b"\xef\xbb\xbf" + printed.replace("\r\n", "\n").replace("\n", "\r\n").encode()


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(("least", "code"), [("high", 1), ("medium", 1), ("low", 1), (None, 0)])
def test_findings_change_the_exit_code_only_if_asked(capsys, least, code):
    assert run(capsys, "report", "r.json", *(["--fail-on", least] if least else []))[0] == code


def test_what_a_reviewer_settled_is_neither_listed_nor_counted(desk, capsys):
    write_reviews(
        desk / "one.json", [review(1, "dismissed", note="another day"), review(2, "explained", reviewer="Ann")]
    )
    write_reviews(desk / "two.json", [review(3, "confirmed", note="I called them.")])
    asked = ["--reviews", "one.json", "--reviews", "two.json"]
    code, out, err = run(capsys, "report", "r.json", *asked, "--fail-on", "medium")
    assert (code, err) == (ExitCode.DONE, "")
    words = " ".join(out.split())
    assert HIGH not in words
    assert "CONFLICTS" not in words
    assert "EXPLAINED (1) a reviewer found a harmless explanation" in words
    assert "review explained by Ann on 2026-03-04 claims a1.c2, a2.c2 · f-000000000002" in words
    assert "review confirmed by a reviewer on 2026-03-04: I called them." in words
    assert "3 findings of 3 reviewed, confirmed 1/3 = 0.333 (0.061 to 0.792)" in words
    assert "1 dismissed by a reviewer, and not listed" in words
    assert "0 conflicts · 0 disputes · 1 change (1 low) · 1 explained · 1 dismissed" in words
    assert run(capsys, "report", "r.json", *asked, "--fail-on", "low")[0] == ExitCode.FOUND
    assert "0 conflicts" in run(capsys, "report", "r.json", *asked, "--format", "markdown")[1]


def test_the_json_has_every_finding_and_the_reviews_and_says_the_same_again(desk, capsys):
    write_reviews(desk / "one.json", [review(1, "dismissed")])
    run(capsys, "report", "r.json", "--reviews", "one.json", "-o", "reviewed.json", "-q")
    stored = json.loads((desk / "reviewed.json").read_text())
    assert (len(stored["findings"]), [one["finding"] for one in stored["reviews"]]) == (3, [HIGH])
    assert "1 dismissed by a reviewer" in run(capsys, "report", "reviewed.json")[1]


def test_all_dismissed_is_not_called_nothing_found(desk, capsys):
    write_reviews(desk / "all.json", [review(number, "dismissed") for number in (1, 2, 3)])
    out = " ".join(run(capsys, "report", "r.json", "--reviews", "all.json")[1].split())
    assert "A reviewer dismissed all that was found: 3 findings." in out
    assert "No conflict" not in out


def test_reviews_of_other_findings_are_told_and_do_nothing(desk, capsys):
    write_reviews(desk / "one.json", [review(9, "dismissed")])
    code, out, err = run(capsys, "report", "r.json", "--reviews", "one.json")
    assert (code, err) == (0, "note: 1 review of findings that are not in this result\n")
    assert out == run(capsys, "report", "r.json")[1]


def test_a_comparison_honours_reviews_of_an_earlier_one(desk, capsys, monkeypatch):
    (desk / "port.txt").write_text(PORT, encoding="utf-8")
    (desk / "wire.txt").write_text(WIRE, encoding="utf-8")
    engine = ScriptedEngine(verdict=Verdict(label="conflict", type="stance", confidence=0.9))
    monkeypatch.setitem(ENGINES, "embedded", lambda _settings: engine)
    compare = ["compare", "port.txt", "wire.txt", "-q"]
    assert run(capsys, *compare, "--with-text", "-o", "first.json")[0] == 0
    first = json.loads((desk / "first.json").read_text())
    assert [article["text"] for article in first["articles"]] == [PORT, WIRE]
    assert first["findings"]
    asked = [word for finding in first["findings"] for word in ("--dismiss", finding["id"])]
    assert run(capsys, "review", "first.json", *asked)[0] == 0
    assert run(capsys, *compare, "--fail-on", "low")[0] == ExitCode.FOUND
    code, out, _ = run(capsys, *compare, "--fail-on", "low", "--reviews", "first.reviews.json")
    assert code == ExitCode.DONE
    assert "A reviewer dismissed all that was found" in " ".join(out.split())


def test_a_missing_reviewers_file_stops_before_anything_is_asked(desk, capsys, monkeypatch):
    (desk / "port.txt").write_text(PORT, encoding="utf-8")
    engine = ScriptedEngine()
    monkeypatch.setitem(ENGINES, "embedded", lambda _settings: engine)
    code, out, err = run(capsys, "compare", "port.txt", "port.txt", "--reviews", "none.json")
    assert (code, out, engine.asked) == (ExitCode.USAGE, "", [])
    assert "'none.json' can't be read" in err


def test_a_verdict_is_written_with_note_name_and_day(desk, capsys):
    code, out, err = run(capsys, "review", "r.json", "--dismiss", HIGH, "--note", "another day", "--reviewer", "Ann")
    assert (code, out) == (0, "")
    assert err.splitlines()[-1] == "wrote r.reviews.json"
    [one] = read_reviews(desk / "r.reviews.json")
    assert (one.finding, one.verdict, one.note, one.reviewer) == (HIGH, "dismissed", "another day", "Ann")
    assert abs((one.date - dt.datetime.now().astimezone().date()).days) <= 1


def test_words_that_are_no_unicode_are_written_all_the_same(desk, capsys):
    assert run(capsys, "review", "r.json", "--confirm", HIGH, "--note", "caf\udce9", "--reviewer", "\udcff")[0] == 0
    [one] = read_reviews(desk / "r.reviews.json")
    assert (one.note, one.reviewer) == ("caf\ufffd", "\ufffd")


def test_verdicts_are_added_to_the_file_and_the_new_one_counts(desk, capsys):
    tomorrow = dt.datetime.now().astimezone().date() + dt.timedelta(days=2)
    write_reviews(desk / "my.json", [Review(finding=HIGH, verdict="dismissed", date=tomorrow), review(9, "confirmed")])
    argv = ["review", "r.json", "--reviews", "my.json", "--confirm", HIGH, "--confirm", LOW, "--explain", MEDIUM]
    assert run(capsys, *argv)[0] == 0
    told = {one.finding: one.verdict for one in read_reviews(desk / "my.json")}
    assert told == {HIGH: "confirmed", MEDIUM: "explained", LOW: "confirmed", "f-000000000009": "confirmed"}


def since(desk, *findings):
    (desk / "old.json").write_text(render(document(make_comparison(findings=findings))), encoding="utf-8")


@pytest.mark.parametrize("argv", [["--since", "old.json", "r.json"], ["r.json", "--since", "old.json"]], ids=" ".join)
def test_what_is_new_since_an_older_result_decides_on_the_exit_code(desk, capsys, argv):
    low, _, high = make_comparison().findings
    since(desk, high)
    code, out, _ = run(capsys, "report", *argv, "--fail-on", "medium")
    assert code == ExitCode.FOUND
    assert "2 new · 0 gone · 0 changed · 1 as before" in out
    assert run(capsys, "report", *argv, "--fail-on", "high")[0] == ExitCode.DONE
    since(desk, low)
    assert run(capsys, "report", *argv, "--fail-on", "high")[0] == ExitCode.FOUND
    write_reviews(desk / "one.json", [review(1, "explained")])
    assert run(capsys, "report", *argv, "--fail-on", "high", "--reviews", "one.json")[0] == ExitCode.DONE


def test_the_difference_has_three_forms(desk, capsys):
    since(desk)
    run(capsys, "report", "r.json", "--since", "old.json", "-q", "-o", "d.md", "-o", "d.json", "-o", "d.txt")
    assert json.loads((desk / "d.json").read_text())["schema"] == "summarizer.difference/1"
    assert (desk / "d.md").read_text().startswith("# Difference of two comparisons")
    assert (desk / "d.txt").read_text().startswith("Difference of two comparisons")


USAGE = {
    "no file": (["report"], "FILE", "--help"),
    "no such file": (["report", "none.json"], "'none.json' can't be read", "path"),
    "a folder": (["report", "."], "'.' is a folder", "file"),
    "no JSON": (["report", "text"], "'text' is not JSON", "as it was written"),
    "a form of checks only": (["report", "r.json", "--format", "jsonl"], "jsonl", "json"),
    "lines by suffix": (["report", "r.json", "-o", "x.jsonl"], "x.jsonl", ".json"),
    "a difference as a table": (["report", "r.json", "--since", "r.json", "--format", "csv"], "csv", "markdown"),
    "a difference of checks": (
        ["report", "r.json", "--since", "check.json"],
        "'check.json' is no comparison",
        "compare",
    ),
    "input twice": (["report", "-", "--since", "-"], "standard input", "in a file"),
    "reviews of a check": (["report", "check.json", "--fail-on", "low"], "no findings", "comparison"),
    "over the result": (["report", "r.json", "-o", "r.json"], "overwrite what is read", "another name"),
    "over the old result": (
        ["report", "r.json", "--since", "check.json", "-o", "./check.json"],
        "overwrite",
        "another",
    ),
    "no reviewer's file": (["report", "r.json", "--reviews", "r.json"], "no reviewer's file", "summarizer review"),
    "unknown finding": (["review", "r.json", "--dismiss", "f-000000000004"], "'f-000000000004'", "did you mean"),
    "a finding twice": (["review", "r.json", "--dismiss", HIGH, "--confirm", HIGH], "given twice", "one verdict"),
    "a note alone": (["review", "r.json", "--note", "x"], "a note without a finding", "--confirm"),
    "a long note": (["review", "r.json", "--confirm", HIGH, "--note", "x" * 4001], "4,000 characters", "fewer"),
    "a long name": (["review", "r.json", "--confirm", HIGH, "--reviewer", "x" * 201], "200 characters", "shorter"),
    "nobody to ask": (["review", "r.json"], "no terminal", "--confirm ID"),
    "a check": (["review", "check.json", "--confirm", HIGH], "'check.json' is no comparison", "compare"),
}


@pytest.mark.parametrize("case", USAGE.values(), ids=USAGE.keys())
def test_wrong_usage_gives_two_lines_and_nothing_is_written(desk, capsys, monkeypatch, case):
    argv, cause, mend = case
    (desk / "text").write_text("no JSON")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    before = {path: path.read_bytes() for path in desk.iterdir()}
    code, out, err = run(capsys, *argv)
    assert (code, out) == (ExitCode.USAGE, "")
    first, second = err.splitlines()
    assert first.startswith("error: ")
    assert cause in first
    assert second.startswith(" help: ")
    assert mend in second
    assert {path: path.read_bytes() for path in desk.iterdir()} == before


def walked(answers, before=()):
    """Walk through the findings of the comparison with these answers; give the reviews, what was shown, what was saved."""
    waiting, shown, saved = iter(answers), [], []
    made = document(make_comparison())

    def sign(finding, verdict, note):
        return Review(finding=finding, verdict=verdict, note=note, reviewer="Ann", date=MARCH)

    talk = Answers(
        lambda _made, finding, place: shown.append((finding.id, place)), lambda _question: next(waiting, None)
    )
    return walk(made, before, talk, saved.append, sign), shown, saved


def test_findings_are_asked_for_one_at_a_time_and_saved_at_once():
    reviews, shown, saved = walked(["d\n", "another day \n", "s\n", "Confirm\n", "\n"])
    assert [(one.finding, one.verdict, one.note) for one in reviews] == [
        (HIGH, "confirmed", ""),
        (LOW, "dismissed", "another day"),
    ]
    assert shown == [(LOW, "1 of 3"), (MEDIUM, "2 of 3"), (HIGH, "3 of 3")]
    assert [len(one) for one in saved] == [1, 2]


def test_another_answer_is_asked_for_again_and_the_end_of_the_input_is_to_quit():
    reviews, shown, _ = walked(["x\n", "\n", "e\n", "why\n"])
    assert [(one.verdict, one.note) for one in reviews] == [("explained", "why")]
    assert len(shown) == 2
    assert walked(["q\n"])[0] == ()


def test_what_has_a_review_is_not_asked_for_again():
    reviews, shown, _ = walked(["q\n"], before=(review(2, "confirmed"), review(3, "dismissed")))
    assert [finding for finding, _ in shown] == [HIGH]
    assert len(reviews) == 2


def test_the_walk_shows_each_finding_on_standard_error(desk, capsys, monkeypatch):
    stdin = io.StringIO("d\nanother day\nq\n")
    stdin.isatty = lambda: True
    monkeypatch.setattr(sys, "stdin", stdin)
    code, out, err = run(capsys, "review", "r.json")
    assert (code, out) == (0, "")
    assert "1 of 3" in err
    assert "“At least 120 workers walked out at noon.”" in err
    assert "[c]onfirm" in err
    assert [one.note for one in read_reviews(desk / "r.reviews.json")] == ["another day"]


def test_the_reviewers_file_stands_beside_the_result():
    assert default_file("folder/result.json") == "folder/result.reviews.json"
    assert default_file("result") == "result.reviews.json"
