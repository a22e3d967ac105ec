import { type Labels, type MetricFamily } from '../exposition/exposition';
import { FamilyFiles } from './familyFiles';
import { type ScrapedTarget } from './scrapedTargets';

/** Scrapes targets at past times and writes the results as OpenMetrics text. Returns the number of samples. */
export async function writeScrapes(
  targets: readonly ScrapedTarget[],
  { file, startMs, endMs }: { file: string; startMs: number; endMs: number }
): Promise<number> {
  const files = new FamilyFiles();
  try {
    for (let timeMs = startMs; timeMs < endMs; timeMs += SECOND_MS) {
      targets.filter((target) => isDue(target, timeMs)).forEach((target) => scrapeTarget(files, target, timeMs));
      await files.flush();
    }
    await files.concatenate(file);
  } finally {
    files.remove();
  }
  return files.samples;
}

const SECOND_MS = 1_000;
const NO_LABELS: Labels = {};

function isDue({ firstMs, intervalMs }: ScrapedTarget, timeMs: number): boolean {
  return timeMs >= firstMs && (timeMs - firstMs) % intervalMs === 0;
}

function scrapeTarget(files: FamilyFiles, { labels, scrape }: ScrapedTarget, timeMs: number): void {
  const families = scrape(timeMs);
  files.add(upFamily(families ? 1 : 0), labels, timeMs);
  families?.forEach((family) => files.add(family, labels, timeMs));
}

function upFamily(value: number): MetricFamily {
  const samples = [{ labels: NO_LABELS, value }];
  return { name: 'up', help: '1 if the last scrape succeeded, otherwise 0.', type: 'gauge', samples };
}
