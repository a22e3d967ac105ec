import { displayable } from '../../core/displayable';
import { type Labels } from '../../core/kubernetes/clusterFacts';

/** Labels in a form that is safe to display. Names in Kubernetes stay as they are. */
export function displayableLabels(labels: Labels = {}): Labels {
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, value && displayable(value)]));
}
