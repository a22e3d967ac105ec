import { ANY_NAME, CUT_NAME, CUT_NAME_RULES, NAME_RULES, type PodNameRule } from './podNameRules';
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
const ofCutName = matching(CUT_NAME_RULES);
const CUT = wholly(CUT_NAME);

/**
 * The workload of a pod, inferred from its name by the naming rules of the Kubernetes controllers. Owners from
 * kube-state-metrics are exact and take precedence.
 */
export function workloadFromPodName(podName: string): Workload {
  const [, kept = ''] = CUT.exec(podName) ?? [];
  const { kind, confidence } = ANY_NAME;
  return ofWholeName(podName) ?? ofCutName(kept) ?? { kind, name: podName, confidence };
}

function wholly(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`);
}
