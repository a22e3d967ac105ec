/** @jest-environment node */
import fs from 'node:fs';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import app from '../plugin.json';
import { repository, version } from '../package.json';
import { archiveOf } from './archive';
import { entryOf, readChangelog } from './changelog';

/*
 * What Grafana's plugin validator rejects, and more, for the archive of dist/ (run npm run build first). The schema of
 * plugin.json is in no npm package: these tests check the properties that the catalog needs.
 */
const ROOT = path.join(__dirname, '..');
const FOLDERS = ['', 'datasource/', 'flowgraph/'];
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47];

const archive = new Map(Object.entries(unzipSync(archiveOf(path.join(ROOT, 'dist')))));

/** The bytes of a file of the app; none if the archive lacks it. */
const bytesOf = (file: string) => archive.get(`${app.id}/${file}`) ?? new Uint8Array();
const textOf = (file: string) => strFromU8(bytesOf(file));
const manifestOf = (folder: string): typeof app => JSON.parse(textOf(`${folder}plugin.json`));

/** The targets of the links, images, and references in Markdown, without those to its own headings. */
function linksIn(markdown: string): string[] {
  const targets = markdown.matchAll(/\]\(\s*<?([^)\s>]+)|^\[[^\]]+\]:\s*<?([^\s>]+)|\b(?:href|src)="([^"]*)"/gm);
  return [...targets]
    .map(([, inline, reference, html]) => inline ?? reference ?? html ?? '')
    .filter((to) => to[0] !== '#');
}

describe('the archive', () => {
  it('has everything in one folder with the name of the app, without hidden files', () => {
    const names = [...archive.keys()];
    expect(names.filter((name) => !name.startsWith(`${app.id}/`))).toEqual([]);
    expect(names.filter((name) => name.split('/').some((part) => part.startsWith('.')))).toEqual([]);
  });

  it('has only code and what the app shows and describes', () => {
    const kinds = new Set([...archive.keys()].map((name) => /[^./]*$/.exec(name)?.[0]));
    expect([...kinds].sort()).toEqual(['LICENSE', 'js', 'json', 'map', 'md', 'png', 'svg', 'txt']);
  });

  it('has a source map for each script', () => {
    const scripts = [...archive.keys()].filter((name) => name.endsWith('.js'));
    expect(scripts.length).toBeGreaterThan(3);
    expect(scripts.filter((name) => !archive.has(`${name}.map`))).toEqual([]);
  });

  it('has source maps that are the same in every checkout, without hashes of a first pass', () => {
    const maps = [...archive.keys()]
      .filter((name) => name.endsWith('.js.map'))
      .map((name) => name.slice(app.id.length + 1));
    const mapOf = (name: string): { file: string; sourcesContent: string[] } => JSON.parse(textOf(name));
    expect(maps.filter((name) => /_cache=\w/.test(mapOf(name).file))).toEqual([]);
    const loaders = maps.flatMap((name) => mapOf(name).sourcesContent.filter((code) => code.includes('"?_cache="')));
    expect(loaders.filter((code) => /"[0-9a-f]{20}"/.test(code))).toEqual([]);
  });

  it('has no placeholders of the build in its texts', () => {
    const texts = [...archive.keys()].filter((name) => /\/(plugin\.json|\w+\.md)$/.test(name));
    expect(texts.length).toBeGreaterThan(4);
    const placeholders = texts.flatMap((name) => textOf(name.slice(app.id.length + 1)).match(/%[A-Z_]+%/g) ?? []);
    expect(placeholders).toEqual([]);
  });

  it('has a license with its owner', () => {
    expect(textOf('LICENSE')).toMatch(/Apache License\s+Version 2\.0/);
    expect(textOf('LICENSE')).toMatch(/^ *Copyright \d{4} Eastwest$/m);
    expect(textOf('LICENSE')).not.toMatch(/[{[](yyyy|name of copyright owner)[}\]]/);
  });
});

