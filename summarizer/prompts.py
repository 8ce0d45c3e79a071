"""The questions put to a model: load them from Markdown files, render them, and version them.

A prompt file begins with front matter (`id`, `inputs`, `answer`), then has a part a role under the headings `# system`
and `# user`. `$name` stands for an input (`string.Template`; a dollar sign is `$$`). The parts are split before anything
is put in, and what is put in is never read for placeholders or headings, so an article can't add a part.

A folder of the user's own may hold prompts that go before ours of the same names. They ask in other words for the same:
the inputs and the type of the answer are ours, for the program fills the one and reads the other.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import Any, NamedTuple

from summarizer.errors import SettingsError
from summarizer.text.suggestions import suggest

FOLDERS = (Path(__file__).parent / "_prompts", Path(__file__).parent.parent / "prompts")
"""Where prompts lie: inside an installed wheel, or beside the package in a checkout."""

LARGEST_FILE = (
    300_000  # characters; ours have some 5,000, and an engine sends no more than this with the article put in
)

_FRONT_MATTER = re.compile(r"---\n(?P<fields>.*?)\n---\n", re.DOTALL)
_PART = re.compile(r"^# (?P<role>system|user)$", re.MULTILINE)
_KEYS = {"id", "inputs", "answer"}


class Message(NamedTuple):
    """One message of a conversation with a model."""

    role: str
    content: str


class Prompt(NamedTuple):
    """A question put to a model, before its inputs are put in.

    `answer` names the type of the answer; `source` is the whole file, of which the version is made; `path` is the file
    where it is the user's own, and None where it is ours.
    """

    id: str
    inputs: tuple[str, ...]
    answer: str
    parts: tuple[Message, ...]
    source: str
    path: Path | None = None

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


def load_prompts(own: Path | None = None) -> dict[str, Prompt]:
    """Load every prompt by its name, in the order of the names; those of the user's own folder go before ours.

    Raises:
        SettingsError: if a file of either folder is not a prompt, if the user's folder can't be read or overrides
            nothing, or if one of its prompts has other inputs or another answer than ours.
    """
    folder = next((folder for folder in FOLDERS if folder.is_dir()), FOLDERS[0])
    ours = {name: load_prompt(name) for name in sorted(path.stem for path in folder.glob("*.md"))}
    return ours if own is None else ours | {prompt.id: prompt for prompt in _load_own(own, ours)}


def load_prompt(name: str, folders: tuple[Path, ...] = FOLDERS) -> Prompt:
    """Load a prompt by its name from the first folder that has it.

    Raises:
        SettingsError: if no folder has it, or the file is not a prompt.
    """
    for folder in folders:
        path = folder / f"{name}.md"
        if path.is_file():
            return _load_file(path)
    raise SettingsError(
        f"no prompt {name!r} in {' or '.join(map(str, folders))}", "install the package again; its wheel carries them"
    )


def find_prompt(name: str, prompts: Mapping[str, Prompt]) -> Prompt:
    """Find a prompt by the name that a person gave.

    Raises:
        SettingsError: if there is none of that name.
    """
    if name not in prompts:
        raise SettingsError(
            f"there is no prompt {name!r}", suggest(name, prompts) or f"the prompts are {', '.join(prompts)}"
        )
    return prompts[name]


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


def _load_own(folder: Path, ours: Mapping[str, Prompt]) -> list[Prompt]:
    """Load the prompts of the user's folder: its Markdown files that are not hidden, each of which must override one."""
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix == ".md" and not path.name.startswith("."))
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"the folder of prompts {str(folder)!r} can't be read: {getattr(error, 'strerror', None) or error}",
            "give a folder that holds prompts of your own",
        ) from None
    names = ", ".join(f"{name}.md" for name in ours)
    if not paths:
        raise SettingsError(f"the folder {str(folder)!r} holds no prompt", f"put one there; it may hold {names}")
    for path in paths:
        if path.stem not in ours:  # a name that is mistyped must not look as if it overrode something
            mend = (
                suggest(path.name, [f"{name}.md" for name in ours]) or f"the folder may hold {names}; take others out"
            )
            raise SettingsError(f"{path} has the name of no prompt", mend)
    loaded = [_load_file(path)._replace(path=path) for path in paths]
    for prompt in loaded:
        _refuse_another_form(prompt, ours[prompt.id])
    return loaded


def _refuse_another_form(prompt: Prompt, ours: Prompt) -> None:
    if set(prompt.inputs) != set(ours.inputs):
        raise SettingsError(
            f"{prompt.path} has the inputs {', '.join(prompt.inputs) or 'none'}, and the program fills others",
            f"use just these, in its front matter and in its text: {', '.join(ours.inputs)}",
        )
    if prompt.answer != ours.answer:
        raise SettingsError(
            f"{prompt.path} asks for the answer {prompt.answer!r}, which the program can't read there",
            f"write answer: {ours.answer} in its front matter",
        )


def _load_file(path: Path) -> Prompt:
    """Read and parse a prompt's file; whatever is wrong names the file."""
    if not path.is_file():  # a pipe would be waited for
        raise SettingsError(f"{path} is not a file", "put a prompt there, or take it out")
    try:
        with path.open(encoding="utf-8-sig") as file:
            source = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise SettingsError(
            f"{path} can't be read: {error.strerror}", "make it a readable file, or take it out"
        ) from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path} is not UTF-8 text", "save it as UTF-8") from None
    if len(source) > LARGEST_FILE:
        raise SettingsError(
            f"{path} has more than {LARGEST_FILE:,} characters", "make it shorter; it is sent each time"
        )
    try:
        return parse_prompt(source, path.stem)
    except SettingsError as error:
        raise SettingsError(f"{path}: {error.cause}", error.mend) from None


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
