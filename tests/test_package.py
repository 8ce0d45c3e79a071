"""What is built holds all that the code reads at run time."""

import tarfile
import zipfile
from pathlib import Path

import pytest
from hatchling import build

ROOT = Path(__file__).parent.parent
DATA = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "summarizer").rglob("*")
    if path.is_file() and "__pycache__" not in path.parts
)
PROMPTS = sorted(path.name for path in (ROOT / "prompts").glob("*.md"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        folder = tmp_path_factory.mktemp("wheel")
        with zipfile.ZipFile(folder / build.build_wheel(str(folder))) as archive:
            yield archive


def test_the_wheel_holds_the_package_with_its_data_files(wheel):
    assert any(name.endswith(".json") for name in DATA)
    assert [name for name in DATA if name not in wheel.namelist()] == []


def test_the_wheel_holds_the_prompts_word_for_word(wheel):
    assert PROMPTS
    for name in PROMPTS:
        assert wheel.read(f"summarizer/_prompts/{name}") == (ROOT / "prompts" / name).read_bytes()


def test_the_wheel_holds_nothing_else(wheel):
    others = [name for name in wheel.namelist() if not name.startswith("summarizer/")]
    kinds = {name.partition("/")[2] for name in others}
    assert kinds == {"METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE", "licenses/NOTICE"}


def test_the_wheel_names_the_command_and_the_license(wheel):
    folder = next(name for name in wheel.namelist() if name.endswith("/METADATA")).rpartition("/")[0]
    assert "summarizer = summarizer.cli:entry" in wheel.read(f"{folder}/entry_points.txt").decode()
    metadata = wheel.read(f"{folder}/METADATA").decode()
    assert "License-Expression: Apache-2.0" in metadata
    assert "Requires-Python: >=3.11" in metadata


def test_the_sources_hold_what_the_tests_need(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    with tarfile.open(tmp_path / build.build_sdist(str(tmp_path))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {"LICENSE", "NOTICE", "README.md", "CHANGELOG.md", "Makefile", "constraints.txt", "examples/README.md"}
    assert wanted - names == set()
    assert {f"prompts/{name}" for name in PROMPTS} <= names
