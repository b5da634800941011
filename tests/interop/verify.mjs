// stdin: {"credential": {…}, "documents": [{…}, …]}
// stdout: {"verified": true|false, "statuses": [{"purpose": "revocation", "isSet": false}], "error": null|"why not"}
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {verifyCredential} from '@digitalbazaar/vc';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';

import {loaderFor, readInput, writeOutput} from './documents.mjs';

const {credential, documents} = await readInput();
const result = await verifyCredential({
  credential,
  suite: new DataIntegrityProof({cryptosuite}),
  documentLoader: loaderFor(documents),
  checkStatus
});

const statuses = (result.statusResult?.results ?? []).map(
  ({credentialStatus, status}) => ({purpose: credentialStatus.statusPurpose, isSet: status}));

function reasons(error) {
  if(!error) {
    return [];
  }
  return [error.message, ...(error.errors ?? []).flatMap(reasons), ...reasons(error.cause)];
}
const error = [...new Set([...reasons(result.error), ...reasons(result.statusResult?.error)])].join(' / ');

writeOutput({verified: result.verified, statuses, error: error || null});
