"""What is kept beside the shipped contexts is what they say."""

from __future__ import annotations

from credentials.core.contexts import published_names
from credentials.core.contexts.naming import collect_names


def test_the_kept_names_are_those_of_the_shipped_contexts():
    """`python -m credentials.core.contexts.naming` makes them anew."""
    assert published_names() == collect_names()


def test_a_name_of_a_scoped_context_and_of_a_prefix_is_among_them():
    names = published_names()

    assert names["https://w3id.org/security#proofPurpose"] == ["proofPurpose"]
    assert names["https://purl.imsglobal.org/spec/vc/ob/vocab.html#Achievement"] == ["Achievement"]
