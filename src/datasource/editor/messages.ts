/** The data source settings. */
export const SETTINGS = {
  flowApi: { label: 'Flow API' },
  flowApiUrl: {
    label: 'Flow API URL',
    description:
      'The URL at which the Grafana server reaches the gateway in front of the network-flow API or, with an Infinity data source, the API itself. Do not include credentials.',
  },
  clientToken: {
    label: 'Client token',
    description:
      'The token that the gateway requires, if it requires one. Grafana stores it encrypted, and only the Grafana server sends it: as a bearer token and, for Amazon API Gateway, as x-api-key.',
  },
  infinityDataSource: {
    label: 'Infinity data source',
    description:
      'Optional. Select one if no gateway signs the requests: it sends them to the flow API URL, signed with the AWS access key in its own settings.',
  },
  ingestionLag: {
    label: 'Ingestion lag (seconds)',
    description:
      'The delay until flows are available in the flow API. Time ranges that end now are moved back by this delay.',
  },
  maxQueries: {
    label: 'Maximum queries per panel',
    description:
      'A long time range needs one flow API query for each hour, metric and category. If the range needs more queries than this, the oldest hours are omitted and the panel shows a notice.',
  },
  prometheus: { label: 'Prometheus' },
  prometheusDataSource: {
    label: 'Prometheus data source',
    description:
      "The data source with the network agents' metrics: Prometheus, Amazon Managed Service for Prometheus, Mimir, Thanos or VictoriaMetrics.",
  },
  kubeStateMetrics: {
    label: 'kube-state-metrics',
    description:
      'Enable if kube-state-metrics is in the same Prometheus. It identifies running pods. The series of terminated pods stay at their last value.',
  },
  clusterLabel: {
    label: 'Cluster label',
    description:
      'The label that identifies the cluster, if this Prometheus has several clusters. Leave empty for a single cluster.',
    placeholder: 'None',
  },
  cloudWatch: { label: 'CloudWatch' },
  cloudWatchDataSource: {
    label: 'CloudWatch data source',
    description:
      "Optional. It provides the total bytes of a monitor: if the flow API's limit of 500 rows cuts results, panels show the share of these bytes that they contain. It also provides the logs with the connections that network policies deny.",
  },
  kubernetesEvents: { label: 'Kubernetes events' },
  lokiDataSource: {
    label: 'Loki data source',
    description: 'Optional. Investigate shows the warnings among the events of Kubernetes, and they support causes.',
  },
  eventsSelector: {
    label: 'Selector of the events',
    description: 'The LogQL stream selector of the events. The default selects those that Grafana Alloy collects.',
  },
  displayOfFlows: { label: 'Names, links, and prices' },
  namedNetworks: {
    label: 'Named networks',
    description:
      'Names for address ranges outside the cluster, such as a data center, an office or a partner. Enter one per line: the CIDR range, then the name.',
    placeholder: '10.100.0.0/16 Frankfurt data center\n192.0.2.0/24 Payment provider',
  },
  podUrl: {
    label: 'Link to pods',
    description:
      'The address of the page of a pod, such as that in the EKS console, with {cluster}, {namespace}, and {pod}. Investigate links pods to it.',
    placeholder: 'https://us-east-1.console.aws.amazon.com/eks/clusters/{cluster}/pods/{pod}?namespace={namespace}',
  },
  prices: {
    label: 'Transfer prices (USD per GB)',
    description:
      'Used to estimate costs. Enter the price per GB (10⁹ bytes) of payload, for both directions together. Leave a price empty to use the AWS list price for us-east-1.',
  },
} as const;

/** The types of queries and their help: each has an example. */
export const QUERY_TYPE_LABEL = 'Query type';

export const QUERY_TYPES = {
  flows: { label: 'Flows', description: 'Connections between workloads, from the network-flow API or Prometheus' },
  metric: { label: 'Agent metric', description: 'Metrics of the network agents, from Prometheus' },
  events: { label: 'Events', description: 'Exceeded allowances, agent restarts and rollouts' },
  insights: { label: 'Workload insights', description: 'Top contributors by subnet and zone' },
  paths: {
    label: 'Network paths',
    description: 'Paths between zones and Regions, from performance monitors',
  },
  inventory: { label: 'Inventory', description: 'Monitors, scopes and agents' },
  deniedConnections: {
    label: 'Denied connections',
    description: 'Attempts that network policies deny, from the logs of the policy agents in CloudWatch',
  },
} as const;

