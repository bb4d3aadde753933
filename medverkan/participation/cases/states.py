"""The states of a case, its publication and its outcomes, and what may become what."""

from __future__ import annotations

from enum import StrEnum

from medverkan.foundation.states import transition


class CaseState(StrEnum):
    """Where a case is, as the resident is told."""

    RECEIVED = "received"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    ANSWERED = "answered"
    REOPENED = "reopened"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    REVIEWING = "reviewing"
    GATHERING = "gathering"
    REACHED = "reached"
    NOT_REACHED = "not_reached"
    PREPARING = "preparing"
    DECIDED = "decided"
    IMPLEMENTING = "implementing"
    DONE = "done"
    MERGED = "merged"


# Where an officer owes the resident the next word.
WITH_OFFICER = frozenset(
    {CaseState.RECEIVED, CaseState.IN_PROGRESS, CaseState.REOPENED}
)
# The answering clock runs or is paused: the case is in somebody's inbox.
TO_ANSWER = WITH_OFFICER | {CaseState.WAITING}
# A proposal on its way from review to decision.
PROPOSAL_UNDER_WAY = frozenset(
    {
        CaseState.REVIEWING,
        CaseState.GATHERING,
        CaseState.REACHED,
        CaseState.PREPARING,
        CaseState.DECIDED,
        CaseState.IMPLEMENTING,
    }
)
# What a board has on its table, or follows up: its secretary reads it.
BEFORE_A_BODY = frozenset(
    {
        CaseState.REACHED,
        CaseState.PREPARING,
        CaseState.DECIDED,
        CaseState.IMPLEMENTING,
    }
)
OPEN = TO_ANSWER | PROPOSAL_UNDER_WAY
ENDED = frozenset(CaseState) - OPEN
# Of these there is no news to come; an answered case may still be reopened.
NOTHING_MORE_HAPPENS = frozenset(
    {CaseState.WITHDRAWN, CaseState.NOT_REACHED, CaseState.DONE, CaseState.MERGED}
)
ANSWERED_ONCE = frozenset({CaseState.ANSWERED, CaseState.CLOSED})

BEGIN = transition(
    "begin",
    sources={CaseState.RECEIVED, CaseState.REOPENED},
    target=CaseState.IN_PROGRESS,
)
ASK = transition("ask", sources=WITH_OFFICER, target=CaseState.WAITING)
RESUME = transition("resume", sources={CaseState.WAITING}, target=CaseState.IN_PROGRESS)
ANSWER = transition("answer", sources=TO_ANSWER, target=CaseState.ANSWERED)
CLOSE = transition(
    "close", sources=TO_ANSWER | {CaseState.ANSWERED}, target=CaseState.CLOSED
)
REOPEN = transition("reopen", sources=ANSWERED_ONCE, target=CaseState.REOPENED)
WITHDRAW = transition(
    "withdraw",
    sources=OPEN - {CaseState.DECIDED, CaseState.IMPLEMENTING},
    target=CaseState.WITHDRAWN,
)
# A proposal's way: publication review, votes, board, what was done.
OPEN_VOTING = transition(
    "open_voting", sources={CaseState.REVIEWING}, target=CaseState.GATHERING
)
MAKE_PROPOSAL = transition(
    "make_proposal", sources=TO_ANSWER, target=CaseState.REVIEWING
)
MAKE_CASE = transition(
    "make_case", sources={CaseState.REVIEWING}, target=CaseState.RECEIVED
)
REFUSE = transition("refuse", sources={CaseState.REVIEWING}, target=CaseState.CLOSED)
SEND_TO_BODY = transition(
    "send_to_body",
    sources={CaseState.REVIEWING, CaseState.REACHED},
    target=CaseState.PREPARING,
)
EXEMPT = transition("exempt", sources={CaseState.GATHERING}, target=CaseState.PREPARING)
REACH = transition("reach", sources={CaseState.GATHERING}, target=CaseState.REACHED)
MISS = transition("miss", sources={CaseState.GATHERING}, target=CaseState.NOT_REACHED)
MERGE = transition("merge", sources={CaseState.GATHERING}, target=CaseState.MERGED)
DECIDE = transition(
    "decide", sources={CaseState.REACHED, CaseState.PREPARING}, target=CaseState.DECIDED
)
SEND_BACK = transition(
    "send_back", sources={CaseState.DECIDED}, target=CaseState.PREPARING
)
IMPLEMENT = transition(
    "implement",
    sources={CaseState.DECIDED, CaseState.IMPLEMENTING},
    target=CaseState.IMPLEMENTING,
)
FINISH = transition(
    "finish", sources={CaseState.DECIDED, CaseState.IMPLEMENTING}, target=CaseState.DONE
)

TRANSITIONS = (
    BEGIN, ASK, RESUME, ANSWER, CLOSE, REOPEN, WITHDRAW,
    MAKE_PROPOSAL, MAKE_CASE, OPEN_VOTING, REFUSE, SEND_TO_BODY, EXEMPT, REACH, MISS, MERGE, DECIDE, SEND_BACK, IMPLEMENT, FINISH,
)  # fmt: skip


class Publication(StrEnum):
    """Whether everyone may read a case."""

    PRIVATE = "private"
    AWAITING_REVIEW = "awaiting_review"
    PUBLISHED = "published"
    REFUSED = "refused"


