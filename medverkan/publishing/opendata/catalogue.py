"""
The catalogue of open data as DCAT-AP-SE 3.0.1, in RDF/XML, for portals that harvest it.

The terms are W3C's DCAT 3; which are mandatory is DIGG's profile (docs.dataportal.se/dcat).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from xml.etree import ElementTree as ET

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from medverkan.publishing.opendata.exports import LICENCE

_SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}
_EU = "http://publications.europa.eu/resource/authority"
_PUBLIC = f"{_EU}/access-right/PUBLIC"
_GOVERNMENT = f"{_EU}/data-theme/GOVE"
_LOCAL_AUTHORITY = "http://purl.org/adms/publishertype/LocalAuthority"
_MEDIA = "https://www.iana.org/assignments/media-types"
_LANGUAGES = {
    code: f"{_EU}/language/{name}"
    for code, name in (("sv", "SWE"), ("en", "ENG"), ("fi", "FIN"))
}

CSV = "text/csv"
JSON = "application/json"
ATOM = "application/atom+xml"


@dataclass(frozen=True)
class Dataset:
    """One set of data; `files` pairs the name of an address with its media type."""

    key: str
    title: Promise
    description: Promise
    files: tuple[tuple[str, str], ...]
    page: str


@dataclass(frozen=True)
class Service:
    """One interface that answers questions about data; `described_by` is its contract."""

    key: str
    title: Promise
    serves: str
    endpoint: Callable[[], str]
    described_by: Callable[[], str]


DATASETS = (
    Dataset(
        "cases",
        _("Published cases"),
        _(
            "Everything that is published, with the answers. Names of people are left out."
        ),
        (
            ("opendata:cases_csv", CSV),
            ("opendata:cases_json", JSON),
            ("cases:feed", ATOM),
        ),
        "cases:index",
    ),
    Dataset(
        "figures",
        _("How we answer"),
        _("How many cases came, how many were answered in time and how long it took."),
        (("cases:figures_csv", CSV), ("cases:figures_json", JSON)),
        "cases:figures",
    ),
    Dataset(
        "outcomes",
        _("What became of the proposals, in figures"),
        _("How many proposals came how far, from arrival to done."),
        (("cases:outcomes_csv", CSV), ("cases:outcomes_json", JSON)),
        "cases:outcomes",
    ),
    Dataset(
        "ways",
        _("The matrix of ways to influence"),
        _("Every way in with its rules, and who is responsible for what."),
        (("pathways:ways_csv", CSV), ("pathways:areas_csv", CSV)),
        "pathways:matrix",
    ),
    Dataset(
        "rosters",
        _("The daily lists of counted votes"),
        _(
            "Signed lists by which anyone can recount the votes. No one can be found in them."
        ),
        (("ballots:rosters", JSON), ("ballots:keys", JSON)),
        "opendata:index",
    ),
)

SERVICES = (
    Service(
        "json",
        _("An interface in JSON"),
        "cases",
        partial(reverse, "api_v1:cases"),
        partial(reverse, "api_v1:openapi"),
    ),
    Service(
        "open311",
        _("Fault reports by Open311"),
        "cases",
        partial(reverse, "api:open311_requests", args=["json"]),
        partial(reverse, "api:open311_discovery", args=["json"]),
    ),
)


@translation.override(settings.LANGUAGE_CODE)
def as_rdf() -> bytes:
    """
    Return the catalogue with every dataset, file and interface, in every language.

    Its names and addresses are the same whichever language it is asked for in.
    """
    root = ET.Element(_name("rdf:RDF"))
    publisher, contact = _about("publisher"), _about("contact")
    catalogue = _thing(root, "dcat:Catalog", _about("catalogue"))
    _in_words(catalogue, "dcterms:title", _("Open data"))
    _in_words(
        catalogue,
        "dcterms:description",
        _(
            "Published cases with their answers, and figures of how we answer, "
            "free for anyone to use."
        ),
    )
    _link(catalogue, "dcterms:publisher", publisher)
    _link(catalogue, "dcterms:license", LICENCE)
    _link(catalogue, "foaf:homepage", _address(reverse("opendata:index")))
    for language in _LANGUAGES.values():
        _link(catalogue, "dcterms:language", language)
    for dataset in DATASETS:
        _link(catalogue, "dcat:dataset", _about(dataset.key))
    for service in SERVICES:
        _link(catalogue, "dcat:service", _about(f"service-{service.key}"))
    _publisher(root, publisher)
    _contact(root, contact)
    for dataset in DATASETS:
        _dataset(root, dataset, publisher=publisher, contact=contact)
    for service in SERVICES:
        _service(root, service, publisher=publisher, contact=contact)
    ET.indent(root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _dataset(
    root: ET.Element, dataset: Dataset, *, publisher: str, contact: str
) -> None:
    element = _thing(root, "dcat:Dataset", _about(dataset.key))
    _in_words(element, "dcterms:title", dataset.title)
    _in_words(element, "dcterms:description", dataset.description)
    _link(element, "dcterms:publisher", publisher)
    _link(element, "dcat:contactPoint", contact)
    _link(element, "dcat:theme", _GOVERNMENT)
    _link(element, "dcterms:accessRights", _PUBLIC)
    _link(element, "dcat:landingPage", _address(reverse(dataset.page)))
    files = [_address(reverse(name)) for name, _media in dataset.files]
    for file in files:
        _link(element, "dcat:distribution", f"{file}#file")
    for file, (_view, media) in zip(files, dataset.files, strict=True):
        distribution = _thing(root, "dcat:Distribution", f"{file}#file")
        _in_words(distribution, "dcterms:title", dataset.title)
        _link(distribution, "dcat:accessURL", file)
        _link(distribution, "dcat:downloadURL", file)
        _link(distribution, "dcat:mediaType", f"{_MEDIA}/{media}")
        _link(distribution, "dcterms:license", LICENCE)


def _service(
    root: ET.Element, service: Service, *, publisher: str, contact: str
) -> None:
    element = _thing(root, "dcat:DataService", _about(f"service-{service.key}"))
    _in_words(element, "dcterms:title", service.title)
    _link(element, "dcterms:publisher", publisher)
    _link(element, "dcat:contactPoint", contact)
    _link(element, "dcat:endpointURL", _address(service.endpoint()))
    _link(element, "dcat:endpointDescription", _address(service.described_by()))
    _link(element, "dcat:servesDataset", _about(service.serves))
    _link(element, "dcterms:accessRights", _PUBLIC)
    _link(element, "dcterms:license", LICENCE)


def _publisher(root: ET.Element, about: str) -> None:
    element = _thing(root, "foaf:Agent", about)
    ET.SubElement(element, _name("foaf:name")).text = settings.MUNICIPALITY["name"]
    _link(element, "dcterms:type", _LOCAL_AUTHORITY)


def _contact(root: ET.Element, about: str) -> None:
    element = _thing(root, "vcard:Organization", about)
    ET.SubElement(element, _name("vcard:fn")).text = settings.MUNICIPALITY["name"]
    _link(element, "vcard:hasEmail", f"mailto:{settings.MUNICIPALITY['email']}")


def _in_words(parent: ET.Element, term: str, words: Any) -> None:
    for code in _LANGUAGES:
        with translation.override(code):
            element = ET.SubElement(parent, _name(term), {_XML_LANGUAGE: code})
            element.text = str(words)


def _link(parent: ET.Element, term: str, to: str) -> None:
    ET.SubElement(parent, _name(term), {_name("rdf:resource"): to})


def _thing(root: ET.Element, term: str, about: str) -> ET.Element:
    return ET.SubElement(root, _name(term), {_name("rdf:about"): about})


def _name(term: str) -> str:
    space, name = term.split(":")
    return f"{{{_SPACES[space]}}}{name}"


def _about(key: str) -> str:
    """Return the address that names a thing of the catalogue."""
    return f"{_address(reverse('opendata:catalogue'))}#{key}"


def _address(path: str) -> str:
    return settings.SITE_URL + path


_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
for _prefix, _space in _SPACES.items():
    ET.register_namespace(_prefix, _space)
