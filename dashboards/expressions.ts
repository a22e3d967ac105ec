import { type Builder, type Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import { TypeMathBuilder, TypeReduceBuilder } from '@grafana/grafana-foundation-sdk/expr';

/** Grafana's server-side expressions over the other queries of a panel. They need no data source. */

const EXPRESSIONS = { type: '__expr__', uid: '__expr__' };

/** A calculation over series with the same labels: `$events / $bytes`. */
export function math(refId: string, expression: string): Builder<Dataquery> {
  return new TypeMathBuilder().refId(refId).datasource(EXPRESSIONS).expression(expression);
}

/** Reduces each series to one number. */
export function reduce(refId: string, of: string, reducer: 'sum' | 'mean'): TypeReduceBuilder {
  return new TypeReduceBuilder()
    .refId(refId)
    .datasource(EXPRESSIONS)
    .expression(of)
    .reducer(reducer)
    .settings({ mode: 'dropNN' });
}
