export const APP_ID = 'eastwest-networkflow-app';
export const DATASOURCE_ID = 'eastwest-networkflow-datasource';
export const FLOWGRAPH_ID = 'eastwest-flowgraph-panel';

/** Grafana's data source for any HTTP API, which can sign requests with AWS credentials. */
export const INFINITY_ID = 'yesoreyeram-infinity-datasource';
