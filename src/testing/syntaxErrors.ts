import { parser } from '@prometheus-io/lezer-promql';

/** What Prometheus' own grammar finds wrong with an expression, with the place. */
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
