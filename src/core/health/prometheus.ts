import { type Finding } from './finding';

/** What is known of the chosen Prometheus data source before it is asked anything. */
export type PrometheusChoice =
  | { kind: 'none' }
  | { kind: 'gone'; uid: string }
  | { kind: 'incompatible'; name: string; type: string }
  | { kind: 'usable'; name: string };

/** Why the choice cannot be asked; undefined where it can. */
export function choiceFinding(choice: PrometheusChoice): Finding | undefined {
  switch (choice.kind) {
    case 'none':
      return finding(
        'info',
        'No Prometheus data source is chosen: there are no metrics of the agents, no flows from their series and no names from Kubernetes. Choose one in the settings to have them.'
      );
    case 'gone':
      return finding(
        'broken',
        `The chosen Prometheus data source (uid "${choice.uid}") does not exist any more. Choose another in the settings.`
      );
    case 'incompatible':
      return finding(
        'broken',
        `"${choice.name}" is a data source of the type "${choice.type}", which is not Prometheus. Choose a Prometheus-compatible one in the settings.`
      );
    case 'usable':
      return undefined;
  }
}

export function prometheusAnswers(name: string): Finding {
  return finding('fine', `"${name}" answers.`);
}

/** @param said what happened and what to do, in whole sentences. */
export function prometheusFails(said: string): Finding {
  return finding('broken', said);
}

function finding(state: Finding['state'], text: string): Finding {
  return { part: 'Prometheus', state, text };
}
