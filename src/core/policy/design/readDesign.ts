import { invalidLine } from './messages';

/** Clients that may connect to a server. */
export interface DesignLine {
  /** "shop/web", "shop/*", the name of a party outside the cluster, or "*". */
  client: string;
  server: string;
  /** Empty: every port. */
  ports: readonly number[];
}

/** The lines of a design, and what is wrong with others. */
export interface Design {
  lines: readonly DesignLine[];
  problems: readonly string[];
}

/** "shop/web -> shop/api: 8080, 9090", or "shop/web -> shop/api". */
const LINE = /^(?<client>.+?)\s*(?:->|→)\s*(?<server>.+?)(?:\s*:\s*(?<ports>[\d\s,]+))?$/;

const MAX_PORT = 65_535;

/** Reads who may communicate with whom, one pair in a line. Empty lines, and those that start with a number sign, are left out. */
export function readDesign(text: string): Design {
  const lines: DesignLine[] = [];
  const problems: string[] = [];
  text.split('\n').forEach((raw, index) => {
    const line = raw.replace(/^\s*-\s/, '').trim();
    if (line === '' || line.startsWith('#')) {
      return;
    }
    const read = readLine(line);
    if (read === undefined) {
      problems.push(invalidLine(index + 1, line));
    } else {
      lines.push(read);
    }
  });
  return { lines, problems };
}

function readLine(line: string): DesignLine | undefined {
  const { client, server, ports = '' } = LINE.exec(line)?.groups ?? {};
  const numbers = ports.split(/[\s,]+/).flatMap((port) => (port === '' ? [] : Number(port)));
  return client === undefined || server === undefined || numbers.some((port) => port < 1 || port > MAX_PORT)
    ? undefined
    : { client, server, ports: numbers };
}
