/** Pages of a list, and the opaque tokens that lead from one to the next. */
import { validationError } from '../model/apiError';
import { isJsonObject } from '../http/input';

/** Which page of which list. */
export interface PageRequest {
  /** The list, query or filter that the token must belong to. */
  listId: string;
  pageSize: number;
  nextToken: string | null;
  nowMs: number;
  tokenLifetimeMs: number;
}

/** The items of a page and the token of the next one. */
export interface Page<Item> {
  items: Item[];
  /** Absent on the last page. */
  nextToken?: string;
}

/** Returns a page. Throws a ValidationException for a token that is malformed, expired, or from another list. */
export function pageOf<Item>(list: readonly Item[], request: PageRequest): Page<Item> {
  const start = request.nextToken === null ? 0 : offsetOf(request.nextToken, request);
  const end = start + request.pageSize;
  const items = list.slice(start, end);
  return end < list.length ? { items, nextToken: tokenFor(end, request) } : { items };
}

function tokenFor(offset: number, { listId, nowMs }: PageRequest): string {
  return Buffer.from(JSON.stringify({ listId, offset, issuedAtMs: nowMs })).toString('base64url');
}

function offsetOf(token: string, { listId, nowMs, tokenLifetimeMs }: PageRequest): number {
  const content = decode(token);
  if (!isJsonObject(content) || content.listId !== listId) {
    throw validationError('Invalid nextToken');
  }
  const { offset, issuedAtMs } = content;
  if (typeof offset !== 'number' || !Number.isInteger(offset) || offset < 0 || typeof issuedAtMs !== 'number') {
    throw validationError('Invalid nextToken');
  }
  if (nowMs - issuedAtMs > tokenLifetimeMs) {
    throw validationError('The nextToken has expired');
  }
  return offset;
}

function decode(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
