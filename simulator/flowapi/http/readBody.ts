/** Reads request bodies. */
import { type IncomingMessage } from 'node:http';

/** The whole body of a request as text. Rejects if the client disconnects. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks).toString('utf8');
}
