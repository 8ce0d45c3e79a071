"""Documents in which every text that is not ours is one and the same hostile text, as a stored file may have it."""

import json
from functools import cache

from building import make_checks, make_comparison, make_readings

from summarizer.contract import apply_reviews, document
from summarizer.reports.json import render
from summarizer.reviews import Review
from summarizer.stored import parse_document

FREE = set(
    "source title published outlet language headline abstract text explanation answer note reviewer name role subject "
    "reason statement condition time model measure unit".split()
)
"""Fields of any text; the others are words of the contract, ids, or numbers."""


def documents(text):
    """Give a document of each kind with the text in every free field, in every id of articles and claims, and quoted."""
    return tuple(_filled(one, text) for one in _benign())


@cache
def _benign():
    """Give the JSON of a document of each kind."""
    comparison = document(make_comparison())
    reviews = [
        Review(finding=f"f-{number:012x}", verdict=verdict, note="x", reviewer="x", date="2026-03-04")
        for number, verdict in ((1, "confirmed"), (2, "explained"))
    ]
    made = (apply_reviews(comparison, reviews), document(make_readings()), document(make_checks()))
    return tuple(json.loads(render(one)) for one in made)


def _filled(value, text):
    value = _fill(value, None, text)
    value["failures"].append({"stage": "claims", "subject": text, "reason": text})
    value["engine"] = {"name": text, "model": text, "prompts": {"read": text}}
    for article in value["articles"]:
        article |= {"characters": len(text), "notes": [text, text], "text": None}
    return parse_document(json.dumps(value).encode())


def _fill(value, name, text):
    if isinstance(value, list):
        return [_fill(one, name, text) for one in value]
    if isinstance(value, dict):
        filled = {key: _fill(one, key, text) for key, one in value.items()}
        if "quote" in filled:
            filled |= {"quote": text, "start": 0, "end": len(text)}
        return filled
    if name in {"note", "reviewer"}:
        return text.encode("utf-8", "replace").decode()[
            :200
        ]  # a reviewer's file is bounded, and has no lone surrogates
    if name in FREE:
        return text
    if isinstance(value, str) and value[:1] == "a" and value[1:2].isdigit():  # an article's or a claim's id
        return f"{value}{text}"
    return value
