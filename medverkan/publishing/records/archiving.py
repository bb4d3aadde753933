"""
A closed case as a package prepared for the archive (FGS): ERMS-like XML, METS, PDF/A, files.

It follows the shape of FGS Paketstruktur 2.0 (E-ARK CSIP) and FGS Ärendehantering 2.0 (CITS
ERMS) without being certified: the receiving archive decides what it takes. Every part has
its size and SHA-256 in `METS.xml`, and `verify` compares them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree import ElementTree as ET

import typst
from django.conf import settings
from django.db.models import Prefetch
from django.utils import translation

from medverkan.foundation import calendar
from medverkan.participation.cases import erasure, words
from medverkan.participation.cases.models import Attachment, Case, Message
from medverkan.participation.cases.states import MessageKind
from medverkan.publishing.records import mets
from medverkan.publishing.records.mets import Part
from medverkan.reference.register import exchange
from medverkan.reference.register import queries as register
from medverkan.reference.register.models import Document, Record

ERMS = "http://DILCIS.eu/XML/ERMS"
_HERE = Path(__file__).parent
_TEMPLATE = _HERE / "archive.typ"


class NotClosed(Exception):
    """Only a case that is closed and not destroyed is archived."""


class NotWhole(Exception):
    """A package does not hold what its METS says; the words say which part."""


def package(case: Case, *, at: dt.datetime) -> bytes:
    """
    Return the package of a closed case as ZIP.

    :raises NotClosed: it is open, or its words have been destroyed
    """
    if case.state not in erasure.CLOSED or erasure.is_done(case, destroyed=True):
        raise NotClosed(case.reference)
    name = f"{case.authority.slug}-{case.reference}"
    with translation.override("sv"):
        parts = _parts(case)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts:
            archive.writestr(f"{name}/{part.path}", part.content)
        described = mets.describe(
            name,
            parts,
            label=case.reference,
            archivist=str(case.authority.name),
            made=_local(at),
        )
        archive.writestr(f"{name}/METS.xml", described)
    return packed.getvalue()


def verify(package: BinaryIO) -> int:
    """
    Compare every part of a package with its METS; return how many there are.

    :raises NotWhole: a part is missing, too many, or has another sum
    """
    with zipfile.ZipFile(package) as archive:
        names = archive.namelist()
        root = next((n for n in names if n.endswith("/METS.xml")), None)
        if root is None:
            raise NotWhole("METS.xml")
        folder = root.removesuffix("METS.xml")
        sums = mets.sums_of(archive.read(root))
        listed = {folder + path: checksum for path, checksum in sums.items()}
        if {*listed, root} != set(names):
            raise NotWhole(", ".join(sorted({*listed, root} ^ set(names))))
        for name, checksum in listed.items():
            if hashlib.sha256(archive.read(name)).hexdigest() != checksum:
                raise NotWhole(name)
    return len(listed)


def _parts(case: Case) -> list[Part]:
    messages = list(Message.objects.filter(case=case).order_by("written_at", "pk"))
    attachments = list(
        Attachment.objects.filter(message__case=case)
        .select_related("file")
        .order_by("pk")
    )
    numbered = Prefetch("documents", queryset=Document.objects.order_by("number"))
    records = list(register.records_of_case(case.pk).prefetch_related(numbered))
    documents = [_document(case, messages)]
    for place, attachment in enumerate(attachments, start=1):
        file = attachment.file
        if not file.path:
            continue
        with file.open() as content:
            documents.append(
                Part(
                    path=f"representations/rep1/data/bilaga-{place}{Path(file.path).suffix}",
                    content=content.read(),
                    media_type=file.media_type,
                )
            )
    described = _described(case, records)
    original = json.dumps(described, ensure_ascii=False, indent=1).encode()
    return [
        Part(mets.DESCRIPTIVE, _erms(case, records, documents), "application/xml"),
        Part("metadata/other/medverkan.json", original, "application/json"),
        *(
            Part(path, (_HERE / file).read_bytes(), media_type)
            for path, file, media_type in _ALWAYS
        ),
        *documents,
    ]


# What the one who opens the package in fifty years needs to understand the rest.
_ALWAYS = (
    ("documentation/las-mig.txt", "archive_readme.txt", "text/plain"),
    ("schemas/medverkan.schema.json", "case.schema.json", "application/schema+json"),
)


def _document(case: Case, messages: list[Message]) -> Part:
    """Return the words of the case as PDF/A-2u."""
    content = {
        "title": f"{case.reference}, {case.authority.name}",
        "author": settings.MUNICIPALITY["name"],
        "language": "sv",
        "parts": [
            {
                "heading": str(_KIND[message.kind]),
                "at": _local(message.written_at),
                "language": message.language,
                "text": "\n\n".join(filter(None, [message.title, message.text])),
            }
            for message in messages
        ],
    }
    made = typst.compile(
        _TEMPLATE.read_bytes(),
        format="pdf",
        pdf_standards="a-2u",
        sys_inputs={"content": json.dumps(content)},
    )
    return Part("representations/rep1/data/arende.pdf", made, "application/pdf")


_KIND = {
    MessageKind.SUBMISSION: "Inkommen skrivelse",
    MessageKind.ADDITION: "Komplettering",
    MessageKind.QUESTION: "Fråga till den som skrev",
    MessageKind.REPLY: "Svar",
    MessageKind.INTERIM: "Delbesked",
    MessageKind.ORAL: "Muntligt svar, antecknat",
    MessageKind.NOTE: "Tjänsteanteckning",
}


def _described(case: Case, records: list[Record]) -> dict[str, Any]:
    return {
        "reference": case.reference,
        "way_in": case.pathway.slug,
        "topic": case.topic.slug if case.topic else None,
        "body": case.body.slug,
        "channel": case.channel,
        "language": case.language,
        "state": case.state,
        "outcome": case.outcome,
        "arrived_at": _local(case.arrived_at),
        "closed_at": _local(case.ended_at) if case.ended_at else None,
        "records": [exchange.described(record) for record in records],
    }


def _erms(case: Case, records: list[Record], documents: list[Part]) -> bytes:
    root = ET.Element("erms", {"xmlns": ERMS})
    control = ET.SubElement(root, "control")
    ET.SubElement(
        control, "identification", {"identificationType": "reference"}
    ).text = case.reference
    information = ET.SubElement(control, "informationClass")
    information.text = "erms"
    system = ET.SubElement(control, "systemInformation")
    ET.SubElement(system, "systemName").text = "Medverkan"
    aggregations = ET.SubElement(root, "aggregations")
    for record in records:
        _aggregation(aggregations, case, record, documents)
    ET.indent(root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _aggregation(
    parent: ET.Element, case: Case, record: Record, documents: list[Part]
) -> None:
    """One register's record: an ERMS aggregation (ärende) with its records (handlingar)."""
    found = ET.SubElement(
        parent,
        "aggregation",
        {"systemIdentifier": f"record-{record.pk}", "aggregationType": "caseFile"},
    )
    ET.SubElement(found, "objectId").text = record.register_number
    if record.class_code:
        ET.SubElement(found, "classification", {"classCode": record.class_code.code})
    ET.SubElement(found, "title").text = record.subject_line
    status = ET.SubElement(found, "status", {"value": record.state})
    status.text = record.get_state_display()
    agents = ET.SubElement(found, "agents")
    _agent(agents, "authority", str(record.authority.name))
    _agent(agents, "responsible", str(record.responsible_body.name))
    dates = ET.SubElement(found, "dates")
    for kind, when in (
        ("received", record.arrived_at),
        ("opened", record.opened_at),
        ("closed", record.closed_at),
    ):
        if when is not None:
            ET.SubElement(dates, "date", {"dateType": kind}).text = _local(when)
    if record.is_marked_secret and record.secrecy_date:
        restriction = ET.SubElement(
            found, "restriction", {"restrictionType": "confidential"}
        )
        ET.SubElement(restriction, "regulation").text = record.secrecy_provision
        ET.SubElement(restriction, "date").text = record.secrecy_date.isoformat()
    if case.outcome:
        ET.SubElement(found, "note").text = str(words.OUTCOME.get(case.outcome, ""))
    for document in record.documents.all():
        _record(found, record, document)
    files = ET.SubElement(found, "digitalObjects")
    for part in documents:
        ET.SubElement(
            files,
            "digitalObject",
            {
                "path": part.path,
                "mimeType": part.media_type,
                "size": str(len(part.content)),
                "checksumType": "SHA-256",
                "checksum": part.sha256,
            },
        )


def _record(parent: ET.Element, record: Record, document: Any) -> None:
    found = ET.SubElement(
        parent,
        "record",
        {"systemIdentifier": f"document-{document.pk}", "recordType": "record"},
    )
    ET.SubElement(
        found, "objectId"
    ).text = f"{record.register_number}:{document.number}"
    ET.SubElement(found, "title").text = document.description
    ET.SubElement(found, "direction", {"directionDefinition": document.direction})
    dates = ET.SubElement(found, "dates")
    ET.SubElement(
        dates, "date", {"dateType": "created"}
    ).text = document.date.isoformat()


def _agent(parent: ET.Element, kind: str, name: str) -> None:
    agent = ET.SubElement(parent, "agent", {"agentType": kind})
    ET.SubElement(agent, "name").text = name


def _local(at: dt.datetime) -> str:
    return at.astimezone(calendar.STOCKHOLM).isoformat()
