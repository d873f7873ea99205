"""The pack: the papers of a delegation's visit, each first as plain values in one language.

A paper's page and its PDF draw the same values, so that they cannot say different things.
"""
