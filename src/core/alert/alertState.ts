/** The states of alerts in Grafana (pkg/services/ngalert/eval, Grafana 12.4). A reason can follow: "Normal (NoData)". */
const FIRED = ['Alerting', 'Recovering', 'NoData', 'Error'];
const PENDING = 'Pending';

interface AlertState {
  isActive: boolean;
  hasFired: boolean;
  /** Whether the condition of the rule is true and has been for as long as the rule requires. */
  isAlerting: boolean;
}

/** The meaning of a state as Grafana writes it. */
export function alertStateOf(text: string): AlertState {
  const state = text.replace(/ \(.*/, '');
  const hasFired = FIRED.includes(state);
  return { isActive: hasFired || state === PENDING, hasFired, isAlerting: state === 'Alerting' };
}
