/** The routes of the main server. */
import { type AgentFleet } from '../agent/agentFleet';
import { expositionText } from '../exposition/exposition';
import { kubeStateFamilies } from '../kubestate/kubeStateMetrics';
import { type Clock } from '../world/clock';
import { type SimulatedWorld } from '../incidents/simulatedWorld';
import { agentAnswer } from './agentAnswer';
import { type Answer, json, text } from './answer';
import { answerControl } from './control';
import {
  agentTargets,
  flowSeriesTargets,
  kubeStateTargets,
  networkPolicyAgentTargets,
  nodeExporterTargets,
} from './discovery';
import { answerKubernetes, answerKubernetesApi } from './kubernetes';
import { answerTruth } from './truth';

/** What the routes serve. */
export interface SimulatorParts {
  world: SimulatedWorld;
  fleet: AgentFleet;
  clock: Clock;
  /** Host and port of each agent by the name of its node, if each has its own. */
  agentHosts?: ReadonlyMap<string, string>;
}

/** The parts of an HTTP request that matter here. */
export interface SimulatorRequest {
  method: string;
  url: URL;
  body: string;
}

/** The content type of client_golang; the agent omits the version and the character set. */
const PROMETHEUS_TEXT = 'text/plain; version=0.0.4; charset=utf-8';

const HELP = `Eastwest simulator

/agents/<node>/metrics               a node's Network Flow Monitor agent
/flow-series/<node>/metrics          the nfm_* series that the agent can send to a workspace
/node-exporter/<node>/metrics        node_exporter's counters of the network allowances
/network-policy-agent/<node>/metrics the network policy agent's counters of dropped packets
/kube-state-metrics/metrics
/discovery/agents, /discovery/flow-series, /discovery/node-exporters, /discovery/network-policy-agents,
/discovery/kube-state-metrics
                                     for http_sd_configs
/kubernetes/objects?time=             the cluster's objects, as kubectl get -A -o json prints them
/kubernetes/policies?from=&enforcement=
                                     the network policies that are applied; PUT a list to replace them, DELETE to remove them
/kubernetes/policy-logs?from=&to=    events of denied packets, as in CloudWatch Logs, one JSON object per line
/api/v1/<kind>, /apis/<group>/<version>/<kind>
                                     lists as the Kubernetes API returns them
/truth/pods?from=&to=, /truth/pairs?from=&to=, /truth/interfaces?from=&to=    actual traffic (ground truth)
/control                             state; POST to change it
`;

const NOT_FOUND = text(404, 'Not Found');

function answerAgent({ fleet, clock }: SimulatorParts, node: string, path: string): Answer {
  const agent = fleet.agent(node);
  return agent ? agentAnswer(agent, path, clock.nowMs()) : NOT_FOUND;
}

function answerFlowSeries({ fleet, clock }: SimulatorParts, node: string): Answer {
  const flows = fleet.flowSeries(node);
  return flows ? text(200, expositionText(flows.scrape(clock.nowMs())), PROMETHEUS_TEXT) : NOT_FOUND;
}

function answerNodeExporter({ fleet, clock }: SimulatorParts, node: string): Answer {
  const ethtool = fleet.ethtool(node);
  return ethtool ? text(200, expositionText(ethtool.scrape(clock.nowMs())), PROMETHEUS_TEXT) : NOT_FOUND;
}

function answerNetworkPolicyAgent({ fleet, clock }: SimulatorParts, node: string): Answer {
  const drops = fleet.drops(node);
  return drops ? text(200, expositionText(drops.scrape(clock.nowMs())), PROMETHEUS_TEXT) : NOT_FOUND;
}

function answerDiscovery({ world, agentHosts }: SimulatorParts, what: string, host: string): Answer {
  switch (what) {
    case 'agents':
      return json(200, agentTargets(world, host, agentHosts));
    case 'flow-series':
      return json(200, flowSeriesTargets(world, host));
    case 'node-exporters':
      return json(200, nodeExporterTargets(world, host));
    case 'network-policy-agents':
      return json(200, networkPolicyAgentTargets(world, host));
    case 'kube-state-metrics':
      return json(200, kubeStateTargets(world, host));
    default:
      return NOT_FOUND;
  }
}

/** Answers a request by its path. */
export function answer(parts: SimulatorParts, request: SimulatorRequest): Answer {
  const { url } = request;
  const [, area = '', item = '', ...rest] = url.pathname.split('/');
  switch (area) {
    case '':
      return text(200, HELP);
    case 'agents':
      return answerAgent(parts, item, `/${rest.join('/')}`);
    case 'flow-series':
      return rest.join('/') === 'metrics' ? answerFlowSeries(parts, item) : NOT_FOUND;
    case 'node-exporter':
      return rest.join('/') === 'metrics' ? answerNodeExporter(parts, item) : NOT_FOUND;
    case 'network-policy-agent':
      return rest.join('/') === 'metrics' ? answerNetworkPolicyAgent(parts, item) : NOT_FOUND;
    case 'kube-state-metrics':
      return item === 'metrics'
        ? text(200, expositionText(kubeStateFamilies(parts.world, parts.fleet, parts.clock.nowMs())), PROMETHEUS_TEXT)
        : NOT_FOUND;
    case 'discovery':
      return answerDiscovery(parts, item, url.host);
    case 'truth':
      return answerTruth(parts, item, url.searchParams);
    case 'kubernetes':
      return answerKubernetes(parts, request, [item, ...rest].join('/'));
    case 'api':
    case 'apis':
      return answerKubernetesApi(parts, url.pathname);
    case 'control':
      return answerControl(parts, request, [item, ...rest].join('/'));
    default:
      return NOT_FOUND;
  }
}
