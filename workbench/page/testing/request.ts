import { type DataQueryRequest } from '@grafana/data';
import { baseRequest } from '../model/baseRequest';
import { readTimeRange } from '../url/timeRange';

/** The hour from 2023-11-14 22:13:20 UTC. */
export const HOUR = readTimeRange('1700000000000', '1700003600000', 'utc');

/** A request with one target and one point every 15 s. */
export function request(over: Partial<DataQueryRequest> = {}): DataQueryRequest {
  return { ...baseRequest(HOUR, 'Q1'), targets: [{ refId: 'A' }], interval: '15s', intervalMs: 15_000, ...over };
}
