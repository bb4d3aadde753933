"""Importing cases from a file: read row by row, each row checked, each taken in once."""
