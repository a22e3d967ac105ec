import { readFile } from 'node:fs/promises';
import { type ServerResponse } from 'node:http';
import path from 'node:path';
import { sendFile, sendText } from './shared/http';
import { fileBelow } from './shared/paths';

/** Grafana 11 has the icons one folder higher. */
const ICON_PATH = /^\/public\/(?:build\/)?img\/icons\/(\w+\/([\w-]+)\.svg)$/;

/** Icons that @grafana/ui refers to but does not include on npm, with a similar one that it includes. */
const LOOKALIKES: Record<string, { name: string; transform?: string }> = {
  'angle-double-left': { name: 'angle-double-right', transform: 'scale(-1 1)' },
  'angle-double-up': { name: 'angle-double-down', transform: 'scale(1 -1)' },
  'check-square': { name: 'check' },
  'expand-arrows': { name: 'arrows-h' },
  'expand-alt': { name: 'expand-arrows-alt' },
  'file-download': { name: 'download-alt' },
  'file-export': { name: 'export' },
  'file-landscape-alt': { name: 'info-circle' },
  'pause-circle': { name: 'pause' },
  exclamation: { name: 'exclamation-circle' },
  globe: { name: 'cloud' },
  home: { name: 'home-alt' },
  layers: { name: 'layer-group' },
  'legend-hide': { name: 'eye-slash' },
  'legend-show': { name: 'eye' },
  'map-marker': { name: 'crosshair' },
  wrench: { name: 'cog' },
};

const svg = (content: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24">${content}</svg>`;

const SPINNER = svg(
  '<path d="M12 3a9 9 0 1 0 9 9" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round"/>'
);
const UNKNOWN = svg('<circle cx="12" cy="12" r="7" fill="none" stroke="currentColor" stroke-width="2"/>');

/**
 * Serves an icon of @grafana/ui: its file, a similar one, or a plain circle. Returns false if the path is not that of
 * an icon.
 */
export async function serveIcon(pathname: string, res: ServerResponse, librariesDir: string): Promise<boolean> {
  const [, relative, name] = ICON_PATH.exec(pathname) ?? [];
  if (relative === undefined || name === undefined) {
    return false;
  }
  const root = path.join(librariesDir, 'node_modules/@grafana/ui/dist/public/img/icons');
  const file = fileBelow(root, relative);
  if (file === undefined || !(await sendFile(res, file))) {
    sendText(res, 200, await substitute(root, name), 'image/svg+xml');
  }
  return true;
}

async function substitute(root: string, name: string): Promise<string> {
  if (name.endsWith('spinner')) {
    return SPINNER;
  }
  const { name: other, transform } = LOOKALIKES[name] ?? {};
  const text = other && (await readFile(path.join(root, 'unicons', `${other}.svg`), 'utf8').catch(() => undefined));
  if (text === undefined || text === '') {
    return UNKNOWN;
  }
  return transform === undefined ? text : transformed(text, transform);
}

/** Transforms an icon around the center of its 24 × 24 box. */
function transformed(text: string, transform: string): string {
  return text.replace(
    /(<svg[^>]*>)([\s\S]*)(<\/svg>)/,
    `$1<g transform="translate(12 12) ${transform} translate(-12 -12)">$2</g>$3`
  );
}
