import { type Finding } from './finding';
import { NO_PROMETHEUS_SELECTED, notPrometheus, prometheusGone, prometheusResponds } from './messages';

/** The selected Prometheus data source, before any query. */
export type PrometheusChoice =
  | { kind: 'none' }
  | { kind: 'gone'; uid: string }
  | { kind: 'incompatible'; name: string; type: string }
  | { kind: 'usable'; name: string };

/** Why the selected data source cannot be queried; undefined if it can. */
export function choiceFinding(choice: PrometheusChoice): Finding | undefined {
  switch (choice.kind) {
    case 'none':
      return finding('info', NO_PROMETHEUS_SELECTED);
    case 'gone':
      return finding('broken', prometheusGone(choice.uid));
    case 'incompatible':
      return finding('broken', notPrometheus(choice.name, choice.type));
    case 'usable':
      return undefined;
  }
}

/** The finding for a Prometheus data source that responds. */
export function prometheusAnswers(name: string): Finding {
  return finding('fine', prometheusResponds(name));
}

/**
 * The finding for a Prometheus data source whose queries fail.
 *
 * @param said what happened and what to do, in whole sentences.
 */
export function prometheusFails(said: string): Finding {
  return finding('broken', said);
}

function finding(state: Finding['state'], text: string): Finding {
  return { part: 'Prometheus', state, text };
}
