import fc from 'fast-check';
import { type JudgedGroup } from '../review/groupJudged';
import { compareWithDesign } from './compareWithDesign';
import { type DesignLine, readDesign } from './readDesign';

function group(client: string, server: string, port: number, outcome: JudgedGroup['outcome'] = 'allowed'): JudgedGroup {
  return { client, server, port, outcome, flows: 1, bytes: 1_000, reason: '', policies: [] };
}

describe('readDesign', () => {
  it('reads pairs with and without ports, and leaves out comments and empty lines', () => {
    const text = [
      '# The shop',
      '',
      'shop/web -> shop/api: 8080',
      '- shop/api → pay/db : 5432, 5433',
      'shop/* -> Amazon S3',
      '* -> kube-system/coredns:53',
    ].join('\n');
    expect(readDesign(text)).toEqual({
      problems: [],
      lines: [
        { client: 'shop/web', server: 'shop/api', ports: [8080] },
        { client: 'shop/api', server: 'pay/db', ports: [5432, 5433] },
        { client: 'shop/*', server: 'Amazon S3', ports: [] },
        { client: '*', server: 'kube-system/coredns', ports: [53] },
      ],
    });
  });

  it.each(['shop/web', 'shop/web ->', '-> shop/api', 'a -> b: 70000', 'a -> b: 0'])(
    'says what to write instead of %j, and keeps the other lines',
    (line) => {
      const { lines, problems } = readDesign(`a -> b\n${line}`);
      expect(lines).toEqual([{ client: 'a', server: 'b', ports: [] }]);
      expect(problems).toEqual([expect.stringMatching(/^Line 2 is not a pair: .*shop\/web -> shop\/api: 8080\.$/)]);
    }
  );
});

describe('compareWithDesign', () => {
  const GROUPS = [
    group('shop/web', 'shop/api', 8080),
    group('shop/web', 'shop/api', 9090),
    group('shop/api', 'pay/db', 5432, 'denied'),
    group('shop/web', 'Amazon S3', 443),
  ];

  it('finds flows outside the design, flows of it that are not allowed, and lines without flows', () => {
    const { lines } = readDesign(
      'shop/web -> shop/api: 8080\nshop/* -> pay/db: 5432\nshop/web -> pay/db\n* -> Amazon S3'
    );
    const { findings, asDesigned } = compareWithDesign(lines, GROUPS);
    expect(asDesigned).toBe(2);
    expect(findings).toEqual([
      { kind: 'not-designed', group: GROUPS[1] },
      { kind: 'not-allowed', group: GROUPS[2] },
      { kind: 'not-observed', line: lines[2] },
    ]);
  });

  it('counts every group once, and a design of the groups themselves covers all of them', () => {
    const names = fc.constantFrom('shop/web', 'shop/api', 'pay/db', 'Amazon S3');
    const outcomes = fc.constantFrom('allowed', 'denied', 'unknown' as const);
    const groups = fc.array(
      fc
        .tuple(names, names, fc.constantFrom(80, 443), outcomes)
        .map(([client, server, port, outcome]) => group(client, server, port, outcome as JudgedGroup['outcome']))
    );
    const lineOf = ({ client, server, port }: JudgedGroup): DesignLine => ({ client, server, ports: [port] });
    fc.assert(
      fc.property(groups, fc.nat(5), (all, left) => {
        const design = all.slice(left).map(lineOf);
        const { findings, asDesigned } = compareWithDesign(design, all);
        const ofGroups = findings.filter(({ kind }) => kind !== 'not-observed').length;
        expect(ofGroups + asDesigned).toBe(all.length);
        expect(findings.some(({ kind }) => kind === 'not-observed')).toBe(false);
        const whole = compareWithDesign(all.map(lineOf), all).findings;
        expect(whole.every(({ kind }) => kind === 'not-allowed')).toBe(true);
      })
    );
  });
});
