"""The general way from a JSON-LD document to quads, in safe mode: what would be lost is an error.

PyLD expands, with shipped contexts only; ``expanded_form`` makes the RDF. Safe mode means: no property or type is dropped, no
IRI is relative, no unknown context, no protected term redefined, no null context. Base direction is kept as the i18n datatype
(JSON-LD 1.1, section 8.2), so that it is signed too. ``compiled_form`` is the fast way to the same lines, for all but
unusual documents; this one decides what is wrong with a document.
"""

from __future__ import annotations

import copy
import re
import threading
from collections.abc import Mapping
from typing import Any, NoReturn

from pyld import jsonld
from pyld.context_resolver import ContextResolver

from credentials.core.contexts import ContextSet, published_names
from credentials.core.errors import CanonicalisationLimit, CredentialError, UnknownContext, UnsafeDocument
from credentials.core.limits import allowance, limits
from credentials.core.primitives.expanded_form import quads_of
from credentials.core.primitives.rdfc import Quad, escape_literal
from credentials.core.primitives.term_definitions import ABSOLUTE_IRI

JsonObject = dict[str, Any]

_RDF_LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
# JSON-LD keywords and the names they may go by in a document. Those with none would let a part of a badge stand elsewhere.
_KEYWORD_NAMES = {
    "@id": frozenset({"id"}),
    "@type": frozenset({"type"}),
    "@value": frozenset({"@value"}),
    "@language": frozenset({"@language"}),
    "@direction": frozenset({"@direction"}),
    **{
        keyword: frozenset[str]() for keyword in ("@graph", "@included", "@index", "@list", "@nest", "@reverse", "@set")
    },
}
_CACHED_CONTEXTS = 200
_CACHED_CHARACTERS = 10_000  # of a context in a document, by which PyLD remembers it
# What PyLD does, in steps of ``limits``, beside the names that are looked up for it.
_STEPS_OF_A_NAME, _STEPS_OF_A_TERM, _STEPS_OF_A_CONTEXT = 2, 5, 20

# PyLD's caches are not safe to share between threads.
_local = threading.local()


def expand_to_quads(document: Mapping[str, Any], *, contexts: ContextSet) -> set[Quad]:
    """Expand in safe mode and return the RDF of the document.

    Raises UnknownContext, UnsafeDocument, CanonicalisationLimit.
    """
    _require_known_contexts(document, contexts)
    loader = _loader(contexts)
    options = {
        "base": None,
        "documentLoader": loader,
        "contextResolver": ContextResolver(_context_cache(contexts), loader),
        "processingMode": "json-ld-1.1",
        "rdfDirection": "i18n-datatype",
        "produceGeneralizedRdf": False,
    }
    processor = _SafeProcessor()

    def literal(value: Mapping[str, Any]) -> str:
        return _literal(processor._object_to_rdf(value, None, [], options))

    try:
        return quads_of(processor.expand(dict(document), options), literal=literal)
    except CredentialError:
        raise
    except jsonld.JsonLdError as error:
        raise _explained(error) from error
    except RecursionError as error:
        raise CanonicalisationLimit(
            "The document is nested too deeply to be checked.", cap="levels", limit=limits().max_levels
        ) from error
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as error:
        # PyLD answers some malformed contexts and values with a plain Python error.
        raise UnsafeDocument("The document is not valid JSON-LD.", code="context.invalid") from error


class _SafeProcessor(jsonld.JsonLdProcessor):  # type: ignore[misc]  # PyLD has no types
    """PyLD's processor, strict about what is lost and about names that hide what they mean.

    A signature covers what names mean, not the names. Whoever holds a badge could rename ``credentialStatus`` (to its
    full address, or to a name that an added inline context gives that meaning) and the signature would still fit,
    while a verifier that reads JSON no longer sees it. So a meaning that a shipped context has a name for goes by that
    name only.
    """

    def __init__(self) -> None:
        super().__init__(on_property_dropped=_refuse_dropped)
        self._spend = allowance().spend

    def _process_context(self, *given: Any, **options: Any) -> Any:
        self._spend(_STEPS_OF_A_CONTEXT)
        return super()._process_context(*given, **options)

    def _create_term_definition(self, active_ctx: Any, local_ctx: Any, term: Any, *further: Any, **options: Any) -> Any:
        self._spend(_STEPS_OF_A_TERM)
        definition = local_ctx.get(term)
        stated = definition.values() if isinstance(definition, Mapping) else [definition]
        for name in (term, *stated):
            if isinstance(name, str) and re.fullmatch(jsonld.KEYWORD_PATTERN, name) and name not in jsonld.KEYWORDS:
                # PyLD leaves the term out with a warning, where a later version of JSON-LD may give it a meaning.
                raise UnsafeDocument(f"A context uses {name}, which is reserved.", code="context.invalid", value=name)
        return super()._create_term_definition(active_ctx, local_ctx, term, *further, **options)

    def _expand_iri(
        self,
        active_ctx: Any,
        value: Any,
        base: Any = None,
        vocab: bool = False,
        local_ctx: Any = None,
        defined: Any = None,
    ) -> Any:
        self._spend(_STEPS_OF_A_NAME)
        expanded = super()._expand_iri(active_ctx, value, base, vocab, local_ctx, defined)
        if vocab and local_ctx is None and isinstance(expanded, str) and isinstance(value, str):
            names = _KEYWORD_NAMES.get(expanded, published_names().get(expanded))
            if names is not None and value not in names:
                raise UnsafeDocument(
                    f"The name {value!r} stands for something that has a name of its own.",
                    code="context.alias",
                    value=value,
                )
        return expanded

    def expand(self, input_: Any, options: Any) -> Any:
        expanded = super().expand(input_, options)
        for node in expanded:
            _require_absolute(node)
        return expanded


