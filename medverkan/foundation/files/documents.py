"""Checks of documents: nothing active, nothing locked, nothing that bursts when unpacked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from medverkan.foundation.files import refusals

_UNPACKED_LIMIT = 100_000_000
_OBJECTS_LIMIT = 20_000_000

_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_ACTIVE_IN_PDF = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)\b"
)
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
# A stream's dictionary stands before it. No honest file has longer ones, or more streams.
_LONGEST_HEAD = 4_000
_LONGEST_PACKED = 1_000_000
_MOST_STREAMS = 20_000
_ACTIVE_IN_OFFICE = re.compile(
    r"vbaProject|vbaData|macros?/|^Basic/|^Scripts/|embeddings/|activeX|^Object \d",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"^\s*(?:<\?xml|<!doctype|<(?:html|head|body|svg|script|iframe)\b)", re.IGNORECASE
)


def check_pdf(content: bytes) -> None:
    """
    Check that the PDF has no password and nothing that acts when it is opened.

    Names are read in the file itself and in its packed object streams (ISO 32000-1, 7.5.7).

    :raises DocumentIsLocked, DocumentIsActive, DocumentIsBroken: it does not pass
    """
    if b"%%EOF" not in content[-2048:]:
        raise refusals.DocumentIsBroken
    plain = _unescaped(content)
    if re.search(rb"/Encrypt\b", plain):
        raise refusals.DocumentIsLocked
    if _ACTIVE_IN_PDF.search(plain):
        raise refusals.DocumentIsActive
    for count, stream in enumerate(_STREAM.finditer(content)):
        if count == _MOST_STREAMS:
            raise refusals.DocumentIsBroken
        head = content[max(0, stream.start() - _LONGEST_HEAD) : stream.start()]
        head = _unescaped(head.rpartition(b"endobj")[2])
        if b"/ObjStm" in head and _ACTIVE_IN_PDF.search(
            _unescaped(
                _unpacked(content[stream.end() : stream.end() + _LONGEST_PACKED])
            )
        ):
            raise refusals.DocumentIsActive


def check_office(content: bytes) -> None:
    """
    Check that the document has no password, macros or other files, and unpacks to little.

    :raises DocumentIsLocked, DocumentIsActive, DocumentIsBroken: it does not pass
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except Exception as error:  # as above
        raise refusals.DocumentIsBroken from error
    if sum(entry.file_size for entry in entries) > _UNPACKED_LIMIT:
        raise refusals.FileTooLarge
    if any(entry.flag_bits & 1 for entry in entries):
        raise refusals.DocumentIsLocked
    if any(_ACTIVE_IN_OFFICE.search(entry.filename) for entry in entries):
        raise refusals.DocumentIsActive


def office_kind(content: bytes) -> str | None:
    """Return `word`, `writer` or None for a zip file, by what lies in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if {"[Content_Types].xml", "word/document.xml"} <= names:
                return "word"
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                is_text = b"opendocument.text" in archive.read("mimetype")
                return "writer" if is_text else None
    except Exception:  # whatever a broken archive does to one of its unpackers
        return None
    return None


def is_plain_text(content: bytes) -> bool:
    """Tell whether the content is text, in UTF-8 or Windows-1252, and not markup."""
    text = as_text(content)
    if text is None or _MARKUP.match(text[:1000]):
        return False
    controls = sum(letter < " " and letter not in "\t\r\n\f" for letter in text)
    return controls == 0 and "\x7f" not in text


def as_text(content: bytes) -> str | None:
    """Return the content as text, or None when it is none."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _unescaped(content: bytes) -> bytes:
    return _ESCAPED.sub(lambda escape: bytes([int(escape[1], 16)]), content)


def _unpacked(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        unpacked = unpacker.decompress(packed, _OBJECTS_LIMIT)
    except zlib.error as error:
        raise refusals.DocumentIsBroken from error
    if unpacker.unconsumed_tail:
        raise refusals.FileTooLarge
    return unpacked