export const EXAMPLES = {
  flows:
    'Shows the pairs of workloads of a namespace with the most traffic. Select a monitor or an EKS cluster to run it.',
  metric: 'Shows the ten pods that receive the most bytes per second.',
  events: 'Shows exceeded allowances, agent restarts and rollouts. You can also use this query for annotations.',
  insights: 'Shows the traffic from each zone to other zones, in 5-minute steps.',
  paths: 'Shows the 20 paths between zones and Regions that AWS ranks highest. Select a performance monitor to run it.',
  inventory: 'Shows the nodes without a responding agent.',
  deniedConnections:
    'Shows the pairs of workloads whose connections network policies deny. Select an EKS cluster to run it.',
} as const;

export const FORMAT_LABEL = 'Format';
export const VARIABLE = 'Variable';

/** Flows queries. */
export const FLOWS_EDITOR = {
  source: { label: 'Source', tooltip: 'The source of the flows' },
  monitor: {
    label: 'Monitor',
    tooltip: 'The Network Flow Monitor to query',
    placeholder: 'Select a monitor',
  },
  clusterOfMonitors: {
    label: 'Cluster',
    tooltip:
      'The name or ARN of an EKS cluster, as an alternative to a monitor. All monitors of the cluster are queried. The cluster takes precedence over the monitor.',
    placeholder: 'None',
  },
  clusterOfSeries: {
    label: 'Cluster',
    tooltip: 'The name or ARN of an EKS cluster. Leave empty for all clusters in Prometheus.',
    placeholder: 'All',
  },
  metrics: {
    label: 'Metrics',
    tooltip: 'Leave empty for all metrics. Each metric needs one query per category.',
    placeholder: 'All',
  },
  level: { label: 'Level', tooltip: 'What each node of the graph represents' },
  timeShift: {
    label: 'Time shift',
    tooltip:
      "Moves the query's time range back, for example by 1h, 1d or 1w. You can use a variable. The flow graph compares two queries with different time shifts. Enter off to disable the query.",
    placeholder: 'None',
  },
  groupBy: { label: 'Group by', placeholder: 'All flows in one group' },
} as const;

export const FLOW_SOURCES = {
  auto: {
    label: 'Auto',
    description:
      "The flow API for ranges of up to one hour, and the agents' series for longer ranges if Prometheus has them",
  },
  api: {
    label: 'Flow API',
    description: 'Includes round-trip times, categories and network paths, with one query per hour',
  },
  series: { label: "Agents' series", description: 'nfm_* series in Prometheus, for any time range' },
} as const;

export const FLOW_FORMATS = {
  flows: { label: 'Flows', description: 'One row per flow, for the flow graph and for tables' },
  nodeGraph: { label: 'Node graph', description: "For Grafana's node graph panel and Explore" },
  topTalkers: { label: 'Top talkers', description: 'One row per group of flows' },
  timeSeries: { label: 'Time series', description: "Bytes per second by group, from the agents' series" },
} as const;

export const GRAPH_LEVELS = {
  namespace: { label: 'Namespace' },
  workload: { label: 'Workload' },
  pod: { label: 'Pod' },
  zone: { label: 'Zone' },
} as const;

/** The categories that flows and insights queries use if none is selected. */
export const DEFAULT_FLOW_CATEGORIES = 'the categories that every endpoint supports, the internet and AWS services';
export const DEFAULT_INSIGHT_CATEGORIES = 'the categories that every endpoint supports';

export const CATEGORIES = {
  label: 'Categories',
  placeholder: 'Default',
  tooltip: (byDefault: string) => `Leave empty to query ${byDefault}.`,
} as const;

/** Limits of the number of rows. */
export const LIMIT_LABEL = 'Limit';

export function limitOfRows(max: number): string {
  return `The maximum number of rows for each metric and category (1–${max})`;
}

export function limitOfPaths(max: number): string {
  return `The maximum number of paths for each hour (1–${max})`;
}

/** Agent metric queries. */
export const METRIC_EDITOR = {
  metric: { label: 'Metric' },
  source: { label: 'Source' },
  groupBy: { label: 'Group by' },
  calculation: { label: 'Calculation' },
  top: {
    label: LIMIT_LABEL,
    tooltip: 'The number of groups to show: those with the highest values over the whole range. Leave empty for all.',
    placeholder: 'All',
  },
  promql: { label: 'PromQL', ariaLabel: 'PromQL of this query' },
  explore: 'Open in Explore as a Prometheus query',
} as const;

export const METRIC_SOURCES = {
  agent: { label: 'Agent', description: 'The network agent, which exposes the change since the last scrape' },
  node_exporter: {
    label: 'node_exporter',
    description: 'The ethtool collector of node_exporter, which exposes cumulative ENA counters',
  },
} as const;