def _require_absolute(element: Any) -> None:
    """Raise UnsafeDocument for anything in expanded form that RDF would drop or that N-Quads can't hold."""
    if isinstance(element, list):
        for item in element:
            _require_absolute(item)
    elif isinstance(element, dict):
        _require_absolute_node(element)


def _require_absolute_node(element: JsonObject) -> None:
    if "@value" in element:
        _require_value(element)
        return
    if not element:
        raise UnsafeDocument("The document holds an empty object, which says nothing.", code="context.empty-object")
    for key, value in element.items():
        if key in {"@id", "@type"}:
            for name in value if isinstance(value, list) else [value]:
                _require_iri(name, blank=True)
        elif key in {"@list", "@set", "@graph", "@included"}:
            _require_absolute(value)
        elif key == "@reverse":
            for predicate, items in value.items():
                _require_iri(predicate)
                _require_absolute(items)
        elif key != "@index":
            _require_iri(key)
            _require_absolute(value)


def _require_value(element: JsonObject) -> None:
    datatype = element.get("@type")
    if datatype is not None and datatype != "@json":
        _require_iri(datatype)
    language = element.get("@language")
    if language is not None and not (isinstance(language, str) and _LANGUAGE.fullmatch(language)):
        raise UnsafeDocument(f"{language!r} is not a language tag.", code="context.language-tag", value=str(language))


def _require_iri(value: Any, *, blank: bool = False) -> None:
    if blank and isinstance(value, str) and value.startswith("_:"):
        return
    if not (isinstance(value, str) and ABSOLUTE_IRI.fullmatch(value)):
        raise UnsafeDocument(
            f"{value!r} is not an absolute address, so its meaning is not signed.",
            code="context.relative-iri",
            value=str(value),
        )


def _refuse_dropped(name: Any) -> NoReturn:
    raise UnsafeDocument(
        f"The member {name!r} is not defined by the document's contexts, so it would not be signed.",
        code="context.undefined-term",
        value=str(name),
    )


def _require_known_contexts(element: Any, contexts: ContextSet) -> None:
    """Check every ``@context`` and ``@import`` in the document: known by its exact URL, and never null."""
    if isinstance(element, list):
        for item in element:
            _require_known_contexts(item, contexts)
    elif isinstance(element, Mapping):
        for key, value in element.items():
            if key in {"@context", "@import"}:
                _require_context(value, contexts)
            if key == "@import":
                # PyLD writes what stands beside it into the imported context itself, which all later documents share.
                raise UnsafeDocument("A context imports another one, which isn't supported.", code="context.invalid")
            _require_known_contexts(value, contexts)


def _require_context(value: Any, contexts: ContextSet) -> None:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            if item not in contexts:
                raise UnknownContext(f"The context {item} is not one that this verifier knows.", url=item)
        elif not isinstance(item, Mapping):
            raise UnsafeDocument("A context is neither an address nor an object.", code="context.invalid")


def _loader(contexts: ContextSet) -> Any:
    def load(url: str, _options: Any) -> JsonObject:
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": copy.deepcopy(contexts[url]),  # PyLD may change it
            "tag": "static",
        }

    return load


class _ContextCache(dict[str, Any]):
    """Where PyLD keeps processed contexts, by URL or by their own text; a stranger's inline contexts must not pile up."""

    def __setitem__(self, key: str, value: Any) -> None:
        if len(self) < _CACHED_CONTEXTS and len(key) <= _CACHED_CHARACTERS:
            super().__setitem__(key, value)


def _context_cache(contexts: ContextSet) -> _ContextCache:
    caches: dict[int, tuple[ContextSet, _ContextCache]] = getattr(_local, "caches", {})
    _local.caches = caches
    _, cache = caches.setdefault(id(contexts), (contexts, _ContextCache()))
    if len(cache) >= _CACHED_CONTEXTS:
        cache.clear()
    return cache


def _explained(error: jsonld.JsonLdError) -> CredentialError:
    """Find the cause with a code in PyLD's chain of causes."""
    cause: BaseException | None = error
    code = None
    while isinstance(cause, jsonld.JsonLdError):
        code = cause.code or code
        cause = cause.__cause__
    if isinstance(cause, CredentialError):
        return cause
    if code == "protected term redefinition":
        return UnsafeDocument("A context gives a protected term another meaning.", code="context.protected-term")
    return UnsafeDocument(f"The document is not valid JSON-LD ({code or error}).", code="context.invalid")


def _literal(term: Mapping[str, Any]) -> str:
    """PyLD's literal as N-Quads have it."""
    text = f'"{escape_literal(str(term["value"]))}"'
    datatype = term["datatype"]
    if datatype == _RDF_LANG_STRING:
        return f"{text}@{term['language']}"
    if datatype == _XSD_STRING:
        return text
    _require_iri(datatype)
    return f"{text}^^<{datatype}>"
