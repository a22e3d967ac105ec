/** Parameters of the AWS Query protocol: `Dimensions.member.1.Name=MonitorId`. */
export class Form {
  constructor(
    private readonly parameters: URLSearchParams,
    private readonly prefix = ''
  ) {}

  /** The value of a parameter; undefined if it is absent. */
  text(name: string): string | undefined {
    return this.parameters.get(this.prefix + name) ?? undefined;
  }

  /** The members of a structure, by their names within it. */
  structure(name: string): Form {
    return new Form(this.parameters, `${this.prefix}${name}.`);
  }

  /** The members of a list (`Name.member.1`, `Name.member.2`, …) in order. */
  list(name: string): Form[] {
    const start = `${this.prefix}${name}.member.`;
    const numbers = [...this.parameters.keys()]
      .filter((key) => key.startsWith(start))
      .map((key) => Number(key.slice(start.length).split('.')[0]));
    const inOrder = [...new Set(numbers)].sort((a, b) => a - b);
    return inOrder.map((number) => new Form(this.parameters, `${start}${number}.`));
  }
}
