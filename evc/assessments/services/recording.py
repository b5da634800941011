"""Recording an interview: only what everybody who is heard agreed to, in pieces, and erased when nobody can appeal any more.

It is evidence of the trajectory: no portfolio, report, badge or manager ever gets it.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.assessments.consents import consents, heard, is_talk
from evc.assessments.errors import NotEverybodyAgrees
from evc.assessments.models import InterviewRecording, RecordingConsent, RecordingMark
from evc.routes.models import Instrument
from evc.standards.models import Criterion
from evc.trajectories import services as trajectories
from evc.trajectories import states
from evc.trajectories.models import State
from evc.trajectories.rules import require, require_assessor
from foundation.audit import services as audit
from foundation.errors import InvalidInput, NotFound, WrongState
from foundation.files import MEDIA_TYPES, FileStore, Received, sha256_of, sniff_file, too_large
from foundation.people.models import Person
from foundation.pieces import PieceStore, Readable
from portfolio.services.files import OpenedFile

_LONGEST_SECONDS = 4 * 3600


@transaction.atomic
def answer_recording(trajectory_id: UUID, *, instrument: Instrument, given: bool, by: Person) -> RecordingConsent:
    """Somebody who is heard says whether it may be recorded; it can be answered otherwise at any time.

    A no afterwards erases what was recorded. Raises NotAllowed for whoever is not heard.
    """
    trajectory = trajectories.locked(trajectory_id)
    require(by in heard(trajectory, instrument), _("Only who is heard in this interview answers this."))
    answer = RecordingConsent.objects.create(trajectory=trajectory, instrument=instrument, person=by, given=given)
    audit.record("recording.consented", on=trajectory, by=by, instrument=instrument.key, given=given)
    if not given:
        for recording in trajectory.interview_recordings.filter(instrument=instrument).exclude(
            state=InterviewRecording.State.ERASED
        ):
            _erase(recording, by=by)
    return answer


@transaction.atomic
def begin_recording(trajectory_id: UUID, *, instrument: Instrument, by: Person) -> InterviewRecording:
    """Make room for it, before the first piece. By an assessor who does this interview.

    Raises NotEverybodyAgrees, NotAllowed, WrongState, InvalidInput for an instrument without a talk.
    """
    trajectory = trajectories.locked(trajectory_id)
    require_assessor(trajectory, by)
    states.require_state(trajectory, State.ASSESSING)
    if not is_talk(instrument) or instrument.route_id != trajectory.route_id:
        raise InvalidInput(_("This is not recorded. Choose an interview of this route."), code="instrument-unfit")
    found = consents(trajectory, instrument, by)
    require(found.is_heard, _("The other assessor does this part. You score the rest."))
    if not found.everybody_agreed:
        raise NotEverybodyAgrees
    recording = InterviewRecording.objects.create(trajectory=trajectory, instrument=instrument, by=by)
    _pieces().begin(recording.pk, recording.pk)
    audit.record("recording.begun", on=recording, by=by, instrument=instrument.key)
    return recording


def receive_recording(recording_id: UUID, source: Readable, *, at: int, size: int, by: Person) -> int:
    """Add a piece that begins at byte ``at``; gives how many bytes are here now. Raises OffsetMoved, DiskFull."""
    recording = _own_open(recording_id, by=by)
    if at + size > settings.ERKEND_MAX_MEDIA_BYTES:
        raise too_large(settings.ERKEND_MAX_MEDIA_BYTES)
    return _pieces().add(recording.pk, recording.pk, source, at=at)


def mark_recording(recording_id: UUID, *, criterion: Criterion, second: int, by: Person) -> RecordingMark:
    """Where a criterion is spoken of; one's own mark, which another assessor sees when scores are open."""
    recording = InterviewRecording.objects.visible_to(by).get(pk=recording_id)
    require_assessor(recording.trajectory, by)
    if not recording.trajectory.units.filter(work_processes__criteria=criterion.pk).exists():
        raise InvalidInput(_("This criterion is not assessed in this trajectory."), code="out-of-scope")
    if not 0 <= second <= _LONGEST_SECONDS:
        raise InvalidInput(_("This moment is not in the recording."), code="no-such-moment", field="second")
    return RecordingMark.objects.get_or_create(recording=recording, by=by, criterion=criterion, second=second)[0]


