import { parser } from '@prometheus-io/lezer-promql';
import { childrenOf, matchersOf, type SyntaxNode, textOf } from './parts';
import { DEPENDENCIES, labelsOfMetric } from './seriesLabels';

/**
 * What can be said of an expression's result before any data is there: which labels its series have, and by which of
 * them they are unique. Prometheus refuses a join whose series are not unique by its labels only once such series exist,
 * and it joins on a label that does not exist without complaint.
 */
export interface Shape {
  /** Labels that every series of the result can have; undefined for a number. */
  labels?: readonly string[];
  /** Labels that only one of the operands of `or` has. */
  optional?: readonly string[];
  /** Sets of labels by each of which the series are unique. */
  keys: ReadonlyArray<readonly string[]>;
}

/** Labels that only some operands of `or` have, on purpose: they keep the operands apart. */
const MARKS = ['minus', 'apart', 'part'];
/** Patterns that copy a label: what is unique by the label is unique by its copy. */
const COPIES = ['(.+)', '(.*)', '(?:[0:]+(?i:ffff):)?([^;]+)'];

/** The shape of an expression's result, and what is wrong in the expression. */
export function shapeOf(expression: string): { shape: Shape; problems: string[] } {
  const problems = new Set<string>();
  const shape = new Analysis(expression, (problem) => problems.add(problem)).shape(parser.parse(expression).topNode);
  return { shape, problems: [...problems] };
}

class Analysis {
  constructor(
    private readonly text: string,
    private readonly report: (problem: string) => void
  ) {}

  shape(node: SyntaxNode): Shape {
    switch (node.name) {
      case 'NumberDurationLiteral':
        return { keys: [] };
      case 'UnaryExpr':
        return this.shape(this.last(node));
      case 'VectorSelector':
        return this.selector(node);
      case 'FunctionCall':
        return this.call(node);
      case 'AggregateExpr':
        return this.aggregation(node);
      case 'BinaryExpr':
        return this.binary(node);
      case 'PromQL':
      case 'ParenExpr':
      case 'StepInvariantExpr':
      case 'OffsetExpr':
      case 'MatrixSelector':
      case 'SubqueryExpr':
        return this.shape(this.first(node));
      default:
        throw new Error(`Unexpected ${node.name}: ${this.written(node)}`);
    }
  }

  private selector(node: SyntaxNode): Shape {
    const name = node.getChild('Identifier');
    const matchers = matchersOf(this.text, node);
    const names = matchers.find(({ label }) => label === '__name__')?.value ?? '';
    const metrics = name ? [this.written(name)] : alternatives(names);
    const labels = metrics.map((metric) => {
      const known = labelsOfMetric(metric);
      if (!known) {
        this.report(`unknown metric ${metric}`);
      }
      return known ?? [];
    });
    // Of several metrics at once, each series has the labels of its own.
    const union = [...new Set(labels.flat())];
    this.mustHave(
      union,
      matchers.map(({ label }) => label).filter((label) => label !== '__name__'),
      node
    );
    return { labels: name ? union : [...union, '__name__'], keys: [] };
  }

  private call(node: SyntaxNode): Shape {
    const name = this.written(this.first(node));
    const args = childrenOf(this.child(node, 'FunctionCallBody'));
    switch (name) {
      case 'time':
        return { keys: [] };
      case 'scalar':
        args.forEach((arg) => this.shape(arg));
        return { keys: [] };
      case 'vector':
      case 'absent_over_time':
        return { labels: [], keys: [[]] };
      case 'label_replace':
        return this.labelReplace(args, node);
      case 'label_join':
        return this.labelJoin(args, node);
      default: {
        const shapes = args.map((arg) => this.shape(arg));
        return shapes.find(({ labels }) => labels !== undefined) ?? { keys: [] };
      }
    }
  }

  private labelReplace([series, ...texts]: SyntaxNode[], node: SyntaxNode): Shape {
    const inner = this.shape(this.defined(series, node));
    const [to = '', replacement, from = '', pattern = ''] = texts.map((text) => textOf(this.text, text));
    this.mustHave(inner.labels ?? [], from === '' ? [] : [from], node);
    const untouched = inner.keys.filter((key) => !key.includes(to));
    const isCopy = replacement === '$1' && COPIES.includes(pattern);
    const copied = isCopy
      ? untouched.filter((key) => key.includes(from)).map((key) => key.map((label) => (label === from ? to : label)))
      : [];
    return { labels: [...new Set([...(inner.labels ?? []), to])], keys: [...untouched, ...copied] };
  }

  private labelJoin([series, ...texts]: SyntaxNode[], node: SyntaxNode): Shape {
    const inner = this.shape(this.defined(series, node));
    const [to = '', , ...from] = texts.map((text) => textOf(this.text, text));
    this.mustHave(inner.labels ?? [], from, node);
    return {
      labels: [...new Set([...(inner.labels ?? []), to])],
      keys: inner.keys.filter((key) => !key.includes(to)),
    };
  }

  private aggregation(node: SyntaxNode): Shape {
    const operator = this.written(this.first(node));
    const modifier = node.getChild('AggregateModifier');
    const by = modifier ? this.labelNames(this.child(modifier, 'GroupingLabels')) : [];
    const inner = this.shape(this.last(this.child(node, 'FunctionCallBody')));
    this.mustHave([...(inner.labels ?? []), ...MARKS], by, node);
    if (operator === 'topk') {
      const isOne = this.written(this.first(this.child(node, 'FunctionCallBody'))) === '1';
      return { labels: inner.labels, keys: isOne ? [...inner.keys, by] : inner.keys };
    }
    return { labels: by, keys: [by, ...inner.keys.filter((key) => isSubset(key, by))] };
  }

