import pytest

from medverkan.participation.ballots import schemes
from medverkan.participation.ballots.schemes import NoIdentity

KEY = b"k" * 32


class TestNormalAddress:
    @pytest.mark.parametrize(
        ("typed", "mailbox"),
        [
            (" Anna.Berg@Example.ORG ", "anna.berg@example.org"),
            ("anna+news@example.org", "anna@example.org"),
            ("an.na@gmail.com", "anna@gmail.com"),
            ("anna@googlemail.com", "anna@gmail.com"),
            ("anna@räksmörgås.se", "anna@xn--rksmrgs-5wao1o.se"),
            ("anna@example.org.", "anna@example.org"),
        ],
    )
    def test_is_one_for_one_mailbox(self, typed, mailbox):
        assert schemes.normal_address(typed) == mailbox

    @pytest.mark.parametrize(
        "typed", ["", "anna", "@x.se", "a@b", "+a@x.se", "a@x..se"]
    )
    def test_refuses_what_is_no_address(self, typed):
        with pytest.raises(NoIdentity):
            schemes.normal_address(typed)


class TestNormalName:
    @pytest.mark.parametrize(
        ("typed", "name"),
        [
            ("  ANNA-Karin   Öberg ", "anna karin öberg"),
            ("Renée Åkerlund", "renee åkerlund"),
            ("Zoë O'Brien", "zoe o brien"),
        ],
    )
    def test_is_one_for_one_way_of_writing(self, typed, name):
        assert schemes.normal_name(typed) == name

    def test_refuses_a_name_without_letters(self):
        with pytest.raises(NoIdentity):
            schemes.normal_name(" -. ")


class TestNormalPostcode:
    def test_keeps_the_digits(self):
        assert schemes.normal_postcode("503 35") == "50335"

    def test_refuses_too_few(self):
        with pytest.raises(NoIdentity):
            schemes.normal_postcode("503")


class TestTag:
    def test_differs_by_key_scheme_and_identity(self):
        tags = {
            schemes.tag(key=key, scheme=scheme, identity=identity).value
            for key in (KEY, b"o" * 32)
            for scheme in schemes.Scheme
            for identity in ("anna", "berit")
        }

        assert len(tags) == 16

    def test_of_a_shared_address_differs_by_name(self):
        anna = schemes.address_tag(key=KEY, address="hem@x.se", name="Anna")
        berit = schemes.address_tag(key=KEY, address="hem@x.se", name="Berit")

        assert anna != berit
        assert anna == schemes.address_tag(key=KEY, address="Hem@x.se", name="ANNA ")

    def test_of_a_name_is_weak(self):
        assert schemes.name_tag(key=KEY, name="Anna", postcode="50335").is_weak
