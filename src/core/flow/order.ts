import { compareText } from '../compareText';
import { bytesOf, type Endpoint, type Flow } from './flow';

/** Orders flows by bytes, the most first, then by client, server, port and category. */
export function compareFlows(a: Flow, b: Flow): number {
  return (bytesOf(b) ?? 0) - (bytesOf(a) ?? 0) || compareText(orderKey(a), orderKey(b));
}

function orderKey({ client, server, port, category }: Flow): string {
  return [endKey(client), endKey(server), String(port ?? 0).padStart(5, '0'), category].join('\u0000');
}

function endKey({ namespace, pod, external, ip }: Endpoint): string {
  return `${namespace ?? ''}/${pod ?? ''}/${external?.name ?? ''}/${ip ?? ''}`;
}
