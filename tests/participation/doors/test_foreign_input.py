"""Whatever comes in from others is read, or refused in words of our own; nothing else happens."""

from __future__ import annotations

import json
import string
from email.message import EmailMessage
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medverkan.foundation.text import clean
from medverkan.participation.doors.importing import files
from medverkan.participation.doors.mail import automatic, parsing

# The same in every run, so that it is no surprise on another day.
STEADY = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
NAMES = st.sampled_from(
    ["From", "To", "Subject", "Message-ID", "References", "In-Reply-To", "Return-Path",
     "Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "Auto-Submitted"]
)  # fmt: skip
VALUES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["multipart/mixed; boundary=x", "multipart/report; report-type=delivery-status",
         "text/html; charset=utf-7", "text/plain; charset=okänd", "message/rfc822",
         "message/delivery-status", "base64", "quoted-printable", "uuencode", "<a@b>",
         "=?utf-8?b?////?=", "=?x?q?=00?=", "attachment; filename*=utf-8''%00%ff", "<>"]
    ),
)  # fmt: skip


@st.composite
def mails(draw: st.DrawFn) -> bytes:
    """Headers that exist with values that should not, and a body of anything."""
    head = "".join(
        f"{name}: {value}\n"
        for name, value in draw(st.lists(st.tuples(NAMES, VALUES), max_size=8))
    )
    parts = draw(st.lists(st.binary(max_size=80), max_size=3))
    body = b"\n--x\n".join([b"", *parts])
    return head.encode(errors="surrogatepass") + b"\n" + body


class TestMail:
    @STEADY
    @given(content=st.one_of(st.binary(max_size=400), mails()))
    def test_is_read_or_not_understood(self, content):
        try:
            mail = parsing.read(content)
        except parsing.NotUnderstood:
            mail = parsing.head(content)

        assert len(mail.key) == 64
        assert "\n" not in mail.subject
        assert "\x00" not in mail.text + mail.subject + mail.name + mail.address
        automatic.is_bounce(mail)
        automatic.is_automatic(mail, own_addresses=frozenset())
        automatic.returned_letter(mail)

    @STEADY
    @given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
    def test_loses_no_word_of_what_was_written(self, text):
        mail = EmailMessage()
        mail.set_content(text)

        told = parsing.read(mail.as_bytes()).text

        assert "".join(told.split()) == "".join(clean(text).split())


class TestImport:
    @STEADY
    @given(
        content=st.one_of(
            st.binary(max_size=300),
            st.text(max_size=300).map(lambda t: t.encode(errors="surrogatepass")),
            st.text(string.printable, max_size=300).map(
                lambda t: f"title;text;date\n{t}".encode()
            ),
        ),
        ending=st.sampled_from([".csv", ".jsonl"]),
    )
    def test_is_read_row_by_row_or_refused(self, content, ending, tmp_path_factory):
        path = tmp_path_factory.getbasetemp() / f"foreign{ending}"
        Path(path).write_bytes(content)

        try:
            rows = list(files.rows(path))
        except files.NotReadable:
            return

        assert all(row.fault or row.values for row in rows)
        assert [row.line for row in rows] == sorted({row.line for row in rows})

    @STEADY
    @given(
        values=st.dictionaries(
            st.sampled_from(["title", "text", "date", "topic", "kind", "place"]),
            st.recursive(
                st.one_of(st.none(), st.booleans(), st.floats(), st.text(max_size=20)),
                lambda inner: st.lists(inner, max_size=2),
                max_leaves=4,
            ),
        )
    )
    def test_of_json_is_text_or_a_fault(self, values, tmp_path_factory):
        path = tmp_path_factory.getbasetemp() / "foreign.jsonl"
        path.write_text(json.dumps(values), encoding="utf-8")

        try:
            rows = list(files.rows(path))
        except files.NotReadable:
            return

        for row in rows:
            assert all(isinstance(value, str) for value in row.values.values())
