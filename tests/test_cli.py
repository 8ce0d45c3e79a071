import argparse
import io
import json
import os
import re
import sys

import pytest
from building import PORT, WIRE, ScriptedEngine, make_comparison

from summarizer.cli import arguments as command_line
from summarizer.cli import entry
from summarizer.cli.arguments import COMMANDS, make_command_parser, make_parser, parse
from summarizer.cli.messages import tell, wants_color
from summarizer.contract import DOCUMENTS
from summarizer.engines import ENGINES
from summarizer.errors import AccessError, ExitCode, SettingsError, TransientError
from summarizer.models import Failure, Verdict
from summarizer.reports import CHECK_FORMATS, FORMATS


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A working folder with two articles and a scripted engine in the place of the embedded one."""
    (tmp_path / "port.txt").write_text(PORT, encoding="utf-8")
    (tmp_path / "wire.txt").write_text(WIRE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUMMARIZER_HOME", str(tmp_path / "home"))
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    engine = ScriptedEngine()
    monkeypatch.setitem(ENGINES, "embedded", lambda _settings: engine)
    return engine


def run(capsys, *argv):
    code = entry(argv)
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return code, captured.out, captured.err


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("command", ["summarize", "compare"])
def test_a_document_goes_to_standard_output_and_nothing_else(desk, capsys, command, form):
    desk.verdict = Verdict(label="conflict", type="stance", confidence=0.9)
    code, out, err = run(capsys, command, "port.txt", "wire.txt", "--format", form)
    assert code == ExitCode.DONE
    if form == "json":
        assert [article["id"] for article in json.loads(out)["articles"]] == ["a1", "a2"]
    else:
        assert "Dockers at Varnholm" in out or "port.txt" in out
    assert "\x1b" not in out
    assert err.count("\n") == 1
    assert err.startswith("note: neither a key nor a base URL is set, so the embedded engine answers")
    assert desk.closed == 1


@pytest.mark.parametrize("quieting", [["--quiet"], ["--engine", "embedded"]], ids=" ".join)
@pytest.mark.usefixtures("desk")
def test_a_chosen_engine_is_not_explained(capsys, quieting):
    assert run(capsys, "summarize", "port.txt", *quieting)[2] == ""


@pytest.mark.usefixtures("desk")
def test_options_may_stand_anywhere(capsys):
    for argv in (
        ["--format", "json", "--quiet", "summarize", "port.txt", "wire.txt"],
        ["summarize", "--format", "json", "port.txt", "--quiet", "wire.txt"],
        ["summarize", "port.txt", "wire.txt", "--quiet", "--format=json"],
    ):
        code, out, _ = run(capsys, *argv)
        assert code == 0
        assert len(json.loads(out)["articles"]) == 2


@pytest.mark.usefixtures("desk")
def test_a_file_whose_name_begins_with_a_hyphen_stands_behind_two(capsys, tmp_path):
    (tmp_path / "-odd.txt").write_text(PORT)
    code, out, _ = run(capsys, "summarize", "--quiet", "--format", "json", "--", "-odd.txt")
    assert code == 0
    assert json.loads(out)["articles"][0]["source"] == "-odd.txt"


@pytest.mark.usefixtures("desk")
def test_files_take_their_form_from_their_suffix_and_nothing_is_printed(capsys, tmp_path):
    code, out, _ = run(
        capsys, "compare", "port.txt", "wire.txt", "-o", "r.md", "-o", "r.json", "-o", "r.txt", "--quiet"
    )
    assert (code, out) == (0, "")
    assert (tmp_path / "r.md").read_text().startswith("---\nschema:")
    assert json.loads((tmp_path / "r.json").read_text())["schema"] == "summarizer.comparison/1"
    assert (tmp_path / "r.txt").read_text().startswith("Comparison of 2 articles")


@pytest.mark.usefixtures("desk")
def test_a_hyphen_after_o_is_standard_output(capsys, tmp_path):
    code, out, _ = run(capsys, "compare", "port.txt", "wire.txt", "-o", "-", "-o", "r.json", "--quiet")
    assert code == 0
    assert out.startswith("Comparison of 2 articles")
    assert (tmp_path / "r.json").exists()


@pytest.mark.usefixtures("desk")
def test_a_format_that_is_asked_for_goes_before_the_suffix(capsys, tmp_path):
    run(capsys, "compare", "port.txt", "wire.txt", "-o", "r.txt", "--format", "json")
    assert json.loads((tmp_path / "r.txt").read_text())


FAIL_ON = [
    ("high", "high", 1),
    ("medium", "high", 1),
    ("low", "high", 1),
    ("high", "medium", 0),
    ("medium", "low", 0),
    (None, "high", 0),
]


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(("asked", "found", "code"), FAIL_ON)
def test_findings_change_the_exit_code_only_if_asked(capsys, monkeypatch, asked, found, code):
    comparison = make_comparison()
    comparison = make_comparison(findings=(comparison.findings[0].model_copy(update={"severity": found}),))
    monkeypatch.setattr("summarizer.api.compare_articles_sync", lambda *_args, **_known: comparison)
    argv = ["--fail-on", asked] if asked else []
    assert run(capsys, "compare", "port.txt", "wire.txt", *argv)[0] == code


@pytest.mark.usefixtures("desk")
def test_what_a_reading_rejected_is_shown_and_changes_no_exit_code(capsys, monkeypatch):
    lost = Failure(stage="claims", subject="a1", reason="no such sentence")
    first, second = make_comparison().readings
    readings = (first.model_copy(update={"failures": (lost,)}), second)
    comparison = make_comparison(readings=readings, failures=(lost,))
    monkeypatch.setattr("summarizer.api.compare_articles_sync", lambda *_args, **_known: comparison)
    code, out, _ = run(capsys, "compare", "port.txt", "wire.txt")
    assert code == ExitCode.DONE
    assert "no such sentence" in out


@pytest.mark.usefixtures("desk")
def test_a_quote_that_is_not_in_its_article_fails_the_run_and_is_not_printed(capsys, monkeypatch):
    finding = make_comparison().findings[0]
    false = finding.model_copy(update={"a": finding.a.model_copy(update={"quote": "never said"})})
    comparison = make_comparison(findings=(false,))
    monkeypatch.setattr("summarizer.api.compare_articles_sync", lambda *_args, **_known: comparison)
    code, out, err = run(capsys, "compare", "port.txt", "wire.txt", "--quiet")
    assert code == ExitCode.FAILED
    assert "never said" not in out + err
    assert finding.id in out


@pytest.mark.usefixtures("desk")
def test_a_failure_goes_before_a_finding_in_the_exit_code(capsys, monkeypatch):
    comparison = make_comparison(failures=(Failure(stage="read", subject="x", reason="gone"),))
    monkeypatch.setattr("summarizer.api.compare_articles_sync", lambda *_args, **_known: comparison)
    assert run(capsys, "compare", "port.txt", "wire.txt", "--fail-on", "low")[0] == ExitCode.FAILED


@pytest.mark.usefixtures("desk")
def test_a_statement_is_held_against_articles(capsys):
    code, out, _ = run(
        capsys, "check", "They sign.", "--against", "port.txt", "wire.txt", "--format", "json", "--quiet"
    )
    parsed = json.loads(out)
    assert code == 0
    assert [check["statement"] for check in parsed["checks"]] == ["They sign."]
    assert len(parsed["articles"]) == 2


@pytest.mark.parametrize("given", ["file", "-"])
@pytest.mark.usefixtures("desk")
def test_statements_are_read_one_a_line_and_answered_in_order(capsys, tmp_path, monkeypatch, given):
    lines = "\ufeffThey sign.\r\n\n  It rained.  \nÜber 80 left.".encode()
    (tmp_path / "file").write_bytes(lines)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    code, out, _ = run(capsys, "check", "--statements", given, "port.txt", "--format", "jsonl", "--quiet")
    assert code == 0
    assert [json.loads(line)["statement"] for line in out.splitlines()] == ["They sign.", "It rained.", "Über 80 left."]


@pytest.mark.usefixtures("desk")
def test_the_schema_of_each_document_is_printed(capsys):
    for name in DOCUMENTS:
        code, out, err = run(capsys, "schema", name)
        assert (code, err) == (0, "")
        assert json.loads(out)["properties"]["schema"]["const"] == f"summarizer.{name}/1"
    assert len(json.loads(run(capsys, "schema")[1])["anyOf"]) == 3


@pytest.mark.usefixtures("desk")
def test_the_doctor_says_which_engine_would_answer(capsys, monkeypatch):
    assert re.search(r"engine +embedded +neither a key nor a base URL is set", run(capsys, "doctor")[1])
    monkeypatch.setenv("OPENAI_API_KEY", "sk-CANARY")
    code, out, err = run(capsys, "doctor")
    assert (code, err) == (0, "")
    assert re.search(r"engine +model +a key is set", out)
    assert "CANARY" not in out


USAGE = {
    "nothing": ([], "no command", "summarize, compare"),
    "unknown command": (["compair", "a"], "'compair'", "did you mean 'compare'?"),
    "no article": (["summarize"], "no article", "a file, a folder"),
    "one article": (["compare", "port.txt"], "one article alone", "use summarize"),
    "unknown option": (["summarize", "port.txt", "--formt", "json"], "'--formt'", "did you mean '--format'?"),
    "abbreviated option": (["summarize", "port.txt", "--form", "json"], "'--form'", "did you mean '--format'?"),
    "unknown format": (["summarize", "port.txt", "--format", "jsn"], "'jsn'", "did you mean 'json'?"),
    "lines of no check": (["summarize", "port.txt", "--format", "jsonl"], "'jsonl'", "json"),
    "lines by suffix": (["summarize", "port.txt", "-o", "x.jsonl"], "x.jsonl", ".json"),
    "unknown engine": (["summarize", "port.txt", "--engine", "embeded"], "'embeded'", "did you mean 'embedded'?"),
    "unknown severity": (["compare", "port.txt", "wire.txt", "--fail-on", "hihg"], "'hihg'", "did you mean 'high'?"),
    "unknown schema": (["schema", "chekc"], "'chekc'", "did you mean 'check'?"),
    "no address": (["summarize", "port.txt", "--base-url", "localhost"], "localhost", "--base-url"),
    "no statement": (["check", "--against", "port.txt"], "no statement", "in quotes"),
    "two statements": (["check", "one", "two", "--against", "port.txt"], "2 statements", "--statements"),
    "empty statement": (["check", " ", "--against", "port.txt"], "no statement", "sentence"),
    "nothing to check against": (["check", "one"], "no article", "--against"),
    "no file of statements": (["check", "--statements", "none.txt", "port.txt"], "'none.txt'", "one statement a line"),
    "input twice": (["check", "--statements", "-", "-"], "standard input", "in a file"),
    "output over an article": (["summarize", "port.txt", "-o", "./port.txt"], "overwrite", "another name"),
    "output twice": (["summarize", "port.txt", "-o", "x.md", "-o", "x.md"], "twice", "once"),
}


@pytest.mark.parametrize("case", USAGE.values(), ids=USAGE.keys())
def test_wrong_usage_gives_two_lines_and_nothing_is_done(desk, capsys, tmp_path, case):
    argv, cause, mend = case
    code, out, err = run(capsys, *argv)
    assert (code, out) == (ExitCode.USAGE, "")
    lines = [line for line in err.splitlines() if not line.startswith("note:")]
    assert len(lines) == 2
    assert lines[0].startswith("error: ")
    assert cause in lines[0]
    assert lines[1].startswith(" help: ")
    assert mend in lines[1]
    assert desk.asked == []
    assert (tmp_path / "port.txt").read_text(encoding="utf-8") == PORT


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (AccessError("the key was refused", "set another"), ExitCode.ACCESS),
        (TransientError("no answer", "try later"), ExitCode.FAILED),
        (KeyboardInterrupt(), ExitCode.INTERRUPTED),
        (RuntimeError("odd \x1b[31m"), ExitCode.FAILED),
        (RecursionError(), ExitCode.FAILED),
    ],
    ids=["access", "transient", "interrupted", "unexpected", "recursion"],
)
@pytest.mark.parametrize("command", [["compare", "wire.txt"], ["check", "x", "--against"]], ids=["compare", "check"])
def test_an_error_on_the_way_gives_its_exit_code_and_no_document(desk, capsys, error, code, command):
    desk.raises = error
    given, out, err = run(capsys, *command, "port.txt", "--quiet")
    assert (given, out) == (code, "")
    assert len(err.splitlines()) <= 2
    assert "\x1b" not in err


def test_debug_shows_a_trace_and_nothing_else_does(desk, capsys):
    desk.raises = RuntimeError("odd")
    assert entry(["summarize", "port.txt", "--debug"]) == ExitCode.FAILED
    assert "Traceback" in capsys.readouterr().err


def test_an_article_that_fails_is_in_the_document_and_in_the_exit_code(desk, capsys):
    desk.fails = frozenset({"wire.txt"})
    code, out, err = run(capsys, "compare", "port.txt", "wire.txt", "--format", "json", "--quiet")
    assert code == ExitCode.FAILED
    assert [failure["subject"] for failure in json.loads(out)["failures"]] == ["wire.txt"]
    assert err == "error: wire.txt: the answer was refused\n"


@pytest.mark.parametrize(
    ("choice", "environ", "terminal", "colour"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": "0"}, True, False),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colour_is_used_where_it_is_wanted(choice, environ, terminal, colour):
    stream = io.StringIO()
    stream.isatty = lambda: terminal
    assert wants_color(choice, stream, environ) is colour


def test_help_names_every_command_option_and_exit_code():
    text = make_parser().format_help()
    for name, command in COMMANDS.items():
        assert command.usage in text
        assert "examples:" in make_command_parser(name).format_help()
    assert set(re.findall(r"^  (\d+)  ", text, re.MULTILINE)) == {str(int(code)) for code in ExitCode}


def test_help_names_the_engines_of_the_table():
    assert "|".join(["auto", *ENGINES]) in make_command_parser("compare").format_help()


def test_choices_of_formats_are_the_tables():
    assert "|".join(CHECK_FORMATS) in make_command_parser("check").format_help()
    assert "|".join(FORMATS) in make_command_parser("compare").format_help()


def test_every_option_with_a_value_is_known_to_take_one():
    valued = {
        option
        for name in COMMANDS
        for action in make_command_parser(name)._actions
        if action.option_strings and action.nargs is None and not isinstance(action, argparse._HelpAction)
        for option in action.option_strings
    }
    assert valued - {"--statements"} == command_line.VALUED


def test_each_command_is_run_by_a_function_of_its_name():
    from summarizer.cli.commands import RUN

    assert list(RUN) == list(COMMANDS)


def test_parsing_raises_settings_errors_only():
    with pytest.raises(SettingsError):
        parse(["summarize", "--output"])


@pytest.mark.usefixtures("desk")
def test_the_environment_is_left_alone(capsys):
    before = dict(os.environ)
    run(capsys, "summarize", "port.txt")
    assert dict(os.environ) == before


@pytest.fixture
def case(tmp_path):
    """A case of two articles with one marked inconsistency and one statement."""
    folder = tmp_path / "cases" / "port\x1b[31m"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "a.txt").write_text(PORT, encoding="utf-8")
    (folder / "articles" / "b.txt").write_text(WIRE, encoding="utf-8")
    a = {"article": "a.txt", "quote": "At least 120 workers walked out at noon."}
    b = {"article": "b.txt", "quote": "About 80 workers walked out at noon."}
    marked = [{"id": "i1", "type": "number", "scope": "between", "a": a, "b": b, "difficulty": "easy", "why": "x"}]
    statements = [{"text": "It rained.", "label": "not_enough_info", "evidence": []}]
    gold = {"id": "port", "inconsistencies": marked, "compatible": [], "statements": statements, "articles": {}}
    (folder / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    return tmp_path / "cases"


@pytest.mark.usefixtures("desk")
def test_an_engine_is_scored_on_labelled_cases(capsys, case):
    code, out, err = run(capsys, "eval", str(case))
    assert code == ExitCode.DONE
    assert err.startswith("note: 1 cases were read and compared in")
    assert run(capsys, "eval", str(case), "-q")[2] == ""
    assert "marked inconsistencies found  0/1 = 0.000" in out
    assert "statements judged right       1/1 = 1.000" in out
    assert "\x1b" not in out
    code, out, _ = run(capsys, "eval", str(case), "--format", "json")
    assert json.loads(out)["cases"][0]["inconsistencies"] == 1
    assert json.loads(run(capsys, "eval", str(case), "--json")[1])["engine"] == json.loads(out)["engine"]
    code, out, _ = run(capsys, "eval", str(case), "--errors")
    assert code == ExitCode.DONE
    assert out.count("missed") == 1


@pytest.mark.usefixtures("desk")
def test_a_folder_without_cases_is_wrong_usage(capsys, tmp_path):
    code, out, err = run(capsys, "eval", str(tmp_path / "none"))
    assert (code, out) == (ExitCode.USAGE, "")
    assert "no case in" in err


def test_an_address_from_the_working_folder_is_named_before_articles_go_there(desk, capsys, tmp_path, monkeypatch):
    monkeypatch.setitem(ENGINES, "model", lambda _settings: desk)
    (tmp_path / "summarizer.toml").write_text('base_url = "http://user:hush@127.0.0.1:9/v1"\nmodel = "m-1"\n')
    code, _, err = run(capsys, "summarize", "port.txt", "--quiet")
    assert code == ExitCode.DONE
    assert err == "note: articles go to m-1 at http://***@127.0.0.1:9/v1, as summarizer.toml says\n"


def test_messages_are_cut_and_made_safe(capsys):
    tell("x" * 5000 + "\x1b[31m\n")
    said = capsys.readouterr().err
    assert len(said) < 1000
    assert said.count("\n") == 1
    assert "\x1b" not in said
