import { legendOf } from './legend';
import { quoteForPromQL } from './quoting';

describe('legendOf', () => {
  const labels = { __name__: 'up', job: 'agent', az: 'a' };

  it.each([
    [undefined, labels, 'up{az="a", job="agent"}'],
    ['', { __name__: 'up' }, 'up'],
    ['', { job: 'agent' }, '{job="agent"}'],
    ['', {}, 'EXPR'],
    ['__auto', labels, undefined],
    ['__auto', {}, 'EXPR'],
    ['{{job}} in {{ az }}{{missing}}', labels, 'agent in a'],
    ['fixed', {}, 'fixed'],
    ['{{missing}}', labels, 'EXPR'],
  ])('%s with %j is %s', (legendFormat, given, expected) => {
    expect(legendOf({ refId: 'A', legendFormat }, given, 'EXPR')).toBe(expected);
  });
});

describe('quoteForPromQL', () => {
  it.each([
    ['a.b', {}, 'a.b'],
    ["it's", {}, "it\\\\'s"],
    ['back\\slash', {}, 'back\\\\slash'],
    ['a.b', { multi: true }, 'a\\\\.b'],
    [['a.b', 'c'], { multi: true }, '(a\\\\.b|c)'],
    [['a'], { includeAll: true }, 'a'],
  ])('%j of %j is %s', (value, variable, expected) => {
    expect(quoteForPromQL(value, variable)).toBe(expected);
  });
});
