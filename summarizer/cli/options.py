"""Options that several commands share."""

import argparse
from collections.abc import Callable, Sequence
from typing import Any

from summarizer.cli.prompt_options import add_folder
from summarizer.errors import SettingsError
from summarizer.text.suggestions import suggest


def one_of(names: Sequence[str]) -> Callable[[str], str]:
    """Make a type that takes one of some names, and asks what was meant by any other."""

    def choose(value: str) -> str:
        if value not in names:
            raise SettingsError(
                f"{value!r} is not one of {', '.join(names)}",
                suggest(value, names) or f"give one of {', '.join(names)}",
            )
        return value

    return choose


def add_choice(parser: Any, flag: str, names: Sequence[str], meaning: str, default: str | None = None) -> None:
    """Add an option that takes one of some names."""
    parser.add_argument(flag, type=one_of(names), default=default, metavar="|".join(names), help=meaning)


def add_engine(parser: argparse.ArgumentParser) -> None:
    """Add the options that say who answers."""
    group = parser.add_argument_group("engine")
    group.add_argument(
        "--engine", metavar="auto|embedded|model", help="who answers; auto: a model if a key or base URL is set"
    )
    add_model(group)


def add_model(group: Any) -> None:
    """Add the options that say which model is asked, and where."""
    group.add_argument("--model", metavar="NAME", help="the model to ask")
    group.add_argument(
        "--base-url", metavar="URL", help="an OpenAI-compatible endpoint; the key is taken from the environment"
    )
    add_folder(group)


def add_output(parser: argparse.ArgumentParser, formats: Sequence[str]) -> None:
    """Add the options that say in which form a document is written, and where."""
    group = parser.add_argument_group("output")
    add_choice(group, "--format", formats, "the form; without it told by the suffix of FILE, else text")
    _add_json(group)
    group.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        action="append",
        default=[],
        help="write there, not to standard output (-); may be repeated",
    )
    add_choice(group, "--color", ["auto", "always", "never"], "colour in the terminal; NO_COLOR is obeyed", "auto")
    group.add_argument("-q", "--quiet", action="store_true", help="say nothing but errors on standard error")


def _add_json(group: Any) -> None:
    group.add_argument("--json", dest="format", action="store_const", const="json", help="same as --format json")


def add_cost(parser: argparse.ArgumentParser) -> None:
    """Add the options that bound what a model costs."""
    group = parser.add_argument_group("cost, of a model")
    group.add_argument(
        "--max-cost", metavar="USD", help="stop before it costs more; what was done is kept, exit code 5"
    )
    group.add_argument("--max-calls", metavar="N", help="stop after that many calls, likewise")
    group.add_argument("--dry-run", action="store_true", help="send nothing, and say what would be sent and cost")
    group.add_argument(
        "--no-cache", dest="cache", action="store_const", const=False, help="neither use stored answers nor store any"
    )


def add_show(parser: argparse.ArgumentParser) -> None:
    """Add the options that say which findings are shown."""
    meaning = "the embedded engine's findings: those mostly right (the default), or weaker ones too"
    add_choice(parser, "--show", ["likely", "possible"], meaning)
    meaning = "whether a model is asked about each conflict once more, the sides swapped; on by default"
    add_choice(parser, "--second-look", ["on", "off"], meaning)
