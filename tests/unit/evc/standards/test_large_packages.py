"""A large package costs memory in proportion to its size, and little of that."""

from __future__ import annotations

import pytest

from tests.bench.standards import large_package, peak_of_import

pytestmark = pytest.mark.django_db


def test_bringing_in_a_package_takes_at_most_ten_times_its_size_in_memory():
    data = large_package(1000)

    assert peak_of_import(data) <= 10 * len(data)