  private binary(node: SyntaxNode): Shape {
    const [left, right] = [this.shape(this.first(node)), this.shape(this.last(node))];
    const modifier = node.getChild('MatchingModifierClause');
    const operator = this.written(this.defined(childrenOf(node)[1], node));
    if (left.labels === undefined || right.labels === undefined) {
      return left.labels === undefined ? right : left;
    }
    const [onNode, carriedNode] = modifier?.getChildren('GroupingLabels') ?? [];
    const on = onNode && this.labelNames(onNode);
    for (const side of [left, right]) {
      this.mustHave(side.labels ?? [], on ?? [], node);
    }
    if (operator === 'or') {
      return either(left, right, on);
    }
    if (operator === 'and' || operator === 'unless') {
      return operator === 'unless' && this.leavesOne(node, on) ? { labels: left.labels, keys: [[]] } : left;
    }
    if (on === undefined) {
      if (!isSubset(left.labels, right.labels) || !isSubset(right.labels, left.labels)) {
        this.report(`[${left.labels.join()}] are matched with [${right.labels.join()}] in ${this.excerpt(node)}`);
      }
      return left;
    }
    this.mustBeUnique(right, on, node);
    if (modifier?.getChild('GroupLeft')) {
      const carried = carriedNode ? this.labelNames(carriedNode) : [];
      this.mustHave([...right.labels, ...(right.optional ?? [])], carried, node);
      return { labels: [...new Set([...left.labels, ...carried])], keys: left.keys };
    }
    this.mustBeUnique(left, on, node);
    return { labels: on, keys: [on] };
  }

  /** `x unless on () (count(x) > 1)` has one series at most. */
  private leavesOne(node: SyntaxNode, on: readonly string[] | undefined): boolean {
    return on?.length === 0 && this.written(this.last(node)) === `(count(${this.written(this.first(node))}) > 1)`;
  }

  private mustHave(labels: readonly string[], needed: readonly string[], node: SyntaxNode): void {
    const missing = needed.filter((label) => !labels.includes(label));
    if (missing.length > 0) {
      this.report(`no label ${missing.join(', ')} in ${this.excerpt(node)}`);
    }
  }

  private mustBeUnique({ keys }: Shape, on: readonly string[], node: SyntaxNode): void {
    const determined = closureOf(on);
    if (!keys.some((key) => isSubset(key, determined))) {
      this.report(`not unique by (${on.join(', ')}): ${this.excerpt(node)}`);
    }
  }

  private labelNames(node: SyntaxNode): string[] {
    return node.getChildren('LabelName').map((name) => this.written(name));
  }

  private written({ from, to }: SyntaxNode): string {
    return this.text.slice(from, to);
  }

  private excerpt(node: SyntaxNode): string {
    const text = this.written(node);
    return text.length <= 300 ? text : `${text.slice(0, 150)} … ${text.slice(-150)}`;
  }

  private first(node: SyntaxNode): SyntaxNode {
    return this.defined(node.firstChild, node);
  }

  private last(node: SyntaxNode): SyntaxNode {
    return this.defined(node.lastChild, node);
  }

  private child(node: SyntaxNode, name: string): SyntaxNode {
    return this.defined(node.getChild(name), node);
  }

  private defined(found: SyntaxNode | null | undefined, node: SyntaxNode): SyntaxNode {
    if (!found) {
      throw new Error(`Something is missing in ${this.excerpt(node)}`);
    }
    return found;
  }
}

/** The labels that all operands have: the others cannot be relied on. */
function either(left: Shape, right: Shape, on: readonly string[] | undefined): Shape {
  const labels = (left.labels ?? []).filter((label) => right.labels?.includes(label) || MARKS.includes(label));
  const marks = (right.labels ?? []).filter((label) => MARKS.includes(label));
  const has = ({ keys }: Shape, key: readonly string[]) => keys.some((one) => isSubset(one, key));
  const key = on ?? left.labels ?? [];
  const isSame = on !== undefined || (isSubset(key, right.labels ?? []) && isSubset(right.labels ?? [], key));
  const all = [...new Set([...labels, ...marks])];
  return {
    labels: all,
    optional: [...(left.labels ?? []), ...(right.labels ?? [])].filter((label) => !all.includes(label)),
    keys: isSame && has(left, key) && has(right, key) ? [key] : [],
  };
}

/** "a|b" and "kube_(a|b)_owner" */
function alternatives(pattern: string): string[] {
  const [, before = '', choices, after = ''] = /^([^(|]*)\(([^)]*)\)(.*)$/.exec(pattern) ?? [];
  return choices === undefined ? pattern.split('|') : choices.split('|').map((choice) => before + choice + after);
}

function isSubset(some: readonly string[], all: readonly string[]): boolean {
  return some.every((label) => all.includes(label));
}

/** All labels that some determine. */
function closureOf(labels: readonly string[]): readonly string[] {
  const more = DEPENDENCIES.filter(([from]) => isSubset(from, labels)).flatMap(([, to]) => to);
  const all = [...new Set([...labels, ...more])];
  return all.length === labels.length ? all : closureOf(all);
}
