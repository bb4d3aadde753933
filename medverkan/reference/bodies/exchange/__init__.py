"""The organisation as a file: tables and columns, reading with every fault named, writing."""
