from __future__ import annotations

import io
import json
import tomllib
import zipfile
from xml.etree import ElementTree as ET

import jsonschema_rs
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse

from medverkan.foundation.files import operations as files
from medverkan.foundation.files.preparation import prepare
from medverkan.foundation.permissions import ANYONE, SYSTEM
from medverkan.participation.cases import operations as cases
from medverkan.publishing.records import archiving, mets, operations
from medverkan.publishing.records.states import Measure
from medverkan.reference.bodies.roles import Role
from medverkan.reference.register.models import Record
from tests.factories.bodies import RoleAssignmentFactory
from tests.factories.cases import AT, lodged
from tests.factories.records import TWO_YEARS_LATER, approved, closed, rule

pytestmark = pytest.mark.django_db

NAMES = {"m": mets.METS, "x": mets.XLINK, "c": mets.CSIP}
# E-ARK CSIP 2.1, section 5.3: what is marked MUST of its METS.
MUST_HAVE = (
    (".", "OBJID TYPE PROFILE c:CONTENTINFORMATIONTYPE"),
    ("m:metsHdr", "CREATEDATE c:OAISPACKAGETYPE"),
    ("m:metsHdr/m:agent[@OTHERTYPE='SOFTWARE']", "ROLE TYPE"),
    ("m:metsHdr/m:agent[@ROLE='CREATOR']/m:note", "c:NOTETYPE"),
    ("m:dmdSec", "ID CREATED"),
    (
        "m:dmdSec/m:mdRef",
        "LOCTYPE x:type x:href MDTYPE MIMETYPE SIZE CREATED CHECKSUM CHECKSUMTYPE",
    ),
    ("m:fileSec", "ID"),
    ("m:fileSec/m:fileGrp", "ID USE c:CONTENTINFORMATIONTYPE"),
    ("m:fileSec/m:fileGrp[@USE='Documentation']", "ID"),
    ("m:fileSec/m:fileGrp[@USE='Schemas']", "ID"),
    ("m:fileSec/m:fileGrp[@USE='Representations']", "ID"),
    ("m:fileSec/m:fileGrp/m:file", "ID MIMETYPE SIZE CREATED CHECKSUM CHECKSUMTYPE"),
    ("m:fileSec/m:fileGrp/m:file/m:FLocat", "LOCTYPE x:type x:href"),
    ("m:structMap[@TYPE='PHYSICAL'][@LABEL='CSIP']", "ID"),
    ("m:structMap/m:div", "ID LABEL"),
    ("m:structMap/m:div/m:div[@LABEL='Metadata']", "ID DMDID"),
    ("m:structMap/m:div/m:div[@LABEL='Documentation']/m:fptr", "FILEID"),
    ("m:structMap/m:div/m:div[@LABEL='Schemas']/m:fptr", "FILEID"),
    ("m:structMap/m:div/m:div[@LABEL='Representations']/m:fptr", "FILEID"),
)


def _named(attribute: str) -> str:
    prefix, _colon, name = attribute.rpartition(":")
    return f"{{{NAMES[prefix]}}}{name}" if prefix else name


@pytest.fixture
def case():
    upload = SimpleUploadedFile("brev.txt", b"Hej")
    with transaction.atomic():
        file = files.store(prepare(upload), kind="case_attachment", actor=ANYONE, at=AT)
    return closed(files=(file,))


def opened(case):
    return zipfile.ZipFile(io.BytesIO(archiving.package(case, at=AT)))


@pytest.fixture
def described(case):
    with opened(case) as archive:
        return ET.fromstring(archive.read(archive.namelist()[-1]))


