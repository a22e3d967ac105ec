import fs from 'node:fs';

/** As much text as is written at once. */
const CHUNK_CHARACTERS = 8_000_000;

/** A file of tens of gigabytes, written piece by piece. */
export class TextFile {
  private readonly descriptor: number;
  private pieces: string[] = [];
  private characters = 0;

  constructor(file: string) {
    this.descriptor = fs.openSync(file, 'w');
  }

  add(text: string): void {
    this.pieces.push(text);
    this.characters += text.length;
    if (this.characters > CHUNK_CHARACTERS) {
      this.flush();
    }
  }

  close(): void {
    this.flush();
    fs.closeSync(this.descriptor);
  }

  private flush(): void {
    fs.writeSync(this.descriptor, this.pieces.join(''));
    this.pieces = [];
    this.characters = 0;
  }
}
