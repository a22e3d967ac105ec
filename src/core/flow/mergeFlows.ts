import { addDefined } from '../addDefined';
import { bytesReported, type Endpoint, type Flow, type FlowMetrics, type Reported } from './flow';
import { compareFlows } from './order';

/**
 * Merges the flows of consecutive windows to flows of the whole time. Bytes, retransmissions and timeouts add up.
 * Round-trip times are averaged, weighted by the bytes of their windows.
 *
 * In each window, the API returns the top contributors only. A sum is therefore a lower bound: windows in which a flow is
 * not among the top are missing from it.
 */
export function mergeWindows(windows: ReadonlyArray<readonly Flow[]>): Flow[] {
  const [only, ...others] = windows;
  if (only && others.length === 0) {
    return [...only];
  }
  const byKey = new Map<string, [Flow, ...Flow[]]>();
  for (const flow of windows.flat()) {
    const key = flowKey(flow);
    const known = byKey.get(key);
    if (known) {
      known.push(flow);
    } else {
      byKey.set(key, [flow]);
    }
  }
  return [...byKey.values()].map(addFlows).sort(compareFlows);
}

/** Identifies the flow across windows: both ends, the port and the category, without values and path. */
function flowKey({ client, server, port, category }: Flow): string {
  return `${endKey(client)}>${endKey(server)}:${port ?? ''}/${category}`;
}

function endKey({ namespace, pod, ip, external }: Endpoint): string {
  return pod === undefined ? `${ip ?? ''}|${external?.name ?? ''}` : `${namespace ?? ''}/${pod}`;
}

/** One flow of all windows that know it. */
function addFlows(flows: readonly [Flow, ...Flow[]]): Flow {
  const [first, ...others] = flows;
  if (others.length === 0) {
    return first;
  }
  const metrics = flows.map((flow) => flow.metrics);
  return {
    ...first,
    metrics: {
      retransmissions: sums(metrics.map(({ retransmissions }) => retransmissions)),
      timeouts: sums(metrics.map(({ timeouts }) => timeouts)),
      bytes: sums(metrics.map(({ bytes }) => withBothEnds(bytes, metrics))),
      roundTripTimeMicroseconds: meanRoundTrip(flows),
    },
  };
}

/** Both ends count the same bytes: if one end is not among the top of a window, the other one's count stands in. */
function withBothEnds(bytes: Reported, ofAllWindows: readonly FlowMetrics[]): Reported {
  const byEither = bytesReported(bytes);
  const isReportedBy = (end: keyof Reported) => ofAllWindows.some((metrics) => metrics.bytes[end] !== undefined);
  return reported((end) =>
    isReportedBy(end) ? (end === 'byClient' ? byEither : (bytes[end] ?? byEither)) : undefined
  );
}

/** Weighted by the bytes of the windows that have one. */
function meanRoundTrip(flows: readonly Flow[]): Reported {
  return reported((end) => {
    let [weights, weighted] = [0, 0];
    for (const { metrics } of flows) {
      const time = metrics.roundTripTimeMicroseconds[end];
      if (time !== undefined) {
        const weight = Math.max(bytesReported(metrics.bytes) ?? 0, 1);
        weights += weight;
        weighted += time * weight;
      }
    }
    return weights === 0 ? undefined : weighted / weights;
  });
}

function sums(windows: readonly Reported[]): Reported {
  return reported((end) => windows.map((window) => window[end]).reduce(addDefined, undefined));
}

/** What each end has, where it has anything. */
function reported(valueOf: (end: keyof Reported) => number | undefined): Reported {
  const [byClient, byServer] = [valueOf('byClient'), valueOf('byServer')];
  return { ...(byClient !== undefined && { byClient }), ...(byServer !== undefined && { byServer }) };
}
