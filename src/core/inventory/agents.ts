import { compareText } from '../compareText';
import { type Notice } from '../flow/picture';

/** How a node is watched: its agent answers, does not answer, or there is none. */
export type AgentState = 'answers' | 'silent' | 'missing';

export interface AgentFacts {
  /** Where one Prometheus holds several. */
  cluster?: string;
  node: string;
  state: AgentState;
  /** How many targets scrape the agent: two take each other's changes away. */
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
  /** Pods that ended and that agents go on printing. */
  frozenPods?: number;
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

/** Between two scrapes an agent of many pods works for seconds; charts need several scrapes in their windows. */
const USUAL_INTERVAL_SECONDS = { least: 10, most: 60 };

/** What is wrong with the collection as a whole, and its state where nothing is. */
export function collectionNotices(
  agents: readonly AgentFacts[],
  { intervalSeconds, frozenPods }: AgentSeries
): Notice[] {
  const answering = agents.filter(({ state }) => state === 'answers').length;
  const doubled = agents.filter(({ scrapers = 1 }) => scrapers > 1).length;
  const every = intervalSeconds === undefined ? '' : `, scraped every ${Math.round(intervalSeconds)} seconds`;
  const notices: Array<Notice | undefined> = [
    {
      severity: answering === agents.length && agents.length > 0 ? 'info' : 'warning',
      text: `${answering} of ${agents.length} nodes have an agent that answers${every}.`,
    },
    doubled > 0
      ? {
          severity: 'warning',
          text: `${doubled} agents are scraped by more than one target: each of these sees only a part. Let a single Prometheus scrape them, once.`,
        }
      : undefined,
    intervalSeconds !== undefined && intervalSeconds > USUAL_INTERVAL_SECONDS.most
      ? {
          severity: 'warning',
          text: 'Scrapes are far apart: set the scrape interval of the agents to 15 to 30 seconds.',
        }
      : undefined,
    intervalSeconds !== undefined && intervalSeconds < USUAL_INTERVAL_SECONDS.least
      ? {
          severity: 'warning',
          text: 'Scrapes are close together, and each makes the agent read every pod: 15 to 30 seconds are enough.',
        }
      : undefined,
    frozenPods
      ? {
          severity: 'info',
          text: `Agents go on printing ${frozenPods} pods that do not run any more. Queries here leave them out; others have to.`,
        }
      : undefined,
  ];
  return notices.filter((notice) => notice !== undefined);
}
