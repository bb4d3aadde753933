"""Everything a resident says: intake, routing, handling, answers, following."""
