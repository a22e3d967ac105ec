import { type NetworkPath } from './networkPath';

type Impact = Pick<NetworkPath, 'impactScore' | 'impactLevel'>;

/** The ranks of levels with an obvious order. AWS does not document the words; other words have no rank. */
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
 * The worst impact of several windows: the highest score, and the level that belongs to it. If not every
 * level has a score, the words decide. If they have no order either, all levels are returned.
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

/** The first item with the highest value; undefined if not every item has a value. */
function highest<Item>(items: readonly Item[], valueOf: (item: Item) => number | undefined): Item | undefined {
  const valued = items.map((item) => ({ item, value: valueOf(item) }));
  if (valued.some(({ value }) => value === undefined)) {
    return undefined;
  }
  const top = Math.max(...valued.map(({ value = -Infinity }) => value));
  return valued.find(({ value }) => value === top)?.item;
}
