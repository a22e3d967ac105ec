import fc from 'fast-check';
import { resolveEventsQuery, type SavedEventsQuery } from './eventsQuery';
import { migrateQuery } from './migrateQuery';

const events = { version: 2, queryType: 'events' } as const;
const asIs = (text: string) => text;

describe('resolveEventsQuery', () => {
  it('queries all kinds if none is selected', () => {
    const all = { query: { kinds: ['allowances', 'agentRestarts', 'rollouts', 'podProblems'], filters: [] } };
    expect(resolveEventsQuery(events, asIs)).toEqual(all);
    expect(resolveEventsQuery({ ...events, kinds: [] }, asIs)).toEqual(all);
  });

  it('has the selected kinds, and filters with the values of variables', () => {
    const filters = ['$node', '$all'].map((value) => ({ label: 'node', operator: '=~', value }) as const);
    const replace = (text: string) => ({ $node: 'a|b', $all: '.*' })[text] ?? text;
    expect(resolveEventsQuery({ ...events, kinds: ['rollouts', 'rollouts'], filters }, replace)).toEqual({
      query: { kinds: ['rollouts'], filters: [{ label: 'node', operator: '=~', value: 'a|b' }] },
    });
  });

  it.each([
    [{ kinds: ['storms'] }, '"storms". Select from: allowances, agentRestarts, rollouts'],
    [{ kinds: 'rollouts' }, 'not a list'],
    [{ filters: {} }, 'not a list'],
    [{ filters: [{ label: 'a-b', operator: '=', value: '' }] }, 'not a valid label name'],
    [{ filters: [{ label: 'node', operator: '~', value: '' }] }, 'operator "~"'],
  ])('says what to change in %j', (saved, message) => {
    // A manual edit of a dashboard can save this.
    expect(resolveEventsQuery({ ...events, ...saved } as SavedEventsQuery, asIs)).toEqual({
      problem: expect.stringContaining(message),
    });
  });

  it('never throws, for any saved value', () => {
    const anything = fc.record({ kinds: fc.anything(), filters: fc.oneof(fc.anything(), fc.array(fc.anything())) });
    fc.assert(
      fc.property(anything, (saved) => {
        const resolved = resolveEventsQuery({ ...events, ...saved } as SavedEventsQuery, asIs);
        expect('query' in resolved || resolved.problem.length > 0).toBe(true);
      })
    );
  });

  it('is read from a dashboard unchanged', () => {
    expect(migrateQuery({ queryType: 'events', kinds: ['rollouts'] })).toEqual({ ...events, kinds: ['rollouts'] });
  });
});
