"""Public records at the end of their way: destroyed by decision, handed out, archived."""
