"""The public files of the ledger, to fetch, keep elsewhere and verify."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any
from uuid import UUID

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    StreamingHttpResponse,
)
from django.views.decorators.http import require_safe

from medverkan.foundation.design.caching import public_page
from medverkan.participation.ballots import export
from medverkan.participation.ballots.heads import Audience
from medverkan.participation.ballots.models import Ballot, Head, Roster, Tile
from medverkan.participation.ballots.queries import last_head
from medverkan.participation.ballots.sealer.roster import roster_text, signed_text
from medverkan.participation.ballots.verifier import verify
from medverkan.participation.ballots.views.finding import ballot_of

TEXT = "text/plain; charset=us-ascii"
MOST_LEAVES = 10_000


def _head_of(ballot: Ballot) -> Head:
    head = last_head(ballot, Audience.PUBLIC)
    if head is None:
        raise Http404
    return head


def _json(content: Any) -> HttpResponse:
    text = json.dumps(content, indent=1, ensure_ascii=False)
    return HttpResponse(text + "\n", content_type="application/json")


@public_page(60)
@require_safe
def about(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Tell what the ballot is and how it stands at its last public head."""
    ballot = ballot_of(uuid)
    return _json(export.about(ballot, _head_of(ballot)))


@public_page(60)
@require_safe
def heads(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give every public head with its signature, oldest first."""
    ballot = ballot_of(uuid)
    text = "".join(signed_text(head) for head in export.public_heads(ballot))
    return HttpResponse(text, content_type=TEXT)


@public_page(60)
@require_safe
def leaves(request: HttpRequest, uuid: UUID) -> HttpResponse | StreamingHttpResponse:
    """Give the leaves `from` up to `to`, at most ten thousand, under the last public head."""
    ballot = ballot_of(uuid)
    size = _head_of(ballot).size
    try:
        start = max(0, int(request.GET.get("from", "0")))
        end = min(size, int(request.GET.get("to", str(size))))
    except ValueError:
        return HttpResponse("from and to are numbers\n", status=400, content_type=TEXT)
    end = min(end, start + MOST_LEAVES)
    return HttpResponse(
        b"".join(export.leaves(ballot, start=start, end=end)), content_type=TEXT
    )


@public_page(60)
@require_safe
def tile(request: HttpRequest, uuid: UUID, level: int, index: int) -> HttpResponse:
    """Give a hash tile, as much of it as the last public head covers."""
    ballot = ballot_of(uuid)
    head = _head_of(ballot)
    found = Tile.objects.filter(ballot=ballot, level=level, index=index).first()
    hashes = b"" if found is None else export.covered(found, head)
    if not hashes:
        raise Http404
    return HttpResponse(hashes, content_type="application/octet-stream")


@public_page(60)
@require_safe
def corrections(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give the correction log as data."""
    ballot = ballot_of(uuid)
    return _json(export.corrections(ballot, _head_of(ballot)))


@public_page(300)
@require_safe
def whole_export(request: HttpRequest, uuid: UUID) -> FileResponse:
    """Give everything public and the verifier in one ZIP file."""
    ballot = ballot_of(uuid)
    _head_of(ballot)
    packed = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    with tempfile.TemporaryDirectory() as folder:
        export.write(ballot, Path(folder))
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(Path(folder).rglob("*")):
                archive.write(path, Path(str(ballot.uuid)) / path.relative_to(folder))
    packed.seek(0)
    name = f"rostliggare-{ballot.uuid}.zip"
    return FileResponse(packed, as_attachment=True, filename=name)


@public_page(300)
@require_safe
def public_keys(request: HttpRequest) -> HttpResponse:
    """Give every public key that has signed something, old ones too."""
    return _json(export.public_keys())


@public_page(300)
@require_safe
def rosters(request: HttpRequest) -> HttpResponse:
    """List the days that have a roster, newest first."""
    days = Roster.objects.order_by("-date").values_list("date", flat=True)
    return _json([day.isoformat() for day in days])


@public_page(300)
@require_safe
def roster(request: HttpRequest, day: str) -> HttpResponse:
    """Give the signed roster of a day."""
    try:
        found = Roster.objects.get(date=dt.date.fromisoformat(day))
    except (ValueError, Roster.DoesNotExist):
        raise Http404 from None
    return HttpResponse(roster_text(found), content_type=TEXT)


@public_page(3600)
@require_safe
def verifier(request: HttpRequest) -> HttpResponse:
    """Give the verifier: one file to read and run."""
    source = Path(verify.__file__).read_bytes()
    response = HttpResponse(source, content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="verify.py"'
    return response
