import { type DataFrame } from '@grafana/data';
import { type PaintedFrom, type Renderer, SIZE } from '../renderers/renderer';
import { scenario, type ScenarioName, type SimulatedWorld } from '../../shared/world/scenarios';
import { nextFrame, paintedAfter } from './frame';
import { frameOf, worldOf } from '../../shared/world/frames';
import { hover } from './hover';
import { panAndZoom } from './panAndZoom';
import { valueUpdates } from './valueUpdates';

declare global {
  interface Window {
    startFlowgraphBench: (name: ScenarioName) => BenchPage;
  }

  interface Performance {
    /** Chromium's own. */
    memory: { usedJSHeapSize: number };
  }
}

/** What the page measures of one renderer with one world, as the harness calls it. */
export class BenchPage {
  private readonly world: SimulatedWorld;
  private frame?: DataFrame;
  private readonly container: HTMLElement;

  constructor(
    private readonly renderer: Renderer,
    name: ScenarioName
  ) {
    this.world = scenario(name);
    this.container = document.createElement('div');
    this.container.style.cssText = `position: absolute; left: 0; top: 0; width: ${SIZE.width}px; height: ${SIZE.height}px`;
    document.body.append(this.container);
  }

  get rendererName(): string {
    return this.renderer.name;
  }

  /** Has the world in the form in which it is handed over. */
  prepare(from: PaintedFrom): void {
    if (this.renderer.prepare) {
      this.renderer.prepare(this.world, from);
    } else if (from === 'frames') {
      this.frame = frameOf(this.world);
    }
  }

  /** From the prepared input to the second frame after the graph was drawn, in ms. */
  async firstPaint(): Promise<number> {
    await nextFrame();
    const startMs = performance.now();
    const world = this.frame ? worldOf(this.frame, this.world.name) : this.world;
    await this.renderer.paint(this.container, world);
    return paintedAfter(startMs);
  }

  /** Until the renderer has done what it had left for later. */
  async idle(): Promise<void> {
    await nextFrame();
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2_000 }));
  }

  heapBytes(): number {
    return performance.memory.usedJSHeapSize;
  }

  elements(): number {
    return document.getElementsByTagName('*').length;
  }

  panAndZoom() {
    return panAndZoom(this.renderer);
  }

  hover() {
    return hover(this.renderer);
  }

  valueUpdates() {
    return valueUpdates(this.renderer, this.world);
  }
}
