"""This room's entries in the public menu and in the workspace."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.design import menu
from medverkan.foundation.design.menu import Entry, MenuItem
from medverkan.participation.cases import (
    desk,
    quarantine,
    queries,
    rules,
    staff_queries,
)
from medverkan.participation.cases.models import Selection
from medverkan.reference.bodies.roles import Role
from medverkan.reference.pathways.wiring import GROUP


def register() -> None:
    """Add this room's pages to the menus."""
    menu.register("main", MenuItem(_("Proposals"), "cases:proposals", order=5))
    menu.register("main", MenuItem(_("Answers and results"), "cases:index", order=20))
    menu.register("main", MenuItem(_("So we answer"), "cases:figures", order=30))
    menu.register("main", MenuItem(_("Follow your case"), "cases:find", order=40))
    menu.register(
        "footer", MenuItem(_("From proposal to reality"), "cases:outcomes", order=35)
    )
    menu.register_provider("workspace", _inbox_entries)
    menu.register(
        "workspace",
        MenuItem(
            _("My board"),
            "cases:my_board",
            order=1,
            may_see=lambda actor: actor.has_role(Role.ELECTED_MEMBER),
            group=_("To do"),
            icon="landmark",
        ),
    )
    menu.register(
        "workspace",
        MenuItem(
            _("Quarantine"),
            "cases:quarantine",
            order=10,
            may_see=lambda actor: actor.has_role(*rules.SUSPECT_DECIDERS),
            count=lambda request: quarantine.held(request.actor).count(),
            group=_("To do"),
            icon="shield-alert",
        ),
    )
    menu.register(
        "workspace",
        MenuItem(
            _("Report to the council"),
            "cases:council_report",
            order=66,
            may_see=rules.may_read_council_report,
            group=GROUP,
            icon="landmark",
        ),
    )


def _inbox_entries(request: HttpRequest) -> Iterable[Entry]:
    """Return the lists of the workspace with how many cases each holds, in one query."""
    if not request.actor.has_role(*desk.READERS):
        return
    handles = request.actor.has_role(*desk.HANDLERS)
    kept = staff_queries.selections_of(request.actor) if handles else []
    counts = queries.inbox_counts(
        request.actor,
        {f"kept {one.name}": desk.asked_by(one, request.actor) for one in kept},
    )
    for name, label in desk.LIST_LABELS.items():
        if not handles and name != queries.Inbox.BEFORE_BOARD:
            continue
        url = reverse("cases:inbox", args=[name])
        is_kept = any(_is_shown(one, request) for one in kept)
        yield Entry(
            label=label,
            url=url,
            is_current=request.path == url and not is_kept,
            is_ancestor=request.path.startswith(url),
            count=counts.get(name),
            group=_("To do"),
            icon=desk.LIST_ICONS[name],
        )
    if handles:
        yield _register_entry(request)
        yield _templates_entry(request)
    for one in kept:
        yield Entry(
            label=one.name,
            url=f"{reverse('cases:inbox', args=[one.list_name])}?{one.query}",
            is_current=_is_shown(one, request),
            count=counts.get(f"kept {one.name}"),
            group=_("Kept selections"),
            icon="bookmark",
        )
    if kept:
        yield Entry(
            label=_("Change the selections"),
            url=reverse("cases:selections"),
            is_current=request.path == reverse("cases:selections"),
            group=_("Kept selections"),
            icon="pencil-line",
        )


def _is_shown(kept: Selection, request: HttpRequest) -> bool:
    path = reverse("cases:inbox", args=[kept.list_name])
    return request.path == path and request.GET.urlencode() == kept.query


def _register_entry(request: HttpRequest) -> Entry:
    return Entry(
        label=_("Register for somebody"),
        url=reverse("cases:register"),
        is_current=request.path == reverse("cases:register"),
        group=_("To do"),
        icon="pencil-line",
    )


def _templates_entry(request: HttpRequest) -> Entry:
    url = reverse("cases:templates")
    return Entry(
        label=_("Reply templates"),
        url=url,
        is_current=request.path == url,
        is_ancestor=request.path.startswith(url),
        group=_("To do"),
        icon="file-text",
    )
