import contextlib
import io
import struct
import zipfile
import zlib

import pytest
from django.core.files.storage import storages
from PIL import Image

from medverkan.foundation.files import images, media_types, preparation, refusals
from tests.factories import files as factory


def office(*names, mimetype=None):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


WORD = ("[Content_Types].xml", "word/document.xml")


def bomb():
    """A PNG of 70 000 by 70 000 pixels in a few bytes."""

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 70_000, 70_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", b"")
        + chunk(b"IEND", b"")
    )


def refused(content, name):
    with pytest.raises(refusals.FileRefused) as refusal:
        preparation.prepare(factory.upload(content, name))
    assert str(refusal.value.message)
    return type(refusal.value)


class TestPrepare:
    @pytest.mark.parametrize(
        ("written_as", "name", "kept_as"),
        [
            ("JPEG", "bild.JPG", media_types.JPEG),
            ("PNG", "bild.png", media_types.PNG),
            ("PNG", "bild.jpg", media_types.PNG),
            ("WEBP", "bild.webp", media_types.WEBP),
            ("GIF", "bild.gif", media_types.PNG),
            ("HEIF", "IMG_1.HEIC", media_types.JPEG),
        ],
    )
    def test_writes_pictures_anew(self, written_as, name, kept_as):
        prepared = preparation.prepare(
            factory.upload(factory.picture(written_as), name)
        )

        assert (prepared.media_type, prepared.width, prepared.height) == (
            kept_as,
            60,
            40,
        )
        assert prepared.original_name == name

    def test_drops_position_and_turns_the_picture_upright(self):
        exif = Image.Exif()
        exif[0x0112] = 6
        exif.get_ifd(0x8825)[1] = "N"
        content = factory.picture(exif=exif)

        prepared = preparation.prepare(factory.upload(content))

        assert (prepared.width, prepared.height) == (40, 60)
        with storages["private"].open(prepared.path) as file, Image.open(file) as kept:
            assert not kept.getexif()

    def test_makes_large_pictures_smaller(self):
        content = factory.picture(size=(5000, 1000))

        prepared = preparation.prepare(factory.upload(content))

        assert (prepared.width, prepared.height) == (2400, 480)

    @pytest.mark.parametrize(
        ("content", "name", "kept_as"),
        [
            (factory.PDF, "plan.pdf", media_types.PDF),
            ("Hej på dig\n".encode(), "brev.txt", media_types.TEXT),
            ("Hej på dig\n".encode("cp1252"), "brev.txt", media_types.TEXT),
            (b"a;b\n1;2\n", "lista.csv", media_types.CSV),
            (office(*WORD), "brev.docx", media_types.DOCX),
            (
                office("content.xml", mimetype=media_types.ODT),
                "brev.odt",
                media_types.ODT,
            ),
        ],
    )
    def test_keeps_documents_as_they_are(self, content, name, kept_as):
        prepared = preparation.prepare(factory.upload(content, name))

        assert (prepared.media_type, prepared.size) == (kept_as, len(content))
        with storages["private"].open(prepared.path) as kept:
            assert kept.read() == content

    @pytest.mark.parametrize(
        ("content", "name", "reason"),
        [
            (b"", "tom.txt", refusals.FileIsEmpty),
            (factory.PDF, "bild.jpg", refusals.NameDoesNotMatch),
            (factory.picture(), "plan.pdf", refusals.NameDoesNotMatch),
            (b"MZ\x90\x00\x03" + b"\x00" * 60, "bild.jpg", refusals.NameDoesNotMatch),
            (b"MZ\x90\x00\x03" + b"\x00" * 60, "spel.exe", refusals.TypeNotTaken),
            (b"<svg onload='x()'/>", "bild.svg", refusals.TypeNotTaken),
            (b"<!DOCTYPE html><p>", "brev.txt", refusals.NameDoesNotMatch),
            (office("a.txt"), "allt.zip", refusals.TypeNotTaken),
            (factory.picture()[:200], "bild.jpg", refusals.PictureIsBroken),
            (bomb(), "bild.png", refusals.PictureHasTooManyPixels),
            (b"%PDF-1.4 nothing", "plan.pdf", refusals.DocumentIsBroken),
            (office(*WORD, "word/vbaProject.bin"), "b.docx", refusals.DocumentIsActive),
        ],
    )
    def test_refuses_with_a_reason(self, content, name, reason):
        assert refused(content, name) is reason

    @pytest.mark.parametrize(
        ("catalog", "reason"),
        [
            (b"/OpenAction << /S /JavaScript /JS (x) >>", refusals.DocumentIsActive),
            (b"/OpenAction << /S /J#61vaScript /JS (x) >>", refusals.DocumentIsActive),
            (b"/Names << /EmbeddedFiles 2 0 R >>", refusals.DocumentIsActive),
            (b"/Encrypt 5 0 R", refusals.DocumentIsLocked),
            (
                b"<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n"
                + zlib.compress(b"<< /S /Launch /F (calc) >>"),
                refusals.DocumentIsActive,
            ),
            (
                b"<< /Type /ObjStm /DecodeParms << /Columns 1 >> /N 1 >> % no more\n"
                b"stream\n" + zlib.compress(b"<< /S /JavaScript /JS (x) >>"),
                refusals.DocumentIsActive,
            ),
            (b"stream\n" * 20_001, refusals.DocumentIsBroken),
        ],
    )
    def test_refuses_documents_that_act(self, catalog, reason):
        content = factory.PDF.replace(b"/Type /Catalog", b"/Type /Catalog " + catalog)

        assert refused(content, "plan.pdf") is reason

    @pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    def test_refuses_an_archive_that_breaks_its_unpacker(self, packing):
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", packing) as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        broken = content.getvalue().replace(b"BZh", b"\0\0\0")
        broken = broken[:45] + b"\xff" * 12 + broken[57:]

        assert refused(broken, "brev.odt") is refusals.NameDoesNotMatch

    @pytest.mark.parametrize("written_as", ["JPEG", "PNG", "WEBP", "GIF"])
    def test_refuses_or_keeps_a_picture_however_broken(self, written_as):
        whole = factory.picture(written_as)
        for place in range(0, len(whole), max(1, len(whole) // 40)):
            for wrong in (whole[:place], whole[:place] + b"\xff" + whole[place + 1 :]):
                with contextlib.suppress(refusals.FileRefused):
                    preparation.prepare(factory.upload(wrong, "bild.jpg"))

    def test_refuses_a_picture_that_breaks_its_decoder(self, monkeypatch):
        """As broken HEIC (RuntimeError) and EXIF in WebP (TypeError) did."""
        monkeypatch.setattr(images.ImageOps, "exif_transpose", lambda _: 1 / 0)

        assert refused(factory.picture(), "bild.jpg") is refusals.PictureIsBroken

    def test_refuses_at_one_byte_over_the_limit(self, settings):
        settings.UPLOAD_LIMIT_BYTES = 10

        assert preparation.prepare(factory.upload(b"0123456789", "a.txt")).size == 10
        assert refused(b"0123456789a", "a.txt") is refusals.FileTooLarge

    def test_keeps_no_identity_number_in_the_name(self):
        upload = factory.upload(name="..\\intyg 640823-3234.jpg")

        assert "3234" not in preparation.prepare(upload).original_name


class TestPrepareCopy:
    def test_has_a_thumbnail_within_40_kb(self, db):
        noise = Image.effect_noise((1600, 1200), 90).convert("RGB")
        file = io.BytesIO()
        noise.save(file, format="JPEG")

        prepared = preparation.prepare_copy(factory.stored(content=file.getvalue()))

        assert storages["default"].size(prepared.thumbnail_path) <= 40_000
        with storages["default"].open(prepared.thumbnail_path) as thumbnail:
            assert Image.open(thumbnail).size == (
                prepared.thumbnail_width,
                prepared.thumbnail_height,
            )

    def test_is_of_the_masked_version_when_there_is_one(self, db):
        masked = factory.upload(factory.picture(size=(30, 30)))

        prepared = preparation.prepare_copy(factory.stored(), masked=masked)

        assert (prepared.width, prepared.original_name) == (30, "")

    def test_refuses_office_documents(self, db):
        file = factory.stored(content=office(*WORD), name="brev.docx")

        with pytest.raises(refusals.KeptPrivate):
            preparation.prepare_copy(file)
