import fs from 'node:fs';
import { Failure } from '../failure';
import { fileNotWritten } from './messages';

/** Writes a file at once, because a collector can read it at any time. Throws a `Failure` if it cannot be written. */
export function writeWhole(file: string, text: string): void {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    fs.writeFileSync(draft, text);
    fs.renameSync(draft, file);
  } catch (error) {
    throw new Failure(fileNotWritten(file, error instanceof Error ? error.message : String(error)));
  }
}
