"""Names that say nothing are not used, and no file outgrows one reading."""

from __future__ import annotations

from tests.architecture.source import files, name_of

EMPTY_NAMES = {"utils", "helpers", "common", "mixins", "services", "managers", "misc"}
LONGEST = 400
# The verifier is one file by its promise: whoever doubts the count reads and runs that alone.
LONGER = {"medverkan/participation/ballots/verifier/verify.py": 500}
CODE = (".py", ".html", ".css", ".js", ".sh")


class TestFiles:
    def test_have_names_that_say_something(self) -> None:
        wrong = [
            name_of(file)
            for file in files(suffix=".py")
            if EMPTY_NAMES & {file.stem, *file.parent.parts}
        ]

        assert wrong == []

    def test_can_be_read_in_one_go(self) -> None:
        long = {
            name_of(file): lines
            for file in files()
            if file.suffix in CODE
            and "migrations" not in file.parts
            and (lines := len(file.read_text().splitlines()))
            > LONGER.get(name_of(file), LONGEST)
        }

        assert long == {}
