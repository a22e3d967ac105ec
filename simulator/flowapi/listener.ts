/** The service on a Node.js HTTP server. */
import { type RequestListener, type ServerResponse } from 'node:http';
import { type Clock } from '../world/clock';
import { type Outcome } from './faults/applyFault';
import { type Service } from './service';
import { readBody } from './http/readBody';
import { send } from './http/send';

/** Responses have the simulator's time in their `Date` header, which clients compare with their own. */
export function createListener(service: Service, clock: Clock): RequestListener {
  return (request, response) => {
    response.setHeader('Date', new Date(clock.nowMs()).toUTCString());
    readBody(request)
      .then(async (body) => {
        const { method = 'GET', url = '/', headers } = request;
        deliver(await service({ method, url, headers, body }), response);
      })
      // The client disconnected during its request, so there is no one to answer.
      .catch(() => response.destroy());
  };
}

function deliver(outcome: Outcome, response: ServerResponse): void {
  switch (outcome.kind) {
    case 'hang':
      return;
    case 'down':
      response.destroy();
      return;
    case 'answer':
      send(outcome.answer, response);
  }
}
