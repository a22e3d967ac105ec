import { parser } from '@prometheus-io/lezer-promql';

export type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

/** One vector selector of an expression, as Prometheus' own grammar reads it. */
export interface SelectorPart {
  /** Without a name, the matchers choose the metrics. */
  metric?: string;
  matchers: Array<{ label: string; operator: string; value: string }>;
  /** The window of a range selector: "5m". */
  window?: string;
  /** The offset as it is written: "-2m". */
  offset?: string;
  /** Whether it is read where the whole query ends, by itself or in a subquery. */
  isAtEnd: boolean;
}

/** A call of `label_replace` whose arguments are text. */
export interface LabelReplacePart {
  to: string;
  replacement: string;
  from: string;
  pattern: string;
}

/** The expression with values in place of Grafana's macros, which are not PromQL. */
export function withoutMacros(expression: string): string {
  return expression
    .replaceAll('($__rate_interval_ms/1000)', '120')
    .replaceAll('($__rate_interval_ms / 1000)', '120')
    .replaceAll('($__interval_ms / 1000)', '60')
    .replace(/\$\{?__rate_interval\b\}?/g, '2m')
    .replace(/\$\{?__interval\b\}?/g, '1m')
    .replace(/\$\{?__range_s\b\}?/g, '3600')
    .replace(/\$\{?__range\b\}?/g, '1h');
}

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    children.push(child);
  }
  return children;
}

/** All nodes of a name, in the order of the text. */
export function nodesOf(expression: string, name: string): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  parser.parse(expression).iterate({
    enter: ({ node }) => {
      if (node.name === name) {
        found.push(node);
      }
    },
  });
  return found;
}

/** The value of a string literal in double quotes. */
export function textOf(expression: string, node: SyntaxNode): string {
  return String(JSON.parse(expression.slice(node.from, node.to)));
}

export function matchersOf(expression: string, selector: SyntaxNode): SelectorPart['matchers'] {
  return (selector.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? []).map((matcher) => {
    const [label, operator, value] = childrenOf(matcher);
    if (!label || !operator || !value) {
      throw new Error(`Not a matcher: ${expression.slice(matcher.from, matcher.to)}`);
    }
    const written = (node: SyntaxNode) => expression.slice(node.from, node.to);
    return { label: written(label), operator: written(operator), value: textOf(expression, value) };
  });
}

/** What can stand around a selector and belongs to it. */
const RANGES = ['MatrixSelector', 'SubqueryExpr', 'StepInvariantExpr', 'OffsetExpr'];

/** Every vector selector, at any depth. */
export function selectorsIn(expression: string): SelectorPart[] {
  return nodesOf(expression, 'VectorSelector').map((node) => {
    const written = (some: SyntaxNode | null | undefined) => (some ? expression.slice(some.from, some.to) : undefined);
    const metric = written(node.getChild('Identifier'));
    const matchers = matchersOf(expression, node);
    const part: SelectorPart = { matchers, isAtEnd: false };
    if (metric !== undefined) {
      part.metric = metric;
    }
    let isDirect = true;
    let isLast = true;
    for (let inner = node, around = node.parent; around; inner = around, around = around.parent) {
      if (around.name === 'BinaryExpr') {
        // The grammar reads `a or b offset 5m` as `(a or b) offset 5m`; Prometheus, as `a or (b offset 5m)`.
        isLast &&= inner.to === around.to;
      } else if (!RANGES.includes(around.name)) {
        isDirect = false;
        isLast = true;
      } else if (isLast) {
        // Also if a subquery around it ends there.
        part.isAtEnd ||= around.getChild('AtModifierPreprocessors')?.getChild('AtEnd') != null;
      }
      if (isDirect && isLast && around.name === 'MatrixSelector') {
        part.window = written(around.getChild('DurationExpr'));
      } else if (isDirect && isLast && around.name === 'OffsetExpr') {
        part.offset ??= written(around.getChild('OffsetDurationExpr') ?? around.lastChild);
      }
    }
    return part;
  });
}

/** Every call of `label_replace`, the innermost of a chain first. */
export function labelReplacesIn(expression: string): LabelReplacePart[] {
  return nodesOf(expression, 'LabelReplace')
    .map((name) => name.parent?.parent?.getChild('FunctionCallBody'))
    .map((body) => {
      const texts = (body?.getChildren('StringLiteral') ?? []).map((literal) => textOf(expression, literal));
      const [to = '', replacement = '', from = '', pattern = ''] = texts;
      return { to, replacement, from, pattern, end: body?.to ?? 0 };
    })
    .sort((a, b) => a.end - b.end)
    .map(({ to, replacement, from, pattern }) => ({ to, replacement, from, pattern }));
}

/** What `label_replace` does to the labels of one series: the pattern must match the whole value. */
export function replaceLabel(labels: Record<string, string>, part: LabelReplacePart): Record<string, string> {
  // RE2 and newer JavaScript have groups with flags of their own; Node 20 does not.
  const pattern = part.pattern.replaceAll('(?i:ffff)', '[fF]{4}');
  const match = new RegExp(`^(?:${pattern})$`).exec(labels[part.from] ?? '');
  const value = part.replacement.replace(/\$(\d+)/g, (_, group) => match?.[Number(group)] ?? '');
  return match ? { ...labels, [part.to]: value } : labels;
}
