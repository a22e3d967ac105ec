import { urlPart } from '../urlPart';
import { NO_WEB_ADDRESS, unknownPlaceholder } from './messages';

/** The placeholders in the template of a link to a pod. */
const PLACEHOLDERS = ['cluster', 'namespace', 'pod'] as const;

/** A pod as the template names it. The cluster is absent if it is not known. */
export interface LinkedPod {
  cluster?: string;
  namespace: string;
  pod: string;
}

/** Browsers open links of any other scheme, too, such as those that run scripts. */
const WEB_ADDRESS = /^https?:\/\/[^\s/?#]+/i;

const PLACEHOLDER = /\{(\w*)\}/g;

/** What is wrong with a template, which can be any value, and what to change; undefined if nothing is, or if it is empty. */
export function podUrlProblem(template: unknown): string | undefined {
  if (template === undefined || template === '') {
    return undefined;
  }
  if (typeof template !== 'string' || !WEB_ADDRESS.test(template.replace(PLACEHOLDER, 'x'))) {
    return NO_WEB_ADDRESS;
  }
  const known: readonly string[] = PLACEHOLDERS;
  const unknown = [...template.matchAll(PLACEHOLDER)].find(([, name = '']) => !known.includes(name));
  return unknown && unknownPlaceholder(unknown[0], PLACEHOLDERS.map((name) => `{${name}}`).join(', '));
}

/**
 * The address of a pod's page, for example in the EKS console.
 *
 * @param template "https://us-east-1.console.aws.amazon.com/eks/clusters/{cluster}/pods/{pod}?namespace={namespace}"
 * @returns undefined if there is no valid template, or if it needs the cluster and that is not known.
 */
export function podUrl(template: unknown, { cluster, namespace, pod }: LinkedPod): string | undefined {
  if (typeof template !== 'string' || template === '' || podUrlProblem(template) !== undefined) {
    return undefined;
  }
  const values: Record<string, string | undefined> = { cluster, namespace, pod };
  const isKnown = [...template.matchAll(PLACEHOLDER)].every(([, name = '']) => values[name] !== undefined);
  return isKnown ? template.replace(PLACEHOLDER, (_, name: string) => urlPart(values[name] ?? '')) : undefined;
}
