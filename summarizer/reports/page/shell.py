"""The page around its contents: one file that asks nothing of anybody, its style and script allowed by their hashes."""

import base64
import hashlib
from functools import cache
from importlib import resources

from summarizer.reports.page.markup import Markup, element, join

SCRIPTS = ("state.js", "filters.js", "lights.js", "keys.js", "review.js", "start.js")
"""In the order in which they are joined; together they are one function's body."""


def make_page(title: str, *parts: Markup | None) -> str:
    """Put a page together; nothing from outside may be loaded, run, framed or sent to.

    The policy is Content Security Policy level 3 in a meta element, with the hashes of the one style and the one script
    (W3C, CSP3, 2.3.1); trusted types keep the script itself from making markup of text.
    """
    style, script = _style(), _script()
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", " ".join(title.split())),
        element("style", Markup(style)),
    )
    body = element("body", *parts, element("script", Markup(script)))
    return "<!DOCTYPE html>\n" + element("html", head, Markup("\n"), body, lang="en") + "\n"


def _policy(style: str, script: str) -> str:
    rules = (
        "default-src 'none'",
        f"style-src '{_hash(style)}'",
        f"script-src '{_hash(script)}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
    return "; ".join(rules)


def _hash(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


@cache
def _style() -> str:
    return _load("page.css")


@cache
def _script() -> str:
    return f'"use strict";\n(() => {{\n{"".join(_load(name) for name in SCRIPTS)}}})();\n'


def _load(name: str) -> str:
    return resources.files("summarizer.reports.page").joinpath(name).read_text(encoding="utf-8")


def section(place: str, heading: str, gloss: str | None, *children: Markup | None, kind: str = "") -> Markup:
    """Make a section of the page with its heading and a line that says what it holds."""
    return element(
        "section",
        element("h2", heading, id=f"{place}-heading"),
        element("p", gloss, class_="gloss") if gloss else None,
        join(children),
        id=place,
        class_=f"part {kind}".strip(),
        aria_labelledby=f"{place}-heading",
    )
