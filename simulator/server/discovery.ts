/**
 * Targets for Prometheus' http_sd_configs. The labels are those that a careful operator would set: the flow agents' own
 * `pod`, `namespace` and `node` labels describe what they report, so their targets never have labels of these names.
 */
import { hostAndPort } from '../world/addresses';
import { NODE_EXPORTER_PORT } from '../world/applications/monitoring';
import { AGENT_PORT } from '../world/applications/platform';
import { NETWORK_POLICY_AGENT_PORT } from '../policies/dropCounters';
import { type World } from '../world/world';

/** A target group as http_sd_configs reads it. */
export interface TargetGroup {
  targets: string[];
  labels: Record<string, string>;
}

const AGENT_JOB = 'nfm';
const FLOW_SERIES_JOB = 'nfm-flows';
const NODE_EXPORTER_JOB = 'node-exporter';
const NETWORK_POLICY_AGENT_JOB = 'aws-network-policy-agent';
const KUBE_STATE_JOB = 'kube-state-metrics';
const KUBE_STATE_INSTANCE = 'kube-state-metrics.monitoring.svc:8080';

function group(world: World, host: string, path: string, labels: Record<string, string>): TargetGroup {
  return { targets: [host], labels: { __metrics_path__: path, cluster: world.facts.name, ...labels } };
}

/**
 * The targets of the agents. All of them have the same address here, unless the agents have their own ports; `instance`
 * is the address that each would have in a cluster.
 */
export function agentTargets(world: World, host: string, agentHosts?: ReadonlyMap<string, string>): TargetGroup[] {
  return world.nodes.map((node) => {
    const own = agentHosts?.get(node.name);
    return group(world, own ?? host, own ? '/metrics' : `/agents/${node.name}/metrics`, {
      job: AGENT_JOB,
      instance: hostAndPort(node.ip, AGENT_PORT),
      scrape_node: node.name,
    });
  });
}

/** The targets of the flow series. */
export function flowSeriesTargets(world: World, host: string): TargetGroup[] {
  return world.nodes.map((node) =>
    group(world, host, `/flow-series/${node.name}/metrics`, { job: FLOW_SERIES_JOB, instance: node.ip })
  );
}

/** The targets of node_exporter, as the usual scrape job has them: only the address identifies the node. */
export function nodeExporterTargets(world: World, host: string): TargetGroup[] {
  return world.nodes.map((node) =>
    group(world, host, `/node-exporter/${node.name}/metrics`, {
      job: NODE_EXPORTER_JOB,
      instance: hostAndPort(node.ip, NODE_EXPORTER_PORT),
    })
  );
}

/** The targets of the network policy agent, which counts dropped packets without naming its node. */
export function networkPolicyAgentTargets(world: World, host: string): TargetGroup[] {
  return world.nodes.map((node) =>
    group(world, host, `/network-policy-agent/${node.name}/metrics`, {
      job: NETWORK_POLICY_AGENT_JOB,
      instance: hostAndPort(node.ip, NETWORK_POLICY_AGENT_PORT),
      node: node.name,
    })
  );
}

/** The target of kube-state-metrics. */
export function kubeStateTargets(world: World, host: string): TargetGroup[] {
  return [group(world, host, '/kube-state-metrics/metrics', { job: KUBE_STATE_JOB, instance: KUBE_STATE_INSTANCE })];
}
