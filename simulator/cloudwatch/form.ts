/** Parameters of the AWS Query protocol: `Dimensions.member.1.Name=MonitorId`. */
export class Form {
  constructor(
    private readonly parameters: URLSearchParams,
    private readonly prefix = ''
  ) {}

  /** `undefined` if it is not there. */
  text(name: string): string | undefined {
    return this.parameters.get(this.prefix + name) ?? undefined;
  }

  structure(name: string): Form {
    return new Form(this.parameters, `${this.prefix}${name}.`);
  }

  list(name: string): Form[] {
    const start = `${this.prefix}${name}.member.`;
    const numbers = [...this.parameters.keys()]
      .filter((key) => key.startsWith(start))
      .map((key) => Number(key.slice(start.length).split('.')[0]));
    const inOrder = [...new Set(numbers)].sort((a, b) => a - b);
    return inOrder.map((number) => new Form(this.parameters, `${start}${number}.`));
  }
}
