"""Prompts shown: which there are, and one in full with the form of its answer.

A user's prompt is foreign text as any other: what nobody can see in it, or what a terminal obeys, is made visible.
"""

from collections.abc import Mapping
from typing import Any

from summarizer.engines.model.drafts import ANSWERS
from summarizer.engines.model.schema import strict_schema
from summarizer.prompts import Prompt
from summarizer.reports.json import dump
from summarizer.text.safety import for_terminal, on_one_line

INDENT = "    "  # foreign text never begins a line, so that none of its lines looks like one of ours


def render_list(prompts: Mapping[str, Prompt]) -> str:
    """Render a line a prompt: id, version, type of the answer, and where it comes from."""
    rows = [(prompt.id, version_of(prompt), prompt.answer, describe_origin(prompt)) for prompt in prompts.values()]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return "".join(
        "  ".join([*(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False)), row[-1]]) + "\n"
        for row in rows
    )


def dump_list(prompts: Mapping[str, Prompt]) -> str:
    """Dump the prompts as a JSON array, an object each."""
    return dump([_row(prompt) for prompt in prompts.values()])


def render_prompt(prompt: Prompt) -> str:
    """Render a prompt in full: its front matter, its version, its messages, and the strict JSON Schema of its answer."""
    fields = {
        "id": prompt.id,
        "inputs": ", ".join(prompt.inputs),
        "answer": prompt.answer,
        "version": version_of(prompt),
        "from": describe_origin(prompt),
    }
    head = "".join(f"{name:<7}  {on_one_line(value)}\n" for name, value in fields.items())
    parts = [f"{part.role}\n{indented(part.content)}" for part in prompt.parts]
    return "\n".join([head, *parts, f"JSON Schema of the answer\n{indented(dump(_schema(prompt)))}"])


def dump_prompt(prompt: Prompt) -> str:
    """Dump a prompt in full as a JSON object."""
    messages = [part._asdict() for part in prompt.parts]
    return dump(_row(prompt) | {"messages": messages, "schema": _schema(prompt), "source": prompt.source})


def version_of(prompt: Prompt) -> str:
    """Name a prompt's wording and the form of its answer, as documents do in `engine.prompts`."""
    return prompt.version(_schema(prompt))


def describe_origin(prompt: Prompt) -> str:
    """Say where a prompt comes from: the user's file, or this package."""
    return "built in" if prompt.path is None else on_one_line(str(prompt.path))


def indented(text: str) -> str:
    """Make a text safe for a terminal and move each of its lines in."""
    return "".join(f"{INDENT}{line}".rstrip() + "\n" for line in for_terminal(text).rstrip("\n").split("\n"))


def _row(prompt: Prompt) -> dict[str, Any]:
    path = None if prompt.path is None else str(prompt.path)
    inputs = list(prompt.inputs)
    return {"id": prompt.id, "version": version_of(prompt), "inputs": inputs, "answer": prompt.answer, "path": path}


def _schema(prompt: Prompt) -> dict[str, Any]:
    return strict_schema(ANSWERS[prompt.answer])
