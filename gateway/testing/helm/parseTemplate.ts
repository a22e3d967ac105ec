interface Branch {
  /** Undefined for "else". */
  condition: string | undefined;
  content: Node[];
}

/** A part of a Helm template. */
export type Node =
  | { kind: 'text'; text: string }
  | { kind: 'output'; pipeline: string }
  | { kind: 'if'; branches: readonly Branch[] }
  | { kind: 'define'; name: string; content: Node[] };

/** An action such as "else if .Values.fips", or the text between two actions. */
interface Token {
  isAction: boolean;
  text: string;
}

/** Parses text with the actions "define", "if", "else", "end", and those that write a value. */
export function parseTemplate(template: string): Node[] {
  const tokens = tokensOf(template);
  const nodes = nodesUntilEnd(tokens);
  if (tokens.length > 0) {
    throw new Error(`{{ ${tokens[0]?.text} }} ends nothing.`);
  }
  return nodes;
}

/** A hyphen next to the braces removes the white space around the action. */
function tokensOf(template: string): Token[] {
  const trimmed = template.replace(/\s*\{\{-\s/g, '{{ ').replace(/\s-\}\}\s*/g, ' }}');
  return trimmed.split(/\{\{ (.*?) \}\}/).map((text, index) => ({ isAction: index % 2 === 1, text }));
}

/** Takes the tokens of a block. The first one that is left is "else" or "end", if there is one. */
function nodesUntilEnd(tokens: Token[]): Node[] {
  const nodes: Node[] = [];
  for (let [token] = tokens; token !== undefined && !isEnd(token); [token] = tokens) {
    tokens.shift();
    nodes.push(token.isAction ? nodeOf(token.text, tokens) : { kind: 'text', text: token.text });
  }
  return nodes;
}

function isEnd({ isAction, text }: Token): boolean {
  return isAction && /^(end|else)\b/.test(text);
}

function nodeOf(action: string, tokens: Token[]): Node {
  const [keyword, rest = ''] = /^(define|if) (.*)$/.exec(action)?.slice(1) ?? [];
  if (keyword === 'define') {
    const content = nodesUntilEnd(tokens);
    tokens.shift();
    return { kind: 'define', name: rest.replaceAll('"', ''), content };
  }
  return keyword === 'if' ? { kind: 'if', branches: branchesOf(rest, tokens) } : { kind: 'output', pipeline: action };
}

function branchesOf(condition: string | undefined, tokens: Token[]): Branch[] {
  const content = nodesUntilEnd(tokens);
  const end = tokens.shift()?.text ?? '';
  const next = /^else(?: if (.*))?$/.exec(end);
  return [{ condition, content }, ...(next === null ? [] : branchesOf(next[1], tokens))];
}
