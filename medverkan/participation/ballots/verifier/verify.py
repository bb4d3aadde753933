#!/usr/bin/env python3
"""
Check an exported Medverkan ledger: does the published number follow from its entries?

    python3 verify.py FOLDER                      check everything in an export
    python3 verify.py FOLDER --outside FILE ...   and heads or rosters you kept yourself
    python3 verify.py FOLDER --receipt FILE       and that your receipt is in it

Needs Python 3.8 or later and nothing else. It uses no code of Medverkan: the Merkle tree is
RFC 9162's and the signatures are checked by the code below, written from RFC 8032. Exit
status 0 means that nothing is wrong, 1 that something is, 2 that the export is unreadable.

What it shows: no entry was added, removed or changed after the heads were signed, every
attempt went through lawful steps, and the sums are right. What it cannot show: that each
number is a distinct living person, or that you were shown the same heads as everyone else;
for the latter keep heads or rosters yourself and give them with --outside. Heads of the
second form sign threshold, window and the correction log too. Where the last head is of the
first form they rest on the publisher's word alone, and the check says so.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    Point = tuple[int, int, int, int]
    Head = tuple[list[str], str]  # lines and signature
    Keys = dict[str, bytes]
    Waiting = dict[int, list[tuple[str, list[str]]]]

KINDS = [
    "received", "confirmed", "repeated", "expired", "withdrawn", "struck", "restored"
]  # fmt: skip
LAWFUL = {
    (None, "received"): "pending",
    ("pending", "confirmed"): "counted",
    ("pending", "repeated"): "repeated",
    ("pending", "expired"): "expired",
    ("counted", "withdrawn"): "withdrawn",
    ("counted", "struck"): "struck",
    ("struck", "restored"): "counted",
}
STATES = ["pending", "expired", "repeated", "withdrawn", "struck", "counted"]
LEAF_LINES, RECEIPT_LINES = 7, 10
HEAD_LINES = {"medverkan-head/1": 16, "medverkan-head/2": 21}
STATED = slice(13, 18)  # of a head of the second form: rules, and the log's hash
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NUMBER = re.compile(r"[0-9a-f]{32}")
HASH = re.compile(r"[0-9a-f]{64}")
NATURAL = re.compile(r"0|[1-9][0-9]*")

# Ed25519 (RFC 8032, section 5.1), points in extended coordinates (X, Y, Z, T).

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def _add(p: Point, q: Point) -> Point:
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(scalar: int, point: Point) -> Point:
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = _add(result, point)
        point, scalar = _add(point, point), scalar >> 1
    return result


def _point(data: bytes) -> Point | None:
    """Return the point that 32 bytes stand for, or None."""
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & ((1 << 255) - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = _point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed(public: bytes, data: bytes, signature: bytes) -> bool:
    """Tell whether the Ed25519 signature over the data is right."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, point = _point(public), _point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or point is None or scalar >= L:
        return False
    digest = hashlib.sha512(signature[:32] + public + data).digest()
    left = _times(scalar, BASE)
    right = _add(point, _times(int.from_bytes(digest, "little") % L, key))
    same_x = (left[0] * right[2] - right[0] * left[2]) % P == 0
    return same_x and (left[1] * right[2] - right[1] * left[2]) % P == 0


