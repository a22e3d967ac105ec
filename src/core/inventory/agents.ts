import { compareText } from '../compareText';

/** How a node is watched: its agent answers, does not answer, or there is none. */
export type AgentState = 'answers' | 'silent' | 'missing';

export interface AgentFacts {
  /** Where one Prometheus holds several. */
  cluster?: string;
  node: string;
  state: AgentState;
  /** How many targets of Prometheus the agent is: of two, one gets no answer, or each gets a part of the values. */
  scrapers?: number;
}

/** A number of a node. */
export interface NodeValue {
  cluster?: string;
  node: string;
  value: number;
}

/** What Prometheus knows of the agents, by node, and of the whole. */
export interface AgentSeries {
  up: readonly NodeValue[];
  scrapers: readonly NodeValue[];
  withoutAgent: readonly NodeValue[];
  /** Seconds between two scrapes, the median over the agents; of several clusters, the longest. */
  intervalSeconds?: number;
  /** What the agents print, by cluster. */
  pods: readonly ExposedPods[];
  /** At least how many network interfaces each agent does not read; none where the agent may read all, or where nothing is known. */
  unreadInterfaces?: readonly NodeValue[];
  /** The nodes with pods whose agent reports nothing of any pod. */
  withoutPods?: readonly NodeValue[];
  /** What tells which pods ended. */
  endsKnownBy: 'kube-state-metrics' | 'by-change';
}

/** The pods that a cluster's agents print, and those of them that do not run any more. */
export interface ExposedPods {
  cluster?: string;
  exposed: number;
  ended: number;
}

/** Agents that need looking at first, then the others, by node. */
export function agentsOf({ up, scrapers, withoutAgent }: AgentSeries): AgentFacts[] {
  const count = new Map(scrapers.map((one) => [keyOf(one), one.value]));
  const scraped = up.map((one): AgentFacts => {
    const ofNode = count.get(keyOf(one));
    const state = one.value > 0 ? 'answers' : 'silent';
    return { ...nameOf(one), state, ...(ofNode !== undefined && { scrapers: ofNode }) };
  });
  const missing = withoutAgent.map((one): AgentFacts => ({ ...nameOf(one), state: 'missing' }));
  return [...missing, ...scraped].sort(
    (a, b) =>
      URGENCY[a.state] - URGENCY[b.state] || (b.scrapers ?? 0) - (a.scrapers ?? 0) || compareText(keyOf(a), keyOf(b))
  );
}

function keyOf({ cluster, node }: Pick<AgentFacts, 'cluster' | 'node'>): string {
  return `${cluster ?? ''}/${node}`;
}

function nameOf({ cluster, node }: NodeValue): Pick<AgentFacts, 'cluster' | 'node'> {
  return cluster === undefined ? { node } : { cluster, node };
}

const URGENCY: Record<AgentState, number> = { missing: 0, silent: 1, answers: 2 };
