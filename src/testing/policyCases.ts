import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FlowEnd, type PolicyFlow } from '../core/policy/policyFlow';
import { type Protocol } from '../core/policy/policies';

/** A case of e2e/fixtures/policies, whose README describes the members. */
export interface PolicyCase {
  id: string;
  namespaces: Array<{ name: string; labels: Record<string, string> }>;
  pods: CasePod[];
  services?: Array<{ namespace: string; name: string; clusterIP: string; selector: object; ports: object[] }>;
  policies: object[];
  flows: Array<{ from: string; to: string; port: number; protocol: Protocol }>;
  expect?: Array<{ verdict: string; egress: CaseSide; ingress: CaseSide }>;
  kubernetes?: string[];
  eks: string[];
}

interface CasePod {
  namespace: string;
  name: string;
  ip: string;
  labels: Record<string, string>;
  ports?: Array<{ name?: string; port: number; protocol: Protocol }>;
  /** The address of the node. */
  node?: string;
  hostNetwork?: boolean;
}

export interface CaseSide {
  state: 'not-isolated' | 'allowed' | 'denied' | 'external';
  by?: string[];
}

const FIXTURES = join(__dirname, '../../e2e/fixtures/policies');

export function policyCases(file: 'cases.json' | 'special.json'): PolicyCase[] {
  return (JSON.parse(readFileSync(join(FIXTURES, file), 'utf8')) as { cases: PolicyCase[] }).cases;
}

/** The objects of a case, as the Kubernetes API has them. */
export function kubernetesObjects({
  namespaces,
  pods,
  services = [],
  policies,
}: Pick<PolicyCase, 'namespaces' | 'pods' | 'services' | 'policies'>) {
  // The namespaces of the Services of special.json are not in the case.
  const missing = services
    .map(({ namespace }) => namespace)
    .filter((name) => !namespaces.some((known) => known.name === name));
  return [
    ...[...namespaces, ...missing.map((name) => ({ name, labels: {} }))].map(({ name, labels }) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels },
    })),
    ...pods.map(({ namespace, name, ip, labels, ports = [], node, hostNetwork }) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { namespace, name, labels },
      spec: {
        ...(hostNetwork && { hostNetwork }),
        containers: [{ ports: ports.map(({ port, ...rest }) => ({ containerPort: port, ...rest })) }],
      },
      status: { phase: 'Running', podIP: ip, ...(node && { hostIP: node }) },
    })),
    ...services.map(({ namespace, name, ...spec }) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { namespace, name },
      spec,
    })),
    ...policies,
  ];
}

/** The flows of a case, with its Services by their addresses. */
export function flowsOfCase(policyCase: PolicyCase): PolicyFlow[] {
  return policyCase.flows.map(({ from, to, port, protocol }) => ({
    client: endOfCase(from, policyCase),
    server: endOfCase(to, policyCase),
    port,
    protocol,
  }));
}

/** An end of a flow of a case. */
export function endOfCase(end: string, { services = [] }: Pick<PolicyCase, 'services'>): FlowEnd {
  if (end.startsWith('svc:')) {
    const service = services.find(({ namespace, name }) => end === `svc:${namespace}/${name}`);
    return { kind: 'address', address: service?.clusterIP ?? end };
  }
  const [namespace = '', name] = end.split('/');
  return name === undefined ? { kind: 'address', address: end } : { kind: 'pod', namespace, name };
}
