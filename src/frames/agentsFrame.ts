import { type DataFrame } from '@grafana/data';
import { type AgentFacts, type AgentState } from '../core/inventory/agents';
import { numberColumn, tableFrame, textColumn } from './table';

const STATES: Record<AgentState, string> = {
  answers: 'Up',
  silent: 'Down',
  missing: 'No agent',
};

const COLUMNS = [
  textColumn<AgentFacts>('cluster', 'Cluster', ({ cluster }) => cluster),
  textColumn<AgentFacts>('node', 'Node', ({ node }) => node),
  textColumn<AgentFacts>('state', 'Agent', ({ state }) => STATES[state]),
  numberColumn<AgentFacts>('scrapers', 'Scrapers', 'short', ({ scrapers }) => scrapers),
];

/** A row per node with the state of its agent. */
export function agentsFrame(agents: readonly AgentFacts[], refId?: string): DataFrame {
  const hasClusters = agents.some(({ cluster }) => cluster !== undefined);
  return tableFrame('agents', agents, hasClusters ? COLUMNS : COLUMNS.slice(1), refId);
}
