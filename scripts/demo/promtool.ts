import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export async function promtool(...args: string[]): Promise<void> {
  await promisify(execFile)('promtool', args);
}
