"""Prompts listed, shown and tried at a terminal; the endpoint is a server on loopback with a script."""

import json
import re

import pytest
from building import PORT, WIRE, ScriptedEngine
from fault_server import completion, trouble
from scripted import draft_claim, draft_reading, draft_verdict

from summarizer.cli import entry
from summarizer.cli.arguments import COMMANDS
from summarizer.engines import ENGINES
from summarizer.engines.model import ModelEngine
from summarizer.engines.model.comparing import PAIRS_A_CALL
from summarizer.engines.model.drafts import ANSWERS
from summarizer.engines.model.questions import Questions
from summarizer.engines.model.schema import strict_schema
from summarizer.errors import ExitCode
from summarizer.prompts import load_prompt, load_prompts
from summarizer.text.safety import for_terminal
from summarizer.trial import WAYS

READING = draft_reading([draft_claim("Dockers reject a pay offer.", [1])])
RUDE = "Judge as you please, \x1b[31m\u202eplease"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A working folder with two articles, a folder of own prompts, and a scripted engine for the embedded one."""
    (tmp_path / "port.txt").write_text(PORT, encoding="utf-8")
    (tmp_path / "wire.txt").write_text(WIRE, encoding="utf-8")
    (tmp_path / "mine").mkdir()
    rude = load_prompt("judge").source.replace("# system\n", f"# system\n\n{RUDE}\n")
    (tmp_path / "mine" / "judge.md").write_text(rude, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUMMARIZER_HOME", str(tmp_path / "home"))
    monkeypatch.setitem(ENGINES, "embedded", lambda _settings: ScriptedEngine())
    return tmp_path


@pytest.fixture
def ask(desk, fault_server, capsys):  # noqa: ARG001  the files are there
    """Try a prompt at a server that plays a script."""

    def asked(script, *argv):
        fault_server.plays(script)
        return run(capsys, "prompts", "test", *argv, "--base-url", fault_server.url, "--model", "m")

    return asked


def run(capsys, *argv):
    code = entry(argv)
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    assert "\x1b" not in captured.out + captured.err
    assert "\u202e" not in captured.out + captured.err
    return code, captured.out, captured.err


def block(out, heading):
    """Give the lines that are moved in below the first heading that begins so."""
    found = re.search(rf"^{re.escape(heading)}[^\n]*\n((?:    [^\n]*\n|\n)*)", out, re.MULTILINE)
    return [line.strip() for line in found[1].splitlines()] if found else None


def shown_message(content):
    """Write a message as it is shown."""
    return "".join(f"    {line}".rstrip() + "\n" for line in for_terminal(content).rstrip("\n").split("\n"))


@pytest.mark.usefixtures("desk")
def test_every_prompt_is_listed_with_its_version_its_answer_and_whose_it_is(capsys):
    code, out, err = run(capsys, "prompts", "list", "--prompts", "mine")
    rows = [re.split(r"  +", line, maxsplit=3) for line in out.splitlines()]
    assert (code, err) == (ExitCode.DONE, "")
    assert [row[0] for row in rows] == sorted(load_prompts())
    assert {row[0]: row[3] for row in rows if row[3] != "built in"} == {"judge": "mine/judge.md"}
    assert [row[2] for row in rows] == [load_prompt(row[0]).answer for row in rows]


@pytest.mark.usefixtures("desk")
def test_the_list_as_json_says_the_same(capsys):
    out = run(capsys, "prompts", "list", "--json", "--prompts", "mine")[1]
    listed = {row["id"]: row for row in json.loads(out)}
    assert list(listed) == sorted(load_prompts())
    assert listed["judge"]["path"] == "mine/judge.md"
    assert listed["read"]["path"] is None
    assert listed["read"]["inputs"] == list(load_prompt("read").inputs)


@pytest.mark.usefixtures("desk")
def test_the_versions_shown_are_those_that_documents_name(capsys):
    async def nobody(_messages, _answer, /):
        raise AssertionError

    named = ModelEngine(Questions(nobody), "m").info.prompts
    listed = {row["id"]: row["version"] for row in json.loads(run(capsys, "prompts", "list", "--json")[1])}
    assert named.items() <= listed.items()


@pytest.mark.parametrize("name", load_prompts())
@pytest.mark.usefixtures("desk")
def test_a_prompt_is_shown_with_its_front_matter_its_messages_and_the_schema_of_its_answer(capsys, name):
    code, out, err = run(capsys, "prompts", "show", name)
    prompt = load_prompt(name)
    assert (code, err) == (ExitCode.DONE, "")
    assert f"inputs   {', '.join(prompt.inputs)}\nanswer   {prompt.answer}\nversion  {name}@" in out
    for part in prompt.parts:
        assert f"\n{part.role}\n{shown_message(part.content)}\n" in out
    assert json.loads(out.partition("JSON Schema of the answer\n")[2]) == strict_schema(ANSWERS[prompt.answer])


@pytest.mark.usefixtures("desk")
def test_a_prompt_as_json_holds_its_very_file(capsys):
    shown = json.loads(run(capsys, "prompts", "show", "judge", "--json", "--prompts", "mine")[1])
    assert RUDE in shown["source"]
    assert [message["role"] for message in shown["messages"]] == ["system", "user"]
    assert RUDE in shown["messages"][0]["content"]
    assert shown["schema"] == strict_schema(ANSWERS["DraftJudgement"])


@pytest.mark.parametrize("name", load_prompts())
def test_the_source_of_a_prompt_is_a_prompt_of_ones_own(desk, capsys, name):
    (desk / "copy").mkdir()
    (desk / "copy" / f"{name}.md").write_text(run(capsys, "prompts", "show", name, "--source")[1], encoding="utf-8")
    listed = {row["id"]: row for row in json.loads(run(capsys, "prompts", "list", "--json", "--prompts", "copy")[1])}
    assert listed[name]["path"] == f"copy/{name}.md"
    assert listed[name]["version"] == load_prompt(name).version(strict_schema(ANSWERS[listed[name]["answer"]]))


def test_what_is_shown_is_what_is_sent(ask, fault_server):
    code, out, _ = ask([completion(json.dumps(READING))], "read", "port.txt")
    [sent] = fault_server.requests
    assert code == ExitCode.DONE
    assert out.startswith(
        f"read@{out[5:13]} · built in\n\nREQUEST 1 · model m · temperature 0.0 · response_format json_"
    )
    for message in sent["messages"]:
        assert f"  {message['role']}\n{shown_message(message['content'])}" in out
    assert out.endswith("\nDONE\n")


def test_a_reply_is_shown_raw_with_what_is_accepted_and_what_is_rejected_and_why(ask):
    bad = draft_reading([draft_claim("Dockers reject a pay offer.", [1]), draft_claim("Gone.", [99])])
    code, out, err = ask([completion(json.dumps(bad)), completion(json.dumps(READING))], "read", "port.txt")
    assert (code, err) == (ExitCode.DONE, "")
    assert block(out, "REPLY TO REQUEST 1 · stop · 100 tokens in, 10 out")[0] == json.dumps(bad)
    assert "a1.c1: Dockers reject a pay offer. – “Dockers at Varnholm reject pay offer”" in block(
        out, "ACCEPTED · 1 item"
    )
    assert "no sentence 99" in block(out, "REJECTED · 1 item")[0]
    second = out[out.index("REQUEST 2 · ") :]
    assert second.count("as in request 1") == 2
    assert "no sentence 99" in second
    assert block(second, "REPLY TO REQUEST 2")[0] == json.dumps(READING)
    assert "REJECTED" not in second


def test_a_reply_that_is_rejected_whole_twice_fails(ask):
    code, out, err = ask([completion("well"), completion("")], "read", "port.txt")
    assert code == ExitCode.FAILED
    assert out.count("ACCEPTED · nothing") == out.count("REJECTED · the whole reply") == 2
    assert "not a JSON object" in block(out, "REJECTED")[0]
    assert block(out, "REPLY TO REQUEST 2")[0] == "(empty)"
    assert err.startswith("error: a1: the model's answer was not accepted")


def test_the_request_in_the_form_that_the_endpoint_takes_is_shown(ask, fault_server):
    refused = trouble(400, "response_format: json_schema is not supported")
    code, out, _ = ask([refused, completion(json.dumps(READING))], "read", "port.txt")
    assert code == ExitCode.DONE
    assert "NO REPLY TO REQUEST 1" in out
    assert "REQUEST 2 · model m · temperature 0.0 · response_format json_object\n" in out
    assert shown_message(fault_server.requests[1]["messages"][0]["content"]) in out


@pytest.mark.parametrize(
    ("script", "code", "words"),
    [
        ([trouble(401, "Incorrect API key")], ExitCode.ACCESS, "the key was refused"),
        ([trouble(404, "no such model")], ExitCode.FAILED, "404"),
        ([completion(None, refusal="I \x1b[31mwon't")], ExitCode.FAILED, "declined"),
    ],
    ids=["key", "model", "refusal"],
)
def test_trouble_shows_the_request_and_sets_the_exit_code(ask, script, code, words):
    given, out, err = ask(script, "read", "port.txt")
    assert given == code
    assert "REQUEST 1 · " in out
    assert words in block(out, "FAILED")[0]
    assert words in err


def test_two_articles_are_paired_and_judged_in_one_question(ask, fault_server):
    verdicts = {"verdicts": [draft_verdict(1, "conflict", explanation="One\n\x1b[1mnot.")]}
    code, out, err = ask([completion(json.dumps(verdicts))], "judge", "port.txt", "wire.txt", "--prompts", "mine")
    first = fault_server.requests[0]["messages"]
    assert RUDE in first[0]["content"]
    assert "pair 1: claim 1 and claim" in first[1]["content"]
    assert "· mine/judge.md\n" in out
    assert block(out, "ACCEPTED · 1 item") == ["pair 1: conflict of date, confidence 0.90: One [1mnot.", ""]
    assert "no verdict on these pairs: 2" in block(out, "REJECTED")[0]
    assert code == ExitCode.FAILED  # pairs without a verdict
    assert "the model gave no verdict on it" in err


def test_of_many_pairs_as_many_are_judged_as_one_question_holds(ask, desk, fault_server):
    more = "".join(f"Sandvik told dockers at Varnholm of {number} workers.\n" for number in range(2, 8))
    (desk / "wire.txt").write_text(WIRE + more, encoding="utf-8")
    many = {"verdicts": [draft_verdict(number) for number in range(1, PAIRS_A_CALL + 1)]}
    code, out, _ = ask([completion(json.dumps(many))], "judge", "port.txt", "wire.txt")
    assert code == ExitCode.DONE
    assert re.findall(r"^    pair (\d+): claim", out, re.MULTILINE) == [str(n) for n in range(1, PAIRS_A_CALL + 1)]
    assert f"ACCEPTED · {PAIRS_A_CALL} items" in out
    assert len(fault_server.requests) == 1


def test_a_statement_is_held_against_articles(ask):
    answer = {
        "evidence": [{"passage": 1, "stance": "supports"}],
        "explanation": "It says so.",
        "verdict": "supported",
        "confidence": 0.9,
    }
    argv = ("check", "port.txt", "wire.txt", "--statement", "At least 120 workers walked out.")
    code, out, _ = ask([completion(json.dumps(answer))], *argv)
    assert code == ExitCode.DONE
    assert "    statement: At least 120 workers walked out." in out
    assert block(out, "ACCEPTED")[0] == "supported, confidence 0.90: It says so."


def test_a_statement_of_which_no_passage_of_a_long_article_speaks_is_not_asked_about(ask, desk, fault_server):
    (desk / "port.txt").write_text("The ferry to Holm sails at dawn.\n\n" * 200, encoding="utf-8")
    code, out, _ = ask([], "check", "port.txt", "--statement", "Zebras yodel.")
    assert code == ExitCode.DONE
    assert fault_server.requests == []
    assert "No passage speaks of it." in block(out, "NOTHING TO ASK")[0]


def test_articles_are_compared_side_by_side_on_trial(ask):
    sides = [
        {"article": name, "sentence": 1, "fragment": None, "speaker": None, "says": "It closed."}
        for name in ("a1", "a2")
    ]
    conflict = {
        "a": sides[0],
        "b": sides[1],
        "explanation": "They differ.",
        "harmless": "none",
        "type": "date",
        "confidence": 0.9,
    }
    answer = {"conflicts": [conflict], "agreements": []}
    code, out, _ = ask([completion(json.dumps(answer))], "compare", "port.txt", "wire.txt")
    assert code == ExitCode.DONE
    assert "<<<article a2 " in out
    assert "conflict of date, confidence 0.90" in block(out, "ACCEPTED")[0]


def test_a_second_look_shows_its_own_prompt(capsys, desk):
    code, out, _ = run(capsys, "prompts", "test", "second_look", "port.txt", "wire.txt", "--dry-run")
    assert code == ExitCode.DONE
    assert "You take the second look" in out
    assert desk.exists()


def test_no_line_of_a_reply_or_an_article_looks_like_one_of_ours(ask, desk):
    (desk / "port.txt").write_text(f"{PORT}\n\nDONE\nREPLY TO REQUEST 7\n", encoding="utf-8")
    hostile = "DONE\nREQUEST 9\r\u2028ACCEPTED · 5 items\x0bREJECTED\n  user\n"
    _, out, _ = ask([completion(hostile, finish_reason="stop\nDONE"), completion("")], "read", "port.txt")
    headings = [re.match(r"[A-Z]+(?: [A-Z]+)*|read", line)[0] for line in out.split("\n") if line[:1].strip()]
    rejected = ["REPLY TO REQUEST", "ACCEPTED", "REJECTED"]
    assert headings == ["read", "REQUEST", *rejected, "REQUEST", *rejected, "FAILED"]
    roles = re.findall(r"^  (\w+)", out, re.MULTILINE)
    assert roles == ["system", "user", "system", "user", "assistant", "user"]


@pytest.mark.parametrize(
    ("argv", "answer"),
    [
        (["read", "port.txt"], "DraftReading"),
        (["judge", "port.txt", "wire.txt"], "DraftJudgement"),
        (["check", "port.txt", "--statement", "Workers walked out."], "DraftCheck"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
@pytest.mark.usefixtures("desk")
def test_a_dry_run_needs_no_key_and_sends_nothing(capsys, argv, answer):
    """No server is there: a connection would fail."""
    code, out, err = run(capsys, "prompts", "test", *argv, "--dry-run")
    assert (code, err) == (ExitCode.DONE, "")
    assert out.count("REQUEST") == 1
    assert f"response_format json_schema {answer}" in out
    assert out.endswith("\nNOT SENT\n")


def test_a_dry_run_shows_the_request_that_would_be_sent(ask, fault_server):
    _, dry, _ = ask([], "read", "port.txt", "--dry-run")
    assert fault_server.requests == []
    _, wet, _ = ask([completion(json.dumps(READING))], "read", "port.txt")
    assert dry.removesuffix("\nNOT SENT\n") == wet[: wet.index("\nREPLY")]


def test_the_key_is_never_shown(ask, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-CANARY")
    assert "CANARY" not in "".join(map(str, ask([trouble(401, "no sk-CANARY")], "read", "port.txt")))


def test_an_article_that_can_not_be_read_is_a_failure_and_nothing_is_sent(ask, fault_server, desk):
    (desk / "bad.txt").write_bytes(b"\x00\x01" * 50)
    code, out, _ = ask([], "check", "port.txt", "bad.txt", "--statement", "Workers walked out.")
    assert code == ExitCode.FAILED
    assert fault_server.requests == []
    assert block(out, "FAILED")[0].startswith("bad.txt: ")


USAGE = {
    "the group alone": (["prompts"], "'prompts' alone", "prompts list, prompts show, prompts test"),
    "a wrong second word": (["prompts", "lst"], "'prompts lst'", "did you mean 'prompts list'?"),
    "no name": (["prompts", "show"], "NAME", "--help"),
    "a wrong name": (["prompts", "show", "reed"], "'reed'", "did you mean 'read'?"),
    "two forms": (["prompts", "show", "read", "--json", "--source"], "--source", "--help"),
    "no folder": (["prompts", "list", "--prompts", "none"], "'none'", "folder"),
    "no article": (["prompts", "test", "read", "--dry-run"], "no article", "a file, a folder"),
    "too many articles": (["prompts", "test", "read", "port.txt", "wire.txt", "--dry-run"], "not on 2", "one article"),
    "too few articles": (["prompts", "test", "judge", "port.txt", "--dry-run"], "not on 1", "two articles"),
    "one text twice": (["prompts", "test", "judge", "port.txt", "port.txt", "--dry-run"], "not on 1", "two articles"),
    "no statement": (["prompts", "test", "check", "port.txt", "--dry-run"], "needs a statement", "--statement"),
    "a statement too many": (
        ["prompts", "test", "read", "port.txt", "--statement", "x"],
        "takes no statement",
        "check",
    ),
    "no model": (["prompts", "test", "read", "port.txt"], "no model to ask", "--dry-run"),
    "no model of an address": (["prompts", "test", "read", "a", "--base-url", "http://x/v1"], "no model", "--model"),
    "wrong option": (["prompts", "list", "--jsn"], "'--jsn'", "did you mean '--json'?"),
}


@pytest.mark.parametrize("case", USAGE.values(), ids=USAGE.keys())
@pytest.mark.usefixtures("desk")
def test_wrong_usage_gives_two_lines(capsys, case):
    argv, cause, mend = case
    code, out, err = run(capsys, *argv)
    assert (code, out) == (ExitCode.USAGE, "")
    lines = err.splitlines()
    assert len(lines) == 2
    assert cause in lines[0]
    assert mend in lines[1]


@pytest.mark.usefixtures("desk")
def test_options_may_stand_before_and_between_the_words_of_a_command(capsys):
    listed = run(capsys, "prompts", "list", "--prompts", "mine")
    assert run(capsys, "--prompts", "mine", "prompts", "list") == listed
    assert run(capsys, "prompts", "--prompts", "mine", "list") == listed


def test_the_help_of_the_group_lists_its_commands_alone(capsys):
    code, out, _ = run(capsys, "prompts", "--help")
    assert code == ExitCode.DONE
    listed = out.partition("commands:\n")[2].partition("\n\n")[0]
    assert re.findall(r"^  (\w+ \w+)", listed, re.MULTILINE) == [
        name for name in COMMANDS if name.startswith("prompts")
    ]


def test_every_way_to_try_a_prompt_is_of_a_prompt_of_ours():
    assert set(WAYS) <= set(load_prompts())


@pytest.mark.parametrize("quieting", [[], ["--quiet"]])
def test_prompts_from_the_working_folder_are_named_and_their_versions_are_in_the_document(
    desk, fault_server, capsys, quieting
):
    words = load_prompt("read").source.replace("fact-checking desk", "desk")
    (desk / "mine" / "read.md").write_text(words, encoding="utf-8")
    (desk / "summarizer.toml").write_text('prompts = "mine"\n')
    fault_server.plays([completion(json.dumps(READING))])
    argv = ("--base-url", fault_server.url, "--model", "m", "--format", "json", *quieting)
    code, out, err = run(capsys, "summarize", "port.txt", *argv)
    assert code == ExitCode.DONE
    assert err == "note: the prompts in mine go before the built-in ones, as summarizer.toml says\n"
    assert "for a desk." in fault_server.requests[0]["messages"][0]["content"]
    named = json.loads(out)["engine"]["prompts"]
    listed = {row["id"]: row["version"] for row in json.loads(run(capsys, "prompts", "list", "--json")[1])}
    assert named.items() <= listed.items()
    assert named["read"] != load_prompt("read").version(strict_schema(ANSWERS["DraftReading"]))
