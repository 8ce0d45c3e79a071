"""The options of the commands for prompts, and the one that every command has which may ask a model."""

import argparse
from typing import Any


def add_folder(parser: Any) -> None:
    """Add the folder of the user's own prompts, to a parser or a group of its options."""
    parser.add_argument("--prompts", metavar="FOLDER", help="a folder whose prompts go before the built-in ones")


def add_list(parser: argparse.ArgumentParser) -> None:
    """Add what `prompts list` takes."""
    parser.add_argument("--json", action="store_true", help="as a JSON array")
    add_folder(parser)


def add_show(parser: argparse.ArgumentParser) -> None:
    """Add what `prompts show` takes."""
    parser.add_argument("name", metavar="NAME", help="which prompt; see summarizer prompts list")
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="as a JSON object")
    forms.add_argument("--source", action="store_true", help="the file alone, to begin one of your own with")
    add_folder(parser)


def add_test(parser: argparse.ArgumentParser, article_help: str) -> None:
    """Add what `prompts test` takes, but for whom it asks."""
    parser.add_argument(
        "name",
        metavar="NAME",
        help="read and brief take one article, judge and second_look two, compare any, check any and a statement",
    )
    parser.add_argument("articles", metavar="ARTICLE", nargs="*", help=article_help)
    parser.add_argument("--statement", metavar="TEXT", help="for check: what is held against the articles")
    parser.add_argument("--dry-run", action="store_true", help="show what would be sent, and send nothing")
