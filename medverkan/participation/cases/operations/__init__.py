"""
What a person can do with a case, one function per use case.

Every operation locks the case, asks a rule, moves the state, writes, records one event and
returns. Import this package as a module: `operations.reply(...)`.
"""

from medverkan.participation.cases.operations.answers import (
    NotSpokenThen,
    draft_reply,
    note_oral_answer,
    release_reply,
    tag,
)
from medverkan.participation.cases.operations.author_questions import (
    answer_question,
    put_question,
    refuse_question,
    send_question,
    show_question,
)
from medverkan.participation.cases.operations.backing import (
    TooLate,
    answer_as_backer,
    ask_guardian,
    note_guardian,
)
from medverkan.participation.cases.operations.blocking import (
    block_sender,
    forget_blocked_senders,
    lift_block,
)
from medverkan.participation.cases.operations.cautions import save_caution
from medverkan.participation.cases.operations.coauthoring import (
    OwnAddress,
    WrittenToEnough,
    answer_as_coauthor,
    end_coauthor_invitations,
    invite_coauthor,
    leave_as_coauthor,
)
from medverkan.participation.cases.operations.colleagues import (
    DayHasPassed,
    answer_colleague,
    consult,
    watch,
)
from medverkan.participation.cases.operations.content_reports import (
    Published,
    decide_reports,
    report_content,
)
from medverkan.participation.cases.operations.converting import (
    answer_conversion,
    convert,
    offer_conversion,
)
from medverkan.participation.cases.operations.delaying import (
    report_delay,
    report_delays,
)
from medverkan.participation.cases.operations.drafts import erase_old_drafts, save_draft
from medverkan.participation.cases.operations.ending import (
    close,
    reopen,
    withdraw,
)
from medverkan.participation.cases.operations.erasing import (
    Erasure,
    MustBeKept,
    erase,
)
from medverkan.participation.cases.operations.exempting import exempt, lift_exemption
from medverkan.participation.cases.operations.flagging import (
    answer_alarm,
    note_hand_over,
    save_door,
)
from medverkan.participation.cases.operations.following import (
    ask_to_follow,
    choose,
    follow_by_vote,
    forget_unconfirmed,
    stop_following,
)
from medverkan.participation.cases.operations.forwarding import forward_letter
from medverkan.participation.cases.operations.guidance import save_guidance
from medverkan.participation.cases.operations.identity import (
    lift_identity_protection,
    protect_identity,
    read_identity,
)
from medverkan.participation.cases.operations.links import send_new_link
from medverkan.participation.cases.operations.locking import ChangedMeanwhile
from medverkan.participation.cases.operations.lodging import Said, Sender, lodge
from medverkan.participation.cases.operations.merging import (
    CannotBeJoined,
    merge,
    part,
)
from medverkan.participation.cases.operations.merging_proposals import (
    OfferIsOver,
    answer_merge,
    end_merge_offers,
    note_merge_yes,
    offer_merge,
    withdraw_merge_offer,
)
from medverkan.participation.cases.operations.own_data import (
    Contact,
    correct_contact,
    correct_contact_of,
    hide_name,
    send_letters_again,
)
from medverkan.participation.cases.operations.proposing import (
    Decided,
    end_voting,
    finish_step,
    hand_over,
    plan_step,
    reach,
    record_decision,
)
from medverkan.participation.cases.operations.protecting import (
    declare_conflict,
    lift_secrecy,
    mark_secrecy,
)
from medverkan.participation.cases.operations.publishing import (
    mask,
    publish,
    refuse_publication,
    unpublish,
)
from medverkan.participation.cases.operations.rating import rate
from medverkan.participation.cases.operations.receiving import (
    Received,
    receive,
    reject,
    release,
)
from medverkan.participation.cases.operations.reviewing import (
    ReviewTaken,
    ask_author,
    release_review,
    take_review,
)
from medverkan.participation.cases.operations.routing import (
    assign,
    change_topic,
    move,
    transfer,
)
from medverkan.participation.cases.operations.selections import (
    remove_selection,
    save_selection,
)
from medverkan.participation.cases.operations.subscribing import (
    ask_to_subscribe,
    confirm_subscription,
    end_subscription,
)
from medverkan.participation.cases.operations.talking import (
    DayNotPossible,
    NothingWritten,
    add,
    ask,
    interim,
    note,
    reply,
)
from medverkan.participation.cases.operations.templates import (
    TemplateText,
    approve_template,
    retire_template,
    rewrite_template,
    write_template,
)
from medverkan.participation.cases.operations.topic_questions import (
    TooManyQuestions,
    save_topic_question,
)
from medverkan.participation.cases.operations.translating import (
    NotTranslatable,
    translate,
)

__all__ = [
    "CannotBeJoined",
    "ChangedMeanwhile",
    "Contact",
    "DayHasPassed",
    "DayNotPossible",
    "Decided",
    "Erasure",
    "MustBeKept",
    "NotSpokenThen",
    "NotTranslatable",
    "NothingWritten",
    "OfferIsOver",
    "OwnAddress",
    "Published",
    "Received",
    "ReviewTaken",
    "Said",
    "Sender",
    "TemplateText",
    "TooLate",
    "TooManyQuestions",
    "WrittenToEnough",
    "add",
    "answer_alarm",
    "answer_as_backer",
    "answer_as_coauthor",
    "answer_colleague",
    "answer_conversion",
    "answer_merge",
    "answer_question",
    "approve_template",
    "ask",
    "ask_author",
    "ask_guardian",
    "ask_to_follow",
    "ask_to_subscribe",
    "assign",
    "block_sender",
    "change_topic",
    "choose",
    "close",
    "confirm_subscription",
    "consult",
    "convert",
    "correct_contact",
    "correct_contact_of",
    "decide_reports",
    "declare_conflict",
    "draft_reply",
    "end_coauthor_invitations",
    "end_merge_offers",
    "end_subscription",
    "end_voting",
    "erase",
    "erase_old_drafts",
    "exempt",
    "finish_step",
    "follow_by_vote",
    "forget_blocked_senders",
    "forget_unconfirmed",
    "forward_letter",
    "hand_over",
    "hide_name",
    "interim",
    "invite_coauthor",
    "leave_as_coauthor",
    "lift_block",
    "lift_exemption",
    "lift_identity_protection",
    "lift_secrecy",
    "lodge",
    "mark_secrecy",
    "mask",
    "merge",
    "move",
    "note",
    "note_guardian",
    "note_hand_over",
    "note_merge_yes",
    "note_oral_answer",
    "offer_conversion",
    "offer_merge",
    "part",
    "plan_step",
    "protect_identity",
    "publish",
    "put_question",
    "rate",
    "reach",
    "read_identity",
    "receive",
    "record_decision",
    "refuse_publication",
    "refuse_question",
    "reject",
    "release",
    "release_reply",
    "release_review",
    "remove_selection",
    "reopen",
    "reply",
    "report_content",
    "report_delay",
    "report_delays",
    "retire_template",
    "rewrite_template",
    "save_caution",
    "save_door",
    "save_draft",
    "save_guidance",
    "save_selection",
    "save_topic_question",
    "send_letters_again",
    "send_new_link",
    "send_question",
    "show_question",
    "stop_following",
    "tag",
    "take_review",
    "transfer",
    "translate",
    "unpublish",
    "watch",
    "withdraw",
    "withdraw_merge_offer",
    "write_template",
]
