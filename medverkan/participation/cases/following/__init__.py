"""
News to those who follow a case: what is a step, in which words, and the sending of it.

Who follows is changed by `operations.following`; here nothing but letters is written.
"""
