// A process that signs and checks one credential after another for `tests.bench_credentials`, and says what it took.
// stdin, one JSON a line. The first: {"seedHex": "…", "verificationMethod": "did:…#…", "documents": [{…}, …]}.
// Then each: {"do": "issue", "text": "credential", "created": "2024-…"} or {"do": "verify", "text": "credential"}.
// stdout, for each of these: {"microseconds": CPU time of this process, "proofValue": "z…"} or {…, "verified": true|false}.
import {readFileSync} from 'node:fs';
import {createInterface} from 'node:readline';

import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {issue, verifyCredential} from '@digitalbazaar/vc';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';

import {writeOutput} from './documents.mjs';

const CONTEXTS = new URL('../../credentials/core/contexts/', import.meta.url);
const MULTIKEY_V1 = 'https://w3id.org/security/multikey/v1';

// As Digital Bazaar's own loaders do: nothing is copied, and the mark `static` lets jsonld keep what it made of a context.
function loaderOf(documents) {
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
    return {contextUrl: null, documentUrl: url, document: known.get(url), tag: 'static'};
  };
}

async function timed(work) {
  const started = process.cpuUsage();
  const result = await work();
  const {user, system} = process.cpuUsage(started);
  return {result, microseconds: user + system};
}

const lines = createInterface({input: process.stdin})[Symbol.asyncIterator]();
const {seedHex, verificationMethod, documents} = JSON.parse((await lines.next()).value);
const documentLoader = loaderOf(documents);
const keyPair = await Ed25519Multikey.generate({
  seed: new Uint8Array(Buffer.from(seedHex, 'hex')),
  id: verificationMethod,
  controller: verificationMethod.split('#')[0]
});
const signer = keyPair.signer();

for await (const line of lines) {
  const asked = JSON.parse(line);
  if(asked.do === 'issue') {
    const credential = JSON.parse(asked.text);
    const {result, microseconds} = await timed(() => {
      const suite = new DataIntegrityProof({signer, cryptosuite, date: asked.created});
      return issue({credential, suite, documentLoader});
    });
    writeOutput({microseconds, proofValue: result.proof.proofValue});
  } else {
    const {result, microseconds} = await timed(() => verifyCredential({
      credential: JSON.parse(asked.text),
      suite: new DataIntegrityProof({cryptosuite}),
      documentLoader,
      checkStatus
    }));
    writeOutput({microseconds, verified: result.verified && result.statusResult.results.every(({status}) => !status)});
  }
}
