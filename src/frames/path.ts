import { type PathConstruct } from '../core/flow/flow';

/** A network path as one cell, in JSON, because a name could contain any separator. */
export function encodePath(path: readonly PathConstruct[]): string | undefined {
  return path.length === 0 ? undefined : JSON.stringify(path);
}

/** @returns an empty list for a cell that a transformation made unreadable */
export function decodePath(cell: string): PathConstruct[] {
  try {
    const parsed: unknown = JSON.parse(cell);
    return Array.isArray(parsed) ? parsed.filter(isConstruct) : [];
  } catch {
    return [];
  }
}

function isConstruct(value: unknown): value is PathConstruct {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((member) => member === undefined || typeof member === 'string')
  );
}
