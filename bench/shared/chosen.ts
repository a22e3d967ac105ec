/** The choices of a comma-separated list of names. Throws an error with all names if there is no such choice. */
export function chosen<Choice>(
  names: string,
  choices: readonly Choice[],
  nameOf: (choice: Choice) => string
): Choice[] {
  return names.split(',').map((name) => {
    const choice = choices.find((one) => nameOf(one) === name);
    if (choice === undefined) {
      throw new Error(`There is no "${name}": choose from ${choices.map(nameOf).join(', ')}.`);
    }
    return choice;
  });
}
