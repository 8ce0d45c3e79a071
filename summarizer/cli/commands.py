"""What each command does: settings, a call into the library, the document, the exit code."""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from summarizer.cli.batches import batch, export, status
from summarizer.cli.messages import is_terminal, print_document, tell
from summarizer.cli.preparing import load, load_and_tell, tell_where_articles_go
from summarizer.cli.reporting import honour, read_review_files, report
from summarizer.cli.reviewing import review
from summarizer.cli.targets import Target, find_targets, judge, write_document
from summarizer.contract import ComparisonDocument, Document, document, drop_texts
from summarizer.errors import ExitCode, SettingsError
from summarizer.models import Article, Comparison, Failure
from summarizer.output import write_file
from summarizer.reports import CHECK_FORMATS, FORMATS, WITH_TEXT
from summarizer.reports.outline import count, describe_usage
from summarizer.results import Checks, Readings
from summarizer.reviews import Review
from summarizer.settings import Settings

LARGEST_LIST = 50_000_000  # bytes of a file of statements: some 400,000 of them


def summarize(arguments: argparse.Namespace) -> ExitCode:
    """Run `summarize`."""
    from summarizer.api import summarize_articles_sync

    targets, settings = _prepare(arguments, arguments.articles)
    if arguments.dry_run:
        return _plan(arguments, targets, settings, arguments.articles)
    result = summarize_articles_sync(arguments.articles, settings=settings)
    return _finish(arguments, targets, result, [reading.article for reading in result.readings])


def compare(arguments: argparse.Namespace) -> ExitCode:
    """Run `compare`."""
    from summarizer.api import compare_articles_sync

    reviews = read_review_files(arguments.reviews)
    targets, settings = _prepare(arguments, arguments.articles)
    if arguments.dry_run:
        return _plan(arguments, targets, settings, arguments.articles)
    result = compare_articles_sync(arguments.articles, settings=settings)
    return _finish(arguments, targets, result, [reading.article for reading in result.readings], reviews)


def check(arguments: argparse.Namespace) -> ExitCode:
    """Run `check`."""
    from summarizer.api import check_statements_sync

    statements, articles = _find_statements(arguments)
    targets, settings = _prepare(arguments, articles)
    if arguments.dry_run:
        return _plan(arguments, targets, settings, articles, statements)
    result = check_statements_sync(statements, articles, settings=settings)
    return _finish(arguments, targets, result, result.articles)


def evaluate(arguments: argparse.Namespace) -> ExitCode:
    """Run `eval`."""
    from summarizer.api import evaluate_folder_sync
    from summarizer.cli.scores import SCORE_FORMATS

    settings = load(arguments)
    if settings.resolved_engine == "model":
        tell_where_articles_go(settings, quiet=arguments.quiet)
    evaluation = evaluate_folder_sync(Path(arguments.folder), settings=settings)
    print_document(SCORE_FORMATS[arguments.format](evaluation))
    if not arguments.quiet:
        seconds = sum(case.seconds for case in evaluation.cases)
        tell(f"note: {len(evaluation.cases)} cases were read and compared in {seconds:.1f} s")
    failed = [failure for case in evaluation.cases for failure in case.failures]
    return _tell_failures(failed)


def schema(arguments: argparse.Namespace) -> ExitCode:
    """Run `schema`."""
    from summarizer.contract import json_schema
    from summarizer.reports.json import dump

    print_document(dump(json_schema(arguments.document)))
    return ExitCode.DONE


def doctor(arguments: argparse.Namespace) -> ExitCode:
    """Run `doctor`."""
    from summarizer.doctor import examine, render

    examination = examine(load(arguments), probe=arguments.probe)
    print_document(render(examination))
    return examination.exit_code


def list_prompts(arguments: argparse.Namespace) -> ExitCode:
    """Run `prompts list`."""
    from summarizer.cli.prompts import dump_list, render_list
    from summarizer.prompts import load_prompts

    prompts = load_prompts(load(arguments).prompts)
    print_document((dump_list if arguments.json else render_list)(prompts))
    return ExitCode.DONE


def show_prompt(arguments: argparse.Namespace) -> ExitCode:
    """Run `prompts show`."""
    from summarizer.cli.prompts import dump_prompt, render_prompt
    from summarizer.prompts import find_prompt, load_prompts
    from summarizer.text.safety import for_terminal

    prompt = find_prompt(arguments.name, load_prompts(load(arguments).prompts))
    if arguments.source:
        print_document(for_terminal(prompt.source))
    else:
        print_document((dump_prompt if arguments.json else render_prompt)(prompt))
    return ExitCode.DONE


def try_prompt(arguments: argparse.Namespace) -> ExitCode:
    """Run `prompts test`."""
    from summarizer.cli.trials import render
    from summarizer.trial import try_prompt_sync

    settings = load(arguments)
    if not arguments.dry_run:
        tell_where_articles_go(settings, quiet=False)
    trial = try_prompt_sync(
        arguments.name,
        arguments.articles,
        settings=settings,
        statement=arguments.statement,
        dry_run=arguments.dry_run,
    )
    print_document(render(trial))
    if trial.refused is not None:
        raise trial.refused
    return _tell_failures([outcome for outcome in trial.outcomes if isinstance(outcome, Failure)])


