"""Answers in XML and JSON, of the same plain values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from django.http import HttpResponse

XML, JSON = "xml", "json"
FORMATS = (XML, JSON)
CONTENT_TYPE = {
    XML: "text/xml; charset=utf-8",
    JSON: "application/json; charset=utf-8",
}
# What XML 1.0 cannot hold, not even escaped.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def answer(
    format: str, *, root: str, each: str, rows: Iterable[Mapping], status: int = 200
) -> HttpResponse:
    """Return a list as the standard writes it: an array in JSON, `root` of `each` in XML."""
    rows = list(rows)
    if format == JSON:
        return _response(format, _as_json(rows), status=status)
    element = ET.Element(root)
    for row in rows:
        _add(element, each, row)
    return _response(format, _as_xml(element), status=status)


def answer_one(format: str, *, root: str, row: Mapping[str, Any]) -> HttpResponse:
    """Return one object."""
    if format == JSON:
        return _response(format, _as_json(row), status=200)
    element = ET.Element(root)
    for name, value in row.items():
        _add(element, name, value)
    return _response(format, _as_xml(element), status=200)


def _response(format: str, content: str, *, status: int) -> HttpResponse:
    return HttpResponse(content, status=status, content_type=CONTENT_TYPE[format])


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _as_xml(element: ET.Element) -> str:
    written = ET.tostring(element, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}'


def _add(parent: ET.Element, name: str, value: Any) -> None:
    element = ET.SubElement(parent, name)
    if isinstance(value, Mapping):
        for inner_name, inner in value.items():
            _add(element, inner_name, inner)
    elif isinstance(value, list):
        # A list "attributes" holds elements "attribute".
        for inner in value:
            _add(element, name.removesuffix("s"), inner)
    elif value is not None:
        element.text = _NOT_IN_XML.sub("\ufffd", _words(value))


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
