export const APP_ID = 'eastwest-networkflow-app';
export const DATASOURCE_ID = 'eastwest-networkflow-datasource';
