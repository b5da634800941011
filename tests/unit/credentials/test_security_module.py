"""Signing keys in a security module, on SoftHSM2: they sign what verifies, and without them nothing is half done."""

from __future__ import annotations

import json
import os
import shutil
import threading
from importlib.util import find_spec

import pytest

from credentials import pkcs11
from credentials import services as credentials
from credentials.core.primitives.keys import KeyKind, PublicKey, verify_signature
from credentials.core.report import CheckName, ReportVerdict
from credentials.errors import ModuleUnavailable
from credentials.keys import DatabaseSigner, public_key_of, signer_for
from credentials.models import Badge, SigningKey, StatusList
from evc.outcomes.models import Outcome
from foundation.audit.models import AuditEntry
from foundation.errors import Unavailable
from foundation.jobs.models import Job
from foundation.jobs.services import retry_failed, run_due
from foundation.settings.env import SecurityModule
from tests.factories.credentials import issued_badge, issuer_profile
from tests.factories.outcomes import released
from tests.require import require
from tests.softhsm import configure, make_token

KINDS = pytest.mark.parametrize("kind", [KeyKind.ED25519, KeyKind.P256])


@pytest.fixture
def module(tmp_path, monkeypatch, settings):
    """A module with one token, in use."""
    if find_spec("pkcs11") is None:
        require("hsm", "python-pkcs11 is not installed")
    import pkcs11 as library  # noqa: PLC0415 -- may be missing

    configuration = configure(tmp_path)
    settings.ERKEND_PKCS11 = made = make_token(configuration, "erkend")
    monkeypatch.setenv("SOFTHSM2_CONF", str(configuration))
    pkcs11.forget()
    yield settings
    pkcs11.forget()
    # A test that reached the library by itself left it awake: the next one would make its keys in this test's folder.
    library.lib(made.library).finalize()


@pytest.fixture
def gone(module, tmp_path):
    """A way to take the module away, and to bring it back."""

    def away() -> None:
        (tmp_path / "tokens").rename(tmp_path / "elsewhere")
        (tmp_path / "tokens").mkdir()
        pkcs11.forget()

    def back() -> None:
        shutil.rmtree(tmp_path / "tokens")
        (tmp_path / "elsewhere").rename(tmp_path / "tokens")

    return away, back


# --- The signer -------------------------------------------------------------------------------------------------------


@KINDS
def test_what_the_module_signs_verifies_with_the_key_that_it_gave(module, kind):
    label, public = pkcs11.make_module_key(kind)

    signature = pkcs11.ModuleSigner(label, public).sign(b"een badge")

    assert (public.kind, len(signature)) == (kind, 64)
    verify_signature(public, signature, b"een badge")
    assert PublicKey.from_multibase(public.to_multibase()) == public


def test_a_key_is_ed25519_where_nobody_asked_for_another(module):
    assert pkcs11.make_module_key()[1].kind is KeyKind.ED25519


@KINDS
def test_a_key_can_not_be_taken_out(module, kind):
    import pkcs11 as library  # noqa: PLC0415 -- may be missing

    label, _public = pkcs11.make_module_key(kind)

    where = module.ERKEND_PKCS11
    with library.lib(where.library).get_token(token_label=where.token).open() as session:
        key = session.get_key(object_class=library.ObjectClass.PRIVATE_KEY, label=label)
        assert (key[library.Attribute.SENSITIVE], key[library.Attribute.EXTRACTABLE]) == (True, False)
        with pytest.raises(library.PKCS11Error):
            key[library.Attribute.VALUE]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # of what the lost session had open
def test_a_session_that_was_lost_is_opened_anew(module):
    import pkcs11 as library  # noqa: PLC0415 -- may be missing

    label, public = pkcs11.make_module_key()
    library.lib(module.ERKEND_PKCS11.library).finalize()  # as when the module was restarted

    verify_signature(public, pkcs11.ModuleSigner(label, public).sign(b"x"), b"x")


