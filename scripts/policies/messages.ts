import { type GeneratedPolicy } from '../../src/core/policy/generate/generatedPolicy';
import { KUBECTL_COMMAND, POLICY_ENDPOINTS_COMMAND } from '../../src/core/policy/read/kubectl';
import { type JudgedGroup } from '../../src/core/policy/review/groupJudged';
import { bytesText } from '../../src/core/policy/files/messages';
import { type Stage } from '../../src/core/policy/review/proposal';
import { type Verdict } from '../../src/core/policy/verdict';
import { someNames } from '../../src/core/someNames';
import { type FailureText } from '../failure';
import { type ReportedFinding } from './report/verdictReport';

export const USAGE = `Usage: npm run policies -- [options]
       node eastwest-policies-<version>.mjs [options]

Generates network policies from observed flows, and reports what they would allow and deny.

  --inventory FILE       Kubernetes objects in JSON or YAML; can be repeated. Write the file with
                         ${KUBECTL_COMMAND}
                         On EKS with Amazon VPC CNI, also compares the policies with what is enforced, if you add
                         ${POLICY_ENDPOINTS_COMMAND}

Flows, from one of:
  --flow-api URL         address of the network-flow API, such as that of the gateway
  --monitor NAME         monitor with the flows; can be repeated
  --prometheus URL       address of a Prometheus with the agents' flow series
  --cluster NAME         EKS cluster, if Prometheus has several
  --cluster-label LABEL  label with its name in the series of kube-state-metrics, if Prometheus has several
  --flows FILE           CSV or JSON that Grafana, the flow graph, or the AWS CLI exported; can be repeated

  --hours NUMBER         hours of flows before now (24)
  --from TIME --to TIME  the window instead, in ISO 8601: 2026-11-21T10:00Z
                         For files, the window of those that do not have it

  --networks FILE        names of address ranges, one per line: 10.100.0.0/16 Frankfurt data center
  --namespace NAME       namespace of the policies; can be repeated (all but those of Kubernetes)
  --enforced-by WHAT     vpc-cni-standard, vpc-cni-strict, auto-mode, auto-mode-default-deny, or other (vpc-cni-standard)
  --out DIRECTORY        write the policies to this directory; without it, only the report is printed
  --check                only judge the policies in the inventory
  --format FORMAT        form of the report: text, markdown, json, junit, or sarif (text)
  --metrics-file FILE    write how many flows these policies allow and deny, by workload, as OpenMetrics text: for a
                         Pushgateway, or for the textfile collector of node_exporter

Tokens are read from environment variables: GATEWAY_TOKEN for the gateway, PROMETHEUS_TOKEN for Prometheus.

Exit codes: 0 all observed flows are allowed; 1 something failed; 3 observed flows are denied or not known, or a policy has an error or is
enforced in another way (only with --check).`;

export const INVENTORY_MISSING: FailureText = {
  what: 'The option --inventory is missing.',
  remedy: `Write the Kubernetes objects to a file: ${KUBECTL_COMMAND}`,
};

export const FLOWS_MISSING: FailureText = {
  what: 'No option says where the flows are.',
  remedy: 'Enter --flow-api with --monitor, --prometheus, or --flows with a file.',
};

export const SEVERAL_SOURCES: FailureText = {
  what: 'Several options say where the flows are.',
  remedy: 'Enter one of --flow-api with --monitor, --prometheus, and --flows.',
};

export const apiIncomplete = (option: string): FailureText => ({
  what: `The option ${option} is missing.`,
  remedy: 'Enter the address of the network-flow API with --flow-api, and a monitor with --monitor.',
});

export const CLUSTER_MISSING: FailureText = {
  what: 'The option --cluster is missing.',
  remedy: 'Enter the name of the EKS cluster whose flows are read, or leave out --cluster-label.',
};

export const severalClusters = (names: readonly string[]): FailureText => ({
  what: `Prometheus has flows of several clusters: ${someNames(names.map((name) => name || '(no name)'))}.`,
  remedy: 'Enter the cluster of the inventory with --cluster.',
});

export const prometheusUnreachable = (url: string, cause: string): FailureText => ({
  what: `Prometheus at ${url} does not respond: ${cause}`,
  remedy: 'Check the address, and that Prometheus is reachable from here.',
});

export const prometheusRefused = (url: string, status: number, cause: string): FailureText => ({
  what: `Prometheus at ${url} responded with status ${status}: ${cause}`,
  remedy:
    status === 401 || status === 403
      ? 'Put a valid bearer token in the environment variable PROMETHEUS_TOKEN.'
      : 'Check that the address is that of the API of Prometheus, without /api/v1.',
});

export const invalidHours = (text: string): FailureText => ({
  what: `--hours is "${text}", which is not a number of hours.`,
  remedy: 'Enter a number greater than 0: --hours 24',
});

export const invalidTime = (option: string, text: string): FailureText => ({
  what: `${option} is "${text}", which is not a time.`,
  remedy: 'Enter --from and --to in ISO 8601: --from 2026-11-21T10:00Z --to 2026-11-28T10:00Z',
});

export const wrongOrder = (from: string, to: string): FailureText => ({
  what: `--from is ${from}, which is not before ${to}.`,
  remedy: 'Enter the start of the window with --from, and its end with --to.',
});