class Tree:
    """The root of a growing Merkle tree (RFC 9162, section 2.1.1)."""

    def __init__(self) -> None:
        self.size, self.edge, self.tiles = 0, [], {0: bytearray()}

    def append(self, data: bytes) -> None:
        """Add a leaf; every eighth level goes into the tiles."""
        node = hashlib.sha256(b"\x00" + data).digest()
        self.size += 1
        self.tiles[0] += node
        size, height = self.size, 0
        while size & 1 == 0:
            node = hashlib.sha256(b"\x01" + self.edge.pop() + node).digest()
            size, height = size >> 1, height + 1
            if height % 8 == 0:
                self.tiles.setdefault(height // 8, bytearray()).extend(node)
        self.edge.append(node)

    def root(self) -> str:
        """Return the root in hexadecimal digits."""
        if not self.edge:
            return hashlib.sha256(b"").hexdigest()
        node = self.edge[-1]
        for left in reversed(self.edge[:-1]):
            node = hashlib.sha256(b"\x01" + left + node).digest()
        return node.hex()


class Ledger:
    """The ledger replayed from its first leaf, and every problem found on the way."""

    def __init__(self, ballot: str) -> None:
        self.ballot, self.problems, self.tree = ballot, [], Tree()
        self.sums = dict.fromkeys(KINDS, 0)
        self.attempts, self.corrections, self.hashes = {}, {}, {}

    def wrong(self, text: str) -> None:
        """Note a problem."""
        self.problems.append(text)

    def add(self, lines: list[str]) -> None:
        """Replay one leaf."""
        place = f"leaf {self.tree.size}"
        data = "".join(line + "\n" for line in lines).encode("ascii")
        self.hashes[hashlib.sha256(b"\x00" + data).hexdigest()] = self.tree.size
        self.tree.append(data)
        version, ballot, kind, number, step, correction, payload = lines
        if not (
            version == "medverkan-ledger/1"
            and kind in KINDS
            and NUMBER.fullmatch(number)
            and NATURAL.fullmatch(step)
            and (correction == "-" or NATURAL.fullmatch(correction))
            and (payload == "-" or HASH.fullmatch(payload))
        ):
            return self.wrong(f"{place} is not written as a leaf must be")
        if ballot != self.ballot:
            self.wrong(f"{place} belongs to another ballot")
        self.sums[kind] += 1
        self.follow(place, kind, number, int(step))
        self.note_correction(place, kind, correction)
        return None

    def follow(self, place: str, kind: str, number: str, step: int) -> None:
        """Check that the entry may follow the attempt's entry before it."""
        state, steps = self.attempts.get(number, (None, 0))
        if step != steps + 1:
            self.wrong(f"{place} is step {step} of its attempt, not {steps + 1}")
        if (state, kind) not in LAWFUL:
            self.wrong(f"{place}: '{kind}' may not follow '{state}'")
        self.attempts[number] = (LAWFUL.get((state, kind), state), step)

    def note_correction(self, place: str, kind: str, correction: str) -> None:
        """Note the places that each correction of the public log changed."""
        if (kind in ("struck", "restored")) != (correction != "-"):
            self.wrong(f"{place}: correction number where there must be none, or none")
        if correction != "-":
            places = self.corrections.setdefault((int(correction), kind), [])
            places.append(self.tree.size - 1)

    def states(self) -> dict[str, int]:
        """Return how many attempts are in each state."""
        states = dict.fromkeys(STATES, 0)
        for state, _ in self.attempts.values():
            if state is not None:  # a first entry that may be none was noted already
                states[state] += 1
        return states


def read_blocks(path: Path, size: int) -> Iterator[list[str]]:
    """Yield each block of `size` lines of a file; the last may be shorter."""
    with Path(path).open(encoding="ascii", newline="\n") as file:
        block = []
        for line in file:
            block.append(line.rstrip("\n"))
            if len(block) == size:
                yield block
                block = []
    if block:
        yield block


def read_heads(path: Path) -> Iterator[Head]:
    """Yield (lines, signature) of each head in a file of heads or rosters."""
    with Path(path).open(encoding="ascii", newline="\n") as file:
        lines = [line.rstrip("\n") for line in file]
    for start, line in enumerate(lines):
        if line in HEAD_LINES:
            end = start + HEAD_LINES[line]
            head, after = lines[start:end], lines[end : end + 1]
            yield head, (after[0].partition("signature ")[2] if after else "")


def head_bytes(lines: list[str]) -> bytes:
    """Return the bytes that were signed."""
    return "".join(line + "\n" for line in lines).encode("ascii")


def check_heads(ledger: Ledger, heads: list[Head], keys: Keys) -> Waiting:
    """Check order, chain and signature of the heads; return those to meet at each size."""
    waiting, previous, size = {}, "-", 0
    for count, (lines, signature) in enumerate(heads, start=1):
        place = f"head {count}"
        if len(lines) < HEAD_LINES[lines[0]] or not NATURAL.fullmatch(lines[3]):
            ledger.wrong(f"{place} is not written as a head must be")
            continue
        if lines[1] != ledger.ballot:
            ledger.wrong(f"{place} belongs to another ballot")
        if lines[2] != f"public {count}":
            ledger.wrong(f"{place} says that it is '{lines[2]}'")
        if lines[-2] != previous:
            ledger.wrong(f"{place} does not point to the head before it")
        if int(lines[3]) < size:
            ledger.wrong(f"{place} is smaller than the head before it")
        if not is_head_signed(lines, signature, keys):
            ledger.wrong(f"{place} is not signed by a published key")
        size, previous = int(lines[3]), hashlib.sha256(head_bytes(lines)).hexdigest()
        waiting.setdefault(size, []).append((place, lines))
    return waiting


def is_head_signed(lines: list[str], signature: str, keys: Keys) -> bool:
    """Tell whether the key that the head names has signed it."""
    try:
        raw = bytes.fromhex(signature)
    except ValueError:
        return False
    return is_signed(keys.get(lines[-1], b""), head_bytes(lines), raw)


def meet(ledger: Ledger, heads: list[tuple[str, list[str]]]) -> None:
    """Check root and sums of the heads that have the size reached now."""
    for place, lines in heads:
        if lines[4] != ledger.tree.root():
            ledger.wrong(f"{place}: the root does not follow from the leaves")
        if lines[5:12] != [f"{kind} {ledger.sums[kind]}" for kind in KINDS]:
            ledger.wrong(f"{place}: the sums do not follow from the leaves")


def check_corrections(ledger: Ledger, published: list[dict], sizes: list[int]) -> None:
    """Check the correction log: how many each line changed, and between which heads."""
    claimed = {(line["number"], line["kind"]): line for line in published}
    if len(claimed) < len(published):
        ledger.wrong("a correction is told twice")
    for number, kind in sorted(claimed.keys() | ledger.corrections.keys()):
        line = claimed.get((number, kind), {})
        places = ledger.corrections.get((number, kind), [])
        told, done = line.get("how_many", 0), len(places)
        if told != done:
            ledger.wrong(
                f"correction {number} says {told} {kind}, the leaves say {done}"
            )
        elif places:
            before = [n for n, size in enumerate(sizes, 1) if size <= places[0]]
            after = [n for n, size in enumerate(sizes, 1) if size > places[-1]]
            heads = (max(before, default=None), min(after, default=None))
            if heads != (line["head_before"], line["head_after"]):
                ledger.wrong(f"correction {number} names other heads than the leaves")


def check_about(ledger: Ledger, about: dict, heads: list[Head]) -> None:
    """Check what ledger.json says of sums and rules against leaves and last head."""
    if (about["states"], about["received"]) != (
        ledger.states(),
        ledger.sums["received"],
    ):
        ledger.wrong("the sums in ledger.json do not follow from the leaves")
    if heads and heads[-1][0][12:13] != [f"rules {about['rule_set_version']}"]:
        ledger.wrong("ledger.json names another rule set than the last head")


def stated_rules(about: dict) -> list[str]:
    """Return the rules in ledger.json as a head states them."""
    each_name = int(about["each_name_at_an_address_counts"])
    without_email = int(about["rows_without_email_count"])
    counts = (
        f"{about['counts']} {each_name} {without_email} {about['hours_to_confirm']}"
    )
    return [
        f"threshold {'-' if about['threshold'] is None else about['threshold']}",
        "further " + (" ".join(map(str, about["further_thresholds"])) or "-"),
        f"counts {counts}",
        f"window {about['opens_at']} {about['closes_at']}",
    ]


def stated_log(ledger: Ledger, published: list[dict], size: int) -> str:
    """Return the hash of the correction log as a head of this size states it."""
    log = ""
    for line in sorted(published, key=lambda line: line["number"]):
        places = ledger.corrections.get((line["number"], line["kind"]), [])
        if sum(place < size for place in places) == line["how_many"]:
            log += (
                f"{line['number']} {line['kind']} {line['date']} {line['ground']} "
                f"{line['how_many']} {line['role']}\n"
            )
    return hashlib.sha256(log.encode("utf-8")).hexdigest() if log else "-"


def check_stated(
    ledger: Ledger, about: dict, published: list[dict], heads: list[Head]
) -> None:
    """Check rules and correction log against what the heads of the second form signed."""
    stating = [
        (count, lines)
        for count, (lines, _) in enumerate(heads, start=1)
        if lines[0] == "medverkan-head/2" and len(lines) == HEAD_LINES[lines[0]]
    ]
    for count, lines in stating:
        size = int(lines[3]) if NATURAL.fullmatch(lines[3]) else 0
        told = f"corrections {stated_log(ledger, published, size)}"
        if lines[STATED][-1] != told:
            ledger.wrong(f"the correction log is not the one that head {count} signed")
    if not stating or stating[-1][0] != len(heads):
        print("Threshold, window and correction log are not signed by the last head.")
    elif stating[-1][1][STATED][:-1] != stated_rules(about):
        ledger.wrong("threshold or window in ledger.json is not what the head signed")


def check_tiles(ledger: Ledger, folder: Path) -> None:
    """Check that the hash tiles, where there are any, are those of the leaves."""
    for level, hashes in ledger.tree.tiles.items() if folder.is_dir() else ():
        for start in range(0, len(hashes), 256 * 32):
            path = folder / str(level) / str(start // (256 * 32))
            wanted = bytes(hashes[start : start + 256 * 32])
            if not path.is_file() or path.read_bytes() != wanted:
                ledger.wrong(
                    f"tile {path.name} of level {level} is not of these leaves"
                )


def check_outside(ledger: Ledger, heads: list[Head], paths: list[str]) -> None:
    """Check that heads kept by somebody else are in the chain, byte for byte."""
    known = {head_bytes(lines) for lines, _ in heads}
    found = 0
    for path in paths:
        for lines, _ in read_heads(path):
            if lines[1] == ledger.ballot:
                found += 1
                if head_bytes(lines) not in known:
                    ledger.wrong(
                        f"{path}: head '{lines[2]}' is missing from this export"
                    )
    if paths and not found:
        ledger.wrong("the outside files hold no head of this ballot")


def check_receipt(ledger: Ledger, path: Path, keys: Keys) -> None:
    """Check a receipt's signature and that its entry is in the ledger."""
    with Path(path).open(encoding="ascii", newline="\n") as file:
        lines = [line.rstrip("\n") for line in file]
    try:
        start = lines.index("medverkan-receipt/1")
        body = lines[start : start + RECEIPT_LINES]
        signature = lines[start + RECEIPT_LINES].partition("signature ")[2]
        signed = is_signed(
            keys.get(body[2], b""), head_bytes(body), bytes.fromhex(signature)
        )
    except (ValueError, IndexError):
        ledger.wrong("the receipt is not written as a receipt must be")
        return
    leaf = hashlib.sha256(b"\x00" + head_bytes(body[3:])).hexdigest()
    if not signed:
        ledger.wrong("the receipt is not signed by a published key")
    if leaf not in ledger.hashes:
        ledger.wrong(f"the receipt's entry is missing; it was promised by {body[1]}")
        return
    print(f"The receipt's entry is leaf {ledger.hashes[leaf]}.")


def read_keys(path: Path) -> Keys:
    """Return the published keys whose id is what it must be."""
    keys = {}
    for key in json.loads(path.read_text("utf-8")):
        public = bytes.fromhex(key["public"])
        if hashlib.sha256(public).hexdigest()[:16] == key["key_id"]:
            keys[key["key_id"]] = public
    return keys


def check_leaves(ledger: Ledger, path: Path, waiting: Waiting) -> None:
    """Replay every leaf and meet the heads on the way."""
    meet(ledger, waiting.pop(0, []))
    for lines in read_blocks(path, LEAF_LINES):
        if len(lines) < LEAF_LINES:
            ledger.wrong("leaves.txt ends in the middle of a leaf")
            break
        ledger.add(lines)
        meet(ledger, waiting.pop(ledger.tree.size, []))
    for size in waiting:
        ledger.wrong(f"a head has {size} leaves, the export {ledger.tree.size}")


def verify(
    folder: str, outside: list[str] | None = None, receipt: str | None = None
) -> Ledger:
    """Replay an export and return the ledger with the problems found."""
    root = Path(folder)
    about = json.loads((root / "ledger.json").read_text("utf-8"))
    if not UUID.fullmatch(about["ballot"]):
        raise ValueError("ledger.json names no ballot")
    ledger = Ledger(about["ballot"])
    keys = read_keys(root / "keys.json")
    heads = list(read_heads(root / "heads.txt"))
    check_leaves(ledger, root / "leaves.txt", check_heads(ledger, heads, keys))
    if not heads:
        ledger.wrong("there is no head: nothing is signed yet")
    elif heads[-1][0][3:4] != [str(ledger.tree.size)]:
        ledger.wrong("the last head does not cover exactly the leaves")
    corrections = json.loads((root / "corrections.json").read_text("utf-8"))
    sizes = [int(n) for lines, _ in heads for n in lines[3:4] if NATURAL.fullmatch(n)]
    check_corrections(ledger, corrections, sizes)
    check_tiles(ledger, root / "tiles")
    check_about(ledger, about, heads)
    check_stated(ledger, about, corrections, heads)
    check_outside(ledger, heads, outside or [])
    if receipt:
        check_receipt(ledger, Path(receipt), keys)
    return ledger


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("folder", help="an exported ledger")
    parser.add_argument("--outside", nargs="+", default=[], help="heads you kept")
    parser.add_argument("--receipt", help="a receipt, as a text file")
    options = parser.parse_args(arguments)
    try:
        ledger = verify(options.folder, options.outside, options.receipt)
    except KeyError as error:
        print(f"UNREADABLE: {error} is missing in a file", file=sys.stderr)
        return 2
    except (OSError, ValueError, IndexError, TypeError) as error:
        print(f"UNREADABLE: {error}", file=sys.stderr)
        return 2
    states = ledger.states()
    print(
        f"Ballot {ledger.ballot}: {ledger.tree.size} entries, root {ledger.tree.root()}"
    )
    print(f"received {ledger.sums['received']} = " + " + ".join(
        f"{states[state]} {state}" for state in STATES
    ))  # fmt: skip
    for problem in ledger.problems:
        print(f"WRONG: {problem}")
    print("WRONG" if ledger.problems else f"OK: {states['counted']} counted")
    return 1 if ledger.problems else 0


if __name__ == "__main__":
    sys.exit(main())
