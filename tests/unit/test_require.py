"""A part that is missing skips a test, unless somebody said that it must be there."""

import pytest

from tests.require import require


@pytest.mark.parametrize("required", ["", "browser", "browser, postgres"])
def test_a_missing_part_skips_the_test(monkeypatch, required):
    monkeypatch.setenv("ERKEND_REQUIRE", required)
    with pytest.raises(pytest.skip.Exception, match="INTEROP NOT TESTED: no Node"):
        require("interop", "no Node")


@pytest.mark.parametrize("required", ["interop", "browser, interop ,postgres"])
def test_a_missing_part_that_is_required_fails_the_test(monkeypatch, required):
    monkeypatch.setenv("ERKEND_REQUIRE", required)
    with pytest.raises(pytest.fail.Exception, match="no Node"):
        require("interop", "no Node")
