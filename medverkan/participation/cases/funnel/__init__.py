"""From proposal to reality: what became of the proposals that came in, in figures."""
