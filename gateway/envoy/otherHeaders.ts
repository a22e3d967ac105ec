/**
 * A regular expression for the names of all headers but the given ones. RE2 has no lookahead, so the expression branches at
 * each character in which a name differs. Names that begin with a colon do not match, because they are the parts of the
 * request line.
 */
export function otherHeaders(names: readonly string[]): string {
  const nextCharacters = [...new Set(names.flatMap(([first]) => first ?? []))];
  const same = nextCharacters.map((character) => {
    const longer = names.filter((name) => name.startsWith(character));
    return `${character}(${otherHeaders(longer.map((name) => name.slice(1)))})`;
  });
  const ends = names.includes('') ? [] : [''];
  return [`[^:${nextCharacters.join('')}].*`, ...same, ...ends].join('|');
}
