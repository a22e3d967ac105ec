/** @jest-environment node */
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import monitors from '../dashboards/monitors.json';

const read = (file: string) => fs.readFileSync(path.join(__dirname, '..', file), 'utf8');
const page = read('docs/costs.md').replace(/\s+/g, ' ');

/** The numbers of queries for a metric of CloudWatch in a value, at any depth. */
function metricQueries(value: unknown): number {
  if (typeof value !== 'object' || value === null) {
    return 0;
  }
  const own = 'metricName' in value ? 1 : 0;
  return Object.values(value).reduce<number>((sum, child) => sum + metricQueries(child), own);
}

describe('the page about costs', () => {
  it('has the number of metrics that the Monitors dashboard requests for each monitor, and its refresh interval', () => {
    const count = metricQueries(monitors.panels);
    expect(page).toContain(`requests ${count} metrics for each monitor that is selected, every 5 minutes`);
    expect(monitors.refresh).toBe('5m');
  });

  it('has the number of metrics that the alert rules request for each monitor, and their interval', () => {
    const { groups }: { groups: Array<{ name: string; interval: string; rules: object[] }> } = parse(
      read('provisioning/alerting/eastwest.yaml')
    );
    const { interval, rules } = groups.find(({ name }) => name === 'eastwest-monitors')!;
    expect(page).toContain(`request ${metricQueries(rules)} metrics for each monitor, every 5 minutes`);
    expect([interval, rules.length]).toEqual(['5m', 3]);
  });
});
