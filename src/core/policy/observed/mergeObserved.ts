import { type Evidence, type ObservedFlow } from './observedFlows';

/** Joins what was observed in several windows, so that each flow occurs once. */
export function mergeObserved(windows: ReadonlyArray<readonly ObservedFlow[]>): ObservedFlow[] {
  const merged = new Map<string, ObservedFlow>();
  for (const window of windows) {
    for (const observed of window) {
      const earlier = merged.get(observed.key);
      merged.set(observed.key, earlier ? joined(earlier, observed) : observed);
    }
  }
  return [...merged.values()];
}

/** If one window has data, they were transferred. */
function joined(earlier: ObservedFlow, later: ObservedFlow): ObservedFlow {
  const { isAttempt: _, hasUnknownBytes: __, ...rest } = later;
  const evidence = addEvidence(earlier.evidence, later.evidence);
  const isUnknown = earlier.hasUnknownBytes === true || later.hasUnknownBytes === true;
  const data = isUnknown ? ({ hasUnknownBytes: true } as const) : ({ isAttempt: true } as const);
  return { ...rest, evidence, ...(evidence.bytes === 0 && data) };
}

/** What is known about two flows, or about one flow in two windows. */
export function addEvidence(a: Evidence, b: Evidence): Evidence {
  return {
    bytes: a.bytes + b.bytes,
    seen: { startMs: Math.min(a.seen.startMs, b.seen.startMs), endMs: Math.max(a.seen.endMs, b.seen.endMs) },
    reportedBy: a.reportedBy === b.reportedBy ? a.reportedBy : 'both',
  };
}
