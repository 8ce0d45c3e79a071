from pathlib import Path

import pytest

from summarizer.errors import ExitCode, SettingsError
from summarizer.settings import NAMES, Settings, load_settings

KEY = "sk-CANARY-0123456789"


@pytest.fixture
def load(tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "work").mkdir()

    def loader(flags=None, environ=None, project=None, pyproject=None, user=None):
        if project is not None:
            (tmp_path / "work/summarizer.toml").write_text(project)
        if pyproject is not None:
            (tmp_path / "work/pyproject.toml").write_text(pyproject)
        if user is not None:
            (tmp_path / "home/summarizer.toml").write_text(user)
        environ = {"SUMMARIZER_HOME": str(tmp_path / "home"), **(environ or {})}
        return load_settings(flags, environ=environ, folder=tmp_path / "work")

    return loader


def test_without_anything_the_embedded_engine_answers(load):
    settings = load()
    assert settings == Settings()
    assert settings.resolved_engine == "embedded"


@pytest.mark.parametrize(
    "environ",
    [{"OPENAI_API_KEY": KEY}, {"SUMMARIZER_API_KEY": KEY}, {"OPENAI_BASE_URL": "http://localhost:1/v1"}],
    ids=["shared key", "own key", "base URL"],
)
def test_with_a_key_or_a_base_url_a_model_answers(load, environ):
    assert load(environ=environ).resolved_engine == "model"
    assert load({"engine": "embedded"}, environ).resolved_engine == "embedded"


def test_each_place_goes_before_the_next(load):
    places = {
        "flags": {"timeout": 1},
        "environ": {"SUMMARIZER_TIMEOUT": "2"},
        "project": "timeout = 3",
        "pyproject": "[tool.summarizer]\ntimeout = 4",
        "user": "timeout = 5",
    }
    seen = []
    for name in list(places):
        seen.append(load(**places).timeout)
        places[name] = {} if name in {"flags", "environ"} else ""
    assert seen == [1, 2, 3, 4, 5]
    assert load(**places).timeout == 120


def test_our_variable_goes_before_the_shared_one(load):
    settings = load(environ={"OPENAI_API_KEY": "shared", "SUMMARIZER_API_KEY": "own"})
    assert settings.api_key.get_secret_value() == "own"
    assert settings.origins["api_key"] == "SUMMARIZER_API_KEY"


def test_an_empty_variable_is_not_set(load):
    assert load(environ={"OPENAI_API_KEY": " ", "OPENAI_BASE_URL": ""}).resolved_engine == "embedded"


def test_a_flag_that_turns_something_off_is_named_as_it_is_given(load):
    assert load({"cache": False}).origins["cache"] == "--no-cache"


def test_a_flag_that_is_none_is_not_given(load):
    assert load({"model": None}, {"SUMMARIZER_MODEL": "m"}).model == "m"


WRONG = {
    "unknown name": ({"project": "modle = 'x'"}, "'modle'", "did you mean 'model'?"),
    "hyphen": ({"project": "base-url = 'http://x'"}, "'base-url'", "did you mean 'base_url'?"),
    "far name": ({"user": "zzz = 1"}, "'zzz'", "the settings are"),
    "no table": ({"pyproject": "[tool]\nsummarizer = 1"}, "no table", "[tool.summarizer]"),
    "no TOML": ({"project": "timeout 3"}, "is not TOML", "text is in quotes"),
    "wrong type": ({"project": "timeout = 'soon'"}, "timeout is 'soon'", "summarizer.toml"),
    "wrong variable": ({"environ": {"SUMMARIZER_ATTEMPTS": "0"}}, "attempts is '0'", "SUMMARIZER_ATTEMPTS"),
    "a cost below nothing": ({"flags": {"max_cost": "-1"}}, "max_cost is '-1'", "--max-cost"),
    "an endless cost": ({"flags": {"max_cost": "inf"}}, "max_cost is 'inf'", "--max-cost"),
    "half a call": ({"flags": {"max_calls": "0.5"}}, "max_calls is '0.5'", "--max-calls"),
    "no address": ({"flags": {"base_url": "localhost:1234"}}, "http://", "--base-url"),
    "a key in the project": ({"project": f"api_key = '{KEY}'"}, "holds a key", "OPENAI_API_KEY"),
    "a foreign endpoint in the project": (
        {"project": "base_url = 'https://levan.example/v1'"},
        "sent your key",
        "--base-url",
    ),
    "prompts above the project": ({"project": "prompts = '../home'"}, "outside its folder", "--prompts"),
    "prompts of an absolute path": (
        {"pyproject": "[tool.summarizer]\nprompts = '/'"},
        "outside its folder",
        "--prompts",
    ),
    "prompts in the user's home": ({"project": "prompts = '~/prompts'"}, "outside its folder", "SUMMARIZER_PROMPTS"),
    "prompts that no file can be": ({"project": 'prompts = "a\\u0000b"'}, "outside its folder", "--prompts"),
    "prompts that are no path": ({"project": "prompts = 3"}, "prompts is 3", "summarizer.toml"),
    "a key in pyproject": ({"pyproject": f"[tool.summarizer]\napi_key = '{KEY}'"}, "holds a key", "OPENAI_API_KEY"),
}