def keep_recording(recording_id: UUID, *, seconds: int, by: Person) -> InterviewRecording:
    """It is here whole, or as far as it came: from now on nothing of it changes. Twice is once.

    Raises InvalidInput for what is no sound; then nothing of it stays. WrongState where it was erased meanwhile.
    """
    kept = _keep(recording_id, seconds=seconds, by=by)
    if kept is None:
        raise InvalidInput(_("This is no recording of sound. Record it again."), code="no-recording")
    return kept


@transaction.atomic
def _keep(recording_id: UUID, *, seconds: int, by: Person) -> InterviewRecording | None:
    """None for what is no sound: that it was erased is committed then."""
    recording = InterviewRecording.objects.select_for_update().filter(pk=recording_id, by=by).first()
    if recording is None:
        raise NotFound(_("There is no such recording."))
    if recording.state == InterviewRecording.State.KEPT:
        return recording
    if recording.state == InterviewRecording.State.ERASED:
        raise _gone()
    path = _pieces().path(recording.pk, recording.pk)
    found = sniff_file(path)
    if found.media_type not in MEDIA_TYPES:
        _erase(recording, by=by)
        return None
    stored = _store().adopt(recording.pk, Received(path, sha256_of(path), path.stat().st_size))
    recording.media_type, recording.size, recording.sha256 = found.media_type, stored.size, stored.sha256
    recording.seconds, recording.kept_at = max(0, min(seconds, _LONGEST_SECONDS)), timezone.now()
    recording.state = InterviewRecording.State.KEPT
    recording.save()
    audit.record("recording.kept", on=recording, by=by, sha256=stored.sha256)
    transaction.on_commit(lambda: _pieces().remove(recording.pk, recording.pk))
    return recording


def open_recording(recording_id: UUID, *, by: Person) -> OpenedFile:
    """To listen to; whoever listens is in the log. Raises InterviewRecording.DoesNotExist, WrongState when it was erased."""
    recording = InterviewRecording.objects.visible_to(by).get(pk=recording_id)
    if recording.state != InterviewRecording.State.KEPT:
        raise _gone()
    audit.record("recording.heard", on=recording, by=by)
    name = f"{recording.instrument.key}-{timezone.localdate(recording.begun_at).isoformat()}"
    return OpenedFile(_store().open(recording.pk, recording.sha256), recording.media_type, name, recording.sha256)


@transaction.atomic
def erase_recordings(trajectory_id: UUID) -> int:
    """Nobody can need them any more: the bytes go, their digest stays. For the room that knows how long an outcome can be
    contested. Gives how many were erased; twice is once.
    """
    found = InterviewRecording.objects.select_for_update().filter(trajectory=trajectory_id)
    left = list(found.exclude(state=InterviewRecording.State.ERASED))
    for recording in left:
        _erase(recording, by=None)
    return len(left)


def erase_recordings_of(candidate: Person) -> None:
    """All in which somebody is heard as the candidate: when that person is let go of."""
    for recording in InterviewRecording.objects.filter(trajectory__candidate=candidate).exclude(
        state=InterviewRecording.State.ERASED
    ):
        _erase(recording, by=None)


def _erase(recording: InterviewRecording, *, by: Person | None) -> None:
    if recording.state == InterviewRecording.State.ERASED:
        return
    recording.state, recording.erased_at = InterviewRecording.State.ERASED, timezone.now()
    recording.save(update_fields=["state", "erased_at"])
    recording.marks.all().delete()
    audit.record("recording.erased", on=recording, by=by, sha256=recording.sha256)
    key = recording.pk
    transaction.on_commit(lambda: _remove_bytes(key))


def _remove_bytes(key: UUID) -> None:
    shutil.rmtree(Path(settings.ERKEND_FILES_DIR) / str(key), ignore_errors=True)
    _pieces().remove(key, key)


def _gone() -> WrongState:
    return WrongState(_("This recording is not here (any more)."), code="recording-gone")


def _own_open(recording_id: UUID, *, by: Person) -> InterviewRecording:
    recording = InterviewRecording.objects.filter(pk=recording_id, by=by).first()
    if recording is None or recording.state != InterviewRecording.State.RECEIVING:
        raise NotFound(_("There is no such recording."))
    return recording


def _store() -> FileStore:
    return FileStore(settings.ERKEND_FILES_DIR)


def _pieces() -> PieceStore:
    return PieceStore(settings.ERKEND_UPLOADS_DIR)
