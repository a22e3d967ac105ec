import { HOSTILE_STRINGS } from '../../testing/hostileStrings';
import { podUrl, podUrlProblem } from './podUrl';

const TEMPLATE = 'https://us-east-1.console.aws.amazon.com/eks/clusters/{cluster}/pods/{pod}?namespace={namespace}';

it('fills in the names, encoded', () => {
  expect(podUrl(TEMPLATE, { cluster: 'demo', namespace: 'shop', pod: 'web-0' })).toBe(
    'https://us-east-1.console.aws.amazon.com/eks/clusters/demo/pods/web-0?namespace=shop'
  );
  expect(podUrl(TEMPLATE, { cluster: 'a/b', namespace: 'x&y', pod: '{pod}' })).toBe(
    'https://us-east-1.console.aws.amazon.com/eks/clusters/a%2Fb/pods/%7Bpod%7D?namespace=x%26y'
  );
});

it('gives no link if the template needs a cluster that is not known', () => {
  const pod = { namespace: 'shop', pod: 'web-0' };
  expect(podUrl(TEMPLATE, pod)).toBeUndefined();
  expect(podUrl('https://k8s.example/{namespace}/{pod}', pod)).toBe('https://k8s.example/shop/web-0');
});

it.each([
  ['javascript:alert(1)//{pod}', 'Enter an address that begins with https:// or http://.'],
  ['/pods/{pod}', 'Enter an address that begins with https:// or http://.'],
  [7, 'Enter an address that begins with https:// or http://.'],
  ['https://k8s.example/{name}', '{name} is not known. Use {cluster}, {namespace}, {pod}.'],
])('says what is wrong with %j, and gives no link', (template, problem) => {
  expect(podUrlProblem(template)).toBe(problem);
  expect(podUrl(template, { cluster: 'demo', namespace: 'shop', pod: 'web-0' })).toBeUndefined();
});

it('keeps hostile names within their part of the address', () => {
  for (const hostile of Object.values(HOSTILE_STRINGS)) {
    const url = new URL(podUrl(TEMPLATE, { cluster: 'demo', namespace: hostile, pod: 'web-0' }) ?? '');
    expect(url.origin).toBe('https://us-east-1.console.aws.amazon.com');
    expect(url.pathname).toBe('/eks/clusters/demo/pods/web-0');
    expect([...url.searchParams.keys()]).toEqual(['namespace']);
  }
});
