"""Tables of the room: mailboxes, what was read from them, what they answer, what was imported."""

from medverkan.participation.doors.models.greetings import Greeting
from medverkan.participation.doors.models.imported import ImportedRow
from medverkan.participation.doors.models.mailboxes import Mailbox, ReadMail

__all__ = ["Greeting", "ImportedRow", "Mailbox", "ReadMail"]