describe.each(FOLDERS.map((folder) => ({ folder, file: `${folder}plugin.json` })))(
  '$file in the archive',
  ({ folder }) => {
    const { id, type, info, dependencies } = manifestOf(folder);

    it('has the version of package.json, and the date of its release', () => {
      expect(info).toMatchObject({ version, updated: entryOf(version, readChangelog()).date });
    });

    it('has an ID that ends with its type', () => {
      expect(id).toMatch(new RegExp(`^eastwest-[a-z]+-${type}$`));
    });

    it('has what the catalog shows: a description, keywords, an author, and links', () => {
      expect(info.description).toMatch(/^[A-Z].*\.$/);
      expect(info.keywords.length).toBeGreaterThan(2);
      expect(info.author).toEqual({ name: 'Eastwest', url: repository });
      expect(info.links.map(({ name }) => name)).toEqual([
        'Documentation',
        'Repository',
        'Raise issue',
        'License',
        'AWS Network Flow Monitor documentation',
      ]);
      expect(info.links.filter(({ url }) => !URL.canParse(url) || !url.startsWith('https://'))).toEqual([]);
    });

    it('has SVG logos without scripts', () => {
      for (const logo of Object.values(info.logos)) {
        expect(logo).toMatch(/\.svg$/);
        expect(textOf(`${folder}${logo}`)).toContain('<svg');
        expect(textOf(`${folder}${logo}`)).not.toMatch(/<script|\son\w+=|javascript:/i);
      }
    });

    it('requires a range of Grafana versions', () => {
      expect(dependencies.grafanaDependency).toMatch(/^>=\d+\.\d+\.\d+$/);
    });
  }
);

describe('the plugin.json of the app', () => {
  const { info, includes } = manifestOf('');

  it('has at least four screenshots, each of them a PNG image', () => {
    expect(info.screenshots.length).toBeGreaterThanOrEqual(4);
    for (const { path: file } of info.screenshots) {
      expect(file).toMatch(/\.png$/);
      expect([...bytesOf(file).slice(0, PNG_SIGNATURE.length)]).toEqual(PNG_SIGNATURE);
    }
  });

  it('includes only files of the archive, except its pages', () => {
    const files = includes.filter(({ type }) => type !== 'page').map((include) => include.path);
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter((file) => bytesOf(file).length === 0)).toEqual([]);
  });

  it('includes its own pages', () => {
    const pages = includes.filter(({ type }) => type === 'page').map((include) => include.path);
    expect(pages).toEqual(['', '/investigate', '/policies', '/alert'].map((page) => `/a/${app.id}${page}`));
  });
});

describe.each(['README.md', 'CHANGELOG.md'])('%s in the archive', (name) => {
  const links = linksIn(textOf(name));

  it('has only absolute links', () => {
    expect(links.length).toBeGreaterThan(3);
    expect(links.filter((link) => !link.startsWith('https://'))).toEqual([]);
  });

  it('links only to existing files of the repository, at this version', () => {
    const ours = links.filter((link) => link.startsWith(repository));
    expect(ours.length).toBeGreaterThan(3);
    const dead = ours.filter((link) => {
      const [, file = 'nothing'] = /^\/(?:blob|raw)\/(?:v[^/]+)\/([^#]+)/.exec(link.slice(repository.length)) ?? [];
      return !link.includes(`/v${version}/`) || !fs.existsSync(path.join(ROOT, file));
    });
    expect(dead).toEqual([]);
  });
});

describe('README.md in the archive', () => {
  it('is for users of the catalog: it has a title, no comments, and no commands of developers', () => {
    expect(textOf('README.md')).toMatch(/^# Eastwest\n/);
    expect(textOf('README.md')).not.toMatch(/<!--|\byarn\b|\bnodejs\b|\bnpm\b|\bnpx\b/i);
  });
});

describe('the links of every plugin.json', () => {
  it('name only existing files of the repository', () => {
    const links = FOLDERS.flatMap((folder) => manifestOf(folder).info.links.map(({ url }) => url));
    const files = links.flatMap((url) => url.split(`${repository}/blob/v${version}/`)[1] ?? []);
    expect(files.length).toBeGreaterThan(FOLDERS.length);
    expect(files.filter((file) => !fs.existsSync(path.join(ROOT, file)))).toEqual([]);
  });
});
