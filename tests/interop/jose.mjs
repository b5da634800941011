// stdin: {"sign": {"payload": {…}, "header": {"alg": "EdDSA", …}, "jwk": {secret key} | null}}
//     -> {"token": "…", "jwk": {public key}}; without a key one is made, and put into the header as "jwk"
// stdin: {"verify": {"token": "…", "jwk": {public key}, "algorithm": "EdDSA", "now": "2026-11-24T12:00:00Z"}}
//     -> {"header": {…}, "payload": {…}, "error": null} or {"error": "why not"}
import {CompactSign, exportJWK, generateKeyPair, importJWK, jwtVerify} from 'jose';

import {readInput, writeOutput} from './documents.mjs';

async function sign({payload, header, jwk}) {
  let key;
  let known;
  if(jwk) {
    key = await importJWK(jwk, header.alg);
    known = {...header};
  } else {
    const pair = await generateKeyPair(header.alg, {extractable: true});
    key = pair.privateKey;
    jwk = await exportJWK(pair.publicKey);
    known = {...header, jwk};
  }
  const content = new TextEncoder().encode(JSON.stringify(payload));
  const {d, ...publicJwk} = jwk;
  return {token: await new CompactSign(content).setProtectedHeader(known).sign(key), jwk: publicJwk};
}

async function verify({token, jwk, algorithm, now}) {
  try {
    const key = await importJWK(jwk, algorithm);
    const {protectedHeader, payload} = await jwtVerify(
      token, key, {algorithms: [algorithm], currentDate: new Date(now)});
    return {header: protectedHeader, payload, error: null};
  } catch(error) {
    return {error: error.message};
  }
}

const input = await readInput();
writeOutput(input.sign ? await sign(input.sign) : await verify(input.verify));
