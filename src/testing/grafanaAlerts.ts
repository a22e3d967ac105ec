/**
 * Responses of Grafana 12.4.0 about one alert, recorded at its API with the query and the annotations of the rule left out. The rule
 * is evaluated every 10 seconds and waits for 20 seconds.
 */

const TITLE = 'Probe alert: 50% & more';

/** The labels in the link of the alert. */
export const PROBE_LABELS = { eni: 'eni-1', node: 'n 1&x=ü+/' };
export const PROBE_LINK = { rule: TITLE, labels: PROBE_LABELS };

const LABELS = { alertname: TITLE, ...PROBE_LABELS, grafana_folder: 'Eastwest', severity: 'warning' };

/** The response of /api/prometheus/grafana/api/v1/rules. The alert fires if no other state is given. */
export function rulesResponse(state = 'Alerting', activeAt = '2026-12-01T05:27:00Z'): object {
  const rule = {
    state: 'firing',
    name: TITLE,
    queriedDatasourceUIDs: ['eastwest-prometheus'],
    duration: 20,
    activeAt,
    alerts: [{ labels: LABELS, annotations: { ref_id: 'A' }, state, activeAt, value: '8e+01' }],
    totals: { alerting: 1 },
    totalsFiltered: { alerting: 1 },
    uid: 'probe-alert',
    folderUid: 'fg5xi8z760ow0c',
    labels: { severity: 'warning' },
    health: 'ok',
    type: 'alerting',
    lastEvaluation: '2026-12-01T05:27:00Z',
    evaluationTime: 0.004486774,
    isPaused: false,
    provenance: 'file',
  };
  const group = { name: 'g', file: 'Eastwest', folderUid: 'fg5xi8z760ow0c', rules: [rule], interval: 10 };
  return { status: 'success', data: { groups: [group], totals: { firing: 1 } } };
}

const OWN = '{alertname=Probe alert: 50% & more, eni=eni-1, grafana_folder=Eastwest, node=n 1&x=ü+/, severity=warning}';
const text = (values: string) => `${TITLE} ${OWN} - ${values}`;
const LABELS_OF_FIELDS = { from: 'state-history', ruleUID: 'probe-alert' };

/** The response of /api/v1/rules/history if Grafana keeps the history as annotations, newest first, with its wrong times. */
export const ANNOTATION_HISTORY = {
  schema: {
    name: 'states',
    fields: ['time', 'text', 'prev', 'next', 'data'].map((name) => ({ name, labels: LABELS_OF_FIELDS })),
  },
  data: {
    values: [
      [1796101800000000, 1796101760000000, 1796101740000000],
      [text('A=-1.000000, C=-1.000000'), text('A=80.000000, C=1.000000'), text('A=60.000000, C=1.000000')],
      ['Alerting', 'Pending', 'Normal'],
      ['Normal (NoData)', 'Alerting', 'Pending'],
      ['{"values":{"A":-1,"C":-1}}', '{"values":{"A":80,"C":1}}', '{"values":{"A":60,"C":1}}'],
    ],
  },
};

const lineOf = (previous: string, current: string) => ({
  ...{ schemaVersion: 1, previous, current, values: { A: 80, C: 1 }, condition: 'C', fingerprint: 'f1' },
  ...{ ruleTitle: TITLE, ruleID: 1, ruleUID: 'probe-alert', labels: LABELS },
});

/** The same response if Grafana keeps the history in Loki. */
export const LOKI_HISTORY = {
  schema: { name: 'states', fields: ['time', 'line', 'labels'].map((name) => ({ name, labels: {} })) },
  data: {
    values: [
      [1796101740000, 1796101760000, 1796101800000],
      [lineOf('Normal', 'Pending'), lineOf('Pending', 'Alerting'), lineOf('Alerting', 'Normal (NoData)')],
      [{ from: 'state-history' }, { from: 'state-history' }, { from: 'state-history' }],
    ],
  },
};
