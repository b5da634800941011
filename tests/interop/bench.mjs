// A process that signs and checks one credential after another for `tests.bench_credentials`, and says what it took.
// stdin, one JSON a line. The first: {"seedHex": "…", "verificationMethod": "did:…#…", "documents": [{…}, …]}.
// Then each: {"do": "issue", "text": "credential", "created": "2024-…"} or {"do": "verify", "text": "credential"}.
// stdout, for each of these: {"microseconds": CPU time of this process, "proofValue": "z…"} or {…, "verified": true|false}.
import {createInterface} from 'node:readline';

import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {issue, verifyCredential} from '@digitalbazaar/vc';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';

import {loaderFor, writeOutput} from './documents.mjs';

async function timed(work) {
  const started = process.cpuUsage();
  const result = await work();
  const {user, system} = process.cpuUsage(started);
  return {result, microseconds: user + system};
}

const lines = createInterface({input: process.stdin})[Symbol.asyncIterator]();
const {seedHex, verificationMethod, documents} = JSON.parse((await lines.next()).value);
const documentLoader = loaderFor(documents, {isStatic: true});
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
