"""What is written down about files: never a name, only ids and kinds."""

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.audit.types import EventType, register

FILE_STORED = register(
    EventType(
        name="file.stored",
        sentence=_("A file was received"),
        data={"kind": str, "media_type": str, "size": int},
    )
)
COPY_PUBLISHED = register(
    EventType(
        name="file.copy_published",
        sentence=_("A copy of a file was published"),
        data={"copy_of": int},
    )
)
FILE_QUARANTINED = register(
    EventType(name="file.quarantined", sentence=_("A file was set aside"))
)
FILE_RELEASED = register(
    EventType(name="file.released", sentence=_("A file was released again"))
)
FILE_ERASED = register(EventType(name="file.erased", sentence=_("A file was erased")))
