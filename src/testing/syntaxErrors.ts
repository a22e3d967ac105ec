import { parser } from '@prometheus-io/lezer-promql';

/** Returns the syntax errors that Prometheus' own grammar finds in an expression, with their positions. */
export function syntaxErrors(expression: string): string[] {
  const errors: string[] = [];
  parser.parse(expression).iterate({
    enter: (node) => {
      if (node.type.isError) {
        errors.push(`${node.from}: ${expression.slice(Math.max(0, node.from - 20), node.from + 20)}`);
      }
    },
  });
  return errors;
}
