// What the independent implementation may read: the contexts that Erkend ships and the documents that a test hands in.
// Nothing else, and nothing from the network.
import {readFileSync} from 'node:fs';
import {text} from 'node:stream/consumers';

export const CONTEXTS = new URL('../../credentials/core/contexts/', import.meta.url);
const MULTIKEY_V1 = 'https://w3id.org/security/multikey/v1';

export async function readInput() {
  return JSON.parse(await text(process.stdin));
}

export function writeOutput(result) {
  process.stdout.write(JSON.stringify(result) + '\n');
}

/**
 * A loader of documents by their exact URL. `documents` are DID documents and status list credentials, each under its
 * `id`; the keys in a DID document can be asked for under their own id as well. With `isStatic` nothing is copied, and the
 * mark `static` lets jsonld keep what it made of a context, as Digital Bazaar's own loaders do.
 */
export function loaderFor(documents, {isStatic = false} = {}) {
  const known = new Map();
  for(const {url, file} of JSON.parse(readFileSync(new URL('index.json', CONTEXTS))).contexts) {
    known.set(url, JSON.parse(readFileSync(new URL(file, CONTEXTS))));
  }
  for(const document of documents) {
    known.set(document.id, document);
    for(const method of document.verificationMethod ?? []) {
      known.set(method.id, {'@context': MULTIKEY_V1, ...method});
    }
  }
  return async url => {
    if(!known.has(url)) {
      throw new Error(`Nothing is fetched here, and ${url} was not handed in.`);
    }
    const document = known.get(url);
    return isStatic
      ? {contextUrl: null, documentUrl: url, document, tag: 'static'}
      : {contextUrl: null, documentUrl: url, document: structuredClone(document)};
  };
}

/** The messages of an error and of all that caused it. */
export function reasons(error) {
  return error ? [error.message, ...(error.errors ?? []).flatMap(reasons), ...reasons(error.cause)] : [];
}
