"""The command `review`: what a person says of findings, by options or one finding at a time, into the reviewer's file."""

import argparse
import datetime as dt
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from summarizer.cli.messages import is_terminal, tell, wants_color
from summarizer.cli.reporting import read_comparison
from summarizer.contract import ComparisonDocument, DocumentFinding, apply_reviews
from summarizer.errors import ExitCode, SettingsError
from summarizer.output import check_target
from summarizer.readers.sources import printable
from summarizer.reports import Look
from summarizer.reports.outline import describe_reviews
from summarizer.reviews import (
    LONGEST_NAME,
    LONGEST_NOTE,
    Review,
    ReviewVerdict,
    merge_reviews,
    read_reviews,
    write_reviews,
)
from summarizer.text.suggestions import suggest

VERDICT_OPTIONS: dict[str, ReviewVerdict] = {"confirm": "confirmed", "dismiss": "dismissed", "explain": "explained"}
Sign = Callable[[str, ReviewVerdict, str], Review]
"""From a finding's id, a verdict and a note to the review, signed and dated."""

Step = Literal["skip", "quit"]
KEYS: dict[str, ReviewVerdict | Step] = {
    **{verdict[0]: verdict for verdict in VERDICT_OPTIONS.values()},
    "s": "skip",
    "q": "quit",
}
QUESTION = "[c]onfirm, [d]ismiss, [e]xplain, [s]kip, [q]uit: "


class Answers(NamedTuple):
    """How a person is shown something and asked something; an answer is None where the input has ended."""

    show: Callable[[ComparisonDocument, DocumentFinding, str], None]
    ask: Callable[[str], str | None]


def review(arguments: argparse.Namespace) -> ExitCode:
    """Run `review`."""
    made = read_comparison(arguments.result)
    path = Path(arguments.reviews or default_file(arguments.result))
    check_target(path)
    before = read_reviews(path) if path.exists() else ()
    sign = _make_sign(arguments.reviewer)
    given = _find_reviews(arguments, made, sign)
    if given:
        # What is said now goes before what was said, even by a clock that was ahead.
        others = [one for one in before if one.finding not in {new.finding for new in given}]
        reviews = merge_reviews(others, given)
        write_reviews(path, reviews)
    elif arguments.result == "-" or not is_terminal(sys.stdin):
        raise SettingsError(
            "no finding is given, and there is no terminal to ask at",
            "give --confirm ID, --dismiss ID or --explain ID; the ids stand in the report",
        )
    else:
        reviews = walk(made, before, _at_the_terminal(), lambda done: write_reviews(path, done), sign)
    for line in describe_reviews(apply_reviews(made, reviews)) or ["no finding has a review"]:
        tell(line)
    if given or reviews != before:
        tell(f"wrote {path}")
    return ExitCode.DONE


def default_file(result: str) -> str:
    """Name the reviewer's file of a result: beside it, with `.reviews` before the suffix."""
    return str(Path(result).with_suffix(".reviews.json")) if result != "-" else "reviews.json"


def walk(
    made: ComparisonDocument,
    before: Sequence[Review],
    answers: Answers,
    save: Callable[[Sequence[Review]], None],
    sign: Sign,
) -> tuple[Review, ...]:
    """Ask of each finding that has no review yet, and save after each answer; give all reviews there are then."""
    reviews = merge_reviews(before)
    reviewed = {one.finding for one in reviews}
    waiting = [finding for finding in made.findings if finding.id not in reviewed]
    for number, finding in enumerate(waiting, start=1):
        answers.show(made, finding, f"{number} of {len(waiting)}")
        verdict = _ask_verdict(answers)
        if verdict == "quit":
            break
        if verdict == "skip":
            continue
        note = (answers.ask("note (may be empty): ") or "").strip()[:LONGEST_NOTE]
        reviews = merge_reviews(reviews, [sign(finding.id, verdict, note)])
        save(reviews)
    return reviews


def _ask_verdict(answers: Answers) -> ReviewVerdict | Step:
    """Ask until the answer begins with one of the keys; the end of the input is to quit."""
    while True:
        answer = answers.ask(QUESTION)
        key = "q" if answer is None else answer.strip().lower()[:1]
        if key in KEYS:
            return KEYS[key]


def _find_reviews(arguments: argparse.Namespace, made: ComparisonDocument, sign: Sign) -> list[Review]:
    """Make the reviews that the options ask for.

    Raises:
        SettingsError: an id is none of the findings', or is given twice, or the note is too long.
    """
    note = arguments.note or ""
    if len(note) > LONGEST_NOTE:
        raise SettingsError(f"the note has more than {LONGEST_NOTE:,} characters", "say it in fewer")
    known = [finding.id for finding in made.findings]
    given: dict[str, Review] = {}
    for option, verdict in VERDICT_OPTIONS.items():
        for name in getattr(arguments, option):
            if name not in known:
                mend = suggest(name, known) or f"the ids stand in the report; there are {len(known):,}"
                raise SettingsError(f"there is no finding {name!r} in {arguments.result!r}", mend)
            if name in given:
                raise SettingsError(f"the finding {name!r} is given twice", "give one verdict on each")
            given[name] = sign(name, verdict, note)
    if note and not given:
        raise SettingsError("a note without a finding", "give --confirm ID, --dismiss ID or --explain ID with it")
    return list(given.values())


def _make_sign(reviewer: str | None) -> Sign:
    """Make the function that puts a reviewer's name and the day where they are to a verdict.

    Raises:
        SettingsError: the name is too long.
    """
    if reviewer is not None and len(reviewer) > LONGEST_NAME:
        raise SettingsError(f"the reviewer's name has more than {LONGEST_NAME} characters", "give a shorter one")
    today = dt.datetime.now().astimezone().date()
    name = None if reviewer is None else printable(reviewer)
    return lambda finding, verdict, note: Review(
        finding=finding, verdict=verdict, note=printable(note), reviewer=name, date=today
    )


def _at_the_terminal() -> Answers:
    """Show on standard error, so that a document's place stays free, and read lines of standard input."""
    import shutil

    look = Look(shutil.get_terminal_size().columns, wants_color("auto", sys.stderr, os.environ))

    def show(made: ComparisonDocument, finding: DocumentFinding, place: str) -> None:
        from summarizer.reports.terminal import render_finding

        sys.stderr.write(f"\n{place}\n{render_finding(made, finding, look)}")

    def ask(question: str) -> str | None:
        sys.stderr.write(question)
        sys.stderr.flush()
        return sys.stdin.readline() or None

    return Answers(show, ask)