# What nobody outside reads, but may yet come to.
TO_BE_SHOWN = frozenset({Publication.PRIVATE, Publication.AWAITING_REVIEW})

PUBLISH = transition(
    "publish",
    sources={Publication.PRIVATE, Publication.AWAITING_REVIEW, Publication.REFUSED},
    target=Publication.PUBLISHED,
)
REFUSE_PUBLICATION = transition(
    "refuse_publication",
    sources={Publication.PRIVATE, Publication.AWAITING_REVIEW},
    target=Publication.REFUSED,
)
UNPUBLISH = transition(
    "unpublish", sources={Publication.PUBLISHED}, target=Publication.PRIVATE
)


class Outcome(StrEnum):
    """What an officer's answer came to."""

    FIXED = "fixed"
    PLANNED = "planned"
    NOT_DONE = "not_done"
    INFORMATION = "information"
    BELONGS_ELSEWHERE = "belongs_elsewhere"
    LEFT_TO_BOARD = "left_to_board"


class BoardOutcome(StrEnum):
    """What a board or the council decided."""

    APPROVED = "approved"
    PARTLY_APPROVED = "partly_approved"
    REJECTED = "rejected"
    CONSIDERED_ANSWERED = "considered_answered"
    SENT_BACK = "sent_back"
    HANDED_ON = "handed_on"
    WRITTEN_OFF = "written_off"
    DISMISSED = "dismissed"


# After these something is to be done; after the others the case is done.
LEADS_TO_ACTION = frozenset({BoardOutcome.APPROVED, BoardOutcome.PARTLY_APPROVED})


class Channel(StrEnum):
    """The way a case came in."""

    WEB = "web"
    EMAIL = "email"
    PHONE = "phone"
    PAPER = "paper"
    DESK = "desk"
    API = "api"


class MessageKind(StrEnum):
    """What a message in a case is."""

    SUBMISSION = "submission"
    ADDITION = "addition"
    QUESTION = "question"
    REPLY = "reply"
    INTERIM = "interim"
    ORAL = "oral"
    NOTE = "note"
    TRANSLATION = "translation"


FROM_RESIDENT = frozenset({MessageKind.SUBMISSION, MessageKind.ADDITION})
TO_RESIDENT = frozenset(
    {MessageKind.QUESTION, MessageKind.REPLY, MessageKind.INTERIM, MessageKind.ORAL}
)
BETWEEN_PARTIES = FROM_RESIDENT | TO_RESIDENT


class Solved(StrEnum):
    """Whether it was solved, as the one who wrote sees it."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


# How content one is with the answer, from 1; from this grade on one counts as content.
HIGHEST_GRADE = 5
CONTENT_FROM = 4


class Frequency(StrEnum):
    """How often somebody who follows a case wants to be told."""

    EACH = "each"
    WEEKLY = "weekly"


class SuspectState(StrEnum):
    """What has become of something held back as suspected spam."""

    HELD = "held"
    RELEASED = "released"
    REJECTED = "rejected"


RELEASE = transition(
    "let through", sources={SuspectState.HELD}, target=SuspectState.RELEASED
)
REJECT = transition("reject", sources={SuspectState.HELD}, target=SuspectState.REJECTED)


class RejectionGround(StrEnum):
    """Why a person rejected something held back."""

    ADVERTISING = "advertising"
    FRAUD = "fraud"
    NONSENSE = "nonsense"
    SENT_BEFORE = "sent_before"


class ReportGround(StrEnum):
    """Why a reader reports what is published."""

    PERSONAL_DATA = "personal_data"
    THREAT_OR_HATE = "threat_or_hate"
    COPYRIGHT = "copyright"
    WRONG = "wrong"
    OTHER = "other"


class ReportDecision(StrEnum):
    """What became of what was reported."""

    KEEP = "keep"
    MASK = "mask"
    UNPUBLISH = "unpublish"


class QuestionState(StrEnum):
    """Where a reader's question to the author is."""

    WAITING = "waiting"
    SENT = "sent"
    ANSWERED = "answered"
    SHOWN = "shown"
    REFUSED = "refused"


QUESTION_TO_REVIEW = frozenset({QuestionState.WAITING, QuestionState.ANSWERED})
QUESTION_CLOSED = frozenset({QuestionState.SHOWN, QuestionState.REFUSED})

SEND_QUESTION = transition(
    "send_question", sources={QuestionState.WAITING}, target=QuestionState.SENT
)
ANSWER_QUESTION = transition(
    "answer_question", sources={QuestionState.SENT}, target=QuestionState.ANSWERED
)
SHOW_QUESTION = transition(
    "show_question", sources={QuestionState.ANSWERED}, target=QuestionState.SHOWN
)
REFUSE_QUESTION = transition(
    "refuse_question", sources=QUESTION_TO_REVIEW, target=QuestionState.REFUSED
)


class AskedKind(StrEnum):
    """How a question about a topic is answered."""

    TEXT = "text"
    CHOICE = "choice"
    YES_NO = "yes_no"


class AlarmKind(StrEnum):
    """What must be seen at once."""

    SUICIDE = "suicide"
    CHILD = "child"
    THREAT = "threat"
