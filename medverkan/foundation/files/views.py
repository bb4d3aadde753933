"""The two ways to a file: through its gate, or as a public copy."""

from __future__ import annotations

from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from medverkan.foundation.files import access, responses
from medverkan.foundation.files.models import StoredFile
from medverkan.foundation.files.states import Audience
from medverkan.foundation.permissions import ANYONE


@require_safe
def download(request: HttpRequest, name: str) -> FileResponse:
    """Hand out a private file to whom its gate lets in; to others it does not exist."""
    file = get_object_or_404(StoredFile, name=name, audience=Audience.PRIVATE)
    if not access.may_open(getattr(request, "actor", ANYONE), file):
        raise Http404
    return _opened(file)


@require_safe
def public_copy(_request: HttpRequest, path: str) -> FileResponse:
    """Hand out a public copy or its thumbnail, where no proxy does it."""
    file = get_object_or_404(
        StoredFile.objects.exclude(path=""),
        Q(path=path) | Q(thumbnail_path=path),
        audience=Audience.PUBLIC,
    )
    return _opened(file, path=path)


def _opened(file: StoredFile, path: str = "") -> FileResponse:
    try:
        if file.audience == Audience.PRIVATE:
            return responses.private_file(file)
        return responses.public_file(file, thumbnail=path == file.thumbnail_path)
    except FileNotFoundError as error:
        raise Http404 from error
