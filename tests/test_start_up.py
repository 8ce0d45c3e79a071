import json
import subprocess
import sys

import pytest

import summarizer

HEAVY = {
    "pydantic",
    "openai",
    "rich",
    "tenacity",
    "aiohttp",
    "asyncio",
    "httpx2",
    "snowballstemmer",
    "numpy",
    "onnxruntime",
    "platformdirs",
    "urllib",
}


def loaded_by(code):
    """Run code in a fresh interpreter and list the packages that it loaded."""
    listing = "import sys, json; sys.stderr.write(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    done = subprocess.run([sys.executable, "-c", f"{code}\n{listing}"], capture_output=True, text=True, check=True)
    return set(json.loads(done.stderr))


@pytest.mark.parametrize(
    "argv",
    [
        ["--help"],
        ["--version"],
        ["compare", "--help"],
        ["check", "-h"],
        ["prompts", "-h"],
        ["prompts", "test", "-h"],
        ["report", "-h"],
        ["review", "-h"],
    ],
    ids=" ".join,
)
def test_help_loads_nothing_heavy(argv):
    loaded = loaded_by(f"from summarizer.cli import entry\nassert entry({argv!r}) == 0")
    assert "argparse" in loaded
    assert not loaded & HEAVY


def test_the_package_itself_loads_nothing_heavy():
    assert not loaded_by("import summarizer") & (HEAVY | {"argparse"})


def test_a_public_name_is_there_however_modules_were_loaded_before():
    names = [name for name in summarizer.__all__ if name != "__version__"]
    homes = sorted({home for home in summarizer._HOMES if home})
    for home in homes:
        code = f"import summarizer.{home}\nimport types\nfor name in {names!r}:\n"
        code += "    import summarizer\n    assert not isinstance(getattr(summarizer, name), types.ModuleType), name"
        loaded_by(code)


def test_public_names_are_those_of_the_table():
    assert set(summarizer.__all__) == {*summarizer._HOME_OF, "__version__"}
    assert len(set(summarizer.__all__)) == len(summarizer.__all__)


def test_a_name_that_is_not_public_is_an_attribute_error():
    with pytest.raises(AttributeError, match="'nothing'"):
        _ = summarizer.nothing
