"""The digests of a document are computed once in each form, whether that works or not."""

from __future__ import annotations

import copy

import pytest

from credentials.core.document_digests import DocumentDigests
from credentials.core.errors import UnsafeDocument
from credentials.core.primitives.data_integrity import Transform, document_digest
from tests.unit.credentials.core.samples import build, sign

FORMS = [(Transform.RDFC, "sha256"), (Transform.RDFC, "sha384"), (Transform.JCS, "sha256"), (Transform.JCS, "sha384")]


@pytest.mark.parametrize(("transform", "hash_name"), FORMS)
def test_a_digest_is_of_the_document_without_its_proofs(transform, hash_name):
    digests = DocumentDigests(sign(build()))

    assert digests(transform, hash_name) == document_digest(build(), transform, hash_name)


@pytest.mark.parametrize(("transform", "hash_name"), FORMS)
def test_a_digest_is_computed_once(transform, hash_name):
    document = copy.deepcopy(build())
    digests = DocumentDigests(document)
    first = digests(transform, hash_name)

    document["issuer"]["name"] = "Another"  # seen, if it were computed again

    assert digests(transform, hash_name) == first


def test_a_form_that_can_not_be_made_is_tried_once():
    document = copy.deepcopy(build())
    document["issuer"]["undefined"] = "a"
    digests = DocumentDigests(document)
    with pytest.raises(UnsafeDocument):
        digests(Transform.RDFC, "sha256")

    del document["issuer"]["undefined"]  # it could be made now

    with pytest.raises(UnsafeDocument):
        digests(Transform.RDFC, "sha256")
