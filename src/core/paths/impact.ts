import { type NetworkPath } from './networkPath';

type Impact = Pick<NetworkPath, 'impactScore' | 'impactLevel'>;

/** How bad the levels are that have a plain English order. AWS does not document the words: others have no rank. */
const RANKS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    NONE: 0,
    OK: 0,
    NORMAL: 0,
    HEALTHY: 0,
    NO_IMPACT: 0,
    LOW: 1,
    MINOR: 1,
    MEDIUM: 2,
    MODERATE: 2,
    HIGH: 3,
    MAJOR: 3,
    SEVERE: 4,
    CRITICAL: 4,
  })
);

/**
 * The worst of several windows' impacts: the highest score, and the level that goes with it. Where not
 * every level has a score, the words decide; where they have no order either, all of them are told.
 */
export function worstImpact(impacts: readonly Impact[]): Impact {
  const scores = impacts.flatMap(({ impactScore }) => (impactScore === undefined ? [] : [impactScore]));
  const impactLevel = worstLevel(impacts.filter((impact) => impact.impactLevel !== undefined));
  return {
    ...(scores.length > 0 && { impactScore: Math.max(...scores) }),
    ...(impactLevel !== undefined && { impactLevel }),
  };
}

function worstLevel(impacts: readonly Impact[]): string | undefined {
  const levels = [...new Set(impacts.flatMap(({ impactLevel = '' }) => impactLevel))];
  const byScore = highest(impacts, ({ impactScore }) => impactScore)?.impactLevel;
  const byWord = highest(levels, rankOf);
  return byScore ?? byWord ?? (levels.length === 0 ? undefined : levels.join(' / '));
}

function rankOf(level: string): number | undefined {
  return RANKS.get(
    level
      .trim()
      .toUpperCase()
      .replace(/[^A-Z]+/g, '_')
  );
}

/** The item with the highest value, the first of them; undefined where not every item has one. */
function highest<Item>(items: readonly Item[], valueOf: (item: Item) => number | undefined): Item | undefined {
  const valued = items.map((item) => ({ item, value: valueOf(item) }));
  if (valued.some(({ value }) => value === undefined)) {
    return undefined;
  }
  const top = Math.max(...valued.map(({ value = -Infinity }) => value));
  return valued.find(({ value }) => value === top)?.item;
}
