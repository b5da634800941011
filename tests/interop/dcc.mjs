// Check with `@digitalcredentials/verifier-core`, and sign with the packages that its makers issue with.
// stdin: {"pages": {"https://…": {…}, …}, "registry": "https://…" | null, "tasks": [{"action", …}, …]}; with
//   issue:              "credential", "suite", "key": {"id", "controller", "seedHex"}
//   verify:             "credential"
//   present:            "presentation", "suite", "key", "challenge"
//   verifyPresentation: "presentation", "challenge"
// stdout: {"answers": […]}, one for each task: for issue and present the signed document; for verify
//   {"steps": {"valid_signature": true, …}, "schemas": [{"schema": "https://…", "valid": true}, …], "errors": ["name", …]};
//   for verifyPresentation {"signature": "valid"|"invalid"|null, "credentials": [as for verify, …]}
//
// The verifier takes no loader: it fetches DID documents, status lists, schemas and registries itself. So `fetch` answers
// with the pages that were handed in and the schemas that Erkend ships, and with 404 for all else.
import './offline.mjs';
import {readFileSync} from 'node:fs';

import {CONTEXTS, readInput, writeOutput} from './documents.mjs';

const {pages, registry, tasks} = await readInput();
const known = new Map(Object.entries(pages));
for(const {url, file} of JSON.parse(readFileSync(new URL('index.json', CONTEXTS))).schemas) {
  known.set(url, JSON.parse(readFileSync(new URL(file, CONTEXTS))));
}
globalThis.fetch = async request => {
  const page = known.get(typeof request === 'string' ? request : request.url);
  return page ? Response.json(page) : new Response('There is nothing here.', {status: 404});
};
console.log = console.error;  // it talks where our answer goes

// Only now: some keep the `fetch` that they find.
const Ed25519Multikey = await import('@digitalcredentials/ed25519-multikey');
const {DataIntegrityProof} = await import('@digitalcredentials/data-integrity');
const {cryptosuite} = await import('@digitalcredentials/eddsa-rdfc-2022-cryptosuite');
const {Ed25519Signature2020} = await import('@digitalcredentials/ed25519-signature-2020');
const {securityLoader} = await import('@digitalcredentials/security-document-loader');
const {issue, signPresentation} = await import('@digitalcredentials/vc');
const {verifyCredential, verifyPresentation} = await import('@digitalcredentials/verifier-core');

const documentLoader = securityLoader().build();
const knownDIDRegistries = registry ? [{name: 'Register', type: 'dcc-legacy', url: registry}] : [];

async function signingSuite({suite, key: {id, controller, seedHex}}) {
  const seed = new Uint8Array(Buffer.from(seedHex, 'hex'));
  const signer = (await Ed25519Multikey.generate({seed, id, controller})).signer();
  return suite === 'Ed25519Signature2020' ?
    new Ed25519Signature2020({signer}) : new DataIntegrityProof({signer, cryptosuite});
}

function answer({log = [], additionalInformation = [], errors = []}) {
  const checked = additionalInformation.find(({id}) => id === 'schema_check')?.results;
  return {
    steps: Object.fromEntries(log.map(({id, valid, error}) => [id, valid ?? error.name])),
    schemas: Array.isArray(checked) ? checked.map(({schema, result}) => ({schema, valid: result.valid})) : [],
    errors: errors.map(({name}) => name)
  };
}

const actions = {
  async issue(task) {
    return issue({credential: task.credential, suite: await signingSuite(task), documentLoader});
  },

  async verify({credential}) {
    return answer(await verifyCredential({credential, knownDIDRegistries}));
  },

  async present(task) {
    const {presentation, challenge} = task;
    return signPresentation({presentation, suite: await signingSuite(task), challenge, documentLoader});
  },

  async verifyPresentation({presentation, challenge}) {
    const result = await verifyPresentation({presentation, challenge, knownDIDRegistries});
    return {
      signature: result.presentationResult?.signature ?? null,
      credentials: (result.credentialResults ?? []).map(answer)
    };
  }
};

const answers = [];
for(const task of tasks) {
  answers.push(await actions[task.action](task));
}
writeOutput({answers});
