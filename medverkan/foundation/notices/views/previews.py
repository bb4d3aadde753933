"""What every letter says, with an invented sample, for staff."""

from __future__ import annotations

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp, csp_update
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from medverkan.foundation import clock, permissions
from medverkan.foundation.notices import letters, operations, paper, previews, rules
from medverkan.foundation.notices.letters import LetterType
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.notices.recipients import Recipient


@require_safe
def letters_page(request: HttpRequest) -> HttpResponse:
    """List every letter."""
    permissions.require(rules.may_preview(request.actor))
    context = {"letters": letters.registered(), "languages": settings.LANGUAGES}
    return render(request, "notices/letters.html", context)


@csp_update({"frame-src": [SELF]})
@require_safe
def preview(request: HttpRequest, name: str, language: str) -> HttpResponse:
    """Show a letter in one language, as mail and as text."""
    permissions.require(rules.may_preview(request.actor))
    letter = _letter_or_404(name, language)
    context = {
        "letter": letter,
        "language": language,
        "languages": settings.LANGUAGES,
        "rendered": previews.sample(letter, language=language),
    }
    return render(request, "notices/preview.html", context)


# A mail is styled inline, as mail programs want it; nothing else is let in.
@csp({"default-src": [NONE], "style-src": [UNSAFE_INLINE], "frame-ancestors": [SELF]})
@xframe_options_sameorigin
@require_safe
def preview_mail(request: HttpRequest, name: str, language: str) -> HttpResponse:
    """Return a letter's HTML as a mail program gets it."""
    permissions.require(rules.may_preview(request.actor))
    letter = _letter_or_404(name, language)
    return HttpResponse(previews.sample(letter, language=language).html)


@require_safe
def preview_pdf(request: HttpRequest, name: str, language: str) -> HttpResponse:
    """Return a letter as it is printed for those without e-mail."""
    permissions.require(rules.may_preview(request.actor))
    letter = _letter_or_404(name, language)
    rendered = previews.sample(letter, language=language)
    delivery = Delivery(
        to_name=previews.NAME,
        to_address=previews.ADDRESS,
        language=language,
        subject=rendered.subject,
        text=rendered.text,
        written_at=clock.now(),
    )
    return HttpResponse(paper.letter(delivery), content_type="application/pdf")


@require_POST
def send_sample(request: HttpRequest, name: str, language: str) -> HttpResponse:
    """Send the letter with its sample to whoever reads the preview."""
    permissions.require(rules.may_preview(request.actor))
    letter = _letter_or_404(name, language)
    to = Recipient(email=request.user.email or "", language=language)
    try:
        operations.send_sample(letter, to=to, actor=request.actor, at=clock.now())
    except operations.Unreachable:
        messages.error(request, _("You have no e-mail address to send it to."))
    else:
        said = _("The letter is on its way to %(address)s.")
        messages.success(request, said % {"address": to.email})
    return redirect("notices:preview", name, language)


def _letter_or_404(name: str, language: str) -> LetterType:
    if language not in dict(settings.LANGUAGES):
        raise Http404
    try:
        return letters.get(name)
    except letters.UnknownLetter:
        raise Http404 from None
