import { type LabelFilter } from './matcher';
import { escaped } from './selector';

/**
 * The series of an expression that pass filters on labels which they got in the expression itself, where
 * no selector can look at them. The label that marks those that match stays on them: aggregate it away.
 */
export function where(expression: string, filters: readonly LabelFilter[]): string {
  return filters.reduce((inner, { label, operator, value }, index) => {
    const pattern = operator.endsWith('~') ? value : quotedForRegex(value);
    const mark = `match_${index}`;
    const marked = `label_replace(${inner}, "${mark}", "1", "${label}", "${escaped(pattern)}")`;
    const keep = operator.startsWith('!') ? 'unless' : 'and';
    return `(${marked} ${keep} on (${mark}) label_replace(vector(1), "${mark}", "1", "", ""))`;
  }, expression);
}

/** A text as a regular expression that matches it alone. */
export function quotedForRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
