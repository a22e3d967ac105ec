import { type Enforcement } from '../../core/policy/amazon/enforcement';
import { type Decision } from '../../core/policy/files/ruleReview';
import { type DesignFinding } from '../../core/policy/design/compareWithDesign';
import { counted } from '../../core/counted';
import { type FileView, type ShownStage } from './pageState';

/** The texts of the page. */

export const SUBTITLE =
  'Generate network policies from the flows that were observed, and see what policies allow and deny before you apply them. Nothing is applied from here.';

export const LABELS = {
  enforcement: 'Enforced by',
  stage: 'Policies',
  compared: 'Compare with',
};

export const ENFORCEMENT_LABELS: Record<Enforcement, { label: string; description: string }> = {
  'vpc-cni-standard': { label: 'Amazon VPC CNI', description: 'Pods without policies are open (the default).' },
  'vpc-cni-strict': { label: 'Amazon VPC CNI, strict', description: 'Pods without policies are denied everything.' },
  'auto-mode': { label: 'EKS Auto Mode', description: 'networkPolicy: DefaultAllow in the NodeClass.' },
  'auto-mode-default-deny': {
    label: 'EKS Auto Mode, default deny',
    description: 'networkPolicy: DefaultDeny in the NodeClass.',
  },
  other: { label: 'Calico, Cilium, or others', description: 'Verdicts follow the Kubernetes API.' },
};

export const STAGE_LABELS: Record<ShownStage, { label: string; description: string }> = {
  today: { label: 'Today', description: 'The policies of the inventory.' },
  'default-deny': { label: 'Default deny', description: 'A default deny in each namespace, and nothing else.' },
  generated: { label: 'Generated', description: 'The generated policies, in addition to those of today.' },
  'generated-default-deny': {
    label: 'Generated and default deny',
    description: 'The generated policies, and then a default deny in each namespace.',
  },
  draft: {
    label: 'Draft',
    description: 'The files below with your reviews and edits: without rejected rules, and with the default deny.',
  },
};

export const NOT_COMPARED = 'Nothing';

export const GRAPH_TITLE = 'Flow graph by verdict';

export const NO_DATA_SOURCE =
  'Add an Eastwest data source first. It provides the flows that policies are generated from.';

export const INVENTORY_TITLE = 'Kubernetes objects';

export const INVENTORY_PURPOSE =
  'Flows show who communicates. The labels that policies select come from your cluster. Run this command, and drop the file here, or paste its content. Secrets, environment variables, and annotations are not kept; they stay in this browser tab until you reload it.';

export const POLICY_ENDPOINTS_PURPOSE =
  'If Amazon VPC CNI enforces policies, this command writes what it enforces today. Add its file, and the page compares it with your policies.';

export const INVENTORY_PLACEHOLDER = 'Paste the output of kubectl in JSON or YAML';

export const DROP_FILE = 'Drop the files here, or select them';

export const COPY_COMMAND = 'Copy command';

export const READ_TEXT = 'Read pasted text';

export const REPLACE_INVENTORY = 'Replace';

export const inventorySummary = (counts: { pods: number; namespaces: number; services: number; policies: number }) =>
  `${counted(counts.pods, 'pod')} in ${counted(counts.namespaces, 'namespace')}, ${counted(counts.services, 'Service')}, and ${counted(counts.policies, 'policy', 'policies')}.`;

export const youngestPod = (time: string) => `The youngest pod is from ${time}, so the objects are not older.`;

export const unreadable = (cause: string) =>
  `This is neither JSON nor YAML: ${cause} Run the command above again, and use its whole output.`;

export const problemsTitle = (problems: number) =>
  `${counted(problems, 'object')} cannot be read completely, so verdicts can be wrong`;

export const LOADING_FLOWS = 'Querying flows…';

export const FLOWS_FAILED = 'Flows cannot be queried';

export const NO_FLOWS = 'No flows in this time range. Select a longer one, or another monitor.';

export const OBSERVATION_TITLE = 'What was observed';

export const unplacedTitle = (flows: number) => `${counted(flows, 'flow')} without a verdict`;

export const unobservedTitle = (workloads: number) =>
  `${counted(workloads, 'workload has', 'workloads have')} no flow in this time range, so a default deny denies all later ones`;

export const outcomeCounts = ({ allowed, denied, unknown }: { allowed: number; denied: number; unknown: number }) =>
  `${counted(allowed, 'flow')} allowed, ${denied} denied, ${unknown} not known`;

export const NAMESPACES_TITLE = 'Namespaces';

export const NAMESPACE_COLUMNS = {
  namespace: 'Namespace',
  covered: 'Pods with a policy today',
  flows: 'Flows',
  denied: 'Denied',
  unknown: 'Not known',
};

export const coveredPods = (withPolicy: number, pods: number) => `${withPolicy} of ${pods}`;

export const FLOWS_TITLE = 'Flows';

export const SHOW_ALLOWED = 'Show allowed flows';

