"""Settings: flags > environment > project file > user file > defaults.

The project file is `summarizer.toml`, or the table `[tool.summarizer]` of `pyproject.toml`, in the working folder; the
user file is `summarizer.toml` in the user's configuration folder. Each value keeps its origin, so that an error and
`summarizer doctor` can say where it was set. A path in a file counts from that file's folder.
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple
from urllib.parse import urlsplit, urlunsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from summarizer.errors import SettingsError
from summarizer.text.suggestions import suggest

PREFIX = "SUMMARIZER_"
SHARED_VARIABLES = {
    "api_key": "OPENAI_API_KEY",
    "base_url": "OPENAI_BASE_URL",
    "organization": "OPENAI_ORG_ID",
    "project": "OPENAI_PROJECT_ID",
}
"""Variables that the openai package reads too; ours, with the prefix, goes before."""

HOSTED = "https://api.openai.com/v1"  # where the openai package turns to without a base URL
LARGEST_FILE = 1_000_000  # bytes; settings are some lines, anything larger is another file


class Settings(BaseModel):
    """What a run is asked with; `origins` says of each value that was set where it comes from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine: str = Field(default="auto", min_length=1)
    model: str | None = Field(default=None, min_length=1)
    base_url: str | None = None
    api_key: SecretStr | None = None
    organization: str | None = None
    project: str | None = None
    temperature: float | None = Field(default=0.0, ge=0.0, le=2.0)
    seed: int | None = None
    max_output_tokens: int | None = Field(default=None, ge=1)
    timeout: float = Field(default=120.0, gt=0.0, le=3600.0)  # seconds a request
    attempts: int = Field(default=5, ge=1, le=20)
    concurrency: int = Field(default=8, ge=1, le=256)
    requests_per_minute: int | None = Field(default=None, ge=1)  # to the endpoint, each attempt counted
    tokens_per_minute: int | None = Field(default=None, ge=1)  # of questions and answers together
    prompts: Path | None = None  # a folder whose prompts go before ours of the same names
    show: Literal["likely", "possible"] = "likely"  # which findings of the embedded engine are shown
    second_look: Literal["on", "off"] = "on"  # whether a model is asked about each conflict once more
    claims: Literal["needed", "all"] = "needed"  # which claims of compared articles a model lists
    max_cost: float | None = Field(default=None, ge=0.0, allow_inf_nan=False)  # US dollars a run
    max_calls: int | None = Field(default=None, ge=0)  # questions a run; 0 answers from what is stored
    price_input: float | None = Field(default=None, ge=0.0, allow_inf_nan=False)  # US dollars a million tokens
    price_output: float | None = Field(default=None, ge=0.0, allow_inf_nan=False)  # same
    batch_factor: float | None = Field(default=None, ge=0.0, le=1.0)  # of those two, in a batch
    via: Literal["direct", "batch"] = "direct"  # how a model is asked about each article
    cache: bool = True  # whether a model's answers are stored, and stored ones are used
    origins: dict[str, str] = Field(default={}, repr=False)

    @field_validator("base_url")
    @classmethod
    def _is_web_address(cls, value: str | None) -> str | None:
        if value is not None and (urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).hostname):
            message = "not an address that begins with http:// or https://"
            raise ValueError(message)
        return value

    @property
    def resolved_engine(self) -> str:
        """The engine that answers: for "auto" the embedded one if neither a key nor a base URL is set, else a model."""
        if self.engine != "auto":
            return self.engine
        return "embedded" if self.api_key is None and self.base_url is None else "model"

    @property
    def address(self) -> str:
        """Where the model engine's questions go."""
        return self.base_url or HOSTED


NAMES = tuple(name for name in Settings.model_fields if name != "origins")
"""Every setting, in the order in which `doctor` shows them."""


PATHS = frozenset({"prompts"})
"""Settings that are paths."""


class _Layer(NamedTuple):
    """Values from one place; `origins` names the place of each."""

    values: dict[str, Any]
    origins: dict[str, str]


def load_settings(
    flags: Mapping[str, Any] | None = None,
    *,
    environ: Mapping[str, str] | None = None,
    folder: Path | None = None,
    user_file: Path | None = None,
) -> Settings:
    """Gather settings from flags, environment and files; a flag that is None counts as not given.

    Args:
        flags: values by setting name, as given on the command line or by a caller.
        environ: the environment; that of the process by default.
        folder: where project files are looked for; the working folder by default.
        user_file: the user's file; `summarizer.toml` in the user's configuration folder by default.

    Raises:
        SettingsError: for an unreadable file, an unknown name or a value that can't be used, with where it was set.
    """
    environ = os.environ if environ is None else environ
    user_file = _user_file(environ) if user_file is None else user_file
    layers = [
        _from_file(user_file),
        *_from_project(folder or Path()),
        _from_environment(environ),
        _from_flags(flags or {}),
    ]
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for layer in layers:
        values |= layer.values
        origins |= layer.origins
    try:
        return Settings(**values, origins=origins)
    except ValidationError as error:
        raise _explain(error, origins) from None


def _user_file(environ: Mapping[str, str]) -> Path:
    if home := environ.get("SUMMARIZER_HOME"):
        return Path(home) / "summarizer.toml"
    from platformdirs import user_config_path

    return user_config_path("summarizer", appauthor=False) / "summarizer.toml"


