import { compareText } from '../../core/compareText';
import { peersOf } from './arrangeBoxes';
import { centre, type Rect } from './geometry';
import { type Call, type Site } from './ground';

const RIM_GAP = 96;
const COLUMN_GAP = 24;
const ROW_GAP = 16;
/** A side goes on in a further column when it would be this much higher than what it stands beside. */
const MAX_OVERHANG = 1.3;
const MIN_HEIGHT = 600;

/** What the rim goes around. */
export interface Inner {
  bounds: Rect;
  sites: ReadonlyMap<string, Rect>;
}

/**
 * Places what is outside the cluster at either side: who only calls at the left, who is called at the
 * right, each beside the ones it talks to.
 */
export function placeRim(external: readonly Site[], calls: readonly Call[], inner: Inner): Map<string, Rect> {
  const called = new Set(calls.map(({ target }) => target));
  const ordered = orderByPeers(external, calls, inner);
  const left = ordered.filter(({ id }) => !called.has(id));
  const right = ordered.filter(({ id }) => called.has(id));
  return new Map([...placeSide(left, inner, 'left'), ...placeSide(right, inner, 'right')]);
}

function orderByPeers(sites: readonly Site[], calls: readonly Call[], inner: Inner): Site[] {
  const peers = peersOf(calls);
  const meanY = ({ id }: Site) => {
    const ys = (peers.get(id) ?? []).flatMap((peer) => {
      const rect = inner.sites.get(peer);
      return rect ? [centre(rect).y] : [];
    });
    return ys.length === 0 ? centre(inner.bounds).y : ys.reduce((sum, y) => sum + y, 0) / ys.length;
  };
  const keyed = sites.map((site) => ({ site, y: meanY(site) }));
  return keyed.sort((a, b) => a.y - b.y || compareText(a.site.id, b.site.id)).map(({ site }) => site);
}

function placeSide(sites: readonly Site[], { bounds }: Inner, side: 'left' | 'right'): Array<[string, Rect]> {
  const placed: Array<[string, Rect]> = [];
  const away = side === 'left' ? -1 : 1;
  let edge = side === 'left' ? bounds.x - RIM_GAP : bounds.x + bounds.width + RIM_GAP;
  for (const column of columnsOf(sites, maxHeightOf(sites, bounds))) {
    let y = centre(bounds).y - heightOf(column) / 2;
    for (const { id, size } of column) {
      placed.push([id, { x: side === 'left' ? edge - size.width : edge, y, ...size }]);
      y += size.height + ROW_GAP;
    }
    edge += away * (Math.max(...column.map(({ size }) => size.width)) + COLUMN_GAP);
  }
  return placed;
}

/** Somewhat higher than what it stands beside; a crowd is about as wide as high. */
function maxHeightOf(sites: readonly Site[], bounds: Rect): number {
  const area = sites.reduce((sum, { size }) => sum + (size.width + COLUMN_GAP) * (size.height + ROW_GAP), 0);
  return Math.max(MIN_HEIGHT, bounds.height * MAX_OVERHANG, Math.sqrt(area));
}

function columnsOf(sites: readonly Site[], maxHeight: number): Site[][] {
  const count = Math.max(1, Math.ceil(heightOf(sites) / maxHeight));
  const rows = Math.ceil(sites.length / count);
  const columns = Array.from({ length: count }, (_, index) => sites.slice(index * rows, (index + 1) * rows));
  return columns.filter(({ length }) => length > 0);
}

function heightOf(sites: readonly Site[]): number {
  return sites.reduce((sum, { size }) => sum + size.height + ROW_GAP, -ROW_GAP);
}
