import { type DataSourceSettings } from '../shared/options';

const ACTION = /\{\{-?\s*(orEmpty\s+)?\.(?:(JsonData|SecureJsonData)\.(\w+)|(URL))\s*-?\}\}/g;

/**
 * Fills in a plugin route's template: `{{ .JsonData.x }}`, `{{ .SecureJsonData.x }}`, `{{ .URL }}`, each also after
 * `orEmpty`. Grafana uses Go's text/template, where a missing key of a map is rendered as `<no value>`; only `orEmpty`
 * makes it empty.
 */
export function renderTemplate(template: string, dataSource: DataSourceSettings): string {
  return template.replace(ACTION, (_all, orEmpty, map, key) => {
    const value = map === undefined ? dataSource.url : lookUp(dataSource, map, key);
    return value === undefined || value === null ? (orEmpty ? '' : '<no value>') : String(value);
  });
}

function lookUp(dataSource: DataSourceSettings, map: string, key: string): unknown {
  return (map === 'JsonData' ? dataSource.jsonData : dataSource.secureJsonData)?.[key];
}