export const FLOW_COLUMNS = {
  client: 'Client',
  server: 'Server',
  port: 'Port',
  flows: 'Flows',
  bytes: 'Data',
  outcome: 'Verdict',
  reason: 'Why',
};

/** A server with the Service by way of which clients connect. */
export const byService = (server: string, service: string) => `${server} (Service ${service})`;

export const OUTCOMES = { allowed: 'Allowed', denied: 'Denied', unknown: 'Not known' };

export const ALL_ALLOWED = 'All observed flows are allowed.';

export const MISTAKES_TITLE = "Mistakes in today's policies";

export const DRAFT_MISTAKES_TITLE = 'Mistakes in the draft';

export const ENFORCED_TITLE = 'What Amazon VPC CNI enforces differently';

export const NO_DIFFERENCES = 'It enforces the policies of the cluster as they are.';

export const NO_MISTAKES = 'No mistakes were found.';

/** From the worst. */
export const SEVERITIES = ['error', 'warning', 'note'] as const;

export const SEVERITY_LABELS = { error: 'Error', warning: 'Warning', note: 'Note' };

export const MISTAKE_COLUMNS = { severity: 'Severity', place: 'Where', text: 'What happens, and what to do' };

export const FILES_TITLE = 'Generated policies';

export const FILES_PURPOSE =
  'One policy for each workload. Accept, postpone, or reject each rule, and compare the draft with the other stages. Then apply the files, watch for denied flows, and apply the default deny of each namespace last. This browser keeps your reviews and edits.';

export const reviewedRules = (reviewed: number, rules: number) => `${reviewed} of ${counted(rules, 'rule')} reviewed`;

export const EDITED = 'Edited';

export const ADD_OWN_POLICIES = 'Add policies';

/** What the file of policies of reviewers starts with. */
export const OWN_POLICIES_TEMPLATE = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: my-policy
  namespace: default
spec:
  podSelector: {matchLabels: {app: my-app}}
  policyTypes: [Ingress]
  ingress:
    - from: [{podSelector: {matchLabels: {app: my-client}}}]
      ports: [{port: 8080, protocol: TCP}]
`;

export const brokenFiles = (paths: readonly string[]) => `The draft is incomplete: ${paths.join(', ')} cannot be read`;

export const BROKEN_FILES_REMEDY = 'Open the file as YAML to see what is wrong.';

export const FILE_VIEW = 'View of the file';

export const FILE_VIEW_LABELS: Record<FileView, string> = { rules: 'Rules', text: 'YAML', changes: 'Changes' };

export const RULES_TITLE = 'Rules';

export const RULE_COLUMNS = {
  direction: 'Direction',
  peer: 'Peer',
  ports: 'Ports',
  evidence: 'Observed',
  decision: 'Review',
  note: 'Note',
};

export const DIRECTION_LABELS = { ingress: 'Ingress from', egress: 'Egress to' };

export const NOT_OBSERVED = 'Always written, because flows contain only TCP';

export const DECISION_LABELS: Record<Decision, string> = {
  accepted: 'Accept',
  postponed: 'Postpone',
  rejected: 'Reject',
};

export const decisionOf = (rule: string) => `Review of ${rule}`;

export const noteOf = (rule: string) => `Note on ${rule}`;

export const NOTE_PLACEHOLDER = 'Add a note';

export const ACCEPT_ALL = 'Accept all rules that are not reviewed';

export const leftOutTitle = (directions: number) =>
  `${counted(directions, 'direction')} of workloads cannot be restricted yet, and a default deny breaks their flows`;

export const TEXT_PROBLEMS = 'This file cannot be read completely, so verdicts of the draft can be wrong';

export const DISCARD_EDITS = 'Discard edits';

export const NO_CHANGES = 'The cluster already has these policies.';

export const changesOf = (path: string) => `Changes of ${path}`;

export const FILE = 'File';

export const COPY_FILE = 'Copy';

export const DOWNLOAD_FILE = 'Download';

export const downloadAll = (files: number) => `Download all (${counted(files, 'file')})`;

export const DESIGN_TITLE = 'Compare with your design';

export const DESIGN_PURPOSE =
  'Write which workloads may connect to which, one pair in a line, to find flows that your design does not have. This browser keeps the text.';

export const DESIGN_PLACEHOLDER = 'shop/web -> shop/api: 8080\nshop/* -> Amazon S3: 443\n* -> kube-system/coredns';

export const DESIGN_PROBLEMS = 'Some lines cannot be read';

export const DESIGN_RESULTS = 'Differences from your design';

export const designCounts = (asDesigned: number, differences: number) =>
  `${counted(asDesigned, 'connection')} as designed and allowed, ${counted(differences, 'difference')}`;

export const DESIGN_COLUMNS = { kind: 'Difference', client: 'Client', server: 'Server', ports: 'Ports', data: 'Data' };

export const DESIGN_LABELS: Record<DesignFinding['kind'], string> = {
  'not-designed': 'Not in the design',
  'not-allowed': 'Designed, but not allowed',
  'not-observed': 'Not observed',
};

/** The name of an archive with all files. */
export const ARCHIVE_FILE = 'network-policies.zip';
