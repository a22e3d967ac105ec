import { type LabelFilter } from './matcher';
import { escaped } from './selector';

/**
 * The series of an expression that match filters on labels that the expression itself adds, so that no selector can
 * match them. The result has additional labels `match_0`, `match_1`, …, which the caller must aggregate away.
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

/** A regular expression that matches exactly this text. */
export function quotedForRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
