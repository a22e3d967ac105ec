/** Readers for command-line options that several commands share. They throw a `Failure` for invalid values. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { Failure } from './failure';
import { credentialsInUrl, invalidLabelName, invalidOption, invalidUrl, queryInUrl, strayArgument } from './messages';

/**
 * The values of the options. Arguments that do not belong to an option are not repeated in errors, because they can be
 * secrets.
 *
 * @param usage the help text of the command
 */
export function readArgs<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
  usage: string
) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    const isStray = codeOf(error) === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL';
    throw new Failure(isStray ? strayArgument(usage) : invalidOption(messageOf(error), usage));
  }
}

/**
 * The URL of a web server.
 *
 * @param option the option of the URL: "--url"
 */
export function webAddress(option: string, text: string, example: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isOfWeb = url !== undefined && /^https?:$/.test(url.protocol);
  if (isOfWeb ? url.username !== '' || url.password !== '' : text.includes('@')) {
    throw new Failure(credentialsInUrl(option, example));
  }
  if (!isOfWeb) {
    throw new Failure(invalidUrl(option, text, example));
  }
  if (/[?#]/.test(text)) {
    throw new Failure(queryInUrl(option, example));
  }
  return text;
}

/** The base of links to pages: the URL of a web server, or a path in this repository. */
export function webAddressOrPath(option: string, text: string, example: string): string {
  return /:|@|\?|#/.test(text) ? webAddress(option, text, example) : text;
}

/** The name of a Prometheus label. */
export function labelName(option: string, text: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(text)) {
    throw new Failure(invalidLabelName(option, text));
  }
  return text;
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
}
