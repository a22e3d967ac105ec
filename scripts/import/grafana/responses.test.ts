/** @jest-environment node */
import fc from 'fast-check';
import { type Decoder } from '../decode';
import { ImportFailure } from '../importFailure';
import { unexpectedResponse } from '../messages';
import {
  dashboard,
  dashboardContent,
  dataSourceList,
  decoded,
  folder,
  folderList,
  isEnabledIn,
  noteList,
  ruleGroup,
  ruleList,
  storedDashboard,
  versionContent,
  versionIn,
  versionList,
} from './responses';

const DASHBOARD = {
  uid: 'u',
  title: 'Overview',
  version: 3,
  panels: [
    { type: 'row', title: 'More', panels: [{ libraryPanel: { uid: 'l' } }] },
    { type: 'stat', targets: [{ refId: 'A' }] },
  ],
  templating: { list: [{ name: 'node', type: 'query', current: { value: 'n1' } }] },
  annotations: { list: [{ builtIn: 1 }] },
};
const RULE = {
  uid: 'r',
  title: 'Rule',
  ruleGroup: 'g',
  folderUID: 'f',
  labels: { severity: 'warning' },
  annotations: { summary: 'Text' },
  data: [{ refId: 'A', datasourceUid: 'p', model: { expr: 'up' }, queryType: '' }],
  isPaused: true,
};
const { type: _, ...UNTYPED_VARIABLE } = { name: 'node', type: 'query' };

function problemOf(decode: Decoder<unknown>, body: unknown): string {
  try {
    decoded('the list', body, decode);
  } catch (error) {
    return error instanceof ImportFailure ? error.message : String(error);
  }
  return 'no problem';
}

describe('decoded', () => {
  it.each<[string, Decoder<unknown>, unknown, string]>([
    ['a body that is not a list', folderList, { message: 'hi' }, 'the response is {"message":"hi"}, not a list'],
    ['no body', folderList, undefined, 'the response is missing, not a list'],
    ['an element that is not an object', dataSourceList, ['x'], '[0] is "x", not an object'],
    ['a data source without a type', dataSourceList, [{ uid: 'a', name: 'A' }], '[0].type is missing, not a string'],
    ['a folder with a numeric uid', folderList, [{ uid: 5, title: 'A' }], '[0].uid is 5, not a string'],
    ['a folder without a title', folder, { uid: 'a' }, 'title is missing, not a string'],
    ['settings that are null', versionIn, null, 'the response is null, not an object'],
    ['a version that is a number', versionIn, { buildInfo: { version: 12 } }, 'buildInfo.version is 12, not a string'],
    ['a state that is a text', isEnabledIn, { enabled: 'yes' }, 'enabled is "yes", not a boolean'],
    ['a dashboard without metadata', storedDashboard, { dashboard: {} }, 'meta is missing, not an object'],
    ['a response without a dashboard', storedDashboard, { meta: {} }, 'dashboard is missing, not an object'],
    [
      'panels that are not a list',
      storedDashboard,
      { meta: {}, dashboard: { panels: {} } },
      'dashboard.panels is {}, not a list',
    ],
    [
      'a malformed panel in a row',
      dashboardContent,
      { panels: [{ type: 'row', panels: [{ title: 7 }] }] },
      'panels[0].panels[0].title is 7, not a string',
    ],
    [
      'a variable without a type',
      dashboardContent,
      { templating: { list: [UNTYPED_VARIABLE] } },
      'templating.list[0].type is missing, not a string',
    ],
    [
      'annotations that are not objects',
      dashboardContent,
      { annotations: { list: [1] } },
      'annotations.list[0] is 1, not an object',
    ],
    ['a dashboard to import without a uid', dashboard, { title: 'A' }, 'uid is missing, not a string'],
    ['a history without versions', versionList, {}, 'versions is missing, not a list'],
    ['a version without a number', versionList, [{ message: '' }], '[0].version is missing, not a number'],
    ['a version without content', versionContent, { message: '' }, 'data is missing, not an object'],
    ['a rule without queries', ruleList, [{ ...RULE, data: null }], '[0].data is null, not a list'],
    [
      'a rule with a malformed query',
      ruleList,
      [{ ...RULE, data: [{ refId: 'A', datasourceUid: 'p', model: 'up' }] }],
      '[0].data[0].model is "up", not an object',
    ],
    [
      'a rule with a malformed annotation',
      ruleList,
      [{ ...RULE, annotations: { summary: 1 } }],
      '[0].annotations.summary is 1, not a string',
    ],
    ['a group without an interval', ruleGroup, { rules: [] }, 'interval is missing, not a number'],
    ['a group without rules', ruleGroup, { interval: 60 }, 'rules is missing, not a list'],
    ['a note without a text', noteList, [{ id: 1 }], '[0].text is missing, not a string'],
  ])('reports %s with its place and value', (_, decode, body, problem) => {
    expect(problemOf(decode, body)).toBe(unexpectedResponse('the list', problem).what);
  });

  it('shortens long values in messages', () => {
    expect(problemOf(folder, { uid: ['x'.repeat(500)] })).toMatch(/uid is \["x{1,60}…, not a string\.$/);
  });

  it('reports malformed responses as failures of the import, and nothing else', () => {
    const decoders = [dataSourceList, folderList, storedDashboard, versionList, versionContent, ruleList, ruleGroup];
    fc.assert(
      fc.property(fc.constantFrom<Decoder<unknown>>(...decoders, noteList, versionIn), fc.jsonValue(), (decode, body) =>
        /^(Grafana returned an unexpected response|no problem)/.test(problemOf(decode, body))
      )
    );
  });

  it('passes errors that are not about the response', () => {
    const broken = () => {
      throw new RangeError('broken');
    };
    expect(() => decoded('the list', {}, broken)).toThrow(RangeError);
  });
});

describe('decoders', () => {
  it.each<[string, Decoder<unknown>, unknown]>([
    ['a dashboard', dashboard, DASHBOARD],
    ['a list of rules', ruleList, [RULE]],
    ['a group of rules', ruleGroup, { interval: 60, rules: [RULE], title: 'g' }],
  ])('keep all members of %s', (_, decode, body) => {
    expect(decoded('it', body, decode)).toEqual(body);
  });

  it('take null for an absent member', () => {
    const body = { panels: null, templating: { list: null }, annotations: null };
    expect(decoded('it', body, dashboardContent)).toEqual({ templating: {} });
    expect(decoded('it', [{ ...RULE, labels: null, provenance: null }], ruleList)).toEqual([
      { ...RULE, labels: undefined },
    ]);
  });

  it('use defaults for absent metadata of a dashboard', () => {
    expect(decoded('it', { dashboard: {}, meta: {} }, storedDashboard)).toEqual({
      ...{ dashboard: {}, folderUid: '', isProvisioned: false, savedBy: '', savedAt: '' },
    });
  });

  it('read the history as a list and as a page', () => {
    const versions = [{ version: 2, parentVersion: 1, message: 'Saved' }];
    expect(decoded('it', versions, versionList)).toEqual(versions);
    expect(decoded('it', { versions, continueToken: '' }, versionList)).toEqual(versions);
  });

  it('read the version and the state of the app, which can be absent', () => {
    expect(versionIn({ buildInfo: { version: '12.4.0' } }, '')).toBe('12.4.0');
    expect(versionIn({}, '')).toBeUndefined();
    expect([isEnabledIn({ enabled: true }, ''), isEnabledIn({}, '')]).toEqual([true, false]);
  });
});
