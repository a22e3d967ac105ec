/** What several commands read from their command lines. Each throws a `Failure` that says what is wrong. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { Failure } from './failure';

/**
 * The values of the options. What is on the command line besides options is not repeated: it may be a secret.
 *
 * @param usage the command's help.
 */
export function readArgs<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
  usage: string
) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const isValue = code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL';
    throw new Failure(isValue ? 'One of the arguments does not belong to an option.' : message, usage);
  }
}

/**
 * The address of a web server.
 *
 * @param option that has the address, as "--url".
 */
export function webAddress(option: string, text: string, example: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isOfWeb = url !== undefined && /^https?:$/.test(url.protocol);
  if (isOfWeb ? url.username !== '' || url.password !== '' : text.includes('@')) {
    throw new Failure(
      `${option} has a user name or password in it.`,
      `Give the address without them, as ${option} ${example}: it is printed and may be stored.`
    );
  }
  if (!isOfWeb) {
    throw new Failure(
      `${option} is "${text}", which is not the address of a web server.`,
      `Give it with http:// or https://, as ${option} ${example}`
    );
  }
  if (/[?#]/.test(text)) {
    throw new Failure(
      `${option} has a query or fragment in it.`,
      `Give the address up to and without "?" or "#", as ${option} ${example}`
    );
  }
  return text;
}

/** Where pages are: the address of a web server, or a path as that of this repository. */
export function webAddressOrPath(option: string, text: string, example: string): string {
  return /:|@|\?|#/.test(text) ? webAddress(option, text, example) : text;
}

/** A label's name as PromQL takes it. */
export function labelName(option: string, text: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(text)) {
    throw new Failure(`${option} is "${text}", which is not a valid label name.`, `Give one, as ${option} cluster`);
  }
  return text;
}
