"""The ways in beside the form: mail that is read, files that are imported, paper."""
