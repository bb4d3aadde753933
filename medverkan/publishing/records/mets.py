"""
The METS of a package for the archive: what is in it, of which kind, with sizes and sums.

It follows the E-ARK CSIP 2.1 by its numbers CSIP1-118, on which FGS Paketstruktur 2.0 builds.
"""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

METS = "http://www.loc.gov/METS/"
XLINK = "http://www.w3.org/1999/xlink"
CSIP = "https://DILCIS.eu/XML/METS/CSIPExtensionMETS"
PROFILE = "https://earksip.dilcis.eu/profile/E-ARK-SIP.xml"
# Of this software, as the archive is told; a test compares it with pyproject.toml.
VERSION = "0.1.0"
DESCRIPTIVE = "metadata/descriptive/ERMS.xml"
# The kind of content is none of the specified ones: it is that of this software.
_KIND = {
    f"{{{CSIP}}}CONTENTINFORMATIONTYPE": "OTHER",
    f"{{{CSIP}}}OTHERCONTENTINFORMATIONTYPE": "Medverkan",
}
# The division of the package that a file belongs to, by the folder that it lies in.
_DIVISIONS = {
    "metadata": "Metadata",
    "documentation": "Documentation",
    "schemas": "Schemas",
    "representations": "Representations",
}


@dataclass(frozen=True)
class Part:
    """A file of the package: where it lies and what it is."""

    path: str
    content: bytes
    media_type: str

    @property
    def sha256(self) -> str:
        """Return the sum in hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def division(self) -> str:
        """Return which part of the package it belongs to, in the words of the CSIP."""
        return _DIVISIONS[self.path.partition("/")[0]]


def describe(
    name: str, parts: Iterable[Part], *, label: str, archivist: str, made: str
) -> bytes:
    """Return METS for the package of this name; `made` is when, as xsd:dateTime."""
    for prefix, namespace in (("mets", METS), ("xlink", XLINK), ("csip", CSIP)):
        ET.register_namespace(prefix, namespace)
    of_division: dict[str, list[Part]] = {one: [] for one in _DIVISIONS.values()}
    for part in parts:
        of_division[part.division].append(part)
    root = ET.Element(
        f"{{{METS}}}mets",
        {
            "OBJID": name,
            "TYPE": "Records",
            "PROFILE": PROFILE,
            "LABEL": label,
            **_KIND,
        },
    )
    _header(root, archivist, made)
    _metadata(root, of_division["Metadata"], made)
    files, structure = _under(root, "fileSec", ID="files"), _structure(root, name)
    for division, held in of_division.items():
        _division(files, structure, division, held, made)
    ET.indent(root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def sums_of(written: bytes) -> dict[str, str]:
    """Return the SHA-256 of each file that a METS of ours names, by its path."""
    root = ET.fromstring(written)  # noqa: S314 - our own, or compared with what is there
    described = [
        *root.iter(f"{{{METS}}}mdRef"),
        *root.iter(f"{{{METS}}}file"),
    ]
    sums = {}
    for one in described:
        where = one.find(f"{{{METS}}}FLocat")
        located = one if where is None else where
        sums[located.attrib[f"{{{XLINK}}}href"]] = one.attrib["CHECKSUM"]
    return sums


def _header(root: ET.Element, archivist: str, made: str) -> None:
    header = _under(
        root,
        "metsHdr",
        CREATEDATE=made,
        LASTMODDATE=made,
        RECORDSTATUS="NEW",
    )
    header.set(f"{{{CSIP}}}OAISPACKAGETYPE", "SIP")
    owner = _under(header, "agent", ROLE="ARCHIVIST", TYPE="ORGANIZATION")
    _under(owner, "name").text = archivist
    software = _under(
        header, "agent", ROLE="CREATOR", TYPE="OTHER", OTHERTYPE="SOFTWARE"
    )
    _under(software, "name").text = "Medverkan"
    version = _under(software, "note")
    version.set(f"{{{CSIP}}}NOTETYPE", "SOFTWARE VERSION")
    version.text = VERSION


def _metadata(root: ET.Element, parts: list[Part], made: str) -> None:
    for place, part in enumerate(parts, start=1):
        kind = "ERMS" if part.path == DESCRIPTIVE else "Medverkan"
        section = _under(root, "dmdSec", ID=f"dmd-{place}", CREATED=made)
        section.set("STATUS", "CURRENT")
        reference = _under(section, "mdRef", MDTYPE="OTHER", OTHERMDTYPE=kind)
        reference.attrib.update(_held(part, made) | _located(part))


def _structure(root: ET.Element, name: str) -> ET.Element:
    whole = _under(root, "structMap", ID="structure", TYPE="PHYSICAL", LABEL="CSIP")
    return _under(whole, "div", ID="package", LABEL=name)


def _division(
    files: ET.Element,
    structure: ET.Element,
    division: str,
    parts: list[Part],
    made: str,
) -> None:
    """Tell of one division; its files are in a group, but metadata are told of already."""
    found = _under(structure, "div", ID=division.lower(), LABEL=division)
    if division == "Metadata":
        ids = (f"dmd-{place}" for place in range(1, len(parts) + 1))
        found.set("DMDID", " ".join(ids))
        return
    group = _under(files, "fileGrp", ID=f"files-{division.lower()}", USE=division)
    group.attrib.update(_KIND)
    _under(found, "fptr", FILEID=group.attrib["ID"])
    for place, part in enumerate(parts, start=1):
        file = _under(group, "file", ID=f"{division.lower()}-{place}")
        file.attrib.update(_held(part, made))
        _under(file, "FLocat").attrib.update(_located(part))


def _held(part: Part, made: str) -> dict[str, str]:
    guessed = mimetypes.guess_type(part.path)[0] or "application/octet-stream"
    return {
        "MIMETYPE": part.media_type or guessed,
        "SIZE": str(len(part.content)),
        "CREATED": made,
        "CHECKSUM": part.sha256,
        "CHECKSUMTYPE": "SHA-256",
    }


def _located(part: Part) -> dict[str, str]:
    return {
        "LOCTYPE": "URL",
        f"{{{XLINK}}}type": "simple",
        f"{{{XLINK}}}href": part.path,
    }


def _under(parent: ET.Element, tag: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, f"{{{METS}}}{tag}", attributes)