export const timeRangeMissing = (file: string): FailureText => ({
  what: `The file ${file} does not have the time range of its flows.`,
  remedy: 'Enter the time range of the panel or the query: --from 2026-11-21T10:00Z --to 2026-11-28T10:00Z',
});

export const ADDRESSES_MISSING: FailureText = {
  what: 'The CSV of the flow graph has no addresses of ends outside the cluster, so no rules can be written for these.',
  remedy:
    'Generate policies from the data of the panel: in Grafana, open Inspect > Data. To only judge the policies in the inventory, add --check.',
};

export const unknownFormat = (text: string, known: readonly string[]): FailureText => ({
  what: `--format is "${text}".`,
  remedy: `Enter one of ${known.join(', ')}.`,
});

export const unknownEnforcement = (text: string, known: readonly string[]): FailureText => ({
  what: `--enforced-by is "${text}".`,
  remedy: `Enter one of ${known.join(', ')}.`,
});

export const unreadableFile = (file: string, cause: string): FailureText => ({
  what: `The file ${file} cannot be read: ${cause}`,
  remedy: 'Check the path and the permissions of the file.',
});

export const fileNotWritten = (file: string, cause: string): FailureText => ({
  what: `The file ${file} cannot be written: ${cause}`,
  remedy: 'Check that the directory exists, and its permissions.',
});

export const notYaml = (file: string, cause: string): FailureText => ({
  what: `The file ${file} is neither JSON nor YAML: ${cause}`,
  remedy: `Write it with: ${KUBECTL_COMMAND}`,
});

export const inventoryProblems = (problems: readonly string[]): FailureText => ({
  what: ['The inventory has problems, so verdicts could be wrong:', ...problems].join('\n  '),
  remedy: `Write it again with: ${KUBECTL_COMMAND}`,
});

export const NO_FLOWS: FailureText = {
  what: 'There are no flows in this window.',
  remedy: 'Check the window, and that the monitors, series, or files are of this cluster.',
};

export const queriesFailed = (failed: readonly string[]): FailureText => ({
  what: `${failed.length} queries of the network-flow API failed: ${[...new Set(failed)].slice(0, 3).join(' ')}`,
  remedy: 'Policies from incomplete flows would deny connections. Run the command again when the API responds.',
});

export const warned = (warning: string) => `Warning: ${warning}`;

export const verdictCounts = (title: string, { allowed, denied, unknown }: Record<Verdict['outcome'], number>) =>
  `${title}: ${allowed} flows allowed, ${denied} denied, ${unknown} not known.`;

export const deniedFlows = ({ client, server, port, flows, bytes, reason }: JudgedGroup) =>
  `  ${client} → ${server} TCP ${port} (${flows} ${flows === 1 ? 'flow' : 'flows'}, ${bytesText(bytes)}): ${reason}`;

export const mistakeCount = (mistakes: number) =>
  `${mistakes} ${mistakes === 1 ? 'mistake' : 'mistakes'} in the policies:`;

export const differenceCount = (differences: number) =>
  `${differences} ${differences === 1 ? 'difference' : 'differences'} between the policies and what is enforced:`;

export const findingLine = ({ severity, place, problem, remedy }: ReportedFinding) =>
  `  ${severity}: ${place}: ${problem} ${remedy}`;

export const allowedFlows = (count: number) => `${count} ${count === 1 ? 'flow is' : 'flows are'} allowed`;

export const PASSED = 'Network policies: all observed flows are allowed';

export const NOT_PASSED = 'Network policies: flows are not allowed, or policies have errors';

export const MISTAKES_TITLE = 'Mistakes in the policies';

export const DIFFERENCES_TITLE = 'Differences between the policies and what is enforced';

export const UNPLACED_TITLE = 'Flows without a verdict';

export const OBSERVATION_TITLE = 'What was observed';

export const FLOWS_HEADER = ['Flow', 'Port', 'Flows', 'Bytes', 'Why'];

export const FINDINGS_HEADER = ['Severity', 'Place', 'Problem and remedy'];

export const UNPLACED_HEADER = ['Flows', 'Why'];

export const moreFlows = (count: number) => `  and ${count} more`;

export const unplacedReason = ({ flows, reason }: { flows: number; reason: string }) => `  ${flows} × ${reason}`;

export const unplacedFlows = (count: number) => `${count} flows have no verdict:`;

export const policyLine = (
  { namespace, name, types }: GeneratedPolicy['policy'],
  { ingress, egress }: GeneratedPolicy['rules'],
  leftOut: number
) => {
  const parts = [
    types.includes('ingress') ? `${ingress.length} ingress rules` : 'ingress not restricted',
    types.includes('egress') ? `${egress.length} egress rules` : 'egress not restricted',
    ...(leftOut > 0 ? [`${leftOut} kinds of flows without a rule`] : []),
  ];
  return `  ${namespace}/${name}: ${parts.join(', ')}`;
};

export const generatedCount = (policies: number, namespaces: number) =>
  `Generated ${policies} policies for ${namespaces} namespaces:`;

export const written = (files: number, directory: string) =>
  `Wrote ${files} files to ${directory}. Review them, apply the generated policies, and the files default-deny.yaml last.`;

export const TITLES: Record<Stage, string> = {
  today: 'Policies of the inventory',
  'default-deny': 'With the default deny alone',
  generated: 'With the generated policies',
  'generated-default-deny': 'With the generated policies and the default deny',
};
