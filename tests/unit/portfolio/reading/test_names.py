"""A name on a paper is compared with the account's; in doubt the person is asked."""

import pytest

from portfolio.reading import NameMatch, match_names


@pytest.mark.parametrize(
    ("read", "account", "match"),
    [
        ("Fatima el Amrani", "Fatima el Amrani", NameMatch.SAME),
        ("FATIMA EL AMRANI", "Fatima el Amrani", NameMatch.SAME),
        ("mevrouw Fatima Zohra el Amrani", "Fatima el Amrani", NameMatch.SAME),
        ("Amrani, Fatima el", "Fatima el Amrani", NameMatch.SAME),
        ("F.Z. (Fatima) el Amrani", "Fatima el Amrani", NameMatch.SAME),
        ("Fatima Amrani", "Fatima el Amrani", NameMatch.SAME),
        ("José García", "Jose Garcia", NameMatch.SAME),
        ("Daan Kuipers", "Daan Kuipers-Jansen", NameMatch.SAME),
        ("F. el Amrani", "Fatima el Amrani", NameMatch.BY_INITIAL),
        ("F.Z. el Amrani", "Fatima el Amrani", NameMatch.BY_INITIAL),
        ("drs. J.-P. van der Berg", "Jan van der Berg", NameMatch.BY_INITIAL),
        ("Amrani, F. el", "Fatima el Amrani", NameMatch.BY_INITIAL),
        ("Mark Overbeek", "Fatima el Amrani", NameMatch.DIFFERENT),
        ("M. el Amrani", "Fatima el Amrani", NameMatch.DIFFERENT),
        ("Frank el Amrani", "Fatima el Amrani", NameMatch.DIFFERENT),
        ("J. van den Berg", "Jan van der Berg", NameMatch.DIFFERENT),
        ("", "Fatima el Amrani", NameMatch.UNKNOWN),
        (None, "Fatima el Amrani", NameMatch.UNKNOWN),
        ("Fatima el Amrani", "Fatima", NameMatch.UNKNOWN),
    ],
)
def test_a_name_matches_in_full_by_initial_or_not(read, account, match):
    assert match_names(read, account) is match
