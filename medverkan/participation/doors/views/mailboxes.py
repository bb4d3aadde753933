"""The page on which administrators say which mailboxes are read."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from medverkan.foundation import clock
from medverkan.foundation.accounts.access import has_role
from medverkan.foundation.design.posting import posted
from medverkan.participation.doors.forms import MailboxForm
from medverkan.participation.doors.models import Mailbox
from medverkan.participation.doors.operations import mailboxes as operations
from medverkan.reference.bodies import queries as bodies
from medverkan.reference.bodies.roles import Role


@has_role(Role.ADMINISTRATOR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mailboxes(request: HttpRequest) -> HttpResponse:
    """List the mailboxes and how their reading goes; add one on POST."""
    owners = bodies.bodies_open(clock.now()).filter(authority__isnull=False)
    form = MailboxForm(posted(request), bodies=owners)
    if request.method == "POST" and form.is_valid():
        operations.add_mailbox(
            mailbox=form.save(commit=False), actor=request.actor, at=clock.now()
        )
        messages.success(request, _("The mailbox is read within a minute."))
        return redirect("doors:mailboxes")
    context = {
        "form": form,
        "mailboxes": Mailbox.objects.select_related("body").order_by("slug"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "doors/mailboxes.html", context, status=status)


@has_role(Role.ADMINISTRATOR)
@require_POST
def switch(request: HttpRequest, slug: str) -> HttpResponse:
    """Stop reading a mailbox, or begin again."""
    operations.switch_mailbox(
        mailbox=get_object_or_404(Mailbox, slug=slug),
        is_read=request.POST.get("is_read") == "yes",
        actor=request.actor,
        at=clock.now(),
    )
    return redirect("doors:mailboxes")
