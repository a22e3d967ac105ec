import { resolveListQuery } from './listQuery';

const asIs = (text: string) => text;

describe('resolveListQuery', () => {
  it.each([
    ['', { list: 'monitors' }],
    [' scopes ', { list: 'scopes' }],
    ['clusters', { list: 'clusters', matchers: [] }],
    ['pods', { list: 'pods', matchers: [] }],
    ['nodes zone="us-east-1a"', { list: 'nodes', matchers: [{ label: 'zone', operator: '=', value: 'us-east-1a' }] }],
    [
      'pods namespace=~"a|b", workload != "say \\"hi\\"" node!~"x.*"',
      {
        list: 'pods',
        matchers: [
          { label: 'namespace', operator: '=~', value: 'a|b' },
          { label: 'workload', operator: '!=', value: 'say "hi"' },
          { label: 'node', operator: '!~', value: 'x.*' },
        ],
      },
    ],
    ['workloads namespace=~".*" cluster=~""', { list: 'workloads', matchers: [] }],
  ])('reads %j', (text, query) => {
    expect(resolveListQuery(text, asIs)).toEqual({ query });
  });

  it('replaces variables as the operator needs them', () => {
    const replace = (text: string, format?: string) => (text === '$v' ? (format === 'regex' ? '(a|b)' : 'a') : text);
    expect(resolveListQuery('pods namespace=~"$v" workload="$v"', replace)).toMatchObject({
      query: { matchers: [{ value: '(a|b)' }, { value: 'a' }] },
    });
  });

  it.each([
    ['printers', /Unknown list "printers"\. Enter one of: monitors, .*pods namespace=~"\$namespace"/],
    ['pods{namespace="a"}', /Invalid matcher: \{namespace="a"\}\./],
    ['pods namespace=a', /Invalid matcher: namespace=a\. .*labels are cluster, namespace/],
    ['pods namespace="a', /Invalid matcher/],
    ['pods namespace="a"node="b"', /Invalid matcher/],
    ['pods color="red"', /Invalid matcher: color="red"/],
    ['pods namespace>"a"', /Invalid matcher/],
    ['pods namespace="a" please', /Invalid matcher: please/],
    ['monitors namespace="a"', /does not accept matchers/],
    ['clusters namespace="a"', /does not accept matchers/],
  ])('says what to enter instead of %j', (text, problem) => {
    expect(resolveListQuery(text, asIs)).toEqual({ problem: expect.stringMatching(problem) });
  });

  it.each(['{a,b}', '.*'])('requires a pattern for the names %j', (value) => {
    const replace = (text: string) => (text === '$namespace' ? value : text);
    expect(resolveListQuery('pods namespace="$namespace"', replace)).toEqual({
      problem: expect.stringContaining('Use namespace=~"$namespace" to match several.'),
    });
  });
});
