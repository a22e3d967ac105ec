import { namesIn } from './expression';

it('finds the variables in a text in every syntax', () => {
  expect(namesIn('$a [[b:csv]] ${c} ${d:regex} ${e.text} 5$ $')).toEqual(['a', 'b', 'c', 'd', 'e']);
});
