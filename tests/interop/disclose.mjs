// stdin: {"documents": [{…}, …], "tasks": [{"action": "sign" | "derive" | "verify", "credential": {…}, …}, …]}; with
//   sign also "key": {"id", "controller", "publicKeyMultibase", "secretKeyMultibase"} and "pointers": the mandatory ones,
//   derive also "pointers": those to show
// stdout: {"answers": […]}, one for each task: for sign and derive the credential,
//   for verify {"verified": true|false, "error": null|"why not"}
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {
  createDiscloseCryptosuite, createSignCryptosuite, createVerifyCryptosuite
} from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import {derive, issue, verifyCredential} from '@digitalbazaar/vc';

import {loaderFor, readInput, writeOutput} from './documents.mjs';

const {documents, tasks} = await readInput();
const documentLoader = loaderFor(documents);

const actions = {
  async sign({credential, key, pointers}) {
    const context = 'https://w3id.org/security/multikey/v1';
    const pair = await EcdsaMultikey.from({'@context': context, type: 'Multikey', ...key});
    const cryptosuite = createSignCryptosuite({mandatoryPointers: pointers});
    return issue({credential, suite: new DataIntegrityProof({signer: pair.signer(), cryptosuite}), documentLoader});
  },

  async derive({credential, pointers}) {
    const cryptosuite = createDiscloseCryptosuite({selectivePointers: pointers});
    return derive({verifiableCredential: credential, suite: new DataIntegrityProof({cryptosuite}), documentLoader});
  },

  async verify({credential}) {
    const suite = new DataIntegrityProof({cryptosuite: createVerifyCryptosuite()});
    const {verified, error} = await verifyCredential({credential, suite, documentLoader});
    return {verified, error: [...new Set(reasons(error))].join(' / ') || null};
  }
};

function reasons(error) {
  return error ? [error.message, ...(error.errors ?? []).flatMap(reasons), ...reasons(error.cause)] : [];
}

writeOutput({answers: await Promise.all(tasks.map(task => actions[task.action](task)))});
