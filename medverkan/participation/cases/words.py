"""The words that residents and officers read for states, outcomes and channels."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from medverkan.participation.cases.states import (
    AlarmKind,
    AskedKind,
    BoardOutcome,
    CaseState,
    Channel,
    Frequency,
    MessageKind,
    Outcome,
    Publication,
    QuestionState,
    RejectionGround,
    ReportDecision,
    ReportGround,
    Solved,
)
from medverkan.participation.cases.suspicion import Sign

STATE = {
    CaseState.RECEIVED: _("Received"),
    CaseState.IN_PROGRESS: _("Being handled"),
    CaseState.WAITING: _("Waiting for you"),
    CaseState.ANSWERED: _("Answered"),
    CaseState.REOPENED: _("Reopened"),
    CaseState.CLOSED: _("Closed"),
    CaseState.WITHDRAWN: _("Withdrawn"),
    CaseState.REVIEWING: _("Under review"),
    CaseState.GATHERING: _("Gathering votes"),
    CaseState.REACHED: _("Reached enough votes"),
    CaseState.NOT_REACHED: _("Did not reach enough votes"),
    CaseState.PREPARING: _("Being prepared"),
    CaseState.DECIDED: _("Board has decided"),
    CaseState.IMPLEMENTING: _("Being carried out"),
    CaseState.DONE: _("Done"),
    CaseState.MERGED: _("Joined with another proposal"),
}
# What all others than the one who wrote read: officers, and everyone on the public pages.
STATE_TO_OTHERS = STATE | {CaseState.WAITING: _("Waiting for the author")}
# A state's colour among Designsystemet's tag colours; the word always stands beside it.
STATE_COLOR = {
    CaseState.RECEIVED: "info",
    CaseState.IN_PROGRESS: "info",
    CaseState.WAITING: "warning",
    CaseState.ANSWERED: "success",
    CaseState.REOPENED: "warning",
    CaseState.CLOSED: "neutral",
    CaseState.WITHDRAWN: "neutral",
    CaseState.REVIEWING: "info",
    CaseState.GATHERING: "sun",
    CaseState.REACHED: "accent",
    CaseState.NOT_REACHED: "neutral",
    CaseState.PREPARING: "accent",
    CaseState.DECIDED: "accent",
    CaseState.IMPLEMENTING: "accent",
    CaseState.DONE: "success",
    CaseState.MERGED: "neutral",
}
PUBLICATION = {
    Publication.PRIVATE: _("Not public"),
    Publication.AWAITING_REVIEW: _("Awaiting review"),
    Publication.PUBLISHED: _("Published"),
    Publication.REFUSED: _("Not published"),
}
OUTCOME = {
    Outcome.FIXED: _("Fixed"),
    Outcome.PLANNED: _("Planned"),
    Outcome.NOT_DONE: _("Will not be done"),
    Outcome.INFORMATION: _("Information given"),
    Outcome.BELONGS_ELSEWHERE: _("Belongs elsewhere"),
    Outcome.LEFT_TO_BOARD: _("Left to the board"),
}
BOARD_OUTCOME = {
    BoardOutcome.APPROVED: pgettext_lazy("board decision", "Approved"),
    BoardOutcome.PARTLY_APPROVED: _("Partly approved"),
    BoardOutcome.REJECTED: _("Rejected"),
    BoardOutcome.CONSIDERED_ANSWERED: _("Considered answered"),
    BoardOutcome.SENT_BACK: _("Sent back"),
    BoardOutcome.HANDED_ON: _("Handed on"),
    BoardOutcome.WRITTEN_OFF: _("Written off"),
    BoardOutcome.DISMISSED: _("Dismissed"),
}
# Each outcome in a plain line, for those who do not sit on a board.
BOARD_OUTCOME_PLAIN = {
    BoardOutcome.APPROVED: _("The board says yes. It will be done."),
    BoardOutcome.PARTLY_APPROVED: _("The board says yes to a part of it."),
    BoardOutcome.REJECTED: _("The board says no, and tells why."),
    BoardOutcome.CONSIDERED_ANSWERED: _(
        "The board has answered but decides nothing new, often because it is already "
        "done or under way."
    ),
    BoardOutcome.SENT_BACK: _("The board wants to know more before it decides."),
    BoardOutcome.HANDED_ON: _("Another body is to decide."),
    BoardOutcome.WRITTEN_OFF: _("The board ends the matter without deciding on it."),
    BoardOutcome.DISMISSED: _("The board cannot try the matter."),
}
CHANNEL = {
    Channel.WEB: _("web"),
    Channel.EMAIL: _("e-mail"),
    Channel.PHONE: _("telephone"),
    Channel.PAPER: _("paper"),
    Channel.DESK: _("desk"),
    Channel.API: _("another service"),
}
ALARM = {
    AlarmKind.SUICIDE: _("Somebody may be thinking of suicide"),
    AlarmKind.CHILD: _("A child may be at risk"),
    AlarmKind.THREAT: _("There may be a threat"),
}
MESSAGE = {
    MessageKind.SUBMISSION: _("What was written"),
    MessageKind.ADDITION: _("Addition"),
    MessageKind.QUESTION: _("Question to the one who wrote"),
    MessageKind.REPLY: pgettext_lazy("noun", "Answer"),
    MessageKind.INTERIM: _("Interim reply"),
    MessageKind.ORAL: _("Oral answer"),
    MessageKind.NOTE: _("Internal note"),
    MessageKind.TRANSLATION: _("Translation"),
}
SOLVED = {Solved.YES: _("Yes"), Solved.PARTLY: _("Partly"), Solved.NO: _("No")}
GRADE = {
    5: _("5 – very content"),
    4: _("4 – rather content"),
    3: _("3 – neither nor"),
    2: _("2 – rather discontent"),
    1: _("1 – very discontent"),
}
FREQUENCY = {
    Frequency.EACH: _("A letter each time something happens"),
    Frequency.WEEKLY: _("One letter a week, on Mondays, if something has happened"),
}
SIGN = {
    Sign.TRAP: _("A field that people do not see was filled in"),
    Sign.MARKUP: _("The text holds code for links"),
    Sign.PHRASE: _("Words that sellers use"),
    Sign.MANY_LINKS: _("Many links"),
    Sign.FLOOD: _("Very many from the same network"),
    Sign.UNREADABLE: _("The mail could not be read as a whole"),
    Sign.FORGED_REPLY: _("It answers a letter of ours to somebody else"),
    Sign.AUTOMATIC: _("Sent by a machine"),
    Sign.BLOCKED: _("A blocked sender"),
    Sign.LINK: _("A link"),
    Sign.QUICK: _("Sent faster than people write"),
}
REJECTION = {
    RejectionGround.ADVERTISING: _("Advertising"),
    RejectionGround.FRAUD: _("Attempted fraud"),
    RejectionGround.NONSENSE: _("Nothing that can be understood"),
    RejectionGround.SENT_BEFORE: _("The same as was sent before"),
}
REPORT_GROUND = {
    ReportGround.PERSONAL_DATA: _("It shows somebody's personal data"),
    ReportGround.THREAT_OR_HATE: _("It holds threats or hatred"),
    ReportGround.COPYRIGHT: _("It uses what somebody else has the right to"),
    ReportGround.WRONG: _("It says something that is wrong"),
    ReportGround.OTHER: _("Something else"),
}
QUESTION_STATE = {
    QuestionState.WAITING: _("Waits for you to look at it"),
    QuestionState.SENT: _("Is with the author"),
    QuestionState.ANSWERED: _("Answered, waits for you to look at it"),
    QuestionState.SHOWN: _("Is shown"),
    QuestionState.REFUSED: _("Is not shown"),
}
REPORT_DECISION = {
    ReportDecision.KEEP: _("It stays as it is"),
    ReportDecision.MASK: _("Parts of it are taken away"),
    ReportDecision.UNPUBLISH: _("It is taken down"),
}

ASKED_KIND = {
    AskedKind.TEXT: _("With some words"),
    AskedKind.CHOICE: _("By choosing among answers"),
    AskedKind.YES_NO: _("With yes or no"),
}
