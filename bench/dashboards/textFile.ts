import fs from 'node:fs';

/** The amount of text that is written at once. */
const CHUNK_CHARACTERS = 8_000_000;

/** A file of tens of gigabytes that is written in chunks. */
export class TextFile {
  private readonly descriptor: number;
  private pieces: string[] = [];
  private characters = 0;

  constructor(file: string) {
    this.descriptor = fs.openSync(file, 'w');
  }

  /** Buffers text and writes it when enough has accumulated. */
  add(text: string): void {
    this.pieces.push(text);
    this.characters += text.length;
    if (this.characters > CHUNK_CHARACTERS) {
      this.flush();
    }
  }

  /** Writes the remaining text and closes the file. */
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
