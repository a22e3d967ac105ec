/** A reference to a variable in a text. */
export interface VariableExpression {
  name: string;
  /** The path after a dot: `labels.pod` in `${__field.labels.pod}`. */
  fieldPath?: string;
  /** The format after a colon: `regex` in `${pod:regex}`. */
  format?: string;
}

/** `$name` · `[[name]]`, `[[name:format]]` · `${name}`, `${name:format}`, `${name.path}`, `${name["path"]:format}` */
const SOURCE = [
  /\$(?<plain>\w+)/,
  /\[\[(?<bracketed>\w+)(?::(?<bracketFormat>[^\]]+))?\]\]/,
  /\$\{(?<braced>\w+)(?<path>[.[][^:}]+)?(?::(?<format>[^}]+))?\}/,
]
  .map((part) => part.source)
  .join('|');

/** Replaces each reference with the result of `resolve`; undefined leaves it unchanged. */
export function replaceExpressions(
  text: string,
  resolve: (expression: VariableExpression) => string | undefined
): string {
  return text.replace(new RegExp(SOURCE, 'g'), (match, ...rest) => {
    const groups: Record<string, string | undefined> = rest[rest.length - 1];
    return resolve(toExpression(groups)) ?? match;
  });
}

/** The names of all variables in `text`. */
export function namesIn(text: string): string[] {
  return [...text.matchAll(new RegExp(SOURCE, 'g'))].map(({ groups }) => toExpression(groups ?? {}).name);
}

function toExpression(groups: Record<string, string | undefined>): VariableExpression {
  return {
    name: groups.plain ?? groups.bracketed ?? groups.braced ?? '',
    fieldPath: groups.path?.replace(/^\./, ''),
    format: groups.format ?? groups.bracketFormat,
  };
}
