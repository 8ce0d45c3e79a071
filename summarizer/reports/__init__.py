"""A document in a form for readers or programs, and the table that lists the forms."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from summarizer.reports.look import Look

if TYPE_CHECKING:
    from summarizer.contract import Document

__all__ = ["CHECK_FORMATS", "FORMATS", "SUFFIXES", "Look", "Render"]


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


def _html(document: "Document", look: Look) -> str:  # noqa: ARG001  one signature for all
    from summarizer.reports.html import render

    return render(document)


FORMATS: dict[str, Render] = {"text": _text, "markdown": _markdown, "html": _html, "json": _json}
"""From a format's name to the function that renders any document; what it needs is imported on the call."""

WITH_TEXT = frozenset({"html"})
"""The formats that show articles whole, and want a document that holds their texts."""

CHECK_FORMATS: dict[str, Render] = {**FORMATS, "jsonl": _jsonl}
"""The formats of a check, which can also be one statement a line."""

SUFFIXES = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".jsonl": "jsonl",
}
"""From a file's suffix to the format that it stands for."""