class TestAPackage:
    def test_holds_metadata_words_and_files(self, case):
        with opened(case) as archive:
            names = [name.split("/", 1)[1] for name in archive.namelist()]
            pdf = archive.read(archive.namelist()[4])

        assert names == [
            "metadata/descriptive/ERMS.xml",
            "metadata/other/medverkan.json",
            "documentation/las-mig.txt",
            "schemas/medverkan.schema.json",
            "representations/rep1/data/arende.pdf",
            "representations/rep1/data/bilaga-1.txt",
            "METS.xml",
        ]
        assert pdf.startswith(b"%PDF")
        assert b"pdfaid" in pdf

    def test_tells_number_class_dates_and_documents(self, case):
        record = Record.objects.get(about_case=case.pk)

        with opened(case) as archive:
            erms = ET.fromstring(archive.read(archive.namelist()[0]))

        space = f"{{{archiving.ERMS}}}"
        [aggregation] = erms.iter(f"{space}aggregation")
        assert aggregation.findtext(f"{space}objectId") == record.register_number
        assert aggregation.findtext(f"{space}title") == record.subject_line
        numbers = [r.findtext(f"{space}objectId") for r in erms.iter(f"{space}record")]
        assert numbers == [f"{record.register_number}:{n}" for n in (1, 2)]

    def test_has_what_csip_says_must_be_there(self, described):
        for where, attributes in MUST_HAVE:
            found = described.findall(where, NAMES)

            assert found, where
            for element in found:
                assert all(element.get(_named(a)) for a in attributes.split()), where

    def test_points_only_at_what_is_there(self, described):
        ids = [element.get("ID") for element in described.iter() if element.get("ID")]
        pointed = {p.get("FILEID") for p in described.iterfind(".//m:fptr", NAMES)}

        assert len(ids) == len(set(ids))
        assert pointed | {"dmd-1", "dmd-2"} <= set(ids)

    def test_follows_the_schema_that_lies_in_it(self, case):
        with opened(case) as archive:
            written, schema = (
                json.loads(archive.read(archive.namelist()[place])) for place in (1, 3)
            )
        follows = jsonschema_rs.validator_for(schema, validate_formats=True)

        assert list(follows.iter_errors(written)) == []
        assert not follows.is_valid(written | {"closed_at": "yesterday"})

    def test_tells_the_version_of_the_software(self):
        project = tomllib.loads((settings.ROOT / "pyproject.toml").read_text())

        assert project["project"]["version"] == mets.VERSION

    def test_is_whole(self, case):
        package = io.BytesIO(archiving.package(case, at=AT))

        assert archiving.verify(package) == 6

    @pytest.mark.parametrize("change", ["other", "added", "missing"])
    def test_tells_when_it_is_not_whole(self, case, change):
        changed = io.BytesIO()
        with opened(case) as archive, zipfile.ZipFile(changed, "w") as copy:
            for name in archive.namelist():
                is_pdf = name.endswith("arende.pdf")
                if is_pdf and change == "missing":
                    continue
                content = archive.read(name)
                copy.writestr(name, b"x" if is_pdf and change == "other" else content)
            if change == "added":
                copy.writestr("more", b"x")

        with pytest.raises(archiving.NotWhole):
            archiving.verify(changed)

    def test_is_made_of_closed_cases_only(self):
        with pytest.raises(archiving.NotClosed):
            archiving.package(lodged(), at=AT)

    def test_is_not_made_of_what_is_destroyed(self, case):
        cases.erase(case=case, how=cases.Erasure.DESTROY, actor=SYSTEM, at=AT)
        case.refresh_from_db()

        with pytest.raises(archiving.NotClosed):
            archiving.package(case, at=AT)


class TestFetching:
    def url(self, case):
        slug = case.authority.slug
        return reverse("records:archive_package", args=[slug, case.reference])

    def test_is_for_the_registrar(self, client, case):
        held = RoleAssignmentFactory(role=Role.REGISTRAR, body=case.authority)
        client.force_login(held.user)

        response = client.get(self.url(case))

        assert archiving.verify(io.BytesIO(response.content)) == 6

    def test_is_not_for_an_officer(self, client, case):
        held = RoleAssignmentFactory(role=Role.OFFICER, body=case.authority)
        client.force_login(held.user)

        assert client.get(self.url(case)).status_code == 403


class TestCommand:
    def test_writes_what_is_kept_for_good(self, case, tmp_path):
        rule(case.authority, measure=Measure.ARCHIVE)
        operations.carry_out(approved(case.authority), at=TWO_YEARS_LATER)

        call_command("archive_packages", str(tmp_path / "out"), verbosity=0)
        call_command("archive_packages", str(tmp_path / "out"), verbosity=0)

        [written] = (tmp_path / "out").iterdir()
        with written.open("rb") as package:
            assert archiving.verify(package) == 6

    def test_names_what_is_not_closed(self, tmp_path):
        case = lodged()

        with pytest.raises(CommandError, match=case.reference):
            call_command("archive_packages", str(tmp_path), case.reference)

    def test_needs_a_folder(self, tmp_path):
        (tmp_path / "file").write_text("")

        with pytest.raises(CommandError, match="cannot be made"):
            call_command("archive_packages", str(tmp_path / "file" / "x"))
