"""Shape and plausibility of what residents and officers type."""

from medverkan.participation.cases.forms.agreeing import AgreeForm
from medverkan.participation.cases.forms.author_questions import (
    AnswerQuestionForm,
    DecideQuestionForm,
    PutQuestionForm,
    QuestionDecision,
)
from medverkan.participation.cases.forms.backing import (
    ExemptForm,
    GuardianForm,
    GuardianYesForm,
    StandBehindForm,
)
from medverkan.participation.cases.forms.cautions import CautionForm
from medverkan.participation.cases.forms.coauthors import CoauthorForm, InviteForm
from medverkan.participation.cases.forms.content_reports import (
    DecideReportsForm,
    ReportContentForm,
)
from medverkan.participation.cases.forms.decisions import (
    DecisionForm,
    StepDoneForm,
    StepForm,
)
from medverkan.participation.cases.forms.doors import DoorForm
from medverkan.participation.cases.forms.fields import PlainLineField, PlainTextField
from medverkan.participation.cases.forms.following import FollowForm, FrequencyForm
from medverkan.participation.cases.forms.guidance import GuidanceForm
from medverkan.participation.cases.forms.intake import (
    AboutForm,
    SayForm,
    SenderForm,
)
from medverkan.participation.cases.forms.joining import MergeOfferForm, MergeYesForm
from medverkan.participation.cases.forms.officer import (
    AlarmForm,
    AssignForm,
    AssignManyForm,
    ConflictForm,
    HandOverForm,
    KindForm,
    MoveForm,
    OfferForm,
    OralAnswerForm,
    ReplyForm,
    ReplyManyForm,
    SecrecyForm,
    TagForm,
    TopicForm,
    TopicManyForm,
    TranslateForm,
    VersionForm,
    WriteForm,
)
from medverkan.participation.cases.forms.publishing import PublishForm, RefuseForm
from medverkan.participation.cases.forms.readers import ReaderForm
from medverkan.participation.cases.forms.registration import (
    ForwardForm,
    RegisterForm,
)
from medverkan.participation.cases.forms.resident import AddForm, FindMineForm, RateForm
from medverkan.participation.cases.forms.selections import SelectionForm
from medverkan.participation.cases.forms.subscriptions import SubscribeForm
from medverkan.participation.cases.forms.templates import (
    NewTemplateForm,
    TemplateForm,
)
from medverkan.participation.cases.forms.together import (
    AnswerColleagueForm,
    ConsultForm,
    InterimForm,
    WatchForm,
)
from medverkan.participation.cases.forms.topic_questions import (
    AnswersForm,
    TopicQuestionForm,
)

__all__ = [
    "AboutForm",
    "AddForm",
    "AgreeForm",
    "AlarmForm",
    "AnswerColleagueForm",
    "AnswerQuestionForm",
    "AnswersForm",
    "AssignForm",
    "AssignManyForm",
    "CautionForm",
    "CoauthorForm",
    "ConflictForm",
    "ConsultForm",
    "DecideQuestionForm",
    "DecideReportsForm",
    "DecisionForm",
    "DoorForm",
    "ExemptForm",
    "FindMineForm",
    "FollowForm",
    "ForwardForm",
    "FrequencyForm",
    "GuardianForm",
    "GuardianYesForm",
    "GuidanceForm",
    "HandOverForm",
    "InterimForm",
    "InviteForm",
    "KindForm",
    "MergeOfferForm",
    "MergeYesForm",
    "MoveForm",
    "NewTemplateForm",
    "OfferForm",
    "OralAnswerForm",
    "PlainLineField",
    "PlainTextField",
    "PublishForm",
    "PutQuestionForm",
    "QuestionDecision",
    "RateForm",
    "ReaderForm",
    "RefuseForm",
    "RegisterForm",
    "ReplyForm",
    "ReplyManyForm",
    "ReportContentForm",
    "SayForm",
    "SecrecyForm",
    "SelectionForm",
    "SenderForm",
    "StandBehindForm",
    "StepDoneForm",
    "StepForm",
    "SubscribeForm",
    "TagForm",
    "TemplateForm",
    "TopicForm",
    "TopicManyForm",
    "TopicQuestionForm",
    "TranslateForm",
    "VersionForm",
    "WatchForm",
    "WriteForm",
]
