"""How other systems read what is public and hand in cases: keys, JSON and Open311."""
