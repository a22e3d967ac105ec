import { namesIn } from './expression';

it('names the variables of a text, in every spelling', () => {
  expect(namesIn('$a [[b:csv]] ${c} ${d:regex} ${e.text} 5$ $')).toEqual(['a', 'b', 'c', 'd', 'e']);
});