def test_threads_sign_at_the_same_moment(module):
    label, public = pkcs11.make_module_key()
    wrong: list[BaseException] = []

    def work() -> None:
        try:
            for number in range(25):
                data = str(number).encode()
                verify_signature(public, pkcs11.ModuleSigner(label, public).sign(data), data)
        except BaseException as error:  # shown by the assertion below
            wrong.append(error)

    threads = [threading.Thread(target=work) for _thread in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


def test_a_process_that_was_forked_signs_too(module):
    label, public = pkcs11.make_module_key()
    reading, writing = os.pipe()

    if (child := os.fork()) == 0:
        try:
            os.write(writing, pkcs11.ModuleSigner(label, public).sign(b"x"))
        finally:
            os._exit(0)
    os.waitpid(child, 0)

    verify_signature(public, os.read(reading, 64), b"x")
    verify_signature(public, pkcs11.ModuleSigner(label, public).sign(b"y"), b"y")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"library": "/nowhere/libmodule.so"}, "PKCS11Error"),
        ({"token": "another"}, "NoSuchToken"),
        ({"pin": "000000"}, "pin-refused"),
        ({"library": ""}, "not-configured"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_module_that_can_not_be_used_is_unavailable_and_says_why_to_the_operator(module, change, reason):
    label, public = pkcs11.make_module_key()
    usable = module.ERKEND_PKCS11
    module.ERKEND_PKCS11 = usable._replace(**change)

    with pytest.raises(ModuleUnavailable) as caught:
        pkcs11.ModuleSigner(label, public).sign(b"x")

    assert isinstance(caught.value, Unavailable)
    assert caught.value.data == {"reason": reason}
    module.ERKEND_PKCS11 = usable
    verify_signature(public, pkcs11.ModuleSigner(label, public).sign(b"x"), b"x")


def test_a_pin_that_was_refused_is_not_tried_again(module, tmp_path):
    label, public = pkcs11.make_module_key()
    right = module.ERKEND_PKCS11
    module.ERKEND_PKCS11 = right._replace(pin="999999")

    for _time in range(12):  # a token locks after ten
        with pytest.raises(ModuleUnavailable):
            pkcs11.ModuleSigner(label, public).sign(b"x")

    import pkcs11 as library  # noqa: PLC0415 -- may be missing

    flags = library.lib(right.library).get_token(token_label=right.token).flags
    assert not flags & (library.TokenFlag.USER_PIN_LOCKED | library.TokenFlag.USER_PIN_FINAL_TRY)


def test_a_label_that_is_gone_is_unavailable(module):
    _label, public = pkcs11.make_module_key()

    with pytest.raises(ModuleUnavailable) as caught:
        pkcs11.ModuleSigner("erkend-0", public).sign(b"x")

    assert caught.value.data == {"reason": "NoSuchKey"}


# --- Issuing ----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@KINDS
def test_an_organisation_turns_to_a_key_in_the_module_and_back(module, kind):
    where, module.ERKEND_PKCS11 = module.ERKEND_PKCS11, SecurityModule("", "", "")
    issuer = issuer_profile()
    before = issued_badge(issuer=issuer)

    module.ERKEND_PKCS11 = where
    key = credentials.rotate_key(issuer.pk, by=None, kind=kind)
    during = issued_badge(issuer=issuer)
    credentials.revoke(before.pk, because="Fout.", by=None)

    module.ERKEND_PKCS11 = SecurityModule("", "", "")
    credentials.rotate_key(issuer.pk, by=None)
    after = issued_badge(issuer=issuer)

    assert (key.backend, public_key_of(key).kind, bytes(key.encrypted_secret)) == (SigningKey.Backend.PKCS11, kind, b"")
    assert [badge.signing_key.backend for badge in (before, during, after)] == ["encrypted", "pkcs11", "encrypted"]
    reports = [credentials.verify_bytes(badge.document.encode()).report for badge in (before, during, after)]
    assert [report.check(CheckName.PROOF).code for report in reports] == ["proof.ok"] * 3
    assert [report.check(CheckName.STATUS).code for report in reports] == ["status.revoked", "status.ok", "status.ok"]


@pytest.mark.django_db
def test_the_kind_of_signer_follows_from_where_the_key_lies(module):
    in_module = credentials.active_key(issuer_profile())
    module.ERKEND_PKCS11 = SecurityModule("", "", "")
    in_database = credentials.active_key(issuer_profile("Gemeente Oosterveen"))

    assert isinstance(signer_for(in_module), pkcs11.ModuleSigner)
    assert isinstance(signer_for(in_database), DatabaseSigner)


@pytest.mark.django_db
def test_while_the_module_is_away_nothing_of_a_badge_is_there_and_the_job_issues_it_later(gone):
    away, back = gone
    outcome = released()
    Job.objects.exclude(name="outcomes.issue_badge").delete()
    away()

    run_due()

    job = Job.objects.get()
    assert (job.state, job.error) == (Job.State.WAITING, "issuer.module-unavailable")
    assert not Badge.objects.exists()
    assert not StatusList.objects.exists()
    assert Outcome.objects.get(pk=outcome.pk).badge_claim_key == ""
    assert not AuditEntry.objects.filter(event="badge.issued").exists()

    back()
    Job.objects.update(state=Job.State.FAILED)
    retry_failed()
    run_due()

    badge = Badge.objects.get()
    assert credentials.verify_bytes(badge.document.encode()).report.verdict is ReportVerdict.VALID
    assert badge.signing_key.backend == SigningKey.Backend.PKCS11


@pytest.mark.django_db
def test_while_the_module_is_away_no_badge_is_withdrawn_and_no_key_is_turned(gone):
    away, back = gone
    badge = issued_badge()
    key = badge.signing_key
    away()

    with pytest.raises(ModuleUnavailable):
        credentials.revoke(badge.pk, because="Fout.", by=None)
    with pytest.raises(ModuleUnavailable):
        credentials.rotate_key(badge.issuer_id, by=None)

    assert Badge.objects.get().revoked_at is None
    assert credentials.active_key(badge.issuer) == key
    assert credentials.verify_bytes(badge.document.encode()).report.verdict is ReportVerdict.VALID
    back()
    pkcs11.forget()
    credentials.revoke(badge.pk, because="Fout.", by=None)
    assert "status.revoked" in json.dumps(credentials.verify_bytes(badge.document.encode()).report.as_json())


@pytest.mark.django_db
def test_another_key_under_the_label_signs_no_badge(module):
    issuer = issuer_profile()
    other, _public = pkcs11.make_module_key()
    issuer.keys.update(label=other)

    with pytest.raises(ModuleUnavailable) as caught:
        issued_badge(issuer=issuer)

    assert caught.value.data == {"reason": "other-key"}
    assert not Badge.objects.exists()
