"""Every text that a table keeps about a case is destroyed with it, or known to be harmless."""

from __future__ import annotations

from django.apps import apps
from django.db import models

from medverkan.participation.cases.models import Case, Message, Party

ERASED = {
    "cases.Case": {
        "place", "watch_reason", "published_title", "published_text", "published_name",
    },
    "cases.Message": {"title", "text", "published_text"},
    "cases.Party": {"name", "email", "phone", "address", "postcode"},
    "cases.AuthorQuestion": {
        "text", "shown_text", "email", "answer", "shown_answer", "reason",
    },
    "cases.Backer": {"token_hash"},
    "cases.ContentReport": {"text", "email", "reason"},
    "cases.ConversionOffer": {"text"},
    "cases.Draft": {"content", "token_hash"},
    "cases.Exemption": {"reason"},
    "cases.MergeOffer": {"text"},
    "cases.Follower": {"email", "address_tag", "language", "frequency"},
    "cases.ReplyDraft": {"text", "outcome", "in_languages"},
    "cases.Suspect": {"title", "text", "place", "sender"},
    "notices.Delivery": {
        "to_name", "to_email", "to_address", "subject", "text", "html", "in_reply_to",
        "unsubscribe_url",
    },
    "records.RequestedItem": {"title", "text"},
}  # fmt: skip
# Codes, numbers, hashes, and the municipality's own neutral or public words.
HARMLESS = {
    "cases.Case": {
        "reference", "state", "channel", "language", "outcome", "publication",
    },
    "cases.Message": {"kind", "language"},
    "cases.Party": {"language"},
    "cases.AuthorQuestion": {"state", "language"},
    "cases.ContentReport": {"ground", "language", "decision"},
    "cases.SecretLink": {"token_hash"},
    "cases.SecrecyMark": {"provision"},
    "cases.Decision": {"outcome", "paragraph", "reasons"},
    "cases.ImplementationStep": {"text"},
    "cases.CaseAlarm": {"kind"},
    "cases.Rating": {"solved"},
    "cases.Proposed": {"category", "language"},
    "cases.Suspect": {
        "reference", "token_hash", "state", "channel", "language", "reasons", "goes_to",
        "rejection_ground",
    },
    "doors.ImportedRow": {"key"},
    "doors.ReadMail": {"key", "became", "sender_tag"},
    "records.RetentionItem": {"register_number", "obstacle"},
    "ballots.Ballot": {
        "further_thresholds", "subject_kind", "retention_decision", "final_channels",
        "rules_mac_key",
    },
    "register.Record": {"register_number", "subject_line", "secrecy_provision"},
    "notices.Delivery": {
        "letter", "key", "language", "message_id", "reply_tag", "error",
    },
    "audit.Event": {"name", "subject_kind", "data"},
}  # fmt: skip
TEXTS = (models.CharField, models.TextField, models.JSONField)


def is_about_a_case(model: type[models.Model]) -> bool:
    return model is Case or any(
        field.name == "about_case" or field.related_model in (Case, Message, Party)
        for field in model._meta.concrete_fields
    )


def test_every_text_about_a_case_is_erased_or_known_to_be_harmless():
    unknown = {}
    for model in apps.get_models():
        if not (model.__module__.startswith("medverkan.") and is_about_a_case(model)):
            continue
        name = model._meta.label
        texts = {
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, TEXTS) and not field.choices
        }
        if new := texts - ERASED.get(name, set()) - HARMLESS.get(name, set()):
            unknown[name] = new

    assert not unknown, "erase it in cases.operations.erasing, or say why it may stay"
