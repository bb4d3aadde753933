"""What can happen to a case: the events of this room and their sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.audit.types import EventType, Visibility, register

PUBLIC, PARTIES, STAFF = Visibility.PUBLIC, Visibility.PARTIES, Visibility.STAFF
OPTIONAL_INT = int | None

RECEIVED = register(
    EventType(
        "case.received", _("Received by %(channel)s"), PUBLIC, data={"channel": str}
    )
)
FORWARDED = register(
    EventType("case.forwarded", _("An elected member forwarded it to the register"))
)
CONFIRMED = register(
    EventType("case.confirmed", _("We confirmed that we have it"), PARTIES)
)
ASSIGNED = register(
    EventType(
        "case.assigned", _("Given to %(assignee)s"), data={"assignee": OPTIONAL_INT}
    )
)
MOVED = register(
    EventType(
        "case.moved", _("Passed on from %(from_body)s to %(to_body)s"), PUBLIC,
        data={"from_body": int, "to_body": int},
    )
)  # fmt: skip
TRANSFERRED = register(
    EventType(
        "case.transferred", _("Passed on from %(from_body)s to %(to_body)s"), PUBLIC,
        data={"from_body": int, "to_body": int},
    )
)  # fmt: skip
CONVERTED = register(
    EventType(
        "case.converted", _("Changed from %(from_pathway)s to %(to_pathway)s"), PARTIES,
        data={"from_pathway": int, "to_pathway": int},
    )
)  # fmt: skip
CONVERSION_OFFERED = register(
    EventType(
        "case.conversion_offered", _("We suggested another way: %(to_pathway)s"), PARTIES,
        data={"to_pathway": int},
    )
)  # fmt: skip
CONVERSION_DECLINED = register(
    EventType(
        "case.conversion_declined",
        _("The one who wrote did not want another way: %(to_pathway)s"), PARTIES,
        data={"to_pathway": int},
    )
)  # fmt: skip
MERGED = register(
    EventType(
        "case.merged", _("Answered together with another case about the same thing"),
        PARTIES, data={"into": int},
    )
)  # fmt: skip
PARTED = register(EventType("case.parted", _("Answered by itself again"), PARTIES))
GUARDIAN_ASKED = register(
    EventType("case.guardian_asked", _("A guardian was asked to say yes"), PARTIES)
)
GUARDIAN_AGREED = register(
    EventType("case.guardian_agreed", _("A guardian said yes by %(channel)s"), PARTIES,
              data={"channel": str})
)  # fmt: skip
GUARDIAN_DECLINED = register(
    EventType("case.guardian_declined", _("A guardian said no"), PARTIES)
)
COAUTHOR_INVITED = register(
    EventType("case.coauthor_invited", _("A co-author was invited"), PARTIES)
)
COAUTHOR_AGREED = register(
    EventType("case.coauthor_agreed", _("A co-author said yes"), PARTIES)
)
COAUTHOR_DECLINED = register(
    EventType("case.coauthor_declined", _("Who was invited as co-author said no"), PARTIES)
)  # fmt: skip
COAUTHOR_LAPSED = register(
    EventType(
        "case.coauthor_lapsed", _("An invitation to a co-author was not answered in time"),
        PARTIES,
    )
)  # fmt: skip
COAUTHOR_LEFT = register(
    EventType("case.coauthor_left", _("A co-author stands behind it no more"), PARTIES)
)
TOPIC_CHANGED = register(
    EventType(
        "case.topic_changed", _("Topic changed"),
        data={"from_topic": OPTIONAL_INT, "to_topic": OPTIONAL_INT},
    )
)  # fmt: skip
NOTED = register(EventType("case.noted", _("Internal note written")))
ASKED = register(EventType("case.asked", _("We asked a question"), PARTIES))
ADDED = register(EventType("case.added", _("More was added"), PARTIES))
RESUMED = register(EventType("case.resumed", _("The clock runs again"), PARTIES))
ANSWERED = register(
    EventType(
        "case.answered", _("Answered: %(outcome)s"), PUBLIC, data={"outcome": str}
    )
)
CLOSED = register(EventType("case.closed", _("Closed"), PUBLIC))
REOPENED = register(EventType("case.reopened", _("Reopened"), PUBLIC))
WITHDRAWN = register(EventType("case.withdrawn", _("Withdrawn"), PARTIES))
RATED = register(
    EventType("case.rated", _("The one who wrote told whether it was solved"),
              version=2, data={"solved": str, "grade": OPTIONAL_INT})
)  # fmt: skip
PUBLISHED = register(EventType("case.published", _("Published"), PUBLIC))
PUBLICATION_REFUSED = register(
    EventType("case.publication_refused", _("Not published: %(ground)s"), PARTIES,
              data={"ground": str})
)  # fmt: skip
UNPUBLISHED = register(EventType("case.unpublished", _("No longer published"), PARTIES))
MASKED = register(EventType("case.masked", _("The published text was changed")))
REPORTED = register(
    EventType("case.reported", _("A reader reported what is published: %(report_ground)s"),
              data={"report_ground": str})
)  # fmt: skip
REPORTS_DECIDED = register(
    EventType("case.reports_decided", _("Decided on what was reported: %(report_decision)s"),
              data={"report_decision": str, "count": int})
)  # fmt: skip
QUESTION_PUT = register(
    EventType("case.question_put", _("A reader asked the author a question"))
)
QUESTION_SENT = register(
    EventType("case.question_sent", _("A reader's question went to the author"))
)
QUESTION_ANSWERED = register(
    EventType("case.question_answered", _("The author answered a reader's question"))
)  # fmt: skip
QUESTION_SHOWN = register(
    EventType("case.question_shown", _("A question and the author's answer were published"))
)  # fmt: skip
QUESTION_REFUSED = register(
    EventType("case.question_refused", _("A question to the author was not published"))
)
SECRECY_MARKED = register(EventType("case.secrecy_marked", _("Marked for secrecy")))
SECRECY_LIFTED = register(EventType("case.secrecy_lifted", _("Secrecy mark lifted")))
IDENTITY_PROTECTED = register(
    EventType("case.identity_protected", _("Protected identity noted"))
)
IDENTITY_UNPROTECTED = register(
    EventType("case.identity_unprotected", _("Protected identity lifted"))
)
IDENTITY_READ = register(
    EventType("case.identity_read", _("Protected identity was opened and read"))
)
CONTACT_CORRECTED = register(
    EventType("case.contact_corrected", _("How to reach you was put right"), PARTIES)
)
LETTERS_SEEN_TO = register(
    EventType("case.letters_seen_to", _("Letters that did not arrive were seen to"))
)
NAME_HIDDEN = register(
    EventType("case.name_hidden", _("The name is no longer shown"), PARTIES)
)
DESTROYED = register(
    EventType("case.destroyed", _("What was written is destroyed by decision"), PARTIES)
)
ANONYMISED = register(
    EventType("case.anonymised", _("Who wrote is destroyed by decision"), PARTIES)
)
CONFLICT_DECLARED = register(
    EventType("case.conflict_declared", _("Conflict of interest: closed to one person"),
              data={"ground": str})
)  # fmt: skip
FLAGGED = register(
    EventType("case.flagged", _("Flagged to be handed over the same day"))
)
TRANSLATED = register(
    EventType("case.translated", _("Translated"), PARTIES,
              data={"language": str, "is_machine": bool})
)  # fmt: skip
HAND_OVER_NOT_NEEDED = register(
    EventType("case.hand_over_not_needed", _("Nothing had to be handed over"))
)
HANDED_ON = register(
    EventType("case.handed_on", _("Handed on to somebody else"), PARTIES)
)
ALARM_RAISED = register(
    EventType("case.alarm_raised", _("Alarm: %(alarm)s"), data={"alarm": str})
)
ALARM_ANSWERED = register(
    EventType("case.alarm_answered", _("Somebody has seen to the alarm"),
              data={"was_false": bool})
)  # fmt: skip
DOOR_SAVED = register(EventType("door.saved", _("A hint about other doors changed")))
CAUTION_SAVED = register(
    EventType("caution.saved", _("What reviewers look for changed"))
)
GUIDANCE_SAVED = register(
    EventType("guidance.saved", _("A short answer to what many ask changed"))
)
TOPIC_QUESTION_SAVED = register(
    EventType("topic_question.saved", _("What is asked about a topic changed"))
)
VOTING_OPENED = register(
    EventType(
        "case.voting_opened",
        _("Gathers votes until %(last_date)s"),
        PUBLIC,
        data={"last_date": str},
    )
)
EXEMPTED = register(
    EventType(
        "case.exempted", _("Needs no votes: it concerns a national minority"), PUBLIC
    )
)
EXEMPTION_LIFTED = register(
    EventType("case.exemption_lifted", _("Needs votes after all"), PARTIES)
)
REACHED = register(
    EventType(
        "case.reached",
        _("Reached %(threshold)s votes"),
        PUBLIC,
        data={"threshold": int},
    )
)
NOT_REACHED = register(
    EventType(
        "case.not_reached",
        _("Did not reach %(threshold)s votes"),
        PUBLIC,
        data={"threshold": int, "counted": int},
    )
)
MERGE_OFFERED = register(
    EventType(
        "case.merge_offered", _("We suggested to the author to join another proposal"),
        PARTIES, data={"into": int},
    )
)  # fmt: skip
MERGE_AGREED = register(
    EventType(
        "case.merge_agreed",
        _("The author said yes to joining another proposal, by %(channel)s on %(date)s"),
        PARTIES, data={"into": int, "channel": str, "date": str},
    )
)  # fmt: skip
MERGE_DECLINED = register(
    EventType(
        "case.merge_declined", _("The author said no to joining another proposal"),
        PARTIES, data={"into": int},
    )
)  # fmt: skip
MERGE_OFFER_WITHDRAWN = register(
    EventType(
        "case.merge_offer_withdrawn",
        _("We took back our suggestion to join another proposal"), PARTIES,
    )
)  # fmt: skip
MERGE_OFFER_LAPSED = register(
    EventType(
        "case.merge_offer_lapsed",
        _("Our suggestion to join another proposal was not answered in time"), PARTIES,
    )
)  # fmt: skip
PROPOSAL_MERGED = register(
    EventType(
        "case.proposal_merged",
        _("Joined with another proposal, where votes are gathered now"),
        PUBLIC,
        data={"into": int},
    )
)
HANDED_OVER = register(
    EventType("case.handed_over", _("Handed over to %(to_body)s"), PUBLIC,
              data={"to_body": int, "counted": OPTIONAL_INT})
)  # fmt: skip
DELAY_REPORTED = register(
    EventType(
        "case.delay_reported",
        _("Not decided by %(date)s: reported to the council"),
        PUBLIC,
        data={"date": str},
    )
)
DECIDED = register(
    EventType(
        "case.decided",
        _("%(body)s decided: %(board_outcome)s (§ %(paragraph)s)"),
        PUBLIC,
        data={"board_outcome": str, "body": int, "date": str, "paragraph": str},
    )
)
STEP_PLANNED = register(
    EventType("case.step_planned", _("%(step)s: planned to be done by %(date)s"), PUBLIC,
              data={"date": str, "step": int})
)  # fmt: skip
STEP_DONE = register(
    EventType("case.step_done", _("Done: %(step)s"), PUBLIC, data={"step": int})
)
FINISHED = register(EventType("case.finished", _("Carried out"), PUBLIC))
FOLLOW_ASKED = register(
    EventType("follower.asked", _("Somebody asked to follow a case"))
)
FOLLOW_CONFIRMED = register(
    EventType("follower.confirmed", _("Somebody follows a case"))
)
FOLLOW_CHANGED = register(
    EventType("follower.changed", _("Somebody changed how often to be told"))
)
FOLLOW_ENDED = register(
    EventType("follower.ended", _("Somebody stopped following a case"))
)
SUBSCRIPTION_ASKED = register(
    EventType("subscription.asked", _("Somebody asked for letters on what is new"))
)
SUBSCRIPTION_CONFIRMED = register(
    EventType("subscription.confirmed", _("Somebody gets letters on what is new"))
)
SUBSCRIPTION_ENDED = register(
    EventType("subscription.ended", _("Somebody wants no more letters on what is new"))
)
INTERIM_SENT = register(
    EventType("case.interim_sent", _("We need more time and answer by %(answer_by)s"), PUBLIC,
              data={"answer_by": str})
)  # fmt: skip
REPLY_DRAFTED = register(
    EventType(
        "case.reply_drafted", _("An answer waits for somebody else to release it")
    )
)
TAGGED = register(
    EventType("case.tagged", _("Marked for follow-up: %(tags)s"), data={"tags": str})
)
WATCHED = register(
    EventType(
        "case.watched", _("To be looked at again on %(date)s"), data={"date": str}
    )
)
UNWATCHED = register(EventType("case.unwatched", _("No longer watched")))
COLLEAGUE_ASKED = register(
    EventType("case.colleague_asked", _("%(colleague)s was asked"),
              data={"colleague": int})
)  # fmt: skip
COLLEAGUE_ANSWERED = register(
    EventType("case.colleague_answered", _("A colleague answered"))
)
SELECTION_SAVED = register(
    EventType("selection.saved", _("An officer kept a filtered list by a name"))
)
SELECTION_REMOVED = register(
    EventType("selection.removed", _("An officer removed a filtered list of their own"))
)
TEMPLATE_WRITTEN = register(
    EventType("reply_template.written", _("A reply template was written"))
)
TEMPLATE_APPROVED = register(
    EventType("reply_template.approved", _("A reply template was approved"))
)
TEMPLATE_RETIRED = register(
    EventType("reply_template.retired", _("A reply template was retired"))
)

HELD = register(
    EventType("submission.held", _("Held back as suspected spam, by %(channel)s"),
              data={"channel": str})
)  # fmt: skip
SENDER_BLOCKED = register(
    EventType("sender.blocked", _("A sender is held back up to and including %(last_day)s"),
              data={"last_day": str})
)  # fmt: skip
SENDER_UNBLOCKED = register(
    EventType("sender.unblocked", _("A sender is held back no more"))
)
RELEASED = register(
    EventType("submission.released", _("Let through after a person had looked"))
)
REJECTED = register(
    EventType("submission.rejected", _("Rejected as spam: %(rejection)s"),
              data={"rejection": str})
)  # fmt: skip
REVIEW_TAKEN = register(
    EventType("case.review_taken", _("Taken for review before publication"))
)
REVIEW_TAKEN_OVER = register(
    EventType("case.review_taken_over", _("The review was taken over"))
)
REVIEW_RELEASED = register(
    EventType("case.review_released", _("The review was left to others"))
)
