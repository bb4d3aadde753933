"""
The JSON interface, version 1: what everyone may read, and a way in for other systems.

Nothing here decides what is public: every read goes through the queries of the public pages, and
what is handed in goes through the operation of the form on the web.
"""
