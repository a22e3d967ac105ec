import fc from 'fast-check';
import { alertOfParameters, hasLabels } from './alertLink';

const alertOf = (search: string) => alertOfParameters(new URLSearchParams(search));

describe('the alert of a link', () => {
  it('has its rule and its labels, decoded', () => {
    expect(alertOf('?rule=Probe+alert%3A+50%25&eni=eni-1&node=n+1%26x%3D%C3%BC%2B%2F')).toEqual({
      rule: 'Probe alert: 50%',
      labels: { eni: 'eni-1', node: 'n 1&x=ü+/' },
    });
  });

  it('can have a label with the name of the parameter', () => {
    expect(alertOf('?rule=A&node=n1&rule=b')).toEqual({ rule: 'A', labels: { node: 'n1', rule: 'b' } });
  });

  it('has neither empty parameters nor that of the organization, which Grafana adds', () => {
    expect(alertOf('?orgId=1&rule=&node=')).toEqual({ labels: {} });
  });

  it('is what was written into the link, for any rule and labels', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 });
    const names = fc.stringMatching(/^[a-z_]{1,9}$/).filter((name) => name !== 'rule');
    fc.assert(
      fc.property(text, fc.dictionary(names, text, { noNullPrototype: true }), (rule, labels) => {
        expect(alertOf(`${new URLSearchParams({ rule, ...labels })}`)).toEqual({ rule, labels });
      })
    );
  });
});

it('matches alerts that have all labels, and possibly more', () => {
  const alert = { alertname: 'A', node: 'n1', eni: 'eni-1' };
  expect(hasLabels(alert, { node: 'n1' })).toBe(true);
  expect(hasLabels(alert, { node: 'n1', zone: 'a' })).toBe(false);
  expect(hasLabels(alert, { node: 'n2' })).toBe(false);
});
