/** A fenced code block of a Markdown file. */
export interface CodeBlock {
  /** The word after the opening fence, in lower case. Empty if there is none. */
  language: string;
  /** The line of the opening fence, from 1. */
  line: number;
  /** The lines between the fences, without the indentation of the fence. */
  text: string;
}

const FENCE = /^(\s*)(`{3,})\s*([^`]*)$/;

/** The fenced code blocks of a Markdown text, including those in lists. */
export function codeBlocks(markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { block: CodeBlock; fence: string; indentation: number; lines: string[] } | undefined;
  for (const [index, line] of markdown.split('\n').entries()) {
    const [, space = '', fence = '', info = ''] = FENCE.exec(line) ?? [];
    if (!open) {
      const language = info.trim().split(/\s/)[0]?.toLowerCase() ?? '';
      const block = { language, line: index + 1, text: '' };
      open = fence === '' ? undefined : { block, fence, indentation: space.length, lines: [] };
    } else if (fence.startsWith(open.fence) && info === '') {
      blocks.push({ ...open.block, text: open.lines.join('\n') });
      open = undefined;
    } else {
      open.lines.push(withoutIndentation(line, open.indentation));
    }
  }
  return open ? [...blocks, { ...open.block, text: open.lines.join('\n') }] : blocks;
}

function withoutIndentation(line: string, indentation: number): string {
  return line.slice(0, indentation).trim() === '' ? line.slice(indentation) : line;
}

/** The code in single backticks, outside of fenced blocks. A span can continue on the next line. */
export function inlineCode(markdown: string): string[] {
  const prose = markdown.replace(/^(\s*)(`{3,})[^`]*\n[\s\S]*?^\s*\2\s*$/gm, '');
  return [...prose.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.replace(/\s+/g, ' '));
}

/** A call of the AWS CLI. */
export interface AwsCommand {
  service: string;
  /** In the CLI's form: "create-monitor". */
  operation: string;
  /** The options by their names without dashes, each with its values, as they are written. */
  options: Map<string, string>;
}

/** The words of a shell text: quoted parts, separators of commands, and everything else between spaces. */
const WORD = /(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\|;&()])+|[|;&()\n]/g;

/**
 * The calls of the AWS CLI in a shell text. Calls in substitutions are included, also in double quotes.
 *
 * @param text commands, which may continue on the next line after a backslash
 */
export function awsCommands(text: string): AwsCommand[] {
  const joined = text.replace(/\\\n\s*/g, ' ');
  const nested = [...joined.matchAll(/"[^"]*\$\(([^()]*)\)[^"]*"/g)].flatMap(([, inner = '']) => awsCommands(inner));
  const words = joined.match(WORD) ?? [];
  const starts = words.flatMap((word, index) => (word === 'aws' || /(?:=|\$)aws$/.test(word) ? [index] : []));
  return [...starts.flatMap((start) => awsCommand(wordsUntilEnd(words.slice(start + 1))) ?? []), ...nested];
}

function wordsUntilEnd(words: readonly string[]): readonly string[] {
  const end = words.findIndex((word) => /^[|;&()\n]$/.test(word));
  return end === -1 ? words : words.slice(0, end);
}

function awsCommand([service = '', operation = '', ...rest]: readonly string[]): AwsCommand | undefined {
  if (!/^[a-z0-9-]+$/.test(service) || !/^[a-z][a-z0-9-]+$/.test(operation)) {
    return undefined;
  }
  const options = new Map<string, string>();
  let name: string | undefined;
  for (const word of rest) {
    if (word.startsWith('--')) {
      name = word.slice(2).replace(/=.*$/s, '');
      options.set(name, word.includes('=') ? word.replace(/^[^=]*=/, '') : '');
    } else if (name !== undefined) {
      options.set(name, `${options.get(name) ?? ''} ${word}`.trim());
    }
  }
  return { service, operation, options };
}

/** The names of the members in the value of an option, in JSON or in the CLI's shorthand: "type=…,identifier=…". */
export function memberNames(value: string): string[] {
  const json = [...value.matchAll(/"(\w+)"\s*:/g)];
  const names = json.length > 0 ? json : [...value.matchAll(/(?:^|[,{\s'"])(\w+)=/g)];
  return names.map(([, name = '']) => name);
}

/** The AWS CLI's name of an operation or a member: "monitorName" is "monitor-name". */
export function cliName(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}

/** The names of the npm scripts that a text runs. */
export function npmScripts(text: string): string[] {
  return [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = '']) => name);
}

/** The paths under provisioning/ of the repository in a piece of code, without the dot or slash of a sentence at the end. */
export function provisioningPaths(code: string): string[] {
  return [...code.matchAll(/(?<![\w./-])provisioning\/[\w./-]*/g)].map(([found]) => found.replace(/[./]+$/, ''));
}

/** What is wrong with the structure of a Terraform text: a bracket that is not closed, or not the one that is open. */
export function bracketProblem(hcl: string): string | undefined {
  const code = hcl.replace(/"(?:\\.|[^"\\])*"/g, '""').replace(/(?:#|\/\/).*$/gm, '');
  const open: string[] = [];
  for (const bracket of code.match(/[{}[\]()]/g) ?? []) {
    const opening = { '}': '{', ']': '[', ')': '(' }[bracket];
    if (opening === undefined) {
      open.push(bracket);
    } else if (open.pop() !== opening) {
      return `"${bracket}" closes nothing`;
    }
  }
  return open.length === 0 ? undefined : `"${open.join('')}" is not closed`;
}
