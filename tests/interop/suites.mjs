// Sign and check with Digital Bazaar's implementation, with whatever suite is named.
// stdin: {"documents": [{…}, …], "tasks": [{"action": "issue" | "verify" | "present" | "verifyPresentation", …}, …]}; with
//   issue:              "credential", "suite", "key"
//   verify:             "credential"
//   present:            "presentation", "suite", "key", "challenge", "domain"
//   verifyPresentation: "presentation", "challenge", "domain"
//   where a key is {"id", "controller", "publicKeyMultibase", "secretKeyMultibase"}, and an Ed25519 one has "seedHex" in
//   place of the secret key
// stdout: {"answers": […]}, one for each task: for issue and present the signed document, for the others
//   {"verified": true|false, "statuses": [{"purpose": "revocation", "isSet": false}], "error": null|"why not"}
import './offline.mjs';
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import * as ecdsaJcs from '@digitalbazaar/ecdsa-jcs-2019-cryptosuite';
import {cryptosuite as ecdsaRdfc} from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import {Ed25519Signature2020} from '@digitalbazaar/ed25519-signature-2020';
import * as eddsaJcs from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import {cryptosuite as eddsaRdfc} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {issue, signPresentation, verify, verifyCredential} from '@digitalbazaar/vc';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';

import {loaderFor, readInput, reasons, writeOutput} from './documents.mjs';

const {documents, tasks} = await readInput();
const documentLoader = loaderFor(documents);

const MULTIKEY_V1 = 'https://w3id.org/security/multikey/v1';
const SIGNING = {
  'eddsa-rdfc-2022': () => eddsaRdfc,
  'eddsa-jcs-2022': eddsaJcs.createSignCryptosuite,
  'ecdsa-rdfc-2019': () => ecdsaRdfc,
  'ecdsa-jcs-2019': ecdsaJcs.createSignCryptosuite
};
const VERIFYING = [
  ...[eddsaRdfc, ecdsaRdfc, eddsaJcs.createVerifyCryptosuite(), ecdsaJcs.createVerifyCryptosuite()].map(
    cryptosuite => new DataIntegrityProof({cryptosuite})),
  new Ed25519Signature2020()
];

async function signerOf({seedHex, id, controller, ...key}) {
  const pair = seedHex ?
    await Ed25519Multikey.generate({seed: new Uint8Array(Buffer.from(seedHex, 'hex')), id, controller}) :
    await EcdsaMultikey.from({'@context': MULTIKEY_V1, type: 'Multikey', id, controller, ...key});
  return pair.signer();
}

async function signingSuite({suite, key}) {
  const signer = await signerOf(key);
  return suite === 'Ed25519Signature2020' ?
    new Ed25519Signature2020({signer}) :
    new DataIntegrityProof({signer, cryptosuite: SIGNING[suite]()});
}

// Of a presentation: with the statuses of all credentials in it.
function answer({verified, statusResult, credentialResults = [], error}) {
  const looked = [statusResult, ...credentialResults.map(result => result.statusResult)];
  const statuses = looked.flatMap(result => result?.results ?? []).map(
    ({credentialStatus, status}) => ({purpose: credentialStatus.statusPurpose, isSet: status}));
  const why = [error, ...looked.map(result => result?.error)].flatMap(reasons);
  return {verified, statuses, error: [...new Set(why)].join(' / ') || null};
}

const actions = {
  async issue(task) {
    return issue({credential: task.credential, suite: await signingSuite(task), documentLoader});
  },

  async verify({credential}) {
    return answer(await verifyCredential({credential, suite: VERIFYING, documentLoader, checkStatus}));
  },

  async present(task) {
    const {presentation, challenge, domain} = task;
    return signPresentation({presentation, suite: await signingSuite(task), challenge, domain, documentLoader});
  },

  async verifyPresentation({presentation, challenge, domain}) {
    return answer(await verify({presentation, challenge, domain, suite: VERIFYING, documentLoader, checkStatus}));
  }
};

const answers = [];
for(const task of tasks) {
  answers.push(await actions[task.action](task));
}
writeOutput({answers});