@pytest.mark.parametrize(("places", "cause", "mend"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_setting_names_the_value_and_the_mend(load, places, cause, mend):
    with pytest.raises(SettingsError) as caught:
        load(**places)
    assert cause in caught.value.cause
    assert mend in caught.value.mend
    assert caught.value.exit_code is ExitCode.USAGE
    assert "\n" not in caught.value.cause + caught.value.mend
    assert KEY not in caught.value.cause + caught.value.mend


@pytest.mark.parametrize(
    "raw", [b"\xff\xfe\x00", b"x = 1" * 1_000_000, b"x = " + b"[" * 100_000], ids=["bytes", "huge", "deep"]
)
def test_a_file_that_is_no_settings_file_is_an_error(tmp_path, raw):
    (tmp_path / "summarizer.toml").write_bytes(raw)
    with pytest.raises(SettingsError, match=r"summarizer\.toml"):
        load_settings(environ={"SUMMARIZER_HOME": str(tmp_path)}, folder=tmp_path / "none")


def test_a_folder_in_place_of_a_file_is_an_error(tmp_path):
    (tmp_path / "summarizer.toml").mkdir()
    with pytest.raises(SettingsError, match="can't be read"):
        load_settings(environ={"SUMMARIZER_HOME": str(tmp_path / "none")}, folder=tmp_path)


def test_a_key_may_stand_in_the_users_own_file(load):
    assert load(user=f"api_key = '{KEY}'").api_key.get_secret_value() == KEY


def test_a_key_is_never_shown(load):
    assert KEY not in repr(load(environ={"OPENAI_API_KEY": KEY}))


def test_every_setting_can_come_from_the_environment(load):
    settings = load(
        environ={
            "SUMMARIZER_ENGINE": "model",
            "SUMMARIZER_MODEL": "m",
            "SUMMARIZER_BASE_URL": "https://api.example/v1",
            "SUMMARIZER_API_KEY": "k",
            "SUMMARIZER_ORGANIZATION": "o",
            "SUMMARIZER_PROJECT": "p",
            "SUMMARIZER_TEMPERATURE": "0.5",
            "SUMMARIZER_SEED": "7",
            "SUMMARIZER_MAX_OUTPUT_TOKENS": "100",
            "SUMMARIZER_TIMEOUT": "3",
            "SUMMARIZER_ATTEMPTS": "1",
            "SUMMARIZER_CONCURRENCY": "2",
            "SUMMARIZER_REQUESTS_PER_MINUTE": "60",
            "SUMMARIZER_TOKENS_PER_MINUTE": "90000",
            "SUMMARIZER_PROMPTS": "my-prompts",
            "SUMMARIZER_SHOW": "possible",
            "SUMMARIZER_SECOND_LOOK": "off",
            "SUMMARIZER_CLAIMS": "all",
            "SUMMARIZER_MAX_COST": "0.5",
            "SUMMARIZER_MAX_CALLS": "10",
            "SUMMARIZER_PRICE_INPUT": "0.2",
            "SUMMARIZER_PRICE_OUTPUT": "1",
            "SUMMARIZER_BATCH_FACTOR": "0.5",
            "SUMMARIZER_VIA": "batch",
            "SUMMARIZER_CACHE": "no",
        }
    )
    assert set(settings.origins) == set(NAMES)
    assert (settings.temperature, settings.seed, settings.attempts, settings.timeout) == (0.5, 7, 1, 3.0)
    assert (settings.requests_per_minute, settings.tokens_per_minute) == (60, 90_000)
    assert (settings.max_cost, settings.max_calls, settings.cache) == (0.5, 10, False)
    assert (settings.price_input, settings.price_output) == (0.2, 1.0)


@pytest.mark.parametrize("place", ["project", "user"])
def test_a_folder_of_prompts_in_a_file_counts_from_that_file(load, tmp_path, place):
    home = {"project": tmp_path / "work", "user": tmp_path / "home"}[place]
    assert load(**{place: "prompts = 'mine'"}).prompts == home / "mine"


@pytest.mark.parametrize("places", [{"flags": {"prompts": "mine"}}, {"environ": {"SUMMARIZER_PROMPTS": "mine"}}])
def test_a_folder_of_prompts_that_is_given_counts_from_the_working_folder(load, places):
    assert load(**places).prompts == Path("mine")


def test_prompts_may_lie_anywhere_if_a_person_says_so(load, tmp_path):
    for places in (
        {"flags": {"prompts": str(tmp_path)}},
        {"environ": {"SUMMARIZER_PROMPTS": str(tmp_path)}},
        {"user": f"prompts = '{tmp_path}'"},
    ):
        assert load(**places).prompts == tmp_path


@pytest.mark.parametrize("linked", ["prompts", "prompts/read.md"])
def test_a_project_can_not_reach_outside_by_a_link(load, tmp_path, linked):
    outside = tmp_path / "home"
    (outside / "read.md").write_text("private")
    (tmp_path / "work/prompts").mkdir(parents=True) if "/" in linked else None
    (tmp_path / "work" / linked).symlink_to(outside / "read.md" if "/" in linked else outside)
    with pytest.raises(SettingsError, match="outside its folder"):
        load(project="prompts = 'prompts'")


def test_a_project_may_name_an_endpoint_on_this_machine(load):
    assert load(project="base_url = 'http://127.0.0.1:8080/v1'").base_url == "http://127.0.0.1:8080/v1"
