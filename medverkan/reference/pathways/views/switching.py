"""Pages for switch-overs: plan, preview, carry out; old addresses; past petitions."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from medverkan.foundation import clock, permissions
from medverkan.foundation.design.posting import posted
from medverkan.foundation.states import TransitionRefused
from medverkan.reference.pathways import operations, rules, running_cases
from medverkan.reference.pathways.forms import (
    DecisionForm,
    OldPathsForm,
    PetitionFileForm,
    SwitchOverForm,
)
from medverkan.reference.pathways.models import Pathway, SwitchOver
from medverkan.reference.pathways.operations import (
    AlreadyPlanned,
    NotADraft,
    PopulationUnknown,
    TakesEffectTooEarly,
)
from medverkan.reference.pathways.petition_files import PersonalData, UnreadableFile

PAGE = ["GET", "HEAD", "POST"]


@require_http_methods(PAGE)
def switch_overs(request: HttpRequest) -> HttpResponse:
    """List switch-overs, and plan a new one."""
    permissions.require(rules.may_draft(request.actor))
    form = SwitchOverForm(posted(request))
    if form.is_valid():
        planned = _planned(request, form)
        if planned is not None:
            return redirect("pathways:switch_over", planned.pk)
    found = SwitchOver.objects.select_related("from_pathway", "to_rule_set__pathway")
    return render(
        request,
        "pathways/editor/switch_overs.html",
        {"form": form, "switch_overs": found.order_by("-on_date", "-pk")},
        status=422 if form.errors else 200,
    )


@require_http_methods(PAGE)
def switch_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Preview a switch-over with the running cases; record the decision behind it."""
    permissions.require(rules.may_see_drafts(request.actor))
    plan = get_object_or_404(
        SwitchOver.objects.select_related(
            "from_pathway", "to_rule_set__pathway", "decision_body"
        ),
        pk=pk,
    )
    form = DecisionForm(posted(request))
    if form.is_valid() and _carried_out(request, plan, form):
        messages.success(request, _("The decision is recorded."))
        return redirect("pathways:switch_over", pk)
    return render(
        request,
        "pathways/editor/switch_over.html",
        {
            "plan": plan,
            "form": form,
            "running": running_cases.of(plan.from_pathway),
            "may_carry_out": rules.may_carry_out(request.actor, plan),
            "may_draft": rules.may_draft(request.actor),
        },
        status=422 if form.errors else 200,
    )


@require_POST
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Call off a planned switch-over."""
    plan = get_object_or_404(SwitchOver, pk=pk)
    try:
        operations.call_off_switch_over(
            switch_over=plan, actor=request.actor, at=clock.now()
        )
    except TransitionRefused:
        messages.error(request, _("It is decided already, or called off."))
    else:
        messages.success(request, _("The switch-over is called off."))
    return redirect("pathways:switch_over", pk)


@require_http_methods(PAGE)
def old_paths(request: HttpRequest, slug: str) -> HttpResponse:
    """Say which addresses of a retired channel lead here."""
    permissions.require(rules.may_draft(request.actor))
    pathway = get_object_or_404(Pathway, slug=slug)
    paths = pathway.old_paths.order_by("path").values_list("path", flat=True)
    form = OldPathsForm(posted(request), initial={"paths": "\n".join(paths)})
    if form.is_valid():
        operations.set_old_paths(
            pathway=pathway, paths=form.lines, actor=request.actor, at=clock.now()
        )
        messages.success(request, _("The old addresses lead here."))
        return redirect("pathways:old_paths", slug)
    return render(
        request,
        "pathways/editor/old_paths.html",
        {"pathway": pathway, "form": form},
        status=422 if form.errors else 200,
    )


@require_http_methods(PAGE)
def import_petitions(request: HttpRequest, slug: str) -> HttpResponse:
    """Bring past petitions along from a file, tried first."""
    permissions.require(rules.may_import_petitions(request.actor))
    pathway = get_object_or_404(Pathway, slug=slug)
    form = PetitionFileForm(posted(request), request.FILES or None)
    done = _imported(request, pathway, form) if form.is_valid() else None
    return render(
        request,
        "pathways/editor/import_petitions.html",
        {
            "pathway": pathway,
            "form": form,
            "done": done,
            "is_dry_run": done is not None and form.cleaned_data["is_dry_run"],
        },
        status=422 if form.errors else 200,
    )


def _planned(request: HttpRequest, form: SwitchOverForm) -> SwitchOver | None:
    try:
        return operations.plan_switch_over(
            from_pathway=form.cleaned_data["from_pathway"],
            to_rule_set=form.cleaned_data["to_rule_set"],
            on_date=form.cleaned_data["on_date"],
            note=form.note,
            actor=request.actor,
            at=clock.now(),
        )
    except TakesEffectTooEarly:
        form.add_error("on_date", _("Choose a day to come."))
    except NotADraft:
        form.add_error("to_rule_set", _("It is adopted already."))
    except AlreadyPlanned:
        form.add_error(
            "to_rule_set", _("It is planned for another day. Call that plan off first.")
        )
    return None


def _carried_out(request: HttpRequest, plan: SwitchOver, form: DecisionForm) -> bool:
    try:
        operations.carry_out_switch_over(
            switch_over=plan,
            decision=form.decision,
            actor=request.actor,
            at=clock.now(),
        )
    except TakesEffectTooEarly:
        form.add_error(
            None, _("The day has begun, or comes before the decision. Plan another.")
        )
    except PopulationUnknown:
        form.add_error(None, _("Note how many residents there are first."))
    except TransitionRefused:
        form.add_error(None, _("It is decided already, or called off."))
    return form.is_valid()


def _imported(
    request: HttpRequest, pathway: Pathway, form: PetitionFileForm
) -> operations.PetitionImport | None:
    try:
        return operations.import_petitions(
            pathway=pathway,
            content=form.content,
            source=form.cleaned_data["source"],
            is_dry_run=form.cleaned_data["is_dry_run"],
            actor=request.actor,
            at=clock.now(),
        )
    except PersonalData as refused:
        form.add_error(
            "file",
            _("Nothing was read, since these columns look like data on persons: "
              "%(columns)s. Remove them first.") % {"columns": refused},
        )  # fmt: skip
    except UnreadableFile as unreadable:
        form.add_error("file", str(unreadable))
    return None
