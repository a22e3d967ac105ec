import { compareText } from '../compareText';

/** The state of a node's agent: it responds, it does not respond, or there is none. */
export type AgentState = 'answers' | 'silent' | 'missing';

export interface AgentFacts {
  /** The cluster, if one Prometheus holds several. */
  cluster?: string;
  node: string;
  state: AgentState;
  /** The number of Prometheus targets for this agent. With two, one gets no response, or each gets part of the values. */
  scrapers?: number;
}

/** A value for a node. */
export interface NodeValue {
  cluster?: string;
  node: string;
  value: number;
}

/** The data about agents in Prometheus, by node and in total. */
export interface AgentSeries {
  up: readonly NodeValue[];
  scrapers: readonly NodeValue[];
  withoutAgent: readonly NodeValue[];
  /** Seconds between two scrapes: the median over the agents, and the longest of several clusters. */
  intervalSeconds?: number;
  /** The pods that the agents export, by cluster. */
  pods: readonly ExposedPods[];
  /** The minimum number of network interfaces that each agent does not read; absent for nodes without known ones. */
  unreadInterfaces?: readonly NodeValue[];
  /** The nodes with pods whose agent reports no pod metrics. */
  withoutPods?: readonly NodeValue[];
  /** How terminated pods are detected. */
  endsKnownBy: 'kube-state-metrics' | 'by-change';
}

/** The number of pods that the agents of a cluster export, and of those that have terminated. */
export interface ExposedPods {
  cluster?: string;
  exposed: number;
  ended: number;
}

/** All agents, those with problems first, then by node. */
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
