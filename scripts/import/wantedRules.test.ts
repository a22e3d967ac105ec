/** @jest-environment node */
import fc from 'fast-check';
import { COMMITTED_OPTIONS } from '../../alerts/rule';
import { kindsOf } from './plan/askable';
import { kindOf } from './plan/dataSources';
import { leadTo, linkedUids } from './plan/links';
import { type GrafanaRule, type WantedRule } from './plan/rule';
import { overRule, ruleStep } from './plan/ruleStep';
import { committedRules, ruleFor } from './wantedRules';

const COMMITTED = committedRules(COMMITTED_OPTIONS).rules;
const SOURCE = { uid: 'prom-1', name: 'Metrics', type: 'prometheus' };
const forGrafana = (rule: WantedRule) => ruleFor(rule, new Map([['prometheus', SOURCE]]));
const committed = fc.constantFrom(...COMMITTED);
const wanted = committed.map(forGrafana);
const inGrafana = (rule: WantedRule): GrafanaRule => ({ ...rule, folderUID: 'f', isPaused: false });

describe('the committed alert rules', () => {
  it('ask data sources of a known kind, by no committed uid once they are for a Grafana', () => {
    expect(COMMITTED.flatMap(kindsOf)).toContain('prometheus');
    fc.assert(fc.property(wanted, (rule) => !JSON.stringify(rule).includes('eastwest-prometheus')));
    expect(() => kindOf('another')).toThrow(/"another", whose kind is not known/);
  });

  it('lead to dashboards that are there, or nowhere', () => {
    const [uid] = linkedUids(COMMITTED);
    const core = uid?.replace('eastwest-', 'eastwest-core-');
    const linksOf = (there: string[]) =>
      linkedUids(COMMITTED.map((rule) => leadTo(rule, (one) => there.includes(one))));
    expect(uid).toMatch(/^eastwest-/);
    expect(linksOf([])).toEqual([]);
    expect(linksOf([core ?? ''])).toEqual([core]);
    expect(linksOf([core ?? '', uid ?? ''])).toEqual([uid]);
  });

  it('name a panel of a dashboard that is there, by both annotations or none', () => {
    const panelOf = (there: string[]) => {
      const silent = COMMITTED.find(({ uid }) => uid === 'eastwest-agent-silent');
      const { annotations } = leadTo(silent ?? wrongUid(), (uid) => there.includes(uid));
      return [annotations.__dashboardUid__, annotations.__panelId__];
    };
    expect(panelOf([])).toEqual([undefined, undefined]);
    expect(panelOf(['eastwest-collection-health'])).toEqual(['eastwest-collection-health', '10']);
    expect(panelOf(['eastwest-core-collection-health'])).toEqual(['eastwest-core-collection-health', '10']);
  });

  it('keep runbooks whose address looks like that of a dashboard', () => {
    const { rules } = committedRules({ ...COMMITTED_OPTIONS, runbooks: 'https://wiki/d/net' });
    const linked = rules.map((rule) => leadTo(rule, () => false));
    expect(linked.map(({ annotations }) => annotations.runbook_url)).not.toContain(undefined);
  });
});

describe('a rule that was imported', () => {
  it('is found unchanged, and again after it was written over an older one of ours', () => {
    fc.assert(
      fc.property(committed, wanted, (older, newer) => {
        const found = inGrafana(forGrafana({ ...older, uid: newer.uid }));
        const step = ruleStep(newer, found);
        const written = overRule(found, newer);
        expect(['changed', 'unchanged']).toContain(step.kind);
        expect(ruleStep(newer, written).kind).toBe('unchanged');
      })
    );
  });

  it('is never taken for ours where somebody changed what we say', () => {
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
  throw new Error('No rule has that uid.');
}
