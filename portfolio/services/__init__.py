"""Every change of a portfolio, one function each."""

from portfolio.services.badges import check_badge_again, import_badge, import_badge_from
from portfolio.services.files import add_file, add_item_from_file, open_file
from portfolio.services.freezing import freeze, manifest_contents, open_frozen_file, open_frozen_page
from portfolio.services.items import (
    add_item,
    change_item,
    comment,
    confirm_reading,
    link_item,
    read_item,
    remove_item,
    restore_item,
    write_story,
)
from portfolio.services.practice import (
    LogImport,
    change_repetition,
    correct_log_row,
    import_log,
    note_repetition,
    remove_repetition,
)
from portfolio.services.repeating import put_log_in_portfolio, repeat_last
from portfolio.services.sharing import (
    end_share,
    make_audience,
    remove_audience_member,
    set_audience_member,
    share,
)
from portfolio.services.witnessing import (
    ask_confirmation,
    confirm_repetition,
    find_confirmation,
    refuse_repetition,
)

__all__ = [
    "LogImport",
    "add_file",
    "add_item",
    "add_item_from_file",
    "ask_confirmation",
    "change_item",
    "change_repetition",
    "check_badge_again",
    "comment",
    "confirm_reading",
    "confirm_repetition",
    "correct_log_row",
    "end_share",
    "find_confirmation",
    "freeze",
    "import_badge",
    "import_badge_from",
    "import_log",
    "link_item",
    "make_audience",
    "manifest_contents",
    "note_repetition",
    "open_file",
    "open_frozen_file",
    "open_frozen_page",
    "put_log_in_portfolio",
    "read_item",
    "refuse_repetition",
    "remove_audience_member",
    "remove_item",
    "remove_repetition",
    "repeat_last",
    "restore_item",
    "set_audience_member",
    "share",
    "write_story",
]
