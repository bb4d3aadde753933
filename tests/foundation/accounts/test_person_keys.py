import hashlib
import hmac

import pytest

from medverkan.foundation.accounts import person_keys
from medverkan.foundation.accounts.person_keys import (
    EMAIL,
    NAME_AND_POSTCODE,
    PERSONAL_IDENTITY_NUMBER,
    NotAnIdentity,
    name_and_postcode,
    normalise,
    person_key,
)

# Right in form, made for the test.
NUMBER = "199001012385"
COORDINATION_NUMBER = "199001612382"


class TestPersonKey:
    def test_is_an_hmac_of_scheme_and_identity(self):
        tag = person_key(key=b"k", scheme=PERSONAL_IDENTITY_NUMBER, identity=NUMBER)

        message = b"personal_identity_number\x00" + NUMBER.encode()
        assert tag == hmac.new(b"k", message, hashlib.sha256).digest()

    def test_differs_by_key(self):
        one, other = (
            person_key(key=key, scheme=EMAIL, identity="anna@example.org")
            for key in (b"one", b"other")
        )

        assert one != other

    def test_differs_by_scheme(self):
        assert person_key(
            key=b"k", scheme=EMAIL, identity="a@example.org"
        ) != person_key(
            key=b"k", scheme=person_keys.EID_SUBJECT, identity="a@example.org"
        )


class TestKeyFor:
    def test_differs_by_purpose(self):
        assert person_keys.key_for("sign-in") != person_keys.key_for("register")

    def test_depends_on_the_deployment(self, settings):
        before = person_keys.key_for("sign-in")

        settings.PERSON_KEY = "another"

        assert person_keys.key_for("sign-in") != before


class TestPersonalIdentityNumbers:
    @pytest.mark.parametrize(
        "written",
        [
            "19900101-2385",
            "199001012385",
            "900101-2385",
            "9001012385",
            " 19900101 2385 ",
            "19900101\u20132385",
        ],
    )
    def test_are_one_however_written(self, written):
        assert normalise(PERSONAL_IDENTITY_NUMBER, written) == NUMBER

    def test_may_be_coordination_numbers(self):
        found = normalise(PERSONAL_IDENTITY_NUMBER, "900161-2382")

        assert found == COORDINATION_NUMBER

    def test_of_the_very_old_have_a_plus(self):
        assert normalise(PERSONAL_IDENTITY_NUMBER, "121212+1212") == "191212121212"

    @pytest.mark.parametrize("wrong", ["", "199001012386", "199013012385", "anna"])
    def test_must_be_right(self, wrong):
        with pytest.raises(NotAnIdentity) as refused:
            normalise(PERSONAL_IDENTITY_NUMBER, wrong)

        assert not wrong or wrong not in str(refused.value)
        assert refused.value.__context__ is None


class TestAddresses:
    @pytest.mark.parametrize(
        ("written", "one"),
        [
            ("Anna@Example.ORG", "anna@example.org"),
            (" anna@example.org ", "anna@example.org"),
            ("anna+boras@example.org", "anna@example.org"),
            ("an.na@example.org", "an.na@example.org"),
            ("An.Na+x@gmail.com", "anna@gmail.com"),
            ("anna@googlemail.com", "anna@gmail.com"),
            ("åsa@exämple.se", "åsa@xn--exmple-cua.se"),
        ],
    )
    def test_of_one_mailbox_are_one(self, written, one):
        assert normalise(EMAIL, written) == one

    @pytest.mark.parametrize("wrong", ["", "anna", "@example.org", "+x@example.org"])
    def test_must_have_both_halves(self, wrong):
        with pytest.raises(NotAnIdentity):
            normalise(EMAIL, wrong)


class TestNameAndPostcode:
    @pytest.mark.parametrize(
        ("name", "postcode"),
        [
            ("Anna Berg-Öst", "50180"),
            ("BERG-ÖST, Anna", "501 80"),
            (" anna  berg öst ", "S-501 80"),
        ],
    )
    def test_are_one_however_written(self, name, postcode):
        found = normalise(
            NAME_AND_POSTCODE, name_and_postcode(name=name, postcode=postcode)
        )

        assert found == "anna berg öst\n50180"

    @pytest.mark.parametrize(("name", "postcode"), [("", "50180"), ("Anna", "501")])
    def test_need_both(self, name, postcode):
        with pytest.raises(NotAnIdentity):
            normalise(
                NAME_AND_POSTCODE, name_and_postcode(name=name, postcode=postcode)
            )
