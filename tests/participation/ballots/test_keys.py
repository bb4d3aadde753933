from dataclasses import replace
from uuid import uuid4

import pytest

from medverkan.participation.ballots import keys

RINGS = {"old": "old:" + "aa" * 32, "both": "new:" + "bb" * 32 + ",old:" + "aa" * 32}


class TestWrap:
    def test_opens_for_its_own_ballot_only(self):
        ballot, key = uuid4(), keys.new_ballot_key()

        wrapped = keys.wrap(key, ballot=ballot)

        assert keys.unwrap(wrapped, ballot=ballot) == key
        with pytest.raises(keys.WrongWrapping):
            keys.unwrap(wrapped, ballot=uuid4())

    def test_notices_a_changed_byte(self):
        ballot = uuid4()
        wrapped = keys.wrap(keys.new_ballot_key(), ballot=ballot)
        changed = replace(wrapped, data=wrapped.data[:-1] + b"!")

        with pytest.raises(keys.WrongWrapping):
            keys.unwrap(changed, ballot=ballot)

    def test_reads_under_an_old_key_and_writes_under_the_first(self, settings):
        ballot, key = uuid4(), keys.new_ballot_key()
        settings.LEDGER_KEK = RINGS["old"]
        wrapped = keys.wrap(key, ballot=ballot)
        settings.LEDGER_KEK = RINGS["both"]

        assert keys.unwrap(wrapped, ballot=ballot) == key
        assert keys.wrap(key, ballot=ballot).kek_id == "new"

    def test_is_lost_when_the_old_key_has_left(self, settings):
        ballot = uuid4()
        settings.LEDGER_KEK = RINGS["old"]
        wrapped = keys.wrap(keys.new_ballot_key(), ballot=ballot)
        settings.LEDGER_KEK = "new:" + "bb" * 32

        with pytest.raises(keys.KeyMissing):
            keys.unwrap(wrapped, ballot=ballot)


class TestMac:
    def test_is_right_for_the_same_bytes_only(self):
        key_id, mac = keys.mac(b"entry")

        assert keys.is_mac_right(b"entry", key_id=key_id, mac=mac)
        assert not keys.is_mac_right(b"other", key_id=key_id, mac=mac)

    def test_is_wrong_under_an_unknown_key(self):
        _, mac = keys.mac(b"entry")

        assert not keys.is_mac_right(b"entry", key_id="unknown", mac=mac)

    def test_stays_right_after_rotation(self, settings):
        settings.LEDGER_MAC_KEY = RINGS["old"]
        key_id, mac = keys.mac(b"entry")
        settings.LEDGER_MAC_KEY = RINGS["both"]

        assert keys.mac(b"entry")[0] == "new"
        assert keys.is_mac_right(b"entry", key_id=key_id, mac=mac)


class TestSigner:
    def test_signs_what_its_public_key_checks(self):
        signer = keys.head_signer()
        signature = signer.sign(b"head")

        assert keys.is_signed(b"head", signature=signature, public=signer.public)
        assert not keys.is_signed(b"other", signature=signature, public=signer.public)
        assert not keys.is_signed(b"head", signature=b"short", public=signer.public)

    def test_is_missing_in_a_process_without_it(self, settings):
        settings.LEDGER_SIGNING_KEY = ""

        with pytest.raises(keys.KeyMissing):
            keys.head_signer()

    def test_differs_between_heads_and_receipts(self):
        assert keys.head_signer().key_id != keys.receipt_signer().key_id
