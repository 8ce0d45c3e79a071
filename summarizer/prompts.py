"""The questions put to a model: load them from Markdown files, render them, and version them.

A prompt file begins with front matter (`id`, `inputs`, `answer`), then has a part a role under the headings `# system`
and `# user`. `$name` stands for an input (`string.Template`; a dollar sign is `$$`). The parts are split before anything
is put in, and what is put in is never read for placeholders or headings, so an article can't add a part.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import Any, NamedTuple

from summarizer.errors import SettingsError

FOLDERS = (Path(__file__).parent / "_prompts", Path(__file__).parent.parent / "prompts")
"""Where prompts lie: inside an installed wheel, or beside the package in a checkout."""

_FRONT_MATTER = re.compile(r"---\n(?P<fields>.*?)\n---\n", re.DOTALL)
_PART = re.compile(r"^# (?P<role>system|user)$", re.MULTILINE)
_KEYS = {"id", "inputs", "answer"}


class Message(NamedTuple):
    """One message of a conversation with a model."""

    role: str
    content: str


class Prompt(NamedTuple):
    """A question put to a model, before its inputs are put in.

    `answer` names the type of the answer; `source` is the whole file, of which the version is made.
    """

    id: str
    inputs: tuple[str, ...]
    answer: str
    parts: tuple[Message, ...]
    source: str

    def render(self, **values: str) -> list[Message]:
        """Put the inputs in.

        Raises:
            SettingsError: if an input is missing, or one is given that the prompt does not have.
        """
        if set(values) != set(self.inputs):
            raise SettingsError(
                f"the prompt {self.id!r} takes {', '.join(self.inputs)}, and was given {', '.join(values) or 'nothing'}",
                "make the names in the file's front matter those that the program fills",
            )
        return [Message(part.role, Template(part.content).substitute(values)) for part in self.parts]

    def version(self, schema: Mapping[str, Any]) -> str:
        """Name the prompt's very wording and the form of its answer: `read@1a2b3c4d`.

        The schema counts, for its field descriptions are read by the model too. Eight hex digits of SHA-256 tell a few
        thousand wordings apart.
        """
        form = json.dumps(schema, ensure_ascii=False, separators=(",", ":"))
        digest = hashlib.sha256(f"{self.source}\x00{form}".encode()).hexdigest()
        return f"{self.id}@{digest[:8]}"


def load_prompt(name: str, folders: tuple[Path, ...] = FOLDERS) -> Prompt:
    """Load a prompt by its name from the first folder that has it.

    Raises:
        SettingsError: if no folder has it, or the file is not a prompt.
    """
    for folder in folders:
        path = folder / f"{name}.md"
        if path.is_file():
            return parse_prompt(path.read_text(encoding="utf-8"), name)
    raise SettingsError(
        f"no prompt {name!r} in {' or '.join(map(str, folders))}", "install the package again; its wheel carries them"
    )


def parse_prompt(source: str, name: str) -> Prompt:
    """Parse a prompt file's text.

    Raises:
        SettingsError: if front matter or parts are missing, or the placeholders are not the inputs it declares.
    """
    head = _FRONT_MATTER.match(source)
    fields = dict(_field(line, name) for line in head["fields"].splitlines()) if head else {}
    if head is None or set(fields) != _KEYS or fields["id"] != name:
        raise SettingsError(
            f"the prompt {name!r} has no front matter with id: {name}, inputs and answer",
            "begin the file with a line ---, then the three fields, then a line ---",
        )
    inputs = tuple(filter(None, (word.strip() for word in fields["inputs"].split(","))))
    prompt = Prompt(name, inputs, fields["answer"], tuple(_parts(source[head.end() :])), source)
    _refuse_strays(prompt)
    return prompt


def _field(line: str, name: str) -> tuple[str, str]:
    key, colon, value = line.partition(":")
    if not colon:
        raise SettingsError(f"the prompt {name!r} has the line {line!r} in its front matter", "write it as name: value")
    return key.strip(), value.strip()


def _parts(body: str) -> list[Message]:
    heads = list(_PART.finditer(body))
    ends = [head.start() for head in heads[1:]] + [len(body)]
    return [Message(head["role"], body[head.end() : end].strip() + "\n") for head, end in zip(heads, ends, strict=True)]


def _refuse_strays(prompt: Prompt) -> None:
    if [part.role for part in prompt.parts] != ["system", "user"]:
        raise SettingsError(
            f"the prompt {prompt.id!r} has not the two parts # system and # user", "write both, in this order"
        )
    templates = [Template(part.content) for part in prompt.parts]
    if not all(template.is_valid() for template in templates):
        raise SettingsError(f"the prompt {prompt.id!r} has a stray dollar sign", "write a dollar sign as $$")
    found = {name for template in templates for name in template.get_identifiers()}
    if found != set(prompt.inputs):
        raise SettingsError(
            f"the prompt {prompt.id!r} declares the inputs {sorted(prompt.inputs)} and uses {sorted(found)}",
            "name in the front matter just the placeholders of the text",
        )