RUN: dict[str, Callable[[argparse.Namespace], ExitCode]] = {
    "summarize": summarize,
    "compare": compare,
    "check": check,
    "report": report,
    "review": review,
    "batch": batch,
    "status": status,
    "export": export,
    "eval": evaluate,
    "schema": schema,
    "prompts list": list_prompts,
    "prompts show": show_prompt,
    "prompts test": try_prompt,
    "doctor": doctor,
}
"""From a command's name to the function that runs it."""


def _plan(
    arguments: argparse.Namespace,
    targets: Sequence[Target],
    settings: Settings,
    articles: Sequence[str],
    statements: Sequence[str] = (),
) -> ExitCode:
    """Say what would be sent; nothing is."""
    from summarizer.api import plan_run_sync
    from summarizer.cli.plans import render_json, render_text

    plan = plan_run_sync(arguments.command, articles, statements, settings=settings)
    for target in targets:
        text = (render_json if target.format in {"json", "jsonl"} else render_text)(plan)
        if target.path is None:
            print_document(text)
        else:
            write_file(target.path, text)
    return ExitCode.FAILED if plan.failures else ExitCode.DONE


def _find_statements(arguments: argparse.Namespace) -> tuple[list[str], list[str]]:
    if arguments.statements is not None:
        articles = [*arguments.words, *arguments.against]
        if arguments.statements == "-" and "-" in articles:
            raise SettingsError(
                "standard input can't be both the statements and an article", "put one of them in a file"
            )
        statements = _read_statements(arguments.statements)
    else:
        statements, articles = arguments.words, arguments.against
        if len(statements) != 1:
            found = "no statement" if not statements else f"{len(statements)} statements"
            mend = 'put one in quotes before --against: summarizer check "..." --against ARTICLE; many go in --statements FILE'
            raise SettingsError(f"{found} to check", mend)
    if not articles:
        raise SettingsError("no article to check against", 'give some: summarizer check "..." --against ARTICLE')
    return statements, articles


def _read_statements(name: str) -> list[str]:
    """Read one statement a line, blank lines left out."""
    try:
        if name == "-":
            raw = sys.stdin.buffer.read(LARGEST_LIST + 1)
        else:
            with Path(name).open("rb") as file:
                raw = file.read(LARGEST_LIST + 1)
        text = raw.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = (
            "it is not UTF-8 text"
            if isinstance(error, UnicodeDecodeError)
            else getattr(error, "strerror", None) or error
        )
        raise SettingsError(
            f"the statements in {name!r} can't be read: {reason}", "give a text file, one statement a line"
        ) from None
    if len(raw) > LARGEST_LIST:
        raise SettingsError(f"{name!r} is larger than {LARGEST_LIST:,} bytes", "check it in parts")
    statements = [line.strip() for line in text.splitlines() if line.strip()]
    if not statements:
        raise SettingsError(f"there is no statement in {name!r}", "write one a line")
    return statements


def _prepare(arguments: argparse.Namespace, articles: Sequence[str]) -> tuple[list[Target], Settings]:
    """Find out all that can be wrong before anything is read or paid for."""
    formats = CHECK_FORMATS if arguments.command == "check" else FORMATS
    targets = find_targets(arguments, articles, formats)
    return targets, load_and_tell(arguments, is_sent=not arguments.dry_run)


def _finish(
    arguments: argparse.Namespace,
    targets: Sequence[Target],
    result: Readings | Comparison | Checks,
    articles: Iterable[Article],
    reviews: Sequence[Review] = (),
) -> ExitCode:
    """Render and write the document, say what people should know, and pick the exit code."""
    whole = document(result, with_text=True)
    if isinstance(whole, ComparisonDocument):
        whole = honour(whole, reviews, quiet=arguments.quiet)
    made = whole if arguments.with_text else drop_texts(whole)
    if not arguments.quiet:
        for article in articles:
            for note in article.notes:
                tell(f"note: {article.id} ({article.source}): {note}")
    write_document(made, CHECK_FORMATS, [target for target in targets if target.format not in WITH_TEXT], arguments)
    write_document(whole, CHECK_FORMATS, [target for target in targets if target.format in WITH_TEXT], arguments)
    usage = describe_usage(made.usage)
    if usage and is_terminal(sys.stderr) and not arguments.quiet:
        tell(usage)
    failed = _find_undone(made, result)
    if made.usage.cap:
        flag = f"--{made.usage.cap.replace('_', '-')}"
        tell(
            f"error: the cap of {flag} was reached: {count(len(failed), 'item')} left undone, all else is in the document"
        )
        return ExitCode.BUDGET
    if failed or not isinstance(made, ComparisonDocument):
        return _tell_failures(failed)
    return judge(made.standing(), arguments.fail_on)


def _tell_failures(failed: Sequence[Failure]) -> ExitCode:
    """Name the first of what could not be done, count the others, and pick the exit code."""
    if not failed:
        return ExitCode.DONE
    others = "" if len(failed) == 1 else f" (and {len(failed) - 1:,} more, listed in the document)"
    tell(f"error: {failed[0].subject}: {failed[0].reason}{others}")
    return ExitCode.FAILED


def _find_undone(made: Document, result: Readings | Comparison | Checks) -> list[Failure]:
    """List what could not be done; what a reading rejected on its way is shown, but its article was read."""
    rejected: set[Failure] = set()
    if not isinstance(result, Checks):
        rejected = {one for reading in result.readings for one in reading.failures}
    return [failure for failure in made.failures if failure not in rejected]
