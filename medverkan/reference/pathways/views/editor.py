"""Pages for those who write the rules: draft, change, preview, adopt."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from medverkan.foundation import calendar, clock, permissions
from medverkan.foundation.design import seen
from medverkan.foundation.design.posting import posted
from medverkan.foundation.states import TransitionRefused
from medverkan.reference.pathways import (
    comparison,
    operations,
    plain,
    presets,
    queries,
    rules,
    versions,
)
from medverkan.reference.pathways.forms import (
    AdoptForm,
    PathwayForm,
    PresetForm,
    RuleSetForm,
)
from medverkan.reference.pathways.models import Pathway, RuleSet
from medverkan.reference.pathways.operations import (
    NotADraft,
    PopulationUnknown,
    TakesEffectTooEarly,
)


@require_safe
def pathways(request: HttpRequest) -> HttpResponse:
    """List every way in with its versions."""
    permissions.require(rules.may_see_drafts(request.actor))
    newest_first = RuleSet.objects.order_by("-version")
    found = Pathway.objects.order_by("order", "slug").prefetch_related(
        Prefetch("rule_sets", newest_first)
    )
    return render(
        request,
        "pathways/editor/pathways.html",
        {
            "pathways": found,
            "in_force": {rule_set.pk for rule_set in _in_force(clock.now())},
            "preset_form": PresetForm(),
            "may_draft": rules.may_draft(request.actor),
        },
    )


@require_POST
def from_preset(request: HttpRequest) -> HttpResponse:
    """Draft the rules of a preset, and its pathway if it is new."""
    form = PresetForm(request.POST)
    if not form.is_valid():
        raise Http404
    rule_set = operations.create_from_preset(
        preset=presets.get(form.cleaned_data["preset"]),
        actor=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("A draft is made. Nothing is in force yet."))
    return _to(rule_set)


@require_http_methods(["GET", "HEAD", "POST"])
def pathway(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what residents read about a way in."""
    permissions.require(rules.may_draft(request.actor))
    found = get_object_or_404(Pathway, slug=slug)
    form = PathwayForm(posted(request), pathway=found)
    is_stale = seen.is_stale(form)
    if not is_stale and form.is_valid():
        operations.change_pathway(
            pathway=found, values=form.values, actor=request.actor, at=clock.now()
        )
        messages.success(request, _("The texts are changed."))
        return redirect("pathways:pathway", slug)
    return render(
        request,
        "pathways/editor/pathway.html",
        {
            "pathway": found,
            "rule_sets": found.rule_sets.order_by("-version"),
            "form": form,
        },
        status=_status(form, is_stale=is_stale),
    )


def _status(form: PathwayForm | RuleSetForm, *, is_stale: bool) -> int:
    if is_stale:
        return seen.CONFLICT
    return 422 if form.errors else 200


@require_POST
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """Draft the next version, based on the latest."""
    found = get_object_or_404(Pathway, slug=slug)
    rule_set = operations.draft_rule_set(
        pathway=found,
        based_on=found.rule_sets.order_by("-version").first(),
        actor=request.actor,
        at=clock.now(),
    )
    return redirect("pathways:change", slug, rule_set.version)


@require_safe
def rule_set(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """Show a version: its parameters, and the page text that follows from them."""
    permissions.require(rules.may_see_drafts(request.actor))
    found = versions.of_rule_set(_get(slug, version))
    count = queries.residents_count(calendar.local_date(clock.now()))
    return render(
        request,
        "pathways/editor/rule_set.html",
        {
            "rule_set": found.rule_set,
            "pathway": found.pathway,
            "sections": comparison.compare(found),
            "titles": [_("Value")],
            "passages": plain.describe(found, residents_count=count),
            "key": found.key,
            "before": _before(found.rule_set),
            "may_draft": rules.may_draft(request.actor),
            "may_adopt": rules.may_adopt(request.actor, found.rule_set),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """Change a draft."""
    permissions.require(rules.may_draft(request.actor))
    found = _get(slug, version)
    if not found.is_draft:
        messages.error(request, _("It is adopted. Draft a new version instead."))
        return _to(found)
    form = RuleSetForm(posted(request), instance=found)
    is_stale = seen.is_stale(form)
    if is_stale or not form.is_valid():
        return render(
            request,
            "pathways/editor/change.html",
            {"form": form, "rule_set": found, "pathway": found.pathway},
            status=_status(form, is_stale=is_stale),
        )
    operations.change_draft(
        rule_set=found,
        values=form.values,
        thresholds=form.thresholds,
        refusal_grounds=form.cleaned_data["refusal_grounds"],
        actor=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("The draft is saved."))
    return _to(found)


@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """Record the body's decision, as a second person; tell the first why it is not theirs."""
    found = _get(slug, version)
    permissions.require(rules.may_record_decisions(request.actor))
    if not rules.may_adopt(request.actor, found):
        return render(
            request,
            "pathways/editor/own_draft.html",
            {"rule_set": found, "pathway": found.pathway},
            status=403,
        )
    form = AdoptForm(posted(request))
    if form.is_valid() and _adopted(request, found, form):
        messages.success(request, _("The decision is recorded."))
        return _to(found)
    return render(
        request,
        "pathways/editor/adopt.html",
        {"form": form, "rule_set": found, "pathway": found.pathway},
        status=422 if form.errors else 200,
    )


@require_POST
def discard(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """Throw a draft away."""
    found = _get(slug, version)
    try:
        operations.discard_draft(rule_set=found, actor=request.actor, at=clock.now())
    except NotADraft:
        messages.error(request, _("It is adopted and cannot be thrown away."))
        return _to(found)
    messages.success(request, _("The draft is thrown away."))
    return redirect("pathways:editor")


def _adopted(request: HttpRequest, found: RuleSet, form: AdoptForm) -> bool:
    at = clock.now()
    try:
        operations.adopt(
            rule_set=found,
            decision=form.decision,
            in_force_from=form.in_force_from(at),
            actor=request.actor,
            at=at,
        )
    except TakesEffectTooEarly:
        form.add_error(
            "in_force_date",
            _("Choose a day that is not past, not before the decision, and later than "
              "the versions already decided."),
        )  # fmt: skip
    except PopulationUnknown:
        form.add_error(None, _("Note how many residents there are first."))
    except TransitionRefused:
        form.add_error(None, _("It is adopted already."))
    return form.is_valid()


def _get(slug: str, version: int) -> RuleSet:
    return get_object_or_404(
        RuleSet.objects.select_related("pathway", "decision_body"),
        pathway__slug=slug,
        version=version,
    )


def _before(found: RuleSet) -> str:
    """Return the key of the version to compare with: the one before it, if any."""
    earlier = found.pathway.rule_sets.filter(version__lt=found.version)
    latest = earlier.order_by("-version").first()
    return versions.key_of(latest) if latest else ""


def _in_force(at: dt.datetime) -> list[RuleSet]:
    return list(RuleSet.objects.in_force_at(at))


def _to(rule_set: RuleSet) -> HttpResponse:
    return redirect("pathways:rule_set", rule_set.pathway.slug, rule_set.version)
