/**
 * Files sent to a tus server by npm tus-js-client. On standard input:
 * {"endpoint": "http://…/uploads", "headers": {}, "files": [{"name", "type", "base64"}], "pieceBytes", "breakAfterBytes", "stopAfterPieces", "url"}
 *
 * All files are sent at once. breakAfterBytes: the first connection that carries so many bytes is cut. stopAfterPieces: the client stops
 * there, and another one goes on. url: where the (first) file is gone on with; null begins anew. terminate: true stops it for good.
 * On standard output: {"uploads": [{"url", "offsets": [where each connection began], "status", "error"}]}.
 */
import net from "node:net";
import { text } from "node:stream/consumers";
import { Upload } from "tus-js-client";

const given = JSON.parse(await text(process.stdin));
const address = new URL(given.endpoint);

/** A way to the server that breaks once. */
function road() {
  let broken = false;
  const server = net.createServer((from) => {
    const to = net.connect(Number(address.port), address.hostname);
    let carried = 0;
    from.on("data", (data) => {
      carried += data.length;
      if (given.breakAfterBytes && !broken && carried > given.breakAfterBytes) {
        broken = true;
        from.destroy();
        to.end();
      } else to.write(data);
    });
    to.on("data", (data) => from.write(data));
    for (const [one, other] of [[from, to], [to, from]]) {
      one.on("error", () => other.destroy());
      one.on("close", () => other.end());
    }
  });
  return new Promise((resolve) => server.listen(0, "localhost", () => resolve(server)));
}

const server = await road();
// The server builds no addresses of its own in its answers, so the way there is the way back.
const endpoint = `http://localhost:${server.address().port}${address.pathname}`;

function send(file, { url = null, offsets = [] } = {}) {
  return new Promise((resolve) => {
    let pieces = 0;
    const upload = new Upload(Buffer.from(file.base64, "base64"), {
      endpoint,
      uploadUrl: url,
      headers: given.headers,
      metadata: { filename: file.name, filetype: file.type, ...given.metadata },
      chunkSize: given.pieceBytes ?? Infinity,
      retryDelays: [50, 200, 500, 1000],
      onBeforeRequest: (request) => {
        if (request.getMethod() === "PATCH") offsets.push(Number(request.getHeader("Upload-Offset")));
      },
      onChunkComplete: () => {
        pieces += 1;
        if (given.terminate) upload.abort(true).then(() => resolve({ url: upload.url, offsets, error: null }));
        else if (pieces === given.stopAfterPieces) {
          upload.abort();
          resolve(send(file, { url: upload.url, offsets }));
        }
      },
      onSuccess: () => resolve({ url: upload.url, offsets, error: null }),
      onError: (error) => {
        const answer = error.originalResponse;
        resolve({ url: upload.url, offsets, error: String(error), status: answer?.getStatus() ?? 0, body: answer?.getBody() ?? "" });
      },
    });
    upload.start();
  });
}

const uploads = await Promise.all(given.files.map((file, number) => send(file, { url: number || !given.url ? null : new URL(given.url, endpoint).href })));
process.stdout.write(JSON.stringify({ uploads: uploads.map((upload) => ({ ...upload, url: upload.url && new URL(upload.url).pathname })) }));
server.close();
process.exit(0);
