"""The demo municipality: invented people, real rules, everything through real operations."""
