import io
import sys

import pytest
from building import PORT, WIRE, make_article

from summarizer.errors import SettingsError
from summarizer.gathering import gather, note_languages


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "port.txt").write_text(PORT, encoding="utf-8")
    (tmp_path / "wire.txt").write_text(WIRE, encoding="utf-8")
    (tmp_path / "copy.txt").write_text(PORT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_ids_count_by_place_whatever_became_of_the_others():
    gathered = gather(["port.txt", "none.txt", "wire.txt"])
    assert [(article.id, article.source) for article in gathered.articles] == [("a1", "port.txt"), ("a3", "wire.txt")]
    assert [(failure.stage, failure.subject) for failure in gathered.failures] == [("read", "none.txt")]
    assert gathered.sources == 3


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("twin", ["port.txt", "./port.txt", "copy.txt"])
def test_the_same_text_is_read_once_with_a_note(twin):
    gathered = gather(["port.txt", "wire.txt", twin])
    assert [article.id for article in gathered.articles] == ["a1", "a2"]
    assert [note for note in gathered.articles[0].notes if repr(twin) in note]
    assert gathered.sources == 3
    assert not gathered.failures


def test_a_folder_is_opened(folder):
    gathered = gather([folder])
    assert len(gathered.articles) == 2
    assert gathered.sources == 3


def test_standard_input_is_read_once(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PORT.encode())))
    gathered = gather(["-", "-"])
    assert [article.text for article in gathered.articles] == [PORT]
    assert not gathered.failures


def test_an_article_that_is_already_read_gets_its_place(folder):
    gathered = gather([folder / "wire.txt", make_article(article_id="mine")])
    assert [article.id for article in gathered.articles] == ["a1", "a2"]


def test_no_source_at_all_is_wrong_usage():
    with pytest.raises(SettingsError):
        gather([])


GERMAN = (
    "Die Bürgermeisterin von Holmstedt hat am Dienstag die Vorwürfe der Opposition vor Journalisten zurückgewiesen.\n"
)


@pytest.mark.parametrize(
    ("text", "known", "is_noted"),
    [
        (GERMAN, frozenset({"en"}), True),
        (GERMAN, None, False),
        (PORT, frozenset({"en"}), False),
        ("Vorwürfe zurückgewiesen\n", frozenset({"en"}), False),
    ],
    ids=["another language", "an engine that knows any", "a known one", "too short to tell"],
)
def test_an_article_in_a_language_that_the_engine_does_not_know_gets_a_note(tmp_path, text, known, is_noted):
    (tmp_path / "one.txt").write_text(text, encoding="utf-8")
    noted = note_languages(gather([tmp_path / "one.txt"]), known).articles[0].notes
    assert [("all that this engine knows" in note) for note in noted] == [True] * is_noted
