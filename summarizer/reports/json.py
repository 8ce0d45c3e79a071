"""The JSON report: the document itself, with every unseen character escaped, so that it is safe on a terminal too."""

import json
from typing import Any

from summarizer.contract import CheckDocument, Document
from summarizer.errors import SettingsError
from summarizer.text.safety import UNSEEN_CHARACTER


def render(document: Document) -> str:
    """Render a document as indented JSON (RFC 8259) of one object, fields in the order of the contract."""
    return _dump(document.model_dump(mode="json"), indent=2) + "\n"


def render_lines(document: Document) -> str:
    """Render a check as JSON Lines: one statement a line, in the order asked.

    Raises:
        SettingsError: for a document that is no check.
    """
    if not isinstance(document, CheckDocument):
        raise SettingsError("only a check can be one object a line", "use --format json")
    return "".join(dump_line(check.model_dump(mode="json")) for check in document.checks)


def dump_line(value: Any) -> str:
    """Render a value as one line of JSON Lines."""
    return _dump(value) + "\n"


def dump(value: Any) -> str:
    """Render what is no document, a JSON Schema or a plan, in the same way."""
    return _dump(value, indent=2) + "\n"


def _dump(value: Any, indent: int | None = None) -> str:
    """Dump JSON in which every unseen character of `text.safety` is a numeric escape: the same string to any parser."""
    dumped = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return UNSEEN_CHARACTER.sub(lambda match: json.dumps(match.group())[1:-1], dumped)
