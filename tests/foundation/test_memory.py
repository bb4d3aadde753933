"""Values that a process remembers for a moment."""

from __future__ import annotations

import itertools

import time_machine

from medverkan.foundation.memory import Remembered, forget_all


class TestRemembered:
    def test_is_read_once_while_it_is_fresh(self):
        value = Remembered(itertools.count().__next__)

        assert [value(), value(), value()] == [0, 0, 0]

    def test_is_read_anew_after_half_a_minute(self):
        value = Remembered(itertools.count().__next__)
        with time_machine.travel("2026-11-10 12:00:00+00:00", tick=False) as clock:
            value()
            clock.shift(30)
            assert value() == 0
            clock.shift(1)
            assert value() == 1

    def test_is_read_anew_when_it_was_forgotten(self):
        value = Remembered(itertools.count().__next__)
        value()

        value.forget()

        assert value() == 1

    def test_is_forgotten_with_everything_else(self):
        one = Remembered(itertools.count().__next__)
        other = Remembered(itertools.count().__next__)
        one(), other()

        forget_all()

        assert (one(), other()) == (1, 1)
