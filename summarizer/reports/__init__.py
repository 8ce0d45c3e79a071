"""A document in a form for readers or programs, and the table that lists the forms."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from summarizer.reports.look import Look

if TYPE_CHECKING:
    from summarizer.contract import Document
    from summarizer.since import Difference

__all__ = ["CHECK_FORMATS", "FILE_MARKS", "FORMATS", "SINCE_FORMATS", "SUFFIXES", "WITH_TEXT", "Look", "Render"]


Render = Callable[["Document", Look], str]


def _text(document: "Document", look: Look) -> str:
    from summarizer.reports.terminal import render

    return render(document, look)


def _markdown(document: "Document", look: Look) -> str:  # noqa: ARG001  one signature for all
    from summarizer.reports.markdown import render

    return render(document)


def _json(document: "Document", look: Look) -> str:  # noqa: ARG001  one signature for all
    from summarizer.reports.json import render

    return render(document)


def _jsonl(document: "Document", look: Look) -> str:  # noqa: ARG001  one signature for all
    from summarizer.reports.json import render_lines

    return render_lines(document)


def _csv(document: "Document", look: Look) -> str:  # noqa: ARG001  one signature for all
    from summarizer.reports.csv import render

    return render(document)


def _html(document: "Document", look: Look) -> str:  # noqa: ARG001  one signature for all
    from summarizer.reports.html import render

    return render(document)


def _claimreview(document: "Document", look: Look) -> str:  # noqa: ARG001  one signature for all
    from summarizer.reports.claimreview import render

    return render(document)


FORMATS: dict[str, Render] = {
    "text": _text,
    "markdown": _markdown,
    "html": _html,
    "json": _json,
    "csv": _csv,
    "claimreview": _claimreview,
}
"""From a format's name to the function that renders any document; what it needs is imported on the call."""

WITH_TEXT = frozenset({"html"})
"""The formats that show articles whole, and want a document that holds their texts."""

CHECK_FORMATS: dict[str, Render] = {**FORMATS, "jsonl": _jsonl}
"""The formats of a check, which can also be one statement a line."""


def _since_text(difference: "Difference", look: Look) -> str:
    from summarizer.reports.since_text import render

    return render(difference, look)


def _since_markdown(difference: "Difference", look: Look) -> str:  # noqa: ARG001  one signature for all
    from summarizer.reports.since_markdown import render

    return render(difference)


def _since_json(difference: "Difference", look: Look) -> str:  # noqa: ARG001  one signature for all
    from summarizer.reports.json import dump

    return dump(difference.document().model_dump(mode="json"))


SINCE_FORMATS: dict[str, Callable[["Difference", Look], str]] = {
    "text": _since_text,
    "markdown": _since_markdown,
    "json": _since_json,
}
"""The formats in which the difference of two comparisons is reported."""

FILE_MARKS = {"csv": "\ufeff"}
"""What a file of a format begins with, and standard output does not: by this mark Excel knows UTF-8 (RFC 3629, section 6)."""

SUFFIXES = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".csv": "csv",
    ".jsonld": "claimreview",
}
"""From a file's suffix to the format that it stands for."""
