import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, type WriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { labelText, type Labels, type MetricFamily } from '../exposition/exposition';

async function writeTo(stream: WriteStream, text: string | Buffer): Promise<void> {
  if (!stream.write(text)) {
    await once(stream, 'drain');
  }
}

/**
 * One temporary file per metric family: OpenMetrics requires the samples of a family to be consecutive, but each scrape
 * has all families.
 */
export class FamilyFiles {
  private readonly directory = mkdtempSync(join(tmpdir(), 'eastwest-history-'));
  private readonly streams = new Map<string, WriteStream>();
  private readonly pending = new Map<string, string[]>();
  private readonly texts = new WeakMap<Labels, WeakMap<Labels, string>>();
  samples = 0;

  /** Adds the families of a scrape. Their samples are buffered until `flush`. */
  add({ name, help, type, samples }: MetricFamily, target: Labels, timeMs: number): void {
    // OpenMetrics names a counter without the suffix.
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

  /** The scraped labels take precedence, as with honor_labels. */
  private scrapedLabelText(target: Labels, labels: Labels): string {
    const ofTarget = this.texts.get(target) ?? new WeakMap<Labels, string>();
    this.texts.set(target, ofTarget);
    const text = ofTarget.get(labels) ?? labelText({ ...target, ...labels });
    ofTarget.set(labels, text);
    return text;
  }

  /** Writes the buffered samples to the files. */
  async flush(): Promise<void> {
    for (const [family, lines] of this.pending) {
      const stream = this.streams.get(family);
      if (stream) {
        await writeTo(stream, lines.join(''));
      }
    }
    this.pending.clear();
  }

  /** Writes all families into one OpenMetrics file with its end mark. */
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

  /** Deletes the temporary files. */
  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
