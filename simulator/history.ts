/**
 * The past, as a Prometheus that had scraped all along would have it: OpenMetrics text for
 * `promtool tsdb create-blocks-from openmetrics`. Real agents are scraped at past times, so their
 * baselines go on from the last of these scrapes when the simulator serves.
 */
import { createReadStream, createWriteStream, mkdtempSync, rmSync, type WriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { type AgentFleet } from './agent/agentFleet';
import { labelText, type Labels, type MetricFamily } from './agent/exposition';
import { kubeStateFamilies } from './kubestate/kubeStateMetrics';
import { agentTargets, flowSeriesTargets, kubeStateTargets, nodeExporterTargets } from './server/discovery';
import { type World } from './world/world';

export interface HistoryOptions {
  world: World;
  fleet: AgentFleet;
  file: string;
  startMs: number;
  endMs: number;
  intervalMs: number;
  /** When kube-state-metrics is scraped; with the agents if nothing is said. Whole seconds. */
  kubeState?: { intervalMs: number; afterMs: number };
  /** The scrapes of a node's agent that never reach it: it goes on counting. */
  isMissed?: (nodeName: string, timeMs: number) => boolean;
  /** Whether node_exporter is scraped too. */
  withNodeExporter?: boolean;
  /** From when on the agents' flow series are there too, as if switched on then; never if nothing is said. */
  flowSeriesSinceMs?: number;
}

export interface HistoryWritten {
  scrapes: number;
  samples: number;
}

async function writeTo(stream: WriteStream, text: string | Buffer): Promise<void> {
  if (!stream.write(text)) {
    await once(stream, 'drain');
  }
}

/** One temporary file per family: OpenMetrics wants a family's samples together, scrapes bring all families. */
class FamilyFiles {
  private readonly directory = mkdtempSync(join(tmpdir(), 'eastwest-history-'));
  private readonly streams = new Map<string, WriteStream>();
  private readonly pending = new Map<string, string[]>();
  private readonly texts = new WeakMap<Labels, WeakMap<Labels, string>>();
  samples = 0;

  add({ name, help, type, samples }: MetricFamily, target: Labels, timeMs: number): void {
    // OpenMetrics knows a counter by its name without the suffix.
    const family = type === 'counter' ? name.replace(/_total$/, '') : name;
    const lines = this.pending.get(family) ?? [];
    if (!this.streams.has(family)) {
      this.streams.set(family, createWriteStream(join(this.directory, family)));
      const openMetricsType = type === 'untyped' ? 'unknown' : type;
      lines.push(`# HELP ${family} ${help}\n# TYPE ${family} ${openMetricsType}\n`);
    }
    const time = timeMs / 1000;
    for (const { labels, value } of samples) {
      lines.push(`${name}${this.scrapedLabelText(target, labels)} ${value} ${time}\n`);
    }
    this.samples += samples.length;
    this.pending.set(family, lines);
  }

  /** The scraped labels win, as with honor_labels. */
  private scrapedLabelText(target: Labels, labels: Labels): string {
    const ofTarget = this.texts.get(target) ?? new WeakMap<Labels, string>();
    this.texts.set(target, ofTarget);
    const text = ofTarget.get(labels) ?? labelText({ ...target, ...labels });
    ofTarget.set(labels, text);
    return text;
  }

  async flush(): Promise<void> {
    for (const [family, lines] of this.pending) {
      const stream = this.streams.get(family);
      if (stream) {
        await writeTo(stream, lines.join(''));
      }
    }
    this.pending.clear();
  }

  async concatenate(file: string): Promise<void> {
    const output = createWriteStream(file);
    for (const family of [...this.streams.keys()].sort()) {
      const stream = this.streams.get(family);
      stream?.end();
      if (stream) {
        await once(stream, 'finish');
      }
      for await (const part of createReadStream(join(this.directory, family))) {
        await writeTo(output, part);
      }
    }
    output.end('# EOF\n');
    await once(output, 'finish');
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** The labels that stay on a target's series: all but those with two underscores in front. */
function targetLabels(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !name.startsWith('__')));
}

/** What Prometheus scrapes: the families of a target, or nothing if it does not answer. */
interface Target {
  labels: Labels;
  intervalMs: number;
  /** How long after the start it is scraped first. */
  afterMs: number;
  scrape(timeMs: number): MetricFamily[] | undefined;
}

function agentsOf({ world, fleet, intervalMs, isMissed }: HistoryOptions): Target[] {
  return agentTargets(world, '').map(({ labels }, index): Target => {
    const name = world.nodes[index]?.name ?? '';
    const agent = fleet.agent(name);
    return {
      labels: targetLabels(labels),
      intervalMs,
      afterMs: 0,
      scrape: (timeMs) => (agent?.isUp(timeMs) && !isMissed?.(name, timeMs) ? agent.scrape(timeMs) : undefined),
    };
  });
}

function kubeStateOf({ world, fleet, intervalMs, kubeState = { intervalMs, afterMs: 0 } }: HistoryOptions): Target[] {
  return kubeStateTargets(world, '').map(({ labels }) => ({
    labels: targetLabels(labels),
    ...kubeState,
    scrape: (timeMs) => kubeStateFamilies(world, fleet, timeMs),
  }));
}

function nodeExportersOf({ world, fleet, intervalMs }: HistoryOptions): Target[] {
  return nodeExporterTargets(world, '').map(({ labels }, index) => {
    const ethtool = fleet.ethtool(world.nodes[index]?.name ?? '');
    return { labels: targetLabels(labels), intervalMs, afterMs: 0, scrape: (timeMs) => ethtool?.scrape(timeMs) };
  });
}

function flowSeriesOf({ world, fleet, startMs, intervalMs }: HistoryOptions, sinceMs: number): Target[] {
  return flowSeriesTargets(world, '').map(({ labels }, index) => {
    const flows = fleet.flowSeries(world.nodes[index]?.name ?? '');
    flows?.beginAt(sinceMs);
    return {
      labels: targetLabels(labels),
      intervalMs,
      afterMs: sinceMs - startMs,
      scrape: (timeMs) => flows?.scrape(timeMs),
    };
  });
}

function targetsOf(options: HistoryOptions): Target[] {
  const { withNodeExporter, flowSeriesSinceMs } = options;
  return [
    ...agentsOf(options),
    ...kubeStateOf(options),
    ...(withNodeExporter ? nodeExportersOf(options) : []),
    ...(flowSeriesSinceMs === undefined ? [] : flowSeriesOf(options, flowSeriesSinceMs)),
  ];
}

const NO_LABELS: Labels = {};

function upFamily(value: number): MetricFamily {
  const samples = [{ labels: NO_LABELS, value }];
  return { name: 'up', help: 'Whether the last scrape succeeded.', type: 'gauge', samples };
}

function scrapeTarget(files: FamilyFiles, { labels, scrape }: Target, timeMs: number): void {
  const families = scrape(timeMs);
  files.add(upFamily(families ? 1 : 0), labels, timeMs);
  families?.forEach((family) => files.add(family, labels, timeMs));
}

const SECOND_MS = 1_000;

/** Scrapes at startMs and every interval after it, up to and not including endMs; intervals are of whole seconds. */
export async function writeHistory(options: HistoryOptions): Promise<HistoryWritten> {
  const files = new FamilyFiles();
  const targets = targetsOf(options);
  let scrapes = 0;
  try {
    for (let timeMs = options.startMs; timeMs < options.endMs; timeMs += SECOND_MS) {
      const sinceMs = timeMs - options.startMs;
      targets
        .filter(({ intervalMs, afterMs }) => sinceMs >= afterMs && (sinceMs - afterMs) % intervalMs === 0)
        .forEach((target) => scrapeTarget(files, target, timeMs));
      scrapes += sinceMs % options.intervalMs === 0 ? 1 : 0;
      await files.flush();
    }
    await files.concatenate(options.file);
  } finally {
    files.remove();
  }
  return { scrapes, samples: files.samples };
}
