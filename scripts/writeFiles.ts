import fs from 'node:fs';
import path from 'node:path';

/** Writes texts to files, by their paths in a directory. Missing directories are created. */
export function writeFiles(files: Record<string, string>, directory: string): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(directory, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
}
