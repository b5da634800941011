"""Signing keys that live in a hardware security module, reached over PKCS#11 (v2.40 and 3.0). The secret never leaves it.

One lock for the process: the module is initialised without locking of its own, so two threads in it at once would crash the
process. A session that was lost (the module restarted, the process forked) is opened anew, once per signature.
"""

from __future__ import annotations

import hashlib
import os
import threading
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from django.conf import settings

from credentials.core.primitives.keys import KeyKind, PublicKey
from credentials.errors import ModuleUnavailable
from foundation.settings.env import SecurityModule

_T = TypeVar("_T")

# DER of the curve's object identifier (CKA_EC_PARAMS).
_CURVES = {
    KeyKind.ED25519: bytes.fromhex("06032b6570"),
    KeyKind.P256: bytes.fromhex("06082a8648ce3d030107"),
}
_OCTET_STRING = 0x04  # CKA_EC_POINT is the point in a DER octet string; some modules leave that out
_UNCOMPRESSED = 0x04


class _Place(NamedTuple):
    """What a session belongs to."""

    module: SecurityModule
    process: int


@dataclass
class _Opened:
    """An open session of this process, and the private keys that were found in it."""

    place: _Place
    session: Any
    keys: dict[str, Any] = field(default_factory=dict)


class _State:
    """What this process has of security modules; whoever touches it holds the lock."""

    opened: _Opened | None = None
    loaded: set[str] = set()  # libraries: each looks for its tokens when it is initialised, and only then
    refused: set[_Place] = set()  # asked again and again, a wrong PIN locks the token


_lock = threading.RLock()


class ModuleSigner:
    """A ``keys.Signer`` whose private key lies in the security module under its label."""

    def __init__(self, label: str, public: PublicKey) -> None:
        self._label = label
        self.kind = public.kind
        self.public_key = public.raw

    def sign(self, data: bytes) -> bytes:
        """64 bytes: of Ed25519, or r and s of P-256 over SHA-256. Raises ModuleUnavailable."""
        return _in_session(lambda opened: _sign(opened, self._label, self.kind, data))


def is_configured() -> bool:
    """Whether new keys are made in a security module."""
    return bool(settings.ERKEND_PKCS11.library)


def make_module_key(kind: KeyKind | None = None) -> tuple[str, PublicKey]:
    """Make a key pair in the module; give its label and the public key. Raises ModuleUnavailable.

    Without a ``kind``: Ed25519 where the module knows it, else P-256.
    """
    label = f"erkend-{uuid.uuid4()}"
    return label, _in_session(lambda opened: _generate(opened, label, kind))


def _generate(opened: _Opened, label: str, kind: KeyKind | None) -> PublicKey:
    from pkcs11 import Attribute, KeyType, Mechanism  # noqa: PLC0415 -- an extra

    if kind is None:
        mechanisms = opened.session.token.slot.get_mechanisms()
        kind = KeyKind.ED25519 if Mechanism.EC_EDWARDS_KEY_PAIR_GEN in mechanisms else KeyKind.P256
    is_edwards = kind is KeyKind.ED25519
    # Writing needs a session of its own; it shares the sign-in of the one that is open.
    with opened.session.token.open(rw=True) as session:
        parameters = session.create_domain_parameters(
            KeyType.EC_EDWARDS if is_edwards else KeyType.EC, {Attribute.EC_PARAMS: _CURVES[kind]}, local=True
        )
        public, _private = parameters.generate_keypair(
            mechanism=Mechanism.EC_EDWARDS_KEY_PAIR_GEN if is_edwards else Mechanism.EC_KEY_PAIR_GEN,
            store=True,
            label=label,
            private_template={Attribute.SENSITIVE: True, Attribute.EXTRACTABLE: False},
        )
        return PublicKey(kind, _raw(kind, bytes(public[Attribute.EC_POINT])))


def _sign(opened: _Opened, label: str, kind: KeyKind, data: bytes) -> bytes:
    from pkcs11 import Attribute, Mechanism, NoSuchKey, ObjectClass  # noqa: PLC0415 -- an extra

    if label not in opened.keys:
        # All of what is found: a search that is left half done ends when its object is freed, which may be in the middle
        # of the first search of the session after it.
        named = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.LABEL: label}
        found = list(opened.session.get_objects(named))
        if not found:
            raise NoSuchKey(label)
        opened.keys[label] = found[0]
    key = opened.keys[label]
    if kind is KeyKind.ED25519:
        return bytes(key.sign(data, mechanism=Mechanism.EDDSA))
    # Not every module hashes by itself.
    return bytes(key.sign(hashlib.sha256(data).digest(), mechanism=Mechanism.ECDSA))


def _in_session(work: Callable[[_Opened], _T]) -> _T:
    """Do the work in the open session; when that fails, once more in a new one. Raises ModuleUnavailable."""
    try:
        from pkcs11 import PinIncorrect, PKCS11Error  # noqa: PLC0415 -- an extra
    except ImportError as error:
        raise ModuleUnavailable("not-installed") from error
    with _lock:
        try:
            return work(_session())
        except PinIncorrect as error:
            raise ModuleUnavailable("pin-refused") from error
        except PKCS11Error:
            forget()
        try:
            return work(_session())
        except PKCS11Error as error:
            forget()
            raise ModuleUnavailable(type(error).__name__) from error


def _session() -> _Opened:
    place = _Place(settings.ERKEND_PKCS11, os.getpid())
    opened = _State.opened
    if opened is None or opened.place != place:
        forget()
        opened = _State.opened = _Opened(place, _open(place))
    return opened


def _open(place: _Place) -> Any:
    import pkcs11  # noqa: PLC0415 -- an extra

    module = place.module
    if not module.library:
        raise ModuleUnavailable("not-configured")
    if place in _State.refused:
        raise ModuleUnavailable("pin-refused")
    _State.loaded.add(module.library)
    try:
        return pkcs11.lib(module.library).get_token(token_label=module.token).open(user_pin=module.pin)
    except pkcs11.PinIncorrect:
        _State.refused.add(place)
        raise


def forget() -> None:
    """Let go of the session and of the libraries' state in this process; the next use begins anew."""
    import pkcs11  # noqa: PLC0415 -- an extra

    with _lock:
        _State.opened = None
        while _State.loaded:
            with suppress(pkcs11.PKCS11Error):  # it may be gone already
                pkcs11.lib(_State.loaded.pop()).finalize()


def _raw(kind: KeyKind, point: bytes) -> bytes:
    """A point as the module tells it, in the form of ``PublicKey``: 32 bytes of Ed25519, 33 of P-256 (compressed)."""
    size = 32
    if kind is KeyKind.ED25519:
        return point[2:] if len(point) == size + 2 and point[0] == _OCTET_STRING else point
    if len(point) == 2 * size + 3 and point[0] == _OCTET_STRING:
        point = point[2:]
    if len(point) == 2 * size + 1 and point[0] == _UNCOMPRESSED:
        x, y = point[1 : size + 1], point[size + 1 :]
        return bytes([2 + y[-1] % 2]) + x
    return point
