/**
 * The labels of workloads and their pods, in the styles of the charts and manifests that usually install them. All pods
 * have `app.kubernetes.io/name`, as in kube-state-metrics.
 */
import { type WorkloadSpec } from '../world/applications/workloads';
import { type Texts } from './object';

/** The labels of a workload. */
export interface WorkloadLabels {
  /** `spec.selector` of the workload. */
  selector: Texts;
  /** `spec.selector` of its Service. */
  service: Texts;
  /** The labels of its pods, without those that controllers add. They include both selectors. */
  pod: Texts;
}

const NAME = 'app.kubernetes.io/name';
const INSTANCE = 'app.kubernetes.io/instance';
const COMPONENT = 'app.kubernetes.io/component';
const PART_OF = 'app.kubernetes.io/part-of';

/** Kinds of databases and queues, which names of workloads end with. */
const DATA_STORES = ['mysql', 'redis', 'postgresql', 'rabbitmq', 'db', 'cache'];

/** The namespace without the number of its cell: "batch" for "batch-0007". */
export function baseNamespace(namespace: string): string {
  return namespace.replace(/-\d{4}$/, '');
}

function componentOf({ workload }: WorkloadSpec): string | undefined {
  return DATA_STORES.find((store) => workload.endsWith(`-${store}`));
}

/** Selects by one label, and has others that only describe the pod. */
function selectedByApp({ workload }: WorkloadSpec, others: Texts): WorkloadLabels {
  const selector = { app: workload };
  return { selector, service: selector, pod: { ...selector, [NAME]: workload, ...others } };
}

/** As Helm's default chart. */
function helmChart({ workload }: WorkloadSpec, others: Texts = {}, selected: Texts = {}): WorkloadLabels {
  const selector = { [NAME]: workload, [INSTANCE]: workload, ...selected };
  return { selector, service: selector, pod: { ...selector, ...others } };
}

/** @see https://github.com/coredns/deployment and the EKS add-on: the Service selects by one of the labels. */
const COREDNS: WorkloadLabels = {
  selector: { 'eks.amazonaws.com/component': 'coredns', 'k8s-app': 'kube-dns' },
  service: { 'k8s-app': 'kube-dns' },
  pod: { 'eks.amazonaws.com/component': 'coredns', 'k8s-app': 'kube-dns', [NAME]: 'coredns' },
};

function systemWorkload({ workload }: WorkloadSpec): WorkloadLabels {
  if (workload === 'coredns') {
    return COREDNS;
  }
  const selector = { 'k8s-app': workload };
  return { selector, service: selector, pod: { ...selector, [NAME]: workload, [INSTANCE]: workload } };
}

function ingressGateway(spec: WorkloadSpec): WorkloadLabels {
  const selector = { app: spec.workload, istio: 'ingressgateway' };
  const others = { [NAME]: spec.workload, 'service.istio.io/canonical-name': spec.workload };
  return { selector, service: selector, pod: { ...selector, ...others } };
}

/** The labels of a workload. */
export function workloadLabels(spec: WorkloadSpec): WorkloadLabels {
  switch (baseNamespace(spec.namespace)) {
    case 'retail-store':
      return helmChart(
        spec,
        { 'app.kubernetes.io/owner': 'retail-store-sample' },
        { [COMPONENT]: componentOf(spec) ?? 'service' }
      );
    case 'ecommerce':
      return selectedByApp(spec, { tier: componentOf(spec) === undefined ? 'backend' : 'data' });
    case 'photo-gallery':
      return selectedByApp(spec, { [PART_OF]: 'photo-gallery' });
    case 'batch':
      return selectedByApp(spec, { team: 'finance' });
    case 'istio-ingress':
      return ingressGateway(spec);
    case 'kube-system':
      return systemWorkload(spec);
    default:
      return helmChart(spec);
  }
}
