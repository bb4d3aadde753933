"""Tables of the room. Personal data lives in parties, messages and drafts only."""

from medverkan.participation.cases.models.answers import ReplyDraft, Tag
from medverkan.participation.cases.models.author_questions import (
    QUESTION_LENGTH,
    AuthorQuestion,
)
from medverkan.participation.cases.models.backers import Backer
from medverkan.participation.cases.models.blocks import SenderBlock
from medverkan.participation.cases.models.case import Case, CaseQuerySet
from medverkan.participation.cases.models.cautions import Caution
from medverkan.participation.cases.models.colleagues import Consultation
from medverkan.participation.cases.models.content_reports import (
    REPORT_LENGTH,
    ContentReport,
)
from medverkan.participation.cases.models.course import (
    Decision,
    ImplementationStep,
    Pause,
)
from medverkan.participation.cases.models.doors import CaseAlarm, DoorFlag, WrongDoor
from medverkan.participation.cases.models.drafts import Draft
from medverkan.participation.cases.models.exemptions import Exemption
from medverkan.participation.cases.models.followers import Follower, Mailing
from medverkan.participation.cases.models.guidance import GUIDANCE_KIND, Guidance
from medverkan.participation.cases.models.messages import Attachment, Message
from medverkan.participation.cases.models.offers import ConversionOffer, MergeOffer
from medverkan.participation.cases.models.parties import Party, SecretLink
from medverkan.participation.cases.models.protection import (
    Disqualification,
    SecrecyMark,
)
from medverkan.participation.cases.models.ratings import Rating
from medverkan.participation.cases.models.reviews import Review
from medverkan.participation.cases.models.selections import (
    SELECTION_NAME_LENGTH,
    Selection,
)
from medverkan.participation.cases.models.shared import (
    FILE_KIND,
    TEXT_LENGTH,
    TITLE_LENGTH,
)
from medverkan.participation.cases.models.sorting import Proposed, SorterVersion
from medverkan.participation.cases.models.subscriptions import Subscription
from medverkan.participation.cases.models.suspects import Suspect, SuspectFile
from medverkan.participation.cases.models.templates import (
    TEMPLATE_NAME_LENGTH,
    ReplyTemplate,
)
from medverkan.participation.cases.models.topic_questions import TopicQuestion

__all__ = [
    "FILE_KIND",
    "GUIDANCE_KIND",
    "QUESTION_LENGTH",
    "REPORT_LENGTH",
    "SELECTION_NAME_LENGTH",
    "TEMPLATE_NAME_LENGTH",
    "TEXT_LENGTH",
    "TITLE_LENGTH",
    "Attachment",
    "AuthorQuestion",
    "Backer",
    "Case",
    "CaseAlarm",
    "CaseQuerySet",
    "Caution",
    "Consultation",
    "ContentReport",
    "ConversionOffer",
    "Decision",
    "Disqualification",
    "DoorFlag",
    "Draft",
    "Exemption",
    "Follower",
    "Guidance",
    "ImplementationStep",
    "Mailing",
    "MergeOffer",
    "Message",
    "Party",
    "Pause",
    "Proposed",
    "Rating",
    "ReplyDraft",
    "ReplyTemplate",
    "Review",
    "SecrecyMark",
    "SecretLink",
    "Selection",
    "SenderBlock",
    "SorterVersion",
    "Subscription",
    "Suspect",
    "SuspectFile",
    "Tag",
    "TopicQuestion",
    "WrongDoor",
]
