"""What the pages say is so: their commands parse, their Python runs, what they show is what is printed."""

import contextlib
import importlib.util
import io
import re
import shlex
import sys
from pathlib import Path

import pytest
import yaml

from summarizer.cli import entry
from summarizer.cli.arguments import COMMANDS, parse
from summarizer.errors import ExitCode

ROOT = Path(__file__).parent.parent
PAGES = ("README.md", "examples/README.md", "cassettes/README.md", "docs/automation.md", "CHANGELOG.md")
STORED = tuple(f"talks/comparison.{suffix}" for suffix in ("html", "md", "json", "csv", "jsonld"))
COMMAND = re.compile(
    r"^(?:\$ |    |<!-- output(?:\(\d+\))?: )?(?P<before>(?:.*\| )?(?:[A-Z_]+=\S+ )*)(?P<words>summarizer .+)$"
)


def load_refresh():
    spec = importlib.util.spec_from_file_location("refresh", ROOT / "examples/refresh.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def blocks_of(page: str, language: str = "") -> list[str]:
    """Give the fenced blocks of a language, and with "" the indented ones too, as they stand on the page."""
    text = (ROOT / page).read_text(encoding="utf-8")
    fenced = re.findall(rf"^```{language or '(?:text|sh|bash|console)'}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return fenced if language else [*fenced, *re.findall(r"(?:^    \S.*\n)+", text, re.MULTILINE)]


def commands_of(page: str) -> list[str]:
    """Give the summarizer commands that a page shows, in blocks and in marked places."""
    lines = {line for block in blocks_of(page) for line in block.splitlines()}
    lines |= set(re.findall(r"^<!-- output.*$", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE))
    found = (COMMAND.match(line.removesuffix(" -->")) for line in lines)
    return sorted({match["words"] for match in found if match and "COMMAND" not in match["words"]})


ALL_COMMANDS = [(page, command) for page in PAGES for command in commands_of(page)]


def words_of(command: str) -> list[str]:
    """Give a command's words behind its name; where its output goes is the shell's business."""
    return shlex.split(command.partition(" > ")[0], comments=True)[1:]


@pytest.mark.parametrize(("page", "command"), ALL_COMMANDS)
def test_a_command_on_a_page_parses(page, command):
    words = words_of(command)
    if words == ["--help"]:
        pytest.skip("it prints and ends; shown in full below")
    assert parse(words).command in COMMANDS, page


def test_the_pages_show_the_commands_for_articles():
    shown = {words_of(command)[0] for _, command in ALL_COMMANDS}
    assert {"summarize", "compare", "check", "eval"} <= shown


@pytest.mark.parametrize("name", COMMANDS)
def test_the_examples_in_the_help_of_a_command_parse(name):
    lines = [line.strip() for line in COMMANDS[name].examples.splitlines() if line.strip()]
    assert lines
    for line in lines:
        assert parse(words_of(line.rpartition("| ")[2])).command == name


def test_the_help_in_the_readme_is_the_real_help(monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", load_refresh().WIDTH)
    monkeypatch.setenv("NO_COLOR", "1")
    assert entry(["--help"]) == ExitCode.DONE
    real = "\n".join(line.rstrip() for line in capsys.readouterr().out.rstrip().splitlines())
    [shown] = [block for block in blocks_of("README.md", "text") if block.startswith("$ summarizer --help\n")]
    assert shown.removeprefix("$ summarizer --help\n").rstrip("\n") == real


def test_the_python_in_the_readme_runs_and_finds_something(monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("SUMMARIZER_HOME", str(ROOT / "no-such-folder"))
    [code] = blocks_of("README.md", "python")
    assert len([line for line in code.splitlines() if line.strip()]) <= 6
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "README.md", "exec"), {})  # noqa: S102  our own page
    assert printed.getvalue().strip()


def test_the_exit_codes_in_the_readme_are_all_of_them():
    [block] = [block for block in blocks_of("README.md", "text") if block.startswith("$ summarizer --help\n")]
    assert {int(code) for code in re.findall(r"^  (\d+)  ", block, re.MULTILINE)} == set(map(int, ExitCode))


@pytest.mark.parametrize("page", ["README.md", "examples/README.md", "docs/automation.md", "CHANGELOG.md"])
def test_a_link_to_a_file_leads_somewhere(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#\s]+)(?:#[\w-]+)?\)", text) if "://" not in link]
    assert [link for link in links if not ((ROOT / page).parent / link).exists()] == []


def test_the_workflow_on_the_page_on_automation_runs_commands_that_parse():
    [block] = blocks_of("docs/automation.md", "yaml")
    steps = yaml.safe_load(block)["jobs"]["compare"]["steps"]
    lines = [line.partition(" >> ")[0].strip() for step in steps for line in step.get("run", "").splitlines()]
    commands = [line for line in lines if line.startswith("summarizer ")]
    assert [parse(words_of(command)).command for command in commands] == ["compare", "report"]


def test_every_make_target_in_the_readme_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page in ("README.md", "examples/README.md"):
        named = set(re.findall(r"(?:`|^    )make ([a-z-]+)", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE))
        assert named <= targets


def test_the_changelog_has_the_version():
    from summarizer import __version__

    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in text or f"## [{__version__}]" in text


@pytest.mark.parametrize("name", ["README.md", "examples/README.md", *STORED])
def test_what_the_pages_show_is_what_the_commands_print(name):
    path = ROOT / name if name.endswith("README.md") else ROOT / "examples" / name
    shown, printed = path.read_bytes().decode(), load_refresh().make_one(path, slow=False)
    assert CONFIDENCE.sub("", shown) == CONFIDENCE.sub("", printed), f"run {sys.executable} examples/refresh.py"
    pairs = zip(CONFIDENCE.findall(shown), CONFIDENCE.findall(printed), strict=True)
    assert all(float(one) == pytest.approx(float(other), abs=0.05) for one, other in pairs)


def test_the_evaluation_shown_has_every_case_and_adds_up():
    [block] = [block for block in blocks_of("README.md", "text") if block.startswith("$ summarizer eval examples ")]
    rows = [line.split() for line in block.splitlines() if re.search(r" \d+/\d+$", line) and " = " not in line]
    assert {row[0] for row in rows} == {path.parent.name for path in (ROOT / "examples").glob("**/gold.json")}
    shares = dict(re.findall(r"^(.+?)  +(\d+/\d+) = ", block, re.MULTILINE))
    found, marked, right, count = (sum(int(row[column]) for row in rows) for column in (1, 2, 3, 4))
    assert shares["marked inconsistencies found"] == f"{found}/{marked}"
    assert shares["findings that are marked"] == f"{right}/{count}"


CONFIDENCE = re.compile(r"(?:\"confidence\": |confidence )(\d?\.?\d+)")
"""How sure a network is may differ by a little from one processor to another."""
