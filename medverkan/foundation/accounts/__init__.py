"""Users, sign-in, identity levels, person keys, and the actor of a request."""
