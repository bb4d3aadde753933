"""Menus that rooms fill."""

from __future__ import annotations

from collections import defaultdict

import pytest
from django.test import RequestFactory

from medverkan.foundation.design import menu
from medverkan.foundation.design.menu import Entry, MenuItem
from medverkan.foundation.permissions import Actor, Grant

OFFICER = Actor(user_id=1, grants=frozenset({Grant("officer")}))


@pytest.fixture(autouse=True)
def empty_menus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(menu, "_items", defaultdict(list))
    monkeypatch.setattr(menu, "_providers", defaultdict(list))


class TestEntries:
    def test_come_in_the_order_they_ask_for(self, rf: RequestFactory) -> None:
        menu.register("main", MenuItem("Second", "design:gallery", order=2))
        menu.register("main", MenuItem("First", "design:workspace", order=1))

        shown = menu.entries("main", rf.get("/"))

        assert [entry.label for entry in shown] == ["First", "Second"]

    def test_are_there_once_however_often_registered(self, rf: RequestFactory) -> None:
        menu.register("main", MenuItem("One", "design:gallery"))
        menu.register("main", MenuItem("One", "design:gallery"))

        assert len(menu.entries("main", rf.get("/"))) == 1

    def test_leave_out_what_is_not_served(self, rf: RequestFactory) -> None:
        menu.register("main", MenuItem("Nowhere", "no_such_room:page"))

        assert menu.entries("main", rf.get("/")) == []

    def test_mark_the_page_itself_and_those_above_it(self, rf: RequestFactory) -> None:
        menu.register("main", MenuItem("Parts", "design:gallery", order=1))
        menu.register("main", MenuItem("Desk", "design:workspace", order=2))

        above, here = menu.entries("main", rf.get("/design/arbetsyta/"))

        assert (above.is_current, above.is_ancestor) == (False, True)
        assert here.is_current

    def test_ask_the_actor_in_the_workspace(self, rf: RequestFactory) -> None:
        item = MenuItem("Desk", "design:gallery", may_see=lambda actor: actor.is_staff)
        menu.register("workspace", item)
        request = rf.get("/")

        assert menu.entries("workspace", request) == []
        request.actor = OFFICER
        assert len(menu.entries("workspace", request)) == 1

    def test_are_the_same_for_everyone_on_public_pages(
        self, rf: RequestFactory
    ) -> None:
        item = MenuItem("Desk", "design:gallery", may_see=lambda actor: actor.is_staff)
        menu.register("main", item)
        request = rf.get("/")
        request.actor = OFFICER

        assert menu.entries("main", request) == []

    def test_begin_with_those_of_providers(self, rf: RequestFactory) -> None:
        menu.register("workspace", MenuItem("Desk", "design:gallery"))
        menu.register_provider("workspace", lambda _request: [Entry("Snow", "/snow/")])

        labels = [entry.label for entry in menu.entries("workspace", rf.get("/"))]

        assert labels == ["Snow", "Desk"]


class TestGroups:
    def test_gather_entries_under_their_heading(self, rf: RequestFactory) -> None:
        for order, group in enumerate(["To do", "Follow up", "To do"]):
            item = MenuItem(str(order), "design:gallery", order=order, group=group)
            menu.register("workspace", item)

        groups = menu.groups("workspace", rf.get("/"))

        assert [(name, len(entries)) for name, entries in groups] == [
            ("To do", 2),
            ("Follow up", 1),
        ]

    def test_count_what_waits(self, rf: RequestFactory) -> None:
        item = MenuItem("Mine", "design:gallery", count=lambda _request: 14)
        menu.register("workspace", item)

        [(_name, [entry])] = menu.groups("workspace", rf.get("/"))

        assert entry.count == 14
