"""The command line: which commands and options there are, and what a wrong one is answered."""

import argparse
from collections.abc import Callable, Sequence
from typing import NamedTuple, NoReturn

from summarizer import __version__
from summarizer.cli.batch_options import add_batch, add_export, add_status
from summarizer.cli.options import (
    add_choice,
    add_cost,
    add_engine,
    add_findings,
    add_model,
    add_output,
    add_report,
    add_review,
    add_shown,
    add_text,
    add_via,
    one_of,
)
from summarizer.cli.prompt_options import add_list, add_show, add_test
from summarizer.errors import ExitCode, SettingsError
from summarizer.reports import CHECK_FORMATS, FORMATS
from summarizer.text.suggestions import suggest

EXIT_CODES = """\
exit codes:
  0  done
  1  done, and --fail-on found something
  2  wrong usage or settings
  3  some items failed
  4  key or quota refused
  5  a budget cap was reached
  130  interrupted
"""
ARTICLE_HELP = "a file, a folder, or - for standard input"
VALUED = {
    *("-o", "--output", "--format", "--color", "--fail-on", "--show", "--second-look", "--claims", "--via"),
    *("--max-cost", "--max-calls", "--engine", "--model", "--base-url", "--prompts", "--statement"),
    *("--reviews", "--since", "--confirm", "--dismiss", "--explain", "--note", "--reviewer"),
    *("--out", "--list", "--text-column", "--limit", "--sample", "--sample-seed", "--shard", "--workers"),
    *("--concurrency", "--requests-per-minute", "--tokens-per-minute"),
}
"""Options that take a value, so that a command is found behind them too."""


class Parser(argparse.ArgumentParser):
    """A parser whose errors are ours: a cause, a mend, exit code 2."""

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong, with the way to the help."""
        raise SettingsError(message.removeprefix("argument "), f"see {self.prog} --help")


class Command(NamedTuple):
    """A command: what it is for, how it is called, examples, its arguments, and the name of the function that runs it."""

    summary: str
    usage: str
    examples: str
    add_arguments: Callable[[argparse.ArgumentParser], None]


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Parse a command line; `run` of the result is the function to call with it.

    Raises:
        SettingsError: for an unknown command or option, or a value that does not fit.
        SystemExit: when help or the version was asked for and is printed.
    """
    name, rest = _find_command(argv)
    if name is None or name in _groups():
        make_parser(name).parse_args(rest)
        commands = ", ".join(_commands_of(name))
        raise SettingsError(
            f"there is no command {name!r} alone" if name else "there is no command",
            f"the commands are {commands}; see summarizer --help",
        )
    if name not in COMMANDS:
        mend = suggest(name, COMMANDS) or f"the commands are {', '.join(COMMANDS)}"
        raise SettingsError(f"there is no command {name!r}", mend)
    parser = make_command_parser(name)
    rest, behind = _split(rest)
    arguments, extra = parser.parse_known_intermixed_args(rest)
    if extra:
        options = [option for action in parser._actions for option in action.option_strings]  # noqa: SLF001  no other way
        raise SettingsError(
            f"there is no option {extra[0]!r}",
            suggest(extra[0].partition("=")[0], options) or f"see {parser.prog} --help",
        )
    for names in ("articles", "words", "sources"):
        if hasattr(arguments, names):
            getattr(arguments, names).extend(behind)
    arguments.command, arguments.run = name, _run
    return arguments


def _split(argv: list[str]) -> tuple[list[str], list[str]]:
    """Split at "--": what stands behind it is no option, whatever it begins with; argparse does not see to it here."""
    position = argv.index("--") if "--" in argv else len(argv)
    return argv[:position], argv[position + 1 :]


def _run(arguments: argparse.Namespace) -> ExitCode:
    from summarizer.cli.commands import RUN

    return RUN[arguments.command](arguments)


def _find_command(argv: Sequence[str]) -> tuple[str | None, list[str]]:
    """Find the command, of two words where its first stands for a group, behind options too; give the rest in order."""
    name, rest = _take_word(argv)
    if name not in _groups():
        return name, rest
    second, others = _take_word(rest)
    return (name, rest) if second is None else (f"{name} {second}", others)


