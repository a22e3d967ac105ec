import { NEVER } from 'rxjs';
import { type RequestFault } from '../../simulator/flowapi';
import { FaultList } from '../../simulator/flowapi/faults/faultList';
import { findRoute } from '../../simulator/flowapi/http/router';
import { type FlowApiTransport } from '../../src/flowapi/transport';

/**
 * Wraps a transport so that requests with a fault never get a response. The faults are injected on the client side
 * because time must pass during such a request, while it stands still during requests that are really in progress.
 */
export function hangingTransport(transport: FlowApiTransport, faults: readonly RequestFault[]): FlowApiTransport {
  const left = new FaultList();
  left.replace(faults);
  return (request) => {
    const route = findRoute('2026-11', request.method, request.path);
    const hangs = route.kind === 'operation' && left.takeRequestFault(route.operation) !== undefined;
    return hangs ? NEVER : transport(request);
  };
}
