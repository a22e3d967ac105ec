import { draw } from '../../../src/flowgraph/canvas/draw';
import { drawnWidth } from '../../../src/flowgraph/canvas/drawEdges';
import { SvgContext } from '../../../src/flowgraph/canvas/svgContext';
import { endOf } from '../../../src/flowgraph/layout/curve';
import { toScreen } from '../../../src/flowgraph/canvas/viewport';
import { aFlow, aPod } from '../../../src/testing/flows';
import { CHARACTER, fixedPitch, renderInputOf, sceneOf } from '../../../src/testing/scenes';
import { pictureOf } from '../picture/pictureOf';
import { CanvasRecorder } from './canvasRecorder';

/** A canvas that measures characters of one width, without pixels. */
class FakeCanvas extends SvgContext {
  private matrix = new DOMMatrixLike();
  private readonly matrices: DOMMatrixLike[] = [];

  getTransform(): DOMMatrixLike {
    return this.matrix;
  }

  measureText(text: string) {
    const size = Number(/(\S+)px/.exec(this.font)?.[1]);
    const width = [...text].length * CHARACTER * size;
    const left = this.textAlign === 'center' ? width / 2 : 0;
    return {
      actualBoundingBoxLeft: left,
      actualBoundingBoxRight: width - left,
      actualBoundingBoxAscent: size / 2,
      actualBoundingBoxDescent: size / 2,
    };
  }

  override save(): void {
    super.save();
    this.matrices.push(this.matrix);
  }

  override restore(): void {
    super.restore();
    this.matrix = this.matrices.pop() ?? this.matrix;
  }

  override translate(dx: number, dy: number): void {
    super.translate(dx, dy);
    const { a, d, e, f } = this.matrix;
    this.matrix = new DOMMatrixLike(a, d, e + a * dx, f + d * dy);
  }

  override scale(byX: number, byY: number): void {
    super.scale(byX, byY);
    const { a, d, e, f } = this.matrix;
    this.matrix = new DOMMatrixLike(a * byX, d * byY, e, f);
  }
}

class DOMMatrixLike {
  constructor(
    readonly a = 1,
    readonly d = 1,
    readonly e = 0,
    readonly f = 0
  ) {}
}

/** Namespaces of ten workloads, of which each connects to the next ones. */
function renderInput(workloads: number, peers: number) {
  const pod = (index: number) => aPod(`ns-${Math.floor((index % workloads) / 10)}/workload${index % workloads}-0`);
  const flows = Array.from({ length: workloads * peers }, (_, index) => {
    const client = Math.floor(index / peers);
    return aFlow(pod(client), pod(client + 1 + (index % peers)), { bytes: 1_000 * (index + 1) });
  });
  return renderInputOf(sceneOf(flows));
}

function pictureFrom(input: ReturnType<typeof renderInput>) {
  const recorder = new CanvasRecorder(new FakeCanvas() as unknown as CanvasRenderingContext2D);
  recorder.beginFrame();
  draw(recorder.context, input, fixedPitch());
  return pictureOf(recorder.drawn, { panel: input.screen, screen: input.screen });
}

describe('a recorded frame of the flow graph', () => {
  const input = renderInput(20, 2);
  const picture = pictureFrom(input);
  const { viewport } = input;
  const ids = (items: ReadonlyArray<{ node: { id: string } }>) => items.map(({ node }) => node.id);

  it('has the box of each node and group where the scene has it', () => {
    const placed = [...input.groups, ...input.nodes];
    expect(picture.boxes.map(({ id }) => id)).toEqual(ids(placed));
    picture.boxes.forEach(({ rect }, index) => {
      const expected = placed[index]?.rect ?? { x: NaN, y: NaN, width: NaN };
      expect(rect.x).toBeCloseTo(toScreen(viewport, expected).x);
      expect(rect.y).toBeCloseTo(toScreen(viewport, expected).y);
      expect(rect.width).toBeCloseTo(expected.width * viewport.zoom);
    });
    expect(new Set(picture.boxes.flatMap(({ ancestors }) => ancestors))).toEqual(new Set(ids(input.groups)));
  });

  it('has the name of each node and group, and second lines of nodes', () => {
    const owners = (role: 'name' | 'detail') =>
      picture.texts.filter((text) => text.role === role).map(({ owner }) => owner);
    expect(owners('name')).toEqual([...ids(input.groups), ...ids(input.nodes)]);
    expect(owners('detail')).toEqual(ids(input.nodes));
  });

  it('has each edge from end to end with its width on the screen', () => {
    expect(picture.edges.map(({ id }) => id)).toEqual(input.edges.map(({ edge }) => edge.id));
    picture.edges.forEach(({ path, width }, index) => {
      const styled = input.edges[index];
      if (!styled) {
        throw new Error('Each drawn edge is in the scene.');
      }
      expect(width).toBeCloseTo(drawnWidth(styled, viewport.zoom) * viewport.zoom);
      const [from, to] = [toScreen(viewport, styled.curve.from), toScreen(viewport, endOf(styled.curve))];
      expect(path[0]?.x).toBeCloseTo(from.x);
      expect(path.at(-1)?.x).toBeCloseTo(to.x);
      expect(path.at(-1)?.y).toBeCloseTo(to.y);
    });
  });

  it('has the labels of edges', () => {
    expect(picture.labels.length).toBeGreaterThan(0);
    const edges = new Set(picture.edges.map(({ id }) => id));
    expect(picture.labels.filter(({ edge }) => !edges.has(edge))).toEqual([]);
  });
});

it('a recorded frame tells edges apart that one path draws', () => {
  const input = renderInput(100, 20);
  const { edges } = pictureFrom(input);
  expect(input.edges.length).toBeGreaterThan(1_500);
  expect(edges.map(({ id }) => id)).toEqual(input.edges.map(({ edge }) => edge.id));
  expect(edges.every(({ path }) => path.length === 2)).toBe(true);
});
