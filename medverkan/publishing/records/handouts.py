"""What is handed out, on paper: the chosen texts with their masking, and the decision to refuse."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from medverkan.foundation.calendar import local_date
from medverkan.foundation.design.dates import date_long
from medverkan.foundation.text import personal
from medverkan.participation.cases.models import Message
from medverkan.publishing.records.models import (
    RecordRequest,
    Refusal,
    RequestedItem,
)
from medverkan.publishing.records.states import Choice
from medverkan.reference.register.models import Document

_TEMPLATE = Path(__file__).parent / "handout.typ"


def items_of(request: RecordRequest) -> list[RequestedItem]:
    """Return the parts of a request in the order of the register, each with `number` and `label`."""
    items = list(
        request.items.select_related(
            "message__case", "attachment__message__case", "attachment__file"
        )
    )
    messages = [item.message or item.attachment.message for item in items]
    documents = {
        document.about_id: document
        for document in Document.objects.filter(
            about_kind="cases.message",
            about_id__in=[message.pk for message in messages],
            record__authority=request.authority_id,
        ).select_related("record")
    }
    for item, message in zip(items, messages, strict=True):
        document = documents.get(message.pk)
        item.of_message = message
        item.number = str(document) if document else message.case.reference
        item.label = document.description if document else _("Note")
    return sorted(
        items,
        key=lambda i: (i.of_message.case_id, i.of_message.pk, i.attachment_id or 0),
    )


def suggested(message: Message) -> str:
    """Return the text with what surely points out a person masked: a start, never an end."""
    spans = personal.find_personal_data(message.text)
    return personal.mask(message.text, spans)


def as_pdf(request: RecordRequest) -> bytes:
    """Return the texts that are handed out as PDF/UA-1."""
    items = [item for item in items_of(request) if item.is_handed_out]
    parts = [_part(item) for item in items if item.message]
    files = [
        f"{item.number}: {item.attachment.file.original_name}"
        for item in items
        if item.attachment
    ]
    withheld = request.items.filter(choice=Choice.WITHHELD).exists()
    notes = []
    if any(item.choice == Choice.MASKED for item in items) or withheld:
        notes = [
            _(
                "Parts are masked or left out because they may be secret. You may ask"
                " for a written decision, which can be appealed."
            )
        ]
    return _compile(
        title=_("Public records handed out"),
        request=request,
        parts=parts,
        notes=notes,
        listing=files,
        listing_title=_("Files that come with this"),
    )


def as_zip(request: RecordRequest) -> bytes:
    """Return the PDF and the files that are handed out."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("handlingar.pdf", as_pdf(request))
        for place, item in enumerate(items_of(request), start=1):
            if item.attachment and item.is_handed_out:
                file = item.attachment.file
                suffix = Path(file.path).suffix
                with file.open() as content:
                    archive.writestr(f"bilaga-{place}{suffix}", content.read())
    return packed.getvalue()


def refusal_pdf(refusal: Refusal) -> bytes:
    """Return the decision with how to appeal it."""
    request = refusal.request
    decided = {"provision": refusal.provision, "post": refusal.post}
    return _compile(
        title=_("Decision: records are not handed out"),
        request=request,
        parts=[
            {"heading": _("Decision"), "facts": "", "language": get_language(), "text":
             _("The records, or the parts of them that are left out, are not handed"
               " out. Provision: %(provision)s. Decided by %(post)s by delegation.")
             % decided},
            {"heading": _("Reasons"), "facts": "", "language": get_language(),
             "text": refusal.reasons},
            {"heading": _("How to appeal"), "facts": "", "language": get_language(),
             "text": appeal_instructions(refusal)},
        ],
        notes=[], listing=[], listing_title="",
    )  # fmt: skip


def appeal_instructions(refusal: Refusal) -> str:
    """
    Return how the decision is appealed.

    To the administrative court of appeal (OSL 6:7-8), handed in to the authority within three
    weeks of the day on which the one who asked got the decision (FL 2017:900, 43-44 §§).
    """
    return _(
        "You may appeal to the administrative court of appeal (kammarrätten). Write to"
        " %(authority)s, %(address)s, %(email)s. Say which decision you appeal, how you want"
        " it changed and why. We must have your letter within three weeks of the day you"
        " got the decision. We send it on to the court if we do not change the decision"
        " ourselves."
    ) % {
        "authority": refusal.request.authority.name,
        "address": settings.MUNICIPALITY["address"],
        "email": settings.MUNICIPALITY["email"],
    }


def _part(item: RequestedItem) -> dict[str, Any]:
    message = item.of_message
    is_masked = item.choice == Choice.MASKED
    title = item.title if is_masked else message.title
    return {
        "heading": f"{item.number} {item.label}",
        "facts": date_long(local_date(message.written_at)),
        "language": message.language,
        "text": "\n\n".join(
            filter(None, [title, item.text if is_masked else message.text])
        ),
    }


def _compile(*, request: RecordRequest, **content: Any) -> bytes:
    content |= {
        "language": get_language(),
        "municipality": settings.MUNICIPALITY["name"],
        "authority": str(request.authority.name),
        "date": date_long(local_date(request.ended_at or request.noted_at)),
    }
    return typst.compile(
        _TEMPLATE.read_bytes(),
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"content": json.dumps(content)},
    )
