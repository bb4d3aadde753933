"""Channels by which a vote arrives."""

from enum import StrEnum


class Channel(StrEnum):
    """Where an attempt came from; never told in the public ledger."""

    WEB = "web"
    EID = "eid"
    PAPER = "paper"
    PHONE = "phone"
    LIST = "list"


REGISTERED_BY_STAFF = frozenset({Channel.PAPER, Channel.PHONE, Channel.LIST})
