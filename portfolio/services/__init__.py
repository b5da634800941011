"""Every change of a portfolio, one function each."""

from portfolio.services.authorship import confirm_authorship, say_authorship
from portfolio.services.badges import check_badge_again, import_badge, import_badge_from
from portfolio.services.correcting import correct_repetition
from portfolio.services.courses import name_course
from portfolio.services.covering import cover_file, uncover_file
from portfolio.services.files import add_file, add_item_from_file, open_file, open_page
from portfolio.services.freezing import (
    changed_since,
    freeze,
    frozen_page_text,
    manifest_contents,
    open_frozen_file,
    open_frozen_page,
    replace_manifest,
)
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
from portfolio.services.moving import move_days
from portfolio.services.places import Where, confirm_place, point, remove_place
from portfolio.services.planning import (
    accept_planned_item,
    change_planned_item,
    end_planned_item,
    fulfil_planned_item,
    plan_item,
)
from portfolio.services.practice import (
    LogImport,
    change_repetition,
    correct_log_row,
    import_log,
    note_repetition,
    remove_repetition,
)
from portfolio.services.recordings import confirm_spoken_text, record_part, remove_recording, write_spoken_text
from portfolio.services.repeating import put_log_in_portfolio, repeat_last
from portfolio.services.requests import ask_for_evidence, finish_request, withdraw_request
from portfolio.services.sharing import (
    end_share,
    make_audience,
    remove_audience_member,
    set_audience_member,
    share,
)
from portfolio.services.syncing import Synced, attach_photo, require_same_person, sync_repetition
from portfolio.services.testimonies import (
    ask_testimony,
    decline_testimony,
    find_testimony_request,
    remind_referees,
    revoke_testimony,
    save_testimony_draft,
    sign_testimony,
)
from portfolio.services.witness_codes import NewCode, find_witness_code, make_witness_code, use_witness_code
from portfolio.services.witness_notices import dispute_confirmations, find_notice, tell_witnesses
from portfolio.services.witnessing import (
    Door,
    SignedIn,
    ask_confirmation,
    confirm_repetition,
    confirm_repetitions,
    describe_witness,
    find_confirmation,
    refuse_repetition,
    revoke_confirmation,
    witness_of,
)

__all__ = [
    "Door",
    "LogImport",
    "NewCode",
    "SignedIn",
    "Synced",
    "Where",
    "accept_planned_item",
    "add_file",
    "add_item",
    "add_item_from_file",
    "ask_confirmation",
    "ask_for_evidence",
    "ask_testimony",
    "attach_photo",
    "change_item",
    "change_planned_item",
    "change_repetition",
    "changed_since",
    "check_badge_again",
    "comment",
    "confirm_authorship",
    "confirm_place",
    "confirm_reading",
    "confirm_repetition",
    "confirm_repetitions",
    "confirm_spoken_text",
    "correct_log_row",
    "correct_repetition",
    "cover_file",
    "decline_testimony",
    "describe_witness",
    "dispute_confirmations",
    "end_planned_item",
    "end_share",
    "find_confirmation",
    "find_notice",
    "find_testimony_request",
    "find_witness_code",
    "finish_request",
    "freeze",
    "frozen_page_text",
    "fulfil_planned_item",
    "import_badge",
    "import_badge_from",
    "import_log",
    "link_item",
    "make_audience",
    "make_witness_code",
    "manifest_contents",
    "move_days",
    "name_course",
    "note_repetition",
    "open_file",
    "open_frozen_file",
    "open_frozen_page",
    "open_page",
    "plan_item",
    "point",
    "put_log_in_portfolio",
    "read_item",
    "record_part",
    "refuse_repetition",
    "remind_referees",
    "remove_audience_member",
    "remove_item",
    "remove_place",
    "remove_recording",
    "remove_repetition",
    "repeat_last",
    "replace_manifest",
    "require_same_person",
    "restore_item",
    "revoke_confirmation",
    "revoke_testimony",
    "save_testimony_draft",
    "say_authorship",
    "set_audience_member",
    "share",
    "sign_testimony",
    "sync_repetition",
    "tell_witnesses",
    "uncover_file",
    "use_witness_code",
    "withdraw_request",
    "witness_of",
    "write_spoken_text",
    "write_story",
]
