"""`{% load design %}`: icons, dates, numbers, menus, slots and addresses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

import lucide
from django import template
from django.conf import settings
from django.core.paginator import Paginator
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms import BaseForm, BoundField
from django.forms.boundfield import BoundWidget
from django.http import HttpRequest
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from medverkan.foundation import clock
from medverkan.foundation.design import dates, drawing, menu, numbers, slots
from medverkan.foundation.design.frame import Frame, frame
from medverkan.foundation.design.gallery import Component, Example

register = template.Library()

((_value, DASHES),) = BLANK_CHOICE_DASH


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """
    Draw an icon of lucide by its name, hidden from screen readers.

    With `label` it carries that meaning itself, for the rare icon without text beside.
    Names may come from rows of configuration, so an unknown one draws a circle and
    does not take the page down.
    """
    drawing = _drawing(name)
    if not label:
        return mark_safe(drawing.replace("<svg", '<svg aria-hidden="true"', 1))  # noqa: S308 - lucide's own drawing
    return mark_safe(  # noqa: S308 - the label is escaped
        drawing.replace(
            "<svg", format_html('<svg role="img" aria-label="{}"', label), 1
        )
    )


@lru_cache(maxsize=256)
def _drawing(name: str) -> str:
    try:
        drawing = lucide._render_icon(name, 24, **{"class": "icon"})
    except lucide.IconDoesNotExist:
        return _drawing("circle")
    return " ".join(drawing.split()).replace("> <", "><")


@register.simple_tag
def drawn(template: str, **values: Any) -> SafeString:
    """Show a part of the page that is the same for the same values; see `drawing.py`."""
    return drawing.drawn(template, values)


@register.simple_tag
def map_tiles() -> dict[str, str]:
    """Return where the tiles of maps come from, and whose they are; empty for none."""
    return {
        "url": settings.MAP_TILES_URL,
        "attribution": settings.MAP_TILES_ATTRIBUTION,
    }


@register.filter
def date_long(moment: dt.date | None) -> str:
    """Write `10 november 2026`; nothing for None."""
    return dates.date_long(moment) if moment else ""


@register.filter
def datetime_long(moment: dt.datetime | None) -> str:
    """Write `10 november 2026 kl. 17.42`; nothing for None."""
    return dates.datetime_long(moment) if moment else ""


@register.filter
def day_relative(day: dt.date | None) -> str:
    """Write `i dag`, `i morgon`, `5 dagar` or `2 dagar sen`; nothing for None."""
    return dates.day_relative(day, today=clock.now()) if day else ""


@register.filter
def moment_long(moment: dt.date) -> str:
    """Write a date as one and a datetime as one."""
    is_time = isinstance(moment, dt.datetime)
    return dates.datetime_long(moment) if is_time else dates.date_long(moment)


@register.filter
def is_number(value: Any) -> bool:
    """Tell whether a cell holds a number, or nothing where numbers stand."""
    return value is None or isinstance(value, int | float | Decimal)


@register.filter
def shown(value: Any) -> Any:
    """Write a cell: a dash for nothing, thin spaces in numbers, the rest as it is."""
    if value is None:
        return "–"
    return numbers.thin(value) if is_number(value) else value


@register.filter
def pages_around(paginator: Paginator, number: int) -> Iterator[int | str]:
    """Return the page numbers worth showing, with gaps, around a page."""
    return paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)


@register.simple_tag
def page_url(request: HttpRequest, parameter: str, number: int) -> str:
    """Return the present address at another page; the first has no parameter."""
    query = request.GET.copy()
    query.pop(parameter, None)
    if number > 1:
        query[parameter] = str(number)
    return f"?{query.urlencode()}" if query else request.path


@register.filter
def thin(number: float | None) -> str:
    """Write a number with thin spaces between thousands; nothing for None."""
    return numbers.thin(number) if number is not None else ""


@register.simple_tag(takes_context=True)
def page_frame(context: template.Context) -> Frame:
    """Return what the page frame shows; see `design/frame.py`."""
    return frame(_request(context))


@register.simple_tag(takes_context=True)
def workspace_menu(context: template.Context) -> list[tuple[str, list[menu.Entry]]]:
    """Return the workspace's entries under their headings."""
    request = _request(context)
    return menu.groups("workspace", request) if request else []


@register.simple_tag(takes_context=True)
def slot(
    context: template.Context, place: str, subject: Any, among: Sequence[Any] = ()
) -> SafeString:
    """
    Show what rooms above have to say about the subject in this place.

    On a list, pass the whole list as `among`: the providers are then asked once for
    all of it, however many rows there are.
    """
    request = _request(context)
    filled = slots.filled(place, subjects=among or [subject], request=request)
    return mark_safe(  # noqa: S308 - each template escapes its own
        "".join(
            get_template(piece.template).render(dict(piece.context), request)
            for piece in filled.get(subject.pk, [])
        )
    )


@register.simple_block_tag
def kept(content: str) -> SafeString:
    """Keep a piece of the page without outer white space, to test or to show twice."""
    return mark_safe(content.strip())  # noqa: S308 - rendered by the template already


@register.simple_block_tag
def details(content: str, summary: str, open: bool = False) -> SafeString:
    """Fold the content behind a summary that opens it."""
    return format_html(
        '<details class="ds-details"{}><summary>{}</summary><div>{}</div></details>',
        mark_safe(" open") if open else "",
        summary,
        mark_safe(content),  # noqa: S308 - rendered by the template already
    )


@register.simple_tag
def widget(field: BoundField) -> SafeString:
    """
    Draw a field's control with Designsystemet's class, as its own attributes say.

    A list in which nothing is chosen says so: Django's row of dashes is read aloud as
    dashes.
    """
    control = field.field.widget
    kind = getattr(control, "input_type", "")
    if kind == "select":
        nothing = (
            _("Choose from the list") if field.field.required else _("None chosen")
        )
        control.choices = [
            (value, nothing if label == DASHES else label)
            for value, label in control.choices
        ]
    attributes = {} if kind == "hidden" else {"class": _classes_of(field)}
    return field.as_widget(attrs=attributes)


@register.simple_tag
def choice_widget(field: BoundField, choice: BoundWidget) -> SafeString:
    """Draw one choice of a field of radio buttons or check boxes."""
    choice.data["attrs"]["class"] = _classes_of(field)
    return choice.tag()


@register.filter
def chosen(form: BaseForm) -> list[Any]:
    """Return what stands in each field of a form, in their order."""
    return [field.value() for field in form]


def _classes_of(field: BoundField) -> str:
    own = field.field.widget.attrs.get("class", "")
    return f"ds-input {own}".strip()


def _request(context: template.Context) -> HttpRequest | None:
    return context.get("request")


@register.simple_tag(takes_context=True)
def example(
    context: template.Context, component: Component, one: Example
) -> SafeString:
    """Render a component of the gallery with one example's values and nothing else."""
    rendered = get_template(component.template).render(one.context, _request(context))
    return SafeString(rendered)
