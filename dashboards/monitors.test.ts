import { monitors } from './monitors';

interface Target {
  refId: string;
  hide?: boolean;
  datasource: { type: string };
  type?: 'math' | 'reduce';
  expression?: string;
  label?: string;
  dimensions?: object;
}

interface Saved {
  panels: Array<{ title: string; type: string; targets: Target[] }>;
  templating: { list: Array<{ name: string; regex?: string; allValue?: string }> };
}

const { panels, templating }: Saved = JSON.parse(JSON.stringify(monitors()));

describe('the Monitors dashboard', () => {
  it('needs only panels and data sources that are part of Grafana', () => {
    expect(new Set(panels.map(({ type }) => type))).toEqual(new Set(['state-timeline', 'stat', 'timeseries']));
    const types = panels.flatMap(({ targets }) => targets.map(({ datasource }) => datasource.type));
    expect(new Set(types)).toEqual(new Set(['cloudwatch', '__expr__']));
  });

  it.each(panels.map((panel) => [panel.title, panel] as const))(
    'shows one result that uses all its queries: %s',
    (_, panel) => {
      const expressions = panel.targets.filter(({ type }) => type !== undefined);
      const used = expressions.flatMap(({ type, expression = '' }) =>
        type === 'math' ? [...expression.matchAll(/\$(\w+)/g)].map(([, name]) => name) : [expression]
      );
      const shown = panel.targets.filter(({ hide }) => !hide).map(({ refId }) => refId);
      const hidden = panel.targets.filter(({ hide }) => hide).map(({ refId }) => refId);
      expect(shown).toHaveLength(1);
      expect(new Set(used)).toEqual(new Set(hidden));
    }
  );

  it('queries only the selected monitors, with one label, without which series could not be divided', () => {
    const queried = panels.flatMap(({ targets }) =>
      targets.filter(({ datasource }) => datasource.type === 'cloudwatch')
    );
    expect(queried.length).toBeGreaterThanOrEqual(panels.length);
    for (const { dimensions, label } of queried) {
      expect(dimensions).toEqual({ MonitorId: '$monitor' });
      expect(label).toBe("${PROP('Dim.MonitorId')}");
    }
  });

  it('shows monitors by name and queries them by ARN', () => {
    const [monitor] = templating.list.filter(({ name }) => name === 'monitor');
    const regex = new RegExp((monitor?.regex ?? '').replace(/^\/|\/$/g, ''));
    const arn = 'arn:aws:networkflowmonitor:us-east-1:123456789012:monitor/demo-monitor';
    expect(regex.exec(arn)?.groups).toEqual({ value: arn, text: 'demo-monitor' });
    expect(monitor?.allValue).toBe('*');
  });

  it.each([
    { events: 0, bytes: 1_500, expected: 0 },
    { events: 1, bytes: 1_500, expected: NaN },
    { events: 9, bytes: 1_500, expected: NaN },
    { events: 10, bytes: 1_500, expected: (10 / 1_500) * 1e9 },
    { events: 9, bytes: 1e12, expected: (9 / 1e12) * 1e9 },
    { events: 10, bytes: 0, expected: Infinity },
    { events: 9, bytes: 0, expected: NaN },
    { events: 0, bytes: 0, expected: NaN },
  ])(
    'returns $expected per GB for $events losses in $bytes bytes, and does not color chance',
    ({ events, bytes, expected }) => {
      for (const title of ['Retransmissions per GB', 'Timeouts per GB']) {
        const shown = panels.find((panel) => panel.title === title)?.targets.find(({ hide }) => !hide);
        const numbers = { $eventsTotal: events, $bytesTotal: bytes };
        // Grafana's expressions have the same operators as JavaScript.
        const evaluate = new Function(...Object.keys(numbers), `return ${shown?.expression}`);
        expect(evaluate(...Object.values(numbers))).toBe(expected);
      }
    }
  );
});
