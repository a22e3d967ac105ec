import { type DataFrame, FieldType, type QueryResultMetaNotice } from '@grafana/data';
import { SILENT_AGENTS } from '../../core/promql/agents';
import { instantQuery, type PrometheusQuery } from '../prometheus/prometheusQuery';

const REF_ID_SUFFIX = '-silent-agents';
/** More names would fill the notice; the count says the rest. */
const MAX_NAMES = 3;

/** Rides along with every metric query: a number without the nodes that it lacks would mislead. */
export function silentAgentsQuery(refId: string): PrometheusQuery {
  return instantQuery(`${refId}${REF_ID_SUFFIX}`, SILENT_AGENTS);
}

export function isSilentAgentsFrame({ refId }: DataFrame): boolean {
  return refId?.endsWith(REF_ID_SUFFIX) ?? false;
}

export function silentAgentsNotices(frames: readonly DataFrame[]): QueryResultMetaNotice[] {
  const nodes = frames.filter(isSilentAgentsFrame).flatMap(nodesOf).sort();
  if (nodes.length === 0) {
    return [];
  }
  const names = nodes.slice(0, MAX_NAMES).join(', ') + (nodes.length > MAX_NAMES ? ', …' : '');
  const agents =
    nodes.length === 1 ? 'The network agent on 1 node does' : `The network agents on ${nodes.length} nodes do`;
  const text = `${agents} not answer: ${names}. What these nodes move is missing. Check the agent's pod there and the security group between it and Prometheus.`;
  return [{ severity: 'warning', text }];
}

function nodesOf(frame: DataFrame): string[] {
  const field = frame.fields.find(({ name, type }) => name === 'node' && type === FieldType.string);
  return field ? field.values.map(String) : [];
}
