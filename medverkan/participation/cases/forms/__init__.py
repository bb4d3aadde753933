"""Shape and plausibility of what residents and officers type."""

from medverkan.participation.cases.forms.decisions import (
    DecisionForm,
    StepDoneForm,
    StepForm,
)
from medverkan.participation.cases.forms.fields import PlainLineField, PlainTextField
from medverkan.participation.cases.forms.intake import (
    AboutForm,
    RegisterForm,
    SayForm,
    SenderForm,
)
from medverkan.participation.cases.forms.officer import (
    AssignForm,
    ConflictForm,
    KindForm,
    MoveForm,
    PublishForm,
    RefuseForm,
    ReplyForm,
    SecrecyForm,
    TopicForm,
    VersionForm,
    WriteForm,
)
from medverkan.participation.cases.forms.resident import FindMineForm, RateForm

__all__ = [
    "AboutForm",
    "AssignForm",
    "ConflictForm",
    "DecisionForm",
    "FindMineForm",
    "KindForm",
    "MoveForm",
    "PlainLineField",
    "PlainTextField",
    "PublishForm",
    "RateForm",
    "RefuseForm",
    "RegisterForm",
    "ReplyForm",
    "SayForm",
    "SecrecyForm",
    "SenderForm",
    "StepDoneForm",
    "StepForm",
    "TopicForm",
    "VersionForm",
    "WriteForm",
]
