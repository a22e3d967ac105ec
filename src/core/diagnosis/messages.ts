/**
 * The sentences of diagnoses. Names in braces stand for facts, which are places, times, amounts, or names. A sentence states
 * what was observed; only the titles of causes interpret it.
 */
export const TEMPLATES = {
  // Symptoms
  allowanceExceeded: '{packets} packets on {interface} exceeded the allowance for {allowance} since {since}.',
  pairLoses: '{events} retransmissions and timeouts between {pair} since {since}, which is {rate}.',
  pairUnanswered:
    '{client} gets no response from {server}: {events} retransmissions and timeouts since {since}, and no data.',
  pairPartlyUnanswered:
    'From {client} to {server}, {unanswered} of {all} groups of connections get no response, and there are {events} retransmissions and timeouts since {since}.',
  conversationBegan: '{client} started to communicate with {server} at {since}, and has exchanged {bytes} since then.',
  conversationEnded:
    '{client} stopped communicating with {server} at {since}. Before, they exchanged {bytes} per minute.',
  crossZoneRose:
    'The cross-zone share of the traffic between {pair} rose from {before} to {now} at {since}, which costs {cost} more.',
  crossZoneFell:
    'The cross-zone share of the traffic between {pair} fell from {before} to {now} at {since}, which saves {cost}.',
  networkDegraded: 'AWS has reported an impairment of its network in {monitor} since {since}.',
  policiesDrop: 'Network policies have dropped {packets} packets on {node} since {since}.',
  agentSilent: 'The network agent on {node} has not responded since {since}. Data about this node is missing.',
  agentRestarted:
    'The network agent on {node} restarted at {since}. Connections that were opened earlier are missing from flows.',
  monitorNotActive: '{monitor} has the status {status}, and records no flows.',

  // Titles of causes
  causeAllowance: '{node} exceeds its allowance for {allowance}',
  causeDnsLimit: '{workload} sends more DNS queries than its network interfaces allow',
  causeNetwork: 'The network loses packets between {place}',
  causeNode: '{node} loses packets',
  causeOutside: 'The path to {external} loses packets outside the cluster',
  causePolicy: 'Network policies deny connections to {place}',
  causeRollout: 'The rollout of {workload} changed its behavior',
  causeWorkload: '{place} does not handle its connections',
  causeConversation: '{client} has a new connection to {server}',
  causeStopped: '{client} no longer calls {server}',
  causeRouting: 'Requests from {client} to {server} are routed to other zones than before',
  causeAgentSilent: 'The network agent on {node} does not respond',
  causeAgentRestarted: 'The network agent on {node} restarted',
  causeMonitor: '{monitor} is not active',

  // Evidence
  lossesAreHere: '{lossy} of {all} groups of connections with losses are at {place}.',
  othersHereAreFine: '{fine} groups of connections at {place} have no unusual losses.',
  beganAfter: 'The losses began {delay} after this.',
  beganBefore: 'The losses began {delay} before this.',
  nodeWithinAllowances: 'No allowance of {node} was exceeded.',
  runsDns: '{pods} pods of {workload} run on the nodes that exceed the limit.',
  awsDegraded: 'AWS reports an impairment of its network in {monitor}.',
  awsHealthy: 'AWS reports no impairment of its network.',
  pathImpaired: 'AWS reports the impact "{level}" on the path between {place}.',
  lossesWithinNodes: '{lossy} groups of connections that do not leave their node have losses, too.',
  noResponse: '{unanswered} of {lossy} groups of connections at {place} transfer no data at all.',
  dropsAtEnds: 'Network policies drop packets on {nodes} nodes of these connections.',
  deniedByPolicies: '{flows} flows to {place} are denied by the network policies.',
  fewDrops: 'Network policies drop packets on the nodes of {cells} of {lossy} groups of connections.',
  rolledOut: '{workload} was rolled out at {time}.',
  podProblem: '{problem} since {time}: {details}',
  measured: 'This was measured directly.',

  // What would distinguish a cause from others
  checkAllowance:
    'Move a pod with much traffic from {node} to another node. If the losses of the others end, the allowance is the cause.',
  checkDns: 'Add a replica of {workload} on another node. If the excess ends, the number of queries is the cause.',
  checkNetwork:
    'Compare with traffic of other workloads between {place}. If it has no losses, the network is not the cause.',
  checkNode: 'Start a pod of an affected workload on another node. If it has no losses, {node} is the cause.',
  checkOutside: 'Connect to {external} from outside the cluster. If that fails, too, the cause is not in the cluster.',
  checkPolicy: 'Query the denied connections of {place}. If there are none, policies are not the cause.',
  checkRollout: 'Roll {workload} back. If the symptoms end, the new revision is the cause.',
  checkWorkload: 'Check readiness, CPU, and listen queues of the pods of {place}.',
  checkConversation: 'Ask the owners of {client} whether it is meant to connect to {server}.',
  checkRouting: 'Check trafficDistribution and the ready endpoints of {server} in each zone.',
  checkAgent: 'Check the state and the log of the agent pod on {node}.',
  checkMonitor: 'Check {monitor} in CloudWatch.',

  // What is watched
  watchedAgents: 'Nodes whose network agent responds: {responding} of {nodes}',
  watchedNoAgent: 'Nodes without a network agent: {nodes} ({names})',
  watchedTraffic: 'Workloads whose traffic is known over time: {workloads}',
  watchedTotals: 'Workloads whose traffic is known as a total of the time range: {workloads}',
  watchedMonitors: 'Active monitors: {active} of {all}',
  watchedNetwork: 'Monitors for which AWS reports the state of its network: {monitors} of {all}',

  // What changed since an earlier window
  comparedTraffic: 'Data: {now} (before: {then})',
  comparedZones: 'Cross-zone share: {now} (before: {then})',
  comparedLosses: 'Retransmissions and timeouts: {now} (before: {then})',

  // What is not known
  unknownTimes: 'Without flow series in Prometheus, it is not known when losses began.',
  unknownFlows: 'Without flows, losses and conversations are not known.',
  unknownAllowances: 'Without the metrics of the agents, exceeded allowances are not known.',
  unknownAgents: 'It is not known whether the agents respond.',
  unknownEvents: 'Without kube-state-metrics, rollouts, restarts, and pods that are not ready are not known.',
  unknownNetwork: 'Without CloudWatch, it is not known whether AWS reports an impairment of its network.',
  unknownPolicies: 'Without the metrics of the network policy agents, dropped packets are not known.',
  unknownNode: 'Data about {node} is incomplete. A cause there can be missing.',
} as const;
