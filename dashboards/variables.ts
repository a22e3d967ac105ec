/** The data source that a dashboard's user chooses: no dashboard names one of its own. */
export const FLOWS_DATASOURCE = {
  name: 'flows',
  ref: { type: 'eastwest-networkflow-datasource', uid: '${flows}' },
} as const;
