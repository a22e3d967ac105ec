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

  it('puts in the values of variables, as the operator needs them', () => {
    const replace = (text: string, format?: string) => (text === '$v' ? (format === 'regex' ? '(a|b)' : 'a') : text);
    expect(resolveListQuery('pods namespace=~"$v" workload="$v"', replace)).toMatchObject({
      query: { matchers: [{ value: '(a|b)' }, { value: 'a' }] },
    });
  });

  it.each([
    ['printers', /"printers" cannot be listed\. Write one of: monitors, .*pods namespace=~"\$namespace"/],
    ['pods{namespace="a"}', /"\{namespace="a"\}" is no matcher/],
    ['pods namespace=a', /"namespace=a" is no matcher\..*labels are cluster, namespace/],
    ['pods namespace="a', /is no matcher/],
    ['pods namespace="a"node="b"', /is no matcher/],
    ['pods colour="red"', /"colour="red"" is no matcher/],
    ['pods namespace>"a"', /is no matcher/],
    ['pods namespace="a" please', /"please" is no matcher/],
    ['monitors namespace="a"', /takes no matchers/],
    ['clusters namespace="a"', /takes no matchers/],
  ])('says what can be written in place of %j', (text, problem) => {
    expect(resolveListQuery(text, asIs)).toEqual({ problem: expect.stringMatching(problem) });
  });

  it.each(['{a,b}', '.*'])('does not look for a name that is %j: several need a pattern', (value) => {
    const replace = (text: string) => (text === '$namespace' ? value : text);
    expect(resolveListQuery('pods namespace="$namespace"', replace)).toEqual({
      problem: expect.stringContaining('Write namespace=~"$namespace" to match several.'),
    });
  });
});
