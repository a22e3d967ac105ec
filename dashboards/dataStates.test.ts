import {
  createTheme,
  type FieldConfig,
  FieldColorModeId,
  FieldType,
  getDisplayProcessor,
  getFieldDisplayValues,
  LoadingState,
  toDataFrame,
} from '@grafana/data';
import { NOT_IN_SHARED_DASHBOARDS, UNKNOWN_TEXT } from '../src/core/dataState';
import { flowsToFrame } from '../src/frames/flowsFrame';
import { contentOf } from '../src/flowgraph/model/content';
import { coreDashboards, DASHBOARDS } from './all';

/**
 * The text of each panel in each state of its data, by the rules of Grafana's own panels (12.4):
 *
 * - a stat shows its "no value" text in the color of the lowest threshold, after failed queries and empty responses;
 * - charts and tables show their "no value" text in place of data in the same cases;
 * - the node graph has a text of its own.
 */

interface Panel {
  title: string;
  type: string;
  targets?: unknown[];
  panels?: Panel[];
  fieldConfig?: {
    defaults: FieldConfig;
    overrides: Array<{ matcher: object; properties: Array<{ id: string; value: unknown }> }>;
  };
  options?: { reduceOptions?: { calcs: string[] } };
}

const theme = createTheme();
const NEUTRAL = theme.colors.text.primary;
const GREEN = theme.visualization.getColorByName('green');

const panels = Object.entries({ ...DASHBOARDS, ...prefixed(coreDashboards()) }).flatMap(([dashboard, built]) =>
  panelsOf(JSON.parse(JSON.stringify(typeof built === 'function' ? built() : built)).panels).map(
    (panel) => [`${dashboard}: ${panel.title}`, panel] as const
  )
);
const ofType = (...types: string[]) => panels.filter(([, { type }]) => types.includes(type));

function prefixed(set: Record<string, object>): Record<string, object> {
  return Object.fromEntries(Object.entries(set).map(([name, dashboard]) => [`core/${name}`, dashboard]));
}

function panelsOf(list: readonly Panel[]): Panel[] {
  return list.flatMap((panel) => [panel, ...(panel.panels ?? [])]).filter(({ targets = [] }) => targets.length > 0);
}

function configOf({ fieldConfig }: Panel): FieldConfig {
  return { color: { mode: FieldColorModeId.Thresholds }, ...fieldConfig?.defaults };
}

/** The text and color of a stat with one value or none. */
function shownByStat(panel: Panel, values?: Array<number | null>): { text: string; color?: string } {
  const config = configOf(panel);
  const field = { name: 'Value', type: FieldType.number, config, values: values ?? [] };
  const frame = toDataFrame({ fields: [field] });
  const display = getDisplayProcessor({ field: { ...field, values: [] }, theme });
  const [shown] = getFieldDisplayValues({
    data: values ? [{ ...frame, fields: frame.fields.map((one) => ({ ...one, display })) }] : [],
    fieldConfig: { defaults: config, overrides: [] },
    reduceOptions: { calcs: panel.options?.reduceOptions?.calcs ?? [] },
    replaceVariables: (text) => text,
    theme,
  });
  return { text: shown?.display.text ?? '', color: shown?.display.color };
}

it('covers every panel with queries, of both sets', () => {
  expect(panels.length).toBeGreaterThan(100);
  const known = ofType('stat', 'timeseries', 'state-timeline', 'table', 'nodeGraph', 'eastwest-flowgraph-panel');
  expect(known).toHaveLength(panels.length);
});

describe('a stat', () => {
  it.each(ofType('stat'))('is unknown, neither zero nor good, after a failure or an empty response: %s', (_, panel) => {
    expect(shownByStat(panel)).toEqual({ text: UNKNOWN_TEXT, color: NEUTRAL });
    expect(shownByStat(panel, [null])).toEqual({ text: UNKNOWN_TEXT, color: NEUTRAL });
  });

  it.each(ofType('stat'))('is not unknown if it is zero: %s', (_, panel) => {
    expect(shownByStat(panel, [0]).text).not.toBe(UNKNOWN_TEXT);
  });

  it.each([
    ['Unresponsive agents', GREEN],
    ['Nodes without an agent', GREEN],
    ['Multiple scrapers', GREEN],
    ['Responding agents', theme.visualization.getColorByName('red')],
    ['Pods in kube-state-metrics', theme.visualization.getColorByName('red')],
  ])('has the color of zero only if it is known to be zero: %s', (title, color) => {
    const found = panels.filter(([, panel]) => panel.title === title);
    expect(found.map(([, panel]) => shownByStat(panel, [0]).color)).toEqual([color, color]);
  });
});

