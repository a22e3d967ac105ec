import { type DataFrame } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { type Size } from '../../../src/flowgraph/layout/geometry';
import { DEFAULT_OPTIONS } from '../../../src/flowgraph/model/options';
import { flowsToFrame } from '../../../src/frames/flowsFrame';
import { HostedPanel, PANEL_ID } from '../../shared/panel/hostedPanel';
import { type LoadedFlows } from '../loadedFlows';
import { type Picture } from '../picture/picture';
import { pictureOf } from '../picture/pictureOf';
import { type View } from '../views';
import { type CanvasRecorder, recordCanvases, recorderOf } from '../page/canvasRecorder';
import { type PicturePage } from '../page/picturePage';

/** After this time without a new frame, the picture is complete. The panel waits 150 ms before it follows the zoom. */
const REST_MS = 300;

/** Shows our panel, and describes what it draws. */
class PanelPage implements PicturePage {
  private readonly container: HTMLElement;
  private frame?: DataFrame;
  private panel?: HostedPanel;
  private shown?: { view: View; size: Size };

  constructor() {
    recordCanvases();
    this.container = document.createElement('div');
    this.container.style.cssText = 'position: absolute; left: 0; top: 0';
    document.body.append(this.container);
  }

  setFlows({ flows, within }: LoadedFlows): void {
    this.frame = flowsToFrame(flows, within);
  }

  async draw(view: View, size: Size): Promise<Picture> {
    this.panel?.destroy();
    // As a link to the view does. Without a level in it, the zoom can collapse groups.
    const parameter = view.level === 'auto' ? '' : `?flowgraph-${PANEL_ID}=${JSON.stringify({ level: view.level })}`;
    locationService.replace(`${location.pathname}${parameter}`);
    this.panel = new HostedPanel(this.container);
    this.shown = { view, size };
    return this.paint('dark');
  }

  drawInLight(): Promise<Picture> {
    return this.paint('light');
  }

  private async paint(mode: 'dark' | 'light'): Promise<Picture> {
    if (!this.shown) {
      throw new Error('Nothing is drawn yet.');
    }
    const { view, size } = this.shown;
    const options = { ...DEFAULT_OPTIONS, grouping: view.grouping };
    const before = this.recorder()?.frames ?? 0;
    this.panel?.show({ frame: this.frame, options, size, mode });
    const { drawn } = await this.atRest(before);
    const canvas = this.canvas();
    return pictureOf(drawn, { panel: size, screen: { width: canvas.clientWidth, height: canvas.clientHeight } });
  }

  private async atRest(before: number): Promise<CanvasRecorder> {
    for (let frames = -1; ;) {
      const recorder = this.recorder();
      const isNew = recorder !== undefined && recorder.frames > before;
      if (isNew && recorder.frames === frames && recorder.drawn.some(({ of }) => of?.part === 'box')) {
        return recorder;
      }
      frames = recorder?.frames ?? -1;
      await new Promise((resolve) => setTimeout(resolve, REST_MS));
    }
  }

  private recorder(): CanvasRecorder | undefined {
    const canvas = this.container.querySelector('canvas');
    return canvas ? recorderOf(canvas) : undefined;
  }

  /** The first canvas has the graph, and the second one what is on top of it. */
  private canvas(): HTMLCanvasElement {
    const canvas = this.container.querySelector('canvas');
    if (!canvas) {
      throw new Error('The panel shows no graph.');
    }
    return canvas;
  }
}

/** Shows our panel. */
export function openPage(): PicturePage {
  return new PanelPage();
}
