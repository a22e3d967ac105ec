import { type JudgedGroup } from '../review/groupJudged';
import { type DesignLine } from './readDesign';

/** A line of a design or observed flows, and how they compare. */
export type DesignFinding =
  /** Flows that the design does not have. */
  | { kind: 'not-designed'; group: JudgedGroup }
  /** Flows of the design that policies deny, or whose verdict is not known. */
  | { kind: 'not-allowed'; group: JudgedGroup }
  /** A line of the design without flows. */
  | { kind: 'not-observed'; line: DesignLine };

/** Flows of a design that are allowed need no attention, so only their number is known. */
export interface DesignComparison {
  findings: readonly DesignFinding[];
  asDesigned: number;
}

/** Compares a design with observed flows and the verdicts on them: flows that it does not have first. */
export function compareWithDesign(lines: readonly DesignLine[], groups: readonly JudgedGroup[]): DesignComparison {
  const designed = groups.filter((group) => lines.some((line) => covers(line, group)));
  const isDesigned = new Set(designed);
  const allowed = designed.filter(({ outcome }) => outcome === 'allowed');
  return {
    findings: [
      ...groups.flatMap((group): DesignFinding[] => (isDesigned.has(group) ? [] : [{ kind: 'not-designed', group }])),
      ...designed.flatMap((group): DesignFinding[] =>
        group.outcome === 'allowed' ? [] : [{ kind: 'not-allowed', group }]
      ),
      ...lines.flatMap((line): DesignFinding[] =>
        groups.some((group) => covers(line, group)) ? [] : [{ kind: 'not-observed', line }]
      ),
    ],
    asDesigned: allowed.length,
  };
}

function covers({ client, server, ports }: DesignLine, group: JudgedGroup): boolean {
  return (
    isNamed(client, group.client) && isNamed(server, group.server) && (ports.length === 0 || ports.includes(group.port))
  );
}

/** "*" stands for every name, and "shop/*" for all of a namespace. */
function isNamed(pattern: string, name: string): boolean {
  return pattern === '*' || pattern === name || (pattern.endsWith('/*') && name.startsWith(pattern.slice(0, -1)));
}