describe('a chart or a table', () => {
  const shown = ofType('timeseries', 'state-timeline', 'table');

  it.each(shown)('shows a text that covers failures and empty responses: %s', (_, { fieldConfig }) => {
    const text = fieldConfig?.defaults.noValue ?? '';
    expect(text).toMatch(
      /^No data\. If (this panel|the panel "[^"]+") shows an error, the query failed\. Otherwise, \S/
    );
  });

  it.each(ofType('table').filter(([name]) => /^workload: (Clients|Servers)$/.test(name)))(
    'does not name an icon that is absent if a workload has no such peers: %s',
    (_, { fieldConfig }) => {
      expect(fieldConfig?.defaults.noValue).toContain('there are no such flows');
      expect(fieldConfig?.defaults.noValue).not.toContain('icon');
    }
  );

  it('does not refer to the agents if a performance monitor reports no paths', () => {
    const [, paths] =
      panels.find(([name]) => name === 'zones-and-cost: Network paths of the performance monitor') ?? [];
    expect(paths?.fieldConfig?.defaults.noValue).toMatch(/performance monitor reports no paths/);
  });

  it('names a panel that shows the error if expressions hide it', () => {
    const hidden = shown.filter(([, { targets = [] }]) => JSON.stringify(targets).includes('"uid":"__expr__"'));
    expect(hidden.length).toBeGreaterThan(3);
    for (const [name, { fieldConfig }] of hidden) {
      const [, title] = /the panel "([^"]+)"/.exec(fieldConfig?.defaults.noValue ?? '') ?? [];
      const [dashboard] = name.split(': ');
      const errorPanel = panels.find(([other]) => other === `${dashboard}: ${title}`)?.[1];
      expect(JSON.stringify(errorPanel?.targets)).not.toContain('__expr__');
    }
  });

  it.each(ofType('table'))('shows that text in place of rows, but not in cells without a value: %s', (_, panel) => {
    const everyField = { matcher: { id: 'byRegexp', options: '/.*/' } };
    expect(panel.fieldConfig?.overrides).toContainEqual({ ...everyField, properties: [{ id: 'noValue', value: '' }] });
  });
});

describe('the flow graph', () => {
  const nothing = flowsToFrame([], { startMs: 0, endMs: 1 });
  const warning = { severity: 'warning' as const, text: 'Retransmissions could not be loaded.' };

  it.each([
    [
      'a failure',
      { state: LoadingState.Error, series: [], errors: [{ message: 'Down. Start it.' }] },
      'Down. Start it.',
    ],
    [
      'an externally shared dashboard',
      { state: LoadingState.Error, series: [], errors: [{ message: NOT_IN_SHARED_DASHBOARDS }] },
      'snapshot',
    ],
    [
      'a partial response',
      { state: LoadingState.Done, series: [{ ...nothing, meta: { ...nothing.meta, notices: [warning] } }] },
      warning.text,
    ],
    ['an empty response', { state: LoadingState.Done, series: [nothing] }, 'Check the filters'],
    ['a pending response', { state: LoadingState.Loading, series: [] }, 'seconds'],
  ])('explains %s and what to do', (_, data, text) => {
    expect(contentOf(data)).toMatchObject({ kind: 'message', text: expect.stringContaining(text) });
  });

  it('shows a different message for each state', () => {
    const states = [LoadingState.Error, LoadingState.Done, LoadingState.Loading];
    const titles = states.map((state) => {
      const errors = state === LoadingState.Error ? [{ message: 'Down.' }] : [];
      return contentOf({ state, series: [], errors });
    });
    expect(new Set(titles.map((content) => content.kind === 'message' && content.title)).size).toBe(3);
  });
});
