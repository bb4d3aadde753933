import ast
import sys
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from medverkan.participation.ballots import merkle
from medverkan.participation.ballots.verifier import verify


class TestVerifierFile:
    def test_imports_the_standard_library_alone(self):
        tree = ast.parse(Path(verify.__file__).read_text())
        names = {
            alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.Import)
            for alias in node.names
        } | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}

        assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


class TestIsSigned:
    def test_holds_for_the_first_test_vector_of_rfc_8032(self):
        public = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
        signature = (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
            "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        )

        assert verify.is_signed(bytes.fromhex(public), b"", bytes.fromhex(signature))

    @given(seed=st.binary(min_size=32, max_size=32), data=st.binary(max_size=50))
    @settings(max_examples=15, deadline=None)
    def test_agrees_with_a_library(self, seed, data):
        private = Ed25519PrivateKey.from_private_bytes(seed)
        public = private.public_key().public_bytes_raw()
        signature = private.sign(data)
        changed = bytes([signature[0] ^ 1]) + signature[1:]

        assert verify.is_signed(public, data, signature)
        assert not verify.is_signed(public, data + b"x", signature)
        assert not verify.is_signed(public, data, changed)

    def test_refuses_a_scalar_beyond_the_order(self):
        private = Ed25519PrivateKey.from_private_bytes(b"s" * 32)
        signature = private.sign(b"data")
        scalar = int.from_bytes(signature[32:], "little") + verify.L
        malleable = signature[:32] + scalar.to_bytes(32, "little")

        public = private.public_key().public_bytes_raw()
        assert not verify.is_signed(public, b"data", malleable)


class TestTree:
    @given(size=st.integers(0, 300))
    @settings(max_examples=20, deadline=None)
    def test_has_the_root_that_the_software_has(self, size):
        tree = verify.Tree()
        for n in range(size):
            tree.append(b"%d" % n)

        expected = merkle.root_of(merkle.leaf_hash(b"%d" % n) for n in range(size))
        assert tree.root() == expected.hex()
