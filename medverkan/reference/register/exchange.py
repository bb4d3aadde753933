"""
Records for the municipality's real diary: one document per record, as JSON or XML.

The register's own words only (numbers, dates, neutral lines): never what a resident wrote. Another
system's interface is another module beside this one, fed by `described`.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any
from xml.etree import ElementTree as ET

from medverkan.foundation import calendar
from medverkan.reference.register.models import Document, Record

NAMESPACE = "urn:medverkan:diary:1"


def described(record: Record) -> dict[str, Any]:
    """Return a record with its documents as plain values; times are Swedish, with offset."""
    return {
        "register_number": record.register_number,
        "authority": str(record.authority.name.get("sv", "")),
        "authority_slug": record.authority.slug,
        "year": record.year,
        "number": record.number,
        "class": record.class_code.code if record.class_code else None,
        "subject_line": record.subject_line,
        "state": record.state,
        "arrived_at": _time(record.arrived_at),
        "opened_at": _time(record.opened_at),
        "closed_at": _time(record.closed_at),
        "responsible": record.responsible_body.slug,
        "transferred_from": _number_of(record.transferred_from),
        "secrecy": _secrecy(record),
        "documents": [_document(each) for each in record.documents.all()],
    }


def as_json(record: Record) -> str:
    """Return the record as a JSON document."""
    return json.dumps(described(record), ensure_ascii=False, indent=1) + "\n"


def as_xml(record: Record) -> str:
    """Return the record as an XML document with the same names; absent is left out."""
    root = ET.Element("record", {"xmlns": NAMESPACE})
    _fill(root, described(record))
    ET.indent(root)
    written = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'


def _fill(parent: ET.Element, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if isinstance(value, list):
            several = ET.SubElement(parent, name)
            for each in value:
                _fill(ET.SubElement(several, "document"), each)
        elif isinstance(value, dict):
            _fill(ET.SubElement(parent, name), value)
        elif value is not None:
            ET.SubElement(parent, name).text = _text(value)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _document(document: Document) -> dict[str, Any]:
    return {
        "number": document.number,
        "direction": document.direction,
        "date": document.date.isoformat(),
        "description": document.description,
        "has_secrecy": document.has_secrecy,
    }


def _secrecy(record: Record) -> dict[str, str] | None:
    if record.secrecy_date is None or record.secrecy_authority is None:
        return None
    return {
        "provision": record.secrecy_provision,
        "date": record.secrecy_date.isoformat(),
        "authority_slug": record.secrecy_authority.slug,
    }


def _number_of(record: Record | None) -> str | None:
    return record.register_number if record else None


def _time(at: dt.datetime | None) -> str | None:
    return at.astimezone(calendar.STOCKHOLM).isoformat() if at else None
