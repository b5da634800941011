// stdin: {"credential": {…}, "seedHex": "64 hex digits", "verificationMethod": "did:…#…", "documents": [{…}, …]}
// stdout: the signed credential
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {issue} from '@digitalbazaar/vc';

import {loaderFor, readInput, writeOutput} from './documents.mjs';

const {credential, seedHex, verificationMethod, documents} = await readInput();
const keyPair = await Ed25519Multikey.generate({
  seed: new Uint8Array(Buffer.from(seedHex, 'hex')),
  id: verificationMethod,
  controller: verificationMethod.split('#')[0]
});
writeOutput(await issue({
  credential,
  suite: new DataIntegrityProof({signer: keyPair.signer(), cryptosuite}),
  documentLoader: loaderFor(documents)
}));