def hide_password(address: str) -> str:
    """Take name, password, query and fragment out of an address, where secrets are put."""
    parts = urlsplit(address)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, f"***@{place}" if "@" in parts.netloc else place, parts.path, "", ""))


def _from_flags(flags: Mapping[str, Any]) -> _Layer:
    values = {name: value for name, value in flags.items() if value is not None}
    _refuse_unknown(values, "the call")
    origins = {name: f"--{'no-' if value is False else ''}{name.replace('_', '-')}" for name, value in values.items()}
    return _Layer(values, origins)


def _from_environment(environ: Mapping[str, str]) -> _Layer:
    """Read our variables and those shared with the openai package; an empty one counts as not set."""
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for name in NAMES:
        for variable in (SHARED_VARIABLES.get(name), PREFIX + name.upper()):
            if variable and environ.get(variable, "").strip():
                values[name] = environ[variable].strip()
                origins[name] = variable
    return _Layer(values, origins)


def _from_project(folder: Path) -> list[_Layer]:
    own, shared = folder / "summarizer.toml", folder / "pyproject.toml"
    layers = [_from_table(_tool_table(shared), f"[tool.summarizer] in {shared}", folder), _from_file(own)]
    for layer in layers:
        if "api_key" in layer.values:
            raise SettingsError(
                f"{layer.origins['api_key']} holds a key, where it is soon committed or sent along",
                "take it out, and put it in the environment variable SUMMARIZER_API_KEY or OPENAI_API_KEY",
            )
        if not _is_own_machine(layer.values.get("base_url")):
            # A folder that somebody else wrote must not send the user's key to an address of its choice.
            raise SettingsError(
                f"{layer.origins['base_url']} names an endpoint on another machine, which would be sent your key",
                "give it as --base-url, in SUMMARIZER_BASE_URL or OPENAI_BASE_URL, or in your own settings file",
            )
        if not _is_inside(layer.values.get("prompts"), folder):
            # Nor may it have other files of the user's read: a prompt is sent to the endpoint word for word.
            raise SettingsError(
                f"{layer.origins['prompts']} takes prompts from outside its folder, from {layer.values['prompts']}",
                "put them into the folder, or give them as --prompts, in SUMMARIZER_PROMPTS, or in your own settings file",
            )
    return layers


def _is_own_machine(base_url: object) -> bool:
    """Whether an address is on this machine; one that is not set, or no text, is for others to judge."""
    return not isinstance(base_url, str) or urlsplit(base_url).hostname in {None, "localhost", "127.0.0.1", "::1"}


def _is_inside(prompts: object, folder: Path) -> bool:
    """Whether a folder and the prompts in it are inside another, links followed; one that is not set is no matter."""
    if not isinstance(prompts, Path):
        return True
    inside = folder.resolve()
    try:
        return all(path.resolve().is_relative_to(inside) for path in (prompts, *prompts.glob("*.md")))
    except (OSError, RuntimeError, ValueError):  # a circle of links, a name that no file has
        return False


def _tool_table(path: Path) -> dict[str, Any]:
    tool = _parse(path).get("tool", {})
    table = tool.get("summarizer", {}) if isinstance(tool, dict) else {}
    if not isinstance(table, dict):
        raise SettingsError(
            f"tool.summarizer in {path} is no table", "write it as [tool.summarizer] with a line a setting"
        )
    return table


def _from_file(path: Path) -> _Layer:
    return _from_table(_parse(path), str(path), path.parent)


def _from_table(table: dict[str, Any], origin: str, folder: Path) -> _Layer:
    _refuse_unknown(table, origin)
    values = {name: _located(value, folder) if name in PATHS else value for name, value in table.items()}
    return _Layer(values, dict.fromkeys(table, origin))


def _located(value: Any, folder: Path) -> Any:
    """Count a path from the folder of its file, "~" standing for the user's own; what is no text is for others to judge."""
    if not isinstance(value, str):
        return value
    try:
        return folder / Path(value).expanduser()
    except RuntimeError:  # nobody knows where that user lives
        return folder / value


def _parse(path: Path) -> dict[str, Any]:
    """Read a TOML file; one that is not there is empty, one that can't be read is an error."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
        if len(raw) > LARGEST_FILE:
            raise SettingsError(f"{path} is larger than {LARGEST_FILE:,} bytes", "a settings file has a line a setting")
        return tomllib.loads(raw.decode("utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise SettingsError(f"{path} can't be read: {error.strerror}", "make it readable, or take it away") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path} is not UTF-8 text", "save it as UTF-8, or take it away") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(
            f"{path} is not TOML: {error}", 'a line is a name, "=", and a value; text is in quotes'
        ) from None


def _refuse_unknown(names: Mapping[str, Any], origin: str) -> None:
    for name in names:
        if name not in NAMES:
            mend = suggest(name.replace("-", "_"), NAMES) or f"the settings are {', '.join(NAMES)}"
            raise SettingsError(f"{name!r} in {origin} is not a setting", mend)


def _explain(error: ValidationError, origins: Mapping[str, str]) -> SettingsError:
    """Say in one line which value is wrong, what is wrong with it and where it was set; a key is never shown."""
    first = error.errors(include_url=False)[0]
    name = str(first["loc"][0])
    value = "" if name == "api_key" else f" is {first['input']!r}"
    reason = first["msg"].removeprefix("Value error, ").replace("Input should be", "it should be")
    return SettingsError(f"{name}{value}: {reason}", f"set it right in {origins.get(name, 'the call')}")
