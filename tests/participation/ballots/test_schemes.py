import pytest

from medverkan.participation.ballots import schemes

KEY = b"k" * 32


class TestAddressTag:
    def test_is_one_for_one_mailbox(self):
        first = schemes.address_tag(key=KEY, address=" Anna@Example.org")

        assert first == schemes.address_tag(key=KEY, address="anna+x@example.org")

    def test_differs_between_ballots(self):
        first = schemes.address_tag(key=KEY, address="anna@example.org")

        assert first != schemes.address_tag(key=b"o" * 32, address="anna@example.org")

    def test_differs_by_name_where_an_address_is_shared(self):
        anna = schemes.address_tag(key=KEY, address="hem@x.se", name="Anna")
        berit = schemes.address_tag(key=KEY, address="hem@x.se", name="Berit")

        assert anna != berit
        assert anna == schemes.address_tag(key=KEY, address="Hem@x.se", name="ANNA ")

    def test_refuses_a_shared_address_without_a_name(self):
        with pytest.raises(schemes.NotAnIdentity):
            schemes.address_tag(key=KEY, address="hem@x.se", name=" ")


class TestNameTag:
    def test_is_weak(self):
        assert schemes.name_tag(key=KEY, name="Anna Ek", postcode="50335").is_weak

    def test_is_one_for_one_way_of_writing(self):
        first = schemes.name_tag(key=KEY, name="Anna Ek", postcode="503 35")

        assert first == schemes.name_tag(key=KEY, name=" ANNA  EK", postcode="50335")


class TestPersonTag:
    def test_is_one_for_both_ways_of_writing_a_number(self):
        first = schemes.person_tag(key=KEY, number="19811228-9874")

        assert first == schemes.person_tag(key=KEY, number="811228-9874")
        assert not first.is_weak
