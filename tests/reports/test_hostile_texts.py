"""Whatever stands in an article, in a stored file or in a reviewer's note: the reports keep their form and their safety."""

import json
import re

import pytest
import yaml
from hostile import documents
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len

from summarizer.reports import CHECK_FORMATS, FORMATS, Look
from summarizer.reports.markdown import render as render_markdown
from summarizer.reports.terminal import render as render_text
from summarizer.text.safety import UNSEEN_CHARACTER

WIDTHS = (60, 80, 109, 110, 140, 200)
OBEYED = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
OUR_COLOUR = re.compile(r"\x1b\[[0-9;]*m")

ESCAPES = [
    *("\x1b[31m", "\x1b]8;;http://evil.example\x07x\x1b]8;;\x07", "\x1b]52;c;aGk=\x07", "\x1b]0;title\x07", "\x9b31m"),
    *("\x1bP+q\x1b\\", "\r", "\x08\x08", "\x0c", "\x0b", "\x07", "\x00", "\u202e", "\u2066", "\u200b", "\ufeff"),
    *("\U000e0041", "\u2028", "\x85", "\x1c", "\t", "\ud800", "\ufff9"),
]
MARKUP = [
    *("![](http://evil.example/?q=x)", "[x](http://evil.example)", "[x]: http://evil.example", "<http://evil.example>"),
    *(
        "http://evil.example",
        "www.evil.example",
        "HTTPS://evil.example",
        "mail@evil.example",
        "mailto:mail@evil.example",
    ),
    *("<b>x</b>", "<!--", "-->", "<?x?>", "<![CDATA[", "</details>", "&lt;", "&#60;b&#62;", "`", "``", "```", "~~~"),
    *("# x", "## x", "x\n===", "x\n---", "---", "***", "+++", "- x", "* x", "+ x", "1. x", "1) x", "> x", "    x"),
    *("*x*", "**x**", "_x_", "__x__", "~~x~~", "| a | b |", "|--|--|", "a\n-|-", "\\", "\\\\", "  \n", "[ ] x", "[x]"),
    *("@name", "@org/team", "#12", "org/repo#12", "GH-12", ":smile:", "[^1]", "[^1]: x", "> [!NOTE]", "$x$", "$$x$$"),
    *(
        "$`x`$",
        "\\(x\\)",
        "[[note]]",
        "![[note]]",
        "[[note|x]]",
        "#tag",
        "#tag/inner",
        "^block",
        "%%x%%",
        "==x==",
        "::",
    ),
    *(
        "---\ntags: x\n---",
        ": x",
        "? x",
        "- - x",
        "{{x}}",
        "<% x %>",
        "${x}",
        "%{x}",
        "[bold red]x[/]",
        "[link=x]y[/link]",
    ),
]
SINGLE = [*ESCAPES, *MARKUP]
JOINED = ["".join(SINGLE[start : start + 12]) for start in range(0, len(SINGLE), 12)]
SPACED = [f"a {' '.join(SINGLE[start::9])} b" for start in range(9)]
ANY_TEXT = st.text(st.characters(codec=None), min_size=1, max_size=60)
PIECES = st.lists(st.sampled_from([*ESCAPES, *MARKUP, " ", "\n", "x", "1", ".", "(", ")"]), min_size=1, max_size=8).map(
    "".join
)


def body_of(markdown):
    return markdown.split("---\n", 2)[2]


def parsed(markdown):
    """What a reader sees as structure, and the words outside code, which GitHub looks through for names and numbers to link."""
    kept, words = [], []
    for token in MARKDOWN.parse(body_of(markdown)):
        kept.append((token.type, token.tag))
        for child in token.children or []:
            words.append({"code_inline": "\0", "hardbreak": "\n", "softbreak": "\n"}.get(child.type, child.content))
            kept += [] if child.type in {"text", "text_special", "code_inline"} else [child.type]
        words.append("\n")
    return kept, "".join(words)


MARKDOWN = MarkdownIt("gfm-like", {"linkify": False})
PLAIN = [parsed(render_markdown(made))[0] for made in documents("plain words")]
LINKED = re.compile(r"(?<!\w)@\w|#\d|\bGH-\d|https?://|www\.\w|:[\w+-]+:", re.IGNORECASE)

ESCAPED, CODE = re.compile(r"\\."), re.compile(r"`[^`\n]*`")
FOREIGN_SIGNS = re.compile(r"\[\[|%%|==|[$<`~|\[\]]|(?<!^)(?<!#)#|\^", re.MULTILINE)


def check_markdown(text):
    for made, plain in zip(documents(text), PLAIN, strict=True):
        report = render_markdown(made)
        structure, words = parsed(report)
        assert structure == plain
        assert not LINKED.search(words)
        assert not UNSEEN_CHARACTER.search(report)
        source = CODE.sub("\0", ESCAPED.sub("\0", body_of(report)))  # code of ours holds no backslash
        assert not FOREIGN_SIGNS.search(source)
        front = yaml.safe_load(report.split("---\n", 2)[1])
        assert (front["engine"], front["articles"][0]["title"]) == (text, text)


def check_terminal(text, widths):
    for made in documents(text):
        for width in widths:
            plain, coloured = render_text(made, Look(width)), render_text(made, Look(width, color=True))
            bare = OUR_COLOUR.sub("", coloured)
            for shown in (plain, bare):
                assert not OBEYED.search(shown)
                assert not UNSEEN_CHARACTER.search(shown)
            assert [line.rstrip() for line in bare.split("\n")] == plain.split("\n")
            assert max(map(cell_len, plain.split("\n"))) <= width


@pytest.mark.parametrize("text", [*SINGLE, *JOINED, *SPACED], ids=ascii)
def test_no_text_gets_into_the_structure_of_markdown(text):
    check_markdown(text)


@given(ANY_TEXT | PIECES)
@settings(max_examples=30, deadline=None)
def test_no_text_whatever_gets_into_the_structure_of_markdown(text):
    if text.strip():
        check_markdown(text)


@pytest.mark.parametrize("text", [*JOINED, *SPACED], ids=ascii)
def test_a_terminal_gets_nothing_to_obey(text):
    check_terminal(text, (60, 200))


@pytest.mark.parametrize("width", WIDTHS)
def test_a_terminal_gets_nothing_to_obey_at_any_width(width):
    check_terminal(" ".join(SINGLE[::2]), (width,))


@given(ANY_TEXT | PIECES | st.text("字ｗ🙂x ", min_size=1, max_size=300), st.sampled_from(WIDTHS))
@settings(max_examples=30, deadline=None)
def test_a_terminal_gets_nothing_to_obey_whatever_the_text(text, width):
    check_terminal(text, (width,))


@given(ANY_TEXT | PIECES, st.sampled_from(list(CHECK_FORMATS)))
@settings(max_examples=20, deadline=None)
def test_the_same_document_gives_the_same_bytes_in_every_format(text, form):
    for made, again in zip(documents(text), documents(text), strict=True):
        if form in FORMATS or made.schema_ == "summarizer.check/1":
            assert CHECK_FORMATS[form](made, Look(60)) == CHECK_FORMATS[form](again, Look(60))


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "x\x1b[31m", "\ud800", "\u2028"], ids=ascii)
def test_json_says_the_very_text(text):
    for made in documents(text):
        assert json.loads(FORMATS["json"](made, Look()))["engine"]["model"] == text
