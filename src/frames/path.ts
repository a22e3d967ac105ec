import { type PathConstruct } from '../core/flow/flow';

/** A network path as one cell: JSON, so that nothing in a name can be mistaken for a separator. */
export function encodePath(path: readonly PathConstruct[]): string | undefined {
  return path.length === 0 ? undefined : JSON.stringify(path);
}

/** @returns no constructs for a cell that a transformation made unreadable. */
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
