import fc from 'fast-check';
import { aFlow, aPod } from '../../testing/flows';
import { type RenderInput } from '../canvas/renderInput';
import { visibleEdges } from '../canvas/drawEdges';
import { SvgContext } from '../canvas/svgContext';
import { download } from '../../common/download';
import { fileNameOf } from './fileName';
import { renderPng } from './renderPng';
import { omittedFromSvg, renderSvg, svgLimit } from './renderSvg';
import { PALETTE, renderInputOf, sceneOf } from '../../testing/scenes';
import { imageTooLarge, noCanvas } from '../messages/export';

const pod = (index: number) => aPod(`shop/service-${index}-0`);

/** Edges between 80 workloads. The smallest ones have losses. */
function inputWith(edgeCount: number): RenderInput {
  const flows = Array.from({ length: edgeCount }, (_, index) => {
    const facts = index < 10 ? { bytes: 1_000, retransmissions: 90 } : { bytes: 1_000_000 + index };
    return aFlow(pod(index % 80), pod(Math.floor(index / 80)), facts);
  });
  return renderInputOf(sceneOf(flows));
}

function parse(svg: string): Element {
  return new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
}

/** Number of edges of a color, of which one path can contain several. Excludes halos. */
function linesIn(svg: Element, colors: readonly string[]): number {
  const strokes = svg.querySelectorAll(
    'path:not([stroke-opacity="0.32"]):not([stroke-width="1"]:not([stroke-opacity]))'
  );
  const paths = [...strokes].filter((path) => colors.includes(path.getAttribute('stroke') ?? ''));
  return paths.reduce((sum, path) => sum + (path.getAttribute('d')?.split('M').length ?? 1) - 1, 0);
}

describe('renderSvg', () => {
  it('draws everything on the screen, with title and caption', () => {
    const input = inputWith(200);
    const svg = parse(renderSvg(input, 'Traffic <of> the shop', ['80 endpoints', 'about 94 % of all bytes']));
    expect(svg.getAttribute('viewBox')).toBe('0 0 1600 1024');
    expect(svg.querySelector('title')?.textContent).toBe('Traffic <of> the shop');
    const texts = Array.from(svg.querySelectorAll('text'), ({ textContent }) => textContent);
    expect(texts.at(-1)).toBe('80 endpoints · about 94 % of all bytes');
    // Edges of a trunk are drawn as its pieces.
    expect(linesIn(svg, PALETTE.steps)).toBe(visibleEdges(input).length);
    expect(omittedFromSvg(input)).toBe(0);
  });

  it('wraps the caption of a narrow image without losing any part', () => {
    const input = inputWith(20);
    const narrow = { ...input, screen: { ...input.screen, width: 300 } };
    const facts = ['10:00 to 11:00', '80 endpoints, 64 edges', 'about 94 % of all bytes'];
    const svg = parse(renderSvg(narrow, 'Narrow', facts));
    const texts = Array.from(svg.querySelectorAll('text'), ({ textContent }) => textContent);
    expect(texts.slice(-2)).toEqual(['10:00 to 11:00 · 80 endpoints, 64 edges', 'about 94 % of all bytes']);
    expect(svg.getAttribute('viewBox')).toBe('0 0 300 1048');
  });

  it('omits and counts the smallest edges if there are too many, but none that need attention', () => {
    const input = inputWith(svgLimit + 400);
    const svg = parse(renderSvg(input, 'All', []));
    expect(linesIn(svg, PALETTE.steps)).toBe(svgLimit);
    expect(linesIn(svg, PALETTE.steps.slice(1))).toBe(10);
    expect(omittedFromSvg(input)).toBe(400);
  });

  it('does not count edges outside of the screen', () => {
    const input = inputWith(svgLimit + 400);
    expect(omittedFromSvg({ ...input, viewport: { zoom: 1, offsetX: 1e6, offsetY: 0 } })).toBe(0);
  });
});

describe('renderPng', () => {
  const canvas = HTMLCanvasElement.prototype;
  const input = inputWith(20);
  const measuringContext = () => Object.assign(new SvgContext(), { measureText: () => ({ width: 60 }) });
  const drawOn = (context: SvgContext | null) =>
    jest.spyOn(canvas, 'getContext').mockImplementation(() => context as never);
  const answerWith = (blob: Blob | null) =>
    jest.spyOn(canvas, 'toBlob').mockImplementation(function (this: HTMLCanvasElement, done, type) {
      done(blob && new Blob([`${this.width}x${this.height}`], { type }));
    });

  afterEach(() => jest.restoreAllMocks());

  it('draws the same image with more pixels', async () => {
    const context = measuringContext();
    drawOn(context);
    answerWith(new Blob());
    const png = await renderPng(input, ['caption'], 2);
    expect(png.type).toBe('image/png');
    expect(png.size).toBe('3200x2048'.length);
    const background = parse(context.toSvg({ width: 3_200, height: 2_000 }, '')).querySelector('rect');
    expect([background?.getAttribute('width'), background?.getAttribute('height')]).toEqual(['3200', '2000']);
  });

  it('fails with a remedy if there is no canvas, or the image is too large', async () => {
    drawOn(null);
    await expect(renderPng(input, ['caption'], 2)).rejects.toThrow(noCanvas);
    drawOn(measuringContext());
    answerWith(null);
    await expect(renderPng(input, ['caption'], 2)).rejects.toThrow(imageTooLarge);
  });
});

describe('download', () => {
  it('makes the browser save the file, and frees its memory later', () => {
    jest.useFakeTimers();
    const blob = new Blob(['a,b'], { type: 'text/csv' });
    const created = jest.fn((_: Blob) => 'blob:1');
    const revoked = jest.fn();
    Object.assign(URL, { createObjectURL: created, revokeObjectURL: revoked });
    const links: string[] = [];
    const click = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
      this: HTMLAnchorElement
    ) {
      links.push(`${this.download} from ${this.href}`);
    });
    download(blob, 'edges.csv');
    expect(created).toHaveBeenCalledWith(blob);
    expect(links).toEqual(['edges.csv from blob:1']);
    expect(revoked).not.toHaveBeenCalled();
    jest.runAllTimers();
    expect(revoked).toHaveBeenCalledWith('blob:1');
    click.mockRestore();
    jest.useRealTimers();
  });
});

describe('fileNameOf', () => {
  const TIME_MS = Date.UTC(2026, 10, 20, 14, 2, 5, 120);

  it.each([
    ['Traffic of retail-store', 'Traffic-of-retail-store 2026-11-20T14-02-05Z.svg'],
    ['', 'flow-graph 2026-11-20T14-02-05Z.svg'],
    ['../../etc/passwd', 'etc-passwd 2026-11-20T14-02-05Z.svg'],
    ['Flüsse <b>: 東京 → CON', 'Flüsse-b-東京-CON 2026-11-20T14-02-05Z.svg'],
  ])('turns the title %j into the name %j', (title, name) => {
    expect(fileNameOf(title, TIME_MS, 'svg')).toBe(name);
  });

  it('is valid on every operating system for any title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', size: 'max', maxLength: 500 }), (title) => {
        const name = fileNameOf(title, TIME_MS, 'png');
        expect(name).toMatch(/^[^\p{C}<>:"/\\|?*.\s][^\p{C}<>:"/\\|?*]*\.png$/u);
        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255);
      })
    );
  });
});