def _take_word(argv: Sequence[str]) -> tuple[str | None, list[str]]:
    """Take out the first word that is neither an option nor an option's value."""
    position = 0
    while position < len(argv) and argv[position].startswith("-") and argv[position] != "-":
        position += 2 if argv[position] in VALUED else 1
    if position >= len(argv):
        return None, list(argv)
    return argv[position], [*argv[:position], *argv[position + 1 :]]


def _groups() -> set[str]:
    """Name the first words of the commands that have two."""
    return {name.split()[0] for name in COMMANDS if " " in name}


def _commands_of(group: str | None) -> dict[str, Command]:
    """Give the commands of a group, or all."""
    return {name: command for name, command in COMMANDS.items() if group is None or name.split()[0] == group}


def make_parser(group: str | None = None) -> argparse.ArgumentParser:
    """Make the parser of `summarizer` without a command, or with the first word of a group alone: help and version."""
    commands = _commands_of(group).values()
    width = max(len(command.usage) for command in commands)
    listed = "\n".join(f"  {command.usage:<{width}}  {command.summary}" for command in commands)
    parser = Parser(
        prog="summarizer",
        usage="summarizer COMMAND ... [options]",
        description="What several articles say, who says it, and where they contradict each other.",
        epilog=f"commands:\n{listed}\n\nexamples:\n  summarizer compare first.txt second.txt\n"
        f"  summarizer compare folder/ -o report.md -o report.json\n"
        f"  cat article.txt | summarizer summarize - --format json\n\n"
        f"Each command has its own --help. Without a key and a base URL the embedded engine answers.\n\n{EXIT_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"summarizer {__version__}")
    parser.add_argument("--debug", action="store_true", help="show a trace when something fails")
    return parser


def make_command_parser(name: str) -> argparse.ArgumentParser:
    """Make the parser of one command."""
    command = COMMANDS[name]
    parser = Parser(
        prog=f"summarizer {name}",
        usage=f"summarizer {command.usage} [options]",
        description=f"{command.summary[0].upper()}{command.summary[1:]}.",
        epilog=f"examples:\n{command.examples}\n{EXIT_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.add_arguments(parser)
    parser.add_argument("--debug", action="store_true", help="show a trace when something fails")
    parser.add_argument("--version", action="version", version=f"summarizer {__version__}", help=argparse.SUPPRESS)
    return parser


def _add_summarize(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("articles", metavar="ARTICLE", nargs="*", help=ARTICLE_HELP)
    add_output(parser, list(FORMATS))
    add_text(parser)
    add_engine(parser)
    add_via(add_cost(parser))


def _add_compare(parser: argparse.ArgumentParser) -> None:
    _add_summarize(parser)
    add_findings(parser)
    add_shown(parser)


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", metavar="STATEMENT", nargs="*", help="the statement; with --statements, the articles")
    parser.add_argument("--against", metavar="ARTICLE", nargs="+", action="extend", default=[], help=ARTICLE_HELP)
    parser.add_argument("--statements", metavar="FILE", help="one statement a line; - for standard input")
    add_output(parser, list(CHECK_FORMATS))
    add_text(parser)
    add_engine(parser)
    add_cost(parser)


def _add_report(parser: argparse.ArgumentParser) -> None:
    add_report(parser, list(CHECK_FORMATS))


def _add_eval(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", help="a folder of cases, each with articles/*.txt and gold.json")
    add_choice(parser, "--format", ["text", "json", "errors"], "the figures, or every error by itself", "text")
    for form in ("json", "errors"):
        parser.add_argument(
            f"--{form}", dest="format", action="store_const", const=form, help=f"same as --format {form}"
        )
    parser.add_argument("-q", "--quiet", action="store_true", help="say nothing but errors on standard error")
    add_shown(parser)
    add_engine(parser)


def _add_schema(parser: argparse.ArgumentParser) -> None:
    names = ["reading", "comparison", "check"]
    parser.add_argument(
        "document", type=one_of(names), nargs="?", metavar="|".join(names), help="which document; all without it"
    )


def _add_prompts_test(parser: argparse.ArgumentParser) -> None:
    add_test(parser, ARTICLE_HELP)
    add_model(parser)


def _add_doctor(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--probe", action="store_true", help="ask the endpoint whether it can be reached")
    add_engine(parser)


COMMANDS: dict[str, Command] = {
    "summarize": Command(
        "what each article says, with the words that prove it",
        "summarize ARTICLE...",
        "  summarizer summarize article.txt\n  summarizer summarize folder/ --format json -o readings.json\n",
        _add_summarize,
    ),
    "compare": Command(
        "the same, and where the articles disagree",
        "compare ARTICLE ARTICLE...",
        "  summarizer compare first.txt second.txt\n  summarizer compare folder/ -o report.md -o report.json --fail-on high\n",
        _add_compare,
    ),
    "check": Command(
        "hold a statement against articles",
        "check STATEMENT --against ARTICLE...",
        '  summarizer check "The bridge was closed on Monday." --against first.txt second.txt\n'
        "  summarizer check --statements statements.txt folder/ --format jsonl\n",
        _add_check,
    ),
    "report": Command(
        "a stored result again, in any form, or what is new since an older one",
        "report FILE [--since OLD]",
        "  summarizer report result.json -o result.md -o result.csv\n"
        "  summarizer report new.json --since old.json --fail-on high\n",
        _add_report,
    ),
    "review": Command(
        "confirm, dismiss or explain findings; compare and report take the file",
        "review FILE",
        "  summarizer review result.json\n"
        '  summarizer review result.json --dismiss f-6d49d1c5de75 --note "another bridge"\n',
        add_review,
    ),
    "batch": Command(
        "thousands of articles into one file; the same again resumes",
        "batch SOURCE... --out DIR",
        "  summarizer batch articles/ --out run\n"
        "  summarizer batch 'archive/**/*.txt' feed.jsonl --out run --model NAME --max-cost 5\n"
        "  zcat feed.jsonl.gz | summarizer batch - --out run --text-column body\n",
        add_batch,
    ),
    "status": Command(
        "how far a batch is: done, failed and why, left, cost",
        "status DIR",
        "  summarizer status run\n  summarizer status run --json\n",
        add_status,
    ),
    "export": Command(
        "a batch as one file: readings as JSON Lines, claims as CSV or Parquet",
        "export DIR",
        "  summarizer export run -o readings.jsonl\n  summarizer export run --format csv > claims.csv\n",
        add_export,
    ),
    "eval": Command(
        "score an engine on labelled cases",
        "eval DIR",
        "  summarizer eval examples/cases\n  summarizer eval examples/cases --errors\n",
        _add_eval,
    ),
    "schema": Command(
        "the JSON Schema of the documents",
        "schema [reading|comparison|check]",
        "  summarizer schema comparison\n",
        _add_schema,
    ),
    "prompts list": Command(
        "what a model is asked with: each prompt, its version, and whose it is",
        "prompts list",
        "  summarizer prompts list\n  summarizer prompts list --prompts my-prompts --json\n",
        add_list,
    ),
    "prompts show": Command(
        "a prompt in full, with the form of its answer",
        "prompts show NAME",
        "  summarizer prompts show judge\n  summarizer prompts show read --source > my-prompts/read.md\n",
        add_show,
    ),
    "prompts test": Command(
        "ask one prompt; what is sent, answered, accepted, rejected",
        "prompts test NAME ARTICLE...",
        "  summarizer prompts test read article.txt --prompts my-prompts --dry-run\n"
        "  summarizer prompts test judge first.txt second.txt --model NAME\n"
        '  summarizer prompts test check first.txt second.txt --statement "The bridge was closed on Monday."\n',
        _add_prompts_test,
    ),
    "doctor": Command(
        "what is installed and set, and which engine would answer",
        "doctor",
        "  summarizer doctor\n  summarizer doctor --probe\n",
        _add_doctor,
    ),
}
