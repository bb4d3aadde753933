"""Words and signs for cases in templates."""

from __future__ import annotations

import datetime as dt

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from medverkan.foundation import calendar, clock
from medverkan.foundation.design.dates import date_long
from medverkan.foundation.design.drawing import drawn
from medverkan.foundation.design.templatetags.design import icon
from medverkan.foundation.text import SOURCE_LANGUAGE
from medverkan.participation.cases import queries, words
from medverkan.participation.cases.desk.reviewing import held_review
from medverkan.participation.cases.models import (
    AuthorQuestion,
    Case,
    CaseAlarm,
    ContentReport,
    Decision,
    Message,
    Party,
    Rating,
)
from medverkan.participation.cases.states import (
    TO_ANSWER,
    AlarmKind,
    CaseState,
    Publication,
    QuestionState,
    RejectionGround,
    ReportDecision,
    ReportGround,
    Solved,
)
from medverkan.participation.cases.suspicion import Sign
from medverkan.reference.bodies import queries as bodies
from medverkan.reference.bodies.drawing import Drawing, draw
from medverkan.reference.bodies.models import Topic

register = template.Library()

# An icon beside the word, so that colour never says it alone.
_STATE_ICON = {
    CaseState.RECEIVED: "inbox",
    CaseState.IN_PROGRESS: "loader",
    CaseState.WAITING: "message-circle-question-mark",
    CaseState.ANSWERED: "message-circle",
    CaseState.REOPENED: "rotate-ccw",
    CaseState.CLOSED: "check",
    CaseState.MERGED: "layers",
    CaseState.WITHDRAWN: "undo-2",
    CaseState.REVIEWING: "scan-eye",
    CaseState.PREPARING: "loader",
    CaseState.IMPLEMENTING: "loader",
    CaseState.DECIDED: "check",
    CaseState.REACHED: "check",
    CaseState.DONE: "check",
}


@register.simple_tag
def map_url() -> str:
    """Return where the outlines for a map are; empty where no area has one."""
    return reverse("bodies:areas") if bodies.outlined_areas() else ""


@register.simple_tag
def drawn_place(case: Case) -> Drawing | None:
    """Draw where the position of a case lies among the areas; None outside of all."""
    area = bodies.area_at(case.latitude, case.longitude)
    if area is None:
        return None
    position = (case.latitude, case.longitude)
    return draw(bodies.outlined_areas(), {}, chosen=area, position=position)


@register.simple_tag
def state_tag(case: Case, *, to_author: bool = False) -> SafeString:
    """Show the state as a tag: word, sign and colour."""
    return state_sign(CaseState(case.state), to_author=to_author)


@register.simple_tag
def state_sign(state: CaseState, *, to_author: bool = False) -> SafeString:
    """Show a state as a tag: word, sign and colour."""
    names = words.STATE if to_author else words.STATE_TO_OTHERS
    return format_html(
        '<span class="ds-tag" data-color="{}">{} {}</span>',
        words.STATE_COLOR[state],
        icon(_STATE_ICON.get(state, "circle")),
        names[state],
    )


@register.simple_tag
def case_row(case: Case) -> SafeString:
    """Show a published case in a list; drawn once for what it says, as long as it says it."""
    return drawn(
        "cases/parts/row.html",
        {
            "reference": case.reference,
            "title": case.published_title,
            "language": case.language,
            "state": CaseState(case.state),
            "pathway": str(case.pathway),
            "body": str(case.body),
            "area": case.area and str(case.area),
            "arrived_at": case.arrived_at,
            "answered_at": case.answered_at,
        },
    )


@register.simple_tag
def rating_label(rating: Rating) -> str:
    """Say whether it was solved, and the grade if one was given."""
    said = str(words.SOLVED[Solved(rating.solved)])
    return f"{said}, {words.GRADE[rating.grade]}" if rating.grade else said


@register.simple_tag
def other_topic(case: Case) -> Topic | None:
    """Return what the sorter thought it was about, where that is not what it stands under."""
    proposed = getattr(case, "proposed", None)
    if proposed is None or proposed.topic_id in (None, case.topic_id):
        return None
    return proposed.topic


@register.simple_tag
def translation_label(message: Message) -> str:
    """Say into which language a translation is, and whether a machine made it."""
    language = get_language_info(message.language)["name_translated"]
    if message.is_machine_translated:
        return _("to %(language)s, by a machine") % {"language": language}
    return _("to %(language)s") % {"language": language}


@register.simple_tag
def share_of(share: float | None) -> str:
    """Say a share in per cent; of too few, that they are too few."""
    if share is None:
        return _("too few to say")
    return f"{round(100 * share)} %"


@register.simple_tag
def alarm_label(alarm: CaseAlarm) -> str:
    """Say what an alarm is about."""
    return str(words.ALARM[AlarmKind(alarm.kind)])


@register.simple_tag
def publication_tag(case: Case) -> SafeString:
    """Show whether everyone may read it."""
    publication = Publication(case.publication)
    sign = "eye" if publication == Publication.PUBLISHED else "eye-off"
    return format_html(
        '<span class="ds-tag" data-color="neutral">{} {}</span>',
        icon(sign),
        words.PUBLICATION[publication],
    )


