import { type Endpoint, type Flow, type Reported } from './flow';
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
  const merged = new Map<string, Flow>();
  for (const flow of windows.flat()) {
    const key = flowKey(flow);
    const earlier = merged.get(key);
    merged.set(key, earlier ? addFlows(earlier, flow) : flow);
  }
  return [...merged.values()].sort(compareFlows);
}

/** Identifies the flow across windows: both ends, the port and the category, without values and path. */
function flowKey({ client, server, port, category }: Flow): string {
  return `${endKey(client)}>${endKey(server)}:${port ?? ''}/${category}`;
}

function endKey({ namespace, pod, ip, external }: Endpoint): string {
  return pod === undefined ? `${ip ?? ''}|${external?.name ?? ''}` : `${namespace ?? ''}/${pod}`;
}

function addFlows(a: Flow, b: Flow): Flow {
  return {
    ...a,
    metrics: {
      retransmissions: reportedBy(a.metrics.retransmissions, b.metrics.retransmissions, plus),
      timeouts: reportedBy(a.metrics.timeouts, b.metrics.timeouts, plus),
      // Both ends count the same bytes: if one end is not among the top, the other's value replaces it.
      bytes: reportedBy(
        withBothEnds(a.metrics.bytes, b.metrics.bytes),
        withBothEnds(b.metrics.bytes, a.metrics.bytes),
        plus
      ),
      roundTripTimeMicroseconds: meanRoundTrip(a, b),
    },
  };
}

/** The bytes of one window, completed to have values of the same ends as the other window. */
function withBothEnds(bytes: Reported, other: Reported): Reported {
  const any = bytes.byClient ?? bytes.byServer;
  return {
    byClient: bytes.byClient ?? (other.byClient === undefined ? undefined : any),
    byServer: bytes.byServer ?? (other.byServer === undefined ? undefined : any),
  };
}

function meanRoundTrip(a: Flow, b: Flow): Reported {
  const weight = ({ metrics: { bytes } }: Flow) => Math.max(bytes.byClient ?? bytes.byServer ?? 0, 1);
  const [weightA, weightB] = [weight(a), weight(b)];
  const mean = (x: number, y: number) => (x * weightA + y * weightB) / (weightA + weightB);
  return reportedBy(a.metrics.roundTripTimeMicroseconds, b.metrics.roundTripTimeMicroseconds, mean);
}

type Combine = (a: number, b: number) => number;

const plus: Combine = (a, b) => a + b;

function reportedBy(a: Reported, b: Reported, combine: Combine): Reported {
  const byClient = either(a.byClient, b.byClient, combine);
  const byServer = either(a.byServer, b.byServer, combine);
  return { ...(byClient !== undefined && { byClient }), ...(byServer !== undefined && { byServer }) };
}

function either(a: number | undefined, b: number | undefined, combine: Combine): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : combine(a, b);
}
