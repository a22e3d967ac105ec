import { NEVER } from 'rxjs';
import { type RequestFault } from '../../simulator/flowapi';
import { FaultList } from '../../simulator/flowapi/faults/faultList';
import { findRoute } from '../../simulator/flowapi/http/router';
import { type FlowApiTransport } from '../../src/flowapi/transport';

/**
 * The same transport, but requests that meet a fault get no answer, ever. The faults are on this side of the wire
 * because time must pass for such a request while it stands still for those that are really under way.
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