@register.simple_tag
def waited_label(case: Case, waited: dict[int, int]) -> str:
    """Show for how many working days a case has waited to be reviewed, and who reviews it."""
    days = waited[case.pk]
    since = _("has waited less than a working day")
    if days:
        since = ngettext(
            "has waited %(days)d working day", "has waited %(days)d working days", days
        ) % {"days": days}
    review = held_review(case, clock.now())
    if review is None:
        return since
    by_whom = _("reviewed by %(name)s") % {"name": review.reviewer}
    return f"{since} · {by_whom}"


@register.simple_tag
def outcome_label(case: Case) -> str:
    """Show what an officer's answer came to."""
    return str(words.OUTCOME.get(case.outcome, ""))


@register.simple_tag
def board_outcome_label(decision: Decision) -> str:
    """Show what a body decided, in the words of its minutes."""
    return str(words.BOARD_OUTCOME[decision.outcome])


@register.simple_tag
def board_outcome_plain(decision: Decision) -> str:
    """Show what a decision means, in a plain line."""
    return str(words.BOARD_OUTCOME_PLAIN[decision.outcome])


@register.simple_tag(name="hex")
def in_hex(value: bytes) -> str:
    """Show bytes as hexadecimal digits."""
    return bytes(value).hex()


@register.simple_tag
def channel_label(case: Case) -> str:
    """Show the way the case came in."""
    return str(words.CHANNEL[case.channel])


@register.simple_tag
def answer_way(party: Party | None, case: Case) -> str:
    """Show to whom an answer goes and how; a protected case's letter has no answer in it."""
    if party is not None and party.has_protected_identity:
        return _("Protected identity: the answer goes the way that was chosen")
    name = (party.name if party else "") or _("Whoever wrote, without a name")
    said = [f"{name}: {_by(party)}"]
    if party is not None and party.wants_easy_words:
        said.append(_("Wants easy words (lättläst)"))
    if case.is_protected:
        said.append(_("Secrecy: the letter says only that there is an answer"))
    if case.language != SOURCE_LANGUAGE:
        said.append(_("Wrote in %(language)s") % {"language": _language(case)})
    return ". ".join(said)


def _language(case: Case) -> str:
    try:
        return str(get_language_info(case.language)["name_translated"]).lower()
    except KeyError:
        return case.language


def _by(party: Party | None) -> str:
    if party is not None and party.answer_by == Party.Answer.EMAIL and party.email:
        return party.email
    if party is not None and party.answer_by == Party.Answer.LETTER and party.address:
        return _("letter to %(address)s") % {
            "address": ", ".join(party.address.splitlines())
        }
    if party is not None and party.answer_by == Party.Answer.PHONE:
        return _("wants to be phoned: %(phone)s") % {"phone": party.phone}
    return _("no letter, can read it with the secret link")


@register.simple_tag
def submitter_way(case: Case) -> str:
    """Show who wrote a case and how the answer goes there."""
    return answer_way(queries.submitter(case), case)


@register.simple_tag
def message_label(message: Message) -> str:
    """Show what a message is."""
    return str(words.MESSAGE[message.kind])


@register.simple_tag
def due_label(case: Case, today: dt.date) -> SafeString:
    """Show in working days when the answer, or the review, is due, and whether it is late."""
    due_date = getattr(case, "first_due", None) or case.due_date
    if due_date is None or case.state not in TO_ANSWER | {CaseState.REVIEWING}:
        return format_html(
            '<span class="due">{}</span>', words.STATE_TO_OTHERS[case.state]
        )
    days = calendar.working_days_between(today, due_date)
    if due_date < today:
        late = max(-days, 1)
        text = ngettext("%(days)s day late", "%(days)s days late", late) % {
            "days": late
        }
        return _due("strong", "due due-late", due_date, text)
    if due_date == today:
        return _due("strong", "due", due_date, _("today"))
    text = ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
    return _due("span", "due", due_date, text)


def _due(element: str, css: str, date: dt.date, text: str) -> SafeString:
    return format_html(
        '<{0} class="{1}"><time datetime="{2}" title="{3}">{4}</time></{0}>',
        element, css, date.isoformat(), date_long(date), text,
    )  # fmt: skip


@register.simple_tag
def sign_label(code: str) -> str:
    """Say why something is held back."""
    return str(words.SIGN[Sign(code)])


@register.simple_tag
def rejection_label(code: str) -> str:
    """Say why something was rejected."""
    return str(words.REJECTION[RejectionGround(code)])


@register.simple_tag
def report_ground_label(report: ContentReport) -> str:
    """Say why a reader reported what is published."""
    return str(words.REPORT_GROUND[ReportGround(report.ground)])


@register.simple_tag
def question_state_label(question: AuthorQuestion) -> str:
    """Say where a reader's question to the author is."""
    return str(words.QUESTION_STATE[QuestionState(question.state)])


@register.simple_tag
def report_decision_label(report: ContentReport) -> str:
    """Say what was decided on a report."""
    return str(words.REPORT_DECISION[ReportDecision(report.decision)])
