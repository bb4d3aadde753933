"""The stand-alone verifier: one file that anyone may download, read and run."""
