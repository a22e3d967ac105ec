import { type NameLookup } from '../../../src/core/flow/endpointOf';
import { type TimeWindow } from '../../../src/core/time';
import { type FlowApiClient } from '../../../src/flowapi/client';
import { type FlowRange, type FlowSource } from '../options';
import { apiFlows } from './apiFlows';
import { fileFlows } from './fileFlows';
import { type FlowReading } from './flowReading';
import { type PrometheusQuery } from './prometheusApi';
import { prometheusFlows } from './prometheusFlows';

/** Connections to the sources of flows. */
export interface FlowConnections {
  /** Connects to the network-flow API at an address. */
  connect: (url: string) => FlowApiClient;
  /** Connects to Prometheus at an address. */
  connectPrometheus: (url: string) => PrometheusQuery;
}

const HOUR_MS = 3_600_000;

/** Reads the flows of a source. Throws a `Failure` or a `FlowApiError` with what to do. */
export async function readFlows(
  source: FlowSource,
  { connect, connectPrometheus }: FlowConnections,
  lookup: NameLookup
): Promise<FlowReading> {
  switch (source.kind) {
    case 'files':
      return fileFlows(source.files, source.range, lookup);
    case 'api': {
      const client = connect(source.url);
      return apiFlows(client, source.monitors, windowOf(source.range, client.nowMs()), lookup);
    }
    case 'prometheus': {
      const query = connectPrometheus(source.url);
      const nowMs = await timeOf(query);
      const { cluster, clusterLabel } = source;
      const { networks } = lookup;
      return prometheusFlows(query, windowOf(source.range, nowMs), nowMs, { cluster, clusterLabel, networks });
    }
  }
}

/** The time of Prometheus, in milliseconds since the epoch. */
async function timeOf(query: PrometheusQuery): Promise<number> {
  const [now] = await query('time()');
  return (now?.value ?? NaN) * 1_000;
}

function windowOf(range: FlowRange, nowMs: number): TimeWindow {
  return 'hours' in range ? { startMs: nowMs - range.hours * HOUR_MS, endMs: nowMs } : range;
}
