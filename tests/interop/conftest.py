"""The other implementation as fixtures: npm ``@digitalbazaar/vc`` with ``eddsa-rdfc-2022``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.interop.node import install_packages, run_script

Json = dict[str, Any]


@pytest.fixture(scope="session")
def node_packages() -> None:
    install_packages()


@pytest.fixture
def node_verify(node_packages: None) -> Callable[[Json, list[Json]], Json]:
    """``node_verify(credential, documents)``: what the other implementation says of a credential.

    ``documents`` are the DID documents and status list credentials that it may read, besides the contexts. Returns
    ``{"verified": bool, "statuses": [{"purpose": str, "isSet": bool}], "error": str | None}``.
    """

    def verify(credential: Json, documents: list[Json]) -> Json:
        return run_script("verify.mjs", {"credential": credential, "documents": documents})

    return verify


@pytest.fixture
def node_issue(node_packages: None) -> Callable[..., Json]:
    """``node_issue(credential, seed=…, verification_method=…, documents=…)``: a credential that it signed."""

    def issue(credential: Json, *, seed: bytes, verification_method: str, documents: list[Json]) -> Json:
        given = {"credential": credential, "seedHex": seed.hex(), "verificationMethod": verification_method}
        return run_script("issue.mjs", {**given, "documents": documents})

    return issue