export const METRIC_GROUPINGS = {
  pod: { label: 'Pod' },
  workload: { label: 'Workload' },
  namespace: { label: 'Namespace' },
  node: { label: 'Node' },
  interface: { label: 'Network interface' },
  device: { label: 'Device' },
} as const;

export const CALCULATIONS = {
  rate: { label: 'Per second' },
  total: { label: 'Total over range' },
} as const;

/** Events queries. */
export const EVENTS_EDITOR = { label: 'Events', tooltip: 'Leave empty for all events.', placeholder: 'All' } as const;

export const EVENT_KIND_TEXTS = {
  allowances: {
    label: 'Allowances exceeded',
    description: 'The start, the end and the number of packets for each node that exceeded an allowance',
  },
  agentRestarts: { label: 'Agent restarts', description: 'Restarts of the network agents' },
  rollouts: { label: 'Rollouts', description: 'Pods of new ReplicaSets, and replaced pods' },
  podProblems: {
    label: 'Pod problems',
    description: 'Container restarts with their reason, and pods that are evicted, not ready, or without a node',
  },
} as const;

/** Workload insights queries. */
export const INSIGHTS_EDITOR = {
  scope: {
    label: 'Scope',
    tooltip: 'Leave empty for the scope of the account. AWS allows one scope per account and Region.',
    placeholder: 'Scope of the account',
  },
  metrics: { label: 'Metrics', tooltip: 'Each metric needs one query per category and hour.' },
} as const;

export const INSIGHT_FORMATS = {
  table: { label: 'Table', description: 'The subnets with the highest values' },
  timeSeries: { label: 'Time series', description: 'One series per zone, in 5-minute steps' },
} as const;

/** Network paths queries. */
export const PATHS_EDITOR = {
  monitor: {
    label: 'Monitor',
    tooltip: 'The performance monitor to query for paths between zones and Regions',
    placeholder: 'Select a performance monitor',
  },
} as const;

/** Queries for denied connections. */
export const DENIED_EDITOR = {
  cluster: {
    label: 'Cluster',
    tooltip:
      "The name or ARN of an EKS cluster. A name is looked up in the Region of the CloudWatch data source. The log names neither the policy nor the direction, and EKS Auto Mode sends none to CloudWatch. CloudWatch charges for all lines of the cluster's log group in the time range, also those of the control plane.",
    placeholder: 'Select a cluster',
  },
} as const;

export const DENIED_FORMATS = {
  flows: { label: 'Flows', description: 'One row per connection, for the flow graph: edges that carried nothing' },
  nodeGraph: { label: 'Node graph', description: "For Grafana's node graph panel and Explore" },
  table: { label: 'Table', description: 'One row per pair of workloads, with the number of attempts' },
} as const;

/** Inventory queries. */
export const INVENTORY_EDITOR = {
  list: { label: 'List' },
  monitor: { label: 'Monitor', tooltip: 'Leave empty for all monitors.', placeholder: 'All' },
} as const;

export const INVENTORY_LISTS = {
  monitors: { label: 'Monitors', description: 'Monitors with their status and resources' },
  performanceMonitors: {
    label: 'Performance monitors',
    description: 'Monitors of the AWS network between zones and Regions',
  },
  scopes: { label: 'Scopes', description: 'Scopes and the accounts that they cover' },
  scopeSuggestions: {
    label: 'Scope suggestions',
    description: 'Accounts with monitored traffic that the scope does not cover',
  },
  agents: { label: 'Agents', description: 'The status of the agent on each node, from Prometheus' },
} as const;

/** Filters of all queries. */
export const FILTERS = {
  first: 'Filters',
  next: 'and',
  row: (number: number) => `Filter ${number}`,
  add: 'Add filter',
  remove: 'Remove filter',
  side: 'End',
  field: 'Field',
  label: 'Label',
  operator: 'Operator',
  value: 'Value',
  values: 'Values',
  valuePlaceholder: 'Value or $variable',
  patternPlaceholder: 'Regular expression or $variable (empty matches all)',
  valuesPlaceholder: 'Values or $variable (empty matches all)',
} as const;

export const FILTER_SIDES = {
  either: { label: 'Either end' },
  client: { label: 'Client' },
  server: { label: 'Server' },
  both: { label: 'Both ends' },
} as const;

/** Fields of flows whose labels are not their names. */
export const FILTER_FIELD_LABELS = {
  external: 'external name',
  address: 'IP address',
  instance: 'EC2 instance',
  vpc: 'VPC',
  region: 'Region',
} as const;

export const PATH_OPERATORS = {
  EQUALS: { label: 'is' },
  NOT_EQUALS: { label: 'is not' },
  IN: { label: 'is one of' },
  CONTAINS: { label: 'contains' },
} as const;
