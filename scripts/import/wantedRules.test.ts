/** @jest-environment node */
import fc from 'fast-check';
import app from '../../plugin.json';
import { COMMITTED_OPTIONS } from '../../alerts/rule';
import { kindsOf } from './plan/answerable';
import { kindOf } from './plan/dataSources';
import { retargetLinks, linkedUids } from './plan/links';
import { type GrafanaRule, type WantedRule } from './plan/rule';
import { mergeRule, ruleStep } from './plan/ruleStep';
import { committedRules, ruleFor } from './wantedRules';

const COMMITTED = committedRules(COMMITTED_OPTIONS).rules;
const SOURCE = { uid: 'prom-1', name: 'Metrics', type: 'prometheus' };
const forGrafana = (rule: WantedRule) => ruleFor(rule, new Map([['prometheus', SOURCE]]));
const committed = fc.constantFrom(...COMMITTED);
const wanted = committed.map(forGrafana);
const inGrafana = (rule: WantedRule): GrafanaRule => ({ ...rule, folderUID: 'f', isPaused: false });

describe('committed alert rules', () => {
  it('query data sources of a known kind, and contain no committed UIDs once they are adapted to a Grafana', () => {
    expect(COMMITTED.flatMap(kindsOf)).toContain('prometheus');
    fc.assert(fc.property(wanted, (rule) => !JSON.stringify(rule).includes('eastwest-prometheus')));
    expect(() => kindOf('another')).toThrow(/"another", whose kind is unknown/);
  });

  it('link only to existing dashboards', () => {
    const [uid] = linkedUids(COMMITTED).filter((one) => one !== app.id);
    const core = uid?.replace('eastwest-', 'eastwest-core-');
    const linksOf = (there: string[]) =>
      linkedUids(COMMITTED.map((rule) => retargetLinks(rule, (one) => there.includes(one))));
    expect(uid).toMatch(/^eastwest-/);
    expect(linksOf([])).toEqual([]);
    expect(linksOf([core ?? ''])).toEqual([core]);
    expect(linksOf([core ?? '', uid ?? ''])).toEqual([uid]);
  });

  it('link to the page of the app only if the app is there', () => {
    const linksOf = (there: string[]) =>
      COMMITTED.map((rule) => retargetLinks(rule, (one) => there.includes(one)).annotations.investigate_url);
    expect(linksOf([app.id])).toEqual(COMMITTED.map(({ annotations }) => annotations.investigate_url));
    expect(linksOf([app.id])).not.toContain(undefined);
    expect(new Set(linksOf(['eastwest-network-overview']))).toEqual(new Set([undefined]));
  });

  it('name the panel of an existing dashboard with both annotations, or no panel', () => {
    const panelOf = (there: string[]) => {
      const silent = COMMITTED.find(({ uid }) => uid === 'eastwest-agent-silent');
      const { annotations } = retargetLinks(silent ?? wrongUid(), (uid) => there.includes(uid));
      return [annotations.__dashboardUid__, annotations.__panelId__];
    };
    expect(panelOf([])).toEqual([undefined, undefined]);
    expect(panelOf(['eastwest-collection-health'])).toEqual(['eastwest-collection-health', '10']);
    expect(panelOf(['eastwest-core-collection-health'])).toEqual(['eastwest-core-collection-health', '10']);
  });

  it('keep runbooks whose URL looks like that of a dashboard', () => {
    const { rules } = committedRules({ ...COMMITTED_OPTIONS, runbooks: 'https://wiki/d/net' });
    const linked = rules.map((rule) => retargetLinks(rule, () => false));
    expect(linked.map(({ annotations }) => annotations.runbook_url)).not.toContain(undefined);
  });
});

describe('an imported rule', () => {
  it('is unchanged, also after it has replaced an older imported rule', () => {
    fc.assert(
      fc.property(committed, wanted, (older, newer) => {
        const found = inGrafana(forGrafana({ ...older, uid: newer.uid }));
        const step = ruleStep(newer, found);
        const written = mergeRule(found, newer);
        expect(['changed', 'unchanged']).toContain(step.kind);
        expect(ruleStep(newer, written).kind).toBe('unchanged');
      })
    );
  });

  it('counts as edited if a member that the import set was changed', () => {
    const edits = fc.record({
      for: fc.constantFrom('7m', '2h'),
      title: fc.constant('Mine'),
      noDataState: fc.constant('Alerting'),
      annotations: fc.constant({ summary: 'Mine' }),
      data: fc.constant([]),
    });
    fc.assert(
      fc.property(wanted, edits, fc.constantFrom('for', 'title', 'noDataState', 'data'), (rule, edit, member) => {
        const edited = { ...inGrafana(rule), [member]: edit[member] };
        const newer = { ...rule, condition: 'B' };
        expect(ruleStep(rule, edited)).toMatchObject({ kind: 'edited', hasNews: false });
        expect(ruleStep(newer, edited)).toMatchObject({ kind: 'edited', hasNews: true });
      })
    );
  });
});

function wrongUid(): never {
  throw new Error('No rule has this uid.');
}
