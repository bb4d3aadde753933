"""The diary: arrival, register numbers, documents, closing."""
