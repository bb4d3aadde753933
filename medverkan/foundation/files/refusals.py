"""Why a file is not taken: one exception for each reason, with words for the sender."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class FileRefused(ValueError):
    """The file cannot be taken; `message` says why and what helps, in plain words."""

    message: Promise | str = _("We cannot take this file.")


class FileIsEmpty(FileRefused):
    """There is nothing in it."""

    message = _("The file is empty. Choose it again.")


class FileTooLarge(FileRefused):
    """It is larger than the limit."""

    message = _("The file is too large. Send a smaller one, or write to us by e-mail.")


class TypeNotTaken(FileRefused):
    """Its content is of a kind that we do not take."""

    message = _(
        "We cannot take this kind of file. Send a picture, a PDF, a text file or a "
        "document from Word or LibreOffice."
    )


class NameDoesNotMatch(FileRefused):
    """Its name says one kind and its content another."""

    message = _(
        "The file is not what its name says. Save it again in the right format and "
        "send that one."
    )


class PictureIsBroken(FileRefused):
    """It looks like a picture and cannot be read as one."""

    message = _("The picture cannot be opened. Take or save it again.")


class PictureHasTooManyPixels(FileRefused):
    """It would not fit in memory when opened."""

    message = _("The picture has too many pixels. Send a smaller version of it.")


class DocumentIsLocked(FileRefused):
    """It has a password, so that nobody can check it."""

    message = _("The document has a password. Save it without one and send it again.")


class DocumentIsActive(FileRefused):
    """It holds scripts, macros, forms that send, or other files."""

    message = _(
        "The document holds scripts, macros or other files. Print it to a new PDF and "
        "send that one."
    )


class DocumentIsBroken(FileRefused):
    """It cannot be read as the kind of document it says it is."""

    message = _("The document cannot be opened. Save it again and send that one.")


class AltTextMissing(FileRefused):
    """A picture is to be published without words for those who cannot see it."""

    message = _("Describe the picture in words for those who cannot see it.")


class KeptPrivate(FileRefused):
    """Files of this kind, or in this state, are never published."""

    message = _("Files of this kind are not published. Make a PDF of it first.")
