"""The words of a mail as plain text, and where the quoted ones of others begin."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_UNSEEN = frozenset({"script", "style", "head", "title", "template"})
_BLOCKS = frozenset(
    {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"}
)
# The line with which mail programs begin what they quote, in the languages written here.
_QUOTE_HEADS = re.compile(
    r"""^\s*(?:
        (?:Den|On|Am|Le|El)\b.{0,200}?(?:skrev|wrote|schrieb|écrit|escribió)\b.{0,80}:?
        | .{0,200}\b(?:kirjoitti|skrev|wrote):
        | -{2,}\s*(?:Ursprungligt\ meddelande|Original\ Message|Alkuperäinen\ viesti
            |Vidarebefordrat\ meddelande|Forwarded\ message)\s*-{2,}
        | _{20,}
    )\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
# Outlook's head of a quoted mail: two of these within four lines.
_OUTLOOK = re.compile(
    r"^\s*\*?(?:Från|From|Lähettäjä|Skickat|Sent|Lähetetty|Till|To|Ämne|Subject|Aihe):",
    re.IGNORECASE,
)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unseen = 0
        self._quoted = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._unseen += tag in _UNSEEN
        self._quoted += tag == "blockquote"
        if tag in _BLOCKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(self._unseen - (tag in _UNSEEN), 0)
        self._quoted = max(self._quoted - (tag == "blockquote"), 0)
        if tag in _BLOCKS and tag != "br":
            self._break()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(re.sub(r"\s+", " ", data))

    def _break(self) -> None:
        self.pieces.append("\n" + "> " * bool(self._quoted))


def of_html(html: str) -> str:
    """Return the words of a page of HTML, a line for each block; quoted ones begin with >."""
    parser = _Words()
    parser.feed(html)
    parser.close()
    lines = "".join(parser.pieces).split("\n")
    kept = [line.strip() for line in lines]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def without_quoted(text: str) -> str:
    """Return what somebody wrote now: what mail programs quote below it is left out."""
    lines = text.splitlines()
    end = next((i for i in range(len(lines)) if _begins_quote(lines, i)), len(lines))
    own = [line for line in lines[:end] if not line.lstrip().startswith(">")]
    return "\n".join(own).strip()


def _begins_quote(lines: list[str], place: int) -> bool:
    line = lines[place]
    if _QUOTE_HEADS.match(line):
        return True
    if place + 1 < len(lines) and _QUOTE_HEADS.match(f"{line} {lines[place + 1]}"):
        # The head was broken over two lines; a quote must follow.
        return any(
            each.lstrip().startswith(">") for each in lines[place + 2 : place + 4]
        )
    heads = sum(bool(_OUTLOOK.match(each)) for each in lines[place : place + 4])
    return heads >= 2 and bool(_OUTLOOK.match(line))
