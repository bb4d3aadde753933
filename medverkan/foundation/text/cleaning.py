"""Cleaning what people write, without taking anything from what they say."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext_lazy

TITLE_LENGTH = 90
_COMBINING_MARKS_IN_A_ROW = 6
_BINARY_SHARE = 0.05
_BINARY_ALLOWED = 4

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028]")
_EMPTY_LINES = re.compile(r"\n{3,}")
_SPACES = re.compile(r"\s+")

_OPENERS = "\u2066\u2067\u2068"
_CLOSER = "\u2069"
# Embeddings and overrides become isolates: they give a direction to the words they
# hold and cannot reach outside them (Unicode UAX 9).
_AS_ISOLATES = str.maketrans(
    {
        "\u202a": "\u2066",
        "\u202d": "\u2066",
        "\u202b": "\u2067",
        "\u202e": "\u2067",
        "\u202c": _CLOSER,
    }
)

_ABBREVIATIONS = (
    "bl.a ca dr dvs e.d e.g esim etc f.d forts fr.o.m i.e jfr kl klo m.fl m.m mm mr mrs "
    "mm nr osv p.g.a prof s.k st t.ex t.o.m tel tex tfn ung vs yms"
)
_WORD = re.compile(r"\S+")
_SENTENCE_ENDS = ".!?…"
_GREETING = re.compile(
    r"^(?:hej(?:san)?|hejhej|hallå|tjena|god dag|hello|hi|dear all|hei|moi|terve|päivää)"
    r"(?:\s+(?:på er|alla|där|there|all|kaikki|borås(?: stad)?|kommunen))?\s*[!.,:]*\s+",
    re.IGNORECASE,
)


class NotText(ValueError):
    """What was sent is not something that a person can read."""

    message = gettext_lazy("This is not text that can be read. Write it in words.")


def clean(text: str) -> str:
    """
    Return the text as we keep it: NFC, plain newlines, paragraphs, no hidden controls.

    Every script, emoji and right-to-left writing is kept. Controls are taken out, marks
    that direct writing are closed on their own line, and more than six combining marks on
    a letter are cut, so that no text can disturb the page around it.

    :raises NotText: more than four, and one in twenty, are controls or unreadable
    """
    text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n")
    readable = "".join(_readable(character) for character in text)
    unreadable = len(text) - len(readable) + text.count("\ufffd")
    if unreadable > max(_BINARY_ALLOWED, len(text) * _BINARY_SHARE):
        raise NotText
    normal = unicodedata.normalize("NFC", readable)
    lines = _without_towers(normal).translate(_AS_ISOLATES).split("\n")
    joined = "\n".join(_balanced(line).rstrip() for line in lines)
    return _EMPTY_LINES.sub("\n\n", joined).strip()


def summary(text: str, length: int) -> str:
    """Return the text on one line of at most `length` characters, cut between words."""
    line = _SPACES.sub(" ", text).strip()
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    if not line[length - 1].isspace() and " " in cut[length // 2 :]:
        cut = cut[: cut.rindex(" ")]
    while cut and (unicodedata.combining(cut[-1]) or cut[-1] in "\u200d\ufe0f"):
        cut = cut[:-1]
    cut = cut.rstrip(" ,;:–-")
    unclosed = len(_balanced(cut)) - len(cut)
    return _balanced(cut[: length - 1 - unclosed]) + "…"


def title_of(text: str, *, length: int = TITLE_LENGTH) -> str:
    """Return a title made from the first sentence that is more than a greeting."""
    body = clean(text)
    body = _GREETING.sub("", body, count=1).lstrip() or body
    sentence = _first_sentence(body)
    title = summary(sentence.rstrip(".…").strip() or sentence, length)
    return title[:1].upper() + title[1:] if title[:1].islower() else title


def _readable(character: str) -> str:
    if character in "\n\t":
        return " " if character == "\t" else character
    category = unicodedata.category(character)
    if category in {"Cc", "Cs"} or (ord(character) & 0xFFFE) == 0xFFFE:
        return ""
    return "" if 0xFDD0 <= ord(character) <= 0xFDEF else character


def _without_towers(text: str) -> str:
    kept, in_a_row = [], 0
    for character in text:
        is_mark = unicodedata.category(character) in {"Mn", "Me"}
        in_a_row = in_a_row + 1 if is_mark else 0
        if in_a_row <= _COMBINING_MARKS_IN_A_ROW:
            kept.append(character)
    return "".join(kept)


def _balanced(line: str) -> str:
    kept, depth = [], 0
    for character in line:
        if character == _CLOSER:
            if depth == 0:
                continue
            depth -= 1
        elif character in _OPENERS:
            depth += 1
        kept.append(character)
    return "".join(kept) + _CLOSER * depth


def _first_sentence(text: str) -> str:
    line = text.split("\n", 1)[0]
    for found in _WORD.finditer(line):
        bare = found[0].rstrip(_SENTENCE_ENDS)
        signs = found[0][len(bare) :]
        if not signs:
            continue
        word = bare.lower().lstrip("(")
        is_number_in_a_list = word.isdigit() and found.start() == 0
        if signs != "." or not (is_number_in_a_list or word in _ABBREVIATIONS.split()):
            return line[: found.end()]
    return line
