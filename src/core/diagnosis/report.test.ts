import { from, someObservations, somePairs, stepMs } from '../../testing/observations';
import { aFlow, aPod } from '../../testing/flows';
import { diagnose } from './diagnose';
import { type Observations } from './observations';
import { reportOf } from './report';
import { trafficChanges } from './trafficChanges';

const clock = (timeMs: number) => new Date(timeMs).toISOString().slice(11, 16);
const URL = 'https://grafana.example/a/eastwest-networkflow-app/investigate?place=x';

type Subject = Parameters<typeof reportOf>[2];

function report(over: Partial<Observations>, place?: Subject['place'], more: Partial<Subject> = {}) {
  const observations = someObservations(over);
  const subject = { url: URL, alert: 'Losses', ...(place && { place }), ...more };
  return reportOf(diagnose(observations), observations, subject, clock);
}

const NODES = ['a1', 'a2', 'b1', 'b2'];
const lossy = (workload: string) =>
  somePairs(
    NODES.flatMap(
      (node) =>
        [
          [
            `shop/${workload}@${node}`,
            `shop/db@${node === 'b2' ? 'a1' : 'b2'}`,
            { bytes: 1e6, retransmissions: from(2, 0, 30) },
          ],
          [`shop/api@${node}`, 'shop/cache@b1', { bytes: 1e6 }],
        ] as const
    )
  );

describe('a report', () => {
  it('has the causes with their symptoms and checks, the events of the window, and what is not known', () => {
    const event = (startMs: number, title: string) => ({ startMs, title, text: 'Text.', tags: [] });
    const text = report({
      pairs: lossy('web'),
      events: [event(stepMs(1), 'Now'), event(stepMs(-5), 'Earlier')],
    });
    expect(text).toContain('# Network problems: the cluster');
    expect(text).toContain('From 12:00 to 12:10');
    expect(text).toContain('Alert: Losses');
    expect(text).toContain(`(<${URL}>)`);
    expect(text).toMatch(/### 1\. .+ \((very likely|likely|possible)\)/);
    expect(text).toMatch(/- [\d,]+ retransmissions and timeouts between shop\/web and shop\/db since 12:02/);
    expect(text).toContain('**To check it:**');
    expect(text).toContain('- 12:01 Now: Text.');
    expect(text).not.toContain('Earlier');
    expect(text).toContain('- It is not known whether the agents respond.');
  });

  it('is only about the selected place', () => {
    const text = report({ pairs: lossy('web') }, { kind: 'workload', namespace: 'shop', workload: 'cache' });
    expect(text).toContain('# Network problems: shop/cache');
    expect(text).toContain('No cause was found.');
    expect(text).not.toContain('shop/web');
  });

  it('has the notes, and the pinned places with their causes', () => {
    const pin = (workload: string) => ({
      place: { kind: 'workload', namespace: 'shop', workload } as const,
      url: `${URL}&pin=${workload}`,
    });
    const text = report({ pairs: lossy('web') }, undefined, {
      notes: 'Rolled back at 12:20.\n\n![x](http://evil)',
      pins: [pin('web'), pin('cache')],
    });
    expect(text).toContain('## Notes\n\nRolled back at 12:20.\n\n\\!\\[x\\](http://evil)\n');
    expect(text).toContain(`- [shop/cache](<${URL}&pin=cache>): No cause was found.`);
    expect(text).toMatch(/- \[shop\/web\]\(<.*&pin=web>\): \w/);
    expect(report({ pairs: lossy('web') })).not.toMatch(/## (Notes|Pinned)/);
  });

  it('has what changed since an earlier time, the first ten connections, and the number of others', () => {
    const flow = (server: string, bytes: number) => aFlow(aPod('shop/web-0'), aPod(`shop/${server}-0`), { bytes });
    const now = Array.from({ length: 12 }, (_, index) => flow(`s${index}`, 1_000 - index));
    const text = report({}, undefined, {
      compared: {
        window: { startMs: stepMs(-10), endMs: stepMs(0) },
        changes: trafficChanges([...now, flow('db', 1e5)], [flow('db', 1e5)]),
      },
    });
    const [, part = ''] = text.split('## What changed\n\n');
    expect(part.split('\n\n## ')[0]?.split('\n')).toEqual([
      'Compared with 11:50 to 12:00.',
      '',
      '- Data: 112 kB (before: 100 kB)',
      '- Cross-zone share: 0% (before: 0%)',
      '- shop/web and shop/s0: Started',
      ...Array.from({ length: 9 }, (_, index) => expect.stringMatching(`shop/s${index + 1}: Started`)),
      '- 2 more connections changed.',
    ]);
    expect(report({})).not.toContain('What changed');
  });

  it('shows hostile names as they are', () => {
    const text = report({ pairs: lossy('![x](http://evil)<img src=x>') });
    expect(text).toContain('shop/\\!\\[x\\](http://evil)\\<img src=x\\>');
    expect(text).not.toMatch(/(?<!\\)<img/);
    expect(text).not.toMatch(/(?<!\\)!\[/);
  });
});
