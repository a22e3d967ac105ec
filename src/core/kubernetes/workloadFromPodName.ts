import { ANY_NAME, TRUNCATED_NAME, TRUNCATED_NAME_RULES, NAME_RULES, type PodNameRule } from './podNameRules';
import { type Workload } from './workload';

type Rule = (name: string) => Workload | undefined;

const matching = (rules: readonly PodNameRule[]): Rule => {
  const compiled = rules.map((rule) => ({ ...rule, regex: wholly(rule.pattern) }));
  return (text) => {
    for (const { regex, kind, confidence } of compiled) {
      const [, name] = regex.exec(text) ?? [];
      if (name !== undefined) {
        return { kind, name, confidence };
      }
    }
    return undefined;
  };
};

const ofWholeName = matching(NAME_RULES);
const ofTruncatedName = matching(TRUNCATED_NAME_RULES);
const TRUNCATED = wholly(TRUNCATED_NAME);

/**
 * The workload of a pod, inferred from its name by the naming rules of the Kubernetes controllers. Owners from
 * kube-state-metrics are exact and take precedence.
 */
export function workloadFromPodName(podName: string): Workload {
  const [, kept = ''] = TRUNCATED.exec(podName) ?? [];
  const { kind, confidence } = ANY_NAME;
  return ofWholeName(podName) ?? ofTruncatedName(kept) ?? { kind, name: podName, confidence };
}

function wholly(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`);
}
