import html
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from summarizer.text.safety import for_file_name, for_html, for_markdown, for_terminal, on_one_line, web_address

ANY_TEXT = st.text(st.characters(codec=None), max_size=200)

CARRIERS = {
    "colour": "\x1b[31mred\x1b[0m",
    "link": "\x1b]8;;http://evil.example\x07click\x1b]8;;\x07",
    "clipboard": "\x1b]52;c;ZXZpbA==\x07",
    "title": "\x1b]0;title\x07",
    "C1 CSI": "\x9b31m",
    "overwriting": "good\rbad",
    "backspace": "good\b\b\b\bbad",
    "NUL": "a\x00b",
    "bidi": "\u202egnp.exe\u2069",
    "zero width": "zero\u200b\u2060width\ufeff",
    "tags": "\U000e0041\U000e0042",
    "variation selectors": "a\U000e0100\ufe01",
    "filler": "a\u3164b",
    "line separator": "a\u2028b",
    "lone surrogate": "a\ud800b",
}


@pytest.mark.parametrize("text", CARRIERS.values(), ids=CARRIERS.keys())
def test_what_a_terminal_obeys_or_nobody_sees_is_shown(text):
    shown = for_terminal(text)
    assert "<U+" in shown
    assert shown.isprintable()


@given(ANY_TEXT)
def test_nothing_unseen_passes(text):
    for character in for_terminal(text):
        assert character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cs", "Co", "Zl", "Zp"}
        assert not 0x200B <= ord(character) <= 0x200F
        assert ord(character) < 0xE0000


@given(st.text("abc XYZ 0123 .,;:!?’“”–—€é漢字\n\t", max_size=100))
def test_seen_text_stays_the_very_words(text):
    assert for_terminal(text) == text


def test_line_ends_in_a_quote_are_seen():
    assert on_one_line("one\r\ntwo\n\nthree\tfour") == "one ↵ two ↵↵ three ⇥ four"


@given(ANY_TEXT)
def test_a_quote_stays_on_one_line(text):
    assert not re.search(r"[\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]", on_one_line(text))


@given(ANY_TEXT)
def test_html_holds_no_markup_and_nothing_unseen(text):
    made = for_html(text)
    assert not set(made) & set("<>\"'\0\r")
    assert html.unescape(made) == for_terminal(text)
    assert made.encode().decode() == made


@pytest.mark.parametrize(
    "text", ["https://news.example/a?b=c#d", "HTTP://news.example", "https://münchen.example:8080/ü"]
)
def test_an_address_of_the_web_is_one(text):
    assert web_address(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        " https://news.example",
        "https://",
        "https:news.example",
        'https://news.example/"onclick="x',
        "https://news.example/<b>",
        "https://bank.example@evil.example/",
        "https://bank.example\\@evil.example/",
        "https://news.example/\u202egnp.exe",
        "https://news.example/\njavascript:",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//news.example",
        "talks/blog.txt",
        "",
    ],
)
def test_all_else_is_no_address_of_the_web(text):
    assert web_address(text) is None


HOSTILE_MARKDOWN = {
    "image": "![](http://evil.example/?q=secret)",
    "link": "[click](javascript:alert(1))",
    "reference": "[a]: http://evil.example",
    "autolink": "<http://evil.example>",
    "bare address": "see https://evil.example/x and www.evil.example now",
    "e-mail": "write to a.b@evil.example now",
    "mention": "@someone and @@someone",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "entity": "&lt;b&gt; &#60;",
    "heading": "# heading",
    "underlined heading": "===",
    "list": "- item",
    "numbered": "12. item",
    "rule": "---",
    "quote": "> quote",
    "fence": "```sh",
    "code": "`a` ``b`` \\`c`",
    "table": "| a | b |",
    "wiki link": "[[note]] ![[note]]",
    "formula": "$x$ $$y$$",
    "highlight": "==x== %%y%%",
    "emphasis": "*a* **b** _c_ __d__ ~~e~~",
    "tag": "#tag #12",
    "emoji": ":smile:",
    "indented": "        code",
    "front matter": "---\nkey: value\n---",
    "footnote": "[^1] ^block",
}


def skeleton(markdown: str) -> list[str]:
    """What a reader sees as structure; code spans are ours and count as text."""
    kept = []
    for token in MarkdownIt("gfm-like", {"linkify": False}).parse(markdown):
        kept.append(token.type)
        kept += [
            child.type for child in token.children or [] if child.type not in {"text", "text_special", "code_inline"}
        ]
    return kept


def words(markdown: str, code: str | None = None) -> str:
    """The words that a reader sees, with a sign in place of each code span if one is given."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(markdown)
    children = [child for token in tokens for child in token.children or []]
    return "".join(code if code and child.type == "code_inline" else child.content for child in children)


@pytest.mark.parametrize("text", HOSTILE_MARKDOWN.values(), ids=HOSTILE_MARKDOWN.keys())
@pytest.mark.parametrize("before", ["", "> ", "- “", "| "], ids=["start", "quote", "list", "cell"])
def test_nothing_foreign_comes_out_of_markdown(text, before):
    assert skeleton(before + for_markdown(text)) == skeleton(before + "words")
    assert words(for_markdown(text)) == on_one_line(text).strip()


@given(st.text("ab1@:/.w#<>[]()!`*_~|&$=%^\\-+ \n'\"{}", max_size=60))
def test_markdown_shows_the_words_and_no_structure(text):
    escaped = for_markdown(f"a{text}b")
    assert skeleton(escaped) == skeleton("words")
    assert words(escaped) == on_one_line(f"a{text}b")
    assert not re.search(r"://|www\.|@", words(escaped, code="`"), re.IGNORECASE)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "CON", "a/b\\c", ".", "", "x" * 5000, "NUL.", "naïve Café", "漢字"]
)
def test_a_file_name_cannot_leave_its_folder(name):
    assert re.fullmatch(r"(?:[a-z0-9][a-z0-9-]{0,59}-)?[0-9a-f]{10}", for_file_name(name))


def test_names_that_differ_in_capitals_only_stay_apart():
    assert for_file_name("Report").casefold() != for_file_name("report").casefold()


@given(ANY_TEXT)
def test_any_text_makes_a_file_name(text):
    assert re.fullmatch(r"[a-z0-9-]{10,71}", for_file_name(text))
